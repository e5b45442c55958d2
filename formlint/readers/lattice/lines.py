"""Characters -> lines of text: those of one cell that share a base line, from left to right."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from formlint.documents import PageSpot, ScanSpot
from formlint.documents.spots import EDGES
from formlint.readers.pages import Codes, Flags, Indices, Numbers, Page, Recognised
from formlint.records import replace

BLANK, NEWLINE, FIRST_HAN = 0x20, 0x0A, 0x2E80
WIDE_GAP = 0.6  # of the height of the line: a blank, though none stands in the file
WORD_GAP = 0.2  # between Western words
WRITTEN_GAP = 0.1  # where a blank stands in the file too
SAME_FLOOR = 0.4  # of the height of the characters: a raised ² stays in its line, lines a font size apart do not become one
TWICE = 0.3  # of the width of a character
FARTHEST = 2e9  # hundredths of a point


Stretch = tuple[int, int, PageSpot]  # of the text of a page: where a line begins and ends, and where it stands


@dataclass(frozen=True, slots=True, eq=False)
class Lines:
    """All lines of a page, ordered by what they belong to and downwards. Line n is text[starts[n]:ends[n]]; within one cell a newline follows."""

    text: str
    owners: list[int]
    starts: list[int]
    ends: list[int]
    spots: Sequence[PageSpot]

    def of_each(self) -> dict[int, list[Stretch]]:
        """The lines of every owner."""
        found: dict[int, list[Stretch]] = {}
        for owner, line in zip(self.owners, zip(self.starts, self.ends, self.spots, strict=True), strict=True):
            found.setdefault(owner, []).append(line)
        return found


def lines(page: Page, owners: Indices) -> Lines:
    """The lines of a page; characters of different owners share none."""
    if not len(owners):
        return Lines("", [], [], [], [])
    order, line = _in_lines(page, owners)
    (first,) = _changes(line).nonzero()
    codes, boxes, owner = page.codes.take(order), page.boxes.take(order, axis=0), owners[order[first]]
    tops, bottoms = np.minimum.reduceat(boxes[:, 1], first), np.maximum.reduceat(boxes[:, 3], first)
    heights = np.maximum.reduceat(boxes[:, 3] - boxes[:, 1], first)[line]
    lefts, widths = boxes[:, 0], boxes[:, 2] - boxes[:, 0]
    gaps = (lefts[1:] - lefts[:-1]) - widths[:-1]
    western = codes < FIRST_HAN
    least = np.full(len(codes) - 1, WIDE_GAP)
    least[western[1:] & western[:-1]] = WORD_GAP  # between 2022 and 年 a typesetter leaves a gap that nobody wrote
    least[page.spaced.take(order[1:])] = WRITTEN_GAP
    blank = gaps > heights[1:] * least
    separators = np.zeros(len(codes), np.intp)
    separators[1:][blank] = BLANK
    separators[first] = np.where(_changes(owner), 0, NEWLINE)
    written = _laid_out(page, codes, boxes, separators, _Heads(first, owner, tops, bottoms))
    return written if page.recognised is None else _recognised(written, page.recognised.only(order), separators)


def _changes(values: Indices | Codes) -> Flags:
    """Which of the values are another than the one before; the first is."""
    found = np.ones(len(values), np.bool_)
    np.not_equal(values[1:], values[:-1], out=found[1:])
    return found


@dataclass(frozen=True, slots=True, eq=False)
class _Heads:
    """The lines: their first characters, owners, tops and bottoms."""

    first: Indices
    owner: Indices
    tops: Numbers
    bottoms: Numbers


def _in_lines(page: Page, owners: Indices) -> tuple[Indices, Indices]:
    """The characters in reading order, and the line of each, counted from 0. A character printed twice for boldness is kept once."""
    order = np.lexsort((page.floors, owners))
    left, top, right, bottom = page.boxes.T
    owner, floor = owners.take(order), page.floors.take(order)
    size = np.maximum(bottom - top, right - left).take(order)  # a dash may be given a box of its own height
    begins = _changes(owner)
    begins[1:] |= floor[1:] - floor[:-1] > SAME_FLOOR * (size[1:] + size[:-1]) / 2
    line = begins.cumsum() - 1
    lefts = left.take(order)
    if ((lefts[1:] < lefts[:-1]) & ~begins[1:]).any():  # most pages print their lines from left to right
        order = order.take(np.lexsort((lefts, line)))
        lefts = left.take(order)
    codes, widths = page.codes.take(order), (right - left).take(order)
    once = _changes(line) | _changes(codes)
    once[1:] |= ~(lefts[1:] - lefts[:-1] < TWICE * widths[1:])
    return (order, line) if once.all() else (order[once], line[once])


def _laid_out(page: Page, codes: Codes, boxes: Numbers, separators: Indices, heads: _Heads) -> Lines:
    """The text with its separators, and where every line and every character of it stands."""
    letters, edges = np.empty((len(codes), 2), "<u4"), np.zeros((len(codes), 2), np.int64)  # before every character there is room for a separator
    letters[:, 0], letters[:, 1], edges[:, 1] = separators, codes, np.frombuffer(packed(boxes[:, ::2]), np.int64)
    sides = edges.view(np.intc)
    sides[1:, 0], sides[:, 1] = sides[:-1, 3], sides[:, 2]
    there = (letters != 0).ravel()
    text, laid = letters.ravel().compress(there).tobytes().decode("utf-32-le"), edges.ravel().compress(there).tobytes()
    first = heads.first + separators.nonzero()[0].searchsorted(heads.first, side="right")
    starts = first.tolist()
    ends = [*(first[1:] - (separators[heads.first[1:]] != 0)).tolist(), len(text)]
    known: dict[float, float] = {}  # lines of a row stand at one height, and as one number: that is 4 of the 260 MB of 1,000 pages
    tops, bottoms = heads.tops.round(2).tolist(), heads.bottoms.round(2).tolist()
    places = zip(starts, ends, map(known.setdefault, tops, tops), map(known.setdefault, bottoms, bottoms), strict=True)
    spots = [PageSpot(page.number, top, bottom, laid[EDGES * start : EDGES * end], page.turned) for start, end, top, bottom in places]
    return Lines(text, heads.owner.tolist(), starts, ends, spots)


def packed(edges: Numbers) -> bytes:
    """As `spots.packed`; what a hostile file draws at the end of the world is drawn nearer."""
    return np.fmax(np.fmin(np.rint(edges * 100), FARTHEST), -FARTHEST).astype(np.intc).tobytes()  # fmin: a NaN is far away too


def _recognised(written: Lines, characters: Recognised, separators: Indices) -> Lines:
    """The lines with what the recogniser says of each character; of the blanks between them it is sure."""
    at = np.flatnonzero(separators)
    confidences: list[float] = np.insert(characters.confidences, at, 1.0).round(3).tolist()
    rivals = np.insert(characters.rivals, at, BLANK).astype("<u4").tobytes().decode("utf-32-le")
    places = zip(written.spots, written.starts, written.ends, strict=True)
    spots = [
        ScanSpot(spot.page, spot.top, spot.bottom, spot.packed, spot.turned, tuple(confidences[start:end]), rivals[start:end])
        for spot, start, end in places
    ]
    return replace(written, spots=spots)
