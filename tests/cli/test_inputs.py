"""What the paths of a command mean: each file once, and of a folder not what formlint wrote itself."""

import inspect
import json
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from formlint.cli._inputs import inputs

Run = Callable[..., Any]
FIXTURES = Path(__file__).parent.parent.parent / "fixtures"


def checked(run: Run, *arguments: str) -> list[str]:
    return [each["path"] for each in json.loads(run("check", *arguments, "--format", "json").out)["documents"]]


@pytest.mark.parametrize("other", ["./faulty.md", "sub/../faulty.md", "{here}/faulty.md", "{here}/./sub/../faulty.md"])
def test_a_file_in_two_spellings_is_checked_once(run: Run, tmp_path: Path, other: str) -> None:
    Path("sub").mkdir()
    assert checked(run, "faulty.md", other.format(here=tmp_path)) == ["faulty.md"]


def test_a_file_below_a_linked_folder_is_checked_once(run: Run) -> None:
    Path("real").mkdir()
    shutil.copy(FIXTURES / "2023" / "form.txt", "real")
    Path("link").symlink_to("real")
    assert checked(run, "real", "link/form.txt") == ["real/form.txt"]


def test_two_files_with_equal_content_are_both_checked(run: Run) -> None:
    shutil.copy("faulty.md", "again.md")
    assert checked(run, "faulty.md", "again.md") == ["faulty.md", "again.md"]


def test_a_file_that_is_there_twice_is_told_at_the_second_and_is_no_problem(run: Run) -> None:
    shutil.copy(FIXTURES / "clean" / "form.xlsx", "a.xlsx")
    shutil.copy("a.xlsx", "b.xlsx")
    shutil.copy(FIXTURES / "clean" / "form.docx", "c.docx")
    done = run("check", "a.xlsx", "b.xlsx", "c.docx", "--format", "json", "--lang", "zh")
    documents = json.loads(done.out)["documents"]
    assert done.status == 0
    assert [each["status"] for each in documents] == ["checked"] * 3
    shown = run("check", "a.xlsx", "b.xlsx", "c.docx", "--format", "concise", "--lang", "zh").out
    assert shown.splitlines() == ["b.xlsx: info document/same-content 与“a.xlsx”内容完全相同，请确认是否重复报送。"]


def test_of_files_that_hold_no_form_nobody_asks_whether_they_are_the_same(run: Run) -> None:
    for name in ("a.txt", "b.txt"):
        Path(name).write_text("通知", encoding="utf-8")
    assert "same-content" not in run("check", "a.txt", "b.txt", "--format", "concise").out


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_formlint_wrote_is_not_searched_again(run: Run, lang: str) -> None:
    Path("forms").mkdir()
    for suffix in ("pdf", "xlsx", "docx"):
        shutil.copy(FIXTURES / "project" / f"faulty.{suffix}", "forms")
    reports = [f"{name}:forms/page.{name}" for name in ("html", "xlsx", "csv")] + ["text:forms/report.txt"]
    run("check", "forms", "--annotate", "forms", "--lang", lang, *(part for each in reports for part in ("--output", each)))
    assert len(list(Path("forms").iterdir())) == 10
    for number, file in enumerate(sorted(Path("forms").iterdir())):  # whatever they are called
        file.rename(file.with_name(f"{number}{file.suffix}"))
    done = run("check", "forms", "--format", "json", "--lang", "zh")
    assert sorted(Path(each["path"]).suffix for each in json.loads(done.out)["documents"]) == [".docx", ".pdf", ".xlsx"]
    assert "跳过 7 个 formlint 生成的报告或批注副本" in done.err


def test_archives_in_a_folder_are_told_and_not_opened(run: Run) -> None:
    Path("forms").mkdir()
    shutil.copy("faulty.md", "forms/form.txt")
    for name in ("a.zip", "b.RAR", "c.7z"):
        Path("forms", name).write_bytes(b"PK")
    done = run("check", "forms", "--format", "json", "--lang", "zh")
    assert [each["path"] for each in json.loads(done.out)["documents"]] == ["forms/form.txt"]
    assert "没有打开 3 个压缩包：forms/a.zip, forms/b.RAR, forms/c.7z" in done.err


def test_a_folder_of_nothing_but_archives_says_so(run: Run) -> None:
    Path("forms").mkdir()
    Path("forms", "a.zip").write_bytes(b"PK")
    done = run("check", "forms", "--lang", "en")
    assert done.status == 2
    assert "Not opened: 1 archive: forms/a.zip" in done.err


def test_a_copy_with_notes_is_checked_when_it_is_named(run: Run) -> None:
    shutil.copy(FIXTURES / "project" / "faulty.xlsx", "faulty.xlsx")
    run("check", "faulty.xlsx", "--annotate", "copies")
    (copy,) = Path("copies").iterdir()
    assert checked(run, copy.as_posix()) == [copy.as_posix()]
    done = run("check", "copies")
    assert done.status == 2
    assert "跳过 1 个" in done.err


@pytest.mark.parametrize("suffix", ["pdf", "xlsx", "docx", "html", "csv", "txt"])
def test_a_form_is_never_taken_for_a_report(run: Run, suffix: str) -> None:
    Path("forms").mkdir()
    shutil.copy(FIXTURES / "2022" / f"form.{suffix}", "forms")
    assert checked(run, "forms") == [f"forms/form.{suffix}"]


