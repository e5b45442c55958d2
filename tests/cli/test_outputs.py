"""formlint check --output NAME:PATH: reports in files, whole or not at all."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from formlint.cli._outputs import Output, outputs

Run = Callable[..., Any]


def test_several_reports_are_written_beside_the_one_that_is_shown(run: Run) -> None:
    done = run("check", "faulty.md", "--output", "json:a.json", "--output", "sarif:github:b.sarif", "--output", "csv:c.csv")
    assert "错误[arithmetic/footing]" in done.out
    assert json.loads(Path("a.json").read_text(encoding="utf-8"))["findings"]
    assert json.loads(Path("b.sarif").read_text(encoding="utf-8"))["version"] == "2.1.0"
    assert Path("c.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert sorted(path.name for path in Path().iterdir()) == ["a.json", "b.sarif", "c.csv", "clean.md", "faulty.md"]


@pytest.mark.parametrize(
    ("given", "name", "path"),
    [
        ("json:out.json", "json", "out.json"),
        ("sarif:out.sarif", "sarif", "out.sarif"),
        ("sarif:github:out.sarif", "sarif:github", "out.sarif"),
        (r"csv:C:\reports\out.csv", "csv", r"C:\reports\out.csv"),
        ("text:a:b", "text", "a:b"),
    ],
)
def test_names_and_paths_may_hold_colons(given: str, name: str, path: str) -> None:
    assert outputs([given], [], "zh") == (Output(name, Path(path)),)


@pytest.mark.parametrize(
    ("wanted", "told"),
    [
        (["pdf:a.pdf"], "应写作 格式:文件"),
        (["json"], "应写作 格式:文件"),
        (["json:"], "应写作 格式:文件"),
        (["json:-"], "请写 --format json"),
        (["json:faulty.md"], "不能把报告写到被检查的文件"),
        (["json:a", "csv:./a"], "有两份报告要写到"),
    ],
)
def test_what_cannot_be_meant_is_refused_before_anything_is_written(run: Run, wanted: list[str], told: str) -> None:
    done = run("check", "faulty.md", *(part for each in wanted for part in ("--output", each)))
    assert done.status == 2
    assert told in done.err
    assert sorted(path.name for path in Path().iterdir()) == ["clean.md", "faulty.md"]


def test_a_file_that_cannot_be_written_is_a_fault_and_the_others_are_written(run: Run) -> None:
    done = run("check", "faulty.md", "--output", "json:nowhere/a.json", "--output", "csv:b.csv")
    assert done.status == 2
    assert "不能写入“nowhere/a.json”" in done.err
    assert Path("b.csv").exists()


def test_a_workbook_is_for_files_only(run: Run) -> None:
    done = run("check", "faulty.md", "--format", "xlsx")
    assert done.status == 2
    assert "--output xlsx:文件" in done.err
