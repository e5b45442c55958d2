"""What the objects of an OFD page draw, gathered object by object and turned into arrays once: characters, ruling lines, images, in points.

Fonts tell no widths here: a character is as wide as the distance to the next one says, where that is no wider than the font, else as its kind is.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import chain, pairwise

import numpy as np

from formlint.errors import ReadError
from formlint.limits import allowed
from formlint.readers.ofds.numbers import Box, Matrix, Outline, moved
from formlint.readers.pages import THICKEST_RULE, Codes, Flags, Numbers, Page, folded, inked
from formlint.readers.pages.paths import STROKES_OF_A_LETTER, along_the_edges, are_along_the_edges, strokes
from formlint.readers.pages.shades import on_a_shade, pictured
from formlint.records import record

MOST_OBJECTS = 100_000  # a page, those of its templates included
MOST_POINTS = 1_000_000  # of the paths of a page
DESCENT = 0.12  # of the font size, as for PDF fonts that tell none
_FIRST_WIDE = 0x2000  # quotation marks and dashes stand in Chinese fonts here
_NARROW, _BROAD = frozenset("iljtfrI.,:;'|!()[]{}` "), frozenset("mwMW@")


@record(frozen=True, slots=True)
class Run:
    """Characters that follow each other in one object: where each begins on its base line, in the object's own units."""

    text: str
    xs: Sequence[float]
    ys: Sequence[float]


@record(frozen=True, slots=True)
class Script:
    """How the characters of an object stand: font size, stretched how far, turned by how many quarters."""

    size: float
    stretch: float = 1.0
    quarters: int = 0


@record(frozen=True, slots=True)
class Setting:
    """Where an object lies on the page: from its own units to points, the box in points that cuts it off, and whether its ink is white."""

    matrix: Matrix
    limits: Box
    white: bool = False


@record(frozen=True, slots=True)
class Picture:
    """The part that an image is kept in, and where it lies: from a square of one by one to points."""

    part: str
    matrix: Matrix


@dataclass(frozen=True, slots=True, eq=False)
class Drawn:
    """Characters, ruling lines, images and coloured areas, in points from the origin of the page's coordinates."""

    codes: Codes
    boxes: Numbers
    floors: Numbers
    spaced: Flags
    white: Flags  # characters
    rules: Numbers
    white_rules: Numbers
    images: Numbers
    shades: Numbers
    outlines: int
    pictures: tuple[Picture, ...]


def page_of(parts: Sequence[Drawn], number: int, area: Box) -> Page:
    """One page of what its templates, its own content and its annotations draw; `area` is the paper, in points."""
    left, top, right, bottom = area
    boxes, rules, white_rules, images, shades = (
        np.concatenate([np.empty((0, 4)), *(getattr(part, name) for part in parts)]) - (left, top, left, top)
        for name in ("boxes", "rules", "white_rules", "images", "shades")
    )
    shades = np.concatenate((shades, images))
    shown = ~np.concatenate([np.empty(0, np.bool_), *(part.white for part in parts)])
    shown[~shown] = on_a_shade(boxes[~shown], shades)
    share, on_images = pictured(images, sum(part.outlines for part in parts), boxes, (right - left) * (bottom - top))
    page = Page(
        number,
        right - left,
        bottom - top,
        np.concatenate([np.empty(0, np.uint32), *(part.codes for part in parts)]),
        boxes,
        np.concatenate([np.empty(0), *(part.floors for part in parts)]) - top,
        np.concatenate([np.empty(0, np.bool_), *(part.spaced for part in parts)]),
        np.concatenate((rules, white_rules[on_a_shade(white_rules, shades)])),
        share,
        on_images,
    )
    return page if shown.all() else page.only(shown)


