"""A printed number is read exactly as it is printed, and what only looks like one is not read at all."""

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from formlint.documents import Passage, TextSpot
from formlint.exact import Fraction
from formlint.figures import Comparator, Figure, Hedge, Malformed, blank, find, not_applicable, read

NONE, EQUAL, LEAST, MOST, MORE, LESS = Comparator


def figure(text: str, unit: str = "") -> Figure:
    found = read(Passage(text), unit=unit)
    assert isinstance(found, Figure), found
    return found


def texts(running: str) -> list[str]:
    return [found.text for found in find(Passage(running))]


@pytest.mark.parametrize(("text", "plain"), [("5人", True), ("5万元", True), ("≥5人", False), ("=5人", False), ("约5人", False), ("5人以上", False)])
def test_a_number_is_plain_without_an_operator_and_without_a_hedge(text: str, plain: bool) -> None:
    assert figure(text).plain is plain


@pytest.mark.parametrize(
    ("text", "number", "unit", "scale"),
    [
        ("5", "5", "", 1),
        ("450.50", "450.50", "", 1),
        ("0", "0", "", 1),
        (".5", "0.5", "", 1),
        ("-3.2", "-3.2", "", 1),
        ("－3.2", "-3.2", "", 1),
        ("+5", "5", "", 1),
        ("215,457.6", "215457.6", "", 1),
        ("１，２３４", "1234", "", 1),
        ("1,234,567.890000", "1234567.890000", "", 1),
        ("1e5", "1e5", "", 1),
        (" 98.81% ", "98.81", "%", Fraction(1, 100)),
        ("９５．２３％", "95.23", "%", Fraction(1, 100)),
        ("100百分比", "100", "%", Fraction(1, 100)),
        ("百分之九十", "90", "%", Fraction(1, 100)),
        ("百分之95", "95", "%", Fraction(1, 100)),
        ("0.0046‰", "0.0046", "‰", Fraction(1, 1000)),
        ("4.7个百分点", "4.7", "百分点", Fraction(1, 100)),
        ("213.79万元", "213.79", "万元", 10000),
        ("11亿", "11", "亿", 100000000),
        ("52.8万头", "52.8", "万头", 10000),
        ("6万人", "6", "万人", 10000),
        ("3千元", "3", "千元", 1000),
        ("5千米", "5", "千米", 1),
        ("¥100", "100", "元", 1),
        ("285元/人天", "285", "元/人天", 1),
        ("0.064次/10万公顷", "0.064", "次/10万公顷", 1),
        ("25.29㎡", "25.29", "㎡", 1),
        ("30 km", "30", "km", 1),
        ("12.50（万元）", "12.50", "万元", 10000),
        ("3年", "3", "年", 1),
        ("六期", "6", "期", 1),
        ("两个", "2", "个", 1),
        ("二十三人", "23", "人", 1),
        ("133\n人", "133", "人", 1),
    ],
)
def test_a_cell_is_one_number(text: str, number: str, unit: str, scale: Fraction | int) -> None:
    found = figure(text)
    assert (found.number, found.unit, found.scale) == (Decimal(number), unit, scale)
    assert str(found.number) == str(Decimal(number)), "digits after the point are kept"


@pytest.mark.parametrize(
    ("text", "unit", "expected"),
    [
        ("150", "万元", ("万元", 10000)),
        ("150万", "万元", ("万元", 10000)),
        ("150万", "元", ("万元", 10000)),
        ("150万", "人", ("万人", 10000)),
        ("150元", "万元", ("元", 1)),
        ("12分", "分", ("分", 1)),
        ("12", "分", ("分", 1)),
        ("95", "%", ("%", Fraction(1, 100))),
        ("95", "百分比", ("%", Fraction(1, 100))),
        ("95%", "分", ("%", Fraction(1, 100))),
        ("5挂", "挂", ("挂", 1)),
    ],
)
def test_the_unit_of_the_heading_counts_once(text: str, unit: str, expected: tuple[str, Fraction]) -> None:
    found = figure(text, unit)
    assert (found.unit, found.scale) == expected


