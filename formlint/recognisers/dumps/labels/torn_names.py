"""Names of departments and units in the head of a form that a narrow cell broke: a part above the line of their label, one below it."""

import re
from collections.abc import Set
from functools import cache

from formlint.definitions import Definition
from formlint.recognisers.dumps.dump import Dump, Hit
from formlint.recognisers.dumps.strips import Kind
from formlint.recognisers.headings import plain

NAMED = ("unit", "dept")
SHORTEST = 3  # characters of a name that does not stand beside its label, as 水利局; 残联 and 团委 do
_ENDED = re.compile(
    r"(?:[局厅委部办处站所院校会馆队园室科署场社台厂团镇乡村库]|中心|公司|政府|集团|街道|银行|大学|中学|小学)(?:本级|机关)?(?:[(（].*[)）])?$"
)


def whole_name(dump: Dump, hit: Hit, value: list[int], labels: Set[int]) -> list[int]:
    """The strips of a name, with the part of it in another line; nothing where what seems to be one is the beginning of a heading."""
    if hit.key not in NAMED:
        return value
    line = dump.strips[hit.numbers[-1]].line
    beside = bool(value) and dump.strips[value[0]].line == line
    if dump.aligned:
        torn = _around(dump, hit, line, labels)
        if not beside:
            value = torn or _right(dump, hit, value)
        elif torn and _one_cell(dump, torn[0], value, torn[1]):
            value = [torn[0], *value, torn[1]]
    elif value:
        value += _rest(dump, value, labels)
    text = dump.text(value)
    return [] if (len(text) < SHORTEST and not beside) or text in _headed(dump.definition) else value


def _around(dump: Dump, hit: Hit, line: int, labels: Set[int]) -> list[int]:
    """What stands above and below the line of the label, to the right of it and over one another."""
    above, below = (_first_right(dump, hit, each, labels) for each in (line - 1, line + 1))
    if above is None or below is None:
        return []
    return [above, below] if _over(dump, above, below) else []


def _one_cell(dump: Dump, above: int, value: list[int], below: int) -> bool:
    """Three lines of a cell: two are full, and the last is no longer."""
    first, second, last = (dump.strips[number].width for number in (above, value[0], below))
    return len(value) == 1 and abs(first - second) <= 1 and last <= max(first, second) and _over(dump, above, value[0])


def _over(dump: Dump, above: int, below: int) -> bool:
    """One of them stands over the other."""
    (start, end), (first, last) = dump.seen((above,)), dump.seen((below,))
    return start < last and first < end


def _first_right(dump: Dump, hit: Hit, line: int, labels: Set[int]) -> int | None:
    """The first strip of a line to the right of the label, if nobody has it."""
    end = dump.seen(hit.numbers[-1:])[1]
    number = next((each for each in dump.on_line(line) if dump.seen((each,))[0] >= end), None)
    free = number is not None and not dump.taken[number] and number not in labels and dump.strips[number].kind is Kind.WORDS
    return number if free else None


def _right(dump: Dump, hit: Hit, value: list[int]) -> list[int]:
    """The value, if it stands to the right of its label."""
    return value if value and dump.seen(value[:1])[0] >= dump.seen(hit.numbers[-1:])[1] else []


def _rest(dump: Dump, value: list[int], labels: Set[int]) -> list[int]:
    """The next line, where the name has no end without it, and one with it."""
    number = value[-1] + 1
    if number >= len(dump.strips) or dump.taken[number] or number in labels:
        return []
    strip = dump.strips[number]
    alone = strip.gap == 1 and len(dump.on_line(strip.line)) == 1 and strip.width <= sum(dump.strips[each].width for each in value)
    text = dump.text(value)
    ended = not ended_name(text) and ended_name(text + strip.text)
    return [number] if alone and ended and not dump.words.understood(strip.text) else []


def ended_name(text: str) -> bool:
    """It ends as a department or a unit does."""
    return _ENDED.search(text) is not None


@cache
def _headed(definition: Definition) -> frozenset[str]:
    """What headings begin with, and the headings."""
    words = [*definition.sides, *(word for each in definition.fields.values() for word in each)]
    for table in definition.tables.values():
        words += [*table.label, *(word for each in table.columns.values() for word in each)]
    return frozenset(word[:end] for word in map(plain, words) for end in range(2, len(word) + 1))
