"""Whether a page of a PDF is printed in greys: then it is drawn and packed in half of the time."""

from collections.abc import Iterator
from itertools import repeat
from typing import Any

import numpy as np
import pypdfium2.raw as pdfium

from formlint.readers.pdfs import calls as call

MOST_OBJECTS = 20_000  # looked at; a dense page has 2,000
DEEPEST_FORM = 4
TILED = 0xBF  # red, green and blue of what is filled with coloured tiles, as pdfium tells it; a grey of 0.75 is told alike
_PRINT = (pdfium.FPDF_PAGEOBJ_TEXT, pdfium.FPDF_PAGEOBJ_PATH)


def is_grey(page: Any) -> bool:
    """True for letters and lines in grey alone. False is said of all that would have to be looked at more closely: pictures, tiles, fields.

    What is filled with a shading pattern (told as white), or written in a font whose glyphs bring their own colours (Type 3), is taken for grey.
    """
    if pdfium.FPDFPage_GetAnnotCount(page):
        return False
    objects: list[call.Handle | None] = []
    for part in _objects(call.page_object, call.handle(page), pdfium.FPDFPage_CountObjects(page)):
        objects += part
        if None in part or len(objects) > MOST_OBJECTS:
            return False
    return all(_all_grey(colour, objects) for colour in (call.fill_colour, call.stroke_colour))


def _objects(getter: Any, owner: call.Handle, count: int, depth: int = 0) -> Iterator[list[call.Handle | None]]:
    """Texts and paths, then those of each form; None for anything else."""
    if count > MOST_OBJECTS or depth > DEEPEST_FORM:
        yield [None]
        return
    objects = call.handles(map(getter, repeat(owner), range(count)))
    kinds = call.each(call.object_type, objects)
    yield [each if kind in _PRINT else None for each, kind in zip(objects, kinds, strict=True) if kind != pdfium.FPDF_PAGEOBJ_FORM]
    for each, kind in zip(objects, kinds, strict=True):
        if kind == pdfium.FPDF_PAGEOBJ_FORM:
            yield from _objects(call.form_object, each, call.count_form_objects(each), depth + 1)


def _all_grey(colour: Any, objects: list[call.Handle | None]) -> bool:
    values, known = call.told(colour, (len(objects), 4), np.uint32, objects, parts=4)  # type: ignore[arg-type]
    reds, greens, blues = values[:, 0], values[:, 1], values[:, 2]
    return bool(known.all()) and bool((reds == greens).all() and (greens == blues).all() and (reds != TILED).all())
