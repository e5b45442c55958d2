"""Points that are told outside the table: what a note gives or takes counts, what it only promises does not."""

import pytest

from formlint.definitions import shipped
from formlint.exact import Fraction
from formlint.forms import Form
from formlint.readers.markdown import parse
from formlint.reckoning.summed_points import beside, looks_rounded, on_top, told_points
from formlint.recognisers import recognise

FORM = (
    "项目支出绩效自评表\n\n| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |\n|---|---|---|---|---|---|---|\n"
    "| 产出指标 | 数量指标 | 培训次数 | ≥4次 | 5次 | 50 | 50 |\n| ^ | 质量指标 | 合格率 | ≥95% | 94% | 50 | 48.6 |\n"
    "| 加分项 | < | < | < | < | | 2 |\n"
    "| 总分 | < | < | < | < | 100 | 98.6 |\n\n{}"
)


def form(note: str) -> Form:
    return recognise(parse(FORM.format(note)), shipped())[0]


@pytest.mark.parametrize(
    ("note", "points"),
    [
        ("注：含附加分2分。", ["2"]),
        ("注：因获省级表彰，加分共计3分。", ["3"]),
        ("注：未按时报送，倒扣1分。", ["-1"]),
        ("注：资料报送不及时，扣1分。", ["-1"]),
        ("注：获表彰加1分，推广经验加2分。", ["1", "2", "3"]),
    ],
)
def test_a_note_that_gives_or_takes_points_tells_them_each_and_together(note: str, points: list[str]) -> None:
    assert told_points(form(note)) == tuple(map(Fraction, points))


@pytest.mark.parametrize(
    "note",
    [
        "",
        "注：合格率未达目标，扣1.4分。",  # its row lost them already
        "注：每高1个百分点加0.5分。",
        "注：最高可加5分。",
        "注：获国家级表彰的加5分，获省级表彰的，加2分。",
        "注：本年参加5次，增加2个分点。",
    ],
)
def test_a_rule_and_what_a_row_lost_tell_of_no_points(note: str) -> None:
    assert told_points(form(note)) == ()


def test_a_row_of_additional_points_stands_beside_the_others() -> None:
    assert [beside(row) for row in form("").table("indicators").rows] == [False, False, True]
    assert on_top(form(""), "indicators") == {"indicators[2]"}


def test_only_a_whole_total_looks_rounded() -> None:
    rows = form("").table("indicators").rows
    parts = [figure for row in rows[:2] if (figure := row.figure("score"))]
    totals = [
        figure
        for text in ("99", "98", "98.6")
        if (figure := recognise(parse(FORM.replace("98.6 |", f"{text} |")), shipped())[0].fields["total.score"].figure)
    ]
    assert [looks_rounded(total, parts) for total in totals] == [True, False, False]