@dataclass(slots=True)
class Canvas:
    """Takes what objects draw; `drawn` makes arrays of it. `number` is the page, for messages."""

    number: int
    _codes: list[int] = field(default_factory=list)
    _starts: list[tuple[float, float]] = field(default_factory=list)
    _widths: list[float] = field(default_factory=list)
    _runs: list[tuple[int, Script, Setting]] = field(default_factory=list)
    _paths: list[tuple[Outline, Setting]] = field(default_factory=list)
    _framed: list[bool] = field(default_factory=list)  # paths: the border of the area is drawn, and not the area alone
    _white: list[bool] = field(default_factory=list)  # paths
    _points: int = 0
    _spent: int = 0
    _outlines: int = 0  # filled shapes of many strokes, such as letters
    _images: list[Box] = field(default_factory=list)
    _pictures: list[Picture] = field(default_factory=list)
    _shades: list[Box] = field(default_factory=list)

    def write(self, run: Run, script: Script, setting: Setting) -> None:
        """Takes characters."""
        self._runs.append((len(run.text), script, setting))
        self._codes += map(ord, run.text)
        self._starts += zip(run.xs, run.ys, strict=True)
        self._widths += _widths(run, script)
        if len(self._codes) > 2 * allowed().characters:  # with blanks
            raise ReadError("too-many-characters", page=str(self.number), most=str(allowed().characters))
        self._count()

    def draw(self, outline: Outline, setting: Setting, *, stroked: bool) -> None:
        """Takes a path that is stroked, or only filled."""
        if len(outline.points) < 2:
            return
        self._paths.append((outline, setting))
        self._framed.append(stroked or len(outline.points) > 5)
        self._points += len(outline.points)
        self._count()

    def shade(self, outline: Outline, setting: Setting) -> None:
        """Takes a coloured area, on which white ink shows."""
        if outline.points:
            xs, ys = zip(*outline.points, strict=True)
            self._outlines += len(outline.points) > STROKES_OF_A_LETTER
            self._shades.append(moved((min(xs), min(ys), max(xs), max(ys)), setting.matrix))

    def picture(self, setting: Setting, part: str) -> None:
        """Takes an image; it fills its box. `part` is empty when the file does not say what it shows."""
        if np.isfinite(setting.limits).all():
            self._images.append(setting.limits)
            self._pictures += [Picture(part, setting.matrix)] if part else []
        self._count()

    def spend(self, steps: int) -> None:
        """Counts what drawing something once more costs: small drawings within drawings can make a page that never ends."""
        self._spent += steps
        self._count()

    def _count(self) -> None:
        if self._spent + len(self._runs) + len(self._paths) + len(self._images) > MOST_OBJECTS or self._points > MOST_POINTS:
            raise ReadError("too-many-objects", page=str(self.number), most=str(MOST_OBJECTS))

    def drawn(self) -> Drawn:
        """All that was taken."""
        codes = np.array(self._codes, np.uint32)
        boxes, floors, within = self._placed()
        ink = inked(codes)
        spaced = np.concatenate(([False], ~ink))[:-1]
        white = np.repeat(np.array([setting.white for *_, setting in self._runs], np.bool_), [count for count, *_ in self._runs])
        kept = ink & within
        rules, white_rules = self._rules()
        images, shades = (np.array(areas, np.float64).reshape(-1, 4) for areas in (self._images, self._shades))
        return Drawn(
            folded(codes[kept]),
            boxes[kept],
            floors[kept],
            spaced[: len(codes)][kept],
            white[kept],
            rules,
            white_rules,
            images,
            shades,
            self._outlines,
            tuple(self._pictures),
        )

    def _placed(self) -> tuple[Numbers, Numbers, Flags]:
        """For every character its box, its base line, and whether its middle lies within the limits of its object."""
        counts = [count for count, *_ in self._runs]
        settings = np.array([(*setting.matrix, *setting.limits) for *_, setting in self._runs], np.float64).reshape(-1, 10)
        scripts = np.array([(script.size, script.quarters) for _, script, _ in self._runs], np.float64).reshape(-1, 2)
        each, script = np.repeat(settings, counts, axis=0), np.repeat(scripts, counts, axis=0)
        starts = np.array(self._starts, np.float64).reshape(-1, 2)
        size, widths = script[:, 0], np.array(self._widths, np.float64)
        turned = script[:, 1] * (np.pi / 2)
        cos, sin = np.cos(turned).round(), np.sin(turned).round()
        corners = []
        for right in (0, 1):
            for down in (DESCENT - 1, DESCENT):
                x, y = right * widths, down * size
                corners.append(_apply(each, starts[:, 0] + x * cos - y * sin, starts[:, 1] + x * sin + y * cos))
        xs, ys = (np.array([corner[axis] for corner in corners]) for axis in (0, 1))
        boxes = np.column_stack((xs.min(axis=0), ys.min(axis=0), xs.max(axis=0), ys.max(axis=0)))
        floors = _apply(each, starts[:, 0], starts[:, 1])[1]
        middle_x, middle_y, slack = (boxes[:, 0] + boxes[:, 2]) / 2, (boxes[:, 1] + boxes[:, 3]) / 2, (boxes[:, 3] - boxes[:, 1]) / 2
        left, top, right_, bottom = each[:, 6:].T  # programs draw the box of an object a little too tight
        within = (middle_x >= left - slack) & (middle_x <= right_ + slack) & (middle_y >= top - slack) & (middle_y <= bottom + slack)
        return boxes, floors, within

    def _rules(self) -> tuple[Numbers, Numbers]:
        """The ruling lines that paths draw, in ink and in white."""
        if not self._paths:
            return np.empty((0, 4)), np.empty((0, 4))
        counts = np.array([len(outline.points) for outline, _ in self._paths], np.intp)
        settings = np.array([(*setting.matrix, *setting.limits) for _, setting in self._paths], np.float64)
        white = np.array([setting.white for _, setting in self._paths], np.bool_)
        owner = np.repeat(np.arange(len(counts)), counts)
        plain = np.array(list(chain.from_iterable(outline.points for outline, _ in self._paths)), np.float64)
        x, y = _apply(settings[owner], plain[:, 0], plain[:, 1])
        first = np.cumsum([0, *counts[:-1]])
        boxes = np.column_stack([edge.reduceat(values, first) for edge, values in zip(_EDGES, (x, y, x, y), strict=True)])
        thin = np.minimum(boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1]) <= THICKEST_RULE
        kinds, closed = (np.array(list(chain.from_iterable(getattr(outline, name) for outline, _ in self._paths))) for name in ("kinds", "closed"))
        lines, ends = strokes(np.column_stack((x, y)), kinds, closed.astype(np.bool_))
        framed = (np.array(self._framed) & ~thin)[owner[ends]]
        along = framed & are_along_the_edges(lines)
        found, of = np.concatenate((boxes[thin], along_the_edges(lines[along]))), np.concatenate((np.flatnonzero(thin), owner[ends][along]))
        found, shown = _cut(found, settings[of, 6:])
        return found[shown & ~white[of]], found[shown & white[of]]


