"""Notes and a fill in a copy of a workbook, by small surgery: values, formulas with their results, pictures, charts and rules stay as they are.

Notes are the classic ones, which WPS and old versions of Excel show too. A note that is there already is kept, and ours is written below it; a cell
with a threaded comment gets the fill only, since Excel overwrites the note behind it. Of a merged range the first cell is marked.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from lxml import etree

from formlint.annotating import EVIDENCE, Note
from formlint.annotating._package import Package, resolved
from formlint.annotating._sheet_notes import SheetNotes
from formlint.annotating._sheet_sizes import column_of
from formlint.annotating._sheet_styles import Fills
from formlint.documents import SheetSpot
from formlint.documents.spots import column_letters

LEVELS = ("error", "warning", "info", EVIDENCE)  # a cell has the colour of the worst
_REF = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
Ref = tuple[int, int]  # row, column, from 1


def annotate(data: bytes, notes: Sequence[Note]) -> bytes:
    """The workbook with a note for every finding, on the sheet and in the cell where it stands."""
    package = Package(data)
    parts = _sheets(package)
    fills = Fills(package, next(iter(parts.values()), ""))
    for sheet, refs in _by_cell(notes).items():
        if sheet in parts:
            _on_sheet(package, parts[sheet], refs, fills)
    return package.saved()


def _sheets(package: Package) -> dict[str, str]:
    """The parts of the sheets by their names."""
    book = package.related("", "officeDocument") or "xl/workbook.xml"
    root = package.seen(book)
    targets = {each.get("Id"): each.get("Target", "") for each in package.relations(book)}
    found = {}
    for sheet in root.iter("{*}sheet"):
        key = next((value for name, value in sheet.attrib.items() if name.endswith("}id")), "")
        found[sheet.get("name", "")] = resolved(book, targets.get(key, ""))
    return found


def _by_cell(notes: Iterable[Note]) -> dict[str, dict[Ref, list[Note]]]:
    cells: dict[str, dict[Ref, list[Note]]] = {}
    for note in notes:
        for spot in note.place.spots[:1]:
            ref = _ref(spot.ref) if isinstance(spot, SheetSpot) else None
            if isinstance(spot, SheetSpot) and ref:
                cells.setdefault(spot.sheet, {}).setdefault(ref, []).append(note)
    return cells


def _ref(text: str) -> Ref | None:
    found = _REF.match(text)
    if not found:
        return None
    return int(found[2]), column_of(found[1])


def _on_sheet(package: Package, part: str, refs: dict[Ref, list[Note]], fills: Fills) -> None:
    root = package.tree(part)
    told = SheetNotes(package, part)
    for ref, notes in sorted(refs.items()):
        cell = _cell(root, ref)
        cell.set("s", fills.filled(int(cell.get("s", "0")), min((note.level for note in notes), key=LEVELS.index)))
        texts = [note.text for note in notes if note.text]
        if texts:
            told.add(*ref, "\n\n".join(dict.fromkeys(texts)))
    told.finish(root)


def _cell(root: Any, ref: Ref) -> Any:
    """The element of a cell, made where it belongs when the sheet does not store it."""
    number, column = ref
    namespace = etree.QName(root).namespace
    data = root.find(f"{{{namespace}}}sheetData")
    row = _among(data, f"{{{namespace}}}row", number, _row_number, str(number))
    return _among(row, f"{{{namespace}}}c", column, _column_number, f"{column_letters(column)}{number}")


def _among(parent: Any, tag: str, wanted: int, number_of: Any, ref: str) -> Any:
    last = 0
    for at, child in enumerate(parent):
        if not isinstance(child.tag, str):  # a comment between the rows
            continue
        last = number_of(child, last)
        if last == wanted:
            return child
        if last > wanted:
            made = parent.makeelement(tag, {"r": ref})
            parent.insert(at, made)
            return made
    return etree.SubElement(parent, tag, r=ref)


def _row_number(row: Any, last: int) -> int:
    return int(row.get("r", last + 1))


def _column_number(cell: Any, last: int) -> int:
    ref = _ref(cell.get("r", ""))
    return ref[1] if ref else last + 1
