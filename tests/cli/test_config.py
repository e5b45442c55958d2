"""Configuration: where it is found, what it changes, and how its mistakes are told."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import formlint
from formlint.cli.config import KINDS

Run = Callable[..., Any]

PACK = '''"""Never complains.

中文：从不报告。"""
from formlint.checks import Bad, Good, Words, check
import pathlib

pathlib.Path("ran").write_text("ran")

@check(Good(""), Bad("", at=""), title=Words("标题", "Title"), says={})
def silent(form):
    yield from ()
'''


def put(name: str, text: str) -> None:
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_text(text, encoding="utf-8")


def severities(done: Any) -> set[str]:
    return {each["severity"] for each in json.loads(done.out)["findings"]}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("formlint.yaml", "severity: {fund-columns-add-up: warning}"),
        ("formlint.yaml", "severity: {arithmetic/footing: warning}"),
        ("formlint.yaml", "severity: {arithmetic: warning}"),
        ("formlint.yaml", "severity: {'arith*/foot*': warning}"),
        (".formlint.yaml", "severity: {arithmetic: error, fund-columns-add-up: warning}"),
        ("pyproject.toml", '[tool.formlint.severity]\n"arithmetic/footing" = "warning"\n'),
        ("../formlint.yaml", "severity: {arithmetic: warning}"),
    ],
)
def test_a_configuration_is_found_and_lays_severities_down(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, text: str) -> None:
    (tmp_path / "below").mkdir()
    Path("faulty.md").rename(tmp_path / "below" / "faulty.md")
    monkeypatch.chdir(tmp_path / "below")
    put(name, text)
    done = run("check", "faulty.md", "--format", "json")
    assert done.status == 0
    assert severities(done) == {"warning"}
    assert severities(run("check", "faulty.md", "--format", "json", "--isolated")) == {"error"}


def test_the_closest_one_counts_and_nothing_is_merged(run: Run) -> None:
    put("formlint.yaml", "severity: {arithmetic: 'off'}")
    put("below/formlint.yaml", "lang: en")
    Path("faulty.md").rename("below/faulty.md")
    assert run("check", "below/faulty.md").status == 1


def test_a_pyproject_without_a_table_is_passed_over(run: Run) -> None:
    put("formlint.yaml", "severity: {arithmetic: warning}")
    put("below/pyproject.toml", "[tool.other]\nname = 'formlint'\n")
    Path("faulty.md").rename("below/faulty.md")
    assert run("check", "below/faulty.md").status == 0


def test_two_in_one_folder_are_told_and_the_yaml_counts(run: Run) -> None:
    put("formlint.yaml", "fail-on: never")
    put("pyproject.toml", "[tool.formlint]\nfail-on = 'info'\n")
    done = run("check", "faulty.md")
    assert done.status == 0
    assert "formlint.yaml 和 pyproject.toml 两份配置" in done.err


def test_what_was_extended_is_changed_where_it_is_said_again(run: Run) -> None:
    put("shared/base.yaml", "fail-on: never\nseverity: {arithmetic: warning, scoring: info}\nignore: [scoring]\n")
    put("formlint.yaml", "extends: [shared/base.yaml]\nseverity: {arithmetic: error}\nextend-ignore: [narrative]\n")
    shown = run("config", "show", ".").out
    assert "fail-on: never  # " in shown
    assert "arithmetic: error  # formlint.yaml:2" in shown
    assert "scoring: info  # " in shown
    assert shown.index("- scoring") < shown.index("- narrative  # formlint.yaml:3")


def test_an_override_means_some_files_and_is_inherited(run: Run) -> None:
    put("base.yaml", "overrides:\n  - files: ['2023/**']\n    severity: {arithmetic: warning}\n")
    put("formlint.yaml", "extends: [base.yaml]\n")
    put("2023/faulty.md", Path("faulty.md").read_text(encoding="utf-8"))
    assert run("check", "2023/faulty.md").status == 0
    assert run("check", "faulty.md").status == 1


def test_options_reach_the_rule(run: Run) -> None:
    put("formlint.yaml", "options: {fund-columns-add-up: {columns: [budget]}}")
    assert run("check", "faulty.md").status == 0
    put("formlint.yaml", "options: {fund-columns-add-up: {in: indicators}}")  # as the rule calls it
    assert run("check", "faulty.md").status == 0


def test_the_command_line_comes_after_the_configuration(run: Run) -> None:
    put("formlint.yaml", "lang: en\nfail-on: never\nselect: [scoring]\n")
    assert "only chosen checks were run" in run("check", "faulty.md").out
    done = run("check", "faulty.md", "--lang", "zh", "--fail-on", "error", "--select", "arithmetic/footing")
    assert done.status == 1
    assert "错误[arithmetic/footing]" in done.out


def test_the_variable_comes_before_the_configuration(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    put("formlint.yaml", "lang: en")
    monkeypatch.setenv("FORMLINT_LANG", "zh")
    assert "共检查" in run("check", "clean.md").out


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("lang: zh\nfail_on: error\n", "formlint.yaml:2：未知的键“fail_on”，是否应为“fail-on”？"),
        ("lang: zh\nseverity:\n  arithmetic: eror\n", "formlint.yaml:3：未知的值“eror”，是否应为“error”？"),
        ("select: [arithmetic, scorng]\n", "formlint.yaml:1：没有名为“scorng”的检查或规则，是否指“scoring”？"),
        ("severity:\n  fund-columns-ad-up: info\n", "formlint.yaml:2：没有名为“fund-columns-ad-up”的检查或规则，是否指“fund-columns-add-up”？"),
        ("options:\n  arithmetic/footing: {colums: [budget]}\n", "formlint.yaml:2：检查 arithmetic/footing 没有选项“colums”，是否指“columns”？"),
        ("extends: [none.yaml]\n", "formlint.yaml:1：找不到所引用的配置“none.yaml”"),
        ("extends: [formlint.yaml]\n", "formlint.yaml:1：“formlint.yaml”使配置互相引用"),
        ("ignore: ['*']\n", "formlint.yaml:1：所选范围内没有任何检查"),
        ("overrides:\n  - severity: {}\n", "formlint.yaml:2"),
        ("lang: zh\nlang: en\n", "formlint.yaml:2：键“lang”出现两次"),
        ("definitions: [none.yaml]\n", "none.yaml"),
        ("- a\n", "formlint.yaml:1：内容应由“键: 值”组成"),
        ("formlint: 2\n", "formlint.yaml:1：“formlint”应为 1，现为 2。"),
        ("lang: zh\nignore: scoring\n", 'formlint.yaml:2：“ignore”应为一组值，现为 "scoring"。请写作 [值, 值]。'),
        ("baseline: 2024\n", "formlint.yaml:1：“baseline”应为文字，现为 2024。请加上引号。"),
        ("limits: {pages: many}\n", 'formlint.yaml:1：“limits.pages”应为数字，现为 "many"。'),
        ("limits: 3\n", "formlint.yaml:1：“limits”应由“键: 值”组成，现为 3。"),
        ("sidecars: never\n", 'formlint.yaml:1：“sidecars”应为 true 或 false，现为 "never"。'),
    ],
)
def test_a_mistake_is_told_with_its_line_and_ends_with_2(run: Run, text: str, told: str) -> None:
    put("formlint.yaml", text)
    done = run("check", "clean.md")
    assert done.status == 2
    assert told in done.err
    assert "Traceback" not in done.err
    assert not done.out


@pytest.mark.parametrize("text", ["", "\n", "# fail-on: warning\n\n"])
def test_a_configuration_that_says_nothing_changes_nothing(run: Run, text: str) -> None:
    put("formlint.yaml", text)
    assert run("check", "clean.md").status == 0


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("[project]\nname = 'x'\n\n[tool.formlint]\nlang = 'zh'\nfail_on = 'error'\n", 6),
        ("[tool.formlint]\nlang = 'zh'\n[tool.formlint.severity]\narithmetic = 'eror'\n", 4),
        ("[[tool.formlint.overrides]]\nfiles = ['a']\n[[tool.formlint.overrides]]\nfiles = ['b']\nignored = []\n", 5),
        ("[tool]\nformlint.severity.arithmetic = 'eror'\n", 2),
        ("[tool.formlint\n", 1),
    ],
)
def test_a_mistake_in_toml_is_told_with_its_line(run: Run, text: str, line: int) -> None:
    put("pyproject.toml", text)
    done = run("check", "clean.md")
    assert done.status == 2
    assert f"pyproject.toml:{line}" in done.err


def test_to_ignore_what_is_not_there_is_a_caution_with_its_line(run: Run) -> None:
    put("formlint.yaml", "ignore:\n  - scorng\n")
    done = run("check", "clean.md")
    assert done.status == 0
    assert "注意：formlint.yaml:2：没有名为“scorng”" in done.err


def test_excluded_files_are_passed_over_unless_they_are_named(run: Run) -> None:
    put("formlint.yaml", "exclude: ['archive/**', '*.old.txt']")
    for name in ("archive/2020/form.txt", "form.old.txt", "form.txt"):
        put(name, Path("clean.md").read_text(encoding="utf-8"))
    done = run("check", ".", "--format", "json")
    assert [each["path"] for each in json.loads(done.out)["documents"]] == ["form.txt"]
    assert "按配置跳过 2 个文件" in done.err
    assert "form.old.txt" in run("check", "form.old.txt").out
    assert run("check", "form.old.txt", "--force-exclude").status == 0


def test_a_configuration_beside_a_document_brings_no_python(run: Run) -> None:
    put("handed-in/formlint.yaml", "checks: [packs]\n")
    put("handed-in/packs/pack/silent.py", PACK)
    put("handed-in/form.md", Path("clean.md").read_text(encoding="utf-8"))
    done = run("check", "handed-in/form.md")
    assert done.status == 2
    assert "handed-in/formlint.yaml:1：这份配置要载入 Python 检查" in done.err
    assert not Path("ran").exists()


def test_what_it_extends_brings_no_python_either(run: Run) -> None:
    put("formlint.yaml", "extends: [base.yaml]\n")
    put("base.yaml", "checks: [packs]\n")
    put("packs/pack/silent.py", PACK)
    assert run("check", "clean.md").status == 2
    assert run("show", "clean.md").status == 2
    assert run("list").status == 2
    assert not Path("ran").exists()


def test_a_configuration_that_is_given_may_bring_python(run: Run) -> None:
    put("own.yaml", "checks: [packs]\n")
    put("packs/pack/silent.py", PACK)
    assert run("check", "clean.md", "--config", "own.yaml").status == 0
    assert Path("ran").exists()


def test_the_root_of_the_repository_may_bring_python_and_a_folder_in_it_may_not(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    subprocess.run(["git", "init", "--quiet"], check=True)
    put("formlint.yaml", "checks: [packs]\n")
    put("packs/pack/silent.py", PACK)
    put("below/formlint.yaml", "checks: [../packs]\n")
    put("below/form.md", Path("clean.md").read_text(encoding="utf-8"))
    assert run("check", "clean.md").status == 0
    assert run("check", "below/form.md").status == 2
    monkeypatch.chdir(tmp_path / "below")
    assert run("check", "form.md").status == 2


def test_a_configuration_beside_the_documents_is_told(run: Run) -> None:
    put("handed-in/formlint.yaml", "ignore: [arithmetic]\n")
    Path("faulty.md").rename("handed-in/faulty.md")
    done = run("check", "handed-in/faulty.md")
    assert "采用了文件旁的配置 handed-in/formlint.yaml" in done.err
    assert "未发现问题（只运行了所选的检查）" in done.out
    assert run("check", "handed-in/faulty.md", "--isolated").status == 1


def test_show_tells_the_file_and_line_of_every_setting(run: Run) -> None:
    put("formlint.yaml", "lang: zh\noverrides:\n  - files: ['*.md']\n    options: {execution-rate: {place: funds}}\n")
    assert 'execution-rate: {"place": "funds"}  # formlint.yaml:4' in run("config", "show", "clean.md").out
    assert "execution-rate" not in run("config", "show", "other.pdf").out
    Path("formlint.yaml").unlink()
    assert run("config", "show").out == "没有配置文件，采用默认设置。\n"


def test_validate_tells_mistakes_and_schema_is_the_schema(run: Run) -> None:
    put("formlint.yaml", "lang: zh\n")
    put("bad.yaml", "lang: zh\nselect: [nothing]\n")
    assert run("config", "validate").out == "formlint.yaml：没有错误。\n"
    done = run("config", "validate", "formlint.yaml", "bad.yaml")
    assert done.status == 2
    assert "bad.yaml:2" in done.err
    assert json.loads(run("config", "schema").out)["title"] == "formlint configuration 1"


def test_every_schema_is_printed_for_editors_and_programs(run: Run) -> None:
    shipped = {path.name.partition(".")[0] for path in (Path(formlint.__file__).parent / "schemas").glob("*.json")}
    assert shipped == set(KINDS)
    for kind in KINDS:
        done = run("config", "schema", kind)
        assert (done.status, "$schema" in json.loads(done.out)) == (0, True)


def test_validate_tells_files_that_are_not_there(run: Run) -> None:
    put("formlint.yaml", "lang: zh\nbaseline: base.json\nsuppressions: known.yaml\n")
    done = run("config", "validate")
    assert done.status == 0
    assert "formlint.yaml:2：baseline 所指的文件“" in done.err
    assert "formlint.yaml:3：suppressions 所指的文件“" in done.err
    put("base.json", "")
    put("known.yaml", "")
    assert not run("config", "validate").err


def test_validate_tells_a_folder_of_checks_that_is_not_there(run: Run) -> None:
    put("formlint.yaml", "checks: [own]\n")
    done = run("config", "validate")
    assert done.status == 2
    assert "找不到检查所在的文件夹" in done.err
    Path("own").mkdir()
    assert run("config", "validate").status == 0


def test_a_list_of_suppressions_that_is_not_there_is_told_so(run: Run) -> None:
    put("formlint.yaml", "suppressions: known.yaml\n")
    assert "没有这个文件或文件夹" in run("check", "clean.md").err


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_example_of_the_manual_is_valid(run: Run, lang: str) -> None:
    page = (Path(__file__).parent.parent.parent / "docs" / lang / "configuration.md").read_text(encoding="utf-8")
    example = page.partition("```yaml\n")[2].partition("```")[0]
    put("formlint.yaml", "".join(line for line in example.splitlines(keepends=True) if not line.startswith("definitions:")))
    put("formlint-baseline.json", "")
    done = run("config", "validate")
    assert (done.status, done.err) == (0, "")


def test_limits_are_laid_down_for_the_run(run: Run) -> None:
    Path("formlint.yaml").write_text("limits:\n  cells: 5\n", encoding="utf-8")
    done = run("check", "faulty.md", "--format", "json")
    assert done.status == 1
    assert "document/too-many-table-cells" in done.out
    assert "cells: 5" in run("config", "show").out


def test_limits_beside_a_document_lay_nothing_down(run: Run) -> None:
    Path("sent").mkdir()
    Path("faulty.md").rename("sent/faulty.md")
    Path("sent/formlint.yaml").write_text("limits:\n  cells: 5\n", encoding="utf-8")
    assert "too-many-table-cells" not in run("check", "sent/faulty.md", "--format", "json").out


def test_an_unknown_limit_is_told(run: Run) -> None:
    Path("formlint.yaml").write_text("limits:\n  page: 5\n", encoding="utf-8")
    done = run("config", "validate", "--lang", "en")
    assert done.status == 2
    assert "pages" in done.err


def test_all_mistakes_of_a_file_are_told_at_once_with_their_lines(run: Run) -> None:
    Path("formlint.yaml").write_text("lang: fr\nselct: [arithmetic]\nseverity: {scoring: eror}\nignore: 3\n", encoding="utf-8")
    done = run("config", "validate", "--lang", "en")
    assert done.status == 2
    assert [line.split(":")[2] for line in done.err.splitlines()] == ["1", "2", "3", "4"]


def test_all_unknown_names_of_a_file_are_told_at_once(run: Run) -> None:
    Path("formlint.yaml").write_text("select: [arithmetik]\nignore: [scorin]\noptions:\n  arithmetic/footing: {colums: [a]}\n", encoding="utf-8")
    done = run("config", "validate", "--lang", "en")
    assert done.status == 2
    assert [line.split(":")[2] for line in done.err.splitlines()] == ["1", "2", "4"]
