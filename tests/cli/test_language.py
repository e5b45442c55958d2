"""The command line speaks Chinese or English throughout: help, usage, and the words of click."""

import ast
import gettext
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
import pytest

from formlint.cli import COMMANDS
from formlint.cli._help import wrapped
from formlint.cli._language import FOLDER, one
from formlint.reporters.width import width

Run = Callable[..., Any]
CATALOGUE = Path(FOLDER) / "zh" / "LC_MESSAGES" / "formlint.mo"
SPEAKING = ("core", "decorators", "exceptions", "formatting", "parser", "types")
# what click says to programmers, to those who are asked for input, and of shapes that no command of ours has
UNHEARD = (
    "Do you want", "Confirm the", "%(prog)s", "DeprecationWarning", "Could not determine", "No options defined", "Arguments take exactly",
    "Name '{name}'", "Boolean option", "Invalid start", "Choice(", "{value!r} is not a valid UUID", "{len_type} values",
)  # fmt: skip
HAN = re.compile("[\u4e00-\u9fff]")


def catalogue() -> dict[str, str]:
    with CATALOGUE.open("rb") as file:
        known = gettext.GNUTranslations(file)._catalog  # type: ignore[attr-defined]  # there is no other way to list them
    return {key if isinstance(key, str) else key[0]: text for key, text in known.items()}


def said_by_click() -> set[str]:
    """Whatever click hands to gettext; of a plural its singular, which is the key."""
    found = set()
    for name in SPEAKING:
        tree = ast.parse((Path(click.__file__).parent / f"{name}.py").read_text(encoding="utf-8"))
        calls = [
            node for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("_", "ngettext")
        ]
        found |= {str(call.args[0].value) for call in calls if isinstance(call.args[0], ast.Constant)}
    return {text for text in found if not text.startswith(UNHEARD)}


def test_all_that_click_says_is_there_in_chinese() -> None:
    assert not said_by_click() - set(catalogue())


def test_the_catalogue_is_what_its_source_says() -> None:
    entries = re.split(r"\n\n", CATALOGUE.with_suffix(".po").read_text(encoding="utf-8"))[1:]
    lines = [dict(re.findall(r"^(msgid|msgstr)(?:\[0\])? (\".*\")$", entry, re.MULTILINE)) for entry in entries]
    source = {ast.literal_eval(each["msgid"]): ast.literal_eval(each["msgstr"]) for each in lines}
    assert {key: text for key, text in catalogue().items() if key} == source


def test_a_translation_asks_for_nothing_that_click_does_not_give() -> None:
    for english, chinese in catalogue().items():
        if english:
            given = set(re.findall(r"{(\w+)", english)) | {"possibilities", "choices", "formats", "len", "nargs"}
            assert set(re.findall(r"{(\w+)", chinese)) <= given


@pytest.mark.parametrize("command", ["", *COMMANDS, "config show", "config validate", "config schema"])
def test_help_is_in_the_language_that_was_asked_for(run: Run, command: str) -> None:
    english = run("--lang", "en", *command.split(), "--help").out
    assert not HAN.search(english)
    assert english.startswith("Usage:")
    chinese = run("--lang", "zh", *command.split(), "--help").out
    assert chinese.startswith("用法：")
    told = [line for line in chinese.splitlines()[2:] if line.strip() and not line.startswith("  -") and "  [" not in line]
    assert all(HAN.search(line) for line in told if not line.strip().endswith("]")), told


@pytest.mark.parametrize(("arguments", "told"), [("--help --version", "用法："), ("--version -h", "formlint ")])
def test_of_help_and_version_the_first_is_told(run: Run, arguments: str, told: str) -> None:
    done = run("--lang", "zh", *arguments.split())
    assert (done.status, done.out.startswith(told)) == (0, True)


