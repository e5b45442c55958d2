"""Cuts the text of a cell to a width so that what matters in it stays visible: `..培训人数719人，其中..`."""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate

from formlint.records import record
from formlint.reporters.visible import visible
from formlint.reporters.width import plain, width

Span = tuple[int, int]  # characters of the text, end exclusive

_DOTS = ".."
_BLANKS = re.compile(r"\s+")


@record(frozen=True, slots=True)
class Cut:
    """A cell as it is drawn, and for every span its columns (0-based, end exclusive): an empty one when it is not in view whole.

    Of the first as much as is in view: it may be wider than the cell.
    """

    text: str
    spans: tuple[Span, ...] = ()


def cut(text: str, most: int, spans: Sequence[Span] = ()) -> Cut:
    """The text on one line, at most that many columns wide. The first span is kept in view; breaks vanish, blanks are told once."""
    chars = _drawn(text)
    edges = [0, *accumulate(map(_wide, chars))]
    if edges[-1] <= most:
        first, last = 0, len(chars)
    else:
        first, last = _window(edges, spans[0] if spans else (0, 0), most)
    lead = _DOTS if edges[first] > 0 else ""
    tail = _DOTS if edges[last] < edges[-1] else ""
    seen = (_columns(span, edges, first, last, len(lead)) if at == 0 or span[1] <= last else (0, 0) for at, span in enumerate(spans))
    return Cut(lead + "".join(chars[first:last]) + tail, tuple(seen))


def span_of(text: str, offset: int, cited: str) -> Span:
    """Where the cited text stands from `offset` on, which may have breaks and blanks that the citation has not."""
    wanted = [char for char in cited if not char.isspace()]
    at = next((place for place in range(offset, len(text)) if not text[place].isspace()), offset)
    start = at
    for char in wanted:
        while at < len(text) and text[at].isspace():
            at += 1
        if at >= len(text) or text[at] != char:
            return start, min(len(text), start + len(cited))
        at += 1
    return start, at


def _drawn(text: str) -> list[str]:
    """What is drawn for every character; nothing for breaks, for blanks at the ends and for all but the first of a run of blanks."""
    drawn = list(map(_shown, text))
    for run in _BLANKS.finditer(text):
        start, end = run.span()
        between = start > 0 and end < len(text)
        drawn[start:end] = [" " if between and text[start] not in "\r\n" else ""] + [""] * (end - start - 1)
    return drawn


@lru_cache(maxsize=4096)  # a report cuts 100 texts, of the same few hundred characters
def _shown(char: str) -> str:
    return plain(visible(char))


@lru_cache(maxsize=4096)
def _wide(drawn: str) -> int:
    return width(drawn)


def _window(edges: Sequence[int], span: Span, most: int) -> Span:
    """The characters to draw, with room for dots: the beginning if the span is in it, else the span with as much before as after it."""
    count = len(edges) - 1
    last = _upto(edges, 0, most - len(_DOTS))
    if span[1] <= last:
        return 0, last
    room = most - 2 * len(_DOTS)
    before = max(0, (room - (edges[span[1]] - edges[span[0]])) // 2)
    first = next(at for at in range(span[0] + 1) if edges[span[0]] - edges[at] <= before)
    last = _upto(edges, first, room)
    if last == count:
        first = next(at for at in range(count) if edges[count] - edges[at] <= most - len(_DOTS))
    return first, last


def _upto(edges: Sequence[int], first: int, columns: int) -> int:
    """The end of the longest run from `first` that is no wider."""
    return max(at for at in range(first, len(edges)) if edges[at] - edges[first] <= columns)


def _columns(span: Span, edges: Sequence[int], first: int, last: int, lead: int) -> Span:
    if not first <= span[0] < last:
        return 0, 0
    return edges[span[0]] - edges[first] + lead, edges[min(last, span[1])] - edges[first] + lead
