"""One sound form in many spellings: headings, names of rows, levels and totals as other places print them. It is read alike, and nothing is found."""

import random
from collections.abc import Mapping
from decimal import Decimal

import pytest

from formlint.checks import SHIPPED, load
from formlint.definitions import shipped
from formlint.lint import Setup, lint_source
from formlint.readers import Source
from formlint.results import DocumentResult

SETUP = Setup(shipped(), load(SHIPPED))
USUAL = {
    "title": "2023年度项目支出绩效自评表",
    "initial": "年初预算数",
    "budget": "全年预算数(A)",
    "executed": "全年执行数(B)",
    "weight": "分值",
    "rate": "执行率(B/A)",
    "score": "得分",
    "total": "年度资金总额:",
    "fiscal": "其中:当年财政拨款",
    "other": "其他资金",
    "l1": "一级指标",
    "l2": "二级指标",
    "name": "三级指标",
    "target": "年度指标值(A)",
    "actual": "实际完成值(B)",
    "iweight": "分值",
    "iscore": "得分",
    "reason": "偏差原因分析及改进措施",
    "closing": "总分",
    "goal": "预期目标",
    "done": "实际完成情况",
    "out": "产出指标(50分)",
    "eff": "效益指标(30分)",
    "sat": "满意度指标(10分)",
    "q": "数量指标",
    "ql": "质量指标",
    "t": "时效指标",
    "c": "成本指标",
    "se": "社会效益指标",
    "su": "可持续影响指标",
    "so": "服务对象满意度指标",
    "project": "项目名称",
    "dept": "主管部门",
    "unit": "实施单位",
    "side": "项目资金(万元)",
}
OTHERS = {
    "title": (
        "2023年度部门整体支出绩效自评表",
        "项目支出绩效自评价表",
        "2023年项目绩效自评情况表",
        "专项资金绩效自评表",
        "项目支出绩效评价表",
        "预算项目绩效自评报告表",
        "绩效目标完成情况自评表",
        "项目支出绩效自我评价表",
        "2023年度项目支出绩效自评打分表",
        "项目支出绩效评价评分表",
    ),
    "initial": (
        "年初预算",
        "年初预算数（万元）",
        "年初预算安排数",
        "年初批复数",
        "年初下达预算数",
        "预算批复数",
        "年初部门预算",
        "年初数",
    ),
    "budget": (
        "预算数",
        "全年预算",
        "调整预算",
        "调整后预算数",
        "调整预算数(A)",
        "全年调整预算数",
        "年度预算数",
        "预算资金",
        "调整后全年预算数",
        "全年预算安排",
        "全年预算金额",
        "预算调整数",
        "调整后预算",
        "全年预算数（万元）",
        "年度预算",
    ),
    "executed": (
        "执行数",
        "全年执行",
        "实际支出数",
        "全年支出数",
        "实际执行数",
        "支出金额",
        "资金支出数",
        "实际使用金额",
        "全年实际支出",
        "决算数",
        "预算执行数",
        "执行金额",
        "已支出金额",
        "全年执行数（万元）",
        "支出数",
        "实际支出金额",
    ),
    "weight": (
        "权重",
        "标准分",
        "满分",
        "分数",
        "标准分值",
        "满分值",
        "分值（10分）",
        "权重分",
        "分值(分)",
    ),
    "rate": (
        "执行率",
        "预算执行率(%)",
        "资金执行率",
        "执行率%",
        "支出率",
        "预算完成率",
        "支出进度",
        "执行率（%）",
        "资金使用率",
        "预算执行进度",
    ),
    "score": (
        "自评得分",
        "评价得分",
        "评分",
        "实得分",
        "得分情况",
        "自评分",
        "实际得分",
        "得分(分)",
    ),
    "total": (
        "资金总额",
        "合计",
        "年度资金合计",
        "总额",
        "资金总额（万元）",
        "年度预算资金总额",
        "项目资金总额",
        "预算资金总额",
        "年度资金总额（万元）",
        "总计",
        "小计",
        "资金合计",
    ),
    "fiscal": (
        "财政拨款",
        "其中：财政拨款",
        "一般公共预算拨款",
        "其中：本年财政拨款",
        "财政资金",
        "其中:一般公共预算",
        "财政拨款资金",
        "中央财政资金",
        "其中：中央补助",
        "上级财政资金",
        "省级财政资金",
        "其中:本级财政拨款",
        "当年财政资金",
        "本年度财政拨款",
    ),
    "other": (
        "其他",
        "上年结转资金",
        "单位资金",
        "自筹资金",
        "其他来源资金",
        "社会资金",
        "上年结转",
        "地方资金",
        "其中:上年结转",
        "事业收入",
        "非财政拨款",
    ),
    "l1": (
        "一级",
        "一级指标名称",
        "指标一级",
        "一级 指标",
    ),
    "l2": (
        "二级",
        "二级指标名称",
        "二级 指标",
        "指标类型",
    ),
    "name": (
        "三级",
        "指标名称",
        "三级指标名称",
        "绩效指标",
        "具体指标",
        "三级指标（指标内容）",
        "指标内容",
        "四级指标",
    ),
    "target": (
        "目标值",
        "指标值",
        "年初目标值",
        "计划值",
        "预期值",
        "年度目标值",
        "绩效目标值",
        "年初设定值",
        "预期指标值",
        "年度计划值",
        "计划完成值",
        "年度绩效目标",
        "指标目标值",
        "标准值",
        "年初设定指标值",
        "全年目标值",
        "目标",
    ),
    "actual": (
        "完成值",
        "实际值",
        "全年完成值",
        "实际完成",
        "完成情况",
        "实际完成情况",
        "全年实际完成值",
        "实际完成指标值",
        "全年实际值(B)",
        "年度完成值",
        "自评完成值",
        "实现值",
        "实际达到值",
        "完成结果",
        "实际情况",
        "实际完成数",
        "指标完成情况",
    ),
    "iweight": (
        "权重",
        "标准分",
        "满分",
        "分数",
        "标准分值",
        "指标分值",
        "权重分值",
        "分值权重",
        "指标权重",
        "分值（90分）",
        "设定分值",
        "赋分",
    ),
    "iscore": (
        "自评得分",
        "评价得分",
        "自评分",
        "评分",
        "实得分",
        "实际得分",
        "得分情况",
        "自评分值",
        "考核得分",
        "自评得分(分)",
        "单位自评得分",
        "打分",
    ),
    "reason": (
        "偏差原因",
        "未完成原因分析",
        "偏差原因分析",
        "原因分析",
        "备注",
        "未完成原因及改进措施",
        "扣分原因",
        "说明",
        "差异原因",
        "偏差情况说明",
        "未达标原因",
        "未完成目标原因分析",
        "偏离原因",
        "扣分原因及整改措施",
        "指标偏差原因",
    ),
    "closing": (
        "合计",
        "总计",
        "综合得分",
        "总得分",
        "总分合计",
        "自评总分",
        "得分合计",
        "总  分",
        "合 计",
        "绩效自评总分",
        "自评得分合计",
        "评价总分",
        "总评分",
    ),
    "goal": (
        "年初设定目标",
        "年初目标",
        "总体目标",
        "预期总目标",
        "绩效目标",
        "年初预期目标",
    ),
    "done": (
        "全年实际完成情况",
        "目标完成情况",
        "完成情况",
        "实际完成目标",
        "全年完成情况",
    ),
    "out": (
        "产出",
        "项目产出(50分)",
        "产出指标（50分）",
        "产出指标 50分",
        "一、产出指标（50分）",
        "产出指标 (50分)",
        "产出指标50分",
    ),
    "eff": (
        "效益",
        "项目效益(30分)",
        "效果指标(30分)",
        "效益指标（30）",
    ),
    "sat": (
        "满意度",
        "满意度指标（10分）",
        "服务对象满意度(10分)",
        "满意度(10分)",
    ),
    "q": (
        "数量",
        "产出数量",
        "数量指标（20分）",
    ),
    "ql": (
        "质量",
        "产出质量",
    ),
    "t": (
        "时效",
        "产出时效",
        "进度指标",
    ),
    "c": (
        "成本",
        "产出成本",
        "经济成本指标",
    ),
    "se": (
        "社会效益",
        "社会效益 指标",
    ),
    "su": (
        "可持续影响",
        "可持续发展影响指标",
    ),
    "so": (
        "服务对象满意度",
        "社会公众或服务对象满意度",
        "满意度指标",
        "服务对象满意度指标等",
    ),
    "project": (
        "项目（资金）名称",
        "项目支出名称",
        "专项名称",
    ),
    "dept": (
        "主管预算部门",
        "主管部门（盖章）",
        "预算部门",
    ),
    "unit": (
        "项目单位",
        "资金使用单位",
        "项目实施单位",
        "预算单位",
    ),
    "side": (
        "资金情况（万元）",
        "项目资金",
        "预算执行情况(10分)",
        "资金投入情况(万元)",
        "预算资金情况（万元）",
        "项目资金情况(万元)",
        "资金使用情况（万元）",
        "预算执行情况（万元）（10分）",
    ),
}
AMOUNTS = (
    ("260.00", "275.50", "262.00", "10", "95.10%", "9.51"),
    ("250.00", "265.50", "252.00", "—", "—", "—"),
    ("10.00", "10.00", "10.00", "—", "—", "—"),
)
ROWS = (
    ("out", "q", "养护面积", "≥46万平方米", "46.8万平方米", "20", "20", ""),
    ("", "ql", "苗木成活率", "≥95%", "96%", "10", "10", ""),
    ("", "t", "养护及时率", "100%", "100%", "10", "10", ""),
    ("", "c", "养护成本", "≤275.5万元", "262万元", "10", "10", ""),
    ("eff", "se", "接待游客", "≥150万人次", "163万人次", "15", "15", ""),
    ("", "su", "养护制度", "健全", "健全", "15", "15", ""),
    ("sat", "so", "游客满意度", "≥90%", "88.2%", "10", "9.8", "停车位不足"),
)
FUNDS = ("initial", "budget", "executed", "weight", "rate", "score")
LISTED = ("target", "actual", "iweight", "iscore", "reason")


