"""Aligned dumps of narrow columns: numbers, names and headings torn over lines go back together by the columns they stand in."""

from collections.abc import Sequence

import pytest

from formlint.forms import Form
from tests.recognisers.dumps.test_aligned import HEADINGS, cells, read

LISTED = (
    HEADINGS,
    "产出指标|数量指标|河道清淤|≥16公里|17公里|50|50|—",
    "效益指标|社会效益指标|供水村数|≥8个|9个|30|30|—",
    "满意度指标|服务对象满意度|村民满意度|≥90%|95%|10|10|—",
    "总分|||||100|90",
)
TORN = (
    "|||调整|||执行率|",
    "|资金来源||后预|全年执行数|分值|（%|得分",
    "||年初预算|算数|||）|",
    "||529|||||",
    "|年度资||518.|||78.78|",
    "||.21||408.2838|10||7.88",
    "|金总额||2389|||%|",
    "||40|||||",
    "|其中：||||||",
    "||463|463.|||78.90|",
    "|财政拨|||365.3762|||",
    "||.0877|0877|||%|",
    "|款||||||",
    "|单位资|66.|55.1||||",
    "||||42.9076|||",
    "|金|1263|512||||",
)


def amounts(form: Form, key: str) -> tuple[str, ...]:
    row = form.table("funds").row(key)
    return tuple(map(row.text, ("initial", "budget", "executed"))) if row else ()


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("total", ("529.2140", "518.2389", "408.2838")),
        ("fiscal", ("463.0877", "463.0877", "365.3762")),
        ("own", ("66.1263", "55.1512", "42.9076")),
    ],
)
def test_numbers_and_names_of_the_funds_go_together_by_their_columns(key: str, expected: tuple[str, ...]) -> None:
    assert amounts(read(*TORN, *LISTED), key) == expected


@pytest.mark.parametrize(("heading", "initial"), [("年初预算", "204"), ("甲乙丙丁", "")])
def test_a_heading_with_one_character_a_line_is_read_and_a_strange_one_keeps_its_place(heading: str, initial: str) -> None:
    """Without its name the column has no values, and no other column gets them."""
    rows = [f"||{character}||||" for character in heading[:2]]
    funds = (
        *rows,
        f"|资金来源|{heading[2]}|调整后预算数|全年执行数|执行率|得分",
        f"||{heading[3]}||||",
        "|年度资|204|213|203|95.31%|9.53",
        "|金总额|||||",
        "|其中：财|||||",
        "||165|160|155||",
        "|政拨款|||||",
        "|单位资|39|53|48||",
        "|金|||||",
    )
    form = read(*funds, *LISTED)
    total, part = form.table("funds").row("total"), form.table("funds").row("fiscal")
    assert total and [total.text(key) for key in ("budget", "executed")] == ["213", "203"]
    assert part and [part.text(key) for key in ("budget", "executed")] == ["160", "155"]
    assert (total.text("initial") if "initial" in total.cells else "") == initial


UNSCORED = "一级指标|二级指标|三级指标|年度指标值|实际完成值|备注"
NARROW: Sequence[int] = (2, 12, 22, 34, 46, 58)


def test_rows_without_points_end_where_all_columns_have_an_end() -> None:
    """No empty line parts the first two rows, and no line of the first one prints all columns."""
    form = read(
        UNSCORED,
        "||护林员年|≤7634.4|7634.4万|",
        "||||||无",
        "||补助标准|万元|元|",
        "成本指标|经济成本指标|视频专网|||",
        "||租用费|≤7807.9|7027.11元|",
        "||（含移民||元|",
        "||村）|||",
        "|||||",
        "产出指标|数量指标|选聘护林|||",
        "|||778名|778名|无",
        "||员|||",
        "满意度指标|服务对象满意度|群众满意|||",
        "|||≥80%|92.9%|",
        "||度|||",
        places=NARROW,
    )
    assert next(name for name, *_ in cells(form, "name")) == "护林员年补助标准"
    assert cells(form, "name", "target", "actual")[2:] == [("选聘护林员", "778名", "778名"), ("群众满意度", "≥80%", "92.9%")]


def test_a_name_that_reads_like_a_label_is_a_name() -> None:
    form = read(
        HEADINGS,
        "产出指标|数量指标|河道清淤|≥16公里|17公里|50|50|—",
        "||降低企业办事|||||",
        "效益指标|经济效益指标||有所降低|有所降低|30|30|—",
        "||成本|||||",
        "满意度指标|服务对象满意度指标|服务对象满意度|≥90%|95%|10|10|—",
        "总分|||||100|90",
    )
    assert cells(form, "name") == [("河道清淤",), ("降低企业办事成本",), ("服务对象满意度",)]
    assert [row.text("l2") for row in form.table("indicators").rows] == ["数量指标", "经济效益指标", "服务对象满意度指标"]