def test_without_a_language_help_is_in_both(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    done = run("--help")
    shown = done.out
    assert "核对填好的表格" in shown
    assert "Recompute what" in shown


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ((), "用法："),
        (("check",), "出错：缺少参数 '路径...'"),
        (("check", "--nope"), "出错：没有选项 '--nope'"),
        (("--verison",), "没有选项 '--verison'。是否指 '--version'？"),
        (("nope",), "出错：没有命令 'nope'"),
        (("chekc", "clean.md"), "没有命令 'chekc'。是否指“check”？"),
        (("clean.md",), "没有命令 'clean.md'。要核对这个文件，请写 formlint check clean.md"),
        (("check", "clean.md", "--format", "nope"), "'--format' 的值不对：没有 'nope'，可以写：'text'"),
        (("check", "clean.md", "--output"), "选项 '--output' 后面缺少值"),
        (("check", "clean.md", "--output", "out.html"), "是否指“html:out.html”？"),
        (("check",), "缺少参数 '路径...'。"),
        (("自评表.xlsx",), "请写 formlint check 自评表.xlsx"),
        (("suppress", "clean.md", "--reason", "x"), "出错：缺少选项 '--check'"),
        (("suppress", "clean.md", "--check", "a/b", "--reason", "x", "--expires", "soon"), "--expires “soon”不是日期。请按“年-月-日”写"),
        (("check", "clean.md", "--checks", "nowhere"), "'nowhere' 不存在"),
        (("show", "clean.md", "--isolated=1"), "选项 '--isolated' 后面不写值"),
        (("report", "a", "b"), "多出了参数：b"),
    ],
)
def test_wrong_usage_is_told_in_chinese(run: Run, arguments: tuple[str, ...], told: str) -> None:
    done = run("--lang", "zh", *arguments)
    assert (done.status, told in done.err + done.out) == (2, True), done


@pytest.mark.parametrize("variables", [{"FORMLINT_LANG": "en"}, {"LANG": "en_US.UTF-8"}, {"LC_ALL": "en_GB", "LANG": "zh_CN.UTF-8"}])
def test_the_language_may_come_from_the_environment(run: Run, monkeypatch: pytest.MonkeyPatch, variables: dict[str, str]) -> None:
    monkeypatch.setenv("LC_ALL", "")
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert "Error: No such option" in run("check", "--nope").err
    assert "error[" in run("check", "faulty.md").out


def test_the_locale_has_no_say_in_what_a_program_reads(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    assert '"lang":"zh"' in run("check", "faulty.md", "--format", "json").out


def test_a_language_that_nobody_here_speaks_is_told_in_both_that_are_spoken(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORMLINT_LANG", "tlh")
    done = run("check", "clean.md")
    assert done.status == 0
    assert "“tlh”不支持" in done.err
    assert '"tlh", which formlint does not speak' in done.err


def test_help_in_chinese_lines_up_and_fits(run: Run) -> None:
    shown = run("--lang", "zh", "check", "--help").out.splitlines()
    assert all(width(line) <= 80 for line in shown if "[text|" not in line)
    starts = {width(line[: match.start(1)]) for line in shown if (match := re.match(r"  --?[\w-]+ \S*\s{2,}(\S)", line))}
    assert len(starts) == 1


def test_a_line_breaks_between_chinese_characters_and_never_before_a_comma() -> None:
    assert list(wrapped("请核对路径，文件名也请核对。", 10)) == ["请核对路", "径，文件名", "也请核对。"]
    assert list(wrapped("a word or two", 8)) == ["a word", "or two"]


@pytest.mark.parametrize(
    ("text", "chinese", "english"),
    [
        ("输出格式 / Output format.", "输出格式", "Output format."),
        ("核对表格。", "核对表格。", ""),
        ("Check forms.", "", "Check forms."),
        ("\b\n0  没有 / none\n1  有 / some", "\b\n0  没有\n1  有", "\b\n0  none\n1  some"),
    ],
)
def test_one_half_of_a_bilingual_text_is_shown(text: str, chinese: str, english: str) -> None:
    assert (one(text, "zh"), one(text, "en")) == (chinese, english)