def form(words: Mapping[str, str], funds: tuple[int, ...] = (0, 1, 2, 3, 4, 5), listed: tuple[int, ...] = (0, 1, 2, 3, 4)) -> str:
    """The form between bars, its columns in any order."""
    rows = [
        [words["title"]],
        [words["project"], "公园养护", words["dept"], "园林局", words["unit"], "园林站"],
        [words["side"], "", *(words[FUNDS[place]] for place in funds)],
    ]
    rows += [["", words[name], *(row[place] for place in funds)] for name, row in zip(("total", "fiscal", "other"), AMOUNTS, strict=True)]
    rows += [["年度总体目标", words["goal"], words["done"]], ["养护公园46万平方米。", "养护公园46.8万平方米。"]]
    rows.append([words["l1"], words["l2"], words["name"], *(words[LISTED[place]] for place in listed)])
    rows += [[words[row[0]] if row[0] else "", words[row[1]], row[2], *(row[3 + place] for place in listed)] for row in ROWS]
    rows.append([words["closing"], "", "", *(("", "", "100", "99.31", "")[place] for place in listed)])
    return "".join(" | ".join(row) + " |\n" for row in rows)


def checked(text: str) -> DocumentResult:
    return lint_source(Source("form.txt", text.encode()), "form.txt", SETUP)


