"""The head of a table that is printed again after a page break: it is no row of the table.

Word repeats the first rows of a table, Excel any rows (print titles). Rows of labels without any number, all of which stood on a page before in the
same columns, are the head again.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from formlint.readers._panels import NUMBER, Panel, Part

TALLEST = 6  # rows of a head

Shape = tuple[int, int, int, int, str]


def without_head(panel: Panel, before: Sequence[Panel], borders: Mapping[float, int]) -> Panel:
    """The part of a table on one page, without the rows at its top that one of the parts `before` has as well."""
    for height in range(min(TALLEST, panel.height - 1), 0, -1):
        head = _rows(panel, 0, height, borders)
        if _is_head(head) and any(_rows(other, row, height, borders) == head for other in before for row in range(other.height - height + 1)):
            return _below(panel, height)
    return panel


def _rows(panel: Panel, first: int, height: int, borders: Mapping[float, int]) -> frozenset[Shape]:
    """What stands within these rows. Cells that reach out of them are left out: the label of a section runs along all its rows."""
    return frozenset(
        (part.row - first, part.last_row - first, borders[part.box[0]], borders[part.box[2]], re.sub(r"\s+", "", part.passage.text))
        for part in panel.parts
        if first <= part.row and part.last_row < first + height
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
