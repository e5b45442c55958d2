"""A picture of a page -> a `Page`, as an engine hands it over: straightened, its ruling lines found, the text recognised cell by cell.

Recognising what stands in a cell alone beats reading the page as a whole: a detector loses lone digits and joins what stands close together. Where
there is no table, and around it, the rows of pixels tell the lines. Needs `formlint[ocr]`.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from formlint.errors import ReadError
from formlint.limits import allowed
from formlint.readers.lattice.grids import Grid, TooManyRules, grids
from formlint.readers.pages import Numbers, Page, Recognised, folded
from formlint.readers.scans.lines import Region, clean, lines, usual_height
from formlint.readers.scans.ocr import Pixels, Strip, read
from formlint.readers.scans.rules import ruling
from formlint.readers.scans.upright import DOTS, upright
from formlint.records import record, replace

WIDEST = 1.1  # of the height of a line: a Chinese character with the room it is given
FLOOR = 0.15  # of the height of a line, from below: its base line
INSET = 1.0  # points between the middle of a rule and the cell
SAMPLE = 16  # lines of text that tell which way up a page lies
READABLE = 0.85  # confidence of a sample; that of a page lying on its side or its head is 0.4 to 0.75
LONG = 2.0  # times as wide as high: half of the lines of 30 pages are 2.3 to 29 times, of the same pages on their side 0.7 to 1.8 times
DIRT = 0.5  # confidence below which one or two characters outside of all tables are none
SURE = 0.97  # confidence of a character that is taken as it was read
LIKE_DIGITS = {"O": "0", "o": "0", "I": "1", "l": "1", "|": "1", "S": "5", "B": "8", "Z": "2"}
OUTSIDE = -1
NOTHING = Strip()


_NUMBER = re.compile(r"(?=.*[0-9])[≥≤><=]?[0-9OoIl|SBZ.,]+[%‰]?[㐀-鿿]{0,3}")


@record(frozen=True, slots=True)
class _Line:
    """A line of text: the number of its cell, or OUTSIDE; where it stands, and what was read."""

    cell: int
    region: Region
    strip: Strip = NOTHING


@dataclass(frozen=True, slots=True, eq=False)
class _Sheet:
    """An upright page, before its text is read."""

    pixels: Pixels
    rules: Numbers
    lines: tuple[_Line, ...]
    turned: int = 0  # quarters clockwise


def page(picture: Pixels, dpi: float | None, number: int) -> Page:
    """The page that a picture (grey or BGR) shows, whichever way up; `dpi` is what its file claims."""
    sheet = _right_way_up(picture, dpi, number)
    return _page(sheet, _told(_read(sheet.pixels, sheet.lines)), number)


def _right_way_up(picture: Pixels, dpi: float | None, number: int) -> _Sheet:
    """The picture as it lies, if a sample of it can be read; else turned by quarters, whichever reads best."""
    first = _sheet(picture, dpi, number, 0)
    best, confidence = first, _readable(first)
    for quarters in (3, 1, 2) if confidence < READABLE and first.lines else ():
        other = _sheet(picture, dpi, number, quarters)
        better = _readable(other)
        if better > confidence:
            best, confidence = other, better
        if confidence >= READABLE:
            break
    return best


def _readable(sheet: _Sheet) -> float:
    """How sure the recogniser is of a sample: of lines that are neither the shortest nor the longest. Less so where most lines are one character or
    two, as on a page on its side: single characters it may know however they lie."""
    ordered = sorted(sheet.lines, key=lambda line: line.region.width)
    middle = ordered[len(ordered) // 3 :: max(len(ordered) // (2 * SAMPLE), 1)][:SAMPLE]
    found = _read(sheet.pixels, middle)
    confidence = sum(line.strip.confidence for line in found) / len(found) if found else 0.0
    shape = float(np.median([line.region.width / line.region.height for line in ordered])) if ordered else 0.0
    return confidence * min(1.0, shape / LONG)


def _sheet(picture: Pixels, dpi: float | None, number: int, turned: int) -> _Sheet:
    """The page as it looks turned by so many quarters clockwise."""
    pixels = upright(np.ascontiguousarray(np.rot90(picture, -turned)), dpi)
    drawn = ruling(pixels)
    try:
        tables = [grid for grid in grids(drawn.rules) if len(grid.cells) > 1]
    except TooManyRules as error:
        raise ReadError("too-many-rules", page=str(number), most=str(allowed().rules)) from error
    return _Sheet(pixels, drawn.rules, tuple(_lines_of_text(clean(drawn.ink), tables)), turned)


def _lines_of_text(ink: Pixels, tables: Sequence[Grid]) -> Iterator[_Line]:
    """Those in the cells, then those above, between and below the tables."""
    usual, inset = usual_height(ink), round(INSET * DOTS)
    free = ink.copy()
    for number, (left, top, right, bottom) in enumerate(table.place(cell) for table in tables for cell in table.cells):
        cell = Region(round(left * DOTS) + inset, round(top * DOTS) + inset, round(right * DOTS) - inset, round(bottom * DOTS) - inset)
        cell.of(free)[:] = 0
        yield from (_Line(number, region) for region in lines(ink, cell, usual))
    yield from (_Line(OUTSIDE, region) for region in lines(free, Region(0, 0, free.shape[1], free.shape[0]), usual))


def _read(pixels: Pixels, asked: Sequence[_Line]) -> list[_Line]:
    strips = read([line.region.of(pixels) for line in asked])
    return [replace(line, strip=strip) for line, strip in zip(asked, strips, strict=True)]


def _told(found: Sequence[_Line]) -> Iterator[_Line]:
    """What is text: no dirt; and a stroke alone in its cell is a dash, though 一 looks the same."""
    cells = [line.cell for line in found]
    for line in found:
        strip = line.strip
        if line.cell == OUTSIDE and len(strip.text) <= 2 and strip.confidence < DIRT:
            continue
        if strip.text == "一" and line.cell != OUTSIDE and cells.count(line.cell) == 1:
            line = replace(line, strip=replace(strip, text="—", rivals="一"))  # noqa: PLW2901
        yield replace(line, strip=_as_number(line.strip))


def _as_number(strip: Strip) -> Strip:
    """The strip with doubtful letters among its digits read as the digits they look like; what was read first stays as the rival."""
    if not _NUMBER.fullmatch(strip.text):
        return strip
    text, rivals = list(strip.text), list(strip.rivals)
    for at, (letter, confidence) in enumerate(zip(strip.text, strip.confidences, strict=True)):
        if letter in LIKE_DIGITS and confidence < SURE:
            text[at], rivals[at] = rivals[at] if rivals[at] in "0123456789" else LIKE_DIGITS[letter], letter
    return replace(strip, text="".join(text), rivals="".join(rivals))


def _page(sheet: _Sheet, found: Iterator[_Line], number: int) -> Page:
    height, width = sheet.pixels.shape
    codes, boxes, floors, spaced, confidences, rivals = [], [], [], [], [], []
    for line in found:
        left, top, right, bottom = (edge / DOTS for edge in line.region)
        blank, wide, strip = False, right - left, line.strip
        edges = _edges(strip, WIDEST * (bottom - top) / wide)
        for character, confidence, rival, (start, end) in zip(strip.text, strip.confidences, strip.rivals, edges, strict=True):
            if not character.isspace():
                codes.append(ord(character))
                boxes.append((left + start * wide, top, left + end * wide, bottom))
                floors.append(bottom - FLOOR * (bottom - top))
                spaced.append(blank)
                confidences.append(confidence)
                rivals.append(ord(rival))
            blank = character.isspace()
    return Page(
        number,
        width / DOTS,
        height / DOTS,
        folded(np.array(codes, np.uint32)),
        np.array(boxes, np.float64).reshape(-1, 4),
        np.array(floors, np.float64),
        np.array(spaced, np.bool_),
        sheet.rules,
        turned=sheet.turned,
        recognised=Recognised(np.array(confidences, np.float64), np.array(rivals, np.uint32)),
    )


def _edges(strip: Strip, widest: float) -> Iterator[tuple[float, float]]:
    """Where each character begins and ends: half way to the next, but no character is wider than so much of its strip; what is left is a gap."""
    if not strip.text:
        return
    inner = [(left + right) / 2 for left, right in zip(strip.middles, strip.middles[1:], strict=False)]
    for middle, start, end in zip(strip.middles, [0.0, *inner], [*inner, 1.0], strict=True):
        yield max(start, middle - widest / 2), min(end, middle + widest / 2)
