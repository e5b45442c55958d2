"""What was typed or stamped onto a PDF page and is no part of its own text: fields of forms, text boxes, stamps.

Most bring a drawing of what they show, which pdfium prints into the page. A field without one is drawn by pdfium as a viewer would; a text box
without one is laid out here, plainly.
"""

import ctypes
import unicodedata
from typing import Any

import numpy as np
import pypdfium2.raw as pdfium

from formlint.readers.pages import Codes, Flags, Numbers, folded, inked
from formlint.records import record

MOST_ANNOTATIONS = 10_000  # a page
LONGEST = 20_000  # characters of one text box
_SIZE, _LEADING = 10.0, 1.2  # points, and of the size
_TYPED = {pdfium.FPDF_ANNOT_WIDGET, pdfium.FPDF_ANNOT_FREETEXT, pdfium.FPDF_ANNOT_STAMP}
_UNSEEN = pdfium.FPDF_ANNOT_FLAG_HIDDEN | pdfium.FPDF_ANNOT_FLAG_NOVIEW


@record(frozen=True, slots=True)
class TextBox:
    """A text put onto the page without a drawing: left, bottom, right, top in the coordinates of the PDF."""

    box: tuple[float, float, float, float]
    text: str


@record(frozen=True, slots=True)
class Typed:
    """Whether a page has something to print into it, whether a field lacks its drawing, and its text boxes that do."""

    drawn: bool = False
    undrawn_field: bool = False
    boxes: tuple[TextBox, ...] = ()


def typed(page: Any) -> Typed:
    """What was typed or stamped onto a page."""
    drawn, undrawn, boxes = False, False, list[TextBox]()
    for number in range(min(pdfium.FPDFPage_GetAnnotCount(page), MOST_ANNOTATIONS)):
        annotation = pdfium.FPDFPage_GetAnnot(page, number)
        try:
            subtype = pdfium.FPDFAnnot_GetSubtype(annotation)
            if subtype not in _TYPED or pdfium.FPDFAnnot_GetFlags(annotation) & _UNSEEN:
                continue
            drawn = True
            if pdfium.FPDFAnnot_GetAP(annotation, pdfium.FPDF_ANNOT_APPEARANCEMODE_NORMAL, None, 0) > 2:
                continue
            if subtype == pdfium.FPDF_ANNOT_WIDGET:
                undrawn = True
            elif box := _box(annotation):
                boxes.append(box)
        finally:
            pdfium.FPDFPage_CloseAnnot(annotation)
    return Typed(drawn, undrawn, tuple(boxes))


def _box(annotation: Any) -> TextBox | None:
    frame = pdfium.FS_RECTF()
    size = pdfium.FPDFAnnot_GetStringValue(annotation, b"Contents", None, 0)
    if not pdfium.FPDFAnnot_GetRect(annotation, frame) or not 2 < size <= 2 * LONGEST:
        return None
    units = (ctypes.c_ushort * (size // 2 + 1))()
    pdfium.FPDFAnnot_GetStringValue(annotation, b"Contents", units, size)
    text = bytes(units)[: size - 2].decode("utf-16-le", "replace")
    return TextBox((frame.left, min(frame.bottom, frame.top), frame.right, max(frame.bottom, frame.top)), text)


def laid_out(boxes: tuple[TextBox, ...]) -> tuple[Codes, Numbers, Numbers, Flags]:
    """The characters of text boxes: codes, boxes, where each base line begins, and whether a blank was written before it."""
    codes, places, spaced = list[int](), list[tuple[float, float, float, float]](), list[bool]()
    for each in boxes:
        left, _, _, top = each.box
        for number, line in enumerate(each.text.replace("\r\n", "\n").replace("\r", "\n").split("\n")):
            x, floor, blank = left, top - _SIZE * (1 + number * _LEADING), False
            for character in line:
                wide = _SIZE if unicodedata.east_asian_width(character) in "WF" else _SIZE / 2
                codes.append(ord(character))
                places.append((x, floor - 0.12 * _SIZE, x + wide, floor + 0.88 * _SIZE))
                spaced.append(blank)
                blank, x = character.isspace(), x + wide
    found = np.array(codes, np.uint32)
    ink = inked(found)
    corners = np.array(places, np.float64).reshape(-1, 4)[ink]
    return folded(found[ink]), corners, corners[:, :2] + (0.0, 0.12 * _SIZE), np.array(spaced, np.bool_)[ink]