@pytest.mark.parametrize("suffix", ["pdf", "xlsx", "docx", "html", "csv", "txt"])
def test_what_cannot_be_opened_is_left_to_its_reader(run: Run, suffix: str) -> None:
    Path("forms").mkdir()
    Path(f"forms/broken.{suffix}").write_bytes(b"PK\x03\x04\xff\xfe broken")
    assert checked(run, "forms") == [f"forms/broken.{suffix}"]


@pytest.mark.parametrize("name", ["pipe.pdf", "pipe.xlsx", "pipe.txt", "pipe.html"])
def test_a_pipe_in_a_folder_is_told_and_not_waited_for(run: Run, name: str) -> None:
    Path("forms").mkdir()
    os.mkfifo(f"forms/{name}")
    done = run("check", "forms", "--format", "json")
    assert [each["message"] for each in json.loads(done.out)["findings"]] and "not-a-file" in done.out
    assert done.status == 1


@pytest.mark.parametrize("more", [(), ("--annotate", "copies"), ("--output", "csv:list.csv")])
def test_a_link_that_leads_to_itself_is_told_as_a_link(run: Run, more: tuple[str, ...]) -> None:
    Path("loop.pdf").symlink_to("loop.pdf")
    done = run("check", "loop.pdf", "faulty.md", "--format", "concise", *more)
    assert "loop.pdf: error document/is-a-link" in done.out
    assert "faulty.md" in done.out
    assert done.status == 1


def test_folders_are_searched_in_order_and_links_to_folders_are_not_followed(run: Run) -> None:
    """One that leads upwards would never end."""
    Path("forms/d/e").mkdir(parents=True)
    for name in ("b.txt", "a.txt", "d/c.txt", "d/e/d.txt", "d/a.txt"):
        shutil.copy("faulty.md", f"forms/{name}")
    Path("forms/up").symlink_to(".")
    assert checked(run, "forms") == [f"forms/{name}" for name in ("a.txt", "b.txt", "d/a.txt", "d/c.txt", "d/e/d.txt")]


def test_folders_within_folders_are_searched_however_deep(tmp_path: Path) -> None:
    """Deeper than Python may call itself, which is less here so that the folders can be taken away again."""
    deep = tmp_path.joinpath("forms", *["d"] * 300)
    deep.mkdir(parents=True)
    shutil.copy(FIXTURES / "clean" / "form.csv", deep)
    usual = sys.getrecursionlimit()
    sys.setrecursionlimit(len(inspect.stack(0)) + 100)
    try:
        found = inputs([tmp_path / "forms"])
    finally:
        sys.setrecursionlimit(usual)
    assert list(found.files) == [deep / "form.csv"]


@pytest.mark.parametrize(("origin", "name"), [("docx", "copy.wps"), ("xlsx", "copy.et"), ("xlsx", "copy.xls")])
def test_a_copy_under_the_name_of_another_format_is_known_too(run: Run, origin: str, name: str) -> None:
    Path("forms").mkdir()
    shutil.copy(FIXTURES / "project" / f"faulty.{origin}", f"forms/{name}")
    run("check", "forms", "--annotate", "forms")
    assert checked(run, "forms") == [f"forms/{name}"]


@pytest.mark.parametrize("name", ["text", "markdown", "html"])
def test_reports_for_people_end_with_what_was_passed_over(run: Run, name: str) -> None:
    Path("forms").mkdir()
    shutil.copy("faulty.md", "forms/form.txt")
    Path("forms", "a.zip").write_bytes(b"PK")
    Path("forms", "b.heic").write_bytes(b"..")
    run("check", "forms", "--output", f"{name}:report", "--output", "json:run.json", "--lang", "zh")
    report = Path("report").read_text(encoding="utf-8")
    assert "没有打开 1 个压缩包：forms/a.zip" in report.replace("\\", "")
    assert "跳过 1 个不能读取的文件或链接（.heic 1）" in report.replace("\\", "")
    again = run("report", "run.json", "--format", name, "--lang", "zh").out if name != "html" else ""
    assert name == "html" or "没有打开 1 个压缩包：forms/a.zip" in again.replace("\\", "")


def test_programs_are_told_what_was_passed_over(run: Run) -> None:
    Path("forms").mkdir()
    shutil.copy("faulty.md", "forms/form.txt")
    Path("forms", "a.zip").write_bytes(b"PK")
    done = run("check", "forms", "--format", "json", "--lang", "zh")
    assert json.loads(done.out)["passed"] == [{"reason": "passed-archives", "count": 1, "listed": ["forms/a.zip"]}]


def test_on_the_console_what_was_passed_over_is_told_once(run: Run) -> None:
    Path("forms").mkdir()
    shutil.copy("faulty.md", "forms/form.txt")
    Path("forms", "a.zip").write_bytes(b"PK")
    done = run("check", "forms", "--lang", "zh")
    assert (done.out.count("forms/a.zip"), done.err.count("forms/a.zip")) == (1, 0)


def test_a_folder_that_cannot_be_opened_is_told_once(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rights say nothing to who may read everything."""
    Path("forms/closed").mkdir(parents=True)
    shutil.copy("faulty.md", "forms/form.txt")
    listed = os.scandir

    def refused(path: str) -> Any:
        if os.fspath(path).endswith("closed"):
            raise PermissionError(13, "Permission denied")
        return listed(path)

    monkeypatch.setattr("formlint.cli._inputs.os.scandir", refused)
    for name in ("text", "statistics", "markdown", "github", "concise", "json"):
        done = run("check", "forms", "--format", name, "--lang", "en")
        assert (done.status, (done.out + done.err).count("cannot be opened")) == (2, 1), name