def read(result: DocumentResult) -> tuple[object, ...]:
    found = result.forms[0].form
    funds, listed = found.table("funds"), found.table("indicators")
    return (
        [[row.text(column) for column in FUNDS] for row in funds.rows],
        [[row.text(column) for column in ("name", "target", "actual", "weight", "score")] for row in listed.rows],
        found.fields["total.score"].text,
    )


EXPECTED = ([list(row) for row in AMOUNTS], [list(row[2:7]) for row in ROWS], "99.31")


@pytest.mark.parametrize(("key", "word"), [(key, word) for key, words in OTHERS.items() for word in words])
def test_another_word_is_read_the_same(key: str, word: str) -> None:
    result = checked(form({**USUAL, key: word}))
    assert read(result) == EXPECTED
    assert [finding.check for finding in result.all_findings] == []


def test_a_form_that_lost_its_title_is_told_by_its_levels() -> None:
    text = form({**USUAL, "target": "预定值", "actual": "达到值", "initial": "预安排"}).partition("\n")[2]
    assert [each.form.definition for each in checked(text).forms] == ["cn-self-evaluation"]


@pytest.mark.parametrize("total", ["小计", "全部资金来源合并"])
def test_the_one_scored_row_of_amounts_is_the_whole(total: str) -> None:
    result = checked(form({**USUAL, "total": total}))
    assert [row.key for row in result.forms[0].form.table("funds").rows] == ["total", "fiscal", "other"]


