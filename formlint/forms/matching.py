"""How sure it is that two statements speak of one quantity. Conservative: a match that is wrong is a false alarm.

The nouns decide, stripped of words that add nothing (全年, 参加, 人数), of asides, marks and quotation marks. Equal nouns are one quantity.
A noun that has the same words in another order (教师培训, 培训教师), or a word for another (建成, 建设), very likely is; one that begins the other
(行政村, 行政村协管员) may be; one that ends the other (党务干部, 机关党务干部) may be a part of it. Units must measure the same kind of thing:
人 and 名, two amounts of money, two rates; never 人 and 人次.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import combinations

from formlint.exact import ZERO, Fraction
from formlint.figures import Figure
from formlint.figures.units import MONEY, RATIO
from formlint.figures.wording import any_of, words
from formlint.forms import Statement

SURE = Fraction(9, 10)  # at least this sure: one quantity
TURNED = Fraction(85, 100)  # the same words in another order, or one for another
LIKELY = Fraction(7, 10)
FEW = 6  # nouns: fifteen pairs are looked up in the time that two nouns take to be taken apart
LONGEST = 60  # characters of a noun that may be another one with words around it
MOST = 500  # characters of a noun whose ends are looked at: in a cell of 16,000 的 that takes 14 s

_MARK = re.compile(r"^(?:[★☆*]+|指标[0-9]{0,2}[:：]|[0-9]{1,2}[.、:：)）]|[(（][0-9一二三四五六七八九十]{1,3}[)）])+")
_POINTS = re.compile(r"[(（][^()（）]*[)）]分?$")
_ASIDE = re.compile(r"[(（][^()（）]*[)）]|[“”\"‘’'「」《》\s]")


def same(one: Statement, other: Statement) -> Fraction:
    """From 0 (no) to 1 (yes)."""
    return same_noun(one.noun, other.noun) if comparable(one, other) else ZERO


def comparable(one: Statement, other: Statement) -> bool:
    """Their numbers measure the same kind of thing."""
    return measures(one.figure) == measures(other.figure)


def measures(figure: Figure) -> str:
    """What the number measures: its unit, or one of those that are the same kind of thing (万元 and 元, % and ‰, 人 and 名)."""
    return _kind(figure.unit)


@lru_cache(maxsize=1024)
def _kind(unit: str) -> str:
    return "元" if unit in MONEY else "%" if unit in RATIO else "人" if unit in _persons() else unit


def same_unit(one: str, other: str) -> bool:
    """Both count the same kind of thing: the same unit, or both persons (人, 名). 人次 are no persons."""
    return one == other or (one in _persons() and other in _persons())


@lru_cache(maxsize=4096)
def same_noun(one: str, other: str) -> Fraction:
    """How sure it is that two noun phrases name one thing, whatever their units; symmetric."""
    if one == other:
        return Fraction(1 if one else 0)
    short, long = sorted((kernel(one), kernel(other)), key=lambda noun: (len(noun), noun))
    if (short == long and len(short) > 1) or _lengthened(*sorted((_bare(one), _bare(other)), key=len)):
        return Fraction(95, 100)
    if len(short) < 2:
        return ZERO
    if sorted(_usual(short)) == sorted(_usual(long)):
        return TURNED
    share = Fraction(len(short), len(long))
    if long.startswith(short):
        return Fraction(6, 10) + share / 5
    if long.endswith(short):
        return Fraction(4, 10) + share / 5
    pairs = [{text[at : at + 2] for at in range(len(text) - 1)} for text in (short, long)]
    return Fraction(6, 10) * Fraction(2 * len(pairs[0] & pairs[1]), len(pairs[0]) + len(pairs[1]))


def surely_same(nouns: Sequence[str]) -> Iterator[tuple[Sequence[int], Sequence[int]]]:
    """Places of nouns, and of others: `same_noun` is SURE of each of the first and each of the second, and of no pair that is in none of these.
    Where they are many, each is not compared with each, and 2,000 of one name are one answer."""
    if len(nouns) <= FEW and all(len(noun) <= LONGEST for noun in nouns):
        yield from (((one,), (other,)) for one, other in combinations(range(len(nouns)), 2) if same_noun(nouns[one], nouns[other]) >= SURE)
        return
    alike, bare = defaultdict[tuple[str, str], list[int]](list), defaultdict[str, list[int]](list)
    for place, noun in enumerate(nouns):
        bare[_bare(noun)].append(place)
        alike["noun", noun].append(place)
        if len(kernel(noun)) > 1:
            alike["kernel", kernel(noun)].append(place)
    yield from ((places, places) for (_, words), places in alike.items() if words and len(places) > 1)
    longer = defaultdict[str, list[int]](list)  # by what they are with words around it that add nothing
    for long, places in bare.items():
        for short in _inside(long) if len(long) <= LONGEST and _wrapped(long) else ():
            if short in bare and _lengthened(short, long):
                longer[short] += places
    yield from ((bare[short], places) for short, places in longer.items())


@lru_cache(maxsize=4096)
def kernel(noun: str) -> str:
    """The noun without what adds nothing to it; the noun itself when nothing would be left."""
    bare = _bare(noun)
    return _trimmed(bare) or bare


@lru_cache(maxsize=1024)
def unpointed(heading: str) -> str:
    """A heading without white space and without the points behind it: 管理效率（50分）, 产出指标（40-50）分."""
    return _POINTS.sub("", "".join(heading.split()))


def turned(noun: str, before: str) -> bool:
    """A clause of the text before a number is made of the words of the noun, in whatever order: 命名示范党支部|14个 for 示范党支部命名数量."""
    sought = _sought(noun)
    if len(sought) <= 2:
        return False
    told = _usual(_bare(before[-3 * len(sought) :]))
    return sorted(told[-len(sought) :]) == sought and _opening().search(told[: -len(sought)]) is not None


@lru_cache(maxsize=4096)
def _sought(noun: str) -> list[str]:
    """The characters of the noun in the usual words, in order of their codes."""
    return sorted(_usual(kernel(noun)))


@lru_cache(maxsize=4096)
def _wrapped(bare: str) -> bool:
    """A word that adds nothing stands at one of its ends."""
    return bare.startswith("的") or _trimmed(bare) != bare


@lru_cache(maxsize=4096)
def _inside(bare: str) -> frozenset[str]:
    """The nouns that this one is with words around it that add nothing, itself among them."""
    starts = [at for at in range(len(bare)) if _empty().fullmatch(bare, 0, at)]
    ends = [at for at in range(len(bare) + 1) if _empty().fullmatch(bare, at)]
    return frozenset(bare[start:end] for start in starts for end in ends if end - start > 1)


@lru_cache(maxsize=4096)
def _bare(noun: str) -> str:
    """Without the mark that numbers it, asides in brackets, quotation marks and blanks; the noun itself when nothing would be left."""
    return _ASIDE.sub("", _MARK.sub("", noun)) or noun


def _trimmed(bare: str) -> str:
    """Without the words at its ends that add nothing."""
    return _edges().sub("", bare) if len(bare) <= MOST else bare


def _usual(noun: str) -> str:
    """With one word for those that mean the same (建成, 建设)."""
    for other, usual in _synonyms():
        if other in noun:
            noun = noun.replace(other, usual)
    return noun


def _lengthened(short: str, long: str) -> bool:
    """The long noun is the short one with words around it that add nothing: 受益农户, 受益农户数."""
    if len(short) < 2 or short not in long or not _trimmed(short):
        return False
    before, _, after = long.partition(short)
    return all(_empty().fullmatch(each) for each in (before, after))


@cache
def _edges() -> re.Pattern[str]:
    empty = any_of(words()["empty"])
    return re.compile(rf"^(?:{empty})+|(?:{empty}|的)+\Z")


@cache
def _empty() -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of(words()['empty'])}|的)*")


@cache
def _opening() -> re.Pattern[str]:
    """What a clause about the whole of it may begin after; 全市 and 州直 are no such words."""
    return re.compile(rf"(?:^|\W|[一二三四五六七八九十]是|已|{any_of(words()['empty'])})\Z")


@cache
def _synonyms() -> tuple[tuple[str, str], ...]:
    """Each word with the usual one for it."""
    lines = [line.split() for line in words()["synonyms"]]
    return tuple((other, usual) for usual, *others in lines for other in others)


@cache
def _persons() -> frozenset[str]:
    return frozenset(words()["persons"].split())