_EDGES = (np.minimum, np.minimum, np.maximum, np.maximum)
_SLACK = 1.5  # points that a rule may stand out of the box of its object, which is often drawn without the width of the line


def _cut(boxes: Numbers, limits: Numbers) -> tuple[Numbers, Flags]:
    """The parts of boxes within their limits, and where there is such a part."""
    low, high = np.maximum(boxes[:, :2], limits[:, :2] - _SLACK), np.minimum(boxes[:, 2:], limits[:, 2:] + _SLACK)
    kept: Flags = np.all(low <= high, axis=1)
    return np.hstack((low, high)), kept


def _apply(each: Numbers, x: Numbers, y: Numbers) -> tuple[Numbers, Numbers]:
    a, b, c, d, e, f = each[:, :6].T
    return a * x + c * y + e, b * x + d * y + f


def _widths(run: Run, script: Script) -> list[float]:
    """How wide each character is taken to be."""
    own = [script.size * script.stretch * _share(character) for character in run.text]
    along = run.ys if script.quarters % 2 else run.xs
    for at, (start, following) in enumerate(pairwise(along)):
        if 0 < following - start <= script.size * script.stretch * 1.05:
            own[at] = following - start
    return own


def _share(character: str) -> float:
    """Of the font size, where no font tells."""
    if ord(character) >= _FIRST_WIDE:
        return 1.0
    return 0.3 if character in _NARROW else 0.85 if character in _BROAD else 0.65 if character.isupper() else 0.5
