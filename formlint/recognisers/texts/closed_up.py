"""Names of levels that a narrow cell broke, as a text prints them with blanks inside: 数量 指标, 产 出 指 标 (50分), 可持续影 响指标.

    产 出 指 标 (50分) 数量 指标 培训人数 200人 205人 10 10

Each is closed up with its points, and its blanks stand behind it, so that what a column of the text holds stays where it is. Bars tell cells by
themselves, and headings side by side are words of their own: 执行率 得分.
"""

from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from formlint.definitions import Definition
from formlint.documents import Document, Line, Passage
from formlint.patterns import late
from formlint.recognisers.headings import plain
from formlint.recognisers.searched import found_in
from formlint.records import replace

SHORTEST, LONGEST = 4, 14  # characters of such a name: 数量指标, 服务对象满意度指标
MOST = 6  # parts: 可 持 续 影 响 指标
LINES = 5_000  # a form has 300

# Runs of short words, a blank between each, and points in brackets; what is longer is a cell of its own.
_POINTS = r"[(（]\d{1,3}(?:\.\d)?分[)）]"
_RUN = late(rf"(?<![^\s)）:：])[一-鿿]{{1,10}}(?:[ \u3000][一-鿿]{{1,10}})*(?:[ \u3000]{_POINTS}(?!\S)|(?![^\s(（:：]))")
_BAR = late(r"[|｜│]")
_PART = late(rf"[一-鿿]+|{_POINTS}")
_BROKEN = late(" (?=[一-鿿(（])(?<=[一-鿿] )")  # the blank between two parts


def closed_up(document: Document, definition: Definition) -> Document:
    """The document with these words closed up; the same one where there are none."""
    lines = document.lines
    if document.ruled or len(lines) > LINES:
        return document
    texts = document.texts
    broken = dict.fromkeys(found_in(document.whole.replace("\u3000", " "), _BROKEN, "\0"))
    told = [place for place in broken if "标" in texts[place] or "分" in texts[place]]
    bare = "\0".join([texts[place] for place in told]).replace(" ", "").replace("\u3000", "")
    if not any(map(bare.__contains__, _levels(definition))):
        return document
    closed = {place: found for place in told if (found := _closed(lines[place], definition)) is not None}
    return replace(document, blocks=tuple(closed.get(place, line) for place, line in enumerate(lines))) if closed else document


def _closed(line: Line, definition: Definition) -> Line | None:
    """The line with its words closed up; nothing where it has none."""
    if _BAR.search(line.text):
        return None
    pieces: list[Passage] = []
    done = 0
    for run in _RUN.finditer(line.text):
        parts = [(run.start() + part.start(), run.start() + part.end()) for part in _PART.finditer(run[0])]
        for first, last in _words(line.text, parts, definition):
            inside = parts[first : last + 1]
            pieces += [line.passage.cut(done, inside[0][0]), *(line.passage.cut(*part) for part in inside)]
            pieces += [line.passage.cut(left[1], right[0]) for left, right in pairwise(inside)]
            done = inside[-1][1]
    return replace(line, passage=Passage.join([*pieces, line.passage.cut(done)])) if pieces else None


def _words(text: str, parts: list[tuple[int, int]], definition: Definition) -> Iterator[tuple[int, int]]:
    """The first and the last part of every word that the blanks break, the longest first, from left to right."""
    levels = _levels(definition)
    starts = _starts(definition)
    place = 0
    while place < len(parts):
        begun = text[slice(*parts[place])] in starts
        for last in range(min(place + MOST, len(parts)) - 1, place, -1) if begun else ():
            printed = [text[start:end] for start, end in parts[place : last + 1]]
            pointed = not printed[-1][-1].isalpha()
            whole = "".join(printed[:-1] if pointed else printed)
            if whole in levels:
                yield place, last
                place = last
                break
        place += 1


@cache
def _levels(definition: Definition) -> frozenset[str]:
    """The names of the levels."""
    levels = {word for section in definition.sections.values() for word in (*section.words, *section.parts)}
    return frozenset(plain(word) for word in levels if SHORTEST <= len(word) <= LONGEST and "*" not in word)


@cache
def _starts(definition: Definition) -> frozenset[str]:
    """What they begin with."""
    return frozenset(word[:end] for word in _levels(definition) for end in range(1, len(word) + 1))
