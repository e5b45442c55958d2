"""The head of a table that is printed again after a page break: it is no row of the table.

Word repeats the first rows of a table, Excel any rows (print titles). Rows of labels without any number, all of which stood on a page before in the
same columns, are the head again.
"""

from collections.abc import Iterator, Mapping, Sequence

from formlint.readers.lattice.panels import NUMBER, Panel, Part
from formlint.records import replace

TALLEST = 6  # rows of a head

Shape = tuple[int, int, int, int, str]


def without_head(panel: Panel, before: Sequence[Panel], borders: Mapping[float, int]) -> Panel:
    """The part of a table on one page, without the rows at its top that one of the parts `before` has as well."""
    top = _shapes(panel, borders, min(TALLEST, panel.height - 1))
    for height in range(min(TALLEST, panel.height - 1), 0, -1):
        head = _rows(top, 0, height)
        if _is_head(head) and any(head in _all_rows(other, height, borders) for other in before):
            return _below(panel, height)
    return panel


def _shapes(panel: Panel, borders: Mapping[float, int], height: int) -> list[Shape]:
    """The cells of the first rows, so many."""
    return [
        (part.row, part.last_row, borders[part.box[0]], borders[part.box[2]], "".join(part.passage.text.split()))
        for part in panel.parts
        if part.last_row < height
    ]


def _all_rows(panel: Panel, height: int, borders: Mapping[float, int]) -> Iterator[frozenset[Shape]]:
    """What stands within so many rows, from each of its rows on."""
    shapes = _shapes(panel, borders, panel.height)
    return (_rows(shapes, row, height) for row in range(panel.height - height + 1))


def _rows(shapes: Sequence[Shape], first: int, height: int) -> frozenset[Shape]:
    """What stands within these rows. Cells that reach out of them are left out: the label of a section runs along all its rows."""
    return frozenset(
        (row - first, last_row - first, left, right, text)
        for row, last_row, left, right, text in shapes
        if first <= row and last_row < first + height
    )


def _is_head(rows: frozenset[Shape]) -> bool:
    texts = [text for *_, text in rows]
    return len(set(texts)) > 1 and all(text and not NUMBER.fullmatch(text) for text in texts)


def _below(panel: Panel, height: int) -> Panel:
    parts = tuple(_raised(part, height) for part in panel.parts if part.last_row >= height)
    top = min(part.box[1] for part in panel.parts if part.row == height) if any(part.row == height for part in panel.parts) else panel.top
    return replace(panel, height=panel.height - height, parts=parts, top=top, roofless=(False,) * len(panel.roofless))


def _raised(part: Part, height: int) -> Part:
    return replace(part, row=max(0, part.row - height), last_row=part.last_row - height)
