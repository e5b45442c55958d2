"""Aligned dumps (`pdftotext -layout`) whose rows have drifted from their headings, and whose narrow cells broke scores and headings."""

from formlint.definitions import shipped
from formlint.documents import Document
from formlint.forms import Form
from formlint.readers.text import lines
from formlint.recognisers import linear

TOP = """\
                    2022年度项目支出绩效自评表
 资金来源        年初预算数      全年预算数      全年执行数      分值      执行率      得分
 年度资金总额        90.00      100.00       80.00      10     80%      8
 其中：财政拨款       90.00      100.00       80.00      —      —       —
"""
HEAD = """\
   一级指标    二级指标      三级指标        年度指标值      实际完成值     分值   得分    未完成原因分析
"""
END = """\
                      总分                                   100   98
"""


def read(*parts: str) -> Form:
    return linear.recognise(Document("text", tuple(lines("".join(parts))), ruled=False), shipped()[0])[0]


def texts(form: Form, row: int) -> dict[str, str]:
    cells = form.table("indicators").rows[row].cells
    return {key: "".join(cell.text.split()) for key, cell in cells.items()}


def test_rows_far_right_of_their_headings_keep_weight_and_score_apart() -> None:
    rows = """\
   产出指标    数量指标      河道清淤长度              ≥16 公里              17 公里                      30      30       无
   产出指标    质量指标      堤防合格率               ≥95%                96%                      20      18       无
   效益指标    社会效益指标    新增供水村数              ≥8 个                9 个                       30      30       无
   满意度指标   服务对象满意度   沿岸村民满意度             ≥90%                95%                      10      10       无
"""
    form = read(TOP, HEAD, rows, END)
    assert [(row.text("weight"), row.text("score")) for row in form.table("indicators").rows] == [
        ("30", "30"),
        ("20", "18"),
        ("30", "30"),
        ("10", "10"),
    ]


def test_what_follows_a_whole_label_is_the_name() -> None:
    rows = """\
   产出指标    数量指标 河道清淤长度                ≥16 公里      17 公里    30   30    无
           质量指标 合格率                   ≥95%        96%      20   18    无
   效益指标    社会效益指标 新增供水村数              ≥8 个        9 个     30   30    无
   满意度指标   服务对象满意度 沿岸村民满意度            ≥90%        95%     10   10    无
"""
    form = read(TOP, HEAD, rows, END)
    assert texts(form, 1)["name"] == "合格率"
    assert not [passage for passage in form.unread if "合格率" in passage.text]


def test_a_score_that_broke_at_its_point_is_whole() -> None:
    rows = """\
   产出指标    数量指标      河道清淤长度        ≥16 公里      17 公里    30   30    无
                                                               9.
   产出指标    质量指标      堤防合格率         ≥95%        96%      20         无
                                                               5
   效益指标    社会效益指标    新增供水村数        ≥8 个        9 个     30   30    无
   满意度指标   服务对象满意度   沿岸村民满意度       ≥90%        95%     10   10    无
"""
    form = read(TOP, HEAD, rows, END)
    assert texts(form, 1)["score"] == "9.5"
    assert texts(form, 2)["score"] == "30"


def test_scores_of_rows_one_under_the_other_stay_apart() -> None:
    rows = """\
   产出指标    数量指标      河道清淤长度        ≥16 公里      17 公里    30   3     无
   产出指标    质量指标      堤防合格率         ≥95%        96%      20   9     无
   效益指标    社会效益指标    新增供水村数        ≥8 个        9 个     30   5     无
   满意度指标   服务对象满意度   沿岸村民满意度       ≥90%        95%     10   1     无
"""
    assert [row.text("score") for row in read(TOP, HEAD, rows, END).table("indicators").rows] == ["3", "9", "5", "1"]


def test_a_weight_with_one_blank_before_the_next_cell_is_no_count() -> None:
    head = "   一级指标    二级指标      三级指标        分值    年度指标值      实际完成值    得分    未完成原因分析\n"
    rows = """\
   产出指标    数量指标      河道清淤长度        30    ≥16 公里      17 公里     30     无
   产出指标    质量指标      社区为老服务        20 在社区开展助老服务   均已开展     18     无
   效益指标    社会效益指标    新增供水村数        30    ≥8 个        9 个      30     无
   满意度指标   服务对象满意度   沿岸村民满意度       10    ≥90%        95%      10     无
"""
    found = texts(read(TOP, head, rows, END), 1)
    assert (found["weight"], found["target"]) == ("20", "在社区开展助老服务")


def test_amounts_that_drifted_to_the_next_line_belong_to_their_row() -> None:
    top = TOP.replace(
        " 年度资金总额        90.00      100.00       80.00      10     80%      8\n",
        " 年度资金总额        90.00      100.00\n                                   80.00      10     80%      8\n",
    )
    rows = """\
   产出指标    数量指标      河道清淤长度        ≥16 公里      17 公里    50   50    无
   效益指标    社会效益指标    新增供水村数        ≥8 个        9 个     30   30    无
   满意度指标   服务对象满意度   沿岸村民满意度       ≥90%        95%     10   10    无
"""
    total = read(top, HEAD, rows, END).table("funds").rows[0]
    assert [total.text(key) for key in ("initial", "budget", "executed", "rate")] == ["90.00", "100.00", "80.00", "80%"]