@pytest.mark.parametrize(
    ("text", "comparator"),
    [
        *[(sign + "5", LEAST) for sign in ("≥", "≧", ">=", "=>", "＞＝", "不低于", "不少于", "大于等于", "至少", "≥ ")],
        *[(sign + "5", MOST) for sign in ("≤", "≦", "<=", "＜＝", "不超过", "不高于", "不大于", "小于等于")],
        *[(sign + "5", EQUAL) for sign in ("=", "═", "＝")],
        *[(sign + "5", MORE) for sign in (">", "＞", "大于", "超过")],
        *[(sign + "5", LESS) for sign in ("<", "＜", "小于", "低于")],
        ("5人以上", LEAST),
        ("97%以上", LEAST),
        ("5个以下", MOST),
        ("4%以内", MOST),
        ("5", NONE),
    ],
)
def test_a_comparator_is_understood_in_every_spelling(text: str, comparator: Comparator) -> None:
    found = figure(text)
    assert found.comparator is comparator
    assert found.text == text


@pytest.mark.parametrize(
    ("text", "hedge", "unit"),
    [
        ("120余篇", Hedge.OVER, "篇"),
        ("200多人次", Hedge.OVER, "人次"),
        ("10余万元", Hedge.OVER, "万元"),
        ("5万余人", Hedge.OVER, "万人"),
        ("近4000名", Hedge.UNDER, "名"),
        ("约200人", Hedge.ABOUT, "人"),
        ("约\n200\n人", Hedge.ABOUT, "人"),
        ("5左右", Hedge.ABOUT, ""),
        ("100个上下", Hedge.ABOUT, "个"),
    ],
)
def test_a_hedge_is_understood(text: str, hedge: Hedge, unit: str) -> None:
    found = figure(text)
    assert (found.hedge, found.unit, found.text) == (hedge, unit, text)


NO_NUMBERS = {
    "nothing": "| |—|-|/",
    "words": "完成|良好|三会一课|三公|一级|五|IO|第三批|第5|59所学校|5年级",
    "dates": "2022年|2022年度|2022年12月底完成|12月|2023年7月12日|2019.1.1|2023-07-03|2018-2022",
    "several numbers": "5 5|100% 100%|4/5|1:2|100-80%|0854-8222035",
    "identifiers": "A4|COVID-19|云财预〔2024〕1号",
    "digits of other scripts, and signs made of digits": "٣|12²|³|①|Ⅳ",
    "accountants' negatives and misprints": "（3.2）|个1次",
}


@pytest.mark.parametrize("text", [text for listed in NO_NUMBERS.values() for text in listed.split("|")])
def test_what_is_no_single_number_is_none(text: str) -> None:
    assert read(Passage(text)) is None


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("98..81%", "two-points"),
        ("1.2.3", "two-points"),
        ("3O5", "letter-for-digit"),
        ("9l", "letter-for-digit"),
        ("1,23.4", "grouping"),
        ("1234,567", "grouping"),
        ("9" * 41, "too-long"),
        ("9" * 5000, "too-long"),
        ("1e31", "exponent"),
        ("1e-9999999999", "exponent"),
        ("--5", "stray-sign"),
        ("90-", "stray-sign"),
        ("98%%", "stray-sign"),
    ],
)
def test_what_looks_like_a_number_and_is_none_says_why(text: str, reason: str) -> None:
    found = read(Passage(text))
    assert isinstance(found, Malformed)
    assert found.reason == reason


@pytest.mark.parametrize(("text", "kept"), [("12%。", "12%"), ("9；", "9"), ("100%①", "100%"), ("100%（含）", "100%")])
def test_marks_after_the_number_are_no_part_of_it(text: str, kept: str) -> None:
    assert figure(text).text == kept


def test_a_figure_stands_where_it_is_printed() -> None:
    found = read(Passage.at(" ≥600人。", TextSpot(3, 1, 7)), id="indicators[5].target", label=("培训人数",))
    assert isinstance(found, Figure)
    assert (found.start, found.end, found.place.spots) == (1, 6, (TextSpot(3, 2, 5),))
    assert (found.id, found.label) == ("indicators[5].target", ("培训人数",))


