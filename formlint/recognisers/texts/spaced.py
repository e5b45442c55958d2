"""Text with a row a line and blanks between its cells: a table of a web page copied as text.

    年度资金总额: 64 64 64 10 100% 10
    (50分)
    数量指标 指标1:培训人数 200 205 10 10
    指标2:
    可持续影
    响指标
    指标1:管护制度健全 10 10

A row is read as one with bars is, by `barred`. Which of its cells are blank such a text does not tell. A narrow cell breaks over lines of its own;
of what was written upright only the points may be left.
"""

from collections.abc import Iterator, Sequence

from formlint.definitions import Definition
from formlint.documents import Document, Line, Passage
from formlint.patterns import late
from formlint.recognisers.headings import plain, vocabulary
from formlint.recognisers.texts.barred import FEWEST, MOST_CELLS, MOST_IN_ALL, MOST_LINES
from formlint.recognisers.texts.walk import Parts, Walk, found
from formlint.records import replace

HEADINGS = 2  # beside 二级指标 that make its line a header
SHORT, BROKEN = 30, 2  # characters of a line, and lines below it, that may be a level that a narrow cell has broken

_LOST = late(r"\(\d{1,3}分\)")  # the points of a level whose name the text has lost
_WORD = late(r"(?:[(（][^()（）]*[)）]|\S)+(?:[ \t\u3000][(（][^()（）\d]{1,8}[)）])?")
_SENTENCE = late(r"[。；]\s*$|\S{60}")


def by_blanks(passage: Passage) -> Parts:
    """The cells of a line with a blank between them; blanks inside brackets part nothing, nor one before a unit: 新增产值 (万元)."""
    return [passage.cut(*match.span()) for match in _WORD.finditer(passage.text)]


def spaced(document: Document, definition: Definition) -> tuple[Document, frozenset[str]] | None:
    """The document with tables instead of its rows, and the names of the doubtful ones; blanks inside brackets part nothing, sentences stay lines."""
    lines = [(line, by_blanks(line.passage)) for line in document.lines]
    if not FEWEST <= sum(len(parts) > 1 for _, parts in lines) <= MOST_LINES or sum(len(parts) for _, parts in lines) > MOST_IN_ALL:
        return None
    walk = Walk(definition)
    for line, parts in _heading_joined(list(_levels_joined(lines, definition)), definition):
        row = 1 < len(parts) <= MOST_CELLS and (not _SENTENCE.search(line.text) or walk.goals == len(parts))
        if row or (len(parts) == 1 and walk.goes_on(parts[0], bars=False)):
            walk.row(parts)
        elif _LOST.fullmatch(plain(line.text)):
            walk.aside(line)
        else:
            walk.line(line)
    return found(document, walk)


def _heading_joined(lines: Sequence[tuple[Line, Parts]], definition: Definition) -> Iterator[tuple[Line, Parts]]:
    """The lines, a narrow 一级指标 that the page breaks above the other headings put before them: 一级, 指标, 二级指标 三级指标 年度指标值."""
    words = vocabulary(definition)
    keys = [[{name: lexicon.key(part.text) for name, lexicon in words.columns.items()} for part in parts] for _, parts in lines]
    given = [*lines]
    for place in range(2, len(lines)):
        for name in words.columns:
            first, *others = [each[name] for each in keys[place]] or [""]
            if first != "l2" or len([key for key in others if key]) < HEADINGS or "l1" in others or len(lines[place - 1][1]) != 1:
                continue
            above = lines[place - 2][1][-1:]
            joined = Passage.join([*above, lines[place - 1][1][0]])
            if above and words.columns[name].key(joined.text) == "l1":
                line, parts = given[place]
                given[place - 2] = replace(given[place - 2][0], passage=Passage.join(lines[place - 2][1][:-1], " ")), lines[place - 2][1][:-1]
                given[place - 1] = replace(given[place - 1][0], passage=Passage("")), []
                given[place] = replace(line, passage=Passage.join([joined, line.passage], " ")), [joined, *parts]
    return (each for each in given if each[1])


def _levels_joined(lines: Sequence[tuple[Line, Parts]], definition: Definition) -> Iterator[tuple[Line, Parts]]:
    """The lines, those that a narrow cell has broken a level into made one: 可持续影, 响指标."""
    words, place = vocabulary(definition), 0
    while place < len(lines):
        line, parts = lines[place]
        beside = parts[:1] if len(parts) == 2 and words.sides.find(parts[0].text) else []  # 绩效指标 项目完成 / 指标
        narrow = len(parts) == len(beside) + 1 and len(line.text) < SHORT and not _LOST.fullmatch(plain(line.text))
        more, joined = 0, line.passage
        for count in range(min(BROKEN, len(lines) - place - 1), 0, -1) if narrow else ():
            below = [each for _, each in lines[place + 1 : place + 1 + count]]
            joined = Passage.join(each[-1] for each in (parts, *below) if each)
            if all(len(each) == 1 for each in below) and (words.sections.find(joined.text) or words.parts.find(joined.text)):
                more = count
                break
        yield (replace(line, passage=Passage.join([*beside, joined], " ")), [*beside, joined]) if more else (line, parts)
        place += 1 + more