def test_a_total_left_at_zero_is_told_with_all_digits_of_its_part() -> None:
    left = (
        form(USUAL)
        .replace("260.00 | 275.50 | 262.00 | 10 | 95.10% | 9.51", "0 | 0 | 0 | 10 | 0 | 0")
        .replace("265.50", "265.504")
        .replace("10.00", "0")
    )
    suspects = [finding.suspects for finding in checked(left).all_findings if finding.check == "arithmetic/footing"]
    assert suspects
    assert not any(0 < Decimal(suspect.suggestion) < 3 for each in suspects for suspect in each)


def test_a_blank_total_is_not_filled_from_rows_that_are_not_all() -> None:
    head, _, rest = form(USUAL).partition("项目资金(万元)")
    cut = (head + rest[rest.index("年度总体目标") :]).replace("99.31", "")
    assert [finding.message for finding in checked(cut).all_findings if finding.check == "completeness/required"] == ["field"]


@pytest.mark.parametrize("seed", range(12))
def test_columns_may_stand_in_any_order(seed: int) -> None:
    dice = random.Random(seed)
    funds, listed = dice.sample(range(6), 6), dice.sample(range(5), 5)
    result = checked(form(USUAL, tuple(funds), tuple(listed)))
    assert read(result) == EXPECTED
    assert [finding.check for finding in result.all_findings] == []


GLUED = [
    ("budget", "调整后预算数"),
    ("weight", "权重"),
    ("fiscal", "其中：中央补助"),
    ("name", "指标名称"),
    ("target", "目标值"),
    ("actual", "完成值"),
]
GLUED += [
    ("eff", "效益"),
    ("sat", "满意度(10分)"),
    ("executed", "全年执行数（万元）"),
    ("closing", "综合得分"),
    ("iscore", "自评得分"),
    ("reason", "原因分析"),
]


@pytest.mark.parametrize(("key", "word"), GLUED)
def test_glued_into_one_stream_it_is_read_the_same(key: str, word: str) -> None:
    glued = "".join(part.replace(" ", "") for line in form({**USUAL, key: word}).splitlines() for part in line.split("|"))
    result = checked(glued)
    amounts, rows, total = read(result)
    assert [row[:3] for row in amounts] == [list(row[:3]) for row in AMOUNTS]  # type: ignore[attr-defined]
    assert (rows, total) == EXPECTED[1:]
    assert [finding.check for finding in result.all_findings] == []


def test_one_unit_in_the_headings_is_that_of_all_amounts() -> None:
    words = {**USUAL, "side": "项目资金", "executed": "全年执行数（万元）"}
    table = checked(form(words)).forms[0].form.table("funds")
    assert {row.cells[column].figure.unit for row in table.rows for column in FUNDS[:3] if row.cells[column].figure} == {"万元"}  # type: ignore[union-attr]
