"""Goal and actual of a dump: line by line side by side, one behind the other, or right behind their labels."""

import pytest

from formlint.definitions import shipped
from formlint.documents import Document
from formlint.forms import Form
from formlint.readers.text import lines
from formlint.recognisers import linear
from formlint.recognisers.dumps.narratives.abreast import told

FUNDS = ["年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分", "年度资金总额", "100.00", "80.00", "60.00", "10", "75%", "7.5"]
LISTED = ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "河道清淤", "≥16公里", "17公里", "60", "60"]
LISTED += ["村民满意度", "≥90%", "95%", "30", "30", "总分", "100", "97.5"]
GOAL = ["完成全县十六公里河道的清淤和岸坡整治任务，沿线", "八个村的饮用水水源得到有效保护；"]
ACTUAL = [
    "全年共完成清淤十七公里，累计整治岸坡六处，沿线",
    "九个村的饮用水水源已得到有效保护，比上年增加了两",
    "个村，群众对水环境的满意程度进一步提高，未收到有",
    "关投诉。",
]


def _form(text: str) -> Form:
    (form,) = linear.recognise(Document("text", tuple(lines(text)), ruled=False), shipped()[0])
    return form


def _texts(form: Form) -> list[str]:
    return ["".join(form.fields[key].text.split()) if key in form.fields else "" for key in ("narrative.goal", "narrative.actual")]


def _parted(*flows: str) -> list[str]:
    return _texts(_form("\n\n".join(["2022年度项目支出绩效自评表", *FUNDS, *flows, *LISTED])))


def _behind(*texts: str) -> list[str]:
    head = "年初预算数 全年预算数 全年执行数 分值 执行率 得分\n年度资金总额 100.00 80.00 60.00 10 75% 7.5"
    rows = "一级指标 二级指标 三级指标 年度指标值 实际完成值 分值 得分\n河道清淤 ≥16公里 17公里 60 60\n村民满意度 ≥90% 95% 30 30\n总分 100 97.5"
    return _texts(_form("\n".join(["2022年度项目支出绩效自评表", head, *texts, rows])))


WHOLE = ["".join(GOAL), "".join(ACTUAL)]


def test_lines_of_texts_side_by_side_take_turns_from_top_to_bottom() -> None:
    taller = [*ACTUAL[:3], "关投诉，河长制全面落实到人，并通过了上级的验收，", "没有发现问题。"]
    flow = [taller[0], taller[1], GOAL[0], taller[2], GOAL[1], taller[3], taller[4]]
    assert _parted("预期目标", "实际完成情况", "\n".join(flow)) == ["".join(GOAL), "".join(taller)]


def test_lines_of_one_height_share_a_line_and_the_left_one_is_the_goal() -> None:
    flow = [ACTUAL[0], f"年度总体目标 {GOAL[0]} {ACTUAL[1]}", f"{GOAL[1]} {ACTUAL[2]}", ACTUAL[3]]
    assert _parted("预期目标", "实际完成情况", "\n".join(flow)) == WHOLE


def test_empty_lines_above_the_first_word_change_nothing() -> None:
    page = "\n\n".join(["2022年度项目支出绩效自评表", *FUNDS, "预期目标", "".join(GOAL), "实际完成情况", "".join(ACTUAL), *LISTED])
    assert _texts(_form("\n\n" + page)) == _texts(_form(page)) == WHOLE


def test_the_higher_of_two_cells_comes_first_and_its_words_tell_which_it_is() -> None:
    assert _parted("预期目标", "实际完成情况", "\n".join(ACTUAL), "\n".join(GOAL)) == WHOLE


def test_where_no_words_tell_two_texts_apart_nothing_is_invented() -> None:
    taller = ["围绕河道清淤和岸坡整治开展工作，沿线八个村的饮用", "水水源保护工作纳入日常管理，由镇村两级负责落实到", "具体的人员。"]
    lower = ["围绕水源保护开展工作，沿线八个村的河道由镇村两级", "负责管理。"]
    flow = [taller[0], lower[0], taller[1], lower[1], taller[2]]
    assert _parted("预期目标", "实际完成情况", "\n".join(flow)) == ["", ""]


@pytest.mark.parametrize("texts", [("年初设定目标", *GOAL, "全年完成情况", *ACTUAL), ("年初设定目标 全年完成情况", *GOAL, *ACTUAL)])
def test_texts_stand_behind_their_labels(texts: tuple[str, ...]) -> None:
    assert _behind(*texts) == WHOLE


def test_a_short_sentence_behind_its_label_is_the_whole_text() -> None:
    assert _behind("年初设定目标", "清淤河道十六公里；", "全年完成情况", *ACTUAL) == ["清淤河道十六公里；", WHOLE[1]]


def test_two_full_texts_part_where_the_words_say_so() -> None:
    first = ["完成河道清淤任务，确保沿线村庄用水安全达标；"]
    second = ["全年共清淤十七公里，累计整治岸坡六处完成了。", "沿线村庄用水已达标，群众对水环境比较满意了。"]
    assert _behind("年初设定目标 全年完成情况", *first, *second) == ["".join(first), "".join(second)]


@pytest.mark.parametrize(
    ("one", "other", "sign"), [("不少于16公里", "全年共完成17公里", 1), ("累计完成17公里", "确保完成16公里", -1), ("清淤河道", "整治岸坡", 0)]
)
def test_words_tell_a_goal_from_what_was_done(one: str, other: str, sign: int) -> None:
    leaning = told(one, other)
    assert (leaning > 0) - (leaning < 0) == sign
