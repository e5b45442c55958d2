"""Rows of amounts put together from labels and groups of values, and what their numbers say for them.

Parts add up to the total, the rate is what was executed over the budget, the score the weight times the rate. Of several ways to read a table the one
is right of which most of this holds.
"""

import re
from collections.abc import Mapping, Sequence

from formlint.exact import Fraction
from formlint.recognisers.dumps.amounts.amounts import NAME
from formlint.recognisers.dumps.dump import Dump, Hit

LONGEST = 40  # characters of a number; one of 4,300 digits is more than Python reads
ROUNDED = Fraction(1, 2)  # per cent
_NUMBER = re.compile(r"-?\d[\d,]*(?:\.(\d+))?")

Group = Mapping[str, int]  # column and the strip of its value


def assigned(dump: Dump, labels: Sequence[Hit], cut: Sequence[tuple[Group, Hit | None]]) -> tuple[tuple[Hit, Group], ...]:
    """Labels and their groups; nothing when a group has none."""
    kinds = dump.definition.tables[NAME].numbers
    tails = [group for group, _ in cut if not any(kinds.get(key) == "amount" for key in group)]
    whole = [(group, label) for group, label in cut if any(kinds.get(key) == "amount" for key in group)]
    given = {label.key: group for group, label in whole if label}
    if len(given) + sum(label is None for _, label in whole) != len(whole) or len(tails) > 1:
        return ()
    free = [group for group, label in whole if label is None]
    left = [label for label in labels if label.key not in given]
    if len(free) > len(left):
        return ()
    if len(free) < len(left):
        last = max((number for group in free for number in group.values()), default=-1)
        near = [label for label in left if label.numbers[0] < last]
        left = near if len(near) == len(free) else left[:1] if left and left[0].key == "total" and free else []
    given |= {label.key: group for label, group in zip(left, free, strict=False)}
    if tails:
        total = given.get("total", {})
        if set(tails[0]) & set(total):
            return ()
        given["total"] = {**total, **tails[0]}
    return tuple((label, given.get(label.key, {})) for label in labels)


def confirmed(dump: Dump, rows: Sequence[tuple[Hit, Group]], nameless: Sequence[Group] = ()) -> tuple[int, int]:
    """How many sums, rates and scores hold and how many do not. `nameless` are parts of which it is not known whose they are: they add up, too."""
    rows = [*rows, *((Hit(f"part {place}", ()), group) for place, group in enumerate(nameless))]
    table = {label.key: {key: number_at(dump, number) for key, number in group.items()} for label, group in rows}
    total = table.get("total", {})
    found: list[bool] = []
    for column in ("initial", "budget", "executed", "arrived"):
        parts = [value for key, row in table.items() if key != "total" and (value := row.get(column)) is not None]
        whole = total.get(column)
        if whole is not None and parts:
            slack = _slack(dump, [group[column] for _, group in rows if column in group])
            found.append(abs(whole - sum(parts, Fraction(0))) <= slack)
    for row in table.values():
        over, under, rate = row.get("executed"), row.get("budget") or row.get("initial"), row.get("rate")
        if over is not None and under and rate is not None:
            found.append(abs(over / under * 100 - rate) <= ROUNDED)
    rate, weight, score = total.get("rate"), total.get("weight"), total.get("score")
    if rate is not None and weight is not None and score is not None:
        found.append(abs(min(weight, weight * rate / 100) - score) <= Fraction(1, 10))
        over, under = total.get("executed"), total.get("budget") or total.get("initial")
        exact = over is not None and bool(under) and abs(min(weight, weight * over / (under or 1)) - score) <= Fraction(6, 1000)
        found += [True] if exact else []  # tells budget from executed where the rate is rounded to 100%
    return sum(found), len(found) - sum(found)


def _slack(dump: Dump, numbers: Sequence[int]) -> Fraction:
    """What rounding may have done to a sum: a unit of the last digit for every number."""
    digits = [len(match[1] or "") for number in numbers if (match := _NUMBER.match(dump.strips[number].text))]
    return len(numbers) * Fraction(1, 10 ** min(digits, default=0))


def number_at(dump: Dump, number: int) -> Fraction | None:
    """The number that the strip begins with, without what is behind it (万元, %)."""
    text = dump.strips[number].text
    match = _NUMBER.match(text) if len(text) <= LONGEST else None
    return Fraction(match[0].replace(",", "")) if match else None
