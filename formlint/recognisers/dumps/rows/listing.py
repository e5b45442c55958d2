"""The indicators of a text dump: rows that end in their weight and their score."""

import re
from bisect import bisect
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import chain, pairwise

from formlint.definitions import Definition
from formlint.recognisers.dumps.aligned.aligned import Frame, pages
from formlint.recognisers.dumps.aligned.gutters import LABELS
from formlint.recognisers.dumps.aligned.scattered import gathered, scattered
from formlint.recognisers.dumps.dump import Dump, Hit, first_level
from formlint.recognisers.dumps.headers.ended import ends_below
from formlint.recognisers.dumps.ordered.cuts import Cells, Cut
from formlint.recognisers.dumps.ordered.holes import fill, turned, whole
from formlint.recognisers.dumps.ordered.strands import Strand, woven
from formlint.recognisers.dumps.orders import shown, upset
from formlint.recognisers.dumps.parted.assembled import assembled, parted
from formlint.recognisers.dumps.rows.closed import closed
from formlint.recognisers.dumps.rows.contradicted import uncontradicted
from formlint.recognisers.dumps.rows.cutting import cut_rows
from formlint.recognisers.dumps.rows.listed import Listing
from formlint.recognisers.dumps.rows.totals import close, lone_grade, sums, torn_total, total_score
from formlint.recognisers.dumps.strips import Kind, Strip
from formlint.recognisers.headings import plain
from formlint.records import replace

NAME = "indicators"
LEVEL = "指标"
_LEVEL = LEVEL[0]
MOST_STRIPS = 5_000  # of a table whose cells empty lines part: these take 5 s, and a form has 60 to 600
WIDE = 20.0  # characters: lines of running text, not of cells
_COUNT = re.compile(r"\d+[^\d.、．]|.*\d[一-鿿]{0,3}[,，]")  # 36个行政村; 其中女性12人，…; 1. is the mark of an item
READ = ("name", "op", "target", "unit", "actual", "weight", "score", "reason")


def listing(dump: Dump, header: Mapping[str, Hit], torn: Mapping[str, Hit], start: int, after: int, *, done: Sequence[int] = ()) -> Listing:
    """Rows from the strip `start` on. `header` are the headings that stand together, `torn` those elsewhere; torn cells stand behind `after`.

    `done` are weight and score of the total of the funds, which the closing row counts too.
    """
    end = len(dump.strips)
    found = Listing({key: hit.numbers for key, hit in {**header, **torn}.items()})
    if not dump.aligned and parted(dump.left(start, end)):
        return _parted(dump, found, _columns(dump, header, torn), start, end, done=done)
    close(dump, found, start, end)
    if dump.aligned:
        return _aligned(dump, found, list(header), start, end) if header else found
    found.labels = [hit for hit in scattered(dump, _words(dump)) if not _names(dump, hit)]
    for label in found.labels:
        dump.take(label.numbers)
    strips, numbers = _region(dump, start, end)
    columns = _columns(dump, header, torn)
    if not strips or len(columns) < 3:
        return found
    known = shown(strips, columns)
    usual = [key for key in dump.definition.tables[NAME].columns if key in columns]
    orders = [columns] if columns == usual and known == columns else [known] if known != columns else [columns, usual]
    tries = [cut_rows(strips, each, joined=dump.joined, alone=len(orders) == 1) for each in orders]
    found_cut, costs = min(tries, key=lambda each: each[0].cost)
    last = max((number for hit in (*header.values(), *torn.values()) for number in hit.numbers), default=0)
    loose = tuple(each for each in found_cut.beside if numbers[each] > max(last, after) and strips[each].extent < WIDE)
    rows: Sequence[Cells] = fill(costs, Cut(found_cut.rows, loose, 0))
    if not whole(strips, rows, columns):
        rows = turned(strips, found_cut.rows)
    if not _complete(strips, rows, columns) and _several(strands := _strands(dump, numbers, found.labels)):
        rows = _woven(dump, strips, strands, orders, rows)
    rows = closed(strips, uncontradicted(strips, rows, found_cut.rows))
    of = numbers.__getitem__
    found.rows = [{column: (of(cell[0]),) if len(cell) == 1 else tuple(map(of, cell)) for column, cell in row.items()} for row in rows]
    dump.take([number for row in found.rows for cell in row.values() for number in cell])
    return found


