"""A cell of several lines has what stands between them, where no other cell has taken it."""

from collections.abc import Sequence
from itertools import chain

from formlint.recognisers.dumps.ordered.cuts import Cells
from formlint.recognisers.dumps.strips import Kind, Strip

Cell = tuple[int, ...]


def closed(strips: Sequence[Strip], rows: Sequence[Cells]) -> Sequence[Cells]:
    """The rows with those strips in their cells."""
    cells = [cell for row in rows for cell in row.values()]
    if True not in [cell[-1] - cell[0] >= len(cell) for cell in cells if len(cell) > 1]:  # most tables
        return rows
    used = set(chain.from_iterable(cells))
    return [{column: _closed(strips, cell, used) for column, cell in row.items()} for row in rows]


def _closed(strips: Sequence[Strip], cell: Cell, used: set[int]) -> Cell:
    """Where its strips come in order, and no number stands between them."""
    whole = range(cell[0], cell[-1] + 1)
    if len(whole) <= len(cell) or list(cell) != sorted(cell):
        return cell
    between = set(whole).difference(cell)
    fits = used.isdisjoint(between) and not any(strips[number].kind is Kind.NUMBER for number in between)
    return tuple(whole) if fits else cell