@pytest.mark.parametrize("text", ["", "  ", "\u3000", "\n\u200b", "\xa0"])
def test_blank_is_what_shows_nothing(text: str) -> None:
    assert blank(text)


@pytest.mark.parametrize("text", ["—", "-", "－", "/", "\\", "／", "--", "——", " — ", "不适用", "N/A"])
def test_a_dash_says_not_applicable(text: str) -> None:
    assert not_applicable(text)
    assert not blank(text)


@pytest.mark.parametrize("text", ["", "0", "-5", "无", "已完成"])
def test_a_word_or_a_number_is_applicable(text: str) -> None:
    assert not not_applicable(text)


@pytest.mark.parametrize(
    ("running", "expected"),
    [
        ("参加培训人数519人，其中党务干部273人。", ["519人", "273人"]),
        ("入党积极分子133\n人，发展对象113人", ["133\n人", "113人"]),
        ("宣传次数≥\n\n4次，参会约\n200人", ["≥\n\n4次", "约\n200人"]),
        ("发布信息525\n期", ["525\n期"]),
        ("培训班6个班次共7期", ["6个班次", "7期"]),
        ("举办培训班六期。推广优良品种五个。", ["六期", "五个"]),
        ("召开三次会议，制定两个方案，满意度百分之九十", ["三次", "两个", "百分之九十"]),
        ("提高到90.9%，同比提高4.7个百分点", ["90.9%", "4.7个百分点"]),
        ("不少于30次；130篇以上；近9000次；120余篇", ["不少于30次", "130篇以上", "近9000次", "120余篇"]),
        ("签约100854人，节约5万元", ["100854人", "5万元"]),
        ("（3）全年预算数2,065.46万元", ["2,065.46万元"]),
        ("本项目得分为98，评为优", ["98"]),
        ("≥1次。          2.星级党支部表彰≥1次", ["≥1次", "≥1次"]),
        ("2.20家单位；3.2023年开展5次；10.完成抽检1814批次", ["20家", "5次", "1814批次"]),
        ("增长率-3.2%", ["-3.2%"]),
        ("对76家单位266个党支部", ["76家", "266个"]),
        ("火灾发生率为0.064次/10万公顷", ["0.064次/10万公顷"]),
        ("等6项措施", ["6项"]),
        ("受益群众２０００人", ["２０００人"]),
    ],
)
def test_quantities_are_found(running: str, expected: list[str]) -> None:
    assert texts(running) == expected


NO_QUANTITIES = {
    "dates": "2022年12月底完成|2023年7月12日|12月召开|2022年度和2021年度|2023年1月至12月31日|2023/8/6|2023-07-03|2018-2022|二○二三年|时间9:30",
    "document numbers and titles": "（云财预〔2024〕147号）|第14号|附件3-1|《关于开展2023年100个项目的通知》|《关于六条措施的意见》",
    "phones and postcodes": "联系电话：8200000|公开监督举报电话0854-8200000，全年|手机13900000000|邮编414000",
    "item marks": "1.组织开展|2、完成|（3）落实|①落实|一、巩固|二是加强|。          2.星级党支",
    "ordinals and ranks": "第5|排名第5|在全省考核中排名第16，|本年度为第二批|第1、2批|前三名|前10名",
    "names": "党的二十大|二\n十大|“七·一”|七一期间|三会一课|两张皮|“双优”|三审三校|六大问题|五个基本|“五个一”工程|四强|一机关一品牌|五星级"
    "|十四五|三公经费|两个维护|一岗双责|三重一大|八项规定|四个意识|适龄妇女两癌筛查|九年义务教育",
    "short quotations": "“十四五”期间|落实“三项制度”|打造“1个平台”",
    "articles": "一批项目落地|形成一个良好氛围|每一项工作|同一个目标",
    "ranges, ratios, fractions": "100-80%|5%-10%|5至10人|4/5|1:2|3+2",
    "identifiers and ages": "A4纸|QQ群|COVID-19|219001-池州市|PM2.5|P1.5LED|年满60周岁|90后",
    "malformed numbers": "98..81%|3O5人|1,23.4元|12²人|٣人|" + "9" * 50 + "人",
    "two rows of a dump": "创建单位3\n\n人员类经费",
}


