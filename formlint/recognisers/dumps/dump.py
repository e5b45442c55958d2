"""A text dump while it is being read: its strips, which of them are taken, and the headings among them.

Headings may be set with blanks between their characters (资 金 来 源), wrapped over lines (一级指 / 标) or, where a column is narrow, have the
line of another cell between their parts (社会效 / 保障农村居民饮水安全 / 益).
"""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import accumulate, compress
from operator import not_

from formlint.definitions import Definition
from formlint.documents import Cell, Document, Line, Passage
from formlint.recognisers.dumps.begun import LONGEST_HEADING, begun
from formlint.recognisers.dumps.cost_words import COST, cost_parts
from formlint.recognisers.dumps.costs import airy
from formlint.recognisers.dumps.sentences import apart_from_sentences
from formlint.recognisers.dumps.strips import NARROWEST, Strip, spaced, strips
from formlint.recognisers.headings import MOST_KNOWN, STARRED, Lexicon, fold, plain, vocabulary
from formlint.recognisers.searched import found_in
from formlint.records import record

MOST_PARTS = 9  # strips of one heading: 全 年 预 算 数（A） has 5, 年 度 绩 效 指 标 值 7
MOST_ON_LINE = 100  # strips; headings set with blanks between their characters have 50, and what takes all pairs of a line would take minutes
BAND = re.compile(r"^[一二三四五六七八九十][、.．]|^\([一二三四五六七八九十]\)")
BANDED = frozenset("一二三四五六七八九十(")  # what it begins with
_PARTING = bytes.maketrans(b"\1\2", b"\0\1")  # of the gaps, empty lines part


@record(frozen=True, slots=True)
class Hit:
    """A heading found: what it names, and its strips by number."""

    key: str
    numbers: tuple[int, ...]


