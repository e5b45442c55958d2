"""Old Word and WPS documents are read by way of LibreOffice; without it the answer says what to do. Nothing is left behind."""

import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest

from formlint.documents import Document
from formlint.errors import ReadError
from formlint.limits import Limits, within
from formlint.readers import Source, office, read

FORM = Path(__file__).parents[2] / "fixtures" / "clean" / "form.docx"
RTF = rb"{\rtf1\ansi\trowd\cellx2000\cellx4000\pard\intbl 100\cell 98.81%\cell\row\pard end\par}"
SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
needs_soffice = pytest.mark.skipif(not SOFFICE, reason="LibreOffice is not on this machine")


def refusal(source: Source) -> ReadError:
    with pytest.raises(ReadError) as error:
        read(source)
    return error.value


@needs_soffice
def test_rich_text_is_read_with_its_table(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(tempfile, "tempdir", tmp_path.as_posix())
    document = read(Source("a.rtf", RTF))
    assert document.format == "rtf"
    assert [cell.text for cell in document.tables[0].cells] == ["100", "98.81%"]
    assert [line.text for line in document.lines] == ["end"]
    assert list(tmp_path.iterdir()) == []


@needs_soffice
def test_a_form_of_wps_reads_as_its_docx(tmp_path: Path) -> None:
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [str(SOFFICE), profile, "--headless", "--convert-to", "doc:MS Word 97", "--outdir", tmp_path.as_posix(), FORM.as_posix()]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    made = (tmp_path / "form.doc").read_bytes()
    ours, theirs = read(FORM), read(Source("a.wps", made))
    assert theirs.format == "wps"
    assert cells(theirs) == cells(ours)


def cells(document: Document) -> list[tuple[int, int, int, int, str]]:
    return [(each.row, each.column, each.rows, each.columns, each.text) for table in document.tables for each in table.cells]


@needs_soffice
def test_what_libreoffice_cannot_open_is_refused() -> None:
    """It would take a damaged file for plain text."""
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le").ljust(64, b"\0") + b"\0" * 2000
    assert refusal(Source("a.doc", data)).message == "not-converted"


def test_without_libreoffice_the_answer_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "_PROGRAMS", ())
    error = refusal(Source("a.rtf", RTF))
    assert error.message == "needs-libreoffice"
    assert error.details == {"suffix": ".rtf", "target": ".docx"}


def test_a_conversion_that_does_not_end_is_stopped(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    sleeper = tmp_path / "soffice"
    sleeper.write_text("#!/bin/sh\nsleep 60 &\nsleep 60\n")
    sleeper.chmod(0o755)
    monkeypatch.setattr(office, "_PROGRAMS", (sleeper.as_posix(),))
    with within(Limits(seconds=0.2)):
        assert refusal(Source("a.rtf", RTF)).message == "conversion-too-slow"


def test_a_document_that_is_too_big_is_refused() -> None:
    assert refusal(Source("a.rtf", RTF + b" " * Limits().slow_megabytes * 1_000_000)).message == "too-big"
