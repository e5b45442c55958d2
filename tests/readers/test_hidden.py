"""What a PDF does not show is not read: white ink on paper, invisible text, what a clip cuts off. What shows is, whatever it is drawn with."""

import pytest

from formlint.documents import Table
from formlint.readers import pdf
from formlint.readers.pdf import PDFIUM, PDFMINER
from tests.readers.printed import Sheet, grid, line, stream, text
from tests.readers.printed import pdf as printed

ENGINES = pytest.mark.parametrize("engine", [PDFIUM, PDFMINER])
XS, YS = (50, 150, 250), (750, 730, 710)
WORDS = text(55, 735, "Total funds") + text(155, 735, "450.50") + text(55, 715, "执行率") + text(155, 715, "98.81%")
FORM = grid(XS, YS) + WORDS
READ = ["Total funds", "450.50", "执行率", "98.81%"]
PICTURE = stream(b"\0\0\0", b"/Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceRGB/BitsPerComponent 8")
MIDDLE = line(100, 710, 100, 750)


def tables(engine: str, operators: str) -> list[list[str]]:
    document = pdf.reading(printed(Sheet(operators, objects={"I": PICTURE})), engine).document()
    return [[cell.text for cell in block.cells] for block in document.blocks if isinstance(block, Table)]


@ENGINES
@pytest.mark.parametrize(
    "hidden",
    [
        pytest.param(f"q 1 G {MIDDLE} Q", id="a white line"),
        pytest.param(f"q 1 1 1 RG {MIDDLE} Q", id="white in red, green, blue"),
        pytest.param(f"q 0 0 0 0 K {MIDDLE} Q", id="no cyan, magenta, yellow, black"),
        pytest.param("q 1 g 100 710 0.5 40 re f Q", id="a thin white area"),
        pytest.param(f"q 1 g {text(105, 735, '999')} Q", id="white text"),
        pytest.param(f"q 3 Tr {text(105, 735, '999')} Q", id="invisible text"),
    ],
)
def test_what_is_white_or_invisible_is_not_there(engine: str, hidden: str) -> None:
    assert tables(engine, FORM + hidden) == [READ]


@pytest.mark.parametrize(
    "cut",
    [
        pytest.param(f"q 300 300 10 10 re W n {MIDDLE} Q", id="a line"),
        pytest.param(f"q 50 710 100 40 re W n {text(153, 722, '999')} Q", id="text that runs over its cell"),
        pytest.param(f"q 0 0 300 800 re W n 0 0 60 800 re W n {text(105, 735, '999')} Q", id="within two clips"),
        pytest.param("q 300 300 10 10 re W n 100 0 0 40 100 710 cm /I Do Q", id="an image"),
    ],
)
def test_what_a_clip_cuts_off_is_not_there(cut: str) -> None:
    assert tables(PDFIUM, FORM + cut) == [READ]


def test_what_a_clip_leaves_is_there() -> None:
    assert tables(PDFIUM, f"q 50 710 200 40 re W n {FORM} Q") == [READ]


@ENGINES
def test_white_ink_shows_on_a_shade(engine: str) -> None:
    shade = "q 0 0 0.5 rg 50 710 200 40 re f Q "
    assert tables(engine, f"{shade} q 1 g 1 G {FORM} Q") == [READ]


@ENGINES
def test_the_text_under_a_scan_is_read(engine: str) -> None:
    scan = f"q 600 0 0 800 0 0 cm /I Do Q q 3 Tr {text(55, 735, 'what the scanner read here')} Q"
    (found,) = pdf.reading(printed(Sheet(scan, objects={"I": PICTURE})), engine).document().blocks
    assert not isinstance(found, Table)
    assert found.text == "what the scanner read here"


@ENGINES
def test_a_light_grey_line_is_a_line(engine: str) -> None:
    assert tables(engine, f"q 0.95 G {grid(XS, YS)} Q {WORDS}") == [READ]


@ENGINES
def test_rules_may_be_thin_images(engine: str) -> None:
    drawn = [f"q 0.5 0 0 40 {x} 710 cm /I Do Q " for x in XS] + [f"q 200 0 0 0.5 50 {y} cm /I Do Q " for y in YS]
    assert tables(engine, "".join(drawn) + WORDS) == [READ]
