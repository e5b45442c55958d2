"""A heading is compared by its words alone: no blanks, brackets, marks, colons or widths of signs."""

import pytest

from formlint.recognisers.headings import STARRED, Lexicon, fold, is_amount, is_part, opening, plain, unit_of


@pytest.mark.parametrize(
    ("printed", "folded"),
    [
        ("全年预算数（A）", "全年预算数"),
        ("全年预算数(A)", "全年预算数"),
        ("全年执行数（B)", "全年执行数"),
        ("年度指标值A", "年度指标值"),
        ("执行率（%）", "执行率"),
        ("执行率％", "执行率"),
        ("资 金 来 源", "资金来源"),
        ("年 度\n总 体\n目 标", "年度总体目标"),
        ("  其中：基本支出", "基本支出"),
        ("其中:当年财政 拨款", "当年财政拨款"),
        ("年度资金总额：", "年度资金总额"),
        ("一、产出指标（50分）", "产出指标"),
        ("2.未完成原因分析", "未完成原因分析"),
        ("★补助面积", "补助面积"),
        ("分值 Weight", "分值"),
        ("分值\nMax. Score", "分值"),
        ("资金（万元） Funds (10,000 CNY)", "资金"),
        ("Level 1 一级指标", "一级指标"),
        ("二级指标 L2", "二级指标"),
        ("Target/年度指标值", "年度指标值"),
        ("GDP增长率", "GDP增长率"),
        ("5G基站", "5G基站"),
        ("全年(调整)预算数", "全年预算数"),
        ("部门（单位）名称", "部门名称"),
        ("（2019年度）", "(2019年度)"),
        ("执行数B)", "执行数"),
        ("执行率B/A)", "执行率"),
        ("年度绩效目标80分)", "年度绩效目标"),
        ("", ""),
    ],
)
def test_heading_is_folded(printed: str, folded: str) -> None:
    assert fold(printed) == folded


def test_running_text_is_no_heading() -> None:
    assert fold("完成" * 200) == ""


@pytest.mark.parametrize(
    ("heading", "unit"),
    [
        ("项目资金（万元）", "万元"),
        ("经费情况（单位：元）", "元"),
        ("执行率(%)", "%"),
        ("执行率％", "%"),
        ("预算执行情况（万元）（20分）", "万元"),
        ("全年预算数（A）", ""),
        ("执行率（B/A×100%）", ""),
        ("执行率B/A*100%", ""),
        ("得分(20分*执行率)", ""),
        ("万元以上项目", ""),
    ],
)
def test_unit_is_that_in_brackets(heading: str, unit: str) -> None:
    assert unit_of(heading) == unit


@pytest.mark.parametrize(
    ("word", "text", "fits"),
    [
        ("*执行率", "预算执行率", True),
        ("*执行率", "执行率", True),
        ("*执行率", "执行率得分", False),
        ("年初*预算*", "年初部门预算数", True),
        ("年初*预算*", "调整年初预算", False),
        ("*完成*情况", "完成情况", True),
        ("*情况情况", "情况", False),
        ("*原因*", "扣分的原因说明", True),
    ],
)
def test_star_stands_for_anything(word: str, text: str, fits: bool) -> None:
    assert bool(Lexicon({"key": (word,)}).find(text)) is fits


def test_plain_word_wins_over_a_star() -> None:
    lexicon = Lexicon({"amount": ("*数",), "rate": ("系数",)})
    assert (lexicon.key("系数"), lexicon.key("人数")) == ("rate", "amount")


def test_a_word_with_a_star_ranks_behind_the_last_of_many_plain_ones() -> None:
    lexicon = Lexicon({"actual": ("*完成情况", *(f"第{at}次完成" for at in range(200)))})
    assert lexicon.find("第199次完成") == ("actual", STARRED - 1)
    assert lexicon.find("年度完成情况") == ("actual", STARRED)


def test_nearest_word_is_found_among_the_keys_asked_for() -> None:
    lexicon = Lexicon({"actual": ("完成值",), "ratio": ("完成率",)})
    assert lexicon.near("完成数", ["actual"], 0.6) == "actual"
    assert lexicon.near("完成数", ["ratio"], 0.6) == "ratio"
    assert lexicon.near("备注", ["actual", "ratio"], 0.6) == ""


@pytest.mark.parametrize(("label", "part"), [("其中：桃树", True), ("★其中：养羊", True), ("其中桃树", True), ("桃树", False), ("其他", False)])
def test_among_them_marks_a_part(label: str, part: bool) -> None:
    assert is_part(label) is part


@pytest.mark.parametrize(
    ("text", "after", "amount"),
    [
        *(("1", "、资金来源", False), ("1", "资金来源", True), ("1.资金来源", "", False), ("1.2.资金来源", "", False), ("1.", "资金来源", False)),
        *(("98.2%", "", True), ("100", "、", True), ("5个", "", True), ("12", "", True)),
    ],
)
def test_a_number_is_the_mark_of_a_heading_or_an_amount(text: str, after: str, amount: bool) -> None:
    assert is_amount(text, after) is amount


@pytest.mark.parametrize(
    ("text", "may"),
    [
        ("资金来源", True),
        ("资产", False),
        ("资(万元)金来源", True),
        ("资", True),
        ("资金来源产出指标", False),
        ("资金来源(万元)产出指标", True),
        ("一、资金来源", True),
        ("其", True),
        ("其他", False),
        ("二", True),
        ("二十大召开", False),
        ("(万", True),
        ("(万元)年度", False),
    ],
)
def test_the_chinese_at_its_head_tells_where_a_heading_may_begin(text: str, may: bool) -> None:
    assert Lexicon({"source": ("资金来源",)}).may_begin(text) is may


@pytest.mark.parametrize(
    ("text", "head"),
    [
        *(("资金来源", "资金来源"), ("资", "资"), ("资(万元)", "资"), ("一、资金来源", "资金来源"), ("其中:资金", "资金"), ("1.组织", "组织")),
        *(("3.", ""), ("(1)资金", "资金"), ("(1", ""), ("一级指标", "一级指标"), ("一", ""), ("—", "—"), ("度,发布信息", "度,"), ("资金:", "资金")),
    ],
)
def test_the_opening_of_a_text_stands_behind_its_marks(text: str, head: str) -> None:
    assert opening(text) == head


@pytest.mark.parametrize("text", ["资金来源", "资金来源：", "其中：资金来源", "1.资金来源", "（1）资金来源", "★资金来源", "12、资金来源（万元）"])
def test_every_heading_may_begin_where_it_does(text: str) -> None:
    lexicon = Lexicon({"source": ("资金来源",)})
    assert lexicon.find(text)
    assert opening(plain(text)) in lexicon.starts
    assert all(lexicon.may_begin(plain(text)[:end]) for end in range(1, len(plain(text)) + 1))
    assert not (text[0].isdigit() and is_amount(plain(text), ""))


@pytest.mark.parametrize(("word", "counted"), [("2024年预算数", True), ("预算数", False)])
def test_words_that_begin_with_a_number_are_known_to_do_so(word: str, counted: bool) -> None:
    assert Lexicon({"budget": (word,)}).counted is counted
