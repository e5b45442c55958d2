"""Which column each value of a row of amounts stands in: in the order of the columns, as the rate proves it, or in the one way that fits."""

from collections.abc import Mapping, Sequence
from itertools import combinations

from formlint.exact import Fraction
from formlint.recognisers.dumps.dump import Dump, Hit

NAME = "funds"
LONGEST = 40  # characters of a number
ROUNDED = Fraction(1, 100)  # per cent: printed with two digits


def proven(dump: Dump, columns: dict[str, Hit], rows: Sequence[list[int]]) -> dict[str, Hit]:
    """The columns in the order that makes the rate: a header of two rows is read row by row, then the usual order of the amounts holds instead."""
    values = next((row for row in rows if len(row) == len(columns)), None)
    if values is None:
        return columns
    if rate_holds(dump, list(columns), values):
        return _pointed(dump, columns, values)
    given = list(columns)
    amounts_of = iter([key for key in dump.definition.tables[NAME].columns if key in columns and amount(dump, key)])
    usual = [next(amounts_of) if amount(dump, key) else key for key in given]
    orders = (usual, _swapped(given), _swapped(usual))
    return {key: columns[key] for key in next((order for order in orders if rate_holds(dump, order, values)), given)}


def _pointed(dump: Dump, columns: dict[str, Hit], values: Sequence[int]) -> dict[str, Hit]:
    """A score above its weight is the weight, where the rate makes the one of the other: 评分 over 标准分值 | 自评分 names neither."""
    texts = {key: dump.strips[number].text.rstrip("%分") for key, number in zip(columns, values, strict=True) if key in ("rate", "weight", "score")}
    try:
        rate, weight, score = (Fraction(texts[key]) for key in ("rate", "weight", "score"))
    except (KeyError, ValueError):
        return columns
    if score <= weight or abs(score * rate / 100 - weight) > ROUNDED:
        return columns
    other = {"weight": "score", "score": "weight"}
    return {key: columns[key] for key in (other.get(each, each) for each in columns)}


def _swapped(order: list[str]) -> list[str]:
    """Rate and weight the other way round: 分值, 执行率 as in the seeds, for 执行率, 分值."""
    other = {"rate": "weight", "weight": "rate"}
    return [other.get(key, key) for key in order] if set(other) <= set(order) else order


def rate_holds(dump: Dump, columns: list[str], values: Sequence[int]) -> bool:
    texts = dict(zip(columns, (dump.strips[number].text.replace(",", "").rstrip("万元%分") for number in values), strict=True))
    try:
        budget, executed, rate = (Fraction(texts[key]) for key in ("budget", "executed", "rate"))
    except (KeyError, ValueError):
        return True  # nothing to prove it by
    return budget != 0 and abs(executed / budget * 100 - rate) < ROUNDED


def assign(dump: Dump, columns: list[str], values: list[int]) -> dict[str, int]:
    """Values to columns in order. With fewer values than columns: the one way that fits what the columns measure, or none."""
    if len(values) == len(columns):
        return dict(zip(columns, values, strict=True))
    ways = _all_ways(dump, columns, values)
    return dict(zip(ways[0], values, strict=True)) if len(ways) == 1 else {}


def agreed(dump: Dump, columns: list[str], values: list[int]) -> dict[str, int]:
    """The numbers of a row whose ways differ only in where its dashes stand: 76 76 - -."""
    ways = _all_ways(dump, columns, values)
    alike = {keys[0]: number for keys, number in zip(zip(*ways, strict=True), values, strict=False) if len(set(keys)) == 1}
    printed = {number for number in values if dump.strips[number].text[0].isdigit()}
    return alike if printed and printed <= set(alike.values()) else {}


def _all_ways(dump: Dump, columns: list[str], values: list[int], *, full: bool = True) -> list[tuple[str, ...]]:
    """The columns that fewer values may stand in; `full`: those with all amounts if there are any."""
    if not values or len(values) >= len(columns):
        return []
    ways = [way for way in combinations(columns, len(values)) if all(_fits(dump, key, number) for key, number in zip(way, values, strict=True))]
    kinds = dump.definition.tables[NAME].numbers
    amounts_of = [key for key in columns if kinds.get(key) == "amount"]
    whole = [way for way in ways if all(key in way for key in amounts_of)]
    return (whole if full else []) or ways


def _fits(dump: Dump, column: str, number: int) -> bool:
    text = dump.strips[number].text
    kind = dump.definition.tables[NAME].numbers.get(column, "")
    if not text[0].isdigit():
        return kind != "amount"
    return ("%" in text) == (kind == "percent") and (kind != "points" or len(text) <= 5)


def amount(dump: Dump, column: str) -> bool:
    return dump.definition.tables[NAME].numbers.get(column) == "amount"


def summed(dump: Dump, columns: list[str], rows: Sequence[Mapping[str, int]], values: list[int]) -> dict[str, int]:
    """The only way of an unassigned row, a part of the first of `rows`, by which all columns of amounts add up; nothing when none or several do."""
    whole, *parts = rows
    amounts_of = [key for key in columns if amount(dump, key) and key in whole]
    printed = [{key: _exact(dump, row[key]) for key in amounts_of if key in row} for row in (whole, *parts)]
    left = {key: printed[0][key] - sum((row.get(key, Fraction(0)) for row in printed[1:]), Fraction(0)) for key in amounts_of}
    found = [
        way
        for way in _all_ways(dump, columns, values, full=False)
        if all(rest == (_exact(dump, values[way.index(key)]) if key in way else 0) for key, rest in left.items())
    ]
    return dict(zip(found[0], values, strict=True)) if amounts_of and len(found) == 1 else {}


def _exact(dump: Dump, number: int) -> Fraction:
    text = dump.strips[number].text.replace(",", "").rstrip("万亿元")
    return Fraction(text) if text.replace(".", "", 1).isdecimal() and len(text) <= LONGEST else Fraction(0)
