"""The road for text dumps that lost their geometry: lines of words become the tables they were, and the grid road reads those.

What the text does not print at all is absent from it (`FormTable.lost`), which is different from blank in the form. Sections are only named when
the weights of their rows add up to what the form itself prints.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import combinations

from formlint.definitions import Definition
from formlint.documents import Cell, Document, Line, Passage, Table
from formlint.forms import Form
from formlint.recognisers import grid
from formlint.recognisers.dumps.amounts import Amounts, amounts, sideways
from formlint.recognisers.dumps.around import head_lines, labelled, notes, unlabelled
from formlint.recognisers.dumps.assembled import parted
from formlint.recognisers.dumps.closing import finish
from formlint.recognisers.dumps.dump import Dump, Hit
from formlint.recognisers.dumps.grouped import grouped
from formlint.recognisers.dumps.listing import Listing, listing
from formlint.recognisers.dumps.margins import margin_labels, margin_titles
from formlint.recognisers.dumps.operators import joined_operator
from formlint.recognisers.dumps.prose import NAMES, narratives
from formlint.recognisers.dumps.stacks import stacked
from formlint.recognisers.dumps.strips import Kind
from formlint.recognisers.dumps.wrapped import joined_columns, joined_counts, joined_flows, joined_lines, joined_numbers, placed_quotes
from formlint.recognisers.headings import Lexicon, plain, scored

PART = 3  # characters at least of the beginning of a side title
_SENTENCE = re.compile(r"[，。；,;\d]")
MOST_LEFT = 5  # strips beside a heading that may hold another
MOST_TOGETHER = 9  # strips of headings side by side
STARRED = 99  # the rank of words with a star
AMID = 3  # strips at least of a line of headings
APART = 3  # strips between two headings of one run: a side title, or a heading the definition does not know


@dataclass(slots=True)
class Headings:
    """The headings of one table: those of the longest run, and those that stand alone."""

    main: dict[str, Hit] = field(default_factory=dict)
    torn: dict[str, Hit] = field(default_factory=dict)
    again: list[Hit] = field(default_factory=list)  # printed twice, as on every page

    @property
    def start(self) -> int:
        return min((hit.numbers[0] for hit in self.main.values()), default=0)

    @property
    def region(self) -> int:
        """Where rows may begin: at the first heading that only this table has."""
        own = [hit.numbers[0] for key, hit in (*self.main.items(), *self.torn.items()) if key not in ("weight", "score", "reason", "unit")]
        return min(own, default=self.start)

    @property
    def end(self) -> int:
        return max((hit.numbers[-1] + 1 for hit in self.main.values()), default=0)


def recognise(document: Document, definition: Definition) -> tuple[Form, ...]:
    """The form of the dump; none when it has neither of the tables."""
    dump = Dump(document, definition)
    _join(dump)
    remarks = notes(dump)
    head_lines(dump)
    dump.margin = {number for hit in margin_titles(dump) for number in hit.numbers} if dump.aligned else set()
    table = sideways(dump)
    head = labelled(dump, _beginning(dump, "funds"))
    funds, listed = Headings() if table else headings(dump, "funds"), headings(dump, "indicators")
    for each in (funds, listed):
        for hit in (*each.main.values(), *each.torn.values(), *each.again):
            dump.take(hit.numbers)
    for name in ("funds", "indicators"):
        for hit in dump.headings(dump.words.labels[name], 0, max(funds.end, listed.end)):
            dump.take(number for number in hit.numbers if len(hit.numbers) == 1 or not _row(dump, number))
    labels = _narrative_labels(dump, funds.end, listed.start or None)
    head += labelled(dump, len(dump.strips))
    unlabelled(dump)
    end = _first(dump, funds.end, listed.start, labels)
    if table is None and not dump.aligned and parted([dump.strips[number] for number in dump.free()]):
        table = grouped(dump, {**funds.torn, **funds.main}, end)
    table = table or amounts(dump, funds.main, funds.torn, end)
    texts = narratives(dump, labels, listed.start or len(dump.strips))
    for text in texts:
        dump.take((*text.label, *text.numbers))
    _sides(dump)
    rows = listing(dump, listed.main, listed.torn, listed.region, max((number for text in texts for number in text.numbers), default=0), _done(dump, table))
    blocks: list[Table | Line] = [*_left(dump), *_tables(dump, head, table, rows), *_joined(dump, remarks)]
    forms = grid.recognise(Document(document.format, tuple(blocks), notices=document.notices), definition)
    return tuple(finish(dump, form, texts, rows) for form in forms)


def _done(dump: Dump, table: Amounts) -> tuple[int, ...]:
    """Weight and score of the total of the funds."""
    for hit, values in table.rows:
        if hit.key == "total" and {"weight", "score"} <= set(values):
            found = values["weight"], values["score"]
            return found if all(dump.strips[number].kind is Kind.NUMBER for number in found) else ()
    return ()


def _join(dump: Dump) -> None:
    """Puts together what the dump broke: operators, numbers, upright labels, counts, quotation marks."""
    joined_operator(dump)
    if dump.aligned:
        joined_numbers(dump)
        return
    joined_flows(dump)
    if not dump.airy:
        placed_quotes(dump)
        joined_columns(dump)
        joined_lines(dump)
        joined_counts(dump)


def _row(dump: Dump, number: int) -> bool:
    """The label of a row of amounts between the parts of a side title: 项目资金（ / 其中：财政拨款 / 万元）."""
    found = dump.words.rows["funds"].find(dump.strips[number].text)
    return found is not None and found[1] < 99


def headings(dump: Dump, name: str) -> Headings:
    """The headings of a table. Those on a line with other words are none, unless they stand in the longest run."""
    lexicon = dump.words.columns[name]
    if dump.aligned:
        return _stacked(dump, lexicon)
    hits = _hits(dump, lexicon)
    found = Headings(_longest(hits))
    if not hits:
        return found
    for hit in hits:
        if hit.key not in found.main and hit.key not in found.torn and _alone(dump, hit, hits):
            found.torn[hit.key] = hit
    if "op" not in {**found.main, **found.torn}:
        found.torn.pop("unit", None)  # 单位 ends many names: 修缮文物保护 / 单位
    if dump.airy and "reason" not in {**found.main, **found.torn} and (late := _called(dump, lexicon, "reason")):
        found.torn["reason"] = late
    found.again = _again(dump, hits, {**found.main, **found.torn}) if dump.airy else []
    last = _last(dump, lexicon, found)
    main = scored({**found.main, last.key: last} if last else found.main)
    return Headings(main, found.torn if "score" in main else scored(found.torn), found.again)


def _beginning(dump: Dump, name: str) -> int:
    """Where the headings of a table begin that stand together."""
    lexicon = dump.words.columns[name]
    return _stacked(dump, lexicon).start if dump.aligned else Headings(_longest(_hits(dump, lexicon))).start


def _stacked(dump: Dump, lexicon: Lexicon) -> Headings:
    """The headings of a dump whose columns are still aligned."""
    return Headings(scored(stacked(dump, lexicon, _without_sides(dump, dump.headings(lexicon)))))


def _hits(dump: Dump, lexicon: Lexicon) -> list[Hit]:
    """The headings among the strips, in order."""
    hits = _without_sides(dump, dump.headings(lexicon))
    more = [*_amid(dump, lexicon, hits), *(_interwoven(dump, lexicon, hits) if dump.airy else ())]
    return sorted([*hits, *more], key=lambda hit: hit.numbers) if more else hits


def _amid(dump: Dump, lexicon: Lexicon, hits: Sequence[Hit]) -> Iterator[Hit]:
    """What only a word with a star fits, on a line that else holds nothing but headings: 三级指标 年初拟定目标值 得分."""
    known = {number for hit in hits for number in hit.numbers}
    keys = {hit.key for hit in hits}
    for line in sorted({dump.strips[number].line for number in known}):
        numbers = dump.on_line(line)
        rest = [number for number in numbers if number not in known]
        if len(rest) != 1 or len(numbers) < AMID or dump.taken[rest[0]]:
            continue
        key = lexicon.key(dump.strips[rest[0]].text)
        if key and key not in keys:
            yield Hit(key, (rest[0],))


def _longest(hits: Sequence[Hit]) -> dict[str, Hit]:
    """Those of the longest run."""
    runs: list[list[Hit]] = []
    for hit in hits:
        if runs and _together(runs[-1][-1], hit) and hit.key not in [each.key for each in runs[-1]]:
            runs[-1].append(hit)
        else:
            runs.append([hit])
    return {hit.key: hit for hit in max(runs, key=len, default=())}


def _again(dump: Dump, hits: Sequence[Hit], known: Mapping[str, Hit]) -> list[Hit]:
    """Headings that were found before and stand in flows of nothing but headings; 全年完成情况 heads a narrative where 完成情况 heads the column."""
    again = [hit for hit in hits if hit.key in known and hit != known[hit.key]]
    again = [hit for hit in again if not _other(dump, hit) or dump.text(hit.numbers) == dump.text(known[hit.key].numbers)]
    if not again:
        return again
    flows, numbers = dump.flow_of(), {number for hit in hits for number in hit.numbers}
    other = {flow for number, flow in enumerate(flows) if number not in numbers}
    return [hit for hit in again if flows[hit.numbers[0]] not in other]


def _called(dump: Dump, lexicon: Lexicon, key: str) -> Hit | None:
    """The one flow that is called like a heading that only a word with a star fits: 偏差原因及改进 / 措施."""
    found: list[Hit] = []
    for numbers in dump.flows():
        if len(numbers) > MOST_TOGETHER or dump.taken[numbers[0]] or lexicon.key(dump.text(numbers)) != key:
            continue
        hit = dump.heading(lexicon, numbers[0], numbers[-1] + 1, stars=True)
        if hit and hit.key == key and len(hit.numbers) == len(numbers) and not _SENTENCE.search(dump.text(numbers)):
            found.append(hit)
    return found[0] if len(found) == 1 else None


def _interwoven(dump: Dump, lexicon: Lexicon, hits: Sequence[Hit]) -> Iterator[Hit]:
    """Headings of two lines side by side: 度量单 实际完成值 / 位. What is left of a flow beside a heading is another, or most of it is."""
    known = {number for hit in hits for number in hit.numbers}
    keys = {hit.key for hit in hits}
    for numbers in dump.flows():
        if not 2 < len(numbers) <= MOST_TOGETHER:
            continue
        rest = [number for number in numbers if number not in known and not dump.taken[number]]
        if 1 < len(rest) < len(numbers):
            key, rank = lexicon.find(dump.text(rest)) or ("", STARRED)
            if rank < STARRED:
                yield Hit(key, tuple(rest))
            elif len(rest) <= MOST_LEFT:
                yield from _among(dump, lexicon, rest, keys)


def _among(dump: Dump, lexicon: Lexicon, rest: Sequence[int], keys: Collection[str]) -> Iterator[Hit]:
    """The one heading that some of the strips make up: 偏差原因分析及改进 / 措施 beside the end of 实际完成 / 值."""
    ways = [part for size in range(len(rest) - 1, 1, -1) for part in combinations(rest, size)]
    found = [Hit(known[0], part) for part in ways if (known := lexicon.find(dump.text(part))) and known[1] < STARRED and known[0] not in keys]
    if len(found) == 1:
        yield found[0]


def _last(dump: Dump, lexicon: Lexicon, found: Headings) -> Hit | None:
    """The heading behind the others that only a word with a star fits: 偏差原因及改进 / 措施."""
    if found.end >= len(dump.strips) or dump.taken[found.end]:
        return None
    hit = dump.heading(lexicon, found.end, stars=True)
    return hit if hit and hit.key not in found.main and hit.key not in found.torn else None


def _together(before: Hit, hit: Hit) -> bool:
    """Two headings of one run: hardly anything between them."""
    return hit.numbers[0] - before.numbers[-1] <= APART


def _without_sides(dump: Dump, hits: list[Hit]) -> list[Hit]:
    """绩效指标 beside 三级指标 is a side title, 全年完成情况 beside 实际完成值 heads a narrative; alone they are headings of columns."""
    other = [_other(dump, hit) for hit in hits]
    plain_keys = {hit.key for hit, elsewhere in zip(hits, other, strict=True) if not elsewhere}
    return [hit for hit, elsewhere in zip(hits, other, strict=True) if not elsewhere or hit.key not in plain_keys]


def _other(dump: Dump, hit: Hit) -> bool:
    text = dump.text(hit.numbers)
    return bool(dump.words.sides.find(text)) or dump.words.fields.key(text) in NAMES


def _alone(dump: Dump, hit: Hit, hits: Sequence[Hit]) -> bool:
    """Only headings stand on its lines, or a sentence that it was glued to."""
    known = {number for each in hits for number in each.numbers}
    lines = {dump.strips[number].line for number in hit.numbers}
    return all(number in known or dump.strips[number].text.endswith("。") for line in lines for number in dump.on_line(line))


def _sides(dump: Dump) -> None:
    """Side titles are read over, also when only their beginning was kept, on a line of its own: 年度总 of 年度总体目标."""
    for hit in dump.headings(dump.words.sides):
        dump.take(hit.numbers)
    begun = _begun(dump.definition)
    dump.take([number for number in dump.free() if dump.strips[number].text in begun and len(dump.on_line(dump.strips[number].line)) == 1])


@cache
def _begun(definition: Definition) -> frozenset[str]:
    """Side titles and their beginnings."""
    words = [word for word in map(plain, definition.sides) if len(word) > PART]
    return frozenset(word[:end] for word in words for end in range(PART, len(word) + 1))


def _narrative_labels(dump: Dump, start: int, end: int | None) -> list[Hit]:
    """The headings of goal and actual; in an aligned dump also those between the two strips that a narrow cell broke."""
    hits = [hit for hit in dump.headings(dump.words.fields) if hit.key in NAMES]
    own = {hit.key for hit in hits if not dump.words.sides.find(dump.text(hit.numbers))}
    hits = [hit for hit in hits if hit.key not in own or not dump.words.sides.find(dump.text(hit.numbers))]
    for hit in hits:
        dump.take(hit.numbers)
    lost = [key for key in NAMES if key not in own | {hit.key for hit in hits}]
    return [*hits, *margin_labels(dump, lost, start, end)] if dump.aligned and lost else hits


def _first(dump: Dump, start: int, end: int, labels: Sequence[Hit]) -> int:
    """Where the table of amounts ends: at the goals, or at the indicators."""
    return min([each for each in (end, *(label.numbers[0] for label in labels)) if each > start], default=len(dump.strips))


def _tables(dump: Dump, head: Sequence[tuple[Hit, list[int]]], table: Amounts, rows: Listing) -> Iterator[Table]:
    """What was found, as the tables it was: labels beside their values, amounts, indicators."""
    if head:
        yield Table(
            tuple(dump.cell(row, column, numbers) for row, (hit, value) in enumerate(head) for column, numbers in enumerate((hit.numbers, value)))
        )
    if table.rows:
        yield Table(tuple(_amount_cells(dump, table)))
    if rows.rows:
        yield Table(tuple(_listed_cells(dump, rows)))


def _joined(dump: Dump, remarks: Sequence[Sequence[int]]) -> list[Line]:
    return [Line(Passage.join(dump.lines[number].passage for number in note)) for note in remarks]


def _left(dump: Dump) -> list[Line]:
    kept = [dump.lines[number] for number in dump.kept]
    free: dict[int, list[int]] = {}
    for number in dump.free():
        free.setdefault(dump.strips[number].line, []).append(number)
    return kept + [Line(dump.passage(numbers)) for _, numbers in sorted(free.items())]


def _amount_cells(dump: Dump, table: Amounts) -> list[Cell]:
    columns = {key: place for place, key in enumerate(table.columns, 1)}
    cells = [dump.cell(0, columns[key], numbers) for key, numbers in table.columns.items()]
    for row, (label, values) in enumerate(table.rows, 1):
        cells.append(dump.cell(row, 0, label.numbers))
        cells += [dump.cell(row, columns[key], (number,)) for key, number in values.items()]
    return cells


def _listed_cells(dump: Dump, rows: Listing) -> list[Cell]:
    columns = {key: place for place, key in enumerate(key for key in rows.columns if key not in ("l1", "l2"))}
    cells = [dump.cell(0, place, rows.columns[key]) for key, place in columns.items()]
    for number, row in enumerate(rows.rows, 1):
        cells += [dump.cell(number, columns[key], cell) for key, cell in row.items() if key in columns]
    return cells
