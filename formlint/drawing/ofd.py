"""Pages of an OFD, drawn from the lines and characters that were read: there is no renderer for it. Colours, fonts and pictures are left out; a page
that is only a picture is shown as one."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib import import_module
from itertools import pairwise

import numpy as np

from formlint.drawing import Box, Held, Sheet, Words
from formlint.errors import ReadError
from formlint.readers.ofd import counted_pages, opened_pages
from formlint.readers.pages import Page

LEVEL = 0.05  # points between base lines that are one


def count(data: bytes) -> int:
    """How many pages there are."""
    try:
        return counted_pages(data)
    except ReadError:
        return 0


def begun(data: bytes, wanted: Sequence[int], held: Mapping[int, Held], early: object = None) -> Callable[[], Iterator[Sheet]]:
    """The pages of these numbers, when they are asked for."""
    return lambda: sheets(data, wanted, held)


def sheets(data: bytes, wanted: Sequence[int], held: Mapping[int, Held]) -> Iterator[Sheet]:
    """The pages of these numbers."""
    most = max(wanted, default=0)
    for number, (page, rendered) in enumerate(opened_pages(data), start=1):
        own = held.get(number, Held())
        if number in wanted and own.scanned:
            picture = rendered()
            if picture is not None:
                yield import_module("formlint.drawing.scan").straight(*picture, number, own.turned)
        elif number in wanted and page is not None:
            yield Sheet(number, round(page.width, 2), round(page.height, 2), rules=_rules(page), words=tuple(_words(page)))
        if number == most:
            return


def _rules(page: Page) -> tuple[Box, ...]:
    return tuple((left, top, right, bottom) for left, top, right, bottom in page.rules.round(2).tolist())


def _words(page: Page) -> Iterator[Words]:
    """Characters that follow each other on one base line, in one size."""
    if not len(page.codes):
        return
    lefts, floors, sizes = page.boxes[:, 0], page.floors, page.boxes[:, 3] - page.boxes[:, 1]
    apart = (np.abs(np.diff(floors)) > LEVEL) | (np.abs(np.diff(sizes)) > LEVEL)
    edges = [0, *(np.flatnonzero(apart) + 1).tolist(), len(floors)]
    text = page.codes.astype(np.uint32).tobytes().decode("utf-32-le")
    for start, end in pairwise(edges):
        yield Words(text[start:end], tuple(lefts[start:end].round(2).tolist()), round(float(sizes[start]), 2), round(float(floors[start]), 2))
