"""formlint check: what it takes, what it says, and with which status it ends."""

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import formlint
from formlint.reporters.width import width

Run = Callable[..., Any]
FIXTURES = Path(__file__).parent.parent.parent / "fixtures"

BROKEN_CHECK = '''"""Breaks.

中文：出错。"""
from formlint.checks import Bad, Good, Words, check

@check(Good(""), Bad("", at=""), title=Words("出错", "Breaks"), says={})
def breaks(form):
    yield 1 / 0
'''
SAYS = "says: {zh: 规则, en: Rule}, severity: error"
OWN_FORM = """form: cn-self-evaluation
title: {zh: 自定义表, en: Own form}
recognise: {titles: ["*自评表"], headings: [年初预算数, 全年预算数, 全年执行数], at_least: 2}
tables:
  funds:
    label: [资金来源]
    columns: {initial: [年初预算数], budget: [全年预算数], executed: [全年执行数], weight: [分值], rate: [执行率], score: [得分]}
    numbers: {amount: [initial, budget, executed]}
    rows: {total: [年度资金总额], basic: [基本支出], project: [项目支出]}
rules:
  RULE
"""


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (["clean.md"], 0),
        (["faulty.md"], 1),
        (["clean.md", "faulty.md"], 1),
        (["."], 2),
        (["faulty.md", "--fail-on", "never"], 0),
        (["faulty.md", "--fail-on", "info"], 1),
        (["faulty.md", "--ignore", "arithmetic"], 0),
        (["faulty.md", "--select", "scoring"], 0),
        (["faulty.md", "--select", "arithmetic/footing"], 1),
        (["faulty.md", "--select", "arith*/foot*,scoring"], 1),
        (["missing.md"], 2),
        (["faulty.md", "missing.md"], 2),
        (["clean.md", "--select", "arithmetic/footin"], 2),
        (["clean.md", "--format", "nonsense"], 2),
        (["clean.md", "--definition", "missing.yaml"], 2),
        (["clean.md", "--checks", "missing"], 2),
        ([], 2),
    ],
)
def test_the_status_says_how_it_went(run: Run, arguments: list[str], status: int) -> None:
    done = run("check", *arguments)
    assert done.status == status
    assert "Traceback" not in done.err


def test_a_missing_path_does_not_keep_the_others_from_being_checked(run: Run) -> None:
    done = run("check", "missing.md", "faulty.md", "--format", "concise")
    assert done.status == 2
    assert done.out.startswith("missing.md: error document/not-found 找不到这个文件")
    assert "\nfaulty.md:" in done.out


def test_a_missing_file_is_a_document_of_the_report_for_programs(run: Run) -> None:
    done = run("check", "missing.xlsx", "--format", "json")
    report = json.loads(done.out)
    assert done.status == 2
    assert [(each["path"], each["status"]) for each in report["documents"]] == [("missing.xlsx", "unchecked")]
    assert [each["message_id"] for each in report["findings"]] == ["not-found"]


