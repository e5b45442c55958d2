"""Copies opened by programs that people have: poppler draws the highlights over the numbers, LibreOffice lists the notes."""

import io
import shutil
import subprocess
from functools import cache
from pathlib import Path

import numpy
import pytest
from lxml import etree
from PIL import Image

from formlint.annotating import annotated, notes
from formlint.checks import SHIPPED, load
from formlint.definitions import shipped
from formlint.documents import PageSpot, SheetSpot
from formlint.lint import Setup, lint
from formlint.reporters import View
from formlint.results import DocumentResult

FIXTURES = Path(__file__).parent.parent.parent / "fixtures"
POPPLER, OFFICE = shutil.which("pdftoppm"), shutil.which("soffice") or shutil.which("libreoffice")
SCALE = 2  # pixels a point
OFF = 2  # pixels by which two programs may round otherwise
ANNOTATION = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}annotation"


@cache
def checked(name: str) -> tuple[DocumentResult, View]:
    setup = Setup(shipped(), load(SHIPPED))
    return lint(FIXTURES / name, setup), View(setup.checks, setup.definitions)


def copy_of(name: str) -> bytes:
    result, view = checked(name)
    return annotated((FIXTURES / name).read_bytes(), result, view)


def drawn(data: bytes) -> "numpy.ndarray[tuple[int, ...], numpy.dtype[numpy.int16]]":
    """The first page as poppler draws it."""
    command = [POPPLER or "", "-r", str(72 * SCALE), "-f", "1", "-l", "1", "-png", "-"]
    made = subprocess.run(command, input=data, capture_output=True, check=True, timeout=60).stdout
    return numpy.asarray(Image.open(io.BytesIO(made)).convert("RGB"), numpy.int16)


@pytest.mark.skipif(not POPPLER, reason="there is no pdftoppm: apt install poppler-utils")
@pytest.mark.parametrize("name", ["project/faulty.pdf", "yuan/faulty.pdf"])
def test_poppler_draws_highlights_over_the_numbers_and_nowhere_else(name: str) -> None:
    changed = (drawn((FIXTURES / name).read_bytes()) != drawn(copy_of(name))).any(axis=2)
    seen = 0
    for note in notes(*checked(name)):
        for left, top, right, bottom in (spot.box for spot in note.place.spots if isinstance(spot, PageSpot) and spot.page == 1):
            inner = changed[round(top * SCALE) + OFF : round(bottom * SCALE) - OFF, round(left * SCALE) + OFF : round(right * SCALE) - OFF]
            assert inner.mean() > 0.5, note.cited  # all but the ink
            seen += 1
    for note in notes(*checked(name)):
        for left, top, right, bottom in (spot.box for spot in note.place.spots if isinstance(spot, PageSpot) and spot.page == 1):
            changed[round(top * SCALE) - OFF : round(bottom * SCALE) + OFF, round(left * SCALE) - OFF : round(right * SCALE) + OFF] = False
    assert seen > 2
    assert not changed.any()


@pytest.mark.skipif(not OFFICE, reason="there is no LibreOffice: apt install libreoffice-calc")
def test_libreoffice_lists_every_note_in_its_cell(tmp_path: Path) -> None:
    (tmp_path / "copy.xlsx").write_bytes(copy_of("yuan/faulty.xlsx"))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [OFFICE or "", profile, "--headless", "--convert-to", "fods", "--outdir", tmp_path.as_posix(), (tmp_path / "copy.xlsx").as_posix()]
    subprocess.run(command, capture_output=True, check=True, timeout=120)
    told = {}
    for annotation in etree.parse(tmp_path / "copy.fods").iter(ANNOTATION):
        cell = annotation.getparent()
        assert cell is not None
        shown = "".join(str(text) for each in cell if each is not annotation for text in each.itertext())
        told[shown.strip()] = "".join(map(str, annotation.itertext()))
    wanted = [note for note in notes(*checked("yuan/faulty.xlsx")) if note.text and any(isinstance(spot, SheetSpot) for spot in note.place.spots)]
    assert wanted
    assert {note.cited for note in wanted} == set(told)
    for note in wanted:
        assert note.text.splitlines()[0] in told[note.cited]
