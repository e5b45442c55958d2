"""A number as a sheet prints it: `printed("0.98809999999999998", "0.00%")` is `98.81%`.

The number comes as the decimal string of the file and never becomes a float. A sheet shows no more than 15 significant digits of it, which is why
0.30000000000000004 reads 0.3 and 1.0049999999999999 rounds to 1.01. General shows 11 characters, as Excel does when the column is wide enough.
Codes: ECMA-376 part 1, 18.8.31. Padding blanks at the ends are dropped.
"""

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction
from functools import lru_cache
from operator import eq, ge, gt, le, lt, ne

from formlint.readers._serial_date import DATE_TOKEN, show_date

Token = tuple[str, str]  # kind, text

MOST_CODE = 1_000  # characters of a format code; Excel allows 255
_NUMBER = re.compile(r"[+-]?(\d{1,40}(\.\d{0,40})?|\.\d{1,40})([eE][+-]?\d{1,3})?", re.ASCII)
_SHOWN = Context(prec=15, rounding=ROUND_HALF_UP)
_EXACT = Context(prec=800, rounding=ROUND_HALF_UP)  # 308 digits before the point, as many after it

_TOKEN = re.compile(
    rf"""(?P<literal>"[^"]*"?|\\.|!.|_.|\*.) | \[(?P<bracket>[^\]]*)\] | (?P<general>General|G/通用格式)
    | (?P<exponent>E[+-]) | (?P<date>{DATE_TOKEN}) | (?P<digit>[0#?]) | (?P<point>\.) | (?P<comma>,) | (?P<percent>%) | (?P<slash>/)
    | (?P<text>@) | (?P<end>;) | (?P<other>.)""",
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?\d{1,15}(?:\.\d{1,15})?)")
_COMPARE = {"<=": le, ">=": ge, "<>": ne, "<": lt, ">": gt, "=": eq}
_ELAPSED = re.compile(r"h+|m+|s+", re.IGNORECASE)
# the system's long date and time, as a Chinese system prints them
_SYSTEM = {"[$-F800]": 'yyyy"年"m"月"d"日"', "[$-F400]": "h:mm:ss"}


@dataclass(frozen=True, slots=True)
class Section:
    """One of the up to four parts of a format code."""

    tokens: tuple[Token, ...]
    condition: tuple[str, Decimal] | None = None
    numerals: str = ""  # 1, 2, 3 of [DBNum1]: Chinese numerals
    chinese: bool = False  # [$-804]: names of days in Chinese

    def has(self, *kinds: str) -> bool:
        return any(kind in kinds for kind, _ in self.tokens)

    def holds(self, value: Decimal) -> bool:
        return self.condition is not None and bool(_COMPARE[self.condition[0]](value, self.condition[1]))


def printed(raw: str, code: str, *, since_1904: bool = False) -> str:
    """The number as the code prints it. What is not a number a sheet can hold comes back as it is."""
    if not _NUMBER.fullmatch(raw):
        return raw
    value = _SHOWN.create_decimal(raw)
    if value and abs(value.adjusted()) > 308:
        return raw
    section, bare = _chosen(sections(code), value)
    if section.has("date", "elapsed"):
        return show_date(section.tokens, value, since_1904=since_1904, numerals=section.numerals, chinese=section.chinese) or general(value)
    text = _number(section, abs(value))
    return ("-" if value < 0 and not bare else "") + text.strip()


def printed_text(text: str, code: str) -> str:
    """Text as the code prints it: only a section with `@`, or the fourth one, makes a difference."""
    if code in ("General", "@"):
        return text
    found = sections(code)
    section = found[3] if len(found) > 3 else next((section for section in found if section.has("text")), None)
    if section is None:
        return text
    return "".join(text if kind == "text" else shown for kind, shown in section.tokens)


def general(value: Decimal) -> str:
    """The number in General: 10 significant digits, 6 and an exponent from 1E+11 on and for the very small."""
    sign, value = "-" if value < 0 else "", abs(value)
    size = value.adjusted() if value else 0
    if -10 < size <= 10:
        plain = _plain(value, 12 if size < -4 else 9 if size < 0 else max(0, 9 - size))
        if len(plain) <= 11:
            return sign + plain
    mantissa = _rounded(value.scaleb(-size, _EXACT), 5)
    if mantissa >= 10:
        mantissa, size = mantissa / 10, size + 1
    return f"{sign}{_plain(mantissa, 5)}E{'-' if size < 0 else '+'}{abs(size):02d}"


