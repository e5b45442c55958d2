"""formlint explain and formlint list: what there is, from its own words."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from formlint.checks import SHIPPED, load
from formlint.cli.explain import _fitting
from formlint.definitions import shipped
from formlint.reporters import View
from formlint.reporters.manual import page, rule_lines

Run = Callable[..., Any]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", load(SHIPPED))
def test_every_check_can_be_explained_in_both_languages(run: Run, name: str, lang: str) -> None:
    done = run("explain", name, "--lang", lang)
    assert (done.status, done.err) == (0, "")
    assert name in done.out.splitlines()[0]
    assert "| " in done.out


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_rule_can_be_explained_in_both_languages_before_the_page_of_its_check(lang: str) -> None:
    view = View(load(SHIPPED), shipped(), lang)
    for definition, rule in ((each, rule) for each in shipped() for rule in each.rules):
        first, *others = rule_lines(definition, rule, view)
        assert rule.id in first
        assert rule.says[lang] in first
        assert any(rule.check in line for line in others)


def test_a_check_tells_its_manual_its_words_its_rules_and_examples(run: Run) -> None:
    out = run("explain", "arithmetic/footing", "--all").out
    assert "合计等于各分项之和" in out
    assert "各资金列分别核对" in out
    assert "- `mismatch`: “{row}”的“{column}”填 {actual}，各分项相加为 {expected}。" in out
    assert "- `fund-columns-add-up` [错误] 预算绩效自评表：资金总额等于各分项之和" in out
    assert "## 有误的例子\n\n```\n| 资金来源" in out
    assert "`443.88`: “年度资金总额”" in out


def test_two_examples_of_each_kind_are_shown_and_all_on_request(run: Run) -> None:
    few, whole = run("explain", "arithmetic/footing").out, run("explain", "arithmetic/footing", "--all").out
    assert few.count("\n```\n|") == 4
    assert few.endswith(f"\n另有 {whole.count(chr(10) + '```' + chr(10) + '|') - 4} 个例子，加 --all 全部列出。\n")
    assert "--all" not in whole


def test_a_sentence_is_not_broken_where_its_source_is() -> None:
    for check in load(SHIPPED).values():
        for lang, manual in (("zh", check.manual.zh), ("en", check.manual.en)):
            first = page(check, (), View({}, (), lang)).splitlines()[2]
            assert "".join(first.split()) == "".join(manual.split("\n\n")[0].split())


def test_a_page_is_as_wide_as_it_may_be_and_examples_stay() -> None:
    page = "# 标题\n\n全年执行数不应超过全年预算数，也不应超过到位资金。\n\n```\n| 资金来源 | 年初预算数 | 全年预算数 |\n```\n"
    lines = list(_fitting(page, 30))
    assert lines[2:4] == ["全年执行数不应超过全年预算数，", "也不应超过到位资金。"]
    assert "| 资金来源 | 年初预算数 | 全年预算数 |" in lines


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("document/not-recognised", "没有认出任何已知的表格"),
        ("document/too-big", "文件超过 {most} MB"),
        ("suppression/changed", "忽略说明"),
    ],
)
def test_what_formlint_says_by_itself_can_be_explained(run: Run, name: str, told: str) -> None:
    done = run("explain", name)
    assert (done.status, done.err) == (0, "")
    assert done.out.startswith(f"# `{name}`")
    assert told in done.out
    assert run("explain", name, "--lang", "en").out.isascii()


def test_a_rule_tells_its_form_its_clause_and_its_check(run: Run) -> None:
    out = run("explain", "fund-columns-add-up").out
    assert "适用的表格：预算绩效自评表（cn-self-evaluation），funds" in out
    assert "依据：自评表填表说明" in out
    assert "检查：arithmetic/footing" in out
    assert out.endswith("\n" + run("explain", "arithmetic/footing").out)


@pytest.mark.parametrize(
    ("name", "meant"), [("arithmetic/footin", "arithmetic/footing"), ("footing", "arithmetic/footing"), ("execution-rat", "execution-rate")]
)
def test_a_misspelt_name_is_told_with_what_was_meant(run: Run, name: str, meant: str) -> None:
    done = run("explain", name)
    assert done.status == 2
    assert f"是否指“{meant}”" in done.err


@pytest.mark.parametrize(
    ("topic", "entry"),
    [("checks", "arithmetic/footing"), ("rules", "fund-columns-add-up"), ("forms", "cn-self-evaluation"), ("formats", ".xlsx")],
)
def test_what_there_is_can_be_listed(run: Run, topic: str, entry: str) -> None:
    assert entry in run("list", topic).out
    rows = json.loads(run("list", topic, "--format", "json").out)[topic]
    assert any(entry in row.values() for row in rows)


def test_checks_are_listed_first(run: Run) -> None:
    assert run("list").out == run("list", "checks").out