def test_checks_across_forms_that_find_no_other_form_say_so(run: Run) -> None:
    done = run("check", "clean.md", "--select", "across")
    assert done.status == 0
    assert "没能检查 0" in done.out
    assert "这次没有这样的表" in done.out
    assert "no chosen check applies" in run("check", "clean.md", "--select", "narrative/list_count", "--lang", "en").out


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (("--select", ""), "--select：没有写编号"),
        (("--select", "footin"), "是否指“arithmetic/footing”"),
        (("--select", "zzz"), "没有名为“zzz”的检查或规则"),
        (("--ignore", "*"), "所选范围内没有任何检查"),
    ],
)
def test_odd_choices_are_told(run: Run, given: tuple[str, str], told: str) -> None:
    done = run("check", "clean.md", *given)
    assert (done.status, done.out) == (2, "")
    assert told in done.err


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("import nothing_of_that_name\n", "wrong.py:1：载入检查时出错（ModuleNotFoundError: No module named 'nothing_of_that_name'）"),
        ("x = 1\ny = 1 / 0\n", "wrong.py:2：载入检查时出错（ZeroDivisionError"),
        ("x = (\n", "wrong.py:1：无法作为检查载入"),
    ],
)
def test_a_pack_that_cannot_be_loaded_is_told_with_its_line(run: Run, text: str, told: str) -> None:
    Path("own/mine").mkdir(parents=True)
    Path("own/mine/wrong.py").write_text(text, encoding="utf-8")
    done = run("check", "clean.md", "--checks", "own")
    assert done.status == 2
    assert told in done.err
    assert "Traceback" not in done.err


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("empty.md", b"", "文件是空的"),
        ("letter.md", "尊敬的领导：\n此致\n".encode(), "没有认出任何已知的表格"),
        ("picture.heic", b"\0\0\0\x18ftypheic", "不支持这种文件"),
        ("binary.txt", b"\x00\xff\x00\xff", "不是文字"),
    ],
)
def test_what_cannot_be_checked_is_an_error_and_never_clean(run: Run, name: str, content: bytes, said: str) -> None:
    Path(name).write_bytes(content)
    done = run("check", name)
    assert done.status == 1
    assert f"== {name}: 没能检查（错误 1）" in done.out
    assert said in done.out
    assert "未发现问题 0" in done.out


def test_a_misspelt_check_is_told_with_what_was_meant(run: Run) -> None:
    assert "是否指“arithmetic/footing”" in run("check", "clean.md", "--select", "arithmetic/footin").err
    assert "是否指“scoring”" in run("check", "clean.md", "--select", "scorng").err


def test_to_ignore_what_is_not_there_is_a_caution(run: Run) -> None:
    done = run("check", "clean.md", "--ignore", "arithmetic/footin")
    assert done.status == 0
    assert "注意" in done.err
    assert "arithmetic/footing" in done.err


def test_only_the_chosen_checks_are_run(run: Run) -> None:
    report = json.loads(run("check", "clean.md", "--format", "json", "--select", "arithmetic/footing").out)
    assert {each["check"] for each in report["documents"][0]["checks"].values()} == {"arithmetic/footing"}


def test_folders_are_searched_in_order_without_hidden_and_lock_files_and_markdown(run: Run, tmp_path: Path) -> None:
    for name in ("b/form.txt", "a/form.TXT", ".git/form.txt", "a/~$form.txt", "a/.~lock.form.txt", "a/notes.log", "a/README.md"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(Path("clean.md").read_bytes() if "~$" not in name else b"x" * 165)
    (tmp_path / "c.txt").symlink_to(tmp_path / "b/form.txt")
    report = json.loads(run("check", ".", "--format", "json").out)
    assert [each["path"] for each in report["documents"]] == ["a/form.TXT", "b/form.txt"]


def test_a_file_that_is_named_is_taken_and_twice_is_once(run: Run) -> None:
    for name in ("~$form.txt", "form.txt", "other.txt"):
        Path(name).write_bytes(Path("clean.md").read_bytes())
    report = json.loads(run("check", "~$form.txt", "form.txt", ".", "--format", "json").out)
    assert [each["path"] for each in report["documents"]] == ["~$form.txt", "form.txt", "other.txt"]


def test_a_form_of_a_folder_that_is_named_as_lock_files_are_is_checked(run: Run) -> None:
    Path("handed in").mkdir()
    shutil.copy(FIXTURES / "clean" / "form.xlsx", "handed in/~$form.xlsx")
    report = json.loads(run("check", "handed in", "--format", "json").out)
    assert [each["path"] for each in report["documents"]] == ["handed in/~$form.xlsx"]


def test_the_hook_passes_over_lock_files_even_when_they_are_named(run: Run) -> None:
    Path("~$form.md").write_text("x")
    assert run("check", "--force-exclude", "--no-progress", "~$form.md").status == 0


def test_a_folder_without_forms_is_a_fault_of_usage(run: Run, tmp_path: Path) -> None:
    (tmp_path / "none").mkdir()
    done = run("check", "none")
    assert done.status == 2
    assert "没有找到可以检查的文件" in done.err
    assert not done.out


@pytest.mark.parametrize(
    ("flag", "variable", "word"), [(None, None, "错误["), ("en", None, "error["), (None, "en_US", "error["), ("zh", "en", "错误[")]
)
def test_the_language_is_that_of_the_flag_then_of_the_variable_then_chinese(
    run: Run, monkeypatch: pytest.MonkeyPatch, flag: str | None, variable: str | None, word: str
) -> None:
    monkeypatch.setenv("LANG", "fr_FR.UTF-8")
    if variable:
        monkeypatch.setenv("FORMLINT_LANG", variable)
    assert word in run("check", "faulty.md", *(["--lang", flag] if flag else [])).out


@pytest.mark.parametrize(("variables", "coloured"), [({}, False), ({"FORCE_COLOR": "1"}, True), ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False)])
def test_colours_are_for_terminals_and_for_those_who_ask(
    run: Run, monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], coloured: bool
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert ("\033[" in run("check", "faulty.md").out) == coloured
    assert "\033" not in run("check", "faulty.md", "--format", "json").out


