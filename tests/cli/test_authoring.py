"""formlint test and formlint new: what authors of checks and definitions start from, and how they see that it works."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]


def test_all_shipped_examples_are_as_they_should_be(run: Run) -> None:
    done = run("test")
    assert (done.status, done.err) == (0, "")
    assert "全部通过" in done.out


def test_a_new_check_runs_as_it_stands(run: Run) -> None:
    made = run("new", "check", "mine/positive", "--lang", "en")
    assert made.status == 0
    assert "checks/mine/positive.py is written." in made.out
    command = made.out.splitlines()[-1].partition("then run formlint ")[2].split()
    assert run(*command, "--lang", "en").out == "3 examples are as they should be.\n"
    assert run("check", "clean.md", "--checks", "checks", "--definition", "mine-positive.yaml").status == 0


def test_a_new_form_runs_as_it_stands(run: Run) -> None:
    run("new", "form", "travel")
    assert run("test", "travel.yaml").status == 0


def test_what_is_there_already_is_left_alone(run: Run) -> None:
    Path("travel.yaml").write_text("mine", encoding="utf-8")
    done = run("new", "form", "travel")
    assert done.status == 2
    assert Path("travel.yaml").read_text(encoding="utf-8") == "mine"


def test_names_that_are_no_names_are_refused(run: Run) -> None:
    for kind, name in (("check", "positive"), ("check", "../evil"), ("form", "a/b"), ("form", "Travel")):
        assert run("new", kind, name).status == 2
    assert sorted(path.name for path in Path().iterdir()) == ["clean.md", "faulty.md"]


def test_the_name_of_a_shipped_check_is_taken(run: Run) -> None:
    done = run("new", "check", "arithmetic/footing")
    assert done.status == 2
    assert "formlint 自带的检查中已有“arithmetic/footing”" in done.err
    assert not Path("checks").exists()


def test_examples_that_are_not_as_they_should_be_are_shown(run: Run) -> None:
    run("new", "check", "mine/positive")
    path = Path("checks/mine/positive.py")
    path.write_text(path.read_text(encoding="utf-8").replace("AT_LEAST", "AT_MOST"), encoding="utf-8")
    done = run("test", "checks", "--definition", "mine-positive.yaml")
    assert done.status == 1
    assert "mine/positive 第 1 个例子: 应当不报问题，却报了。" in done.out
    assert "  -> 5: “培训次数”的得分填 5，是负数。" in done.out
    assert "应当在“-5”处报问题，没有报。" in done.out
    assert "3 个例子，2 个不符；规则问题 0 处。" in done.out


def test_a_check_that_fails_of_itself_shows_its_traceback(run: Run) -> None:
    run("new", "check", "mine/positive")
    path = Path("checks/mine/positive.py")
    path.write_text(path.read_text(encoding="utf-8").replace('row.figure("score")', "1 / 0"), encoding="utf-8")
    done = run("test", str(path), "--definition", "mine-positive.yaml")
    assert done.status == 1
    assert "ZeroDivisionError" in done.out


def test_a_check_that_no_rule_uses_is_told_once(run: Run) -> None:
    run("new", "check", "mine/positive")
    done = run("test", "checks")
    assert done.status == 1
    assert done.out.count("没有规则用到这项检查") == 1


def test_rules_are_tried_on_their_examples_and_reviewed(run: Run) -> None:
    run("new", "form", "travel")
    path = Path("travel.yaml")
    text = path.read_text(encoding="utf-8").replace("1410.00", "1140.00")
    path.write_text(text + "  once-more:\n    formula: total = sum(meals, room)\n    in: costs\n    says: {zh: 一, en: one}\n", encoding="utf-8")
    done = run("test", "travel.yaml", "--lang", "en")
    assert done.status == 1
    assert "example 2 of price-times-days: it should find something, and did not." in done.out
    assert 'leave "transport" no other value than 0' in done.out


@pytest.mark.parametrize(
    ("rule", "told"),
    [
        ("{formula: a = b ** 2, in: rows}", 'mine.yaml:8: the formula of "one" cannot hold'),
        ("{check: arithmetic/formula, with: {formula: a ==== b}, in: rows}", 'mine.yaml:8: the formula of "one" cannot hold'),
        ("{check: arithmetic/formula, with: {formula: a = b, exakt: [a]}}", 'no option "exakt", did you mean "exact"?'),
        ("{check: arithmetic/marked_rows, in: rows}", 'the check arithmetic/marked_rows has no option "in"'),
        ("{check: scoring/ceiling}", 'mine.yaml:8: the rule "one" lacks "tables"'),
        ("{check: arithmetic/footings, in: rows}", 'mine.yaml:8: there is no check "arithmetic/footings"'),
    ],
)
def test_a_rule_that_its_check_cannot_take_is_told_before_anything_is_checked(run: Run, rule: str, told: str) -> None:
    head = "form: mine\ntitle: {en: Mine}\nrecognise: {headings: [A, B]}\ntables:\n  rows:\n    columns: {a: [A], b: [B]}\nrules:\n"
    Path("mine.yaml").write_text(f"{head}  one: {rule[:-1]}, says: {{en: One}}}}\n", encoding="utf-8")
    for command in (("check", "clean.md"), ("test",)):
        done = run(*command, "--definition", "mine.yaml", "--lang", "en")
        assert done.status == 2
        assert told in done.err


@pytest.mark.parametrize("rule", ["formula: a = b, in: rows", "check: arithmetic/formula, with: {formula: a = b, in: rows}"])
def test_where_a_formula_applies_may_stand_beside_it(run: Run, rule: str) -> None:
    head = "form: mine\ntitle: {en: Mine}\nrecognise: {titles: [Mine], headings: [Item, Price, Paid]}\ntables:\n  rows:\n"
    columns = "    columns: {name: [Item], a: [Price], b: [Paid]}\n    numbers: {points: [a, b]}\n"
    Path("mine.yaml").write_text(f"{head}{columns}rules:\n  one: {{{rule}, says: {{en: One}}}}\n", encoding="utf-8")
    Path("mine.md").write_text("# Mine\n\n| Item | Price | Paid |\n|---|---|---|\n| Tea | 1 | 1 |\n| Rice | 2 | 5 |\n", encoding="utf-8")
    done = run("check", "mine.md", "--definition", "mine.yaml", "--format", "concise", "--lang", "en")
    assert done.out.count("arithmetic/formula") == 1
    assert done.status == 1


@pytest.mark.parametrize(
    ("rule", "told"),
    [
        ("{formula: a = c, in: rows}", 'mine.yaml:8: the formula of "one" speaks of "c", no row or column of its table'),
        ("{formula: a = b, in: row}", 'mine.yaml:8: the rule "one" is for the table "row", which is not defined'),
        ("{formula: a = b}", 'mine.yaml:8: the formula of "one" speaks of "a", no field (fields)'),
    ],
)
def test_a_rule_that_would_never_be_judged_is_a_mistake(run: Run, rule: str, told: str) -> None:
    head = "form: mine\ntitle: {en: Mine}\nrecognise: {headings: [A, B]}\ntables:\n  rows:\n    columns: {a: [A], b: [B]}\nrules:\n"
    Path("mine.yaml").write_text(f"{head}  one: {rule[:-1]}, says: {{en: One}}}}\n", encoding="utf-8")
    checked, tried = run("check", "clean.md", "--definition", "mine.yaml", "--lang", "en"), run("test", "mine.yaml", "--lang", "en")
    assert (checked.status, tried.status) == (2, 1)
    assert told in checked.err
    assert told in tried.out