class Dump:
    """The strips of a document. A strip is taken once; what nobody takes in the end is unread."""

    def __init__(self, document: Document, definition: Definition) -> None:
        lines = document.lines
        self.lines: Sequence[Line] = lines
        texts = document.texts
        self.texts = list(map(str.strip, texts))
        self.definition = definition
        self.words = vocabulary(definition)
        self.joined = spaced(document.whole)
        found = strips(enumerate(lines), joined=self.joined, apart=self.joined and self.apart)
        self.put(apart_from_sentences(found, tuple(self.words.columns.values())))
        self.aligned = aligned(list(filter(None, self.texts)))
        self.kept: list[int] = []  # lines that stay lines
        self.margin: set[int] = set()  # strips of titles beside the table

    def free(self, start: int = 0, end: int | None = None) -> list[int]:
        """Numbers of the strips that nobody has taken."""
        taken = self.taken[start:end]
        return list(compress(range(start, start + len(taken)), map(not_, taken)))

    def left(self, start: int = 0, end: int | None = None) -> list[Strip]:
        """The strips that nobody has taken."""
        return list(compress(self.strips[start:end], map(not_, self.taken[start:end])))

    def lines_left(self) -> list[int]:
        """The lines that hold such strips, in order."""
        return sorted(set(compress(self._lines_of_strips(), map(not_, self.taken))))

    def take(self, numbers: Iterable[int]) -> None:
        taken = self.taken
        for number in numbers:
            taken[number] = True

    def take_line(self, line: int) -> None:
        """The line stays a line."""
        self.kept.append(line)
        self.take(self.on_line(line))

    def put(self, strips: Sequence[Strip]) -> None:
        """Other strips in place of those there are; none of them is taken."""
        self.strips: list[Strip] = list(strips)
        self.said = [strip.text for strip in strips]
        self.whole = "\n".join(["", *self.said])
        self.gaps = bytes([strip.gap for strip in strips])
        self.taken = [False] * len(self.strips)
        self.airy = airy(self.gaps)
        self._printed: list[int] = []  # the lines of the strips
        self._begun: defaultdict[Lexicon, list[int]] = defaultdict(list)  # the strips that a heading may begin with, as soon as somebody asks
        self.seen_headings: dict[Lexicon, tuple[list[bool], list[Hit]]] = {}  # with what was taken when they were looked for
        self._flows: list[list[int]] = []
        self._flow_of: list[int] = []
        self._runs: list[int] = []
        self._ends: dict[int, list[int]] = {}

    def release(self, numbers: Iterable[int]) -> None:
        for number in numbers:
            self.taken[number] = False

    def text(self, numbers: Iterable[int]) -> str:
        return "".join(map(self.said.__getitem__, numbers))

    def where(self, pattern: re.Pattern[str]) -> Iterator[int]:
        """The numbers of the strips that the pattern finds. It begins with the line break before a strip, so that it is tried there alone."""
        return found_in(self.whole, pattern)

    def passage(self, numbers: Sequence[int]) -> Passage:
        """The strips as one passage: blanks between strips of one line stay, line breaks leave nothing."""
        if len(numbers) == 1:
            return self.strips[numbers[0]].passage
        if 0 not in map(self.gaps.__getitem__, numbers[1:]):  # most cells of several strips: each has a line of its own
            return Passage.join([self.strips[number].passage for number in numbers])
        parts: list[Passage] = []
        position = 0
        while position < len(numbers):
            first = last = self.strips[numbers[position]]
            while (
                position + 1 < len(numbers)
                and numbers[position + 1] == numbers[position] + 1
                and self._one_run(last, self.strips[numbers[position + 1]])
            ):
                position += 1
                last = self.strips[numbers[position]]
            end = last.start + len(last.passage.text)
            parts.append(first.passage if first is last else self.lines[first.line].passage.cut(first.start, end))
            position += 1
        return Passage.join(parts)

    def _one_run(self, strip: Strip, after: Strip) -> bool:
        if after.gap or not len(strip.passage.pieces) == len(after.passage.pieces) == 1:
            return False
        line = self.lines[strip.line].text  # a strip that was put back stands in another line
        return all(line.startswith(each.passage.text, each.start) for each in (strip, after))

    def cell(self, row: int, column: int, numbers: Sequence[int]) -> Cell:
        return Cell(row, column, self.passage(numbers))

    def on_line(self, line: int) -> list[int]:
        """Numbers of its strips, which stand in the order of their lines."""
        printed = self._lines_of_strips()
        return list(range(bisect_left(printed, line), bisect_right(printed, line)))

    def _lines_of_strips(self) -> Sequence[int]:
        self._printed = self._printed or [strip.line for strip in self.strips]
        return self._printed

    def alone(self, number: int) -> bool:
        """No other strip stands in its line, which may hold thousands."""
        line = self.strips[number].line
        return all(each.line != line for each in (*self.strips[max(number - 1, 0) : number], *self.strips[number + 1 : number + 2]))

    def by_line(self, numbers: Sequence[int]) -> list[list[int]]:
        """Strips grouped by the line they stand in."""
        lines: list[list[int]] = []
        for number in numbers:
            if lines and self.strips[lines[-1][0]].line == self.strips[number].line:
                lines[-1].append(number)
            else:
                lines.append([number])
        return lines

    @cached_property
    def apart(self) -> bool:
        """Operators have a column of their own."""
        running = "".join(map(plain, self.texts))
        return any(len(word) > 3 and plain(word) in running for table in self.definition.tables.values() for word in table.columns.get("op", ()))

    @cached_property
    def costed(self) -> bool:
        """A part of the costs is printed, or what a narrow cell left of its beginning."""
        return not cost_parts(self.definition).isdisjoint(self.said)

    def flow_of(self) -> Sequence[int]:
        """For every strip the number of its flow: strips with no empty line between them. What stands above the first strip parts nothing."""
        if not self._flow_of and self.strips:
            self._flow_of = list(accumulate(self.gaps[1:].translate(_PARTING), initial=0))
        return self._flow_of

    def flows(self) -> list[list[int]]:
        """The strips of every flow."""
        if not self._flows and self.strips:
            starts = [0, *compress(range(1, len(self.gaps)), self.gaps[1:].translate(_PARTING))]
            self._flows = list(map(list, map(range, starts, [*starts[1:], len(self.gaps)])))
        return self._flows

    def span(self, numbers: Sequence[int]) -> tuple[int, int]:
        """First column and end of strips in one line."""
        first, last = self.strips[numbers[0]], self.strips[numbers[-1]]
        return first.start, last.start + len(last.passage.text)

    def loose(self, number: int) -> bool:
        """A single blank is before the strip: an aligned dump may have set it left of its place."""
        strip = self.strips[number]
        return strip.gap == 0 and number > 0 and strip.start - self.span((number - 1,))[1] < 2

    def seen(self, numbers: Sequence[int]) -> tuple[int, int]:
        """First column and end of strips in one line as they look: behind a single blank they run on from the strip to their left, and Chinese
        characters are two columns wide."""
        first = self.strips[self._run_of()[numbers[0]]]
        ends = self._ends_of(first.line)
        start, begin, end = (ends[min(max(place, first.start), len(ends) - 1)] for place in (first.start, *self.span(numbers)))
        return first.start + begin - start, first.start + end - start

    def _run_of(self) -> list[int]:
        """For every strip the first of those it runs on from."""
        if not self._runs:
            for number in range(len(self.strips)):
                self._runs.append(self._runs[-1] if self.loose(number) else number)
        return self._runs

    def _ends_of(self, line: int) -> list[int]:
        """For every place in a line how far it lies from the beginning as it looks."""
        if line not in self._ends:
            self._ends[line] = list(accumulate((1 if character <= NARROWEST else 2 for character in self.lines[line].text), initial=0))
        return self._ends[line]

    def drifts(self, number: int) -> bool:
        """A single blank is before the strip, and Chinese characters before that: it may have stood further right."""
        return self.loose(number) and self.seen((number,))[0] > self.strips[number].start

    def headings(self, lexicon: Lexicon, start: int = 0, end: int | None = None) -> list[Hit]:
        """The headings of a lexicon among the free strips, in order; words with a star are none."""
        found: list[Hit] = []
        free, stop = start, len(self.strips) if end is None else end
        beginnings = (self._begun or self._sort()).get(lexicon, [])
        for number in beginnings[bisect_left(beginnings, start) : bisect_left(beginnings, stop)]:
            if number >= free and not self.taken[number] and (hit := self.heading(lexicon, number, stop)):
                found.append(hit)
                free = hit.numbers[-1] + 1
        return found

    def _sort(self) -> Mapping[Lexicon, list[int]]:
        """Sorts the strips that are not too long by the headings they may begin."""
        lexicons = list(begun(self.definition).of(self.said))
        for number in compress(range(len(lexicons)), lexicons):  # most begin none
            for lexicon in lexicons[number]:
                self._begun[lexicon].append(number)
        return self._begun

    def heading(self, lexicon: Lexicon, start: int, stop: int | None = None, *, stars: bool = False) -> Hit | None:
        """The longest heading that begins with this strip; `stars`: words with a star count."""
        best: Hit | None = None
        text, said, gaps, taken = "", self.said, self.gaps, self.taken
        rigid = stars or self.aligned
        for number in range(start, min(start + MOST_PARTS, len(said) if stop is None else stop)):
            if taken[number] or (number > start and (rigid or gaps[number] == 2) and self._stops(text, number, stars)):
                break
            text += said[number]
            begins, known = _known(lexicon, text, stars)
            if not begins:
                break
            if known and not (best and self._two(lexicon, best, number, text, known)):
                best = Hit(known[0], (start,) if number == start else tuple(range(start, number + 1)))
        return best

    def _stops(self, text: str, number: int, stars: bool) -> bool:
        """A heading that reads `text` so far does not go on with this strip: too much parts it from the one before."""
        said, gap = self.said[number], self.gaps[number]
        if (self.aligned and (gap or self._apart(number))) or (gap == 2 and not _wraps(text, said)):
            return True
        return stars and bool(self.words.sections.find(said) or self.words.parts.find(said))

    def _apart(self, number: int) -> bool:
        """Two blanks or more part the strip from the one before it, as they part cells; in 得    分 they are only set between characters."""
        return not self.loose(number) and max(len(self.said[number]), len(self.said[number - 1])) > 1

    def _two(self, lexicon: Lexicon, best: Hit, number: int, text: str, known: tuple[str, int]) -> bool:
        """Two headings side by side read like a longer one: 执行率 得分. One that fits better than its halves is one (二级 指标), and a bracket
        belongs to its heading once it closes."""
        rest = self.text(range(best.numbers[-1] + 1, number + 1))
        found, before = lexicon.find(rest), lexicon.find(self.text(best.numbers))
        two = bool(found and before and found[1] < STARRED and known[1] >= min(found[1], before[1]))
        return two or (known[0] == best.key and text.count("(") != text.count(")"))


