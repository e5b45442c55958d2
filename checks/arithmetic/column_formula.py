"""A column follows the formula that its own heading prints.

Headings name columns by a letter or a number, 全年预算数(A) or a row of 1, 2, 3, and say how others follow from them: 执行率(B/A×100%), (C)=A-B, 3=1+2. Every
row is judged where all of the figures are printed. A formula that no row without a nought fulfils is not what the column holds, and accuses nobody, unless two
others of the table hold. Amounts and rates
are measured, so each may be off by half its last digit.

中文：表头自带公式的列（如“执行率（B/A×100%）”“（C）=A-B”“3=1+2”）逐行按该公式核对；公式所涉各格都有数字才核对，没有一行（含零的行不算）相符的公式不采用，除非表中另有两个公式相符。
金额和比率按四舍五入理解，每个数允许末位半个单位的误差。
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from formlint.checks import Bad, Good, Words, check
from formlint.forms import Form, FormTable, Row
from formlint.patterns import late
from formlint.relations import Expression, Outcome, Ref, Relation
from formlint.relations.formulas import Lookup, relation
from formlint.relations.solving import judge
from formlint.verdicts import Verdict, state

TITLE = "# 某县专项资金绩效情况说明\n项目支出由财政资金安排，部门按年度分配。\n\n"
HEAD = TITLE + "| 资金 | 预算数（A） | 到位资金（B） | 到位率（B/A×100%） |\n|---|---|---|---|\n"
NUMBERED = TITLE + "| 单位 | 预算数 | 追加数 | 调整后预算 |\n|---|---|---|---|\n| 栏次 | 1 | 2 | 3=1+2 |\n"
STEPS = (
    "绩效自评表\n\n| 上年结转（1） | 本年下达（2） | 可用资金（3）=（1）+（2） | 实际支出（4） | 年末结余（5）=（3）-（4） | 执行率（6）=（4）/（3） |\n"
    "|---|---|---|---|---|---|\n| 12.5 | 187.5 | 200 | 184 | {} | {} |\n\n"
    "| 指标名称 | 目标值 | 完成值 | 分值 | 得分 |\n|---|---|---|---|---|\n| 清运量 | ≥3800吨 | 4000吨 | 100 | 100 |"
)
REPORT = "cn-performance-report"
OTHERS = 2  # formulas that hold show that what the headings say is meant
_BRACKETS = late(r"[(（]([^()（）]*+(?:[(（][^()（）]*+[)）][^()（）]*+)?)[)）](\s*[=＝]\s*[A-Z\d+\-*/×÷]+)?")
_OPERAND = late(r"[(（]\s*([A-Z]|\d{1,2})\s*[)）]")  # (3)=(1)+(2)
_NAME = late(r"[A-Z]|\d{1,2}")
_FORMULA = late(r"[A-Z\d]+(?:[-+*/][A-Z\d]+)+")
_FULL_WIDTH = str.maketrans("（）＝＋－×÷＊／", "()=+-*/*/")


@check(
    Good(STEPS.format("16", "92%")),
    Bad(STEPS.format("26", "92%"), at="26"),
    Good(STEPS.format("26", "82%")),
    Good(HEAD + "| 中央 | 52.8 | 30.8 | 58.33% |\n| 地方 | 10 | 10 | 100% |", REPORT),
    Good(HEAD + "| 中央 | 52.8 | 30.8 | 90% |\n| 地方 | 10 | 10 | 70% |", REPORT),
    Good(HEAD + "| 中央 | 52.8 | 0 | 0% |\n| 地方 | 10 | 5 | 70% |", REPORT),
    Good(NUMBERED + "| 甲局 | 20 | 3.5 | 23.5 |\n| 乙局 | 8 | | 8 |", REPORT),
    Bad(HEAD + "| 中央 | 52.8 | 30.8 | 85.33% |\n| 地方 | 10 | 10 | 100% |", at="85.33%", form=REPORT),
    Bad(NUMBERED + "| 甲局 | 20 | 3.5 | 23.5 |\n| 乙局 | 8 | 2 | 12 |", at="12", form=REPORT),
    title=Words("各列与表头公式相符", "Columns follow the formulas of their headings"),
    says={
        "mismatch": Words(
            "“{row}”的“{column}”填 {actual}，按表头公式 {formula} 应为 {expected}。",
            "{row}, {column}: {actual} is printed, the heading's formula {formula} gives {expected}.",
        )
    },
)
def column_formula(form: Form, *, sheets: str) -> Iterator[Verdict]:
    for name, table in form.tables.items():
        if name.rstrip("0123456789") == sheets:
            yield from _judged(table)


def _judged(table: FormTable) -> Iterator[Verdict]:
    names, formulas = _named(table)
    found = [
        (column, formula, [(each, row) for row in table.rows if (each := _relation(column, formula, names, row))])
        for column, formula in formulas.items()
    ]
    held = sum(map(_holds, [stated for _, _, stated in found]))
    for column, formula, stated in found:
        if _holds(stated) or held >= OTHERS:
            for each, row in stated:
                args = (("row", row.name), ("column", table.heading(column)), ("formula", formula))
                yield state(each, each.figures()[0], "mismatch", args=args)


def _holds(stated: Sequence[tuple[Relation, Row]]) -> bool:
    """In a row without a nought."""
    return any(judge(each) is Outcome.HOLDS and all(figure.value for figure in each.figures()) for each, _ in stated)


def _named(table: FormTable) -> tuple[dict[str, str], dict[str, str]]:
    """The columns by the letter or number they are called by, and the formulas by column."""
    names: dict[str, str] = {}
    formulas: dict[str, str] = {}
    for column, head in table.columns.items():
        left, equals, right = head.replace("＝", "=").partition("=")
        for inner, behind in _BRACKETS.findall(left + equals + _OPERAND.sub(r"\1", right) if left.endswith((")", "）")) else head):
            text = "".join((inner + behind).split()).translate(_FULL_WIDTH)
            name, equals, right = text.partition("=")
            if _NAME.fullmatch(name):
                names.setdefault(name, column)
            right = re.sub(r"\*100%?$", "", right if equals else name).strip("()")
            if _FORMULA.fullmatch(right):
                formulas[column] = right
    known = {column: formula for column, formula in formulas.items() if all(each in names for each in re.findall(r"[A-Z]|\d+", formula))}
    return names, known


def _relation(column: str, formula: str, names: Mapping[str, str], row: Row) -> Relation | None:
    text = f"{column} = " + re.sub(r"[A-Z]|\d+", lambda match: names[match[0]], formula)
    return relation(text, _lookup(row))


def _lookup(row: Row) -> Lookup:
    def figure(name: str) -> Expression | None:
        found = row.figure(name)
        return Ref(found) if found else None

    return figure
