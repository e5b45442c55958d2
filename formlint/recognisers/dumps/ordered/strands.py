"""Rows of a dump that prints its cells in several goes: first those of one line, then those of several, each go from top to bottom.

`pdftotext -raw` of a spreadsheet does so, page by page; what else stands on the page (headings, running text) parts the goes. Every go is a strand.
Lines that hold a weight and a score are the rows, with what else they hold; all other strips go into the holes of the rows of their page, in order,
strand by strand, and never past a row of their own strand.
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from formlint.recognisers.dumps.costs import Costs
from formlint.recognisers.dumps.ordered.cuts import ALONE, ROUGH, Cells, Cut, cut, widths
from formlint.recognisers.dumps.ordered.holes import agree, fill, reasoned
from formlint.recognisers.dumps.strips import Kind, Strip

TORN = {"name": 3, "op": 3, "target": 3, "unit": 3, "actual": 10, "weight": 60, "score": 60, "reason": 0}  # for a row to lack a cell: most do
NAMED = {**TORN, "name": 30, "weight": 3, "score": 3}  # the same for a line that may begin with the name of a row
MOST_ROWS = 120
FEW = 8  # one row in so many may contradict itself
REST = 2  # measures at most that the last row of a go may have behind its numbers
LACKING = 6  # and lack a cell
NUMERIC = ("weight", "score")
OFTEN_BLANK = {"op", "unit", "reason"}

Strand = tuple[int, int, int]  # its first strip, the end, and its page


def woven(strips: Sequence[Strip], strands: Sequence[Strand], columns: Sequence[str], *, joined: bool) -> list[Cells]:
    """The rows of the strands, page by page."""
    found: list[Cells] = []
    costs = Costs(strips, columns, joined=joined)
    named = _named(costs, joined=joined)
    if not named and not set(NUMERIC) & set(columns):
        return found
    for _, page in groupby(_split(costs, strands, joined=joined, named=named), key=lambda strand: strand[2]):
        found += _page(costs, list(page), joined=joined, named=named)
    return found


def _split(costs: Costs, strands: Sequence[Strand], *, joined: bool, named: bool) -> Iterator[Strand]:
    """The strands, cut behind the last name or the last numbers of a row: where nothing but labels stands between two goes, only that tells where the
    second begins."""
    for start, end, page in strands:
        part = Costs(costs.strips[start:end], costs.columns, joined=joined)
        rows = [row for row in _lines(part, NAMED if named else TORN, joined=joined) if (_headed if named else _numbered)(part, row)]
        stop = start + max((number for row in rows for cell in row.values() for number in cell), default=-1) + 1
        if start < stop < end and (named or _second(costs.strips[stop:end])):
            yield start, stop, page
            yield stop, end, page
        else:
            yield start, end, page


def _second(strips: Sequence[Strip]) -> bool:
    """They are more than the rest of one row."""
    return sum(strip.kind is Kind.MEASURE for strip in strips) > REST


def _named(costs: Costs, *, joined: bool) -> bool:
    """Far more lines begin with the name of a row than there are lines with its numbers."""
    lines = list(_lines(costs, NAMED, joined=joined))
    return sum("name" in row and len(row) > 1 for row in lines) * 2 > sum(_numbered(costs, row) for row in lines) * 3


def _page(costs: Costs, strands: Sequence[Strand], *, joined: bool, named: bool) -> list[Cells]:
    rows: list[Cells] = []
    anchored: list[tuple[list[int], int]] = []  # of every strand: where its rows are anchored, and how many rows there were before
    wide: dict[str, float] = {}
    for start, end, _ in strands:
        part = Costs(costs.strips[start:end], costs.columns, joined=joined)
        found = widths(part.strips, cut(part, ROUGH, missing=TORN).rows)
        wide = {column: max(wide.get(column, 0.0), found.get(column, 0.0)) for column in costs.columns}
        if named:
            pieces = [row for row in _lines(part, NAMED, joined=joined) if _headed(part, row)]
        elif costs.airy:
            pieces = [row for row in cut(part.widened(found), missing=TORN).rows if _scored(row)]
        else:
            pieces = [row for row in _lines(part, TORN, joined=joined) if _numbered(part, row)]
            pieces = sorted([*pieces, *(_halved(part) if pieces else ())], key=lambda row: min(cell[0] for cell in row.values()))
        anchored.append(([start + max(cell[0] for column, cell in row.items() if named or column in NUMERIC) for row in pieces], len(rows)))
        rows += [{column: tuple(start + number for number in cell) for column, cell in row.items()} for row in pieces]
    if not rows or len(rows) > MOST_ROWS:
        return rows
    known = costs.widened(wide)
    chosen = list(range(len(strands)))
    while True:
        filled = _filled(known, rows, strands, anchored, chosen)
        unsure = [place for place in chosen if not anchored[place][0] and not _in_order(known, filled, strands[place])]
        if not unsure:
            break
        chosen.remove(min(unsure, key=lambda place: strands[place][1] - strands[place][0]))
    lone = [strands[place] for place in chosen if not anchored[place][0]]
    return [row if agree(costs.strips, row) else _without(row, lone) for row in filled]


def _without(row: Cells, strands: Sequence[Strand]) -> Cells:
    """A row whose cells contradict each other, without those that only their order has put there."""
    return {column: cell for column, cell in row.items() if not any(start <= cell[0] < end for start, end, _ in strands)}


def _filled(
    costs: Costs, rows: list[Cells], strands: Sequence[Strand], anchored: Sequence[tuple[list[int], int]], chosen: Sequence[int]
) -> list[Cells]:
    """The rows with the strips of these strands in their holes."""
    used = {number for row in rows for cell in row.values() for number in cell}
    for place in chosen:
        start, end, _ = strands[place]
        beside = tuple(number for number in range(start, end) if number not in used)
        limits = {number: _limits(*anchored[place], number, len(rows)) for number in beside}
        rows = list(fill(costs, Cut(tuple(rows), beside, 0), limits=limits))
    return rows


def _in_order(costs: Costs, after: Sequence[Cells], strand: Strand) -> bool:
    """The rows have got the columns that the strand has given to any, but for a few cells that may be blank: one cell too few or too many would have
    moved all that follow, and contradicted their units."""
    given = {column for row in after for column, cell in row.items() if strand[0] <= cell[0] < strand[1]} - OFTEN_BLANK
    lacking, torn = sum(not given <= set(row) for row in after), sum(not agree(costs.strips, row) for row in after)
    return lacking * LACKING <= len(after) and torn * (FEW if not lacking else len(after) + 1) <= len(after) and reasoned(costs.strips, after)


def _limits(anchors: Sequence[int], first: int, number: int, size: int) -> tuple[int, int]:
    """The rows that a strip may belong to: from that of the anchor before it to that of the one behind."""
    place = bisect_left(anchors, number)
    return (first + place - 1 if place else 0), (first + place if place < len(anchors) else size - 1)


def _scored(row: Cells) -> bool:
    return any(column in row for column in NUMERIC)


def _lines(costs: Costs, missing: Mapping[str, int], *, joined: bool) -> Iterator[Cells]:
    """A row for every line that can be read as one."""
    for _, group in groupby(range(len(costs.strips)), key=lambda number: costs.strips[number].line):
        numbers = list(group)
        line = cut(Costs([costs.strips[number] for number in numbers], costs.columns, joined=joined), ALONE, missing=missing)
        if len(line.rows) == 1:
            yield {column: tuple(numbers[each] for each in cell) for column, cell in line.rows[0].items()}


def _numbered(costs: Costs, row: Cells) -> bool:
    """All its numbers stand in the line."""
    wanted = set(NUMERIC) & set(costs.columns)
    return bool(wanted) and wanted <= set(row)


def _halved(costs: Costs) -> Iterator[Cells]:
    """The lines that print a name and one number: a narrow cell has broken the other, 新建集中供水工程 5."""
    wanted = set(NUMERIC) & set(costs.columns)
    for _, group in groupby(range(len(costs.strips)), key=lambda number: costs.strips[number].line):
        line = list(group)
        name, number = costs.strips[line[0]], costs.strips[line[1]] if len(line) == 2 else costs.strips[line[0]]
        if len(wanted) == 2 and name.kind is Kind.WORDS and name.gap and number.kind is Kind.NUMBER:
            yield {"name": (line[0],), "score" if "." in number.text else "weight": (line[1],)}


def _headed(costs: Costs, row: Cells) -> bool:
    """The line of a row that has its numbers elsewhere: its name and more, its operator and unit, or at least its dash."""
    dash = "reason" in row and costs.strips[row["reason"][0]].kind is Kind.DASH
    return ("name" in row and len(row) > 1) or {"op", "unit"} <= set(row) or dash
