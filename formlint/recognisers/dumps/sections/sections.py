"""Which section the rows of a text dump belong to: by the weights that the form lays down, else by labels that stand where they belong.

Labels of sections float loose in a dump, so their place proves little. Rows whose weights add up to what the form prints for its sections, one
after the other and with nothing left, prove themselves.
"""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence, Set
from functools import cached_property
from itertools import chain
from operator import itemgetter

from formlint.definitions import Definition
from formlint.exact import Fraction
from formlint.forms import Form, Row
from formlint.recognisers.dumps.dump import Dump, Hit, first_level
from formlint.recognisers.dumps.rows.listed import Listing
from formlint.recognisers.dumps.rows.listing import NAME
from formlint.recognisers.dumps.sections.centred import centred
from formlint.recognisers.dumps.sections.covered import covered
from formlint.recognisers.dumps.sections.labelled import labelled, sections
from formlint.recognisers.dumps.sections.segments import starts_of, sure_sections
from formlint.recognisers.headings import plain
from formlint.recognisers.tables.heading_columns import LEVELS
from formlint.records import replace

POINTS = re.compile(r"\((\d{1,3}(?:\.\d)?)分\)$")
LEADING = 2  # 数量指标, 数量


def with_sections(dump: Dump, form: Form, listing: Listing) -> Form:
    """The form with its rows in sections, as far as that is sure, and a table of the labels of the sections."""
    table = form.tables.get(NAME)
    if table is None or len(table.rows) != len(listing.rows):
        return form
    definition, printed = dump.definition, {clause.name: clause.value for clause in form.clauses} | _points(dump, listing)
    usual = {key: Fraction(weight) for key, weight in definition.regime.items()}
    named = {first_level(dump, hit) for hit in listing.labels} - {""}
    if any(key in usual and usual[key] != value for key, value in printed.items()) or named - usual.keys():
        usual = {}  # the form says otherwise, or has other sections
    proven = by_weight(definition, printed, table.rows)
    behind = Behind(listing)
    keys = proven or _by_level(dump, listing) or by_weight(definition, usual, table.rows) or _by_place(dump, listing, behind)
    likely = keys or _but_one(dump, listing, printed, table.rows) or _but_one(dump, listing, usual, table.rows)
    near = _parts(dump, listing, behind) if not any(listing.second) else {}
    if not likely and not any(listing.first):
        likely = _in_part(dump, listing, printed if printed else usual, table.rows, near)
    parts = _placed(dump, listing, likely, near, behind)
    if listing.parted:
        likely, parts = centred(dump, listing, table.rows, printed or usual, tuple(likely), parts)
    else:
        parts = covered(dump, listing, likely, parts)
    sure, firsts = frozenset(likely), frozenset(listing.first)
    labels = {key: hit for hit in reversed(listing.labels) if (key := _section(dump, hit, sure, firsts))}
    beside = any(listing.first) and not proven
    firsts_of = listing.first if beside else [labels.get(key) for key in likely] or [None] * len(table.rows)
    above = zip(keys or [""] * len(table.rows), firsts_of, map(parts.get, range(len(table.rows))), strict=True)
    told = {column: table.columns.get(column) or dump.text(listing.columns.get(column, ())) for column in LEVELS}
    tables = {**form.tables, NAME: replace(table, rows=labelled(dump, table.rows, told, above))}
    if known := {key: labels[key] for key in likely if key in labels}:
        tables["section"] = sections(dump, known)
    return replace(form, tables=tables)


def _placed(dump: Dump, listing: Listing, likely: Sequence[str], near: Mapping[int, Hit], behind: "Behind") -> dict[int, Hit]:
    """The labels of the second level by the rows they head."""
    if any(listing.second):
        return {row: hit for row, hit in enumerate(listing.second) if hit}
    sure = _sure_parts(dump, listing, likely, near, behind) if any(likely) else near
    return {**sure, **_repeated(dump, listing, likely, near)}


def _points(dump: Dump, listing: Listing) -> dict[str, Fraction]:
    """The weights that the labels of sections print, where no two of them contradict each other: 产出指标（50分）."""
    told: dict[str, set[str]] = {}
    for hit in listing.labels:
        points = POINTS.search(plain(dump.text(hit.numbers)))
        key = first_level(dump, hit)
        if points and key:
            told.setdefault(key, set()).add(points[1])
    return {key: Fraction(*each) for key, each in told.items() if len(each) == 1}


