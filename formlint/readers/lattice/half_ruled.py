"""Tables whose rules are missing, in part or all: the rules that are to be thought of.

Level rules alone (three-line tables), upright rules alone, or none: then columns are told by the white between them, rows by the rules or by the
lines of text. Without any rule three lines of three columns in a row are wanted, so that the head of a form or its signatures make no table. What
is made here are rules like printed ones: where words cross the white between two columns, no rule is thought of, and the boxes are one cell.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np

from formlint.readers.lattice.grids import NARROWEST, NEAR
from formlint.readers.lattice.lines import SAME_FLOOR
from formlint.readers.pages import THICKEST_RULE, Flags, Numbers, Page
from formlint.records import record

GAP = 1.2  # of the height of the line: white between columns; a blank in running text is narrower
MOST_CROSSED = 0.2  # share of the lines that may run across the white between two columns
MOST_LINES = 2_000  # that stand in no table; a page of small print has 100
FEWEST_ROWS, FEWEST_COLUMNS = 3, 3  # of a table without any rule
FARTHEST = 3.0  # heights of a line, from one base line to the next in one table
_MARGIN = 2.0  # points around the text

Segment = tuple[float, float]  # left, right


@record(frozen=True, slots=True)
class _Line:
    """A line of text, cut at its wide gaps."""

    top: float
    bottom: float
    segments: tuple[Segment, ...]

    @property
    def wide(self) -> bool:
        return len(self.segments) > 1

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2

    def crosses(self, x: float) -> bool:
        return any(left < x < right for left, right in self.segments)


@record(frozen=True, slots=True)
class _Area:
    """A table to be: its lines, and the borders that rules give (empty: none do)."""

    lines: tuple[_Line, ...]
    xs: tuple[float, ...] = ()
    ys: tuple[float, ...] = ()


def missing_rules(page: Page, free: Flags) -> Numbers:
    """Rules (n x 4: left, top, right, bottom) for the tables among the `free` characters, which stand in no ruled table."""
    if np.count_nonzero(free) < FEWEST_ROWS * FEWEST_COLUMNS:
        return np.empty((0, 4))
    lines = _lines(page.boxes[free], page.floors[free])
    if not lines:
        return np.empty((0, 4))
    areas = [*_half_ruled(page.rules, lines)]
    taken = {id(line) for area in areas for line in area.lines}
    areas += _unruled([line for line in lines if id(line) not in taken])
    return np.array([rule for area in areas for rule in _rules(area)], np.float64).reshape(-1, 4)


def _lines(boxes: Numbers, floors: Numbers) -> list[_Line]:
    """From top to bottom; none at all when too few of them are wide."""
    order = np.argsort(floors, kind="stable")
    boxes, floors = boxes[order], floors[order]
    starts, gaps = np.ones(len(boxes), np.bool_), np.zeros(len(boxes), np.bool_)
    starts[1:] = floors[1:] - floors[:-1] > SAME_FLOOR * (boxes[1:, 3] - boxes[1:, 1])
    number = np.cumsum(starts) - 1
    boxes = boxes[np.lexsort((boxes[:, 0], number))]
    gaps[1:] = boxes[1:, 0] - boxes[:-1, 2] > GAP * (boxes[1:, 3] - boxes[1:, 1])
    if number[-1] >= MOST_LINES or len(set(number[gaps & ~starts].tolist())) < FEWEST_ROWS - 1:
        return []
    first = np.flatnonzero(starts)
    tops, bottoms = np.minimum.reduceat(boxes[:, 1], first), np.maximum.reduceat(boxes[:, 3], first)
    cuts = np.flatnonzero(starts | gaps)
    segments = list(zip(boxes[cuts, 0].tolist(), np.maximum.reduceat(boxes[:, 2], cuts).tolist(), strict=True))
    ends = np.searchsorted(cuts, [*first[1:].tolist(), len(boxes)]).tolist()
    places = zip(tops.tolist(), bottoms.tolist(), [0, *ends[:-1]], ends, strict=True)
    return [_Line(top, bottom, tuple(segments[start:end])) for top, bottom, start, end in places]


def _half_ruled(rules: Numbers, lines: Sequence[_Line]) -> Iterator[_Area]:
    """Areas that three or more rules of one direction bound, all of one length, with text between them."""
    if len(rules) < FEWEST_ROWS:
        return
    left, top, right, bottom = rules.T
    for level in (True, False):
        starts, ends, at = (left, right, (top + bottom) / 2) if level else (top, bottom, (left + right) / 2)
        thin = (bottom - top <= THICKEST_RULE) if level else (right - left <= THICKEST_RULE)
        long = thin & (ends - starts > NARROWEST)
        groups: dict[tuple[int, int], list[int]] = {}
        for number in np.flatnonzero(long).tolist():
            groups.setdefault((round(float(starts[number]) / NEAR), round(float(ends[number]) / NEAR)), []).append(number)
        for group in groups.values():
            borders = tuple(_apart(sorted(at[group].tolist())))
            if len(borders) < FEWEST_ROWS:
                continue
            span = float(starts[group].min()), float(ends[group].max())
            across, down = (span, (borders[0], borders[-1])) if level else ((borders[0], borders[-1]), span)
            inside = tuple(line for line in lines if down[0] < line.middle < down[1] and _within(line, across))
            if sum(line.wide for line in inside) >= FEWEST_ROWS - 1:
                yield _Area(inside, xs=across if level else borders, ys=borders if level else down)


def _apart(values: Sequence[float]) -> Iterator[float]:
    before = -2 * NEAR
    for value in values:
        if value - before > NEAR:
            yield value
            before = value


def _within(line: _Line, across: tuple[float, float]) -> bool:
    return line.segments[0][0] > across[0] - NEAR and line.segments[-1][1] < across[1] + NEAR


def _unruled(lines: Sequence[_Line]) -> Iterator[_Area]:
    """Lines below each other of which three or more have three or more columns; up to two lines with fewer may stand between."""
    held: list[_Line] = []
    for line in lines:
        if held and line.top - held[-1].bottom > FARTHEST * (line.bottom - line.top):
            yield from _ended(held)
            held = []
        held.append(line)
        if len(held) > 2 and all(len(each.segments) < FEWEST_COLUMNS for each in held[-3:]):
            yield from _ended(held)
            held = []
    yield from _ended(held)


def _ended(lines: Sequence[_Line]) -> Iterator[_Area]:
    full = [number for number, line in enumerate(lines) if len(line.segments) >= FEWEST_COLUMNS]
    if len(full) >= FEWEST_ROWS:
        yield _Area(tuple(lines[full[0] : full[-1] + 1]))


def _rules(area: _Area) -> Iterator[tuple[float, float, float, float]]:
    """Level rules over the whole width, upright ones row by row."""
    lines = area.lines
    ruled_across, ruled_down = len(area.xs) > 2, len(area.ys) > 2
    left = area.xs[0] if area.xs else min(line.segments[0][0] for line in lines) - _MARGIN
    right = area.xs[-1] if area.xs else max(line.segments[-1][1] for line in lines) + _MARGIN
    inner = area.xs[1:-1] if ruled_across else _columns(lines)
    if len(inner) < (1 if area.xs else FEWEST_COLUMNS - 1):
        return
    ys = [*_rows(lines, area.ys, inner)]
    yield from ((left, y, right, y) for y in ys)
    for top, bottom in pairwise(ys):
        between = [line for line in lines if top < line.middle < bottom]
        for x in (left, *inner, right):
            if (x in (left, right) or ruled_across or not any(line.crosses(x) for line in between)) and not (ruled_across and ruled_down):
                yield x, top, x, bottom


def _columns(lines: Sequence[_Line]) -> list[float]:
    """The middle of every strip of white that few of the lines with several columns run across."""
    wide = [line for line in lines if line.wide]
    points = sorted({edge for line in wide for segment in line.segments for edge in segment})
    white = [sum(line.crosses((at + following) / 2) for line in wide) <= MOST_CROSSED * len(wide) for at, following in pairwise(points)]
    found = list[float]()
    start: float | None = None
    for at, free in zip(points, [*white, False], strict=True):
        if free and start is None:
            start = at
        elif not free and start is not None:
            found.append((start + at) / 2)
            start = None
    return found


def _rows(lines: Sequence[_Line], ruled: Sequence[float], inner: Sequence[float]) -> Iterator[float]:
    """The borders between the rows: rules where there are enough, else the white above each line that fills half of the columns."""
    if len(ruled) > 4:  # more than the top, the one or two below the head, and the foot of a three-line table
        yield from ruled
        return
    borders = list(ruled)
    fewest = max(2, (len(inner) + 2) // 2)
    for above, line in pairwise(lines):
        between = (above.bottom + line.top) / 2
        if len(line.segments) >= fewest and not any(above.middle < each < line.middle for each in ruled):
            borders.append(between)
    if not ruled:
        borders += [lines[0].top - _MARGIN, lines[-1].bottom + _MARGIN]
    yield from sorted(borders)
