"""What two cells of a row say of each other: target and actual, weight and score, name and target."""

import re
from collections.abc import Mapping
from functools import lru_cache

from formlint.recognisers.dumps.costs import SAME, same_unit
from formlint.recognisers.dumps.parted.flows import alike
from formlint.recognisers.dumps.strips import Kind, Strip

Cells = Mapping[str, int]  # of a row: column and the number of its cell

LIKE = 8  # for target and actual to say nearly the same
UNLIKE = 24  # for them to have two units
OVER = 14  # for a score to be above its weight: less than for two numbers to be printed out of their order, it may be what is wrong in the form
BARE = 48  # for an actual to be as bare a number as its target: ≤15 and 9
KIND = 3  # for target and actual to look the same
EVEN = -4.0  # for a score to be its weight
ALIKE = LIKE + KIND - SAME  # the most that two cells speak for each other that are no bare numbers
MEANT, UNMEANT = -5, 8  # for a name to promise what its target measures, or something else

_PROMISES = (
    ("date", re.compile(r"时间|期限|工期|时限")),
    ("%", re.compile(r"率$|满意度$|比例$|比重$|覆盖面$|率[（(]|满意度[（(]")),
    ("元", re.compile(r"费$|支出$|经费$|成本$|资金$|费用$|造价$|标准$")),
    ("word", re.compile(r"提升|提高|改善|促进|增强|推进|保障|机制|影响|作用|效能|水平|意识|环境$|增收|能力|传承|稳定|便捷")),
)
_MEASURES = (("date", re.compile(r"\d年|月|\d日")), ("%", re.compile(r"[%‰]")), ("元", re.compile(r"元")))


def fit(target: Strip, actual: Strip) -> float:
    """For two cells to be target and actual of one row."""
    if actual.kind is Kind.NUMBER:
        return -BARE if target.asks and target.text[-1].isdigit() and target.kind is Kind.MEASURE else 0
    units = same_unit(target, actual)
    return (UNLIKE if units > 0 else units) - KIND * (target.kind is actual.kind) - LIKE * alike(target.text, actual.text)


def under(weight: Strip, score: Strip) -> float:
    """For two numbers to be weight and score of one row."""
    most, given = (float(strip.text.rstrip("分")) if strip.kind is Kind.NUMBER else 0.0 for strip in (weight, score))
    return OVER if given > most else EVEN if given == most else 0.0


@lru_cache(maxsize=8192)
def meant(name: str, target: str) -> float:
    """For a name and a target to stand in one row: 满意度 is measured in %, 完成时间 by a date."""
    promise = next((kind for kind, words in _PROMISES if words.search(name)), "")
    measure = next((kind for kind, words in _MEASURES if words.search(target)), "number" if any(map(str.isdigit, target)) else "word")
    if not promise:
        return 0.0
    return MEANT if promise == measure else UNMEANT
