"""Where a stream of glued cells is cut into the values of a row of indicators.

Digits say by themselves where they may be cut (no number begins with 0), the columns what each piece may be, and the arithmetic of the form which
cut is meant: no score exceeds its weight, the score is the weight times its coefficient. Of two cuts that are equally good neither is taken.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import islice, pairwise, product
from typing import NamedTuple

from formlint.exact import Fraction
from formlint.figures.wording import any_of, words
from formlint.recognisers.texts.fitting import Columns

Span = tuple[int, int]

PIECES = 4  # numbers at most that were glued into one run: target, actual, weight, score
LONGEST = 44  # digits in one run; three amounts of six digits with a rate have 24
WAYS = 400  # of cutting one row; a usual one has 1 to 20
DEAR = 4.0  # what a row may cost: two of its cells are missing
STRANGE = 0.3  # where the score does not follow from target and actual
UNTOLD = 2.4  # where only the coefficient is printed, not what it is of
CUT = 0.5  # for every cut in a number
SAME = 0.05  # what two ways may differ in, to be equally good
MOST_POINTS = 100
MOST_OF_ROW = 60  # points of one indicator; in the forms we know one in a hundred has more, wrong cuts have them often
SLACK = Fraction(1, 20)  # of a score that follows from a coefficient, which may be rounded

_PIECE = re.compile(r"(?:0|[1-9]\d{0,9}|[1-9]\d{0,2}(?:,\d{3})+)(?:\.\d{1,6})?")
_COMPARED = r"(?:[<>≥≤=＜＞]{1,2}|不低于|不高于|不少于|不超过|不大于|不小于|大于等于|小于等于|大于|小于|至少)?"
_MEASURED = re.compile(rf"({_COMPARED})([\d.,]+)")
_TWICE = re.compile(r"([一-鿿]{2,14}?)(\1)(?=\d)")
_UNIT = re.compile(r"[%‰]|[^\d高好优良是]")  # 次, %: no value by itself
_TOLD = (
    r"(?:已|基本|全部|按时|部分|未)?(?:完成|达成|达到)(?:预期)?(?:指标|目标)?|(?:有所|明显|显著|进一步|不断|逐步|持续|有效|大幅)(?:提高|提升|增强|改善|加强|降低|减少|好转|影响|促进)"
    r"|(?:效果|成效)?(?:明显|显著|良好)|良好|优良|优秀|有效|及时|合格|达标|满意(?!度)|长期|(?<=[%\d])无|"
    + "|".join(rf"{word}(?={word}|达成|达到|已?完成)|(?<={word}){word}" for word in "高好优良是")
)
_DATE = (
    r"20\d\d年(?:\d{1,2}月)?(?:\d{1,2}日)?底?(?:之?前)?(?:完成)?|(?<!\d)(?:1[0-2]|[1-9])月(?:[1-3]?\d日|份?[底末初]?|[上中下]旬)(?:之?前)?(?:完成)?"
)
_KIND = r"定性指标|定量指标|正向指标|反向指标|定性|定量"


class Value(NamedTuple):
    """One value of a chain: its span, and that of its digits, which may be several numbers; none for words."""

    start: int
    end: int
    run: Span | None = None


class Row(NamedTuple):
    """A row: its cells with the columns they belong to, the name first, and what it costs to read it so."""

    cost: float
    cells: tuple[tuple[str, Span], ...]

    @property
    def start(self) -> int:
        """Where the values begin."""
        return self.cells[0][1][1]

    @property
    def end(self) -> int:
        return self.cells[-1][1][1]


@cache
def _value(*, core: bool, alone: bool) -> re.Pattern[str]:
    """One value; `core`: a column says 是 or 否, `alone`: a column holds units."""
    ended = "".join(f"(?!(?<={name})[{behind}])" for name, behind in words()["not_before"].items())  # 10|年度总体目标 is no ten years
    units = any_of(
        words()["counts"], words()["measures"], " ".join(["%", "‰", *(each for rate in words()["rates"].values() for each in rate["also"].split())])
    )
    many = any_of(" ".join(words()["multiples"]))
    unit = rf"(?:(?:{many})?(?:{units}){ended}|{many})(?:/(?:{units}))?(?:以上|以下|以内|及以上|左右)?"
    told = rf"{_DATE}|{_TOLD}|{_KIND}{'|是|否' if core else ''}{f'|{unit}' if alone else ''}"
    return re.compile(rf"(?P<told>{told})|{_COMPARED}(?P<run>\d[\d.,]*\d|\d)(?:{unit})?")


@dataclass(slots=True)
class Purse:
    """How many ways may still be tried in one text; a form of 40 rows takes 500."""

    left: int = 6_000


def row(text: str, begin: int, end: int, columns: Columns, purse: Purse) -> Row | None:
    """The next row whose name begins at `begin`: the name ends where values follow that fill the columns; of several such places the cheapest
    before the values end."""
    pattern = _value(core="core" in columns.keys, alone="unit" in columns.keys)
    best: Row | None = None
    short: Row | None = None
    place, last = begin, end
    while purse.left > 0 and place < end:
        chain = [] if _inside(text, place) else _chain(pattern, text, place, last)
        found = _cut(text, (begin, place), chain, columns, purse) if chain else None
        if found and (best is None or (found.cost < best.cost and found.end == best.end)):
            best = found
        elif best is None and short is None and len(chain) > 2:
            prefixes = (_cut(text, (begin, place), chain[:count], columns, purse) for count in range(len(chain) - 1, 1, -1))
            short = next((each for each in prefixes if each), None)
        found = best or short
        end = found.end if found else end
        place += 1
    return best or short


def _inside(text: str, place: int) -> bool:
    """In the middle of a number."""
    return place > 0 and text[place].isdigit() and (text[place - 1].isdigit() or text[place - 1] == ".")


def _chain(pattern: re.Pattern[str], text: str, start: int, end: int) -> list[Value]:
    """The values that follow each other from `start` on. Words that stand there twice before a number are a target and its actual."""
    found: list[Value] = []
    while start < end:
        twice = _TWICE.match(text, start, end)
        match = pattern.match(text, start, end)
        if twice:
            found += [Value(*twice.span(1)), Value(twice.end(1), twice.end(2))]
        elif match and match.end() > start:
            found.append(Value(*match.span(), match.span("run") if match["run"] else None))
        else:
            break
        start = found[-1].end
    return found


def _cut(text: str, name: Span, chain: Sequence[Value], columns: Columns, purse: Purse) -> Row | None:
    """The cheapest way to cut the chain, when there is only one."""
    early = "weight" in columns.keys and "target" in columns.keys and columns.keys.index("weight") < columns.keys.index("target")
    points = "weight" in columns.keys or "score" in columns.keys
    pieces = [list(_pieces(text, value, early=early, points=points)) for value in chain]
    last = chain[-1]
    if points and last.run:  # 10|单个小区: what looks like the unit of the last number begins the next name
        pieces[-1] += _at(text, last._replace(end=last.run[1]))
    ways = islice(product(*(dict.fromkeys(each) for each in pieces)), WAYS)
    priced: list[tuple[float, tuple[tuple[str, Span], ...]]] = []
    for way in ways:
        if not 2 < 1 + sum(map(len, way)) <= len(columns.keys):
            continue
        purse.left -= 1
        spans = (name, *(span for pieces in way for span in pieces))
        cells = [text[start:stop] for start, stop in spans]
        for each, dear in [(columns, 0.0), *([(columns.without("target", "actual"), UNTOLD)] if "ratio" in columns.keys else [])]:
            fitted, cost = each.fit(cells)
            keys = [each.keys[place] for place in fitted if place is not None]
            found = dict(zip(keys, cells, strict=False))
            if len(keys) == len(cells) and cost <= DEAR and _possible(found, each.keys):
                cost += dear + CUT * (len(spans) - len(way) - 1) + (0 if _follows(found) else STRANGE)
                priced.append((cost, tuple(zip(keys, spans, strict=True))))
    priced.sort()
    if purse.left < 0 or not priced or (len(priced) > 1 and priced[1][0] - priced[0][0] < SAME):
        return None
    return Row(*priced[0])


def _pieces(text: str, value: Value, *, early: bool, points: bool) -> list[tuple[Span, ...]]:
    """The ways to cut one value: only digits are cut. Where points stand before the target, its unit belongs to the last piece (10|95%); else a
    number with a unit is one. Where the form gives no points two numbers were glued only when they cannot be one: 00, 5050."""
    whole = (value.start, value.end)
    if value.run is None:
        return [(whole,)]
    run = text[slice(*value.run)]
    torn = len(run) > 1 and run[0] == "0" and run[1] != "."  # 0100%
    united = value.end > value.run[1] and not (early and value.run[0] == value.start)
    single = not points and run[: len(run) // 2] != run[len(run) // 2 :]
    return [(whole,)] if (united or single) and not torn else _at(text, value)


def _at(text: str, value: Value) -> list[tuple[Span, ...]]:
    """The pieces of a value with digits: what stands before them belongs to the first, what follows to the last."""
    start, stop = value.run or (value.start, value.end)
    inner = [[start + place for place in cut[1:-1]] for cut in cuts(text[start:stop])]
    return [tuple(zip((value.start, *each), (*each, value.end), strict=True)) for each in inner]


@lru_cache(maxsize=4096)
def cuts(run: str, most: int = PIECES) -> tuple[tuple[int, ...], ...]:
    """The edges of every way to cut the digits into numbers: 0, ..., length."""
    found: list[tuple[int, ...]] = [(0, len(run))] if _PIECE.fullmatch(run) else []
    if most > 1 and len(run) < LONGEST:
        for place in range(1, len(run)):
            if _PIECE.fullmatch(run[:place]):
                found += [(0, *(place + edge for edge in rest)) for rest in cuts(run[place:], most - 1)]
    return tuple(found)


def _possible(cells: Mapping[str, str], keys: Sequence[str]) -> bool:
    """Points are where points belong, and as many as they may be."""
    needed = [key for key in ("weight", "score") if key in keys]
    needed += [key for key in ("target", "actual") if key in keys and "ratio" not in cells]
    if not cells.get("name") or any(key not in cells for key in needed):
        return False
    if any(key in cells and _UNIT.fullmatch(cells[key]) for key in ("target", "actual")):
        return False
    weight, score, ratio = (number(cells.get(key, "")) for key in ("weight", "score", "ratio"))
    if (weight or score or 0) > MOST_OF_ROW or (score is not None and weight is not None and score > weight):
        return False
    return ratio is None or weight is None or score is None or abs(weight * ratio - score) <= SLACK


def _follows(cells: Mapping[str, str]) -> bool:
    """The score is that of the actual over the target, at most the weight; also where they are no numbers."""
    target, actual = (_MEASURED.match(cells.get(key, "")) for key in ("target", "actual"))
    weight, score = number(cells.get("weight", "")), number(cells.get("score", ""))
    if not target or not actual or weight is None or score is None:
        return True
    wanted, reached = number(target[2]), number(actual[2])
    if not wanted or not reached:
        return True
    ratio = wanted / reached if target[1] in ("<", "≤", "<=", "不超过", "不高于", "不大于", "小于") else reached / wanted
    return abs(min(weight, weight * ratio) - score) * 2 <= 1


def number(text: str) -> Fraction | None:
    """The number, a percentage as a fraction of 1; none where the text is none."""
    bare = text.replace(",", "")
    match = re.fullmatch(r"(\d+(?:\.\d+)?)(%?)", bare)
    return Fraction(match[1]) / (100 if match[2] else 1) if match else None


def total(text: str, keys: Sequence[str]) -> dict[int, Span]:
    """Of the digits behind 总分: the columns of points, by place, and their spans."""
    places = [place for place, key in enumerate(keys) if key in ("weight", "score")]
    ways = [cut for cut in cuts(text) if len(cut) - 1 == len(places)] or [cut for cut in cuts(text) if len(cut) == 2]
    told = [[number(text[start:stop]) or Fraction(0) for start, stop in pairwise(cut)] for cut in ways]
    good = [cut for cut, values in zip(ways, told, strict=True) if max(values) <= MOST_POINTS and values[-1] <= values[0]]
    if len(good) != 1:
        return {}
    spans = list(pairwise(good[0]))
    return dict(zip(places[-len(spans) :], spans, strict=True))
