"""XML from a stranger, as a stream of events: no tree is built, so that memory does not grow with the file.

expat and not lxml: it is there with Python (1 ms to import against 20), and a DTD is refused where it begins, before any entity exists.
"""

from collections.abc import Iterable
from typing import Protocol
from xml.parsers import expat

from formlint.errors import ReadError

MOST_TAG = 1_000_000  # bytes of one tag with its attributes; expat scans an unfinished one again with every piece


MOST_NAMES = 1_000  # remembered; a sheet has 20


class Handler(Protocol):
    """What is told of a part: elements of the wanted namespaces by their local name, all others left out."""

    def start(self, tag: str, attributes: dict[str, str]) -> None: ...
    def end(self, tag: str) -> None: ...
    def text(self, data: str) -> None: ...


def parse(chunks: Iterable[bytes], handler: Handler, *, namespaces: frozenset[str], part: str) -> None:
    """Tells the handler what is in the XML. Attributes keep their namespace before a blank: `http://... id`."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    tags = _Tags(namespaces)

    def start(name: str, attributes: dict[str, str]) -> None:
        if tag := tags[name]:
            handler.start(tag, attributes)

    def end(name: str) -> None:
        if tag := tags[name]:
            handler.end(tag)

    def doctype(*_: object) -> None:
        raise ReadError("xml-with-dtd", part=part)

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = handler.text
    parser.StartDoctypeDeclHandler = doctype
    try:
        _feed(parser, chunks)
    except (expat.ExpatError, ValueError, LookupError) as error:  # the last two: an encoding that Python does not have
        raise ReadError("bad-xml", part=part, line=str(parser.CurrentLineNumber)) from error


class _Tags(dict[str, str]):
    """Local names by full names (`namespace tag`); empty when the namespace is not wanted."""

    def __init__(self, namespaces: frozenset[str]) -> None:
        self._namespaces = namespaces

    def __missing__(self, name: str) -> str:
        namespace, _, tag = name.rpartition(" ")
        tag = tag if namespace in self._namespaces else ""
        if len(self) < MOST_NAMES:
            self[name] = tag
        return tag


def _feed(parser: expat.XMLParserType, chunks: Iterable[bytes]) -> None:
    fed = 0
    for chunk in chunks:
        parser.Parse(chunk, False)
        fed += len(chunk)
        if fed - max(0, parser.CurrentByteIndex) > MOST_TAG:
            raise ValueError
    parser.Parse(b"", True)
