"""Ruling lines -> grids: which boxes they make, and which boxes are one merged cell.

Pieces in one line are joined to runs, runs that touch are one table, the places of its runs are the borders of its rows and columns, and boxes
without a rule between them are one cell.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np

from formlint.readers.lattice.dots import FEWEST, are_dots, in_rows
from formlint.readers.pages import THICKEST_RULE, Flags, Indices, Numbers

NEAR = 3.0  # points; as far apart as the two lines of a double border, less than half the lowest row
MOST_BOXES = 250_000  # rows x columns of a page's tables
MOST_CROSSINGS = 1_000_000
NARROWEST, LOWEST = 30.0, 8.0  # points; below, it is a box to tick

Box = tuple[int, int, int, int]  # a cell of a grid, merged boxes being one: its first row and column, its last row and column, 0-based


class TooManyRules(Exception):  # noqa: N818 - a limit, no error of ours
    """The rules of a page make more crossings or boxes than any form has."""


@dataclass(frozen=True, slots=True, eq=False)
class Grid:
    """A table's borders from left to right and from top to bottom, its cells in reading order, and which cell each box belongs to."""

    xs: Numbers
    ys: Numbers
    cells: tuple[Box, ...]
    owner: Indices  # rows x columns
    roofless: tuple[bool, ...]  # columns: no rule closes the first row at its top
    floorless: tuple[bool, ...]  # columns: no rule closes the last row at its foot

    @property
    def area(self) -> float:
        return float((self.xs[-1] - self.xs[0]) * (self.ys[-1] - self.ys[0]))

    def place(self, box: Box) -> tuple[float, float, float, float]:
        """Left, top, right, bottom of a cell."""
        row, column, last_row, last_column = box
        return float(self.xs[column]), float(self.ys[row]), float(self.xs[last_column + 1]), float(self.ys[last_row + 1])


@dataclass(frozen=True, slots=True, eq=False)
class _Runs:
    """Rules of one direction: where each stands, where it begins and ends."""

    at: Numbers
    start: Numbers
    end: Numbers

    def __len__(self) -> int:
        return len(self.at)

    def some(self, which: Indices | Flags) -> "_Runs":
        return _Runs(self.at[which], self.start[which], self.end[which])

    def listed(self) -> tuple[list[float], list[float], list[float]]:
        return self.at.tolist(), self.start.tolist(), self.end.tolist()


def grids(rules: Numbers, frame: Sequence[float] = ()) -> list[Grid]:
    """The tables that these rules (n x 4: left, top, right, bottom) draw, from top to bottom. A frame with nothing in it is one with one cell.

    `frame` are the borders, from left to right, of the table that the page before ends with.
    """
    if len(rules) < 3:
        return []
    left, top, right, bottom = rules.T
    wide, high = right - left, bottom - top
    level, upright = (high <= THICKEST_RULE) & (wide > high), (wide <= THICKEST_RULE) & (high > wide)
    if np.count_nonzero(dots := are_dots(wide, high)) >= FEWEST:
        return grids(np.concatenate((rules[~dots], *in_rows(rules[dots]))), frame)
    rows = _runs((top[level] + bottom[level]) / 2, left[level], right[level])
    columns = _runs((left[upright] + right[upright]) / 2, top[upright], bottom[upright])
    tables = list(_tables(rows, columns))
    if len(frame):
        sides = _sides(tables, columns, frame)
        tables = [(across, _with_open_sides(down, sides, frame)) for across, down in tables]
    found = [grid for across, down in tables if (grid := _grid(across, down))]
    return sorted(found, key=lambda grid: (grid.ys[0], grid.xs[0]))


