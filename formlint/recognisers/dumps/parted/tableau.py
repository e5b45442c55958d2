"""Whole cells of a dump in rows, as a table fills up: in every column from top to bottom, whichever column the dump prints next.

A converter may print a table row by row, or a few cells of one column before those of the next; but what stands below another cell of its column
is hardly ever printed before it, and of one row what stands left seldom behind what stands right. So the way through the cells is known by how far
every column is filled, and the cheapest way (a beam search) gives each cell its column and its row, or leaves it beside the table.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from math import inf
from typing import NamedTuple

from formlint.exact import Fraction
from formlint.recognisers.dumps.parted.agreeing import Agreement
from formlint.recognisers.dumps.parted.flows import Piece, first
from formlint.recognisers.dumps.parted.pairs import Cells
from formlint.recognisers.dumps.signs import MOST_FIRST
from formlint.recognisers.dumps.strips import Kind, Strip

BESIDE, LONE = 18, 30  # for words to stand beside the table, and for a number
OTHER = 8  # for a cell to stand in another column than it was read for
LACKS = {"name": 18, "op": 4, "target": 14, "unit": 4, "actual": 14, "weight": 18, "score": 18, "reason": 2}  # for a row to lack a cell
NEXT = 1  # for a cell to begin the next row
BELOW = 4  # to stand below the one before
AWAY, FURTHER, FURTHEST = 9, 1, 6  # to be printed behind a cell of another row, each row more, and at most
TORN = {"name": 14, "op": 18, "target": 18, "unit": 18, "actual": 18, "weight": 24, "score": 24, "reason": 14}  # to be printed behind one below it
VALUES = ("target", "actual", "weight", "score")
_POINTS = re.compile(r"\d{1,3}(?:\.\d{1,4})?")
SURE = 3.0  # by so much a torn cell must fit better in its row than in the one next to it that lacks one
DUE = 0.8  # of that as soon as a cell right of it or below it is printed, the rest when its page is over
OVER_HOLE = 6  # more for a hole above it to stay open
SPREAD = 40
CONFIRMED = 30  # more that a way may cost whose numbers add up to what the form prints
ROUNDED = 0.001  # more than floats lose of a cost


class State(NamedTuple):
    cost: float
    filled: tuple[int, ...]  # of every column the rows that are filled, as bits
    row: int  # of the last cell, and its column; -1 before the first
    column: int
    beside: bool  # the cell before this one stands beside the table
    rows: tuple[tuple[int, ...], ...]  # cells of every row by column, -1 for none
    odd: int = 0  # numbers and values that the dump printed out of their order
    lasts: tuple[int, ...] = ()  # of every row the last column that is filled
    tops: tuple[int, ...] = ()  # of every column the row behind the last that is filled


_Move = tuple[float, State, int, int, int]  # the cost, the state before, the row and the column (-1 for beside), and 1 for a cell out of its order


@dataclass(slots=True)
class Tableau:
    """The cells of a dump: as whole strips, how they were read, the flow and the page of each."""

    strips: Sequence[Strip]
    pieces: Sequence[Piece]
    flows: Sequence[int]
    pages: Sequence[int]
    columns: tuple[str, ...]
    beam: int
    sums: tuple[Fraction | None, Fraction | None] = (None, None)  # what the weights and the scores must add up to, where the form says it
    known: Sequence[Sequence[State]] = ()  # the ways to the first cells, where another tableau begins alike: its `ways`

    lacks: tuple[float, ...] = field(init=False)
    torn: tuple[float, ...] = field(init=False)
    values: tuple[bool, ...] = field(init=False)
    said: Agreement = field(init=False)
    ways: list[Sequence[State]] = field(init=False)  # to every cell, which is not yet placed in them
    _limit: float = field(init=False, default=inf)  # what costs more is not followed

    def __post_init__(self) -> None:
        self.lacks = tuple(float(LACKS.get(name, 6)) for name in self.columns)
        self.torn = tuple(float(TORN.get(name, 14)) for name in self.columns)
        self.values = tuple(name in VALUES for name in self.columns)
        self.said = Agreement(self.strips, self.columns)

    def rows(self) -> tuple[float, list[Cells], int]:
        """The cheapest rows, their cost, and how many numbers and values stand there that the dump printed out of their order."""
        none = (0,) * len(self.columns)
        start = State(0.0, none, -1, len(self.columns) - 1, False, (), tops=none)
        states = self.known[-1] if self.known else [start]
        self.ways = list(self.known[:-1])
        for number in range(len(self.ways), len(self.pieces)):
            self.ways.append(states)
            if number and self.pages[number] != self.pages[number - 1]:
                states = [self._turned(state) for state in states]
            states = self._step(states, number)
        ends = sorted(((state.cost + self._open(state), state) for state in states), key=lambda each: each[0])
        best = next((state for cost, state in ends if cost <= ends[0][0] + CONFIRMED and self._adds_up(state)), ends[0][1])
        rows = [dict(row) for row in self._sure(best.rows)]
        return best.cost + self._open(best), [row for row in rows if row], best.odd

    def _adds_up(self, state: State) -> bool:
        """The weights and the scores of its rows make up what the form prints: a wrong number of the form, or of the reading, makes one fail."""
        return None not in self.sums and all(self._sum(state, name) == most for name, most in zip(("weight", "score"), self.sums, strict=True))

    def _sum(self, state: State, name: str) -> Fraction | None:
        if name not in self.columns:
            return None
        place = self.columns.index(name)
        texts = [self.strips[row[place]].text.rstrip("分") for row in state.rows if row[place] >= 0]
        return sum(map(Fraction, texts), Fraction(0)) if all(map(_POINTS.fullmatch, texts)) else None

    def _sure(self, rows: Sequence[Sequence[int]]) -> Iterator[Cells]:
        """The rows without cells printed behind one below them that would fit as well in a row next to theirs which lacks one."""
        for place, row in enumerate(rows):
            yield {
                name: cell
                for column, (name, cell) in enumerate(zip(self.columns, row, strict=True))
                if cell >= 0 and self._stays(rows, place, column)
            }

    def _stays(self, rows: Sequence[Sequence[int]], row: int, column: int) -> bool:
        cell = rows[row][column]
        if not any(0 <= other[column] < cell for other in rows[row + 1 :]):
            return True
        own = self.said.of(rows[row], column, cell, late=False)
        for step in (-1, 1):
            other = row + step
            while 0 <= other < len(rows) and rows[other][column] >= 0 and not self._in_turn(rows, other, column):
                other += step
            near = 0 <= other < len(rows) and rows[other][column] < 0 and self._page(rows[other]) == self.pages[cell]
            if near and self.said.of(rows[other], column, cell, late=False) - own < SURE:
                return False
        return True

    def _in_turn(self, rows: Sequence[Sequence[int]], row: int, column: int) -> bool:
        """No cell below it was printed before it."""
        return not any(0 <= other[column] < rows[row][column] for other in rows[row + 1 :])

    def _page(self, row: Sequence[int]) -> int:
        return max((self.pages[cell] for cell in row if cell >= 0), default=-1)

    def _open(self, state: State) -> float:
        """What the cells cost that the rows still lack, as far as that is not paid."""
        cost = 0.0
        for number, (row, last) in enumerate(zip(state.rows, state.lasts, strict=True)):
            for place, cell in enumerate(row):
                if cell < 0 and not state.filled[place] >> number & 1:
                    cost += self.lacks[place] * (1 - DUE if last > place or state.tops[place] > number else 1)
        return cost

    def _turned(self, state: State) -> State:
        """A page is over: what its rows lack will not come."""
        last = len(state.rows)
        full = (1 << last) - 1
        wide = len(self.columns)
        return state._replace(cost=state.cost + self._open(state), filled=(full,) * wide, tops=(last,) * wide, row=last - 1, column=wide - 1)

    def _step(self, states: Sequence[State], number: int) -> list[State]:
        piece, strip = self.pieces[number], self.strips[number]
        out = LONE if strip.kind is Kind.NUMBER and not piece.column else BESIDE
        costs = [self._first(number, place) for place in range(len(self.columns))]
        firsts = [(place, cost, self.said.least(number, place)) for place, cost in enumerate(costs) if cost <= MOST_FIRST]
        moves: list[_Move] = []
        self.said.forget()
        self._limit = inf
        for state in states:
            if piece.follows and state.beside:
                self._put(moves, (state.cost, state, -1, -1, 0))
                continue
            if not piece.follows:
                self._put(moves, (state.cost + out, state, -1, -1, 0))
            for place, cost, least in firsts:
                if state.cost + cost + least - DUE * self.lacks[place] <= self._limit:
                    self._try(moves, state, number, place, cost)
        if not moves:  # the row that it goes on has no room for it
            moves = [(state.cost + out, state, -1, -1, 0) for state in states]
        return self._best(moves, number)

    def _put(self, moves: list[_Move], move: _Move) -> None:
        moves.append(move)
        self._limit = min(self._limit, move[0] + SPREAD + ROUNDED)

    def _try(self, moves: list[_Move], state: State, number: int, place: int, cost: float) -> None:
        """The rows that the cell may take in this column; of 8 ways 7 are dropped, many before their row was asked."""
        least, saved, so_far = self.said.least(number, place), DUE * self.lacks[place], state.cost + cost
        filled, begin, lasts, last = state.filled[place], state.tops[place], state.lasts, len(state.rows)
        holes = [row for row in range(begin) if not filled >> row & 1] if filled.bit_count() < begin else []
        rows = {row for row in (begin, state.row, state.row + 1, last, *holes[:1], *holes[-1:]) if 0 <= row <= last and not filled >> row & 1}
        if self.pieces[number].follows:
            rows &= {state.row}
        for row in rows:
            away = self.torn[place] + OVER_HOLE * (row != holes[0]) if row < begin else self._travel(state, row, place)
            paid = begin > row or (row < last and lasts[row] > place)
            most = self._limit - least if row < last else self._limit  # a new row says nothing of the cell
            if so_far + away - saved * paid > most:
                continue
            total = so_far + self._due(state, row, place, begin, paid=paid) + away
            if total > most:
                continue
            if row < last:
                total += self.said.known(state.rows[row], place, number, late=row >= begin)
            self._put(moves, (total, state, row, place, int(away >= AWAY and self.values[place])))

    def _due(self, state: State, row: int, place: int, begin: int, *, paid: bool) -> float:
        """What the row, left of the cell, and the column, above it, now lack; less what was paid for the lack of this cell."""
        lasts, tops, lacks = state.lasts, state.tops, self.lacks
        cost = 0.0
        for left in range(lasts[row] + 1 if row < len(lasts) else 0, place):
            if tops[left] <= row:
                cost += lacks[left]
        for above in lasts[begin:row]:
            if above < place:
                cost += lacks[place]
        return DUE * (cost - (lacks[place] if paid else 0.0))

    def _travel(self, state: State, row: int, place: int) -> float:
        if row == state.row and place > state.column:
            return 0.0
        if row == len(state.rows) and row == state.row + 1:
            return NEXT + (BELOW if place == state.column and row else 0)
        if place == state.column and row == state.row + 1:
            return BELOW
        return AWAY + min(FURTHEST, FURTHER * abs(row - state.row))

    def _first(self, number: int, place: int) -> float:
        piece, column = self.pieces[number], self.columns[place]
        return first(self.strips[number].text, column, self.columns) + OTHER * (piece.column not in ("", column))

    def _best(self, moves: list[_Move], number: int) -> list[State]:
        """The cheapest few; of those that have filled the columns alike the cheapest."""
        moves.sort(key=lambda move: move[0])
        limit = moves[0][0] + SPREAD
        seen: set[tuple[tuple[int, ...], int, int, bool]] = set()
        found: list[State] = []
        for cost, state, row, place, odd in moves:
            if cost > limit or len(found) == self.beam:
                break
            aside = row < 0
            filled = state.filled if aside else (*state.filled[:place], state.filled[place] | 1 << row, *state.filled[place + 1 :])
            key = (filled, state.row, state.column, True) if aside else (filled, row, place, False)
            if key in seen:
                continue
            seen.add(key)
            if aside:
                found.append(State(cost, *key, state.rows, state.odd, state.lasts, state.tops))
                continue
            rows = _with(state.rows, row, place, number, len(self.columns))
            lasts = (*state.lasts[:row], max((place, *state.lasts[row : row + 1])), *state.lasts[row + 1 :])
            tops = (*state.tops[:place], filled[place].bit_length(), *state.tops[place + 1 :])
            found.append(State(cost, *key, rows, state.odd + odd, lasts, tops))
        return found


def _with(rows: tuple[tuple[int, ...], ...], row: int, place: int, number: int, wide: int) -> tuple[tuple[int, ...], ...]:
    if row == len(rows):
        return (*rows, (*(-1,) * place, number, *(-1,) * (wide - place - 1)))
    own = rows[row]
    return (*rows[:row], (*own[:place], number, *own[place + 1 :]), *rows[row + 1 :])
