"""What a workbook says before its sheets: which sheets there are, the strings and number formats they share. ECMA-376 part 1, 12.3 and 18."""

from array import array

from formlint.errors import ReadError
from formlint.limits import allowed
from formlint.patterns import late
from formlint.readers.packages.relations import related
from formlint.readers.packages.xml import Handler, parse
from formlint.readers.packages.zip import Package
from formlint.readers.sheets.builtin_formats import BUILT_IN
from formlint.readers.sheets.number_format import printed, printed_text
from formlint.readers.sheets.serial_date import serial
from formlint.records import record

MAIN = frozenset({"http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://purl.oclc.org/ooxml/spreadsheetml/main"})
_ESCAPE = late(r"_x([0-9A-Fa-f]{4})_")


@record(frozen=True, slots=True)
class Sheet:
    """A worksheet and the part of the package that holds it."""

    name: str
    part: str
    hidden: bool


@record(frozen=True, slots=True)
class Workbook:
    """The sheets in their order, and how their cells are printed: `styles[n]` is a number format code."""

    package: Package
    sheets: tuple[Sheet, ...]
    strings: tuple[str, ...]
    styles: tuple[str, ...]
    since_1904: bool = False

    def shown(self, kind: str, raw: str, style: str) -> str:
        """The text that a cell prints: `kind` is its type (`t`), `style` its style number. A string or style that is not there is a ReadError."""
        code = self._code(style)
        if kind == "s":
            return printed_text(self._string(raw), code)
        if kind in ("str", "inlineStr"):
            return printed_text(unescaped(raw), code)
        if kind == "b":
            return {"1": "TRUE", "true": "TRUE", "0": "FALSE", "false": "FALSE"}.get(raw.strip(), raw)
        if kind == "d":
            return self._day(raw.strip(), code)
        return printed(raw.strip(), code, since_1904=self.since_1904) if kind != "e" else raw

    def _code(self, style: str) -> str:
        # an unknown style prints as General, as it does in Excel after its repair
        return self.styles[int(style)] if style.isdecimal() and len(style) < 8 and int(style) < len(self.styles) else "General"

    def _string(self, raw: str) -> str:
        number = raw.strip()
        if not (number.isdecimal() and len(number) < 10 and int(number) < len(self.strings)):
            raise ReadError("damaged-workbook", part=f"sharedStrings {raw[:20]}")
        return self.strings[int(number)]

    def _day(self, raw: str, code: str) -> str:
        number = serial(raw)
        if number is None:
            return raw
        return printed(number, "yyyy/m/d" if code == "General" else code)


def open_workbook(data: bytes) -> Workbook:
    """The workbook of a zip package."""
    package = Package(data)
    root = related(package, "")
    part = next((target for kind, target in root.values() if kind == "officeDocument"), "xl/workbook.xml")
    if part.endswith(".bin"):
        raise ReadError("binary-workbook")
    if part not in package:
        raise ReadError("not-a-workbook")
    book, owned = _Book(), related(package, part)
    _read(package, part, book)
    parts = dict(owned.values())
    strings, styles = _Strings(), _Styles()
    if "sharedStrings" in parts and parts["sharedStrings"] in package:
        _read(package, parts["sharedStrings"], strings)
    if "styles" in parts and parts["styles"] in package:
        _read(package, parts["styles"], styles)
    # chart sheets and dialogs print no cells
    sheets = (Sheet(name, owned[key][1], hidden) for name, key, hidden in book.sheets if owned.get(key, ("", ""))[0] == "worksheet")
    return Workbook(package, tuple(sheets), tuple(strings.found), styles.codes(), book.since_1904)


def unescaped(text: str) -> str:
    """`_x000D_` is a carriage return; line ends become newlines."""
    if "_x" in text:
        text = _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _read(package: Package, part: str, handler: Handler, namespaces: frozenset[str] = MAIN) -> None:
    parse(package.chunks(part), handler, namespaces=namespaces, part=part)


class _Book:
    """workbook.xml: the sheets as (name, relation, hidden), and where days are counted from."""

    def __init__(self) -> None:
        self.sheets: list[tuple[str, str, bool]] = []
        self.since_1904 = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "sheet":
            key = next((value for name, value in attributes.items() if name.endswith("/relationships id")), "")
            self.sheets.append((attributes.get("name", ""), key, attributes.get("state", "visible") != "visible"))
        elif tag == "workbookPr":
            self.since_1904 = is_true(attributes.get("date1904"))

    def end(self, tag: str) -> None: ...
    def text(self, data: str) -> None: ...


class _Strings:
    """sharedStrings.xml: rich text is joined, the readings above Han characters (rPh) are left out."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self._pieces: list[str] = []
        self._reading = self._wanted = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "si":
            self._pieces = []
        elif tag == "rPh":
            self._reading = True
        elif tag == "t":
            self._wanted = not self._reading

    def end(self, tag: str) -> None:
        if tag == "t":
            self._wanted = False
        elif tag == "rPh":
            self._reading = False
        elif tag == "si":
            self.found.append(unescaped("".join(self._pieces)))
            if len(self.found) > allowed().cells:
                raise ReadError("too-many-cells", most=str(allowed().cells), sheet="sharedStrings")

    def text(self, data: str) -> None:
        if self._wanted:
            self._pieces.append(data)


class _Styles:
    """styles.xml: the number formats of the cell styles."""

    def __init__(self) -> None:
        self._own: dict[int, str] = {}
        self._numbers = array("i")
        self._in_cells = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "xf" and self._in_cells:
            self._numbers.append(_number(attributes.get("numFmtId")))
        elif tag == "numFmt":
            self._own[_number(attributes.get("numFmtId"))] = attributes.get("formatCode", "General")
        elif tag == "cellXfs":
            self._in_cells = True

    def end(self, tag: str) -> None:
        if tag == "cellXfs":
            self._in_cells = False

    def text(self, data: str) -> None: ...

    def codes(self) -> tuple[str, ...]:
        return tuple(self._own.get(number) or BUILT_IN.get(number, "General") for number in self._numbers)


def is_true(value: str | None) -> bool:
    return value in ("1", "true", "on")


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 9 else 0
