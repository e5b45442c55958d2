"""The table of amounts in a dump whose cells are parted by empty lines: values in groups, one group for a row, far from their labels as a rule.

    年度资金总额： / 基本支出 / 项目支出        labels in one flow
    年初预算数 ~ 全年预算数 ~ 全年执行数 ~ 5133.14 ~ 4755.16 ~ 3506.87 ~ 10 ~ 73.75% ~ 7.37 ~ 206.79 ~ 258.88 ~ 256.06 ~ …

What a value looks like tells where a group may end; which way to cut them is right, the sums and the rate tell. A way that they do not confirm is
none, nor is one of two that they confirm alike.
Where there are fewer groups than labels, and it is not plain which label has no values, only the total has its own.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice, permutations, zip_longest

from formlint.recognisers.dumps.amounts.amounts import NAME, Amounts, is_value
from formlint.recognisers.dumps.amounts.confirmed import Group, assigned, confirmed, number_at
from formlint.recognisers.dumps.amounts.filled import fillings
from formlint.recognisers.dumps.dump import Dump, Hit
from formlint.recognisers.dumps.strips import Kind
from formlint.recognisers.headings import STARRED
from formlint.records import record

MOST_VALUES = 80
MOST_WAYS = 200


@record(frozen=True, slots=True)
class _Run:
    """Values with nothing between them, and the labels of the flow right before them."""

    values: tuple[int, ...]
    labels: tuple[Hit, ...]


@record(frozen=True, slots=True)
class _Way:
    """Rows of labels and values, and how many relations they fulfil."""

    rows: tuple[tuple[Hit, Group], ...]
    columns: tuple[str, ...]
    holds: int
    broken: int


def grouped(dump: Dump, columns: Mapping[str, Hit], end: int) -> Amounts | None:
    """The table before the strip `end`, when its numbers confirm one way to read it; its strips are taken."""
    kinds = dump.definition.tables[NAME].numbers
    columns = {key: hit for key, hit in columns.items() if key in kinds}
    labels = _labels(dump, end)
    if not labels or labels[0].key != "total" or len(columns) < 2:
        return None
    runs = _runs(dump, labels, min(min(hit.numbers) for hit in (*labels, *columns.values())), end)
    if not runs or sum(len(run.values) for run in runs) > MOST_VALUES:
        return None
    headed = max(max(hit.numbers) for hit in columns.values()) < runs[0].values[0]
    best = _best(dump, labels, runs, columns, headed=headed)
    if best is None or best.holds <= best.broken or not all(group for _, group in best.rows[1:-1]):
        filled = _filled(dump, labels, runs, columns)
        best = filled if filled and (best is None or filled.holds > filled.broken) else best
    if best is None or best.holds <= best.broken:
        return None
    table = Amounts({key: columns[key].numbers for key in best.columns})
    for label, group in best.rows:
        table.rows.append((label, dict(group)))
        dump.take((*label.numbers, *group.values()))
    return table


def _best(dump: Dump, labels: Sequence[Hit], runs: Sequence[_Run], columns: Mapping[str, Hit], *, headed: bool) -> _Way | None:
    """The way that most relations confirm; of several the first, where the headings stand before the values and give their order, else none."""
    found = [max(ways, key=_worth) for order in _orders(dump, columns, headed=headed) if (ways := list(_ways(dump, labels, runs, order)))]
    if not found:
        return None
    best = max(found, key=_worth)
    alike = {_amounts(dump, way) for way in found if _worth(way) == _worth(best)}
    return best if headed or len(alike) == 1 else None


def _filled(dump: Dump, labels: Sequence[Hit], runs: Sequence[_Run], columns: Mapping[str, Hit]) -> _Way | None:
    """The cheapest of the ways that most relations confirm, where the values of a row were printed in several goes."""
    values = [number for run in runs for number in run.values]
    beside = {run.values[0]: run.labels[0].key for run in runs if len(run.labels) == 1}
    ways: list[tuple[int, float, _Way]] = []
    known = list(dump.definition.tables[NAME].rows)
    usual = sorted(labels, key=lambda hit: known.index(hit.key))  # a label beside a torn side title is printed late
    for place, names in enumerate((labels, usual) if usual != list(labels) and usual[0].key == "total" else (labels,)):
        for order in _orders(dump, columns, headed=True):
            for cost, rows in fillings(dump, names, order, values, beside):
                if any(_mixed(dump, group) for _, group in rows):
                    continue
                way = _Way(rows, order, *confirmed(dump, rows))
                ways.append((2 * way.broken - way.holds, cost + place, way))
    if not ways:
        return None
    least = min(each[:2] for each in ways)
    best = [way for *each, way in ways if tuple(each) == least]
    return best[0] if len({_amounts(dump, way) for way in best}) == 1 else None


def _mixed(dump: Dump, group: Group) -> bool:
    """Some amounts of a row are numbers and others dashes."""
    kinds = dump.definition.tables[NAME].numbers
    return len({dump.strips[number].kind is Kind.DASH for key, number in group.items() if kinds.get(key) == "amount"}) > 1


def _amounts(dump: Dump, way: _Way) -> tuple[tuple[str, str, str], ...]:
    """Which amounts stand where; the other columns keep the order of their headings."""
    kinds = dump.definition.tables[NAME].numbers
    return tuple(
        sorted((label.key, key, dump.strips[each].text) for label, group in way.rows for key, each in group.items() if kinds.get(key) == "amount")
    )


def _worth(way: _Way) -> tuple[bool, int, int]:
    """One that is not confirmed is worth less than any that is."""
    return way.holds > way.broken, way.holds - 2 * way.broken, sum(len(group) for _, group in way.rows)


def _labels(dump: Dump, end: int) -> list[Hit]:
    """The labels of the rows in their order, the total first; a side title that reads like one is none."""
    lexicon = dump.words.rows[NAME]
    alone = [Hit(known[0], (number,)) for number in dump.free(0, end) if (known := lexicon.find(dump.strips[number].text)) and known[1] < STARRED]
    single = {hit.numbers[0] for hit in alone}
    hits = [*alone, *(hit for hit in dump.headings(lexicon, 0, end) if not single & set(hit.numbers))]
    found: dict[str, Hit] = {}
    for hit in sorted(hits, key=lambda hit: bool(dump.words.sides.find(dump.text(hit.numbers)))):
        found.setdefault(hit.key, hit)
    sides = [key for key, hit in found.items() if dump.words.sides.find(dump.text(hit.numbers))]
    kept = [hit for key, hit in found.items() if key not in sides or not {"fiscal", "carryover", "central"} & set(found)]
    return sorted(kept, key=lambda hit: (hit.key != "total", hit.numbers))


def _runs(dump: Dump, labels: Sequence[Hit], start: int, end: int) -> list[_Run]:
    flows = dump.flow_of()
    inside = {number for hit in labels for number in hit.numbers}
    runs: list[list[int]] = []
    befores: list[int] = []
    last = -1
    for number in range(start, min(end, len(dump.strips))):
        if dump.taken[number] or number in inside or not is_value(dump.strips[number]):
            continue
        if runs and last == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
            befores.append(number - 1)
        last = number
    return [
        _Run(tuple(run), tuple(sorted((hit for hit in labels if before in inside and flows[hit.numbers[-1]] == flows[before]), key=_first)))
        for run, before in zip(runs, befores, strict=True)
    ]


def _first(hit: Hit) -> int:
    return hit.numbers[0]


def _orders(dump: Dump, columns: Mapping[str, Hit], *, headed: bool) -> Iterator[tuple[str, ...]]:
    """The columns as printed; with the amounts in their usual order; with rate, weight and score in any other; amounts in any other where no headings
    stand before the values."""
    kinds = dump.definition.tables[NAME].numbers
    printed = tuple(sorted(columns, key=lambda key: columns[key].numbers))
    amounts = [key for key in dump.definition.tables[NAME].columns if key in columns and kinds.get(key) == "amount"]
    others = [key for key in printed if kinds.get(key) in ("percent", "points")]
    usual = iter(amounts)
    seen = dict.fromkeys([printed, tuple(next(usual) if key in amounts else key for key in printed)])
    for first in (amounts,) if headed else permutations(amounts):
        for order in permutations(others):
            seen[(*first, *order)] = None
    yield from seen


def _ways(dump: Dump, labels: Sequence[Hit], runs: Sequence[_Run], order: tuple[str, ...]) -> Iterator[_Way]:
    cuts: list[list[tuple[Group, Hit | None]]] = [[]]
    for run in runs:
        ways = (zip_longest(groups, each[: len(groups)]) for groups in _cut(dump, run.values, order) for each in _given(run.labels, len(groups)))
        parts = [list(way) for way in islice(ways, MOST_WAYS)]
        cuts = [[*cut, *part] for cut in cuts for part in parts][:MOST_WAYS]
    for cut in cuts:
        rows = assigned(dump, labels, cut)
        if rows:
            used = {number for _, group in rows for number in group.values()}
            yield _Way(rows, order, *confirmed(dump, rows, [group for group, _ in cut if used.isdisjoint(group.values())]))


def _given(labels: tuple[Hit, ...], groups: int) -> Iterable[tuple[Hit, ...]]:
    """The labels that so many groups behind them may belong to: each its own, one the last of them, several none."""
    if len(labels) < 2:
        return (labels,)
    return (labels, labels[-1:], ()) if groups == 1 else (labels, (), labels[-1:])


def _cut(dump: Dump, values: Sequence[int], order: tuple[str, ...]) -> Iterator[tuple[Group, ...]]:
    """The ways to cut values into groups: whole rows, amounts with or without the rate, or what stands beside the amounts of the total."""
    kinds = dump.definition.tables[NAME].numbers
    amounts = tuple(key for key in order if kinds.get(key) == "amount")
    beside = tuple(key for key in order if kinds.get(key) != "amount")
    patterns = dict.fromkeys([order, tuple(key for key in order if kinds.get(key) != "points"), amounts, beside])
    steps: list[list[Group]] = [[] for _ in values]  # the groups that may begin with each value, where the values behind them can be cut, too
    for place in range(len(values) - 1, -1, -1):
        for pattern in patterns:
            end, part = place + len(pattern), values[place : place + len(pattern)]
            if pattern != order and all(dump.strips[number].kind is Kind.DASH for number in part):
                continue  # dashes are a whole row, or belong to one
            cut = end == len(values) or (end < len(values) and bool(steps[end]))
            if pattern and cut and all(_fits(dump, kinds.get(key, ""), number) for key, number in zip(pattern, part, strict=True)):
                steps[place].append(dict(zip(pattern, part, strict=True)))
    yield from _followed(steps, 0)


def _followed(steps: Sequence[Sequence[Group]], place: int) -> Iterator[tuple[Group, ...]]:
    """The ways from this value to the last."""
    if place == len(steps):
        yield ()
        return
    for group in steps[place]:
        for rest in _followed(steps, place + len(group)):
            yield (group, *rest)


def _fits(dump: Dump, kind: str, number: int) -> bool:
    strip = dump.strips[number]
    if strip.kind is Kind.DASH or not strip.text[0].isdigit():
        return True
    percent = strip.text.endswith("%")
    if kind == "points":
        return strip.kind is Kind.NUMBER
    return not percent if kind == "amount" else percent or strip.kind is Kind.NUMBER or number_at(dump, number) is not None
