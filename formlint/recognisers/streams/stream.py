"""A form whose cells were glued into one stream: its text without blanks, and the words of the definition that stand in it.

Headings of one table that stand side by side are a header. Between two of them there may be a few characters that nobody can read (a heading,
too), and a heading may be two: 执行率得分 is 执行率 and 得分 where no other 执行率 stands before it.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from formlint.definitions import Definition, TableDefinition
from formlint.documents import Cell, Line, Passage
from formlint.patterns import late
from formlint.recognisers.headings import STARRED, Lexicon, vocabulary
from formlint.recognisers.texts.fitting import OTHER
from formlint.records import record

SHORT = 4  # characters of a word that is a level only with its points or before another level: 成本 begins many names
RUN = 3  # headings side by side that begin a table
GAP = 8  # characters between two of them that nobody can read

_COUNTED = late(r"\s*(\d)、")
_WORD = late(r"\S+")
_BEHIND = r"(?:\([^()]{0,14}\))?:?"
_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {ord("≧"): "≥", ord("≦"): "≤", ord("═"): "="}


@record(frozen=True, slots=True)
class Word:
    """A word of the definition in the stream: its key and where it stands."""

    key: str
    start: int
    end: int
    rank: int = 0  # 0: the word that fits best, -1: nothing that can be read


@dataclass(slots=True)
class Stream:
    """The text without blanks, half width, and the passage of the same length."""

    passage: Passage
    text: str
    unread: list[tuple[int, int]]

    def cell(self, row: int, column: int, start: int, end: int) -> Cell:
        return Cell(row, column, self.passage.cut(start, end))

    def leave(self, start: int, end: int) -> None:
        if self.text[start:end].strip(":：、，。"):
            self.unread.append((start, end))


def stream_of(lines: Sequence[Line]) -> Stream:
    """The lines in one; numbers that only count the pieces of a page (1、 2、 3、) are left out."""
    counts = [count(line) for line in lines]
    counted = len(lines) > 1 and counts[0] == 1 and all(after == before + 1 for before, after in pairwise(counts))
    cuts = [line.passage.cut(line.text.index("、") + 1 if counted else 0) for line in lines]
    passage = Passage.join(cut.cut(*match.span()) for cut in cuts for match in _WORD.finditer(cut.text))
    return Stream(passage, passage.text.translate(_WIDE), [])


def count(line: Line) -> int:
    """The number that begins the line as 2、 does; 0 where none does."""
    found = _COUNTED.match(line.text)
    return int(found[1]) if found else 0


@cache
def pattern(definition: Definition, kind: str, table: str = "") -> re.Pattern[str]:
    """Any word of one kind, the longest first, with what a bracket adds to it."""
    words = _vocabulary(definition, kind, table)
    if not words:
        return re.compile("(?!)")
    if kind == "levels":
        short = [word for each in definition.sections.values() for word in each.words if len(word) < SHORT]
        first, any_level = _any_of(short), _any_of(words)
        return re.compile(rf"(?:{any_level}){_BEHIND}|(?:{first})(?:\(\d{{1,3}}分?\)|(?={any_level}))")  # 效益 before 社会效益指标
    return re.compile(f"(?:{_any_of(words)}){_BEHIND}")


def _any_of(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


def _vocabulary(definition: Definition, kind: str, table: str) -> set[str]:
    if kind == "columns":
        given = [word for each in definition.tables[table].columns.values() for word in each]
    elif kind == "rows":
        given = [word for each in definition.tables[table].rows.values() for word in each]
    elif kind == "closing":
        given = list(definition.tables[table].total)
    elif kind == "levels":
        sections = definition.sections.values()
        given = [word for each in sections for word in (*each.words, *each.parts)] + list(definition.sides)
        given = [word for word in given if len(word) >= SHORT]
    else:
        given = [word for each in definition.fields.values() for word in each if len(word) > 3]
    return {word for word in given if "*" not in word and len(word) > 1}


def words_in(stream: Stream, definition: Definition, kind: str, table: str = "", span: tuple[int, int] | None = None) -> Iterator[Word]:
    """The words of one kind (columns, rows, closing, levels, fields) in the stream, or in a span of it."""
    words = vocabulary(definition)
    lexicon = {"columns": words.columns, "rows": words.rows, "closing": words.closing}.get(kind, {}).get(table, words.fields)
    for match in pattern(definition, kind, table).finditer(stream.text, *(span or (0, len(stream.text)))):
        key, rank = lexicon.find(match[0]) or ("", 0)
        yield Word(key, *match.span(), rank)


def headers(stream: Stream, definition: Definition, table: TableDefinition | None) -> list[list[Word]]:
    """Runs of headings side by side. Between two of them there may be a few characters that nobody can read: a heading, too."""
    if table is None:
        return []
    first = ("l1", "l2", "name") if table.listed else tuple(table.columns)  # what stands before them heads a narrative
    runs: list[list[Word]] = []
    lexicon = vocabulary(definition).columns[table.name]
    for word in words_in(stream, definition, "columns", table.name):
        gap = word.start - runs[-1][-1].end if runs else GAP + 1
        between = stream.text[word.start - gap : word.start] if runs else ""
        guessed = sum(each.rank < 0 for each in runs[-1]) if runs else 0
        whole = lexicon.find(between + stream.text[word.start : word.end]) if 0 < gap <= GAP else None
        if whole and whole[1] < STARRED:  # 全年(调整)预算数 is one
            _append(runs[-1], Word(whole[0], word.start - gap, word.end, whole[1]))
        elif gap > (0 if guessed else GAP) or re.search(r"\d", between) or _begins(word, runs[-1], first, gap):
            runs.append([word])
        else:
            if gap > 2:
                runs[-1].append(Word(OTHER, word.start - gap, word.start, -1))
            for each in _halves(stream, lexicon, runs[-1], word):
                _append(runs[-1], each)
    runs = [run[place:] for run in runs if (place := next((at for at, word in enumerate(run) if word.key in first), None)) is not None]
    keys = [{word.key for word in run} - {OTHER} for run in runs]
    found = [(run, known) for run, known in zip(runs, keys, strict=True) if len(known) >= RUN and all(known & set(each) for each in table.needs)]
    best = max((known for _, known in found), key=len, default=set())
    return [_guessed(run, table) for run, known in found if known == best]  # a note that speaks of them is no header


def _begins(word: Word, run: Sequence[Word], first: Sequence[str], gap: int) -> bool:
    """The word begins another run: the first column of one, where the run has none, or a column that the run has, behind a gap."""
    known = {each.key for each in run}
    return (word.key in first and not known & set(first)) or (gap > 0 and word.key in known)


def _halves(stream: Stream, lexicon: Lexicon, run: Sequence[Word], word: Word) -> list[Word]:
    """执行率得分 are two headings where the run has no 执行率 yet."""
    known = {each.key for each in run}
    for place in range(word.start + 2, word.end - 1):
        left, right = lexicon.find(stream.text[word.start : place]), lexicon.find(stream.text[place : word.end])
        if left and right and left[1] < STARRED and right[1] < STARRED and left[0] not in known | {right[0]} and right[0] == word.key:
            return [Word(left[0], word.start, place, left[1]), Word(right[0], place, word.end, right[1])]
    return [word]


def _append(run: list[Word], word: Word) -> None:
    """Of two headings for one column the one whose word fits best is it: 绩效指标 beside 三级指标 is a side title."""
    place = next((place for place, each in enumerate(run) if each.key == word.key), None)
    if place is None or word.rank < run[place].rank:
        run.append(word)
    else:
        run.append(Word(OTHER, word.start, word.end, word.rank))
        return
    if place is not None:
        run[place] = Word(OTHER, run[place].start, run[place].end, run[place].rank)


def _guessed(run: list[Word], table: TableDefinition) -> list[Word]:
    """The one heading behind the target that nobody can read is that of the actual, when that is missing."""
    keys = [word.key for word in run]
    if "target" not in keys or "actual" in keys or "actual" not in table.columns:
        return run
    after = [place for place, word in enumerate(run) if word.key == OTHER and place > keys.index("target")]
    return [Word("actual", word.start, word.end) if after and place == after[-1] else word for place, word in enumerate(run)]
