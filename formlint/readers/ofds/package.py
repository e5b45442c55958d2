"""What an OFD file holds: its documents, the pages, templates, annotations and resources of each, by the paths of their parts."""

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, field

from formlint.errors import ReadError
from formlint.limits import allowed
from formlint.readers.ofds.numbers import Box, box
from formlint.readers.ofds.resources import Resources
from formlint.readers.packages.xml import Handler, parse
from formlint.readers.packages.zip import Package as ZipPackage
from formlint.records import record

NAMESPACES = frozenset({"http://www.ofdspec.org/2016", "http://www.ofdspec.org", ""})  # the draft had no year; some programs write none
MOST_BODIES = 200
MOST_ELEMENTS = 50_000  # of a part that lists others
ROOT = "OFD.xml"


class Package:
    """The parts of an OFD, by absolute path."""

    def __init__(self, data: bytes) -> None:
        self._zip = ZipPackage(data, damaged="damaged-ofd")

    def __contains__(self, part: str) -> bool:
        return part in self._zip

    @property
    def is_ofd(self) -> bool:
        return ROOT in self

    def parse(self, part: str, handler: Handler) -> None:
        """Tells the handler what stands in a part."""
        parse(self._zip.chunks(part), handler, namespaces=NAMESPACES, part=part)

    def data(self, part: str) -> bytes:
        """The bytes of a part. A ReadError when there is none."""
        return b"".join(self._zip.chunks(part))

    def path(self, location: str, beside: str) -> str:
        """The part that a location names, in a part beside which it stands: from the root when it begins with `/`, or only exists there."""
        location = location.strip().replace("\\", "/")
        near = posixpath.normpath(posixpath.join("/", posixpath.dirname(beside), location)).lstrip("/")
        far = posixpath.normpath("/" + location).lstrip("/")
        return far if near not in self and far in self else near


@record(frozen=True, slots=True)
class Body:
    """One document of the file. Boxes are in millimetres."""

    package: Package
    resources: Resources
    area: Box | None
    pages: tuple[tuple[str, str], ...]  # id, part
    templates: dict[str, str]  # id: part
    annotations: dict[str, list[str]]  # id of the page: parts


def bodies(package: Package) -> Iterator[Body]:
    """The documents, in their order."""
    if "Encryptions.xml" in package:
        raise ReadError("encrypted")
    roots = [text for tag, _, text in _elements(package, ROOT, {"DocRoot"}) if tag == "DocRoot" and text.strip()]
    if not roots or len(roots) > MOST_BODIES:
        raise ReadError("damaged-ofd", part=ROOT)
    for root in dict.fromkeys(package.path(root, ROOT) for root in roots):
        yield _body(package, root)


def _body(package: Package, root: str) -> Body:
    resources = Resources(package.parse, package.path)
    area, pages, templates, annotations = None, [], {}, dict[str, list[str]]()
    wanted = {"PhysicalBox", "PublicRes", "DocumentRes", "TemplatePage", "Page", "Annotations"}
    for tag, given, text in _elements(package, root, wanted):
        part = package.path(given.get("BaseLoc", "") or text, root)
        if tag == "Page":
            pages.append((given.get("ID", ""), part))
        elif tag == "TemplatePage":
            templates[given.get("ID", "")] = part
        elif tag == "PhysicalBox":
            area = area or box(text)
        elif tag == "Annotations":
            annotations = _annotations(package, part)
        elif part in package:
            resources.load(part)
    return Body(package, resources, area, tuple(pages), templates, annotations)


def _annotations(package: Package, part: str) -> dict[str, list[str]]:
    """The parts with the annotations of every page, by its id."""
    found: dict[str, list[str]] = {}
    if part not in package:
        return found
    page = ""
    for tag, given, text in _elements(package, part, {"Page", "FileLoc"}):
        if tag == "Page":
            page = given.get("PageID", "")
        elif (path := package.path(text, part)) in package:
            found.setdefault(page, []).append(path)
    return found


@dataclass(slots=True)
class _Listing:
    """A handler that keeps the wanted elements, with their attributes and the text in them."""

    part: str
    wanted: set[str]
    found: list[tuple[str, dict[str, str], list[str]]] = field(default_factory=list)
    pages: int = 0
    open: bool = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self.open = tag in self.wanted
        if not self.open:
            return
        self.pages += tag == "Page"
        if self.pages > allowed().pages:
            raise ReadError("too-many-pages", most=str(allowed().pages))
        if len(self.found) >= MOST_ELEMENTS:
            raise ReadError("damaged-ofd", part=self.part)
        self.found.append((tag, attributes, []))

    def end(self, tag: str) -> None:
        self.open = False

    def text(self, data: str) -> None:
        if self.open:
            self.found[-1][2].append(data)


def _elements(package: Package, part: str, wanted: set[str]) -> list[tuple[str, dict[str, str], str]]:
    listing = _Listing(part, wanted)
    package.parse(part, listing)
    return [(tag, given, "".join(text).strip()) for tag, given, text in listing.found]
