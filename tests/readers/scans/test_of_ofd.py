"""An OFD whose pages are pictures is read as the form that they show, wherever the page puts them."""

import io
import zipfile
from pathlib import Path

import numpy as np
import pypdfium2 as pdfium
import pytest

from fixtures.fixed_pages import MM, SPACE, XML, package, parts, root
from formlint.documents import Document
from formlint.errors import ReadError
from formlint.readers import Source, read
from formlint.readers.scans.recognising import needs_ocr

if needs_ocr():
    pytest.skip("needs formlint[ocr]: make test-ocr", allow_module_level=True)

import cv2

FORM = Path(__file__).parents[3] / "fixtures" / "yuan" / "form.pdf"
MEDIA = '<ofd:MultiMedia ID="{id}" Type="Image"><ofd:MediaFile>{file}</ofd:MediaFile></ofd:MultiMedia>'


def made(objects: str, area: str, pictures: dict[str, bytes]) -> bytes:
    """An OFD of one page; the pictures have the IDs 50, 51, …"""
    members = {f"Doc_0/{name}": part for name, part in parts([objects], area)}
    media = "".join(MEDIA.format(id=number, file=file) for number, file in enumerate(pictures, start=50))
    members["Doc_0/PublicRes.xml"] = f'{XML}<ofd:Res {SPACE} BaseLoc="Res"><ofd:MultiMedias>{media}</ofd:MultiMedias></ofd:Res>'
    stream = io.BytesIO(package(members | {"OFD.xml": root("Doc_0/Document.xml")}))
    with zipfile.ZipFile(stream, "a") as archive:
        for file, data in pictures.items():
            archive.writestr(f"Doc_0/Res/{file}", data)
    return stream.getvalue()


def page() -> tuple[np.ndarray, float, float]:
    """The first page of a form as pixels, and its size in millimetres."""
    file = pdfium.PdfDocument(FORM)
    try:
        width, height = file[0].get_size()
        return file[0].render(scale=150 / 72).to_numpy().copy(), width * MM, height * MM
    finally:
        file.close()


def png(pixels: np.ndarray) -> bytes:
    return cv2.imencode(".png", pixels)[1].tobytes()


def numbers(document: Document) -> list[str]:
    return [cell.text for table in document.tables for cell in table.cells if cell.text and cell.text.strip("0123456789.,%") == ""]


def test_a_picture_that_fills_the_page_is_read() -> None:
    pixels, width, height = page()
    image = f'<ofd:ImageObject ID="20" Boundary="0 0 {width} {height}" ResourceID="50"/>'
    found = read(Source("scan.ofd", made(image, f"0 0 {width} {height}", {"a.png": png(pixels)})))
    assert numbers(found) == numbers(read(FORM))


def test_pictures_lie_where_their_matrices_put_them() -> None:
    """The upper half as it is, the lower half stored on its side and turned back by the page."""
    pixels, width, height = page()
    half = len(pixels) // 2
    middle = height * half / len(pixels)
    upper = f'<ofd:ImageObject ID="20" Boundary="0 0 {width} {middle}" CTM="{width} 0 0 {middle} 0 0" ResourceID="50"/>'
    turned = f"0 {height - middle} {-width} 0 {width} 0"  # a quarter clockwise
    lower = f'<ofd:ImageObject ID="21" Boundary="0 {middle} {width} {height - middle}" CTM="{turned}" ResourceID="51"/>'
    pictures = {"a.png": png(pixels[:half]), "b.png": png(np.rot90(pixels[half:]))}
    assert numbers(read(Source("scan.ofd", made(upper + lower, f"0 0 {width} {height}", pictures)))) == numbers(read(FORM))


@pytest.mark.parametrize("pictures", [{"a.jb2": b"\x97JB2\r\n\x1a\n"}, {}], ids=["of a kind that is not known", "missing"])
def test_a_page_whose_picture_cannot_be_shown_is_told_as_a_picture(pictures: dict[str, bytes]) -> None:
    image = '<ofd:ImageObject ID="20" Boundary="0 0 210 297" CTM="210 0 0 297 0 0" ResourceID="50"/>'
    with pytest.raises(ReadError) as error:
        read(Source("scan.ofd", made(image, "0 0 210 297", pictures)))
    assert error.value.message == "image-only"
