"""Where the digits behind the name of a row of amounts are cut: `194.9194.9100%` is 194.9, 194.9 and 100%.

The rate is executed over budget, the score the weight times the rate, and rows without a rate add up to the first that has one. A row that
none of this confirms is not cut. Of several ways that it confirms the one is taken whose amounts, alone among them, print as many digits each,
at most two, or two that are alike; where no such is alone, it is not cut.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice, product

from formlint.exact import Fraction
from formlint.recognisers.streams.cutting import MOST_POINTS, Span, cuts, number

MOST_WAYS = 20_000  # of cutting the amounts of a row, or of all rows together
FEW = 20  # times the budget may be what was executed; a rate under 5% is more often a wrong cut


def amounts(texts: Sequence[str], keys: Sequence[str], kinds: Mapping[str, str], points: str) -> list[dict[int, Span]]:
    """The columns of every row of amounts, by place, and their spans in the digits behind its name; none for a row that is not cut. A row
    with its rate confirms itself, rows without one by adding up to the first that has one.

    `points` is what the heading of the score promises: 得分(20分*执行率).
    """
    told = [[(place, start, stop) for place, (start, stop) in row.items()] for row in (_alone(text, keys, kinds, points) for text in texts)]
    whole = next((row for row in range(len(texts)) if told[row]), None)
    columns = [place for place, _, _ in told[whole] if kinds.get(keys[place]) == "amount"] if whole is not None else []
    open_rows = [row for row, text in enumerate(texts) if not told[row] and text]
    others = [row for row in range(len(texts)) if told[row] and row != whole]
    if whole is not None and columns and open_rows:
        wanted = [
            _sum_of(texts[whole], told[whole], place) - sum((_sum_of(texts[row], told[row], place) for row in others), Fraction(0))
            for place in columns
        ]
        choices = [[spans for spans in _ways(texts[row], len(columns)) if _even(texts[row], spans)] for row in open_rows]
        ways = [way for way in islice(product(*choices), MOST_WAYS) if _adds_up(texts, open_rows, way, wanted)]
        if len(ways) == 1:
            for row, spans in zip(open_rows, ways[0], strict=True):
                told[row] = [(place, *span) for place, span in zip(columns, spans, strict=True)]
    return [{place: (start, stop) for place, start, stop in row} for row in told]


def _sum_of(text: str, cells: Sequence[tuple[int, int, int]], place: int) -> Fraction:
    return next((number(text[start:stop]) or Fraction(0) for each, start, stop in cells if each == place), Fraction(0))


def _even(text: str, spans: Sequence[Span]) -> bool:
    """Amounts of one row are printed with as many digits after the point."""
    return len({len(text[start:stop].partition(".")[2]) for start, stop in spans}) == 1


def _adds_up(texts: Sequence[str], rows: Sequence[int], way: Sequence[Sequence[Span]], wanted: Sequence[Fraction]) -> bool:
    sums = [
        sum((number(texts[row][slice(*spans[place])]) or Fraction(0) for row, spans in zip(rows, way, strict=True)), Fraction(0))
        for place in range(len(wanted))
    ]
    return sums == list(wanted)


def _alone(text: str, keys: Sequence[str], kinds: Mapping[str, str], points: str) -> dict[int, Span]:
    """The columns of a row that prints its rate, or the same amount in all."""
    every = list(range(len(keys)))
    sets = [every, [place for place in every if keys[place] != "initial"], [place for place in every if kinds.get(keys[place]) == "amount"]]
    sets.append([place for place in every if kinds.get(keys[place]) in ("amount", "percent")])
    sets.append([place for place in every if keys[place] in kinds])  # without a heading that nobody can read
    for places in dict.fromkeys(tuple(each) for each in sets if each):
        found = [spans for spans in _ways(text, len(places)) if _confirmed(text, [keys[place] for place in places], spans, kinds, points)]
        if "%" not in text and len(places) > 2:  # nothing but the arithmetic tells them apart
            found = [
                spans
                for spans in found
                if _even(text, [span for place, span in zip(places, spans, strict=True) if kinds.get(keys[place]) == "amount"])
            ]
        measured = [place for place, key in enumerate(places) if kinds.get(keys[key]) == "amount"]
        even = [spans for spans in found if _even(text, [spans[place] for place in measured])]
        same = [spans for spans in even or found if len({text[slice(*spans[place])] for place in measured}) < len(measured)]
        usual = [spans for spans in even if all(len(text[slice(*spans[place])].partition(".")[2]) < 3 for place in measured)]
        best = next((each for each in (found, even, usual, same) if len(each) == 1), [])
        if best:
            return dict(zip(places, best[0], strict=True))
    return {}


def _ways(text: str, count: int) -> Iterator[tuple[Span, ...]]:
    """The ways to cut digits, of which a % ends one, into so many numbers."""
    runs = list(re.finditer(r"([\d.,]+)(%?)", text))
    if not runs or sum(len(run[0]) for run in runs) != len(text):
        return
    for way in islice(product(*(cuts(run[1], count) for run in runs)), MOST_WAYS):
        spans: list[Span] = []
        for run, cut in zip(runs, way, strict=True):
            edges = [run.start() + place for place in cut]
            spans += list(zip(edges, [*edges[1:-1], run.end()], strict=False))
        if len(spans) == count:
            yield tuple(spans)


def _confirmed(text: str, keys: Sequence[str], spans: Sequence[Span], kinds: Mapping[str, str], points: str) -> bool:
    cells = {key: text[start:stop] for key, (start, stop) in zip(keys, spans, strict=True)}
    if any(("%" in cell) != (kinds.get(key) == "percent") for key, cell in cells.items() if "%" in text or kinds.get(key) != "percent"):
        return False
    values = {key: number(cell) for key, cell in cells.items()}
    if any(value is None for value in values.values()):
        return False
    budget, executed, rate = (values.get(key) for key in ("budget" if "budget" in cells else "initial", "executed", "rate"))
    if rate is None:  # amounts alone: only what is the same twice shows that it was cut rightly
        return len(cells) > 1 and len(set(cells.values())) == 1
    if not budget or executed is None or executed * FEW < budget:
        return False
    rate = rate / 100 if "%" not in cells["rate"] and rate > 2 else rate
    digits = len(cells["rate"].partition(".")[2].rstrip("%"))
    if abs(executed / budget - rate) > Fraction(1, 100 * 10**digits):
        return False
    weight = values.get("weight", Fraction(points) if points else None)
    score = values.get("score")
    return weight is None or score is None or (score <= weight <= MOST_POINTS and weight >= 1 and abs(weight * rate - score) <= 1)
