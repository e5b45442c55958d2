"""Two mentions of one quantity are told from two quantities with similar names."""

import random
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formlint.documents import Passage
from formlint.figures import Figure, read
from formlint.forms import Statement
from formlint.forms.matching import LIKELY, SURE, kernel, measures, same, same_noun, surely_same, turned


def statement(noun: str, text: str) -> Statement:
    found = read(Passage(text))
    assert isinstance(found, Figure)
    return Statement("narrative.actual", noun, found)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("参加培训人数", "培训人数"),
        ("基层党组织", "基层党组织"),
        ("机关党建信息", "机关党建信息发布"),
        ("志愿服务活动", "志愿服务活动开展次数"),
        ("新建改扩建校舍", "新建改扩建校舍面积"),
        ("农产品抽检", "农产品抽检批次"),
        ("预算执行率", "预算执行率"),
        ("受益农户", "受益农户数"),
        ("适龄妇女两癌筛查", "适龄妇女“两癌”筛查"),
        ("党务干部培训", "指标1：党务干部培训（特定项目）"),
    ],
)
def test_one_quantity_under_two_names_is_sure(one: str, other: str) -> None:
    assert same_noun(one, other) >= SURE


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("行政村", "行政村协管员"),
        ("教师培训", "培训教师"),
        ("培育高素质农民", "高素质农民培育人数"),
        ("河道治理", "治理河道长度"),
        ("建成高标准农田", "建设高标准农田面积"),
    ],
)
def test_a_longer_or_turned_name_is_likely_and_not_sure(one: str, other: str) -> None:
    assert LIKELY <= same_noun(one, other) < SURE


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("党务干部", "机关党务干部"),
        ("发展对象", "发展党员指导性计划"),
        ("全年预算数", "全年执行数"),
        ("全年预算数", "年初预算数"),
        ("小学教师", "初中教师"),
        ("党支部", "示范党支部"),
        ("", ""),
        ("人", "人数"),
        ("党务干部", "入党积极分子"),
    ],
)
def test_two_quantities_are_not_taken_for_one(one: str, other: str) -> None:
    assert same_noun(one, other) < LIKELY


@pytest.mark.parametrize("before", ["全年命名示范党支部", "一是命名示范党支部", "示范党支部命名"])
def test_the_words_before_a_number_may_be_the_name_in_other_order(before: str) -> None:
    assert turned("示范党支部命名数量", before)


@pytest.mark.parametrize("before", ["命名党支部", "命名示范党支部书记", "", "示范党支部", "全市命名示范党支部"])
def test_other_words_before_a_number_are_another_name(before: str) -> None:
    assert not turned("示范党支部命名数量", before)


@pytest.mark.parametrize(("one", "other"), [("5人", "5名"), ("2万元", "20000元"), ("5‰", "0.5%"), ("5期", "5期")])
def test_units_of_one_kind_can_be_compared(one: str, other: str) -> None:
    assert same(statement("培训人数", one), statement("培训人数", other)) >= SURE


@pytest.mark.parametrize(("one", "other"), [("5人", "5人次"), ("5次", "5期"), ("5%", "5个百分点"), ("5万元", "5万人")])
def test_units_of_two_kinds_cannot(one: str, other: str) -> None:
    assert same(statement("培训人数", one), statement("培训人数", other)) == 0


@given(st.text(alphabet="培训人数党务干部全年参加", max_size=8), st.text(alphabet="培训人数党务干部全年参加", max_size=8))
def test_likeness_is_between_none_and_all_and_goes_both_ways(one: str, other: str) -> None:
    assert 0 <= same_noun(one, other) <= 1
    assert same_noun(one, other) == same_noun(other, one)


@pytest.mark.parametrize("seed", range(5))
def test_pairs_that_are_surely_one_are_found_as_by_comparing_each_with_each(seed: int) -> None:
    chance = random.Random(seed)
    words = ("培训", "全年", "人数", "参加", "农户", "受益", "数", "的", "“", "（次）", "1.")
    nouns = ["".join(chance.choices(words, k=chance.randint(0, 4))) for _ in range(60)]
    each = [(one, other) for one, other in combinations(range(len(nouns)), 2) if same_noun(nouns[one], nouns[other]) >= SURE]
    found = {tuple(sorted((one, other))) for some, others in surely_same(nouns) for one in some for other in others if one != other}
    assert sorted(found) == each


@pytest.mark.parametrize("noun", ["培训人数", "“培训{}”", "（{}）培训", "{}.培训", "培训人数" * 3])
def test_twice_as_many_nouns_that_are_one_take_twice_the_places(noun: str) -> None:
    once, twice = (sum(len(some) + len(others) for some, others in surely_same([noun.format(at) for at in range(count)])) for count in (100, 200))
    assert twice <= 2 * once


@pytest.mark.parametrize(
    ("one", "other", "alike"), [("5万元", "5元", True), ("5人", "5名", True), ("5%", "5‰", True), ("5人", "5人次", False), ("5家", "5个", False)]
)
def test_numbers_are_compared_that_measure_the_same_kind_of_thing(one: str, other: str, alike: bool) -> None:
    assert (measures(statement("", one).figure) == measures(statement("", other).figure)) is alike


def test_the_ends_of_a_whole_text_are_left_as_they_are() -> None:
    assert kernel("开展" + "的" * 20_000 + "数量") == "开展" + "的" * 20_000 + "数量"
    assert kernel("开展培训的数量") == "培训"
