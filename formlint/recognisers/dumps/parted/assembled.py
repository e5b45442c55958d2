"""Rows of a dump whose cells are parted by empty lines: its flows are cut into cells, the cells put into rows, torn cells back into their holes.

A cell is whole here, so that only its place has to be found: what it looks like tells its column, the order of the columns where a row ends.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, groupby, islice

from formlint.exact import Fraction
from formlint.recognisers.dumps.costs import airy
from formlint.recognisers.dumps.orders import others
from formlint.recognisers.dumps.parted.explained import explained
from formlint.recognisers.dumps.parted.flows import Piece, Reader, merged
from formlint.recognisers.dumps.parted.matched import Printed, Row, matched
from formlint.recognisers.dumps.parted.pairs import Cells
from formlint.recognisers.dumps.parted.tableau import State, Tableau
from formlint.recognisers.dumps.parted.torn import returned
from formlint.recognisers.dumps.parted.upturned import upright
from formlint.recognisers.dumps.strips import Kind, Strip
from formlint.records import record, replace

ROUGH, BEAM = 10, 60  # ways to the same cell that are followed
TRIED = 3  # such ways where nothing suggests an order
OWN = 10  # one number in so many at least stands by itself; in dumps that break lines within rows none does
SEVERED = 10  # by so much the rows must be cheaper when a cell of two lines becomes two cells
LACKING = 20  # for a row to lack a cell then
MOST_SEVERED, MOST_TRIED = 2, 4
LEAST = 3.0  # characters of each of the two
WHOLE = ("name", "target", "actual", "weight", "score")
Sums = tuple[Fraction | None, Fraction | None]  # of the weights and of the scores, where the form tells
UNKNOWN: Sums = (None, None)
_SIGNS = frozenset("≥≤≧≦=＝═<>")
_OWN = re.compile(b"\2(?=\2)")
_COUNTED = (Kind.NUMBER, Kind.MEASURE)


def parted(strips: Sequence[Strip]) -> bool:
    """Empty lines stand between the cells of a row, not only between rows: numbers stand by themselves."""
    gaps = bytes([strip.gap for strip in strips])
    if not airy(gaps):
        return False
    own = sum([strips[flow.start()].kind in _COUNTED for flow in _OWN.finditer(gaps + b"\2")])
    return own > 0 and own * OWN > sum([strip.kind in _COUNTED for strip in strips])


@record(frozen=True, slots=True)
class Assembled:
    """Rows of columns and their strips."""

    rows: tuple[dict[str, tuple[int, ...]], ...]
    odd: int  # numbers and values that were printed out of their order
    hidden: tuple[frozenset[str], ...] = ()  # of every row the columns in which it differs from others that may as well have its name


@record(frozen=True, slots=True)
class _Read:
    """The strips cut into cells, an operator with the number behind it, and the cells in rows; `cost` compares two orders of columns."""

    columns: tuple[str, ...]
    groups: Sequence[tuple[int, ...]]
    tokens: Sequence[Strip]
    pieces: Sequence[Piece]
    flows: Sequence[int]
    pages: Sequence[int]
    whole: Sequence[Strip]
    cost: float
    rows: Sequence[Cells]
    odd: int
    ways: Sequence[Sequence[State]]  # to every cell: what begins alike goes on from them


def assembled(
    strips: Sequence[Strip], parts: Sequence[int], page_of: Sequence[int], orders: Sequence[Sequence[str]], sums: Sums = UNKNOWN
) -> Assembled:
    """The rows of these strips; `parts` has for every strip the number of its flow, `page_of` that of its page, `orders` are orders of the columns.

    They are read twice: roughly, which tells the order of the columns and how wide they are, then exactly. Where each order that the headings
    suggest costs something, all are tried: rows that are right gain 10 each.
    """
    text = _Text(strips, parts, page_of, {})
    rough = _cheapest(text, orders)
    if rough.cost > 0 and "op" not in rough.columns and (more := others(orders[0], orders)):
        best = _cheapest(text, more, beam=TRIED)
        rough = min(rough, _cheapest(text, [best.columns]), key=lambda each: each.cost)
    widths = _widths(rough.tokens, rough.pieces, rough.rows)
    read = _severed(_read(text, rough.columns, widths=widths, beam=BEAM, sums=sums), text, sums)
    found = returned(read.whole, _together(_sure(read.rows, read.columns), read.columns), read.columns, _stacked(read.pieces, read.flows))
    printed = Printed(read.whole, [piece.numbers for piece in read.pieces], read.flows, read.pages)
    named, doubts = matched(Reader(read.tokens, read.columns, widths), printed, explained(read.whole, [upright(read.whole, row) for row in found]))
    hidden = tuple(_differing(read.tokens, named, number, doubts.get(number, ())) for number in range(len(named)))
    return Assembled(tuple({key: _strips(read.groups, tokens) for key, tokens in row.items()} for row in named), read.odd, hidden)


def _differing(tokens: Sequence[Strip], rows: Sequence[Row], number: int, others: Sequence[int]) -> frozenset[str]:
    """The columns in which a row says something else than others that may as well have its name."""
    said = [{key: "".join(tokens[token].text for token in cell) for key, cell in rows[row].items() if key != "name"} for row in (number, *others)]
    return frozenset(key for key, text in said[0].items() if any(other.get(key) != text for other in said[1:]))


def _strips(groups: Sequence[tuple[int, ...]], tokens: Sequence[int]) -> tuple[int, ...]:
    return tuple(strip for token in tokens for strip in groups[token])


@record(frozen=True, slots=True)
class _Text:
    """The strips with the numbers of their flows and pages, and what reads them: what a cell costs, no order of the columns changes."""

    strips: Sequence[Strip]
    parts: Sequence[int]
    page_of: Sequence[int]
    readers: dict[frozenset[str], tuple[Reader, list[tuple[int, ...]]]]

    def reader(self, columns: tuple[str, ...]) -> tuple[Reader, list[tuple[int, ...]]]:
        """One for these columns in their order, and which strips its tokens are."""
        asked = frozenset(columns)
        if asked not in self.readers:
            groups = _operators(self.strips, columns)
            self.readers[asked] = Reader([merged(self.strips, group) for group in groups], columns, {}), groups
        reader, groups = self.readers[asked]
        return replace(reader, columns=columns), groups


def _cheapest(text: _Text, orders: Sequence[Sequence[str]], *, beam: int = ROUGH) -> _Read:
    return min((_read(text, tuple(columns), widths={}, beam=beam) for columns in orders), key=lambda each: each.cost)


def _read(text: _Text, columns: tuple[str, ...], *, widths: Mapping[str, float], beam: int, sums: Sums = UNKNOWN) -> _Read:
    reader, groups = text.reader(columns)
    if widths:
        reader = Reader(reader.strips, columns, widths)
    runs = [list(run) for _, run in groupby(range(len(groups)), key=lambda token: text.parts[groups[token][0]])]
    pieces = [piece for run in runs for piece in reader.pieces(run)]
    return _Laying(columns, groups, reader.strips, text.parts, text.page_of, sums).laid(pieces, beam)


@record(frozen=True, slots=True)
class _Laying:
    """What is put into rows, however it is cut into cells."""

    columns: tuple[str, ...]
    groups: Sequence[tuple[int, ...]]
    tokens: Sequence[Strip]
    parts: Sequence[int]
    page_of: Sequence[int]
    sums: Sums

    def laid(self, pieces: Sequence[Piece], beam: int, known: Sequence[Sequence[State]] = ()) -> _Read:
        """The cells in rows; `known` are the ways to the first of them."""
        whole = [merged(self.tokens, piece.numbers) for piece in pieces]
        first = [self.groups[piece.numbers[0]][0] for piece in pieces]
        flows = [self.parts[strip] for strip in first]
        pages = [self.page_of[strip] for strip in first]
        tableau = Tableau(whole, pieces, flows, pages, self.columns, beam, self.sums, known)
        cost, rows, odd = tableau.rows()
        return _Read(self.columns, self.groups, self.tokens, pieces, flows, pages, whole, cost, rows, odd, tableau.ways)


def _severed(read: _Read, text: _Text, sums: Sums) -> _Read:
    """The same with cells of several lines cut in two where rows lack one of their column: every column has as many cells as there are rows.

    What stands above a cut stays as it was read, and which cell to cut is tried roughly, else a dump would be read ten times.
    """
    laying = _Laying(read.columns, read.groups, read.tokens, text.parts, text.page_of, sums)
    for _ in range(MOST_SEVERED):
        tries = ((place, laying.laid(pieces, ROUGH, read.ways[: place + 1])) for place, pieces in islice(_cut_in_two(read), MOST_TRIED))
        place, best = min(tries, key=lambda each: _severe(each[1]), default=(0, read))
        if _severe(best) + SEVERED >= _severe(read):
            break
        cut = laying.laid(best.pieces, BEAM, read.ways[: place + 1])
        read = min(best, cut, key=_severe)
    return read


def _severe(read: _Read) -> float:
    """What the rows cost, and every cell that they lack."""
    return read.cost + LACKING * sum(name not in row for row in read.rows for name in WHOLE if name in read.columns)


def _cut_in_two(read: _Read) -> Iterator[tuple[int, list[Piece]]]:
    """The cells with one of them cut in two between its lines, and which one that is."""
    lacking = {name for row in read.rows for name in ("name", "target", "actual") if name not in row}
    for row in read.rows:
        for name in lacking & set(row):
            place = row[name]
            piece, after = read.pieces[place], read.pieces[place + 1 : place + 2]
            if piece.follows or (after and after[0].follows):
                continue
            for cut in range(1, len(piece.numbers)):
                two = (piece.numbers[:cut], piece.numbers[cut:])
                if min(sum(read.tokens[token].width for token in part) for part in two) >= LEAST:
                    yield place, [*read.pieces[:place], *(Piece(part, name, torn=True) for part in two), *read.pieces[place + 1 :]]


def _stacked(pieces: Sequence[Piece], flows: Sequence[int]) -> dict[int, int]:
    """For cells that stand below another in a flow, that one."""
    both = [place for place in range(1, len(pieces)) if pieces[place].torn and pieces[place - 1].torn and flows[place] == flows[place - 1]]
    return {place: place - 1 for place in both if not pieces[place].follows and not pieces[place - 1].follows}


def _operators(strips: Sequence[Strip], columns: Sequence[str]) -> list[tuple[int, ...]]:
    """The strips, an operator with the number behind it where operators have no column of their own."""
    groups: list[tuple[int, ...]] = []
    for number, strip in enumerate(strips):
        before = strips[number - 1] if number else None
        if before and "op" not in columns and before.line == strip.line and _SIGNS.issuperset(before.text) and strip.text[0].isdigit():
            groups[-1] = (*groups[-1], number)
        else:
            groups.append((number,))
    return groups


def _widths(tokens: Sequence[Strip], pieces: Sequence[Piece], rows: Sequence[Cells]) -> dict[str, float]:
    """How wide the columns are at least: their widest line but one, which may be misread; by cells that share no flow with others of their row."""
    found: dict[str, list[float]] = {}
    alone = [not (piece.follows or after.follows) for piece, after in zip(pieces, [*pieces[1:], Piece(())], strict=True)]
    for row in rows:
        for column, cell in row.items():
            if alone[cell]:
                found.setdefault(column, []).append(max(tokens[token].width for token in pieces[cell].numbers))
    return {column: sorted(widths)[-1 if column == "name" else -2] for column, widths in found.items() if len(widths) > 1}


def _sure(rows: Sequence[Cells], columns: Sequence[str]) -> list[Cells]:
    """Rows without their numbers, and without target and actual, are none: their cells are torn."""
    if "weight" in columns or "score" in columns:
        return [row for row in rows if {"weight", "score"} & set(row) or {"target", "actual"} <= set(row)]
    return [row for row in rows if {"target", "actual"} & set(row) and len(row) > 1]


def _together(rows: Sequence[Cells], columns: Sequence[str]) -> list[Cells]:
    """Rows that the dump printed in two halves, as one in the place of the first: where a half fits one other and no more."""
    whole = {column for column in columns if column in WHOLE}
    pairs = [(one, two) for one, two in combinations(range(len(rows)), 2) if _halves(rows[one], rows[two], whole)]
    found = [dict(row) for row in rows]
    for one, two in pairs:
        if sum(one in pair or two in pair for pair in pairs) == 1:
            found[one] |= rows[two]
            found[two] = {}
    return [row for row in found if row]


def _halves(one: Cells, two: Cells, whole: set[str]) -> bool:
    """Two rows that make up one, or all but its name: the numbers by themselves, or both with a part of what is measured."""
    known = set(one) | set(two)
    return not set(one) & set(two) and whole - {"name"} <= known and min(len(one), len(two)) > 1