@pytest.mark.parametrize("running", [running for listed in NO_QUANTITIES.values() for running in listed.split("|")])
def test_what_is_no_quantity_is_not_found(running: str) -> None:
    assert texts(running) == []


def test_a_found_figure_knows_its_id_and_place() -> None:
    first, second = Passage.at("共 519", TextSpot(1, 1, 5)), Passage.at("人，", TextSpot(2, 1, 2))
    (found,) = find(Passage.join([first, second], "\n"), id="narrative.actual")
    assert (found.id, found.text) == ("narrative.actual@2", "519\n人")
    assert found.place.spots == (TextSpot(1, 3, 3), TextSpot(2, 1, 1))


running_text = st.text(
    alphabet=st.sampled_from("0123456789.,，。、%％≥约余近 \n人次个万元年月第共（）“”《》一二十百分之AOl-－/:：其中等"), max_size=60
)


@given(st.one_of(running_text, st.text(max_size=40)))
@example("。1.2家")
@example("-5人")
@example("百分之百")
def test_any_text_is_read_without_failing_and_offsets_point_at_what_is_printed(text: str) -> None:
    passage = Passage(text)
    whole = read(passage, unit="万元")
    for found in [*find(passage), *([whole] if isinstance(whole, Figure) else [])]:
        assert text[found.start : found.end] == found.text
        assert found.text.strip() == found.text
    found_ones = find(passage)
    assert all(a.end <= b.start for a, b in pairwise(found_ones))


@given(st.integers(0, 10**12), st.integers(0, 9), st.sampled_from(["", "%", "万元", "人", "亩"]))
def test_a_number_keeps_as_many_decimals_as_are_printed(digits: int, places: int, unit: str) -> None:
    printed = Decimal(digits).scaleb(-places)
    found = figure(f"{printed:f}{unit}")
    assert (found.number, found.decimals, found.unit) == (printed, places, unit)


@given(running_text)
def test_full_width_signs_change_nothing_but_the_text(text: str) -> None:
    wide = text.translate({code: code + 0xFEE0 for code in range(0x21, 0x7F)})
    narrow_found, wide_found = find(Passage(text)), find(Passage(wide))
    assert [(f.number, f.unit, f.start, f.end) for f in narrow_found] == [(f.number, f.unit, f.start, f.end) for f in wide_found]
    one, other = read(Passage(text)), read(Passage(wide))
    assert type(one) is type(other)
    if isinstance(one, Figure) and isinstance(other, Figure):
        assert (one.number, one.unit, one.comparator, one.hedge) == (other.number, other.unit, other.comparator, other.hedge)


@given(st.integers(1, 99999), st.sampled_from(["人", "家", "次", "%", "万元"]), st.sampled_from(["\n", " ", "\n ", "\u3000"]))
def test_a_line_break_before_the_unit_changes_nothing(count: int, unit: str, gap: str) -> None:
    (found,) = find(Passage(f"参加{gap}培训{count}{gap}{unit}，"))
    assert (found.number, found.unit, found.text) == (Decimal(count), unit, f"{count}{gap}{unit}")


@pytest.mark.parametrize("part", ["1,", "1", "1 ", " ", "百", "一次", "5人，", "《", "“5人", "第", "\n5", "1.", "≥", "共"])
def test_a_huge_text_costs_no_more_than_its_length(part: str) -> None:
    huge = Passage(part * (50_000 // len(part)))  # the cost of a quadratic pattern would be minutes
    read(huge)
    find(huge)


@pytest.mark.parametrize(
    ("text", "comparator"), [("2小时内到场", Comparator.AT_MOST), ("12个内设机构", Comparator.NONE), ("3项内容", Comparator.NONE)]
)
def test_a_bound_ends_where_another_word_begins(text: str, comparator: Comparator) -> None:
    assert [figure.comparator for figure in find(Passage(text))] == [comparator]