def _woven(dump: Dump, strips: Sequence[Strip], strands: Sequence[Strand], orders: Sequence[list[str]], rows: Sequence[Cells]) -> Sequence[Cells]:
    """The rows as the strands give them, where more of them are complete so."""
    points = {"weight", "score"} & set(orders[0])
    for order in orders:
        if _complete(strips, rows, order):
            break
        others = [row for row in woven(strips, strands, order, joined=dump.joined) if points & set(row) or not points]
        wanted = _wanted(order)
        if sum(_has_all(strips, row, wanted) for row in others) > sum(_has_all(strips, row, wanted) for row in rows):
            rows = turned(strips, others)
    return rows


def _parted(dump: Dump, found: Listing, columns: list[str], start: int, end: int, *, done: Sequence[int]) -> Listing:
    """The rows of a dump whose cells are parted by empty lines."""
    if len(dump.free(start, end)) > MOST_STRIPS:
        return found
    found.parted = True
    parts = dump.flow_of()
    found.labels = gathered(dump, _words(dump), parts, start, end)
    for label in found.labels:
        dump.take(label.numbers)
    close(dump, found, start, end)
    torn_total(dump, found, start, end)
    total_score(dump, found)
    lone_grade(dump, found, start, end)
    strips, numbers = _region(dump, start, end)
    if not strips or len(columns) < 3:
        return found
    usual = [key for key in dump.definition.tables[NAME].columns if key in columns]
    flow = [parts[number] for number in numbers]
    feeds = [number for number, line in enumerate(dump.lines) if "\f" in line.text]
    pages_of = [bisect(feeds, dump.strips[number].line) for number in numbers]
    orders = [usual] if columns == usual or upset(columns) else [columns, usual]
    best = assembled(strips, flow, pages_of, orders, sums(dump, found, done))
    rows, found.odd, found.hidden = best.rows, best.odd, best.hidden
    found.rows = [{column: tuple(numbers[each] for each in cell) for column, cell in row.items()} for row in rows]
    for row in found.rows:
        for cell in row.values():
            dump.take(cell)
    return found


def _names(dump: Dump, hit: Hit) -> bool:
    """A label at the head of a line of values is the name of a row: 服务对象满意度 95% 5 5."""
    line = dump.on_line(dump.strips[hit.numbers[0]].line)
    if hit.numbers != tuple(line[:1]):
        return False
    rest = [dump.strips[number].kind for number in line[1:]]
    return rest[-2:] == [Kind.NUMBER] * 2 and Kind.WORDS not in rest


def _strands(dump: Dump, numbers: Sequence[int], labels: Sequence[Hit]) -> list[tuple[int, int, int]]:
    """Where strands begin and end, and their page: something else than labels stands between two of them, or a page begins."""
    known = {number for label in labels for number in label.numbers}
    walls = [number for number, taken in enumerate(dump.taken) if taken and number not in known]
    feeds = [number for number, line in enumerate(dump.lines) if "\f" in line.text]
    parts = [(bisect(feeds, dump.strips[number].line), bisect(walls, number)) for number in numbers]
    starts = [0, *(place for place in range(1, len(numbers)) if parts[place] != parts[place - 1])]
    strands = [(start, end, parts[start][0]) for start, end in zip(starts, [*starts[1:], len(numbers)], strict=True)]
    return [each for each in strands if sum(dump.strips[number].width >= WIDE for number in numbers[each[0] : each[1]]) * 2 < each[1] - each[0]]


def _several(strands: Sequence[Strand]) -> bool:
    """Some page has several."""
    return len({page for _, _, page in strands}) < len(strands)


def _complete(strips: Sequence[Strip], rows: Sequence[Cells], columns: Sequence[str]) -> bool:
    wanted = _wanted(columns)
    return all(_has_all(strips, row, wanted) for row in rows)


def _wanted(columns: Sequence[str]) -> set[str]:
    return set(columns) - {"reason"}


def _has_all(strips: Sequence[Strip], row: Cells, wanted: set[str]) -> bool:
    """It has all its cells, no dash for a target, and no count for a name."""
    if not row.keys() >= wanted or ("target" in row and strips[row["target"][0]].kind is Kind.DASH):
        return False
    name = "".join([strips[number].text for number in row["name"]]) if "name" in row else ""
    return not (name[:1].isdigit() or "，" in name or "," in name) or not _COUNT.match(name)