def by_weight(definition: Definition, weights: Mapping[str, Fraction], rows: Sequence[Row]) -> tuple[str, ...]:
    """The section of every row, when the weights of consecutive rows make up just what is laid down for one section after the other."""
    return _shared_out([key for key in definition.sections if key in weights], weights, rows)


def _shared_out(names: Sequence[str], weights: Mapping[str, Fraction], rows: Sequence[Row]) -> tuple[str, ...]:
    found = _run(names, weights, rows)
    return found if len(found) == len(rows) and len(names) > 1 else ()


def _run(names: Sequence[str], weights: Mapping[str, Fraction], rows: Sequence[Row]) -> tuple[str, ...]:
    """The sections of the first rows, whose weights make up all of these sections; nothing when they do not."""
    found: list[str] = []
    for name in names:
        left = weights[name]
        while len(found) < len(rows) and left > 0:
            figure = rows[len(found)].figure("weight")
            if figure is None:
                return ()
            left -= figure.value
            found.append(name)
        if left != 0:
            return ()
    return tuple(found)


def _but_one(dump: Dump, listing: Listing, weights: Mapping[str, Fraction], rows: Sequence[Row]) -> tuple[str, ...]:
    """The section of every row when the weights make up all sections but one, which has lost a row or is wrong: what is left belongs to that one.

    Only among sections that the dump names. It tells labels, and is no proof: no check sums by it.
    """
    named = {first_level(dump, hit) for hit in listing.labels}
    names = [key for key in dump.definition.sections if key in weights and key in named]
    found: set[tuple[str, ...]] = set()
    for place, odd in enumerate(names if len(names) > 2 else ()):
        before, behind = _run(names[:place], weights, rows), _run(names[:place:-1], weights, rows[::-1])
        left = len(rows) - len(before) - len(behind)
        if bool(before) == bool(names[:place]) and bool(behind) == bool(names[place + 1 :]) and left > 0:
            found.add((*before, *[odd] * left, *behind[::-1]))
    return found.pop() if len(found) == 1 else ()


def _in_part(dump: Dump, listing: Listing, weights: Mapping[str, Fraction], rows: Sequence[Row], near: Mapping[int, Hit]) -> tuple[str, ...]:
    """The section of every row where it is sure, else empty, when rows or weights were lost. It tells labels, and is no proof."""
    named = {first_level(dump, hit) for hit in listing.labels}
    names = [key for key in dump.definition.sections if key in named]
    figures = [row.figure("weight") for row in rows]
    marks = {row: key for row, hit in near.items() if (key := dump.words.parts.key(hit.key)) in names}
    points = weights if all(name in weights for name in names) else {}
    values = [figure.value if figure else None for figure in figures]
    found = sure_sections(names, points, values, marks)
    return found if any(found) else ()


def _by_level(dump: Dump, listing: Listing) -> tuple[str, ...]:
    """The sections of labels that stand beside all their rows."""
    keys = [dump.words.sections.key(hit.key) if hit else "" for hit in listing.first]
    return tuple(keys) if keys and all(keys) else ()


def _by_place(dump: Dump, listing: Listing, behind: "Behind") -> tuple[str, ...]:
    """The section of the last label before a row, when every first-level label stands right before a row or a label, and they come in order."""
    marks: list[tuple[int, str]] = []
    for hit in listing.labels:
        key = first_level(dump, hit)
        if not key:
            continue
        row = behind.row(hit)
        if row is None:
            return ()
        marks.append((row, key))
    keys = [key for _, key in marks]
    order = list(dict.fromkeys(keys))
    if not marks or min(marks)[0] != 0 or marks != sorted(marks, key=lambda each: (each[0], order.index(each[1]))) or len(order) < 2:
        return ()
    return tuple(marks[bisect_right(marks, number, key=itemgetter(0)) - 1][1] for number in range(len(listing.rows)))


class Behind:
    """The rows that begin behind labels, with nothing but labels between; `named`: a row begins with its name, whatever comes before that, as other
    columns may where empty lines part the cells."""

    def __init__(self, listing: Listing, *, named: bool = False) -> None:
        self._listing, self._named = listing, named
        self._behind: dict[int, int] = {}  # the first strip behind each of labels, and of those that follow it: a table may have thousands
        for number in sorted({number for label in listing.labels for number in label.numbers}, reverse=True):
            self._behind[number] = self._behind.get(number + 1, number + 1)

    @cached_property
    def _starts(self) -> Mapping[int, int]:
        """The first row by the strip that it begins with."""
        rows = self._listing.rows
        starts = [row["name"][0] if self._named and "name" in row else min(chain.from_iterable(row.values())) for row in rows]
        return dict(zip(reversed(starts), range(len(starts) - 1, -1, -1), strict=True))

    def row(self, hit: Hit) -> int | None:
        number = hit.numbers[-1] + 1
        return self._starts.get(self._behind.get(number, number))


