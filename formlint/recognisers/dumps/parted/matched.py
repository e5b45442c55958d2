"""Names that a dump prints far from the values of their rows: which name belongs to which values.

What stands close together on the page comes in one go, so that names come in runs: one below the other in the order of their rows, a run behind the
other as a rule. A cell of two lines looks like two cells, and the other way round. So the lines of all torn names are laid over all rows that have
none beside them, by the cheapest way (a beam search) that says what names promise (完成时间 and a date), what words they share
with what they measure (小型水库维修养护 and 30座小型水库), and how often it leaves the order. Names right beside a cell of their row stay.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import inf
from typing import NamedTuple

from formlint.recognisers.dumps.parted.flows import Reader, alike
from formlint.recognisers.dumps.parted.pairs import Cells
from formlint.recognisers.dumps.parted.promises import kept
from formlint.recognisers.dumps.parted.torn import JUDGED
from formlint.recognisers.dumps.strips import Kind, Strip
from formlint.records import record

SHARED = 9.0  # for a name to say what its target or its actual says
LACK, OUT = 18.0, 14.0  # for a row to have no name, and for a line to be none
JUMP, BACK = 3.0, 2.0  # for the name of the next row not to be printed next, and more to be printed before
BREAK = 6.0  # and for a run to be left before its end
PAGE = 20.0  # for it to be printed on another page
BEAM = 40
MOST = 40  # lines, and rows: 40 of each take 0.3 s, 12 take 0.02
BARE = 18.0  # for so few characters to be a name, or for the rest of a date
SURE = 3.5  # by so much a name must fit better in its row than in any other way
DENIED = 6.0  # what a name beside its values promises is something else, which is right in 4 cases of 29
FOLDED = 3  # lines of a name at most

_REST = re.compile(r".{0,2}|[年月]?底?前?完成")  # 健全, 底前完成

Row = Mapping[str, tuple[int, ...]]  # column and its lines


class Line(NamedTuple):
    """A line that may be a name or part of one; those of a run stand below one another."""

    number: int
    run: int
    page: int


class _State(NamedTuple):
    used: int  # lines, as bits
    last: int  # line


class _Step(NamedTuple):
    before: _State
    lines: tuple[int, ...]
    cost: float
    after: _State


@dataclass(slots=True)
class Names:
    """Lines laid over rows. `said` has what the target and the actual of every row say, `pages` where each row stands."""

    reader: Reader
    lines: Sequence[Line]
    said: Sequence[tuple[str, ...]]
    pages: Sequence[int]
    _levels: list[list[_Step]] = field(default_factory=list)
    _costs: list[dict[_State, float]] = field(default_factory=list)

    def laid(self) -> list[dict[tuple[int, ...], float]]:
        """For every row the names it may have, and how much the cheapest way costs that gives it this one; none is the name ()."""
        states = {_State(0, -1): 0.0}
        for row in range(len(self.said)):
            steps = [step for state in states for step in self._steps(state, row)]
            found: dict[_State, float] = {}
            for step in steps:
                cost = states[step.before] + step.cost
                if cost < found.get(step.after, inf):
                    found[step.after] = cost
            self._costs.append(states)
            self._levels.append(steps)
            states = dict(sorted(found.items(), key=lambda each: each[1])[:BEAM])
        return self._weighed({state: OUT * (len(self.lines) - state.used.bit_count()) for state in states})

    def _weighed(self, ends: dict[_State, float]) -> list[dict[tuple[int, ...], float]]:
        """From the last row to the first: what each step costs together with the cheapest way to it and the cheapest on."""
        names: list[dict[tuple[int, ...], float]] = []
        for steps, states in zip(reversed(self._levels), reversed(self._costs), strict=True):
            found: dict[tuple[int, ...], float] = {}
            before: dict[_State, float] = {}
            for step in steps:
                if step.after in ends:
                    on = step.cost + ends[step.after]
                    before[step.before] = min(on, before.get(step.before, inf))
                    found[step.lines] = min(on + states[step.before], found.get(step.lines, inf))
            ends = before
            names.append(found)
        return names[::-1]

    def _steps(self, state: _State, row: int) -> Iterator[_Step]:
        yield _Step(state, (), LACK, state)
        lines = self.lines
        for start in self._starts(state):
            moved = self._moved(state, start)
            for end in range(start + 1, min(start + FOLDED, len(lines)) + 1):
                if lines[end - 1].run != lines[start].run or state.used >> (end - 1) & 1:
                    break
                part = tuple(range(start, end))
                after = _State(state.used | ((1 << end) - (1 << start)), end - 1)
                yield _Step(state, part, moved + self._worth(part, row), after)

    def _starts(self, state: _State) -> set[int]:
        """The next line, and the first of every run that is free."""
        free = [number for number in range(len(self.lines)) if not state.used >> number & 1]
        firsts: dict[int, int] = {}
        for number in free:
            firsts.setdefault(self.lines[number].run, number)
        found = set(firsts.values())
        if state.last + 1 in free:
            found.add(state.last + 1)
        return found

    def _moved(self, state: _State, start: int) -> float:
        """For the name of the next row to begin with this line."""
        if start == state.last + 1:
            return 0.0
        left = state.last + 1 < len(self.lines) and state.last >= 0 and self.lines[state.last + 1].run == self.lines[state.last].run
        return JUMP + BACK * (start < state.last) + BREAK * left

    def _worth(self, part: tuple[int, ...], row: int) -> float:
        """What it costs for the lines to be the name of the row."""
        numbers = tuple(self.lines[each].number for each in part)
        text = _text(self.reader, numbers)
        cost = self.reader.cell("name", numbers) + BARE * bool(_REST.fullmatch(text)) + PAGE * (self.lines[part[0]].page != self.pages[row])
        said = self.said[row]
        return cost + (kept(text, said) - SHARED * any(alike(text, each) for each in said) if said else 0.0)


@record(frozen=True, slots=True)
class Printed:
    """The cells of a dump: as whole strips, the lines of each, the flow and the page of each."""

    whole: Sequence[Strip]
    lines: Sequence[tuple[int, ...]]
    flows: Sequence[int]
    pages: Sequence[int]


def matched(reader: Reader, printed: Printed, rows: Sequence[Cells]) -> tuple[list[Row], dict[int, list[int]]]:
    """The rows with the lines of their cells, torn names where they belong; and for rows whose name may as well be that of others, these others."""
    found = [{column: printed.lines[cell] for column, cell in row.items()} for row in rows]
    torn = _torn(printed.whole, rows)
    lines = list(_lines(printed, rows, torn))
    if not 0 < len(torn) <= MOST or not 1 < len(lines) <= MOST:
        return list(found), {}
    said = [_said(printed.whole, rows[row]) for row in torn]
    pages = [min(printed.pages[cell] for column, cell in rows[row].items() if column != "name") for row in torn]
    ways = Names(reader, lines, said, pages).laid()
    for row, names in zip(torn, ways, strict=True):
        found[row].pop("name", None)
        if name := min(names, key=lambda each: names[each]):
            found[row] = {"name": tuple(lines[each].number for each in name), **found[row]}
    numbers = [line.number for line in lines]
    spelt = [
        {_text(reader, [numbers[each] for each in name]): names[name] for name in sorted(names, key=lambda each: -names[each])} for names in ways
    ]
    return list(found), {torn[one]: [torn[other] for other in others] for one, others in _doubts(spelt).items()}


def _text(reader: Reader, numbers: Sequence[int]) -> str:
    return "".join(reader.strips[number].text for number in numbers)


def _doubts(ways: Sequence[Mapping[str, float]]) -> dict[int, list[int]]:
    """For every row that may nearly as well have another name: the other rows that may have its own. `ways` has what each name costs a row."""
    least = [min(names.values()) for names in ways]
    found: dict[int, list[int]] = {}
    for row, names in enumerate(ways):
        name = min(names, key=lambda each: names[each])
        if name and any(cost - least[row] < SURE for other, cost in names.items() if other != name):
            found[row] = [other for other, each in enumerate(ways) if other != row and each.get(name, inf) - least[other] < SURE]
    return found


def _said(strips: Sequence[Strip], row: Cells) -> tuple[str, ...]:
    """What the target and the actual say, the target with the operator and the unit that stand in cells of their own."""
    texts = {column: strips[cell].text for column, cell in row.items()}
    wanted = "".join(texts.get(column, "") for column in ("op", "target", "unit")) if "target" in texts else ""
    return tuple(text for text in (wanted, texts.get("actual", "")) if text)


def _torn(strips: Sequence[Strip], rows: Sequence[Cells]) -> list[int]:
    """The rows of values with no name, with no cell right beside it, or with one that promises something else."""
    owner = {cell: number for number, row in enumerate(rows) for cell in row.values()}
    order = sorted(owner)
    beside = {cell: {owner[near] for near in (*order[max(place - 1, 0) : place], *order[place + 1 : place + 2])} for place, cell in enumerate(order)}
    valued = [number for number, row in enumerate(rows) if {"target", "actual"} & set(row)]
    torn = {number for number in valued if not _stays(strips, rows[number]) or number not in beside[rows[number]["name"]]}
    return sorted(torn | _strange(strips, rows, valued))


def _strange(strips: Sequence[Strip], rows: Sequence[Cells], valued: Sequence[int]) -> set[int]:
    """Rows that say the words of another row's name, and not those of their own; with them that other one, when it does not say them either."""
    names = {number: strips[rows[number]["name"]].text for number in valued if "name" in rows[number]}
    said = {number: _said(strips, rows[number]) for number in valued}
    alien = [number for number in names if not any(alike(names[number], text) for text in said[number])]
    if len(alien) > MOST:
        return set()
    pairs = [(one, other) for one in alien for other in alien if one != other and any(alike(names[other], text) for text in said[one])]
    return {number for pair in pairs for number in pair}


def _stays(strips: Sequence[Strip], row: Cells) -> bool:
    """The row has a name, of more than two characters, that promises nothing else."""
    name = strips[row["name"]].text if "name" in row else ""
    return not _REST.fullmatch(name) and kept(name, _said(strips, row)) < DENIED


def _lines(printed: Printed, rows: Sequence[Cells], torn: Sequence[int]) -> Iterator[Line]:
    """The lines of torn names and of what is in no row and may be a name."""
    names = {rows[row]["name"] for row in torn if "name" in rows[row]}
    used = {cell for row in rows for cell in row.values()}
    for cell, strip in enumerate(printed.whole):
        if cell in names or (cell not in used and strip.kind is Kind.WORDS and len(strip.text) > 1 and not JUDGED.search(strip.text)):
            for number in printed.lines[cell]:
                yield Line(number, printed.flows[cell], printed.pages[cell])