def _runs(at: Numbers, start: Numbers, end: Numbers) -> _Runs:
    """Rules in one line put at one place, and those that touch put together; what is then still a dot is left out."""
    if not len(at):
        return _Runs(at, start, end)
    order = at.argsort(kind="stable")
    beside, group = at[order], np.zeros(len(at), np.intp)
    group[order[1:]] = (beside[1:] - beside[:-1] > NEAR).cumsum()
    middles = np.bincount(group, at) / np.bincount(group)
    order = np.lexsort((start, group))
    start, end, group = start[order], end[order], group[order]
    shift = group * (float(end.max() - start.min()) + 2 * NEAR)  # every line beyond the one before it, so that one running maximum serves all
    reach, begins = np.maximum.accumulate(end + shift), np.ones(len(at), np.bool_)
    np.greater((start + shift)[1:], reach[:-1] + NEAR, out=begins[1:])
    (first,) = begins.nonzero()
    runs = _Runs(middles[group[first]], start[first], np.maximum.reduceat(end, first))
    long = runs.end - runs.start > 2 * NEAR
    return runs if long.all() else runs.some(long)


def _tables(rows: _Runs, columns: _Runs) -> Iterator[tuple[_Runs, _Runs]]:
    """The runs of every table: those that touch each other, straight or by way of others."""
    row, column = _crossings(rows, columns)
    parent = list(range(len(columns)))

    def root(run: int) -> int:
        while parent[run] != run:
            parent[run] = parent[parent[run]]
            run = parent[run]
        return run

    beside = row[1:] == row[:-1]  # columns that a row crosses one after the other belong to one table, and most rows cross the same
    for one, other in set(zip(column[:-1][beside].tolist(), column[1:][beside].tolist(), strict=True)):
        first, second = root(one), root(other)
        parent[max(first, second)] = min(first, second)
    of_columns, of_rows = np.fromiter(map(root, range(len(parent))), np.intp, len(parent)), np.full(len(rows), -1)
    of_rows[row] = of_columns[column]
    for table in dict.fromkeys(of_columns.tolist()):
        across, down = of_rows == table, of_columns == table
        if np.count_nonzero(across) + np.count_nonzero(down) >= 3:
            yield (rows, columns) if across.all() and down.all() else (rows.some(across), columns.some(down))


def _sides(tables: Sequence[tuple[_Runs, _Runs]], columns: _Runs, frame: Sequence[float]) -> _Runs:
    """The upright runs that stand at a border of `frame` and bound no closed row: what holds a box to tick is no side of the box."""
    closed = {run for across, down in tables if np.ptp(across.at) > NEAR for run in zip(*down.listed(), strict=True)}
    loose = np.array([run not in closed for run in zip(*columns.listed(), strict=True)], np.bool_)
    borders = np.concatenate(([-np.inf], frame, [np.inf]))
    after = np.searchsorted(borders, columns.at).clip(1)
    return columns.some(loose & (np.minimum(columns.at - borders[after - 1], borders[after] - columns.at) < NEAR))


def _with_open_sides(inner: _Runs, sides: _Runs, frame: Sequence[float]) -> _Runs:
    """The upright runs of a table and those `sides` beside it that bounded its columns on the page before.

    A cell that began above and ends below (绩效指标 beside the rows of three pages) has no level rule on this page, so its sides touch nothing.
    """
    if not len(sides) or (abs(inner.at.min() - frame[0]) < 2 * NEAR and abs(inner.at.max() - frame[-1]) < 2 * NEAR):
        return inner
    beside = (sides.at < inner.at.min() - NEAR) | (sides.at > inner.at.max() + NEAR)
    along = (sides.start <= inner.start.min() + 2 * NEAR) & (sides.end >= inner.end.max() - 2 * NEAR)
    both = (inner, sides.some(beside & along))
    return _Runs(*(np.concatenate([getattr(runs, name) for runs in both]) for name in ("at", "start", "end")))