def test_a_check_that_breaks_does_not_hide_what_the_others_found(run: Run) -> None:
    pack = Path("own/pack")
    pack.mkdir(parents=True)
    (pack / "breaks.py").write_text(BROKEN_CHECK, encoding="utf-8")
    Path("own.yaml").write_text(
        OWN_FORM.replace(
            "RULE", f"broken: {{{SAYS}, check: pack/breaks}}\n  sums: {{{SAYS}, check: arithmetic/footing, in: funds, with: {{columns: [initial]}}}}"
        ),
        encoding="utf-8",
    )
    done = run("check", "faulty.md", "--checks", "own", "--definition", "own.yaml")
    assert done.status == 2
    assert "（技术信息：pack/breaks，规则 broken，ZeroDivisionError: division by zero）" in done.out
    assert "--> faulty.md" in done.out


def test_a_definition_that_names_an_unknown_check_is_told_with_its_line(run: Run) -> None:
    Path("own.yaml").write_text(OWN_FORM.replace("RULE", f"sums: {{{SAYS}, check: arithmetic/footin}}"), encoding="utf-8")
    done = run("check", "clean.md", "--definition", "own.yaml")
    assert done.status == 2
    assert "own.yaml:11" in done.err
    assert "arithmetic/footin" in done.err


def test_machine_formats_are_utf_8_whatever_the_console_is(run: Run) -> None:
    done = run("check", "faulty.md", "--format", "jsonl")
    assert [next(iter(json.loads(line))) for line in done.out.splitlines()][-1] == "summary"


def test_nothing_but_the_report_goes_to_standard_output(run: Run) -> None:
    done = run("check", "missing.md", "clean.md", "--ignore", "nothing", "--format", "json")
    json.loads(done.out)
    assert len(done.err.splitlines()) == 1


def test_a_pack_that_brings_a_check_twice_is_told(run: Run) -> None:
    pack = Path("own/arithmetic")
    pack.mkdir(parents=True)
    (pack / "footing.py").write_text(BROKEN_CHECK, encoding="utf-8")
    done = run("check", "clean.md", "--checks", "own")
    assert done.status == 2
    assert done.err == "出错：own/arithmetic/footing.py：检查“arithmetic/footing”已经有了。请给其中一个改名。\n"


def test_what_a_folder_holds_and_nobody_can_read_is_counted(run: Run, tmp_path: Path) -> None:
    (tmp_path / "form.txt").write_bytes(Path("clean.md").read_bytes())
    for name in ("old.mht", "older.mht", "scan.heic", "notes.log"):
        (tmp_path / name).write_bytes(b"x")
    assert "跳过 3 个不能读取的文件或链接（.heic 1, .mht 2）" in run("check", ".").out


