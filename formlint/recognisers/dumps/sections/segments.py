"""Which rows a label covers when rows were lost or the labels float: what is the same in every way to share the rows out is sure.

Labels of the first level cover rows one after the other, whose weights make up no more than the points of their section.
"""

from collections.abc import Iterator, Mapping, Sequence

from formlint.exact import Fraction
from formlint.records import record

MOST_ROWS = 60
MOST_WAYS = 20_000


def sure_sections(
    names: Sequence[str], points: Mapping[str, Fraction], weights: Sequence[Fraction | None], marks: Mapping[int, str]
) -> tuple[str, ...]:
    """The section of every row, empty where two ways to share them out differ. `marks` are rows whose section is known; no way: all empty."""
    unknown = ("",) * len(weights)
    if not 1 < len(names) <= len(weights) <= MOST_ROWS:
        return unknown
    found: list[set[int]] = [set() for _ in weights]
    for count, way in enumerate(_Ways(names, points, weights, marks).ways(0, 0)):
        if count == MOST_WAYS:
            return unknown
        for row, place in enumerate(way):
            found[row].add(place)
    return tuple(names[next(iter(each))] if len(each) == 1 else "" for each in found)


@record(frozen=True, slots=True)
class _Ways:
    names: Sequence[str]
    points: Mapping[str, Fraction]
    weights: Sequence[Fraction | None]
    marks: Mapping[int, str]

    def ways(self, place: int, start: int) -> Iterator[tuple[int, ...]]:
        """The ways to share the rows from `start` on out among the sections from `place` on: the number of its section for every row."""
        name, behind = self.names[place], len(self.names) - place - 1
        left = self.points.get(name)
        for end in range(start + 1, len(self.weights) - behind + 1):
            weight = self.weights[end - 1]
            if left is not None and weight is not None:
                left -= weight
            if self.marks.get(end - 1, name) != name or (left is not None and left < 0):
                return
            own = (place,) * (end - start)
            if left == 0 and any(each is None for each in self.weights[start:end]):  # what was lost is worth something
                continue
            if behind:
                yield from ((*own, *rest) for rest in self.ways(place + 1, end))
            elif end == len(self.weights):
                yield own


def starts_of(rows: Sequence[int], near: Sequence[int | None]) -> list[int | None]:
    """The first row of every group of these rows, None where it is not known. `near` are the rows that the labels of the groups, in their order,
    stand right before: of 200 such labels 175 head one row, so the next group begins with the next row.
    """
    found = list(near)
    for place, before in enumerate(near[:-1]):
        after = next((row for row in near[place + 2 :] if row is not None), rows[-1] + 1)
        if near[place + 1] is None and before is not None and before + 1 < after:
            found[place + 1] = before + 1
    return found
