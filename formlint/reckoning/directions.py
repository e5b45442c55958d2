"""Whether more or less of a scored row is better, where its operator leaves that open.

The pole tells it (正向, 反向), the name of a rate that everyone wants high (合格率), or its kind: a count among the quantities (数量指标, 8部)
that falls short is no full score, unless it is of what nobody wants (事故). Else it stays open.
"""

import re
from collections.abc import Sequence
from functools import cache

from formlint.figures import Comparator
from formlint.figures.units import RATIO
from formlint.figures.wording import counts
from formlint.patterns import late
from formlint.reckoning.scored import DIRECTIONS, Direction, Scored

ASIDE = late(r"[(（][^()（）]*[)）]|\s")
POLE_COLUMNS = ("op", "op_again")
POLES = {"正向": Direction.MORE, "反向": Direction.LESS, "逆向": Direction.LESS, "负向": Direction.LESS}
QUANTITY = "数量"
FEW = late(
    "事故|投诉|违规|违纪|差错|错误|案件|事件|发生|超标|超支|逾期|信访|上访|诉讼|火灾|伤亡|死亡|减少|压减|控制|下降|降低|限制|不超|公务用车|接待|出国|会议"
)


def ways(row: Scored, wanted: tuple[str, ...]) -> Sequence[Direction]:
    """Those of the operator, else the one that its pole, its name or its kind tells; rates whose name ends in a `wanted` word are to be high."""
    known = DIRECTIONS[row.target.comparator]
    if len(known) == 1:
        return known
    if wanted and row.target.unit in RATIO and _ending(wanted).search(ASIDE.sub("", row.row.label)):
        return (Direction.MORE,)
    if row.target.comparator is not Comparator.NONE:
        return known
    poles = [pole for column in POLE_COLUMNS for pole, way in POLES.items() if row.row.text(column).strip().startswith(pole)]
    if poles:
        return (POLES[poles[0]],)
    short = row.full and row.actual.value < row.target.value and row.target.unit in counts() and row.actual.unit in counts()
    return (Direction.MORE,) if short and QUANTITY in row.row.text("l2") and not FEW.search(row.row.label) else known


@cache
def _ending(words: tuple[str, ...]) -> re.Pattern[str]:
    """A name that ends in one of the words, which nothing turns round: 不合格率."""
    return re.compile(rf"(?<![不未非])(?:{'|'.join(map(re.escape, words))})$")