def test_the_ledger_lists_every_relation_with_its_arithmetic_and_every_figure(run: Run) -> None:
    shown = run("check", "clean.md", "--ledger", "--lang", "en").out
    assert re.search(r"^    1  holds  .*  382.37 = 292.29 \+ 90.08$", shown, re.MULTILINE)
    assert re.search(r"^    \+  .*  382.37  \d+( \d+)*$", shown, re.MULTILINE)


def test_the_ledger_lines_up_on_a_terminal(run: Run) -> None:
    """Chinese characters are two columns wide: the numbers of the relations stand in one column all the same."""
    lines = [re.fullmatch(r"(    [+!]  .*\S  +)\d[\d ]*", line) for line in run("check", "clean.md", "--ledger").out.splitlines()]
    assert len({width(line[1]) for line in lines if line}) == 1


def test_the_ledger_in_json_is_complete_and_only_there_when_asked_for(run: Run) -> None:
    (plain,) = json.loads(run("check", "faulty.md", "--format", "json").out)["documents"]
    report = json.loads(run("check", "faulty.md", "--format", "json", "--ledger").out)
    jsonschema.validate(report, json.loads((Path(formlint.__file__).parent / "schemas" / "report.schema.json").read_text(encoding="utf-8")))
    (form,) = report["documents"][0]["forms"]
    assert "relations" not in plain["forms"][0]
    assert [each["number"] for each in form["relations"]] == list(range(1, len(form["relations"]) + 1))
    standings = [each["standing"] for each in form["figures"]]
    assert {name: standings.count(name) for name in report["summary"]["figures"]} == report["summary"]["figures"]
    broken = {each["number"] for each in form["relations"] if each["outcome"] == "violated"}
    assert broken == {number for each in form["figures"] if each["standing"] == "in_conflict" for number in each["relations"]}
    assert len(broken) == report["summary"]["relations"]["violated"] > 0


@pytest.mark.parametrize("given", [("--config", "nothing.yaml"), ("--baseline", "nothing.json"), ("--definition", "nothing.yaml")])
def test_why_a_file_cannot_be_read_is_told_in_chinese(run: Run, given: tuple[str, str]) -> None:
    done = run("check", "clean.md", *given)
    assert done.status == 2
    assert "无法读取（没有这个文件或文件夹）" in done.err


def test_lists_for_people_are_in_their_language_and_those_for_programs_are_not(run: Run) -> None:
    assert "错误" in run("list", "rules").out
    assert '"severity": "error"' in run("list", "rules", "--format", "json").out
    assert "--output xlsx:FILE" in run("list", "formats").out


TARGETS = (
    "# 2024年度项目绩效目标表\n\n| 一级指标 | 二级指标 | 三级指标 | 指标值 |\n|---|---|---|---|\n"
    "| 产出指标 | 数量指标 | 修复工程 | ≥15处 |\n| 满意度指标 | 服务对象满意度 | 群众满意度 | ≥90% |\n"
)


def test_a_form_none_of_whose_numbers_follows_from_others_does_not_look_clean(run: Run) -> None:
    Path("targets.md").write_text(TARGETS, encoding="utf-8")
    shown = run("check", "targets.md", "--lang", "zh")
    assert (shown.status, shown.out.splitlines()[0]) == (0, "== targets.md: 只核对了一部分")
    assert "表中读到 2 个数字，没有一个能用其他数字重新计算" in shown.out
    assert json.loads(run("check", "targets.md", "--format", "json").out)["documents"][0]["status"] == "partial"


def test_that_numbers_were_not_recomputed_is_not_told_where_that_was_chosen(run: Run) -> None:
    Path("targets.md").write_text(TARGETS, encoding="utf-8")
    assert "重新计算" not in run("check", "targets.md", "--select", "completeness", "--lang", "zh").out
