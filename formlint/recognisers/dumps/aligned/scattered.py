"""Labels of sections whose parts stand in several lines, with the lines of other cells between them: 社会效 / 保障农村居民饮水安全 / 益."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import groupby, islice, takewhile

from formlint.recognisers.dumps.dump import BAND, BANDED, Dump, Hit

MOST_BELOW = 10  # parts of a label below its first
MOST_WITHIN = 120  # strips of a flow that a label may reach over
TALL = 28  # lines of a label with one character in each
LOW = 14  # of another
NEAR = 4  # columns between the middles of two parts
_POINTS = re.compile(r"(?:\((?:\d{1,3}(?:\.\d)?(?:分\)?)?)?)?")


def scattered(dump: Dump, words: tuple[str, ...], numbers: Sequence[int] | None = None, *, stacked: bool = False) -> list[Hit]:
    """Headings whose parts have up to two other strips between them: 社会效 / 保障农村居民饮水安全 / 益. `key` is the word."""
    found: list[Hit] = []
    used: set[int] = set()
    begins, begun = _begins(words, (1, 2) if stacked else (2,)), _begun(words)
    firsts = _firsts(begins)
    texts = dump.said if numbers is None else list(map(dump.said.__getitem__, numbers))
    numbers = range(len(texts)) if numbers is None else numbers
    for place in dump.where(firsts) if texts is dump.said else [place for place, text in enumerate(texts) if firsts.match("\n" + text)]:
        start, text = numbers[place], texts[place]
        if text[:2] not in begins and _bare(text)[:2] not in begins:
            continue
        if dump.taken[start] or start in used or (not stacked and _goes_on(dump, start)):
            continue
        window = numbers[place : place + 8] if not stacked else [start, *_below(dump, islice(numbers, place + 1, None), start)]
        hit = _gather(dump, begun, window, used)
        if hit:
            used.update(hit.numbers)
            found.append(hit)
    return found


def gathered(dump: Dump, words: tuple[str, ...], flows: Sequence[int], start: int, end: int) -> list[Hit]:
    """Headings whose parts stand in one flow, whatever is between them: 成本指 / 标 / 经济成本指标 教师培训支出 / （20 / 分）."""
    found: list[Hit] = []
    begins, begun = _begins(words, (2,)), _begun(words)
    for _, group in groupby(dump.free(start, end), key=lambda number: flows[number]):
        flow, used, known = list(group), set[int](), set[str]()
        for place, number in enumerate(flow):
            if number in used or _bare(dump.strips[number].text)[:2] not in begins:
                continue
            window = flow[place : place + MOST_WITHIN]
            hit = _gather(dump, begun, window, used, most=MOST_WITHIN)
            if hit and dump.words.parts.key(hit.key) and not dump.words.sections.key(hit.key):  # the points are those of a section
                bare = [each for each in window if dump.strips[each].text[0] != "("]
                hit = _gather(dump, begun, bare, used, most=MOST_WITHIN)
            if hit and not (len(hit.key) < 3 and len(flow) > 1 and not dump.words.parts.key(hit.key)) and hit.key not in known:
                used.update(hit.numbers)
                found.append(hit)
                known.add(hit.key)
    return found


def _goes_on(dump: Dump, start: int) -> bool:
    """The strip before it is open: 州直机关党组织及党员的 / 满意度."""
    return start > 0 and not dump.taken[start - 1] and dump.strips[start - 1].text[-1] in "的和及与、（(“"


def _below(dump: Dump, numbers: Iterable[int], start: int) -> list[int]:
    """Strips in the lines below whose middle lies near that of the first: parts of one cell are centred. `numbers` come line by line."""
    first = dump.strips[start]
    middle, end = first.start + len(first.passage.text) / 2, first.line + (TALL if len(first.text) == 1 else LOW)
    lines = takewhile(lambda number: dump.strips[number].line < end, numbers)
    near = (each for each in lines if abs(dump.strips[each].start + len(dump.strips[each].passage.text) / 2 - middle) < NEAR)
    return list(islice((each for each in near if dump.strips[each].line > first.line), MOST_BELOW))


def _gather(dump: Dump, begun: Mapping[str, Sequence[str]], window: Sequence[int], used: set[int], most: int = 2) -> Hit | None:
    """The longest heading that begins with the first strip of the window; `begun` are the words by what they begin with."""
    text = ""
    numbers: list[int] = []
    best: Hit | None = None
    skipped = 0
    words: Sequence[str] = ()
    for number in window:
        if dump.taken[number] or number in used:
            continue
        if not text:
            words = begun.get(_bare(dump.strips[number].text)[:2], ())
        word = fits(text + dump.strips[number].text, words)
        if word is None and not text and len(dump.strips[number].text) == 1:  # 产 / 出 / 指 / 标
            word = ""
        if word is None:
            skipped += 1
            if skipped > most or not text:
                break
            continue
        text += dump.strips[number].text
        numbers.append(number)
        if word:
            best = Hit(word, tuple(numbers))
    return best


def _bare(text: str) -> str:
    """Without the mark before it, which few have."""
    return BAND.sub("", text) if text[:1] in BANDED else text


@lru_cache(maxsize=64)
def _begins(words: tuple[str, ...], sizes: tuple[int, ...]) -> frozenset[str]:
    """The first characters of the words."""
    return frozenset(word[:size] for word in words for size in sizes)


@lru_cache(maxsize=64)
def _firsts(begins: frozenset[str]) -> re.Pattern[str]:
    """Finds the first characters of what they begin with, or of the mark before it."""
    return re.compile(rf"\n[{re.escape(''.join(sorted(BANDED.union(start[0] for start in begins))))}]")


@lru_cache(maxsize=64)
def _begun(words: tuple[str, ...]) -> Mapping[str, tuple[str, ...]]:
    """The words that may begin with these one or two characters: few do."""
    starts = {word[:size] for word in words for size in (1, 2)}
    return {start: tuple(word for word in words if word.startswith(start) or start.startswith(word)) for start in starts}


def fits(text: str, words: Sequence[str]) -> str | None:
    """The word that the text is (with its points), empty when it may become one, None when it cannot."""
    text = _bare(text)
    first, may = text[:1], False
    for word in words:
        if word[:1] != first:  # most
            continue
        if text.startswith(word) and _POINTS.fullmatch(text[len(word) :]):
            return word
        may = may or (word.startswith(text) and len(text) > 1)
    return "" if may else None
