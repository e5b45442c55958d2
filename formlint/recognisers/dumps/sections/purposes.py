"""What a label of the second level is for, and whether a row is of that: quantity counts, quality is a rate, time a date, costs are money.

So the outputs are divided (财预〔2020〕10号). It is no proof: 覆盖率 stands under 数量指标, too. But rows come in the order of their labels, so that
it tells where the one ends and the next begins, wherever the dump has put the labels themselves.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

OFTEN, SELDOM = 5, 9  # for a row to stand under a label that is for something else, as some do, or hardly any
_TIMELY = re.compile(r"及时|按时|按期|时间|时限|期限|工期|进度|日期|时长达标")
_SOUND = re.compile(r"合格|达标|准确|完好|优良|质量|验收|规范|密度|成活|正确|真实")
_MONEY = re.compile(r"\d[\d,.]*(?:[万亿千百]?元|[万亿])(?!素)")
_DATE = re.compile(r"\d年|\d月|\d日|年底|月底")
_COUNT = re.compile(r"\d[\d,.]*[^\d%‰,.，。；：\s]")
_LABELS = (
    ("money", re.compile(r"成本")),
    ("time", re.compile(r"时效|进度")),
    ("rate", re.compile(r"质量")),
    ("count", re.compile(r"数量")),
)
_AGAINST = {  # what a row is of, and what that says against labels
    "money": {"time": SELDOM, "rate": SELDOM, "count": OFTEN},
    "date": {"money": SELDOM, "rate": SELDOM, "count": SELDOM},
    "timely": {"money": SELDOM, "rate": OFTEN, "count": SELDOM},
    "sound": {"money": SELDOM, "time": SELDOM, "count": SELDOM},
    "rate": {"money": SELDOM, "time": SELDOM, "count": OFTEN},
    "count": {"money": SELDOM, "time": OFTEN, "rate": SELDOM},
}


def strange(label: str, rows: Sequence[tuple[str, str]]) -> tuple[int, ...]:
    """What it costs for rows, by their names and their targets (with the unit), to stand under the label."""
    purpose = next((key for key, words in _LABELS if words.search(label)), "")
    return tuple(_AGAINST.get(_of(*row), {}).get(purpose, 0) if purpose else 0 for row in rows)


@lru_cache(maxsize=4096)
def _of(name: str, target: str) -> str:
    """What the row is of; empty where neither its name nor its target tells."""
    if _DATE.search(target):
        return "date"
    if _MONEY.search(target):
        return "money"
    if _TIMELY.search(name):
        return "timely"
    if "%" in target or "‰" in target:
        return "sound" if _SOUND.search(name) else "rate"
    return "count" if _COUNT.search(target) else ""
