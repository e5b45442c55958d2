"""Which values of a text dump were put into their rows by inference: the text does not say where they belong, and no relation confirms it.

A dump has torn the cells of a table apart. Where those of a row stand together, with no cell of another row between them, the text itself says that
they are one row. Inferred is what does not stand so, and what the other cells of its row speak against:

    torn       cells of other rows part it from the name of its row, and the run of such cells it stands in does not agree with their rows
    parted     it stands beside the name, and most of the row does not (where empty lines part all cells)
    aside      its lines are not centred on the line of the row (where the columns are still aligned)
    mixed      one of its pieces is a value by itself, and the whole is none: `97.8%` and `大宣传力度。`
    unlike     target and actual are measured in two units, or only one of them is measured: 18家 and 95%
    lacking    its partner is missing: a target without an actual, a weight without a score
    label      its rows do not make up the points that the form lays down for its section
    cut        a bracket is left open, blanks stand in it as they part cells, a text ends in no sentence

That a value is inferred does not say that it is wrong: one in five is, and of the others one in a hundred.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from statistics import median_low

from formlint.documents import Line, TextSpot
from formlint.exact import Fraction
from formlint.forms import Field, Form, FormTable, Row
from formlint.recognisers.dumps.dump import aligned
from formlint.recognisers.dumps.flows import alike
from formlint.recognisers.dumps.pairs import UNMEANT, meant
from formlint.recognisers.dumps.strips import Kind, kind_of, unit, units
from formlint.recognisers.headings import plain

WHOLE = ("name", "target", "actual", "weight", "score")
PLACED = frozenset((*WHOLE, "op", "unit", "reason"))  # a label covers several rows
PARTNERS = {"target": "actual", "actual": "target", "weight": "score", "score": "weight"}
TOGETHER = 4  # cells of WHOLE that stand together for the text to say that they are one row
VALUES = frozenset((Kind.NUMBER, Kind.DASH, Kind.MEASURE, Kind.QUALITY, Kind.DONE))
BLANKS = 3  # where one line in so many is empty, empty lines part the cells
_GAP = re.compile(r"\S {2,}\S|“\s*”")
_ENDS = ("。", "；", ";", "！", "”", "…")

Texts = Sequence[Mapping[str, str]]  # of every row: what its cells print, without white space


def inferred(form: Form, lines: Sequence[Line], listed: str = "indicators") -> frozenset[str]:
    """The ids of the fields of this form, which was put together from these lines, that stand in their place by inference."""
    table = form.table(listed)
    printed = [line.text.strip() for line in lines]
    texts = [{column: plain(cell.text) for column, cell in row.cells.items()} for row in table.rows]
    found = set(_narratives(form))
    found.update(_labels(form, table))
    for row, said in zip(table.rows, texts, strict=True):
        found.update(_within(row, said, table))
    if aligned([text for text in printed if text]):
        found.update(_aside(table.rows))
    else:
        airy = printed.count("") * BLANKS > len(printed)
        found.update(_Torn(table, texts, airy=airy).ids())
    return frozenset(found)


class _Torn:
    """The rows of a dump that keeps no columns, in the order in which it prints their cells: as groups of cells of one row each."""

    def __init__(self, table: FormTable, texts: Texts, *, airy: bool) -> None:
        self._rows, self._airy = table.rows, airy
        wanted = [name for name in WHOLE[:3] if name in table.columns]
        self._whole = all(name in row.cells for row in table.rows for name in wanted)
        self._against = [_contradicts(said) or not all(name in said for name in wanted) for said in texts]
        strips = sorted(self._strips(texts))
        self._groups = [(row, {column for *_, column in group}) for row, group in groupby(strips, key=itemgetter(2))]
        self._home = {row: place for place, (row, columns) in reversed(list(enumerate(self._groups))) if "name" in columns}

    def _strips(self, texts: Texts) -> Iterator[tuple[int, int, int, str]]:
        for number, (row, said) in enumerate(zip(self._rows, texts, strict=True)):
            for column, cell in row.cells.items():
                if column in PLACED and said[column]:
                    for spot in cell.place.spots:
                        if isinstance(spot, TextSpot):
                            yield spot.line, spot.column, number, column

    def ids(self) -> Iterator[str]:
        for away, run in groupby(range(len(self._groups)), key=lambda place: self._home.get(self._groups[place][0]) != place):
            groups = [self._groups[place] for place in run]
            clear = away and not any(self._against[row] for row, _ in groups)
            for row, columns in groups:
                if not (self._confirmed(columns, clear=clear) if away else self._together(columns)):
                    yield from (self._rows[row].cells[column].id for column in columns if away or column != "name")

    def _together(self, columns: set[str]) -> bool:
        """The values beside a name are most of its row; without empty lines a line says what stands together."""
        return not self._airy or len(columns.intersection(WHOLE)) >= TOGETHER

    def _confirmed(self, columns: set[str], *, clear: bool) -> bool:
        """Nothing in the run speaks against its rows, no row lacks a cell, and the values of this one stand together."""
        if not clear or not self._whole:
            return False
        return self._together(columns) if self._airy else all(PARTNERS.get(column, column) in columns for column in columns)


def _contradicts(said: Mapping[str, str]) -> bool:
    """Name, target and actual of a row speak against each other."""
    name, target, actual = said.get("name", ""), said.get("target", ""), said.get("actual", "")
    if name and any(text and meant(name, text) == UNMEANT for text in (target, actual)):
        return True
    return _unlike(target, actual, said.get("unit", ""))


def _unlike(target: str, actual: str, own: str) -> bool:
    """Target and actual are measured in two units, or only one is measured, or they are two names. `own` is the unit in a cell of its own."""
    if not target or not actual:
        return False
    wanted, given = unit(target) or own, units(actual)
    if not wanted and not given:
        return kind_of(target) is kind_of(actual) is Kind.WORDS and not alike(target, actual)
    return not (wanted and any(each[0] == wanted[0] for each in given))


def _within(row: Row, said: Mapping[str, str], table: FormTable) -> Iterator[str]:
    """What a row says of its own cells."""
    cells = row.cells
    if _unlike(said.get("target", ""), said.get("actual", ""), said.get("unit", "")):
        yield from (cells[column].id for column in WHOLE[:3] if column in cells)
    for column, other in PARTNERS.items():
        if column in cells and other not in cells and other in table.columns:
            yield from (cells[each].id for each in (column, "reason") if each in cells and said[each])
    for column, cell in cells.items():
        if said[column] and (_mixed(cell, said[column]) if column in PLACED else _cut(cell.text)):
            yield cell.id


def _mixed(cell: Field, text: str) -> bool:
    """A piece is a value by itself, and the whole is none; the last piece may be a short end of a sentence."""
    pieces = cell.passage.pieces
    if len(pieces) > 1 and kind_of(text) not in VALUES:
        printed = cell.passage.text
        if any(kind_of(plain(printed[piece.start : piece.end])) in VALUES for piece in pieces[:-1]):
            return True
    return _cut(cell.text)


def _cut(text: str) -> bool:
    """Blanks stand in it as they part cells, or a bracket is left open."""
    return (("  " in text or "“" in text) and _GAP.search(text) is not None) or _open(text)


def _open(text: str) -> bool:
    return text.count("（") + text.count("(") != text.count("）") + text.count(")")


def _aside(rows: Iterable[Row]) -> Iterator[str]:
    """Cells that are not centred on the line of the weight and the score of their row, or else of its name."""
    for row in rows:
        middle = median_low(_lines(row, ("weight", "score")) or _lines(row, ("name",)) or [0])
        for column, cell in row.cells.items():
            if column in PLACED and (lines := _lines(row, (column,))) and lines[0] + lines[-1] != 2 * middle:
                yield cell.id


def _lines(row: Row, columns: Iterable[str]) -> list[int]:
    spots = (spot for column in columns if column in row.cells for spot in row.cells[column].place.spots)
    return sorted(spot.line for spot in spots if isinstance(spot, TextSpot))


def _labels(form: Form, table: FormTable) -> Iterator[str]:
    """The labels of sections whose rows do not make up what is laid down for them."""
    points = {clause.name: clause.value for clause in form.clauses}
    sums = defaultdict[str, Fraction](Fraction)
    for row in table.rows:
        weight = row.figure("weight")
        sums[row.section] += weight.value if weight else 0
    for row in table.rows:
        if "l1" in row.cells and (not row.section or (row.section in points and sums[row.section] not in (0, points[row.section]))):
            yield from (row.cells[column].id for column in ("l1", "l2") if column in row.cells)


def _narratives(form: Form) -> Iterator[str]:
    """Running text that begins or ends in no sentence, or has lost what stood in its quotation marks."""
    for id_, field in form.fields.items():
        if id_.startswith("narrative") and field.text.strip() and (not field.text.rstrip().endswith(_ENDS) or _GAP.search(field.text)):
            yield field.id
    for row in form.table("section").rows:
        yield from (cell.id for cell in row.cells.values() if _open(cell.text))