def _section(dump: Dump, hit: Hit, keys: Set[str], firsts: Set[Hit | None]) -> str:
    key = dump.words.sections.key(hit.key)
    if key not in keys:
        return ""
    return key if hit in firsts or first_level(dump, hit) == key else ""


def _parts(dump: Dump, listing: Listing, behind: Behind) -> dict[int, Hit]:
    """Second-level labels that stand directly before a row."""
    found: dict[int, Hit] = {}
    for hit in listing.labels:
        if dump.words.parts.key(hit.key) and not (first_level(dump, hit)):
            row = behind.row(hit)
            if row is not None:
                found.setdefault(row, hit)
    return found


def _repeated(dump: Dump, listing: Listing, keys: Sequence[str], near: Mapping[int, Hit]) -> dict[int, Hit]:
    """Second-level labels of a table that repeats them in every row: as many as there are rows, else those that stand right before one."""
    hits = sorted((hit for hit in listing.labels if dump.words.parts.key(hit.key) and not first_level(dump, hit)), key=lambda hit: hit.numbers)
    if len(hits) <= 2 * len({hit.key for hit in hits}) or len(hits) * 2 < len(listing.rows):
        return {}
    sections = [dump.words.parts.key(hit.key) for hit in hits]
    if len(hits) == len(listing.rows) and sections == [key or section for key, section in zip(keys or sections, sections, strict=True)]:
        return dict(enumerate(hits))
    return dict(near)


def _sure_parts(dump: Dump, listing: Listing, keys: Sequence[str], near: Mapping[int, Hit], behind: Behind) -> dict[int, Hit]:
    """Second-level labels where a section leaves them one place: the only one, as many as there are rows, and the first of those of the outputs.

    Others stay where they stand right before a row.
    """
    labels: dict[str, dict[str, Hit]] = {}
    for hit in listing.labels:
        part = dump.words.parts.key(hit.key)
        if part and not first_level(dump, hit):
            labels.setdefault(part, {}).setdefault(plain(dump.text(hit.numbers)), hit)
    found = {number: hit for number, hit in near.items() if dump.words.parts.key(hit.key) in ("", keys[number])}
    behind = Behind(listing, named=True) if dump.airy else behind
    for key, each in labels.items():
        rows = [number for number, other in enumerate(keys) if other == key]
        hits = list(each.values())
        if rows and not all(keys[max(rows[0] - 1, 0) : rows[-1] + 2]):  # where the section begins or ends is not sure
            continue
        if 1 < len(hits) == len(rows) and not _in_order(hits, rows, near):
            continue
        if len(hits) not in (1, len(rows)):
            after = [row if (row := behind.row(hit)) in rows else None for hit in hits]
            begun = starts_of(rows, after) if dump.airy and rows else []
            found |= {row: hit for row, hit in zip(begun, hits, strict=False) if row is not None and row not in found}
            hits = _leading(dump, key, hits)
        if not hits or not rows:
            continue
        placed = {hit.key for hit in hits}
        found = {number: hit for number, hit in found.items() if hit.key not in placed}
        found |= dict(zip(rows, hits, strict=False))
    return found


def _in_order(hits: Sequence[Hit], rows: Sequence[int], near: Mapping[int, Hit]) -> bool:
    """Those of the labels that stand right before a row stand before their own, and some do."""
    places = {hit.key: place for place, hit in enumerate(hits)}
    known = [(places[near[row].key], place) for place, row in enumerate(rows) if row in near and near[row].key in places]
    return bool(known) and all(one == other for one, other in known)


def _leading(dump: Dump, key: str, hits: Sequence[Hit]) -> list[Hit]:
    """The label that comes first among those of the outputs: quantity, quality, time, cost (财预〔2020〕10号)."""
    words = [plain(word) for word in dump.definition.sections[key].parts]
    order = sorted((words.index(hit.key), place) for place, hit in enumerate(hits) if hit.key in words)
    return [hits[order[0][1]]] if key == "output" and order and order[0][0] < LEADING else []
