"""The notes of one sheet: their texts (comments part) and their boxes (a VML drawing), made or added to. ECMA-376 part 1, 18.7; part 4, 19."""

import re
from typing import Any

from lxml import etree

from formlint.annotating import AUTHOR, NotAnnotated
from formlint.annotating._package import Package
from formlint.annotating._sheet_sizes import POINT, Sizes
from formlint.documents.spots import column_letters
from formlint.reporters.width import width

VML, OFFICE_VML, EXCEL_VML = "urn:schemas-microsoft-com:vml", "urn:schemas-microsoft-com:office:office", "urn:schemas-microsoft-com:office:excel"
RULE = "────────"  # between the owner's note and ours
THREADED = "tc="  # how the author of the note behind a threaded comment begins
WIDTH, LINE, MARGIN = 300, 15, 12  # of a note's box, in points
_OURS = re.compile(rb"_formlint_([0-9]{1,6})")
_END = re.compile(rb"</(?:\w+:)?xml\s*>")
COLUMNS = 50  # a line of the box holds: 25 Chinese characters in the largest font that programs take for notes
# the elements of a sheet that come after legacyDrawing (18.3.1.99)
_AFTER = {"legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems", "tableParts", "extLst"}


class SheetNotes:
    """The notes of a sheet; parts are made when the first note comes."""

    def __init__(self, package: Package, sheet: str) -> None:
        self._package, self._sheet = package, sheet
        self._sizes = Sizes(package.seen(sheet))
        self._comments: Any = None
        self._shapes: Any = None  # a drawing of ours, or what is to be put into the owner's
        self._drawn = 0  # shapes of ours that are in it
        self._owners = ""  # the owner's drawing
        self._fresh_drawing = ""  # the relation of a drawing that the sheet does not name yet

    def add(self, row: int, column: int, text: str) -> None:
        """A note in a cell (from 1)."""
        if self._comments is None:
            self._open()
        ref = f"{column_letters(column)}{row}"
        listed = self._comments.find("{*}commentList")
        present = next((each for each in listed if each.get("ref") == ref), None)
        if present is None:
            self._write(listed, ref, text)
            self._box(row, column, text)
        elif not self._author(present).startswith(THREADED):
            self._run(present.find("{*}text"), f"\n{RULE}\n{text}")

    def finish(self, root: Any) -> None:
        """Names the drawing in the sheet, in the place the schema gives it; to one that is there the boxes are added."""
        if self._owners:
            self._package.replace(self._owners, _with(self._package.read(self._owners), self._shapes))
        if not self._fresh_drawing:
            return
        namespace, office = etree.QName(root).namespace, self._package.office
        element = root.makeelement(f"{{{namespace}}}legacyDrawing", {f"{{{office}}}id": self._fresh_drawing}, {"r": office})
        before = next((child for child in root if isinstance(child.tag, str) and etree.QName(child).localname in _AFTER), None)
        if before is None:
            root.append(element)
        else:
            before.addprevious(element)

    def _open(self) -> None:
        package = self._package
        comments = package.related(self._sheet, "comments")
        if not comments:
            comments = package.free("xl/comments{}.xml")
            main = etree.QName(package.seen(self._sheet)).namespace
            root = etree.Element(f"{{{main}}}comments", nsmap={None: main})  # type: ignore[dict-item]  # the stubs know no default namespace
            etree.SubElement(root, f"{{{main}}}authors")
            etree.SubElement(root, f"{{{main}}}commentList")
            package.add(comments, root)
            package.declare(comments, "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml")
            package.relate(self._sheet, "comments", comments)
        self._comments = package.tree(comments)
        self._shapes = _empty_drawing()
        self._owners = package.related(self._sheet, "vmlDrawing")
        if self._owners:
            drawn = package.read(self._owners)
            self._drawn = max(map(int, _OURS.findall(drawn)), default=0)
            if b"_x0000_t202" in drawn:  # the kind of shape that a note is
                self._shapes.clear()
            return
        drawing = package.free("xl/drawings/vmlDrawing{}.vml")
        package.add(drawing, self._shapes)
        package.declare_suffix("vml", "application/vnd.openxmlformats-officedocument.vmlDrawing")
        self._fresh_drawing = package.relate(self._sheet, "vmlDrawing", drawing)

    def _author(self, comment: Any) -> str:
        authors = self._comments.find("{*}authors")
        number = comment.get("authorId", "")
        return (authors[int(number)].text or "") if number.isdecimal() and int(number) < len(authors) else ""

    def _write(self, listed: Any, ref: str, text: str) -> None:
        namespace = etree.QName(listed).namespace
        authors = self._comments.find("{*}authors")
        names = [each.text or "" for each in authors]
        if AUTHOR not in names:
            etree.SubElement(authors, f"{{{namespace}}}author").text = AUTHOR
            names.append(AUTHOR)
        comment = etree.SubElement(listed, f"{{{namespace}}}comment", ref=ref, authorId=str(names.index(AUTHOR)))
        self._run(etree.SubElement(comment, f"{{{namespace}}}text"), text)

    @staticmethod
    def _run(parent: Any, text: str) -> None:
        namespace = etree.QName(parent).namespace
        told = etree.SubElement(etree.SubElement(parent, f"{{{namespace}}}r"), f"{{{namespace}}}t")
        told.text = text
        told.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")

    def _box(self, row: int, column: int, text: str) -> None:
        high = MARGIN + LINE * sum(max(1, -(-width(line) // COLUMNS)) for line in text.split("\n"))
        self._drawn += 1
        number = self._drawn
        style = f"position:absolute;margin-left:60pt;margin-top:2pt;width:{WIDTH}pt;height:{high}pt;z-index:{number};visibility:hidden"
        shape = etree.SubElement(
            self._shapes, f"{{{VML}}}shape", {"id": f"_formlint_{number}", "type": "#_x0000_t202", "style": style, "fillcolor": "#ffffe1"}
        )
        shape.set(f"{{{OFFICE_VML}}}insetmode", "auto")
        etree.SubElement(shape, f"{{{VML}}}fill", color2="#ffffe1")
        etree.SubElement(shape, f"{{{VML}}}shadow", on="t", color="black", obscured="t")
        box = etree.SubElement(shape, f"{{{VML}}}textbox", style="mso-direction-alt:auto")
        etree.SubElement(box, "div", style="text-align:left")
        client = etree.SubElement(shape, f"{{{EXCEL_VML}}}ClientData", ObjectType="Note")
        etree.SubElement(client, f"{{{EXCEL_VML}}}MoveWithCells")
        etree.SubElement(client, f"{{{EXCEL_VML}}}SizeWithCells")
        anchor = self._sizes.anchor(row, column, WIDTH * POINT, high * POINT)
        for name, value in (("Anchor", anchor), ("AutoFill", "False"), ("Row", str(row - 1)), ("Column", str(column - 1))):
            etree.SubElement(client, f"{{{EXCEL_VML}}}{name}").text = value


def _with(drawing: bytes, shapes: Any) -> bytes:
    """The owner's drawing with these shapes in it, its bytes as they were: what Excel itself writes there is not always XML (`<br>`)."""
    ends = [found.start() for found in _END.finditer(drawing)]
    if not ends:
        raise NotAnnotated("cannot-annotate", reason="VML")
    return drawing[: ends[-1]] + b"".join(etree.tostring(shape) for shape in shapes) + drawing[ends[-1] :]


def _empty_drawing() -> Any:
    root = etree.Element("xml", nsmap={"v": VML, "o": OFFICE_VML, "x": EXCEL_VML})
    kind = etree.SubElement(root, f"{{{VML}}}shapetype", {"id": "_x0000_t202", "coordsize": "21600,21600", "path": "m,l,21600r21600,l21600,xe"})
    kind.set(f"{{{OFFICE_VML}}}spt", "202")
    etree.SubElement(kind, f"{{{VML}}}stroke", joinstyle="miter")
    etree.SubElement(kind, f"{{{VML}}}path", {"gradientshapeok": "t", f"{{{OFFICE_VML}}}connecttype": "rect"})
    return root
