"""formlint check --annotate: copies with notes beside nothing of the original."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

FIXTURES = Path(__file__).parent.parent.parent / "fixtures"
Run = Callable[..., Any]


def test_copies_are_written_for_files_with_findings_only(run: Run) -> None:
    for name in ("form.pdf", "faulty.pdf", "faulty.xlsx", "faulty.docx"):
        shutil.copy(FIXTURES / "project" / name, name)
    before = {path.name: path.read_bytes() for path in Path().iterdir()}
    done = run("check", "form.pdf", "faulty.pdf", "faulty.xlsx", "faulty.docx", "--annotate", "copies")
    assert done.status == 1
    assert sorted(path.name for path in Path("copies").iterdir()) == ["faulty（核对批注）.docx", "faulty（核对批注）.pdf", "faulty（核对批注）.xlsx"]
    assert {name: Path(name).read_bytes() for name in before} == before
    assert "已写出带批注的副本：copies/faulty（核对批注）.pdf" in done.err
    assert "请勿作为正式材料报送" in done.err


def test_two_files_of_one_name_have_two_copies(run: Run) -> None:
    for folder in ("a", "b"):
        Path(folder).mkdir()
        shutil.copy(FIXTURES / "project" / "faulty.xlsx", folder)
    run("check", "a", "b", "--annotate", "copies", "--lang", "en")
    assert sorted(path.name for path in Path("copies").iterdir()) == ["faulty (checked)-2.xlsx", "faulty (checked).xlsx"]


def test_a_format_that_takes_no_notes_is_told_and_is_no_fault(run: Run) -> None:
    done = run("check", "faulty.md", "--annotate", "copies")
    assert done.status == 1
    assert "faulty.md: markdown 格式的文件不能写入批注" in done.err
