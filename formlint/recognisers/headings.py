"""Which word of a form definition a heading is.

Headings are compared folded: full width as half width, no white space, no additions in brackets （A） （万元）, no mark or number before
them, no colon after them, no English beside the Chinese. What fits no word is tried against the words that hold a `*`. Every answer is
remembered, because a form repeats its headings.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from functools import cache, cached_property, lru_cache
from typing import TypeVar, cast

from formlint.definitions import Definition, Words
from formlint.recognisers.traditional import TO_SIMPLIFIED

LONGEST = 60  # the longest heading we know has 22 characters, the longest title 40; cells of running text are none
MOST_KNOWN = 20_000  # texts in a stream of documents; a form has 50 headings
STARRED = 99  # the rank of words with a star: behind all others of their key
NEAR = 16  # the longest heading that is compared by likeness, or with a word with a star

SCORES = ("review", "single")  # beside the score
SUBTITLE = re.compile(r"[(（]?\s*(?:(?:19|20)\d\d|[二一][〇○零一二三四五六七八九]{3})\s*年\s*+度?\s*+[)）]?")  # below a title

Column = TypeVar("Column")

_BRACKETS = re.compile(r"\([^()]*\)?|\[[^\[\]]*\]")
_MARKS = re.compile(r"^(?:[★☆*●■◆]+|其中[:、]?|[一二三四五六七八九十]{1,3}[、.．]|\d{1,2}[、.．])+")
_MARKING = re.compile(r"其?|[一二三四五六七八九十]{1,3}|\d{1,2}")  # nothing, or the beginning of a mark
_UNSEEN = frozenset("★☆*●■◆其一二三四五六七八九十0123456789([")  # what a heading may begin with and is not compared
POINTS = frozenset("、.．")  # between the number of a heading and the heading
_COUNTED = re.compile(r"(?:\d{1,2}[、.．])*(?:\d{1,2}$|(?!\d))")
_TORN = re.compile(r"^([^()]{2,}?)(?:[A-F](?:/[A-F])?|\d{1,3}分)\)$")  # 执行数B), whose opening bracket the page has lost
_GLOSS = re.compile(  # 分值Weight, Level1一级指标, 一级指标L1; GDP增长率 has none
    r"(?<=[一-鿿)])[/:]?(?:[A-Za-z][A-Za-z.,'’&/-]{2,}\d?|[Ll][Vv]?\d)$|^[A-Z](?=[A-Z&/-]*[a-z])[A-Za-z.,'’&/-]{2,}\d?[/:]?(?=[一-鿿])"
)
_TAIL = re.compile(r"(?<![:;。,%‰])(?:[:;。,%‰]|(?<=[一-鿿])[A-F])+$")  # a run is tried where it begins, else once for each of its signs
_OPENING = re.compile(r"[一-鿿]+(?:[,;。:、](?=[一-鿿]))?|.", re.DOTALL)
_FORMULA = re.compile(r"[*×xX/÷]100%")
_UNIT = re.compile(r"万元|亿元|千元|百元|万美元|美元|元|%|‰")


@lru_cache(maxsize=16384)
def plain(text: str) -> str:
    """The text without white space, full width as half width, traditional characters of headings as simplified ones. For comparison only."""
    return "".join(unicodedata.normalize("NFKC", text).split()).translate(TO_SIMPLIFIED)


@lru_cache(maxsize=16384)
def fold(text: str) -> str:
    """What is compared of a heading: `其中： 基 本 支 出（万元）` is 基本支出."""
    if len(text) > 4 * LONGEST:
        return ""
    bare = _TORN.sub(r"\1", _GLOSS.sub("", _BRACKETS.sub("", _MARKS.sub("", plain(text)))))
    return _TAIL.sub("", bare) or plain(text)


@lru_cache(maxsize=4096)
def unit_of(heading: str) -> str:
    """The unit a heading prints in brackets or after 单位: 年初预算数（万元） -> 万元, 经费情况（单位：元） -> 元, 执行率% -> %.

    The 100% of a formula is none: under 执行率（B/A×100%） people print 0.95 as well as 95.
    """
    text = plain(heading)
    for inner in re.findall(r"\(([^()]*)\)?", text):
        if _FORMULA.search(inner):
            continue
        found = _UNIT.search(inner)
        if found:
            return found[0]
    return text[-1] if text.endswith(("%", "‰")) and not _FORMULA.search(text) else ""


def is_part(label: str) -> bool:
    """其中 stands before it."""
    return plain(label).lstrip("★☆*●").startswith("其中")


def is_amount(text: str, after: str) -> bool:
    """A text that begins with a digit and is no mark before a heading, as 1. and 12、 are; `after` is what is printed behind it."""
    marks = _COUNTED.match(text)
    return marks is None or (marks.end() == len(text) and text[-1].isdigit() and after[:1] not in POINTS)


def opening(text: str) -> str:
    """The Chinese at the head of a plain text, behind the marks and additions before it, and a mark inside a sentence: of the word that is the
    heading which begins with this text. Empty where more of those may follow: 二 may become 二、, 二级 may not."""
    bare = _BRACKETS.sub("", _MARKS.sub("", text)) if text[0] in _UNSEEN else text
    return "" if _MARKING.fullmatch(bare) else cast(re.Match[str], _OPENING.match(bare))[0]


def _fits(parts: Sequence[str], text: str) -> bool:
    """The parts stand in the text in order, the first at its start and the last at its end. 50 patterns would take 5 ms to compile."""
    if not text.startswith(parts[0]) or not text.endswith(parts[-1]):
        return False
    place, end = len(parts[0]), len(text) - len(parts[-1])
    for part in parts[1:-1]:
        place = text.find(part, place, end) + len(part)
        if place < len(part):
            return False
    return place <= end


class Lexicon:
    """Words of several keys, looked up by a folded heading: key and rank (0 for the first word of a key, the one that fits best)."""

    def __init__(self, words: Mapping[str, Words], *, longest: int = LONGEST) -> None:
        self._longest = longest  # of what a word with a star may stand for
        self._exact: dict[str, tuple[str, int]] = {}
        self._globs: list[tuple[list[str], str]] = []
        for key, each in words.items():
            for rank, word in enumerate(each):
                if "*" in word:
                    self._globs.append((plain(word).split("*"), key))
                else:
                    self._exact.setdefault(fold(word), (key, min(rank, STARRED - 1)))
        self.counted = any(word[:1].isdigit() for word in self._exact)  # as 2024年预算数 is
        self._known: dict[str, tuple[str, int] | None] = {}
        self._begun: dict[str, bool] = {}
        self._nearest: dict[tuple[str, frozenset[str], float], str] = {}

    def may_begin(self, text: str) -> bool:
        """A heading without a star may begin with this plain text, or be it: see `opening`."""
        try:
            return self._begun[text]
        except KeyError:
            if len(self._begun) > MOST_KNOWN:
                self._begun.clear()
            found = self._begun[text] = opening(text) in self.starts
            return found

    @cached_property
    def starts(self) -> frozenset[str]:
        """What words begin with, from nothing to all of them: see `opening`. Only text dumps ask."""
        return frozenset(word[:end] for word in self._exact for end in range(len(word) + 1))

    def find(self, text: str) -> tuple[str, int] | None:
        """Key and rank of a heading, or nothing."""
        try:
            return self._known[text]
        except KeyError:
            if len(text) > 4 * LONGEST:
                return None
            if len(self._known) > MOST_KNOWN:
                self._known.clear()
            self._known[text] = self._look(fold(text))
            return self._known[text]

    @property
    def words(self) -> Iterable[str]:
        """The words without a star, folded."""
        return self._exact

    def key(self, text: str) -> str:
        found = self.find(text)
        return found[0] if found else ""

    def near(self, text: str, keys: Iterable[str], least: float) -> str:
        """The key of the word that comes nearest, when its likeness is at least `least` (0 to 1). For headings that no word fits: slow."""
        asked = text, frozenset(keys), least
        if asked not in self._nearest:
            if len(self._nearest) > MOST_KNOWN:
                self._nearest.clear()
            words = [word for word, (key, _) in self._exact.items() if key in asked[1]]
            best = get_close_matches(fold(text), words, 1, least) if 2 < len(fold(text)) <= NEAR else []
            self._nearest[asked] = self._exact[best[0]][0] if best else ""
        return self._nearest[asked]

    def _look(self, folded: str) -> tuple[str, int] | None:
        found = self._exact.get(folded)
        if found or len(folded) > self._longest or not folded:
            return found
        return next(((key, STARRED) for parts, key in self._globs if _fits(parts, folded)), None)


def _fragments(words: Iterable[str]) -> frozenset[str]:
    """All that narrow cells may leave of words: 产出, 指标, 出指."""
    texts = {plain(word) for word in words}
    return frozenset(text[start:end] for text in texts for start in range(len(text)) for end in range(start + 1, len(text) + 1))


def _joined(words: Mapping[str, Words], more: Mapping[str, Words]) -> Mapping[str, Words]:
    return {key: (*words.get(key, ()), *more.get(key, ())) for key in {**words, **more}}


class Vocabulary:
    """The lexicons of one definition."""

    def __init__(self, definition: Definition) -> None:
        tables = definition.tables
        self.columns = {name: Lexicon(table.columns, longest=NEAR) for name, table in tables.items()}
        self.ruled = {name: Lexicon(_joined(table.columns, table.ruled), longest=NEAR) for name, table in tables.items()}
        self.rows = {name: Lexicon(table.rows) for name, table in tables.items() if table.rows}
        self.splits = {name: Lexicon({"split": table.splits}) for name, table in tables.items() if table.splits}
        self.labels = {name: Lexicon({"label": table.label}) for name, table in tables.items()}
        self.alone = {name: Lexicon({"total": table.alone}) for name, table in tables.items() if table.alone}
        self.closing = {name: Lexicon({"total": table.total, "subtotal": table.subtotal}) for name, table in tables.items()}
        self.fields = Lexicon(definition.fields, longest=NEAR)
        self.in_cells = Lexicon(_joined(definition.fields, definition.ruled), longest=NEAR)
        self.sides = Lexicon({"side": definition.sides})
        self.others = Lexicon({"other": definition.others})
        self.titles = Lexicon({"title": definition.recognise.titles})
        self.headings = frozenset(map(fold, definition.recognise.headings))
        self.heads = frozenset(word for lexicon in self.columns.values() for word in lexicon.words)
        self.clauses = Lexicon(definition.clauses)
        self.sections = Lexicon({key: section.words for key, section in definition.sections.items()})
        self.parts = Lexicon({key: section.parts for key, section in definition.sections.items()})
        self.levels = frozenset((*self.sections.words, *self.parts.words))
        self.fragments = {
            "l1": _fragments(word for section in definition.sections.values() for word in section.words),
            "l2": _fragments(word for section in definition.sections.values() for word in section.parts),
        }

    def understood(self, text: str) -> bool:
        """A heading of any kind: not to be reported as unread."""
        lexicons: Iterable[Lexicon] = (self.fields, self.sides, self.sections, *self.columns.values(), *self.rows.values(), *self.labels.values())
        return any(lexicon.find(text) for lexicon in lexicons)


@cache
def vocabulary(definition: Definition) -> Vocabulary:
    """Made once for a definition: some 600 words, 3 ms."""
    return Vocabulary(definition)


def scored(columns: Mapping[str, Column]) -> dict[str, Column]:
    """The columns by key; the only score among them is the one that counts, also when it is called 评价得分 or 单项得分."""
    only = next((key for key in SCORES if key in columns), "") if "score" not in columns else ""
    return {"score" if key == only else key: column for key, column in columns.items()}