def _crossings(rows: _Runs, columns: _Runs) -> tuple[Indices, Indices]:
    """Which rows touch which columns, row by row."""
    count, found = 0, [(np.empty(0, np.intp), np.empty(0, np.intp))]
    for row in range(0, len(rows), 256):
        part = slice(row, row + 256)
        at, start, end = rows.at[part, None], rows.start[part, None] - NEAR, rows.end[part, None] + NEAR
        touch = (start <= columns.at) & (columns.at <= end) & (columns.start - NEAR <= at) & (at <= columns.end + NEAR)
        found_rows, found_columns = touch.nonzero()
        count += len(found_rows)
        if count > MOST_CROSSINGS:
            raise TooManyRules
        found.append((found_rows + row, found_columns))
    return found[-1] if len(found) <= 2 else (np.concatenate([each for each, _ in found]), np.concatenate([each for _, each in found]))


def _grid(rows: _Runs, columns: _Runs) -> Grid | None:
    xs, ys = _borders(columns, rows), _borders(rows, columns)
    if len(xs) < 2 or len(ys) < 2 or xs[-1] - xs[0] < NARROWEST or ys[-1] - ys[0] < LOWEST:
        return None
    height, width = len(ys) - 1, len(xs) - 1
    if height * width > MOST_BOXES:
        raise TooManyRules
    upright, level = _walls(columns, xs, ys), _walls(rows, ys, xs)
    roofless, floorless = [not wall for wall in level[0]], [not wall for wall in level[-1]]
    upright[-1], level[-1] = [True] * height, [True] * width  # no box goes beyond the table
    cells, owner = _cells(list(zip(*upright[1:], strict=True)), level[1:])
    return Grid(xs, ys, tuple(cells), owner, tuple(roofless), tuple(floorless))


def _borders(runs: _Runs, others: _Runs) -> Numbers:
    """Where these runs stand; also where at least two of the others run past the outermost, for a side that is left open."""
    at = sorted(set(runs.at.tolist()))  # 16 of them: np.unique takes five times as long
    if len(others) < 2:
        return np.array(at, np.float64)
    starts, ends = sorted(others.start.tolist()), sorted(others.end.tolist())
    before = starts[:1] if not at or starts[1] < at[0] - 2 * NEAR else []
    after = ends[-1:] if not at or ends[-2] > at[-1] + 2 * NEAR else []
    return np.array([*before, *at, *after], np.float64)


def _walls(runs: _Runs, borders: Numbers, across: Numbers) -> list[list[bool]]:
    """borders x spaces between `across`: whether a run along this border covers that space."""
    walls = [[False] * (len(across) - 1) for _ in borders]
    border = borders.searchsorted(runs.at - 1e-6)
    first, last = across.searchsorted(runs.start - 2 * NEAR), across.searchsorted(runs.end + 2 * NEAR, side="right")
    for at, start, end in zip(border.tolist(), first.tolist(), last.tolist(), strict=True):
        walls[at][start : end - 1] = [True] * (end - 1 - start)
    return walls


def _cells(right: Sequence[Sequence[bool]], below: Sequence[Sequence[bool]]) -> tuple[list[Box], Indices]:
    """The merged cells: each grows to the right, then downwards, up to the next rule, given whether one runs to the right of a box and below it."""
    owner = [[-1] * len(walls) for walls in right]
    cells: list[Box] = []
    for row, (taken, walls) in enumerate(zip(owner, right, strict=True)):
        for column, (number, wall, floor) in enumerate(zip(taken, walls, below[row], strict=True)):
            if number >= 0:
                continue
            if wall and floor:  # most: one box
                taken[column] = len(cells)
                cells.append((row, column, row, column))
                continue
            last_column, last_row = column, row
            while not walls[last_column] and taken[last_column + 1] < 0:
                last_column += 1
            while not any(below[last_row][column : last_column + 1]) and not any(right[last_row + 1][column:last_column]):
                last_row += 1
            for line in owner[row : last_row + 1]:
                line[column : last_column + 1] = [len(cells)] * (last_column + 1 - column)
            cells.append((row, column, last_row, last_column))
    return cells, np.fromiter(chain.from_iterable(owner), np.intp).reshape(len(owner), -1)
