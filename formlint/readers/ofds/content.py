"""The content of an OFD page, template, drawing used again or annotation, from a stream of tags onto a canvas. GB/T 33190-2016, 7 to 13.

What does not show is left out: objects that are not visible or wholly transparent, what stands outside the box or the clip of its object, watermarks.
White ink is marked as such.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import IntEnum

from formlint.errors import ReadError
from formlint.readers.ofds.canvas import Canvas, Run, Script, Setting
from formlint.readers.ofds.numbers import Box, Matrix, Outline, box, deltas, matrix, moved, number, outline, product
from formlint.readers.ofds.resources import Event, Param, Resources
from formlint.records import record

MM = 72 / 25.4  # points
EVERYWHERE: Box = (float("-inf"), float("-inf"), float("inf"), float("inf"))
DEEPEST = 8  # drawings used within drawings
_UNITS = {"TextObject", "PathObject", "ImageObject", "CompositeObject"}
_PASSED_OVER = {"Actions", "Pattern", "Border"}
_WITH_TEXT = {"TextCode", "AbbreviatedData", "PhysicalBox", "PageRes"}
_SAME: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class _Ink(IntEnum):
    NONE = 0
    WHITE = 1
    COLOURED = 2


@record(frozen=True, slots=True)
class Frame:
    """From the coordinates of what holds an object to points, and the box in points that cuts it off."""

    matrix: Matrix = (MM, 0.0, 0.0, MM, 0.0, 0.0)
    limits: Box = EVERYWHERE


@dataclass(slots=True)
class _Clips:
    """The clips of an object, in its own units, counted from the corner of its box."""

    areas: list[list[Box]] = field(default_factory=list)  # of every clip
    area: Matrix = _SAME
    path: Matrix = _SAME

    def box(self, by: Matrix) -> Box:
        """What all of the clips leave, each area moved by `by`."""
        limits = EVERYWHERE
        for areas in self.areas:
            boxes = [moved(area, by) for area in areas]
            if boxes:
                limits = _common(limits, _around(boxes))
        return limits


@dataclass(slots=True)
class _Unit:
    """An object while it is read."""

    kind: str
    given: dict[str, str]
    fill: dict[str, str] | None = None  # attributes of its colours
    stroke: dict[str, str] | None = None
    runs: list[tuple[dict[str, str], str]] = field(default_factory=list)
    outline: Outline | None = None
    clips: _Clips | None = None
    clipping: bool = False  # inside Clips


class Content:
    """A handler for `packages.xml.parse`: draws what it is told onto the canvas. `area` and `templates` are those that a page names."""

    def __init__(self, canvas: Canvas, resources: Resources, frame: Frame | None = None, depth: int = 0) -> None:
        self.area: Box | None = None
        self.templates: list[str] = []
        self._canvas, self._resources, self._depth = canvas, resources, depth
        self._frame = frame or Frame()
        self._outer = self._frame
        self._unit: _Unit | None = None
        self._layer = ""
        self._passed_over = 0  # elements open, the outermost of which is passed over
        self._text: list[str] | None = None
        self._code: dict[str, str] = {}

    def draw(self, events: Iterable[Event]) -> None:
        """Draws what was recorded."""
        for event in events:
            if isinstance(event, tuple):
                self.start(*event)
            elif event.startswith("/"):
                self.end(event[1:])
            else:
                self.text(event[1:])

    def start(self, tag: str, given: dict[str, str]) -> None:
        if self._passed_over or tag in _PASSED_OVER or (tag == "Annot" and _hidden_annotation(given)):
            self._passed_over += 1
            return
        if tag in _WITH_TEXT:
            self._text = []
        if self._unit:
            self._inside(self._unit, tag, given)
        elif tag in _UNITS:
            self._unit = _Unit(tag, given)
        elif tag == "Layer":
            self._layer = given.get("DrawParam", "")
        elif tag == "Template":
            self.templates.append(given.get("TemplateID", ""))
        elif tag == "Appearance" and "Boundary" in given:
            area = box(given["Boundary"])
            by = product((1, 0, 0, 1, area[0], area[1]), self._outer.matrix)
            self._frame = Frame(by, moved(area, self._outer.matrix))

    def end(self, tag: str) -> None:
        if self._passed_over:
            self._passed_over -= 1
            return
        unit = self._unit
        if self._text is not None and tag in _WITH_TEXT:
            words, self._text = "".join(self._text), None
            self._written(tag, words)
        elif unit and tag == unit.kind:
            self._unit = None
            self._drawn(unit)
        elif unit and tag == "Clips":
            unit.clipping = False
        elif tag == "Appearance":
            self._frame = self._outer

    def text(self, data: str) -> None:
        if self._text is not None and not self._passed_over:
            self._text.append(data)

    def _inside(self, unit: _Unit, tag: str, given: dict[str, str]) -> None:
        if tag == "Clips":
            unit.clips, unit.clipping = _Clips(), True
        elif unit.clipping and unit.clips:
            _clip(unit.clips, tag, given)
        elif tag == "FillColor":
            unit.fill = given
        elif tag == "StrokeColor":
            unit.stroke = given
        elif tag == "TextCode":
            self._code = given

    def _written(self, tag: str, words: str) -> None:
        """What stands in an element that holds text."""
        unit = self._unit
        if tag == "PageRes":
            self._resources.load(words.strip())
        elif tag == "PhysicalBox":
            self.area = box(words)
        elif not unit:
            return
        elif tag == "TextCode" and not unit.clipping:
            unit.runs.append((self._code, words.strip("\r\n\t")))
        elif tag == "AbbreviatedData" and unit.clipping and unit.clips and unit.clips.areas:
            points = outline(words).points
            unit.clips.areas[-1].append(moved(_around([(x, y, x, y) for x, y in points]), product(unit.clips.path, unit.clips.area)))
        elif tag == "AbbreviatedData" and not unit.clipping:
            unit.outline = outline(words)

    def _drawn(self, unit: _Unit) -> None:
        """The object onto the canvas, if it shows."""
        given = unit.given
        if given.get("Visible", "true").strip() in ("false", "0") or given.get("Alpha", "").strip() == "0":
            return
        own, area = matrix(given["CTM"]) if "CTM" in given else _SAME, box(given["Boundary"]) if "Boundary" in given else None
        left, top = area[:2] if area else (0.0, 0.0)
        placed: Matrix = (1.0, 0.0, 0.0, 1.0, left, top)
        limits = _common(self._frame.limits, moved(area, self._frame.matrix)) if area else self._frame.limits
        by = product(product(own, placed), self._frame.matrix)
        if unit.clips:  # programs do not agree whether the matrix of the object holds for its clips: what either shows is shown
            limits = _common(limits, _around([unit.clips.box(by), unit.clips.box(product(placed, self._frame.matrix))]))
        match unit.kind:
            case "TextObject":
                self._draw_text(unit, by, limits)
            case "PathObject":
                self._draw_path(unit, by, limits)
            case "ImageObject":
                width, height = (area[2] - left, area[3] - top) if area and "CTM" not in given else (1.0, 1.0)
                whole: Matrix = (width, 0.0, 0.0, height, 0.0, 0.0)
                self._canvas.picture(Setting(product(whole, by), limits), self._resources.picture(given.get("ResourceID", "")))
            case _:
                self._draw_composite(unit, by, limits)

    def _draw_text(self, unit: _Unit, by: Matrix, limits: Box) -> None:
        given, (fill, stroke) = unit.given, self._inks(unit, fill="true", stroke="false")
        if max(fill, stroke) == _Ink.NONE:
            return
        script = Script(number(given["Size"]) if "Size" in given else 0.0, number(given.get("HScale", "1")), _quarters(given))
        x = y = 0.0
        for code, words in unit.runs:
            x, y = number(code["X"]) if "X" in code else x, number(code["Y"]) if "Y" in code else y
            if words and script.size:
                self._canvas.write(_run(words, code, (x, y), script), script, Setting(by, limits, max(fill, stroke) == _Ink.WHITE))

    def _draw_path(self, unit: _Unit, by: Matrix, limits: Box) -> None:
        fill, stroke = self._inks(unit, fill="false", stroke="true")
        if not unit.outline or max(fill, stroke) == _Ink.NONE:
            return
        setting = Setting(by, limits, max(fill, stroke) == _Ink.WHITE)
        self._canvas.draw(unit.outline, setting, stroked=stroke == max(fill, stroke))
        if fill == _Ink.COLOURED:
            self._canvas.shade(unit.outline, setting)

    def _draw_composite(self, unit: _Unit, by: Matrix, limits: Box) -> None:
        if self._depth >= DEEPEST:
            raise ReadError("nested-drawings", most=str(DEEPEST))
        inner = Content(self._canvas, self._resources, Frame(by, limits), self._depth + 1)
        events = self._resources.composite(unit.given.get("ResourceID", ""))
        self._canvas.spend(len(events))
        inner.draw(events)

    def _inks(self, unit: _Unit, *, fill: str, stroke: str) -> tuple[_Ink, _Ink]:
        """With what the inside and the outline of an object are drawn; `fill` and `stroke` say whether they are when it does not tell."""
        param = self._resources.param(unit.given.get("DrawParam", self._layer))
        return (
            _ink(unit.given.get("Fill", fill), unit.fill, param, "fill"),
            _ink(unit.given.get("Stroke", stroke), unit.stroke, param, "stroke"),
        )


def _ink(drawn: str, own: dict[str, str] | None, param: Param, part: str) -> _Ink:
    colour = own if own is not None else param.fill if part == "fill" else param.stroke
    if drawn.strip() not in ("true", "1") or (colour and colour.get("Alpha", "").strip() == "0"):
        return _Ink.NONE
    parts = (colour or {}).get("Value", "").split()
    white = parts == ["0"] * 4 if len(parts) == 4 else bool(parts) and all(each.lower() in ("255", "#ff") for each in parts)
    return _Ink.WHITE if white else _Ink.COLOURED


def _hidden_annotation(given: dict[str, str]) -> bool:
    return given.get("Visible", "true").strip() in ("false", "0") or given.get("Type") == "Watermark"


def _clip(clips: _Clips, tag: str, given: dict[str, str]) -> None:
    own = matrix(given["CTM"]) if "CTM" in given else _SAME
    left, top, *_ = box(given["Boundary"]) if "Boundary" in given else (0.0, 0.0)
    match tag:
        case "Clip":
            clips.areas.append([])
        case "Area":
            clips.area = clips.path = own
        case "Path":
            clips.path = product(own, (1.0, 0.0, 0.0, 1.0, left, top))


def _run(words: str, code: dict[str, str], start: tuple[float, float], script: Script) -> Run:
    """Where each character begins. Without any distances they follow each other as wide as they are."""
    steps = len(words) - 1
    if not steps:
        return Run(words, (start[0],), (start[1],))
    if "DeltaX" not in code and "DeltaY" not in code:
        return Run(words, *_one_by_one(words, start, script))
    return Run(words, _sums(start[0], deltas(code.get("DeltaX", "0"), steps)), _sums(start[1], deltas(code.get("DeltaY", "0"), steps)))


def _one_by_one(words: str, start: tuple[float, float], script: Script) -> tuple[list[float], list[float]]:
    wide = [script.size * script.stretch * (1.0 if ord(character) >= 0x2000 else 0.5) for character in words[:-1]]
    still = [0.0] * len(wide)
    return (_sums(start[0], still), _sums(start[1], wide)) if script.quarters % 2 else (_sums(start[0], wide), _sums(start[1], still))


def _sums(start: float, steps: list[float]) -> list[float]:
    places = [start]
    for step in steps:
        places.append(places[-1] + step)
    return places


def _quarters(given: dict[str, str]) -> int:
    return round(number(given.get("CharDirection", "0")) / 90) % 4


def _common(first: Box, second: Box) -> Box:
    return max(first[0], second[0]), max(first[1], second[1]), min(first[2], second[2]), min(first[3], second[3])


def _around(boxes: list[Box]) -> Box:
    if not boxes:
        raise ValueError("an empty clip")
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)
