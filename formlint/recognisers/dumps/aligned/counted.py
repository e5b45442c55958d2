"""What stands as the weight or the score of a row of an aligned dump is one number, or nothing is known of it.

A drift of a few characters puts the beginning of a reason, a second number, or the 分 of the next cell there. What has but one place to go goes
there; a cell that does not come down to one number is absent.
"""

from collections.abc import Mapping, Sequence

from formlint.recognisers.dumps.dump import Dump
from formlint.recognisers.dumps.strips import Kind

POINTS = ("weight", "score")
WORDY = ("target", "actual", "reason")  # beside them
Cells = Mapping[str, tuple[int, ...]]


def counted(dump: Dump, row: Cells, columns: Sequence[str]) -> dict[str, tuple[int, ...]]:
    """The row with a number each for its weight and its score, `columns` from left to right."""
    found = dict(row)
    for place, column in enumerate(columns):
        cell = found.get(column, ())
        if column not in POINTS or (len(cell) == 1 and dump.strips[cell[0]].kind in (Kind.NUMBER, Kind.DASH)):
            continue
        numbers = [each for each in cell if dump.strips[each].kind is Kind.NUMBER]
        words = tuple(each for each in cell if each not in numbers and dump.strips[each].text != "分")
        found.pop(column, None)
        if len(numbers) == 2 and not words and (other := _partner(dump, found, columns[max(place - 1, 0) : place + 2], column)):
            found |= dict(zip(sorted((column, other), key=columns.index), ((each,) for each in numbers), strict=True))
        elif len(numbers) == 1:
            found[column] = _with_unit(dump, cell, numbers[0])
            if words and [*columns[place + 1 : place + 2]] == ["reason"]:
                found["reason"] = tuple(sorted((*found.get("reason", ()), *words)))
    return _regained(dump, found, columns)


def _regained(dump: Dump, row: dict[str, tuple[int, ...]], columns: Sequence[str]) -> dict[str, tuple[int, ...]]:
    """The row with the weight or the score it lacks, where a cell beside has a number too many on the line of the other, right at the border."""
    lost = [column for column in POINTS if column in columns and column not in row]
    known = next((row[column][0] for column in POINTS if column in row), -1)
    if len(lost) != 1 or known < 0 or not _number(dump, known):
        return row
    bordered = ("", *columns, "")
    place = bordered.index(lost[0])
    for end, near in ((-1, bordered[place - 1]), (0, bordered[place + 1])):
        cell = row.get(near, ()) if near in WORDY else ()
        number = _bordering(dump, cell, dump.strips[known].line, end) if len(cell) > 1 else -1
        weight, score = (number, known) if lost == ["weight"] else (known, number)
        if number < 0 or _points(dump, score) > _points(dump, weight):
            continue
        row[lost[0]] = (number, *[each for each in cell if dump.strips[each].text == "分"][:1])
        row[near] = tuple(each for each in cell if each not in row[lost[0]])
        if not row[near]:
            del row[near]
        break
    return row


def _bordering(dump: Dump, cell: Sequence[int], line: int, end: int) -> int:
    """The one number that stands first (0) or last (-1) of the cell in the line or in one next to it; -1 when there is none such."""
    lines = [strips for strips in dump.by_line(cell) if abs(dump.strips[strips[0]].line - line) <= 1]
    numbers = [strips[end] for strips in lines if _number(dump, strips[end])]
    return numbers[0] if len(numbers) == 1 else -1


def _points(dump: Dump, number: int) -> float:
    return float(dump.strips[number].text.rstrip("分"))


def _partner(dump: Dump, row: Cells, near: Sequence[str], column: str) -> str:
    """The other of weight and score beside the column, where the row has nothing there."""
    return next((key for key in near if key in POINTS and key != column and not any(_number(dump, each) for each in row.get(key, ()))), "")


def _number(dump: Dump, number: int) -> bool:
    return dump.strips[number].kind is Kind.NUMBER


def _with_unit(dump: Dump, cell: Sequence[int], number: int) -> tuple[int, ...]:
    """The number, and the 分 behind it where that stands by itself."""
    unit = [each for each in cell if dump.strips[each].text == "分" and each > number]
    return (number, *unit[:1]) if not dump.strips[number].text.endswith("分") else (number,)
