"""Pages that are drawn while their file is being checked are the pages of the report, or nobody's."""

import subprocess
import sys
from pathlib import Path

import pytest

from formlint.drawing import begun_early
from formlint.drawing._early import Early
from formlint.readers.processes.forked import FEWEST
from tests.readers.printed import Sheet, text
from tests.readers.printed import pdf as printed

ROOT = Path(__file__).parents[2]
FORM = ROOT / "fixtures" / "2022" / "form.pdf"
WITH_A_THREAD = """
import sys, threading
threading.Thread(target=threading.Event().wait, daemon=True).start()
from formlint.cli import main
sys.exit(main(sys.argv[1:]))
"""
AFTER_A_FAULT = """
import os, sys
from formlint.cli import check, main
def fault(*_): raise MemoryError
check.settle = fault
try:
    main(sys.argv[1:])
finally:
    try:
        os.waitpid(-1, os.WNOHANG)
        print("one is left", flush=True)
    except (ChildProcessError, AttributeError):
        print("none is left", flush=True)
"""


def pages(count: int) -> bytes:
    return printed(*[Sheet(text(50, 700, f"page {number}")) for number in range(count)])


def report(path: Path, target: Path, *start: str) -> bytes:
    subprocess.run([sys.executable, *start, "check", str(path), "--output", f"html:{target}"], cwd=ROOT, capture_output=True, check=False)
    return target.read_bytes()


@pytest.mark.parametrize("turned", [False, True])
def test_a_report_is_the_same_whoever_drew_its_pages(tmp_path: Path, turned: bool) -> None:
    """Where there are threads, one process draws. A page that is read lying on its side is drawn so."""
    path = FORM
    if turned:
        path = tmp_path / "form.pdf"
        path.write_bytes(FORM.read_bytes().replace(b"/Type /Page ", b"/Type /Page /Rotate 90 "))
    early, late = report(path, tmp_path / "a.html", "-m", "formlint"), report(path, tmp_path / "b.html", "-c", WITH_A_THREAD)
    assert early == late
    assert early.count(b"data:image/png;base64,") >= 2


def test_pages_are_taken_for_all_pages_of_the_same_file_only() -> None:
    data = pages(3)
    for other, wanted in ((pages(4), (1, 2, 3)), (data, (2, 3)), (data, range(1, FEWEST + 1))):
        early = Early(data)
        assert early.taken(other, wanted) is None
    early = Early(data)
    beside = early.taken(data, (1, 2, 3))
    assert beside
    assert [bool(picture) for picture in beside.pictures(3)] == [True, True, True]
    early.end()


def test_nothing_is_begun_for_what_is_no_pdf() -> None:
    assert begun_early(b"PK\x03\x04") is None


def test_a_fault_leaves_no_second_process(tmp_path: Path) -> None:
    command = [sys.executable, "-c", AFTER_A_FAULT, "check", str(FORM), "--output", f"html:{tmp_path / 'a.html'}"]
    assert b"none is left" in subprocess.run(command, cwd=ROOT, capture_output=True, check=False).stdout
