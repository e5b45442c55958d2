"""What objects of an OFD page refer to: colours kept under a name (DrawParam), drawings used again (CompositeGraphicUnit), pictures (MultiMedia).

Fonts are not looked at: what a character is, TextCode says.
"""

import posixpath
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from formlint.errors import ReadError
from formlint.readers.packages.xml import Handler
from formlint.records import record

Event = tuple[str, dict[str, str]] | str  # a tag that opens with its attributes, `/tag` that closes, or text after a blank

MOST_EVENTS = 200_000  # of all drawings used again
MOST_PARAMS = 20_000
LONGEST_CHAIN = 8  # of DrawParams that refer to each other
_DRAWING = "CompositeGraphicUnit"


@record(frozen=True, slots=True)
class Param:
    """The attributes of its colours; None where it names none."""

    fill: dict[str, str] | None = None
    stroke: dict[str, str] | None = None


@dataclass(slots=True)
class _Open:
    """A DrawParam while it is read."""

    name: str
    relative: str
    colours: dict[str, dict[str, str]] = field(default_factory=dict)


class Resources:
    """All resources of a document. `parse` tells a handler what stands in a part, `path` which part a location names that stands in another."""

    def __init__(self, parse: Callable[[str, Handler], None], path: Callable[[str, str], str]) -> None:
        self._parse, self._path = parse, path
        self._loaded: set[str] = set()
        self._params: dict[str, _Open] = {}
        self._drawings: dict[str, list[Event]] = {}
        self._open: _Open | None = None
        self._recorded: list[Event] | None = None
        self._events = 0
        self._pictures: dict[str, str] = {}
        self._beside = self._folder = self._picture = ""  # the file that is read, where its pictures lie, the one that is named
        self._location: list[str] | None = None

    def load(self, part: str) -> None:
        """Takes what a resource file holds; once."""
        if part not in self._loaded:
            self._loaded.add(part)
            self._beside, self._folder = part, ""
            self._parse(part, self)

    def param(self, name: str) -> Param:
        """The DrawParam of that name, with what it takes over from others; an empty one when there is none."""
        fill = stroke = None
        for _ in range(LONGEST_CHAIN):
            found = self._params.get(name)
            if not found:
                break
            fill, stroke = fill or found.colours.get("FillColor"), stroke or found.colours.get("StrokeColor")
            name = found.relative
        return Param(fill, stroke)

    def picture(self, name: str) -> str:
        """The part that keeps the picture of that name; empty when there is none."""
        return self._pictures.get(name, "")

    def composite(self, name: str) -> Sequence[Event]:
        """What the drawing of that name consists of."""
        return self._drawings.get(name, ())

    def start(self, tag: str, given: dict[str, str]) -> None:
        if tag == _DRAWING:
            self._recorded = self._drawings.setdefault(given.get("ID", ""), [])
        elif self._recorded is not None:
            self._record((tag, given))
        elif tag == "DrawParam":
            self._open = _Open(given.get("ID", ""), given.get("Relative", ""))
        elif self._open and tag in ("FillColor", "StrokeColor"):
            self._open.colours.setdefault(tag, given)
        elif tag == "Res":
            self._folder = given.get("BaseLoc", "")
        elif tag == "MultiMedia":
            self._picture = given.get("ID", "") if given.get("Type", "Image") == "Image" else ""
        elif tag == "MediaFile" and self._picture:
            self._location = []

    def end(self, tag: str) -> None:
        if tag == _DRAWING:
            self._recorded = None
        elif self._recorded is not None:
            self._record("/" + tag)
        elif tag == "DrawParam" and self._open:
            if len(self._params) >= MOST_PARAMS:
                raise ReadError("too-many-drawings", most=str(MOST_PARAMS))
            self._params[self._open.name], self._open = self._open, None
        elif tag == "MediaFile" and self._location is not None:
            self._pictures[self._picture] = self._path(posixpath.join(self._folder, "".join(self._location).strip()), self._beside)
            self._location = None

    def text(self, data: str) -> None:
        if self._recorded is not None:
            self._record(" " + data)
        elif self._location is not None:
            self._location.append(data)

    def _record(self, event: Event) -> None:
        self._events += 1
        if self._events > MOST_EVENTS or self._recorded is None:
            raise ReadError("too-many-drawings", most=str(MOST_EVENTS))
        self._recorded.append(event)
