"""A sheet that is wider than its paper: its columns go on on a further page, beside rows that stand at the same heights.

Programs print a sheet downwards first: L1, L2, R1, R2. R1 stands beside L1 when its rows end where those of L1 do (a merged cell may hide some
borders), and when either its page leaves blank what L1 has its title in, and it does not print the same words again; or the rows are of several
heights and the columns others. Rows of one height under no title tell nothing, for any two tables have such.
"""

from collections.abc import Sequence
from itertools import pairwise

from formlint.readers.lattice.panels import Panel, Part
from formlint.records import replace

NEAR = 1.0  # points between borders that are one
LEAST = 4  # rows
HEIGHTS = 3  # different ones at least
COARSE = 2.0  # points: heights further apart are two


class Sheet:
    """The panels of a table so far, of which later pages may hold further columns. `titled`: lines stand above the first of them."""

    def __init__(self, first: Panel, *, titled: bool) -> None:
        self.panels = [first]
        self._titled = titled
        self._moved: dict[int, tuple[int, float]] = {}  # of a page: the place of the panel that it stands beside, and how far it was moved
        self._known: dict[int, list[float]] = {}  # by the place of a panel its borders: every later page is held against them

    def takes(self, right: Panel, *, titled: bool) -> bool:
        """Puts the panel beside the one whose rows it goes on; `titled` is whether lines stand above it on its page."""
        if right.page in self._moved:
            place, by = self._moved[right.page]
            if not _within(_borders(right), self._borders(place)):
                return False
        else:
            fitting = self._fitting(right, titled=titled)
            if not fitting:
                return False
            place = min(fitting, key=lambda place: len(self.panels[place].xs))
            by = self.panels[place].xs[-1] - right.xs[0]
            self._moved[right.page] = place, by
        self.panels[place] = _abreast(self.panels[place], right, by)
        self._known.pop(place, None)
        return True

    def _fitting(self, right: Panel, *, titled: bool) -> list[int]:
        """The places of the panels that it may stand beside. Most pages go on below, with the sides of all before: no more is asked."""
        tall = [(place, left) for place, left in enumerate(self.panels) if left.page < right.page and min(left.height, right.height) >= LEAST]
        below_title = self._titled and not titled and abs(self.panels[0].top - right.top) <= NEAR and not _again(self.panels[0], right)
        others = [place for place, left in tall if (below_title and not place) or not left.framed_as(right.xs)]
        if not others:
            return []
        own = _borders(right)
        uneven = len({round((below - above) / COARSE) for above, below in pairwise(own)}) >= HEIGHTS
        return [place for place in others if self._beside(place, own, below_title=below_title and not place, uneven=uneven)]

    def _beside(self, place: int, own: Sequence[float], *, below_title: bool, uneven: bool) -> bool:
        if not below_title and not uneven:
            return False
        borders = self._borders(place)
        if below_title:
            return _within(own, borders) or _within(borders, own)
        return len(own) == len(borders) and all(abs(one - other) <= NEAR for one, other in zip(own, borders, strict=True))

    def _borders(self, place: int) -> list[float]:
        if place not in self._known:
            self._known[place] = _borders(self.panels[place])
        return self._known[place]


def _again(left: Panel, right: Panel) -> bool:
    """The same table once more, filled in otherwise, or its rest under the same headings: as wide, and with the same words above or at the left."""
    if not left.framed_as(right.xs):
        return False
    rows, columns = ([_words(panel, edge) for panel in (left, right)] for edge in (1, 0))
    return any(one == other and any(one) for one, other in (rows, columns))


def _words(panel: Panel, edge: int) -> list[str]:
    """What is printed along the upper (1) or the left edge (0) of a table."""
    first = panel.top if edge else panel.xs[0]
    return [part.passage.text for part in panel.parts if abs(part.box[edge] - first) <= NEAR]


def _abreast(left: Panel, right: Panel, by: float) -> Panel:
    """One panel of both, the right one moved to the right edge of the left one; every part keeps its place on its own page."""
    ys = _together([*_borders(left), *_borders(right)])
    known = {round(x, 2): x for x in left.xs}
    moved = {x: _nearest(known, round(x + by, 2)) for x in right.xs}
    own = [_placed(part, ys, {x: x for x in left.xs}) for part in left.parts]
    parts = [*own, *(_placed(part, ys, moved) for part in right.parts)]
    xs = tuple(sorted({*left.xs, *moved.values()}))
    more = (False,) * (len(xs) - len(left.xs))
    return replace(
        left,
        xs=xs,
        top=ys[0],
        height=len(ys) - 1,
        parts=tuple(sorted(parts, key=lambda part: (part.row, part.box[0]))),
        roofless=(*left.roofless, *more),
        floorless=(*left.floorless, *more),
    )


def _nearest(known: dict[float, float], x: float) -> float:
    return next((each for each in known.values() if abs(each - x) <= NEAR), x)


def _placed(part: Part, ys: Sequence[float], xs: dict[float, float]) -> Part:
    """The part among the rows of both, and where its columns stand now."""
    left, top, right, bottom = part.box
    row, last = _row(ys, top), _row(ys, bottom) - 1
    return replace(part, row=row, last_row=max(row, last), box=(xs[left], top, xs[right], bottom))


def _row(ys: Sequence[float], y: float) -> int:
    return min(range(len(ys)), key=lambda place: abs(ys[place] - y))


def _borders(panel: Panel) -> list[float]:
    """The heights of the borders between its rows, from the top down."""
    return _together([y for part in panel.parts for y in (part.box[1], part.box[3])])


def _together(heights: Sequence[float]) -> list[float]:
    """In order, without those that are near the one before."""
    found: list[float] = []
    for y in sorted(heights):
        if not found or y - found[-1] > NEAR:
            found.append(y)
    return found


def _within(some: Sequence[float], borders: Sequence[float]) -> bool:
    return all(any(abs(y - each) <= NEAR for each in borders) for y in some)
