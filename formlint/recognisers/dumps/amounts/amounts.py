"""The table of amounts in a text dump: `年度资金总额： 382.37 455.94 10 98.81% 9`.

The headings give the order of the columns. Values stand behind their label, or all together in the order of the labels. A column that is torn
away stands under its own heading somewhere else, a number for every row. A row with fewer values than columns is read only when one assignment
fits.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from formlint.exact import Fraction
from formlint.recognisers.dumps.amounts.assigned import agreed, amount, assign, proven, rate_holds, summed
from formlint.recognisers.dumps.dump import Dump, Hit
from formlint.recognisers.dumps.strips import Kind, Strip

NAME = "funds"
_PAID = re.compile(r"-?\d[\d,]*\.\d+(?:元|万元|亿元)?|0")
_VALUE = re.compile(r"-?\d[\d,]*(?:\.\d+)?(?:[%‰分元]|万元|亿元)?|[—–\-/－]{1,3}")


@dataclass(slots=True)
class Amounts:
    """Columns in their order with their headings; rows with their labels and values, all as numbers of strips."""

    columns: dict[str, tuple[int, ...]] = field(default_factory=dict)
    rows: list[tuple[Hit, dict[str, int]]] = field(default_factory=list)


def amounts(dump: Dump, header: Mapping[str, Hit], torn: Mapping[str, Hit], end: int) -> Amounts:
    """`header` are the headings that stand together, `torn` those elsewhere; `end` is where what follows the table begins."""
    start = max(max(hit.numbers) for hit in header.values()) + 1 if header else 0
    inline = _inline(dump, start, end)
    longer = [(label, _values(dump, label.numbers[-1] + 1, end, lines=True)) for label, _ in inline]
    wide = sum(key in dump.definition.tables[NAME].numbers for key in {**header, **torn})
    if longer and not dump.aligned and longer[0][0].key == "total" and len(longer[0][1]) == wide > len(inline[0][1]):
        inline = longer  # cells of several lines, with those of one height in one line
    if header and not any(values for _, values in inline):
        before = _inline(dump, 0, min(min(hit.numbers) for hit in header.values()))
        if [label.key for label, values in before if len(values) > 1][:1] == ["total"]:  # a header of two lines was printed late
            inline = [each for each in before if each[1]]
            rest = dump.headings(dump.words.columns[NAME], 0, before[0][0].numbers[0])
            torn = {**{hit.key: hit for hit in rest if hit.key not in header}, **torn}
            dump.take(number for hit in rest for number in hit.numbers)
    labels, rows = _rows(dump, inline, start, end)
    columns = _columns(dump, header, torn, max((len(row) for row in rows), default=0))
    columns = proven(dump, columns, rows)
    table = Amounts({key: hit.numbers for key, hit in columns.items()})
    for label, values in zip(labels, rows, strict=True):
        given = assign(dump, list(columns), values)
        table.rows.append((label, given))
        dump.take((*label.numbers, *given.values()))
    for key, hit in torn.items():
        _column(dump, table, key, hit)
    _block(dump, table)
    for (_, given), values in zip(table.rows, rows, strict=False):
        if not given and not any(dump.taken[number] for number in values):
            given.update(agreed(dump, list(columns), values))
            dump.take(given.values())
    _by_sums(dump, table, list(columns), rows)
    return table


def _by_sums(dump: Dump, table: Amounts, columns: list[str], rows: Sequence[list[int]]) -> None:
    """A row with a blank cell: its values stand where they make the columns add up. Only one such row can be told."""
    open_rows = [place for place, (_, given) in enumerate(table.rows[: len(rows)]) if not given and rows[place]]
    if len(open_rows) != 1 or open_rows == [0] or table.rows[0][0].key != "total" or any(dump.taken[number] for number in rows[open_rows[0]]):
        return
    given = table.rows[open_rows[0]][1]
    given.update(summed(dump, columns, [row for _, row in table.rows], rows[open_rows[0]]))
    dump.take(given.values())


def _inline(dump: Dump, start: int, end: int) -> list[tuple[Hit, list[int]]]:
    """The labels of rows, and the values behind each."""
    labels = dump.headings(dump.words.rows[NAME], start, end)
    return [(label, _values(dump, label.numbers[-1] + 1, end) or _beside(dump, label)) for label in labels]


def sideways(dump: Dump) -> Amounts | None:
    """The table laid on its side: the names of the rows in one line, below it a line for every column: `全年预算数 3578.86 1876.90`."""
    labels = dump.headings(dump.words.rows[NAME])
    runs = [labels[place : place + 3] for place in range(len(labels) - 2)]
    start = next((run[0] for run in runs if run[-1].numbers[0] - run[0].numbers[0] <= 4 and run[0].key == "total"), None)
    if start is None:
        return None
    across = labels[labels.index(start) :]
    across = [label for place, label in enumerate(across) if place == 0 or label.numbers[0] - across[place - 1].numbers[-1] == 1]
    table = Amounts()
    found: list[tuple[Hit, list[int]]] = []
    bare: list[list[int]] = []
    heads = dump.headings(dump.words.columns[NAME], across[-1].numbers[-1] + 1)
    for hit in heads:
        values = _behind(dump, hit.numbers[-1] + 1)
        if values and hit.key not in [each.key for each, _ in found]:
            own, *others = dump.by_line(values) if len(values) > len(across) else [values]
            found.append((hit, own))
            bare += others
    lone = list({hit.key: hit for hit in heads if amount(dump, hit.key) and hit.key not in [each.key for each, _ in found]}.values())
    late = list(zip(lone, bare, strict=False)) if len(lone) == len(bare) else []
    if bare and (not late or not rate_holds(dump, [hit.key for hit, _ in found + late], [values[0] for _, values in found + late])):
        return None
    found += late  # headings of two lines, which were printed behind all lines of one
    if len(found) < 3 or any(len(values) > len(across) for _, values in found):
        return None
    table.columns = {hit.key: hit.numbers for hit, _ in found}
    for place, label in enumerate(across):
        table.rows.append((label, {hit.key: values[place] for hit, values in found if place < len(values) and len(values) in (1, len(across))}))
    dump.take(number for label in across for number in label.numbers)
    dump.take(number for hit, values in found for number in (*hit.numbers, *values))
    return table


def _behind(dump: Dump, start: int) -> list[int]:
    """The values that follow."""
    found: list[int] = []
    for number in range(start, len(dump.strips)):
        if dump.taken[number] or not is_value(dump.strips[number]):
            break
        found.append(number)
    return found


def is_value(strip: Strip) -> bool:
    return bool(_VALUE.fullmatch(strip.text))


def _values(dump: Dump, start: int, end: int, *, lines: bool = False) -> list[int]:
    """The values on the line behind a label; `lines`: and on the lines below."""
    found: list[int] = []
    for number in range(start, min(end, len(dump.strips))):
        if not is_value(dump.strips[number]) or (dump.strips[number].gap and not lines):
            break
        found.append(number)
    return found


def _beside(dump: Dump, label: Hit) -> list[int]:
    """The values on the next line, when a label of two lines stands beside them and they have no other label."""
    line = dump.strips[label.numbers[-1]].line + 1
    numbers = dump.on_line(line) if dump.aligned else []
    return numbers if len(numbers) > 2 and all(is_value(dump.strips[number]) and not dump.taken[number] for number in numbers) else []


def _rows(dump: Dump, inline: Sequence[tuple[Hit, list[int]]], start: int, end: int) -> tuple[list[Hit], list[list[int]]]:
    """Labels and their values: behind them, else all values in order shared out among the labels."""
    alone = bool(inline) and inline[0][0].key == "total" and len(inline[0][1]) > 1 and not any(values for _, values in inline[1:])
    if alone or sum(1 for _, values in inline if len(values) > 1) >= min(2, len(inline)):
        return [label for label, _ in inline], [values for _, values in inline]
    labels = _distinct(dump, [label for label, _ in inline])
    taken = {number for label in labels for number in label.numbers}
    values = [number for number in dump.free(start, end) if number not in taken and is_value(dump.strips[number])]
    groups = _share(dump, values, len(labels))
    for order in (labels, _total_first(labels)):
        if groups and [place for place, group in enumerate(groups) if _scored(dump, group)] == [
            place for place, each in enumerate(order) if each.key == "total"
        ]:
            return order, groups
    return [], []


def _total_first(labels: list[Hit]) -> list[Hit]:
    """Labels that a dump printed late were first on the page: 上年结转, 其他, 资金总额, 财政拨款."""
    place = next((place for place, label in enumerate(labels) if label.key == "total"), 0)
    return labels[place:] + labels[:place]


def _scored(dump: Dump, values: Sequence[int]) -> bool:
    """Values of the total: only there the rate, the weight or the score are numbers where the others have dashes or nothing."""
    last = [dump.strips[number] for number in values[-2:]]
    return len(values) > 2 and all(strip.text[0].isdigit() for strip in last) and any(strip.kind is Kind.NUMBER for strip in last)


def _distinct(dump: Dump, labels: list[Hit]) -> list[Hit]:
    """A side title can read like a row (项目资金): where a row of the same kind follows, or it stands before the total, it is none."""
    total = next((place for place, label in enumerate(labels) if label.key == "total"), 0)
    kept = [label for place, label in enumerate(labels) if place >= total or not dump.words.sides.find(dump.text(label.numbers))]
    return list({label.key: label for label in kept}.values())


def _share(dump: Dump, values: list[int], rows: int) -> list[list[int]]:
    """The values cut into rows: all of one length, or the first longer and the last blank."""
    if not rows or not values:
        return []
    if len(values) % rows == 0:
        size = len(values) // rows
        return [values[place * size : (place + 1) * size] for place in range(rows)]
    for blank in (0, 1):
        others = rows - 1 - blank
        for first in range(3, 9):
            rest = len(values) - first
            if others > 0 and rest > 0 and rest % others == 0 and 2 <= rest // others < first and _alike(dump, values[first:], rest // others):
                size = rest // others
                return [values[:first], *(values[first + place * size : first + (place + 1) * size] for place in range(others)), *([[]] * blank)]
    return []


def _alike(dump: Dump, values: list[int], size: int) -> bool:
    """Every group has its percentages at the same places."""
    marks = [["%" in dump.strips[number].text for number in values[place : place + size]] for place in range(0, len(values), size)]
    return all(mark == marks[0] for mark in marks)


def _columns(dump: Dump, header: Mapping[str, Hit], torn: Mapping[str, Hit], most: int) -> dict[str, Hit]:
    """The columns that the rows print: those of the header, with the torn ones at their usual place when the rows have a value for them."""
    if most <= len(header) or not torn:
        return dict(header)
    order = list(dump.definition.tables[NAME].columns)
    found = dict(header)
    for key, hit in torn.items():
        after = [each for each in found if order.index(each) > order.index(key)]
        names = list(found)
        place = names.index(after[0]) if after else len(names)
        found = {**{each: found[each] for each in names[:place]}, key: hit, **{each: found[each] for each in names[place:]}}
    return found if len(header) < most <= len(found) else dict(header)


def _column(dump: Dump, table: Amounts, key: str, hit: Hit) -> None:
    """A torn column: as many amounts under its heading as there are rows with amounts."""
    if key in table.columns or not table.rows:
        return
    found: list[int] = []
    for number in range(hit.numbers[-1] + 1, len(dump.strips)):
        if dump.taken[number] or not is_value(dump.strips[number]) or "%" in dump.strips[number].text:
            break
        found.append(number)
    rows = [cells for _, cells in table.rows if any(amount(dump, column) for column in cells)]
    if len(found) not in (len(rows), len(table.rows)) or not found:
        return
    table.columns[key] = hit.numbers
    for (_, cells), number in zip(
        [each for each in table.rows if len(found) == len(table.rows) or any(amount(dump, column) for column in each[1])], found, strict=True
    ):
        cells[key] = number
    dump.take(found)


def _block(dump: Dump, table: Amounts) -> None:
    """Torn amounts that stand together elsewhere: a line for every row, in each as many amounts as columns are empty, and the rate holds."""
    missing = [key for key in table.columns if amount(dump, key) and not any(key in cells for _, cells in table.rows)]
    if len(missing) < 2 or not table.rows or table.rows[0][0].key != "total":
        return
    lines = [line for line in dump.by_line(dump.free()) if len(line) == len(dump.on_line(dump.strips[line[0]].line))]
    runs: list[list[list[int]]] = [[]]
    for line in lines:
        fits = len(line) == len(missing) and all(_PAID.fullmatch(dump.strips[number].text) for number in line)
        after = bool(runs[-1]) and dump.strips[line[0]].line > dump.strips[runs[-1][-1][0]].line + 1
        if (after or not fits) and runs[-1]:
            runs.append([])
        runs[-1] += [line] if fits else []
    blocks = [run for run in runs if 1 < len(run) <= len(table.rows) and _proves(dump, table, missing, run)]
    if len(blocks) == 1:
        rows = table.rows if len(blocks[0]) == len(table.rows) else table.rows[:1]  # with one line fewer it is not sure which row is blank
        for (_, cells), line in zip(rows, blocks[0], strict=False):
            cells.update(zip(missing, line, strict=True))
            dump.take(line)


def _proves(dump: Dump, table: Amounts, missing: Sequence[str], lines: Sequence[Sequence[int]]) -> bool:
    """The rate is that of the first line, or there is a line for every row and the first is the sum of the others."""
    values = {**table.rows[0][1], **dict(zip(missing, lines[0], strict=True))}
    rated = "rate" in values and rate_holds(dump, list(values), list(values.values()))
    return rated or (len(lines) == len(table.rows) and _foots(dump, lines))


def _foots(dump: Dump, lines: Sequence[Sequence[int]]) -> bool:
    """The first line is the sum of the others, in every column."""
    table = [[Fraction(dump.strips[number].text.replace(",", "").rstrip("万亿元")) for number in line] for line in lines]
    return len(lines) > 2 and all(first == sum(rest, Fraction(0)) for first, *rest in zip(*table, strict=True))