def _words(dump: Dump) -> tuple[str, ...]:
    """The words of sections and their parts, the longest first. Where 数量指标 is printed, 数量 is none of them: it ends a name, 改造水厂 / 数量."""
    longer = {before.rpartition("\n")[2] for before in dump.whole.split(_LEVEL)[:-1] if "\n" in before}
    labels = _labels(dump.definition)
    return tuple([word for word in labels if word.endswith(LEVEL) or word not in longer]) if not longer.isdisjoint(labels) else labels


@cache
def _labels(definition: Definition) -> tuple[str, ...]:
    sections = definition.sections.values()
    return tuple(sorted({plain(word) for section in sections for word in (*section.words, *section.parts)}, key=len, reverse=True))


def _aligned(dump: Dump, found: Listing, columns: Sequence[str], start: int, end: int) -> Listing:
    """The rows of a dump whose columns are still aligned."""
    if "name" not in columns:
        columns = [*(key for key in columns if key in LABELS), "name", *(key for key in columns if key not in LABELS)]
    frame = Frame(columns, [found.columns.get(column, ()) for column in columns], _words(dump))
    last = found.closing.numbers[0] if found.closing else found.total[0] if found.total else end
    dump.take(chain.from_iterable(ends_below(dump, dump.words.columns[NAME], key, numbers) for key, numbers in found.columns.items() if numbers))
    for page in pages(dump, frame, start, max(last, start)):
        kept = [place for place, row in enumerate(page.rows) if row]
        found.rows += [page.rows[place] for place in kept]
        found.first += [page.first[place] for place in kept]
        found.second += [page.second[place] for place in kept]
        found.labels += page.labels
        for numbers in (*(cell for row in page.rows for cell in row.values()), *(hit.numbers for hit in page.labels)):
            dump.take(numbers)
    found.first = _above(dump, found)
    return found


def _above(dump: Dump, found: Listing) -> list[Hit | None]:
    """The labels of the first level, put right by those of the second: 社会效益指标 stands under 效益指标, wherever a page break has left that."""
    labels: dict[str, list[Hit]] = {}
    for hit in found.labels:
        if key := first_level(dump, hit):
            labels.setdefault(key, []).append(hit)
    firsts: list[Hit | None] = []
    for first, second in zip(found.first, found.second, strict=True):
        part = dump.words.parts.key(second.key) if second else ""
        known = labels.get(part, [])
        fits = not part or (first is not None and dump.words.sections.key(first.key) == part)
        firsts.append(known[0] if not fits and len(known) == 1 else first)
    return firsts


def _region(dump: Dump, start: int, end: int) -> tuple[list[Strip], list[int]]:
    numbers = dump.free(start, end)
    strips, taken = dump.strips, dump.taken
    return [_leading(dump, number) if taken[number - 1] else strips[number] for number in numbers], numbers


def _leading(dump: Dump, number: int) -> Strip:
    """The strip behind one that is taken; behind a label it begins its line."""
    strip = dump.strips[number]
    if strip.gap or strip.kind is not Kind.WORDS:
        return strip
    if dump.airy:
        return replace(strip, leads=True)
    line = dump.on_line(strip.line)
    kinds = [dump.strips[each].kind for each in line[line.index(number) :]]
    if any(not dump.taken[each] for each in line[: line.index(number)]):
        return strip
    return replace(strip, leads=any(one is other is Kind.NUMBER for one, other in pairwise(kinds)))


def _columns(dump: Dump, header: Mapping[str, Hit], torn: Mapping[str, Hit]) -> list[str]:
    """The order of the columns: as the header has it, torn headings at their usual place.

    What a header of two rows prints before the name, because it is as high as both, stands behind what it prints from there on.
    """
    order = list(dump.definition.tables[NAME].columns)
    columns = [key for key in header if key in READ]
    for key in sorted((key for key in torn if key in READ), key=order.index):
        after = [place for place, each in enumerate(columns) if order.index(each) > order.index(key)]
        columns.insert(after[0] if after else len(columns), key)
    if "name" not in columns:
        columns.insert(0, "name")
    first = columns.index("name")
    return [*columns[first:], *columns[:first]]
