"""A page is told to be printed in greys only where nothing on it could have a colour."""

import pypdfium2 as pdfium
import pytest

from formlint.drawing._inks import is_grey
from tests.readers.printed import Sheet, grid, stream, text
from tests.readers.printed import pdf as printed

PRINT = grid((50, 150, 250), (750, 730, 710)) + text(55, 735, "Total") + text(155, 735, "执行率")
IMAGE = stream(b"\0\0\0", b"/Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceRGB/BitsPerComponent 8")
TILES = stream(b"1 0 0 rg 0 0 5 5 re f", b"/Type/Pattern/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 5 5]/XStep 5/YStep 5/Resources<<>>")


def form(operators: str, resources: bytes = b"") -> dict[str, bytes]:
    return {"F": stream(operators.encode(), b"/Type/XObject/Subtype/Form/BBox[0 0 600 800]/Resources<<" + resources + b">>")}


def grey(sheet: Sheet) -> bool:
    return is_grey(pdfium.PdfDocument(printed(sheet))[0])


@pytest.mark.parametrize(
    "sheet",
    [
        pytest.param(Sheet(""), id="nothing"),
        pytest.param(Sheet(PRINT), id="letters and lines"),
        pytest.param(Sheet("0.5 g 0.2 G " + PRINT), id="in grey"),
        pytest.param(Sheet("0.9 0.9 0.9 rg " + PRINT), id="in a grey of three colours"),
        pytest.param(Sheet(PRINT + "/F Do", objects=form("0 0 m 9 9 l S")), id="in a form"),
    ],
)
def test_print_is_grey(sheet: Sheet) -> None:
    assert grey(sheet)


@pytest.mark.parametrize(
    "sheet",
    [
        pytest.param(Sheet(PRINT + "1 0 0 rg " + text(55, 600, "red")), id="letters"),
        pytest.param(Sheet(PRINT + "0 0 1 RG 0 0 m 9 9 l S"), id="lines"),
        pytest.param(Sheet(PRINT + "/F Do", objects=form("0 0 1 RG 0 0 m 9 9 l S")), id="lines in a form"),
        pytest.param(Sheet(PRINT + "/I Do", objects={"I": IMAGE}), id="a picture"),
        pytest.param(Sheet(PRINT, "/MediaBox[0 0 600 800]/Annots[<</Type/Annot/Subtype/Square/Rect[0 0 9 9]/C[1 0 0]>>]"), id="a note"),
    ],
)
def test_what_has_or_may_have_a_colour_is_not(sheet: Sheet) -> None:
    assert not grey(sheet)


@pytest.mark.parametrize("operators", ["/Pattern cs /P scn 9 9 200 200 re f", "/Pattern CS /P SCN 9 w 9 9 200 200 re S"])
def test_tiles_may_have_a_colour(operators: str) -> None:
    """pdfium tells any as one grey; what is shaded by a pattern it tells as white, and so is_grey does."""
    sheet = Sheet("/F Do", objects=form(operators, b"/Pattern<</P 5 0 R>>"))
    assert not is_grey(pdfium.PdfDocument(printed(sheet, extra=[TILES]))[0])