@lru_cache(maxsize=MOST_KNOWN)
def _known(lexicon: Lexicon, text: str, stars: bool) -> tuple[bool, tuple[str, int] | None]:
    """Whether a heading may begin with the text, and the one that it is; `stars`: words with a star count."""
    begins = len(text) <= LONGEST_HEADING and (stars or lexicon.may_begin(text))
    known = lexicon.find(text) if begins else None
    return begins, known if known and (stars or known[1] < STARRED) and len(fold(text)) > 1 else None


def aligned(texts: Sequence[str]) -> bool:
    """Columns are still aligned by blanks: a quarter of the lines have three blanks between words."""
    if len(texts) <= 8 or "\n".join(texts).count("   ") * 4 <= len(texts):  # most
        return False
    return sum(["   " in text.strip() for text in texts if "   " in text]) * 4 > len(texts)


def _wraps(before: str, after: str) -> bool:
    """An empty line inside a heading is one that the dump put after the first line of a cell: 自评 / / 结论."""
    return len(before) <= 4 and len(after) <= 4


def first_level(dump: Dump, hit: Hit) -> str:
    """The section that a label heads; empty when it heads a part of one. 成本指标 may be either: with its points, or where the form prints parts of
    it (经济成本指标), it is a section."""
    key = dump.words.sections.key(hit.key)
    part = dump.words.parts.key(hit.key)
    if not part or "(" in dump.text(hit.numbers) or (key == COST and dump.costed):
        return key
    return "" if key in ("", COST) or key == part else key


def banded(dump: Dump, hit: Hit) -> bool:
    """A label across the table, above its rows: 一、产出指标（50分）."""
    return bool(BAND.match(dump.text(hit.numbers)))
