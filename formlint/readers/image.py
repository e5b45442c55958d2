"""Pictures of forms: scans and photographs (.png .jpg .tif .bmp .webp).

Text is recognised cell by cell (`scans`), so it may be misread: every character carries how sure the recogniser is, and a contradiction that a
misreading explains is never told as a mistake of the form. Needs `formlint[ocr]`.
"""

from formlint.documents import Document
from formlint.errors import ReadError
from formlint.readers import Source
from formlint.readers.lattice import blocks
from formlint.readers.scans.recognising import needs_ocr

SUFFIXES = (".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".webp")


def read(source: Source) -> Document:
    """The document in a picture, or in the pages of a TIFF."""
    if needs_ocr():
        raise ReadError("picture-needs-ocr")
    from formlint.readers.scans.pictures import pictures  # noqa: PLC0415  only there with formlint[ocr]
    from formlint.readers.scans.scan import page  # noqa: PLC0415

    pages = [page(picture, dpi, number).checked() for number, (picture, dpi) in enumerate(pictures(source.data), start=1)]
    if not any(len(page.codes) for page in pages):
        raise ReadError("nothing-recognised")
    return Document("image", tuple(blocks(pages)))
