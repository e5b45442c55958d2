"""The lines of a text dump as strips: runs of characters between blanks, with what their spelling says of them.

A strip is the smallest thing that belongs to one cell. Office programs that set Chinese beside digits with a gap (`2023 年 12 月`) are told by
how often they do so; there a number and its unit are one strip.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice, pairwise
from typing import ClassVar, final

from formlint.documents import Line, Passage
from formlint.recognisers.headings import plain
from formlint.records import record


@final
class Kind:
    """What a strip looks like, the first that fits. No Enum: to name a member of one takes seven times as long, and a form names them 5,000 times."""

    NUMBER: ClassVar["Kind"]  # 5, 9.3, 4.5分: a weight or a score
    DASH: ClassVar["Kind"]  # —, 无: nothing to say here
    MEASURE: ClassVar["Kind"]  # 213.79万元, 100%, ≥76个, 2023年12月底前完成
    QUALITY: ClassVar["Kind"]  # 有所提高, 良好
    DONE: ClassVar["Kind"]  # 已完成, 达到预期目标
    CAUSE: ClassVar["Kind"]  # 因实施方案调整，...
    WORDS: ClassVar["Kind"]

    def __init__(self, name: str) -> None:
        self.name = name

    def __repr__(self) -> str:
        return f"Kind.{self.name}"


KINDS = tuple(map(Kind, ("NUMBER", "DASH", "MEASURE", "QUALITY", "DONE", "CAUSE", "WORDS")))
for _kind in KINDS:
    setattr(Kind, _kind.name, _kind)


@record(frozen=True, slots=True)
class Strip:
    """`line` counts the printed lines from 0, `gap` is what stands before it: 0 a blank, 1 a line break, 2 an empty line."""

    passage: Passage
    text: str  # plain: half width, no white space
    line: int
    start: int  # in its line
    gap: int
    width: float  # Chinese characters
    kind: Kind
    asks: bool  # begins with an operator or ends in 以上: a target
    reach: float = 0.0  # width of its line up to its end; of itself on lines that hold a weight or a score
    extent: float = 0.0  # width of its line; of itself on lines that hold a weight or a score
    head: float = 1.0  # width of what cannot be parted from its beginning: 2.5 for 97.75
    leads: bool = False  # words at the head of a line that ends in a weight and a score


Spelling = tuple[str, float, Kind, bool, float]  # what a run of characters says by itself: text, width, kind, asks, head of its `Strip`


_NUMBER = re.compile(r"(?:\d{1,2}(?:\.\d{1,4})?|100(?:\.0{1,4})?)分?")
_DASH = re.compile(r"[—–\-/／－_]{1,3}|无")
_OPERATOR = re.compile(r"[≥≤≧≦=═><＝]|不少于|不低于|不超过|不高于|大于|小于|不小于|不大于|至少|少于|多于|低于|高于")
_ASKED = re.compile(rf"(?:{_OPERATOR.pattern}){{1,2}}等?于?")
_NATURE = frozenset(("定性", "定量"))  # in the column of the operators
_BOUND = re.compile(r"\d[^，。；]{0,8}(?:以上|以下|以内|及以上)$")
_MEASURE = re.compile(
    r"(?:[≥≤≧≦=═><＝]{1,2}|[大小多少高低不于等]{2,5}|约|近)?\d[\d,.]*(?:[%‰个-]|[^\d，。；：]{1,4}(?:/[^\d，。]{1,3})?)?(?:以上|以下|以内|及以上)?|\d{4}年.{0,14}|\d{4}[-./]\d{1,2}.{0,8}"
)
_QUALITY = re.compile(
    r"(?:有所|明显|显著|有效|持续|不断|逐步|稳步|进一步|大幅|较大|基本(?=完成|达|满足|实现|建成|健全|形成|稳定|保障|解决|消除|合格|持平|到位|符合|良好|控制|杜绝|覆盖|掌握|改善|提|无)|切实|全面|充分|得到|保持|按时|及时).{0,7}|(?:提高|提升|增强|加强|改善|促进).{0,3}|良好|优良?|较?好|高|长期|中长期|完成|达标|是|满意|.{1,3}(?:提升|提高|改善|增强|加强|增长|推进|保障)"
)
_DONE = re.compile(r"(?:已|基本|全部|按时|部分|未)?(?:完成|达到|达成|实现|到位)了?(?:预期|年度|全部|既定)?(?:目标|指标|任务|值)?(?:[，,].{0,14})?")
_CAUSE = re.compile(r"(?:受(?![益众助训理教援捐检])|因|由于).{2,}|.*(?:下一步|今后|已督促|尚不|原因|偏高|偏低|滞后|超目标|改进).*")
_UNIT = re.compile(r"\d([%‰]|[^\d\s，。；、：,.]{1,3})")
_HEAD = re.compile(r"(?:[\dA-Za-z.,%％]+|.)[，。；、：！？”’）》〉」〕…%]*")
DATED = 8  # characters at the end of a strip that tell whether a date goes on: 年 12 月
_PREPOSITIONS = frozenset("对在为于每第约近达共按向与到从自")
_OPEN = re.compile(r"^[(（]|[(（]\d{1,3}$")
_CLOSING = frozenset("，。；、：！？”’）》〉」〕…%")
NARROWEST = "\u2000"  # the last character that is half as wide as a Chinese one
_NARROW = re.compile(rf"[\x00-{NARROWEST}]+")
_BLANKED = re.compile(r" (?:(?<=[一-鿿] )\d|(?<=\d )[一-鿿]) ?")  # from the blank on: few texts have many; 3 年 5 is one, as its 年 counts once
_SOLID = re.compile(r"[一-鿿]\d|\d[一-鿿]")


def spaced(whole: str) -> bool:
    """Blanks stand between Chinese and digits: 附件 3-1. Twice as many with as without are needed."""
    blanked = len(_BLANKED.findall(whole))
    enough = (blanked + 1) // 2  # without a blank for it not to be so: the first lines of most dumps have them
    return blanked > 0 and len(list(islice(_SOLID.finditer(whole), enough))) < enough


@lru_cache(maxsize=8192)
def kind_of(text: str) -> Kind:
    """What the strip looks like by itself."""
    for pattern, kind in ((_NUMBER, Kind.NUMBER), (_DASH, Kind.DASH), (_MEASURE, Kind.MEASURE), (_CAUSE, Kind.CAUSE), (_DONE, Kind.DONE)):
        if pattern.fullmatch(text):
            return kind
    return Kind.QUALITY if _QUALITY.fullmatch(text) else Kind.WORDS


@lru_cache(maxsize=8192)
def asks(text: str) -> bool:
    """A target by its operator: ≥600人, 不低于95%, 98%以上, 大于等于, 定性."""
    return text in _NATURE or bool(_OPERATOR.match(text) or _BOUND.search(text))


def unit(text: str) -> str:
    """The unit after the first number, as far as it can be told: 人 of 719人, % of 98%."""
    found = _UNIT.search(text)
    return found[1] if found else ""


def units(text: str) -> list[str]:
    """The units after all numbers."""
    return _UNIT.findall(text)


@lru_cache(maxsize=8192)
def width(text: str) -> float:
    """In Chinese characters; digits and Latin letters are half as wide."""
    return (len(text) + len(_NARROW.sub("", text))) / 2


def strips(lines: Iterable[tuple[int, Line]], *, joined: bool, apart: bool = False) -> list[Strip]:
    """The strips of numbered lines. Lines without text, and lines left out, widen the gap before the next. `joined`: see `spaced`; `apart`: operators
    have a column of their own.
    """
    found: list[Strip] = []
    last = -1
    for number, line in lines:
        text = line.text
        words = text.split()
        if not words:
            continue
        gap, last = 2 if number > last + 1 else 1, number
        if len(words) == 1:  # most lines
            word = words[0]
            passage, start = (line.passage, 0) if len(word) == len(text) else (line.passage.strip(), text.index(word))
            bare, own, kind, asked, head = spelling(word)
            found.append(Strip(passage, bare, number, start, gap, own, kind, asked, own, own, head))
            continue
        runs = _runs(text, words)
        if joined:
            runs = list(_joined(text, runs, apart))
            words = [text[start:end] for start, end in runs]
        found += _in_line(line, runs, words, number, gap)
    return found


def _runs(text: str, words: Sequence[str]) -> list[tuple[int, int]]:
    """Start and end of the words of a line. Between most of them stands a single blank."""
    runs, end = [], -1
    for word in words:
        start = end + 1
        if text[start] != word[0]:
            start = text.index(word, start)
        end = start + len(word)
        runs.append((start, end))
    return runs


def _in_line(line: Line, runs: Sequence[tuple[int, int]], words: Sequence[str], number: int, gap: int) -> Iterator[Strip]:
    """The strips of one line."""
    text, passages, spelled = line.text, line.passage.parts(runs, words), list(map(spelling, words))
    kinds = [kind for _, _, kind, _, _ in spelled]
    if Kind.NUMBER in kinds:
        leads = kinds[0] is Kind.WORDS and (Kind.NUMBER, Kind.NUMBER) in pairwise(kinds)
        for (start, _), passage, (bare, own, kind, asked, head) in zip(runs, passages, spelled, strict=True):
            yield Strip(passage, bare, number, start, gap, own, kind, asked, own, own, head, leads)
            gap, leads = 0, False
        return
    reach, place = 0.0, runs[0][0]
    extent = width(text[place : runs[-1][1]])
    for (start, end), passage, (bare, own, kind, asked, head) in zip(runs, passages, spelled, strict=True):
        reach, place = reach + (own if place == start else own + width(text[place:start])), end
        yield Strip(passage, bare, number, start, gap, own, kind, asked, reach, extent, head)
        gap = 0


@lru_cache(maxsize=8192)
def spelling(text: str) -> Spelling:
    """The spelling of a run."""
    bare = plain(text)
    return bare, width(text), kind_of(bare), asks(bare), _head(text)


def _head(text: str) -> float:
    if "一" <= text[0] <= "鿿" and text[1:2] not in _CLOSING:
        return 1.0
    found = _HEAD.match(text)
    return width(found[0]) if found else 1.0


def _joined(text: str, runs: list[tuple[int, int]], apart: bool) -> Iterator[tuple[int, int]]:
    """Start and end of the strips of a line, a number and the unit after it being one."""
    position = 0
    while position < len(runs):
        start, end = runs[position]
        while position + 1 < len(runs) and (_belong(text, runs, position, apart) or _date(text, runs, start, position)):
            position += 1
            end = runs[position][1]
        yield start, end
        position += 1


def _belong(text: str, runs: list[tuple[int, int]], position: int, apart: bool) -> bool:
    """A number and its unit, not a score and a cause: the strip before is no number of its own."""
    here, after = text[slice(*runs[position])], text[slice(*runs[position + 1])]
    if runs[position + 1][0] - runs[position][1] > 1:  # two blanks stand between cells, not before a unit
        return False
    if _OPEN.search(here) and not after.startswith("分"):  # 元）（20 beside 其中：财政拨款
        return False
    if len(here) < 3 and here[-1] in _PREPOSITIONS and after[0].isdigit():  # 对 124 个行政村
        return True
    if apart and _ASKED.fullmatch(plain(text[slice(*runs[position - 1])] if position else "")):  # ≥ 890 户 in three cells
        return False
    if _ASKED.fullmatch(plain(here)) and re.match(r"[\d.]", after):  # 不少于 890
        return not apart
    if _NUMBER.fullmatch(plain(here)) and (asks(plain(after)) or kind_of(plain(after)) in (Kind.QUALITY, Kind.DONE)):
        return False
    if re.search(r"[，；、]", here) and re.match(r"\d", after) and not _DASH.fullmatch(here):  # in a sentence: 次，养殖大户 810
        return True
    if not re.fullmatch(r".*[\d.]", here) or not re.match(r"[一-鿿㎡]", after) or _DASH.fullmatch(after):
        return False
    before = text[slice(*runs[position - 1])] if position else ""
    return not (_NUMBER.fullmatch(plain(here)) and _NUMBER.fullmatch(plain(before)))


def _date(text: str, runs: list[tuple[int, int]], start: int, position: int) -> bool:
    """`2023 年` goes on with `12 月底前完成`; a day needs its 日, else it is a weight."""
    here, after = text[max(start, runs[position][1] - DATED) : runs[position][1]], text[slice(*runs[position + 1])]
    if runs[position + 1][0] - runs[position][1] > 1:
        return False
    if re.search(r"\d\s*年$", here):
        return bool(re.match(r"\d", after))
    if re.search(r"\d\s*月$", here) and re.match(r"\d", after):
        if position + 2 == len(runs) and start == runs[0][0]:  # 12 月 31 / 日前: nothing but a date in its line
            return True
        return "日" in after or (position + 2 < len(runs) and text[runs[position + 2][0]] == "日")
    return bool(re.search(r"[年月]\s*\d{1,2}$", here) and re.match(r"[年月日]", after))
