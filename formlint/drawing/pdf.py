"""The pages of a PDF for a report, drawn by two processes."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import partial
from importlib import import_module

import pypdfium2

from formlint.drawing import Held, Sheet
from formlint.drawing._beside import Beside
from formlint.drawing._early import Early
from formlint.drawing._pages import count, drawer
from formlint.drawing._pictures import Picture

__all__ = ["begun", "count"]


def begun(data: bytes, wanted: Sequence[int], held: Mapping[int, Held], early: Early | None = None) -> Callable[[], Iterator[Sheet]]:
    """The pages of these numbers, when they are asked for."""
    if any(number in held and held[number].scanned for number in wanted):  # what straightens them has threads: no second process
        if early:
            early.end()
        return lambda: _with_scans(data, wanted, held)
    straight = not any(number in held and held[number].turned for number in wanted)
    beside = (early.taken(data, wanted) if early and straight else None) or Beside(wanted, partial(drawer, data, held))

    def sheets() -> Iterator[Sheet]:
        for number, picture in zip(wanted, beside.pictures(len(wanted)), strict=True):
            if picture:
                yield _sheet(number, picture)

    return sheets


def _with_scans(data: bytes, wanted: Sequence[int], held: Mapping[int, Held]) -> Iterator[Sheet]:
    with drawer(data, held) as draw:
        for number in wanted:
            own = held.get(number, Held())
            if own.scanned:
                with suppress(pypdfium2.PdfiumError):
                    yield import_module("formlint.drawing.scan").of_pdf(data, number, own.turned)
            elif picture := draw(number):
                yield _sheet(number, picture)


def _sheet(number: int, picture: Picture) -> Sheet:
    return Sheet(number, round(picture.width, 2), round(picture.height, 2), picture.packed.uri)
