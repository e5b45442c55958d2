"""What the cells of a row say of each other, as a cost: a target of its actual, a score of its weight, a reason of the points that are lost."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from formlint.recognisers.dumps.parted.pairs import ALIKE, BARE, EVEN, MEANT, fit, meant, under
from formlint.recognisers.dumps.strips import Kind, Strip

LATE = {"name": 3, "op": 6, "target": 8, "unit": 6, "actual": 8, "weight": 12, "score": 8, "reason": 2}  # to be printed behind one right of it
PARTLY = re.compile(r"部分|未|有待|不足|滞后|基本")
EARNED, UNEARNED = -6, 8  # for a row that lost points to say that it fell short, and for one that says so to have lost none
CAUSED = 6.0  # for a reason to stand where no points were lost, or less where some were
LEAST = {"name": MEANT, "target": MEANT, "actual": EARNED, "weight": EARNED + EVEN, "score": EARNED + EVEN, "reason": -CAUSED}  # a row says of a cell


@dataclass(slots=True)
class Agreement:
    """The cells of a dump, as whole strips, and the columns of their rows; a row has the number of a strip for every column, -1 for none."""

    strips: Sequence[Strip]
    columns: tuple[str, ...]
    _known: dict[tuple[tuple[int, ...], int, bool], float] = field(init=False, default_factory=dict)  # of the cell at hand

    def forget(self) -> None:
        """Another cell is at hand."""
        self._known.clear()

    def least(self, number: int, place: int) -> float:
        """Less than this no row says of the cell: see `of`."""
        name, strip = self.columns[place], self.strips[number]
        bare = strip.kind is Kind.NUMBER or strip.asks
        return -(BARE if bare else ALIKE) + LEAST[name] if name in ("target", "actual") else LEAST.get(name, 0.0)

    def of(self, row: Sequence[int], place: int, number: int, *, late: bool) -> float:
        """What the other cells of the row say of this one."""
        name, strip = self.columns[place], self.strips[number]
        cost = float(LATE.get(name, 4)) if late and last_filled(row) > place else 0.0
        if name in ("actual", "weight", "score"):
            cost += self._earned({**{other: self.strips[cell] for other, cell in zip(self.columns, row, strict=True) if cell >= 0}, name: strip})
        for other, cell in zip(self.columns, row, strict=True):
            if cell < 0:
                continue
            pair = {name: strip, other: self.strips[cell]}
            if "target" in pair and "actual" in pair:
                cost += fit(pair["target"], pair["actual"])
            elif "weight" in pair and "score" in pair:
                cost += under(pair["weight"], pair["score"])
            elif "name" in pair and "target" in pair:
                cost += meant(pair["name"].text, pair["target"].text)
        if name == "reason" and strip.kind is not Kind.DASH:
            cost += self._caused(row)
        return cost

    def known(self, row: tuple[int, ...], place: int, number: int, *, late: bool) -> float:
        """The same, worked out once for a cell: the ways to it share their rows, so that of 5,400 times 2,300 are left."""
        known = self._known.get((row, place, late))
        if known is None:
            known = self._known[row, place, late] = self.of(row, place, number, late=late)
        return known

    def _caused(self, row: Sequence[int]) -> float:
        """For a reason to stand where the score is the weight, or less where it is not."""
        weight, score = (row[self.columns.index(name)] if name in self.columns else -1 for name in ("weight", "score"))
        if weight < 0 or score < 0:
            return 0.0
        return CAUSED if self.strips[weight].text == self.strips[score].text else -CAUSED

    @staticmethod
    def _earned(row: Mapping[str, Strip]) -> float:
        """What the actual says of the points: 部分达成预期指标 has lost some."""
        actual, weight, score = (row.get(column) for column in ("actual", "weight", "score"))
        if not actual or not weight or not score or actual.kind in (Kind.MEASURE, Kind.NUMBER):
            return 0.0
        short, lost = bool(PARTLY.search(actual.text)), weight.text != score.text
        return 0.0 if not short and not lost else EARNED if short and lost else UNEARNED


def last_filled(row: Sequence[int]) -> int:
    """The last column of the row that is filled, -1 for none."""
    for place in range(len(row) - 1, -1, -1):
        if row[place] >= 0:
            return place
    return -1
