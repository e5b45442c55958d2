"""Which values of a text dump were put into their rows by inference: the text does not say where they belong, and no relation confirms it.

A dump has torn the cells of a table apart. Where those of a row stand together, with no cell of another row between them, the text itself says that
they are one row. Inferred is what does not stand so, and what the other cells of its row speak against:

    torn       cells of other rows part it from the name of its row, and the run of such cells it stands in does not agree with their rows
    parted     it stands beside the name, and most of the row does not (where empty lines part all cells)
    aside      its lines are not centred on the line of the row (where the columns are still aligned)
    mixed      one of its pieces is a value by itself, and the whole is none: `97.8%` and `大宣传力度。`
    unlike     target and actual are measured in two units, or only one of them is measured: 18家 and 95%
    lacking    its partner is missing: a target without an actual, a weight without a score
    wrapped    target and actual are both words, and the text breaks lines within cells: where the one ends and the other begins it does not say
    beside     text that no field took stands right above or below it, and may be a part of it
    label      its rows do not make up the points of its section, or the two labels of a row belong to two sections
    cut        a bracket is left open, quotation marks are empty, a reason ends in no sentence as others do, blanks stand in it as they part cells

That a value is inferred does not say that it is wrong: one in four is, and of the others one in seventy (46,000 values of dumps).
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import groupby
from operator import itemgetter
from statistics import median_low

from formlint.definitions import Definition
from formlint.documents import Passage, TextSpot
from formlint.exact import Fraction
from formlint.forms import Field, Form, FormTable, Row
from formlint.recognisers.dumps.dump import aligned
from formlint.recognisers.dumps.parted.flows import alike
from formlint.recognisers.dumps.parted.pairs import UNMEANT, meant
from formlint.recognisers.dumps.strips import Kind, kind_of, units
from formlint.recognisers.headings import Lexicon, plain, vocabulary

WHOLE = ("name", "target", "actual", "weight", "score")
PLACED = frozenset((*WHOLE, "op", "unit", "reason"))  # a label covers several rows
PARTNERS = {"target": "actual", "actual": "target", "weight": "score", "score": "weight"}
NAMES, CUT = frozenset(WHOLE[:1]), frozenset((*WHOLE[:3], "score", "reason"))  # columns of which text may be left beside
NEAR = 2  # rows: a cell too few or too many moves the next ones, until another makes up for it
TOGETHER = 4  # cells of WHOLE that stand together for the text to say that they are one row
VALUES = frozenset((Kind.NUMBER, Kind.DASH, Kind.MEASURE, Kind.QUALITY, Kind.DONE))
BLANKS = 3  # where one line in so many is empty, empty lines part the cells
LONGEST, STORY = 40, 80  # characters of a value, and of a reason; what is longer tells a story, which has units and brackets of its own
_GAP = re.compile(r"\S {2,}\S")
_ENDS = "。；;！"
_LOST = re.compile(r"“\s*”")

Said = Mapping[str, str]  # what the cells of a row print, without white space


def inferred(form: Form, lines: Sequence[str], definition: Definition, listed: str = "indicators") -> frozenset[str]:
    """The ids of the fields of this form, which was put together from these lines, that stand in their place by inference."""
    table = form.table(listed)
    texts = list(filter(str.strip, lines))
    level = aligned(texts)
    airy = (len(lines) - len(texts)) * BLANKS > len(lines)
    rows = [(row, {column: plain(cell.text) for column, cell in row.cells.items()}) for row in table.rows]
    found = {*_narratives(form, level=level), *_labels(form, table, definition), *_beside(form, table, level=level, reach=1 + airy)}
    ended = any(said.get("reason", "").endswith("。") for _, said in rows)
    for row, said in rows:
        found.update(_within(row, said, table, wrapping=not level and not airy))
        if ended and _breaks_off(said.get("reason", "")):
            found.add(row.cells["reason"].id)
    if level:
        found.update(_aside(table.rows))
    elif not _one_by_one(rows):
        found.update(_Torn(table, [said for _, said in rows], airy=airy).ids())
    return frozenset(found)


def _one_by_one(rows: Iterable[tuple[Row, Said]]) -> bool:
    """Every row is most of one and stands below the one before it, as most do: then there is nothing to ask about where its cells stand."""
    last = 0
    for row, said in rows:
        printed, above = 0, last
        for column, cell in row.cells.items():
            if column not in PLACED or not said[column]:
                continue
            printed += 1
            pieces = cell.passage.pieces
            for piece in pieces if len(pieces) < 3 else (pieces[0], pieces[-1]):
                spot = piece.spot
                if not isinstance(spot, TextSpot) or spot.line <= above:
                    return False
                last = spot.line if spot.line > last else last
        if "name" not in row.cells or printed <= TOGETHER or last == above:
            return False
    return True


class _Torn:
    """The rows of a dump that keeps no columns, in the order in which it prints their cells: as groups of cells of one row each."""

    def __init__(self, table: FormTable, texts: Sequence[Said], *, airy: bool) -> None:
        self._rows, self._airy = table.rows, airy
        self._texts = texts
        self._wanted = [name for name in WHOLE[:3] if name in table.columns]
        self._groups = [(row, {strip[3] for strip in group}) for row, group in groupby(sorted(_strips(table.rows, texts)), key=itemgetter(2))]
        self._home = {row: place for place, (row, columns) in reversed(list(enumerate(self._groups))) if "name" in columns}

    def ids(self) -> Iterator[str]:
        for away, run in groupby(range(len(self._groups)), key=lambda place: self._home.get(self._groups[place][0]) != place):
            groups = [self._groups[place] for place in run]
            against = [away and _contradicts(self._texts[row]) for row, _ in groups]
            for place, (row, columns) in enumerate(groups):
                clear = not any(against[max(place - NEAR, 0) : place + NEAR + 1])
                if not (self._confirmed(columns, clear=clear) if away else self._together(columns)):
                    yield from (self._rows[row].cells[column].id for column in columns if away or column != "name")

    def _together(self, columns: set[str]) -> bool:
        """The values beside a name are most of its row; without empty lines a line says what stands together."""
        return not self._airy or len(columns.intersection(WHOLE)) >= TOGETHER

    def _confirmed(self, columns: set[str], *, clear: bool) -> bool:
        """Nothing near speaks against it, and what stands together is a pair: where empty lines part all cells all of a row, and no row lacks one."""
        if not clear:
            return False
        return self._together(columns) and self._whole if self._airy else all(PARTNERS.get(column, column) in columns for column in columns)

    @cached_property
    def _whole(self) -> bool:
        """No row lacks a cell."""
        return all(name in said for said in self._texts for name in self._wanted)


def _strips(rows: Sequence[Row], texts: Sequence[Said]) -> Iterator[tuple[int, int, int, str]]:
    for number, (row, said) in enumerate(zip(rows, texts, strict=True)):
        for column in PLACED.intersection(row.cells):
            if said[column]:
                for spot in _ends(row.cells[column].passage):  # a cell that stands between them tells it itself
                    yield spot.line, spot.column, number, column


def _contradicts(said: Said) -> bool:
    """Name, target and actual of a row speak against each other."""
    name, target, actual = said.get("name", ""), said.get("target", ""), said.get("actual", "")
    if name and ((target and meant(name, target) == UNMEANT) or (actual and meant(name, actual) == UNMEANT)):
        return True
    return _unlike(target, actual, said.get("unit", ""))


def _unlike(target: str, actual: str, own: str) -> bool:
    """Target and actual are measured in two units, or only one is measured, or they are two names. `own` is the unit in a cell of its own."""
    if not target or not actual or target == actual or max(len(target), len(actual)) > LONGEST:
        return False
    wanted, given = {each[0] for each in (*units(target), own) if each}, {each[0] for each in units(actual)}
    if not wanted and not given:
        return kind_of(target) is kind_of(actual) is Kind.WORDS and not alike(target, actual)
    return not wanted & given


def _within(row: Row, said: Said, table: FormTable, *, wrapping: bool) -> Iterator[str]:
    """What a row says of its own cells. `wrapping`: cells of several lines stand between the lines of others."""
    cells, target, actual = row.cells, said.get("target", ""), said.get("actual", "")
    if _unlike(target, actual, said.get("unit", "")):
        yield from (cells[column].id for column in WHOLE[:3] if column in cells)
    elif wrapping and target and actual and _worded(target, actual):
        yield from (cells["target"].id, cells["actual"].id)
    for column, other in PARTNERS.items() if not cells.keys() >= PARTNERS.keys() else ():
        if column in cells and other not in cells and other in table.columns:
            yield from (cells[each].id for each in (column, "reason") if each in cells and said[each])
    for column, text in said.items():
        if not text or len(text) > STORY:
            continue
        cell = cells[column]
        broken = (")" in text or "(" in text or "”" in text) and _cut(text)
        if broken or (len(cell.passage.pieces) > 1 and column in PLACED and _mixed(cell.passage, text)):
            yield cell.id


def _worded(target: str, actual: str) -> bool:
    """The actual is words, and the target is, too, or begins as a count may that goes on in words: 30座小型 / 水库… A sentence tells its end."""
    if max(len(target), len(actual)) > LONGEST or target[-1] in _ENDS or kind_of(actual) is not Kind.WORDS:
        return False
    return kind_of(target) in (Kind.WORDS, Kind.MEASURE)


def _mixed(passage: Passage, text: str) -> bool:
    """A piece is a value by itself, and the whole is none; the last piece may be a short end of a sentence."""
    if _is_value(text):
        return False
    printed = passage.text
    return any(map(_is_value, [printed[piece.start : piece.end] for piece in passage.pieces[:-1]]))


@lru_cache(maxsize=8192)
def _is_value(text: str) -> bool:
    return kind_of(plain(text)) in VALUES


def _cut(text: str) -> bool:
    """A bracket is left open, or what stood between quotation marks is lost."""
    return "“”" in text or text.count("(") != text.count(")")


def _breaks_off(reason: str) -> bool:
    return bool(reason) and not reason.endswith("。") and kind_of(reason) is Kind.CAUSE


def _aside(rows: Iterable[Row]) -> Iterator[str]:
    """Cells that are not centred on the line of the weight and the score of their row, or else of its name; cells with blanks as they part cells."""
    for row in rows:
        middle = median_low(_lines(row, ("weight", "score")) or _lines(row, ("name",)) or [0])
        for column, cell in row.cells.items():
            lines = _lines(row, (column,)) if column in PLACED else ()
            if (lines and lines[0] + lines[-1] != 2 * middle) or _GAP.search(cell.text):
                yield cell.id


def _beside(form: Form, table: FormTable, *, level: bool, reach: int) -> Iterator[str]:
    """Cells next to text that no field took, in rows of several lines; of aligned columns only names, which are cut as often as all others."""
    left = {spot.line + off for passage in form.unread for spot in _spots(passage) for off in range(-reach, reach + 1) if off}
    if not left:
        return
    columns = NAMES if level else CUT
    for row in table.rows:
        near = [column for column, cell in row.cells.items() if column in columns and any(spot.line in left for spot in _ends(cell.passage))]
        if near and len(set(_lines(row, PLACED))) > 1:
            yield from (row.cells[column].id for column in near)


def _ends(passage: Passage) -> list[TextSpot]:
    """Where its first and its last piece stand."""
    pieces = passage.pieces
    if len(pieces) > 2:
        pieces = (pieces[0], pieces[-1])
    return [piece.spot for piece in pieces if isinstance(piece.spot, TextSpot)]


def _spots(passage: Passage) -> list[TextSpot]:
    return [piece.spot for piece in passage.pieces if isinstance(piece.spot, TextSpot)]


def _lines(row: Row, columns: Iterable[str]) -> list[int]:
    return sorted(spot.line for column in columns if column in row.cells and row.cells[column].text for spot in _spots(row.cells[column].passage))


def _labels(form: Form, table: FormTable, definition: Definition) -> Iterator[str]:
    """The labels of sections whose rows do not make up what the form lays down for them, and of rows whose two labels name two sections."""
    printed = {clause.name: clause.value for clause in form.clauses}
    words = vocabulary(definition)
    keys = [_section(row.cells.get("l1"), words.sections) for row in table.rows]
    parts = [_section(row.cells.get("l2"), words.parts) for row in table.rows]
    torn = {key for key, part in zip(keys, parts, strict=True) if key and part and part != key}
    asked = torn.union(printed).intersection(keys)
    off = asked & _off(table, keys, {key: Fraction(value) for key, value in definition.regime.items()} | printed) if asked else asked
    for row, key, part in zip(table.rows, keys, parts, strict=True):
        if part and key and part != key:
            yield row.cells["l1" if key in off else "l2"].id
        elif not row.section or (key in off and key in printed):
            yield from (row.cells[column].id for column in ("l1", "l2") if column in row.cells)


def _off(table: FormTable, keys: Sequence[str], points: Mapping[str, Fraction]) -> set[str]:
    """The sections whose rows do not make up these points."""
    sums = defaultdict[str, Fraction](Fraction)
    for row, key in zip(table.rows, keys, strict=True):
        weight = row.figure("weight")
        sums[key] += weight.value if weight else 0
    return {key for key, each in sums.items() if each not in (0, points.get(key))}


def _section(cell: Field | None, words: Lexicon) -> str:
    """The key of the section that a label names; empty when it names none."""
    found = words.find(cell.text) if cell else None
    return found[0] if found else ""


def _narratives(form: Form, *, level: bool) -> Iterator[str]:
    """Running text that has lost what stood in its quotation marks, or holds blanks as they part cells in aligned dumps; labels that are cut."""
    for id_, field in form.fields.items():
        if id_.startswith("narrative") and (("“" in field.text and _LOST.search(field.text)) or (level and _GAP.search(field.text))):
            yield field.id
    for row in form.table("section").rows:
        yield from (cell.id for cell in row.cells.values() if _cut(plain(cell.text)))