@lru_cache(maxsize=512)
def sections(code: str) -> tuple[Section, ...]:
    """The parts of a format code. A code that is too long counts as General."""
    for mark, meant in _SYSTEM.items():
        code = meant if code.upper().startswith(mark) else code
    parts: list[list[re.Match[str]]] = [[]]
    for match in _TOKEN.finditer(code if len(code) <= MOST_CODE else "General"):
        if match.lastgroup == "end":
            parts.append([])
        else:
            parts[-1].append(match)
    return tuple(_section(part) for part in parts)


def _section(matches: list[re.Match[str]]) -> Section:
    tokens: list[Token] = []
    condition, numerals, chinese = None, "", False
    for match in matches:
        kind, text = match.lastgroup or "", match[0]
        if kind == "literal":
            tokens.append(("literal", _literal(text)))
        elif kind != "bracket":
            tokens.append((kind if kind != "other" else "literal", text))
        elif _ELAPSED.fullmatch(bracket := match["bracket"]):
            tokens.append(("elapsed", bracket))
        elif found := _CONDITION.fullmatch(bracket):
            condition = (found[1], Decimal(found[2]))
        elif bracket.upper().startswith("DBNUM"):
            numerals = bracket[5:]
        elif bracket.startswith("$"):
            tokens.append(("literal", bracket[1:].partition("-")[0]))
            chinese = chinese or bracket.endswith("804")
    return Section(tuple(tokens), condition, numerals, chinese)


def _literal(text: str) -> str:
    if text[0] == '"':
        return text[1:-1] if text.endswith('"') and len(text) > 1 else text[1:]
    return {"_": " ", "*": ""}.get(text[0], text[1])


def _chosen(found: tuple[Section, ...], value: Decimal) -> tuple[Section, bool]:
    """The section for a number, and whether it stands for negative numbers alone, so that it brings its own sign."""
    numeric = found[:3]
    if any(section.condition for section in numeric):
        section = next((section for section in numeric if section.holds(value)), None)
        section = section or next((section for section in numeric if not section.condition), numeric[-1])
        only_negative = section.condition is not None and section.condition[0] in ("<", "<=", "=") and section.condition[1] <= 0
        return section, only_negative
    if value < 0 and len(numeric) > 1:
        return numeric[1], True
    return (numeric[2] if value == 0 and len(numeric) > 2 else numeric[0]), False


def _number(section: Section, value: Decimal) -> str:
    tokens = section.tokens
    if section.has("general", "text") or not tokens:
        shown = "".join(general(value) if kind in ("general", "text") else text for kind, text in tokens) if tokens else ""
    elif not section.has("digit"):
        return "".join(text for _, text in tokens)
    elif section.has("exponent"):
        shown = _scientific(tokens, value)
    elif section.has("slash"):
        shown = _fraction(tokens, value)
    else:
        shown = _digits(tokens, value)
    return _in_chinese(shown, section.numerals) if section.numerals else shown


def _digits(tokens: tuple[Token, ...], value: Decimal) -> str:
    """Digits in their placeholders; literals stay where they are between them."""
    kinds = [kind for kind, _ in tokens]
    point = kinds.index("point") if "point" in kinds else len(kinds)
    last = max(index for index, kind in enumerate(kinds) if kind == "digit")
    whole_holes = [text for kind, text in tokens[:point] if kind == "digit"]
    part_holes = [text for kind, text in tokens[point:] if kind == "digit"]
    # a comma after the last digit divides by a thousand, any other one before the point groups
    thousands = sum(kind == "comma" and _scales(kinds, index) for index, kind in enumerate(kinds))
    grouped = any(kind == "comma" and not _scales(kinds, index) and index < min(point, last) for index, kind in enumerate(kinds))
    value = _rounded(value.scaleb(2 * kinds.count("percent") - 3 * thousands, _EXACT), len(part_holes))
    whole, _, part = f"{value:f}".partition(".")
    wholes = iter(_whole(whole.lstrip("0"), whole_holes, grouped=grouped))
    parts = iter(_part(part, part_holes))
    shown = []
    for index, (kind, text) in enumerate(tokens):
        if kind == "digit":
            shown.append(next(wholes) if index < point else next(parts))
        elif kind == "point" and index == point:
            shown.append(text if whole_holes else whole.lstrip("0") + text)
        elif kind != "comma":
            shown.append(text)
    return "".join(shown)


