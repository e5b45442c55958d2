"""Where a table gives a rate or a factor of points beside the weight, the score is their product.

`权重 24，得分率 95.83%，得分 23`: weight x rate, rounded as printed, and never more than the weight. Where nearly all rates of a table are score over weight to
their last digit, they were worked out from the scores, and so is every other. A column of how much was completed (完成率) is no factor of points, since a
target passed earns no more than its weight, and is not judged here.

中文：列有“得分率”“得分系数”的，得分＝分值（权重）×得分率，按所填小数位四舍五入，最高为分值；表中绝大多数得分率都等于得分÷分值的，其余各行也按此核对。
“完成率”不是得分率，不在此核对。
"""

from collections.abc import Iterator

from formlint.checks import Bad, Good, Words, check
from formlint.figures import Figure
from formlint.forms import Form, Row
from formlint.patterns import late
from formlint.records import record
from formlint.relations import Least, Operator, Product, Quotient, Ref, Relation, awarded
from formlint.relations.solving import sound
from formlint.verdicts import Verdict, cut_remarked, state

HEAD = "| 一级指标 | 二级指标 | 三级指标 | 指标值 | 完成值 | {} | 分值 | 得分 |\n|---|---|---|---|---|---|---|---|\n"
ROW = HEAD + "| 产出指标 | 数量指标 | 项目管理 | 规范 | 规范 | {} | {} | {} |"
FOUR = ROW.format("得分率", "100%", 10, 10) + (
    "\n| ^ | 质量指标 | 制度健全 | 健全 | 健全 | 83.33% | 6 | 5 |\n| ^ | ^ | 资料完整 | 完整 | 完整 | 93.33% | 15 | 14 |\n"
    "| ^ | 时效指标 | 按期完成 | 按期 | 按期 | {} | 4 | 3 |"
)
FACTORS = ROW.format("得分系数", "1.0", 15, 15) + (
    "\n| ^ | 质量指标 | 制度健全 | 健全 | 健全 | 1.0 | 10 | 10 |\n| ^ | ^ | 资料完整 | 完整 | 基本完整 | {} | 15 | {} |\n"
    "| ^ | 时效指标 | 完成及时率 | 100% | 95% | 0.95 | 10 | 9.5 |\n| 总分 | < | < | < | < | < | 50 | 48 |"
)
BOTH = (
    ROW.replace("| {} | 分值", "| 完成率 | 得分系数 | 分值")
    .replace("---|\n", "---|---|\n")
    .format("96%", "0.9 | 10", "{}")
    .replace("| 10 | {} |", "| 10 | {} |")
)
FACTOR = late("得分(?:率|系数|比例)|计分系数|评分系数")
RATIOS = ("ratio", "ratio_again")
ROWS = 3  # whose rates are score over weight, and as many times as those that are not, show how they were worked out


@record(frozen=True, slots=True)
class Rated:
    """A row with its three numbers."""

    row: Row
    weight: Figure
    share: Figure
    score: Figure

    def quotient(self) -> Relation:
        """The rate as it follows from the points."""
        return Relation(Ref(self.share), Operator.EQUAL, Quotient(awarded(self.score), awarded(self.weight)))

    def product(self) -> Relation:
        """The points as they follow from the rate."""
        most = awarded(self.weight)
        return Relation(Ref(self.score), Operator.EQUAL, Least((most, Product(most, Ref(self.share)))))


@check(
    Good(ROW.format("得分率", "90%", 10, 9)),
    Good(ROW.format("得分率", "95.83%", 24, 23)),
    Good(ROW.format("得分率", "90.61%", 66, "59.80")),
    Good(ROW.format("完成率", "72.74%", 10, 10)),
    Good(ROW.format("得分系数", "", 10, 10)),
    Good(BOTH.format("9")),
    Bad(BOTH.format("7"), at="7"),
    Good(ROW.format("得分率", "104%", 10, 10)),
    Good(FOUR.format("75%")),
    Bad(FOUR.format("95%"), at="95%", message="share"),
    Bad(ROW.format("得分率", "90.61%", 66, "58.90"), at="58.90"),
    Bad(FACTORS.format("0.9", "14.5"), at="14.5", message="mismatch"),
    Bad(ROW.format("得分系数", "80%", 10, 10), at="10"),
    title=Words("得分等于分值乘得分率", "A score is its weight times its score rate"),
    says={
        "mismatch": Words(
            "“{row}”的得分填 {actual}，分值×得分率为 {expected}。", "{row}: the score printed is {actual}, weight times rate gives {expected}."
        ),
        "share": Words(
            "“{row}”的得分率填 {actual}，得分÷分值为 {expected}。", "{row}: the rate printed is {actual}, score over weight is {expected}."
        ),
    },
)
def score_rate(form: Form, *, place: str) -> Iterator[Verdict]:
    table = form.table(place)
    ratio = next((each for each in RATIOS if FACTOR.search("".join(table.columns.get(each, "").split()))), "")
    rows = [each for row in table.rows if (each := _rated(row, ratio))] if ratio else []
    shares = sum(sound(each.quotient()) for each in rows)
    exact = sum(each.weight.value * each.share.value == each.score.value for each in rows)
    factors = exact >= ROWS and exact >= shares  # 15 x 0.9 is 13.5: no rate was rounded, so that scores may follow from them as well
    worked_out = shares >= ROWS * max(1, len(rows) - shares)
    for each in rows:
        args = (("row", each.row.name),)
        product = state(each.product(), each.score, "mismatch", args=args)
        if factors and not sound(each.product()):
            yield product
        else:
            yield cut_remarked(state(each.quotient(), each.share, "share", args=args) if worked_out else product)


def _rated(row: Row, ratio: str) -> Rated | None:
    weight, share, score = row.figure("weight"), row.figure(ratio), row.figure("score")
    return Rated(row, weight, share, score) if weight and weight.value and share and score else None
