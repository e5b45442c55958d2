"""The pages of a long file, read by two processes at once: three fifths of a long PDF's reading is pdfium's, and pdfium cannot run twice in one.

This process reads the first OWN of every STRETCH pages and makes tables of them all; the forked one only reads, so it takes the larger share. It
sends what it read as plain numbers, so nothing that comes from it can be more than a page. Whatever it does not send (it met an error, or died), this
process reads itself: then the error is met, and told, here.

Where there can be no second process (`second`), and for short files, one process reads.
"""

from collections.abc import Generator, Iterator, Sequence
from io import BufferedReader, BufferedWriter
from struct import Struct
from typing import Protocol

import numpy as np

from formlint.readers.pages import Page
from formlint.readers.processes.second import Second, exactly, two_can_work

FEWEST = 16  # pages; below, the second process has hardly begun when the first is done
STRETCH, OWN = 6, 2  # pages; short, so that both end together, and whole forms of two pages, whose fonts are loaded once then
_HEAD = Struct("<?I3d4I")  # whether the page could be read; its numbers, with those of its characters and rules, which follow


class Read(Protocol):
    """Gives the pages with these indices (from 0), None for one that cannot be read; `alone` when no other process reads, too."""

    def __call__(self, indices: Sequence[int], *, alone: bool) -> Generator[Page | None]: ...


def pages(count: int, read: Read) -> Iterator[Page | None]:
    """All pages in their order."""
    if count < FEWEST or not two_can_work():
        yield from read(range(count), alone=True)
        return
    theirs = [index for index in range(count) if index % STRETCH >= OWN]

    def send(pipe: BufferedWriter) -> None:
        for page in read(theirs, alone=False):
            pipe.write(_packed(page))

    second = Second(send)
    try:
        own = read([index for index in range(count) if index % STRETCH < OWN], alone=False)
        for index in range(count):
            if index % STRETCH < OWN:
                yield next(own)
                continue
            try:
                page = _received(second.sent)
            except EOFError:
                break
            yield page
        else:
            return
        own.close()
    finally:
        second.end()
    yield from read(range(index, count), alone=True)


def _packed(page: Page | None) -> bytes:
    if not page:
        return _HEAD.pack(False, 0, 0.0, 0.0, 0.0, 0, 0, 0, 0)
    numbers = (page.number, page.width, page.height, page.pictured, page.on_images, page.turned, len(page.codes), len(page.rules))
    return b"".join((_HEAD.pack(True, *numbers), *(array.tobytes() for array in (page.codes, page.boxes, page.floors, page.spaced, page.rules))))


def _received(sent: BufferedReader) -> Page | None:
    """The next page; EOFError when no more comes."""
    readable, number, width, height, pictured, on_images, turned, characters, rules = _HEAD.unpack(exactly(_HEAD.size, sent))
    if not readable:
        return None
    codes = np.frombuffer(exactly(4 * characters, sent), np.uint32)
    boxes = np.frombuffer(exactly(32 * characters, sent)).reshape(-1, 4)
    floors = np.frombuffer(exactly(8 * characters, sent))
    spaced = np.frombuffer(exactly(characters, sent), np.bool_)
    ruled = np.frombuffer(exactly(32 * rules, sent)).reshape(-1, 4)
    return Page(number, width, height, codes, boxes, floors, spaced, ruled, pictured, on_images, turned)