def _scales(kinds: list[str], index: int) -> bool:
    rest = [kind for kind in kinds[index:] if kind != "comma"]
    return kinds[index - 1] in ("digit", "comma") and "digit" in kinds[:index] and (not rest or rest[0] != "digit")


def _whole(digits: str, holes: list[str], *, grouped: bool) -> list[str]:
    """One text a placeholder, the first one with all the digits that have none."""
    shown = []
    for index, hole in enumerate(holes):
        right = len(holes) - 1 - index  # how many placeholders stand to the right
        end = len(digits) - right
        there = digits[0 if index == 0 else end - 1 : end] if end > 0 else ""
        if not there:
            there = "0" if "0" in holes[: index + 1] else " " if hole == "?" else ""
        shown.append(_group(there, right) if grouped else there)
    return shown


def _group(digits: str, right: int) -> str:
    """`right` digits follow: 1234 before three others is 1,234, with the comma that stands before them."""
    places = range(len(digits) - 1 + right, right - 1, -1)
    return "".join(digit + ("," if place and place % 3 == 0 and digit != " " else "") for digit, place in zip(digits, places, strict=True))


def _part(digits: str, holes: list[str]) -> list[str]:
    """One digit a placeholder; zeros at the end only where a 0 asks for them."""
    needed = max(len(digits.rstrip("0")), "".join(holes).rfind("0") + 1)
    return [digits[index] if index < needed else " " if hole == "?" else "" for index, hole in enumerate(holes)]


def _scientific(tokens: tuple[Token, ...], value: Decimal) -> str:
    kinds = [kind for kind, _ in tokens]
    at = kinds.index("exponent")
    mantissa, rest = tokens[:at], tokens[at + 1 :]
    point = kinds.index("point") if "point" in kinds[:at] else at
    step, decimals = max(1, kinds[:point].count("digit")), kinds[point:at].count("digit")
    size = value.adjusted() if value else 0
    size -= size % step
    if _rounded(value.scaleb(-size, _EXACT), decimals).adjusted() >= step:
        size += step
    sign = "-" if size < 0 else "+" if tokens[at][1][1] == "+" else ""
    width = sum(text == "0" for kind, text in rest if kind == "digit")
    tail = "".join(text for kind, text in rest if kind != "digit")
    shown = _digits(mantissa, value.scaleb(-size, _EXACT)) if "digit" in kinds[:at] else ""
    return f"{shown}E{sign}{abs(size):0{width}d}{tail}"


def _fraction(tokens: tuple[Token, ...], value: Decimal) -> str:
    """`# ?/?` of 2.5 is 2 1/2; `# ?/8` keeps the denominator."""
    kinds = [kind for kind, _ in tokens]
    at = kinds.index("slash")
    fixed = re.match(r"[1-9]\d{0,5}", "".join(text for _, text in tokens[at + 1 :]))
    width = min(4, max(1, kinds[at:].count("digit")))
    exact = Fraction(value)
    whole = int(exact) if kinds[:at].count("digit") > 1 and ("literal", " ") in tokens[:at] else 0
    nearest = (exact - whole).limit_denominator(10**width - 1)
    under = int(fixed[0]) if fixed else nearest.denominator
    above = round((exact - whole) * under)
    shown = f"{above}/{under}" if above or not whole else ""
    return f"{whole if whole else ''} {shown}".strip() if exact else "0"


def _in_chinese(shown: str, numerals: str) -> str:
    from formlint.readers._chinese_numerals import in_chinese  # noqa: PLC0415 - cn2an, for the one form in a thousand that uses it

    return re.sub(r"\d+(\.\d+)?", lambda match: in_chinese(match[0], numerals), shown)


def _rounded(value: Decimal, decimals: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-decimals), context=_EXACT)


def _plain(value: Decimal, decimals: int) -> str:
    text = f"{_rounded(value, decimals):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
