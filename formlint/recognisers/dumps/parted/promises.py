"""What a name promises of the values of its row: 完成时间 a date, 合格率 a percentage, 校舍面积 so many square metres.

That is the strongest sign of which name a dump has torn from which values. It is no proof: 知晓率 is told as 不断提高 too.
"""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from formlint.recognisers.dumps.strips import unit

BROKEN = 8.0  # for a row to measure something else than its name promises
TURNED = 4.0  # for less to be wanted of what is good, or more of what is bad
COUNTED = 5.0  # for a name to say in what it is counted (人数), and the row to count something else, or less where it counts just that

_NAMES = (
    ("effect", re.compile(r"^(?:有效|进一步|逐步|显著|持续)?(?:降低|减少|减轻|节约|节省|带动|促进|推动|拉动|增加|提高|提升|扩大|改善|增强|缓解)")),
    ("date", re.compile(r"时间|期限|工期|时限|日期")),
    ("%", re.compile(r"率$|满意度$|比例$|比重$|覆盖面$|密度$|率[（(]|满意度[（(]")),
    ("元", re.compile(r"(?<!消)费$|支出$|经费$|成本$|资金$|费用$|造价$|补助$|补贴$|投资$|产值$")),
    ("count", re.compile(r"[人次户批场项个篇份]数|数量$|面积$|里程$|长度$|人口$|人次$|户次$|批次$")),
    ("word", re.compile(r"提升|提高|改善|促进|增强|推进|保障|机制|影响|作用|效能|水平|意识|环境$|增收|能力|稳定|便捷|差距|秩序|氛围|消费$")),
)
_MEASURES = (("date", re.compile(r"\d年|\d月|\d日|年底|年末")), ("%", re.compile(r"[%‰]")), ("元", re.compile(r"元")))
_COSTS: Mapping[str, Mapping[str, float]] = {  # what is promised, and what is measured
    "date": {"date": -6},
    "%": {"%": -5, "元": BROKEN, "count": BROKEN, "word": 2, "bare": 0, "date": 12},
    "元": {"元": -5, "%": BROKEN, "count": BROKEN, "word": BROKEN, "bare": 0, "date": 12},
    "count": {"count": -4, "%": BROKEN, "元": BROKEN, "word": 6, "bare": 0, "date": 12},
    "word": {"word": -5, "%": 4, "元": 6, "count": 4, "bare": 4, "date": 12},
    "effect": {"word": -5, "%": 0, "元": 0, "count": 2, "bare": 2, "date": 12},
    "": {"%": 3, "元": 3, "word": 1, "date": 10},
}
_UNITS = (
    ("人名", re.compile(r"人数|人口|人员|人次|学生数|教师数|职工数")),
    ("户", re.compile(r"户数|户次")),
    ("亩平公", re.compile(r"面积")),
    ("公千米里", re.compile(r"里程|长度")),
    ("次场期人", re.compile(r"次数|场次|人次")),
    ("批", re.compile(r"批次")),
)
_BAD = re.compile(r"漏损|死亡|病死|投诉|不达标|不合格|事故|故障|违规|违纪|差错|流失|返贫|发病|上访|超标|逾期")
_LESS = re.compile(r"[≤≦<]|小于|不超过|不高于|不大于|以内|以下|少于|低于")
_MORE = re.compile(r"[≥≧>]|大于|不少于|不低于|不小于|以上|至少")


@lru_cache(maxsize=8192)
def kept(name: str, said: tuple[str, ...]) -> float:
    """What it costs for the name to stand in a row whose target and actual, or one of them, say this."""
    promise = next((kind for kind, words in _NAMES if words.search(name)), "")
    measured = [_measure(text) for text in said]
    told = next((each for each in measured if each not in ("bare", "")), measured[0] if measured else "")
    cost = _COSTS[promise].get(told, 12.0 if promise == "date" and told else 0.0)
    if promise == told == "count":
        cost += _counted(name, said)
    return cost + _turned(name, promise, said[0]) if cost < 0 else cost


def _measure(text: str) -> str:
    digits = any(map(str.isdigit, text))
    named = next((kind for kind, words in _MEASURES if words.search(text)), "")
    return named or ("word" if text and not digits else "count" if unit(text) else "bare" if digits else "")


def _turned(name: str, promise: str, target: str) -> float:
    bad = bool(_BAD.search(name))
    if _MORE.search(target):
        return TURNED * bad
    return TURNED * (not bad and promise != "元" and bool(_LESS.search(target)))


def _counted(name: str, said: Sequence[str]) -> float:
    told = [units for units, words in _UNITS if words.search(name)]
    counted = [found for text in said if (found := unit(text))]
    if not counted or not told:
        return 0.0
    return -COUNTED if any(found[0] in units for units in told for found in counted) else COUNTED
