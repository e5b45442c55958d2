"""formlint check --annotate: copies with notes beside nothing of the original."""

import math
import re
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from pypdfium2 import raw

from formlint.readers.scans.recognising import needs_ocr

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
    assert "faulty.md：markdown 格式的文件不能写入批注" in done.err


def test_a_file_of_the_run_is_never_written_over(run: Run) -> None:
    for name in ("faulty.xlsx", "faulty（核对批注）.xlsx"):  # the second as an earlier run left it
        shutil.copy(FIXTURES / "project" / "faulty.xlsx", name)
    before = Path("faulty（核对批注）.xlsx").read_bytes()
    run("check", "faulty.xlsx", "faulty（核对批注）.xlsx", "--annotate", ".")
    assert Path("faulty（核对批注）.xlsx").read_bytes() == before
    assert Path("faulty（核对批注）-2.xlsx").read_bytes() != before


def test_one_file_that_takes_no_notes_does_not_keep_the_others_from_theirs(run: Run) -> None:
    """What lists the parts of a package is not where the format wants it: the library has no word for that but a fault of its own."""
    shutil.copy(FIXTURES / "project" / "faulty.xlsx", "b.xlsx")
    with zipfile.ZipFile("b.xlsx") as whole, zipfile.ZipFile("a.xlsx", "w") as broken:
        for info in whole.infolist():
            data = whole.read(info)
            broken.writestr(info, re.sub(rb"<cellXfs.*</cellXfs>", b"", data, flags=re.DOTALL) if info.filename == "xl/styles.xml" else data)
    done = run("check", "a.xlsx", "b.xlsx", "--annotate", "copies")
    assert done.status == 2
    assert "a.xlsx：这份文件无法写入批注" in done.err
    assert [path.name for path in Path("copies").iterdir()] == ["b（核对批注）.xlsx"]


def test_a_folder_that_cannot_be_made_is_a_fault_in_a_line(run: Run) -> None:
    done = run("check", "faulty.md", "--annotate", "clean.md/copies")
    assert done.status == 2
    assert "Traceback" not in done.err


def test_a_name_may_be_as_long_as_the_system_allows(run: Run) -> None:
    name = "核" * 76 + ".xlsx"  # with the mark of a copy 254 bytes of 255
    shutil.copy(FIXTURES / "project" / "faulty.xlsx", name)
    run("check", name, "--annotate", "copies")
    assert len(list(Path("copies").iterdir())) == 1


def highlighted(copy: Path) -> list[tuple[float, ...]]:
    """The middles of all notes on the first page."""
    page = pypdfium2.PdfDocument(copy)[0]
    box, found = raw.FS_RECTF(), []
    for number in range(raw.FPDFPage_GetAnnotCount(page)):
        raw.FPDFAnnot_GetRect(raw.FPDFPage_GetAnnot(page, number), box)
        found.append(((box.left + box.right) / 2, (box.bottom + box.top) / 2))
    return sorted(found)


def boxed(report: Path) -> list[tuple[float, ...]]:
    """The middles of the boxes round guilty numbers."""
    boxes = re.findall(r'<rect class="box \w+ guilty" x="(.+?)" y="(.+?)" width="(.+?)" height="(.+?)"', report.read_text(encoding="utf-8"))
    return sorted((float(x) + float(width) / 2, float(y) + float(height) / 2) for x, y, width, height in boxes)


@pytest.mark.skipif(needs_ocr(), reason="needs formlint[ocr]: make test-ocr")
def test_a_scan_is_marked_where_the_print_is(run: Run) -> None:
    """In the copy and in the report; a recogniser takes numbers for a few points wider or narrower."""
    page = pypdfium2.PdfDocument(FIXTURES / "yuan" / "faulty.pdf")[0].render(scale=150 / 72).to_pil()
    page.convert("L").save("scan.pdf", resolution=150)
    shutil.copy(FIXTURES / "yuan" / "faulty.pdf", "printed.pdf")
    for name in ("scan", "printed"):
        run("check", f"{name}.pdf", "--annotate", "copies", "--output", f"html:{name}.html")
    assert "扶正" in Path("scan.html").read_text(encoding="utf-8")
    for scanned, printed in (
        [highlighted(Path(f"copies/{name}（核对批注）.pdf")) for name in ("scan", "printed")],
        [boxed(Path(f"{name}.html")) for name in ("scan", "printed")],
    ):
        assert len(scanned) == len(printed) > 0
        assert [min(math.dist(one, other) for other in printed) < 4 for one in scanned] == [True] * len(scanned)
