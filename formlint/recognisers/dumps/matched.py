"""Names that a dump prints far from the values of their rows: which name belongs to which values.

Both come in the order of the rows, as a rule. Where a few do not, what a name promises must tell (完成时间 and a date, 合格率 and a percentage), or
words that it shares with what it measures (小型水库维修养护 and 30座小型水库). Order alone tells nothing then: what was torn first is printed last.
Names right beside a cell of their row stay.
"""

from collections.abc import Sequence
from itertools import combinations

from formlint.recognisers.dumps.flows import alike
from formlint.recognisers.dumps.pairs import Cells, meant
from formlint.recognisers.dumps.strips import Strip

SHARED = 6.0  # for a name to say what its target or its actual says
MOST = 12  # names that are tried in all places of each other
ROUNDS = 12


def matched(strips: Sequence[Strip], rows: Sequence[Cells]) -> list[Cells]:
    """The rows, torn names exchanged where that is better."""
    torn = _torn(rows)
    if not 1 < len(torn) <= MOST:
        return list(rows)
    names = _Match(strips, rows).improved([rows[row]["name"] for row in torn], torn)
    found = [dict(row) for row in rows]
    for row, name in zip(torn, names, strict=True):
        found[row]["name"] = name
    return list(found)


def _torn(rows: Sequence[Cells]) -> list[int]:
    """The rows with a name and values, and no cell of the row right beside the name."""
    owner = {cell: number for number, row in enumerate(rows) for cell in row.values()}
    order = sorted(owner)
    beside = {cell: {owner[near] for near in (*order[max(place - 1, 0) : place], *order[place + 1 : place + 2])} for place, cell in enumerate(order)}
    return [number for number, row in enumerate(rows) if "name" in row and {"target", "actual"} & set(row) and number not in beside[row["name"]]]


class _Match:
    """Names against rows; a pair is weighed once."""

    def __init__(self, strips: Sequence[Strip], rows: Sequence[Cells]) -> None:
        self._strips, self._rows = strips, rows
        self._known: dict[tuple[int, int], float] = {}

    def improved(self, names: list[int], rows: Sequence[int]) -> list[int]:
        """The cheapest that exchanging two names leads to."""
        for _ in range(ROUNDS):
            gains = [(self._gain(names, rows, one, two), one, two) for one, two in combinations(range(len(names)), 2)]
            gain, one, two = max(gains, default=(0.0, 0, 0))
            if gain <= 0:
                break
            names = [{one: names[two], two: names[one]}.get(place, name) for place, name in enumerate(names)]
        return names

    def _gain(self, names: Sequence[int], rows: Sequence[int], one: int, two: int) -> float:
        before = self._worth(names[one], rows[one]) + self._worth(names[two], rows[two])
        return before - self._worth(names[one], rows[two]) - self._worth(names[two], rows[one])

    def _worth(self, name: int, row: int) -> float:
        """What it costs for a name to stand in the row."""
        if (name, row) not in self._known:
            text, cells = self._strips[name].text, self._rows[row]
            said = [self._strips[cells[column]].text for column in ("target", "actual") if column in cells]
            self._known[name, row] = meant(text, said[0]) - SHARED * any(alike(text, each) for each in said)
        return self._known[name, row]
