"""A sheet as it is stored, and the cells that it prints. No grid is ever laid out: a range over the whole sheet costs as much as any other."""

from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from formlint.documents import Cell, Notice, Passage, SheetSpot
from formlint.documents.spots import column_letters
from formlint.errors import ReadError
from formlint.readers.sheets.merged import Merges, Range, Stretches

MOST_ROWS, MOST_COLUMNS = 1_048_576, 16_384  # of any sheet
MOST_TEXT = 100_000  # characters of a cell; Excel allows 32,767
MOST_BLANKS = 2_000_000
MOST_MERGES = 20_000
WIDEST_FORM = 64  # columns; in a wider sheet only what is stored is blank
LARGE_MERGE = 10_000  # cells; a larger range says nothing about how far the form reaches

Box = tuple[int, int]  # row, column, 0-based


@dataclass(slots=True)
class Found:
    """A sheet as it is stored. `blanks` are cells without text, row * MOST_COLUMNS + column: a sheet may have a million of them."""

    texts: dict[Box, str] = field(default_factory=dict)
    blanks: "array[int]" = field(default_factory=lambda: array("q"))
    merges: list[Range] = field(default_factory=list)
    hidden_rows: Stretches = field(default_factory=Stretches)
    hidden_columns: Stretches = field(default_factory=Stretches)
    not_computed: list[str] = field(default_factory=list)  # formulas without a result
    errors: list[tuple[str, str]] = field(default_factory=list)  # cells that print #REF! and the like, with what they print


def told(found: Found, sheet: str, cells: Sequence[Cell], *, hidden: bool) -> Iterator[Notice]:
    """What is to be said of a sheet: what is hidden in it, what could not be read as the number it should be."""
    name = ("sheet", sheet)
    out_of_sight = [cell for cell in cells if cell.hidden and cell.text.strip()]
    if hidden and cells:
        yield Notice("hidden-sheet", (name,))
    elif out_of_sight:
        first = out_of_sight[0]
        yield Notice("hidden-cells", (name, ("count", str(len(out_of_sight))), ("cell", ref((first.row, first.column, first.row, first.column)))))
    if found.not_computed:
        yield Notice("not-computed", (name, ("count", str(len(found.not_computed))), ("cell", found.not_computed[0])))
    if found.errors:
        cell, text = found.errors[0]
        yield Notice("error-cells", (name, ("count", str(len(found.errors))), ("cell", cell), ("text", text)))


def cells(found: Found, sheet: str, room: int) -> Iterator[Cell]:
    """The cells of the used area in reading order. More than `room` of them are a ReadError."""
    top, left, bottom, right = _used(found)
    boxes = set(found.texts)
    boxes.update((row, column) for row, column in _pairs(found.blanks) if top <= row <= bottom and left <= column <= right)
    boxes.update(_holes(found, left, right))
    merges = [(max(a, top), max(b, left), min(c, bottom), min(d, right)) for a, b, c, d in found.merges]
    merges = [merge for merge in merges if merge[0] <= merge[2] and merge[1] <= merge[3]]
    boxes.update(merge[:2] for merge in merges)
    if len(boxes) > room:
        raise too_many(sheet, room)
    covers = Merges(merges)
    for row, column in sorted(boxes):
        area = covers.at(row, column) or (row, column, row, column)
        if (row, column) != area[:2]:
            continue  # under a merged cell: whatever is stored there is not printed
        hidden = found.hidden_rows.hold(row, area[2]) or found.hidden_columns.hold(column, area[3])
        passage = Passage.at(found.texts.get((row, column), ""), SheetSpot(sheet, ref(area)))
        yield Cell(row, column, passage, 1 + area[2] - row, 1 + area[3] - column, hidden)


def _holes(found: Found, left: int, right: int) -> Iterator[Box]:
    """The cells between and behind those of a row: a cell without text and without a border is not stored, and is blank all the same."""
    if right - left >= WIDEST_FORM:
        return
    for row, texts in Counter(row for row, _ in found.texts).items():
        if texts > 1:  # a lone text is a title
            yield from ((row, column) for column in range(left, right + 1))


def _used(found: Found) -> Range:
    """The rows and columns that hold text, with the whole of the merged cells it stands in."""
    if not found.texts:
        return 0, 0, -1, -1
    corners = [(row, column, row, column) for row, column in found.texts]
    corners += [merge for merge in found.merges if merge[:2] in found.texts and _size(merge) <= LARGE_MERGE]
    rows, columns, last_rows, last_columns = zip(*corners, strict=True)
    return min(rows), min(columns), max(last_rows), max(last_columns)


def _size(area: Range) -> int:
    return (1 + area[2] - area[0]) * (1 + area[3] - area[1])


def _pairs(blanks: "array[int]") -> Iterator[Box]:
    return (divmod(blank, MOST_COLUMNS) for blank in blanks)


def too_many(sheet: str, most: int) -> ReadError:
    """The refusal of a sheet that has more cells than any form."""
    return ReadError("too-many-cells", sheet=sheet, most=str(most))


def ref(area: Range) -> str:
    """`G14`, or `G3:G13` for a merged range."""
    first = f"{column_letters(area[1] + 1)}{area[0] + 1}"
    return first if area[:2] == area[2:] else f"{first}:{column_letters(area[3] + 1)}{area[2] + 1}"


def merged_nowhere(shown: Sequence[Cell]) -> bool:
    """No cell of the sheet is merged, but titles as wide as it is: a program wrote it that merges no others, and a blank cell may belong to the text
    beside or above it."""
    width = max((cell.column + cell.columns for cell in shown), default=0)
    return all(cell.rows == 1 and cell.columns in (1, width) for cell in shown)
