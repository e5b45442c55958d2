"""How sure it is that two statements speak of one quantity. Conservative: a match that is wrong is a false alarm.

The nouns decide, stripped of words that add nothing (全年, 参加, 人数). Equal nouns are one quantity. A noun that begins the other (行政村,
行政村协管员) or has the same words in another order (教师培训, 培训教师) probably is; one that ends the other (党务干部, 机关党务干部)
may be a part of it. Units must measure the same kind of thing: 人 and 名, two amounts of money, two rates; never 人 and 人次.
"""

import re
from fractions import Fraction
from functools import cache, lru_cache

from formlint.forms import Statement
from formlint.units import alike
from formlint.wording import any_of, words

SURE = Fraction(9, 10)  # at least this sure: one quantity
LIKELY = Fraction(7, 10)


def same(one: Statement, other: Statement) -> Fraction:
    """From 0 (no) to 1 (yes)."""
    if not (alike(one.figure, other.figure) or same_unit(one.figure.unit, other.figure.unit)):
        return Fraction(0)
    return same_noun(one.noun, other.noun)


def same_unit(one: str, other: str) -> bool:
    """Both count the same kind of thing: the same unit, or both persons (人, 名). 人次 are no persons."""
    return one == other or {one, other} <= _persons()


@lru_cache(maxsize=4096)
def same_noun(one: str, other: str) -> Fraction:
    """How sure it is that two noun phrases name one thing, whatever their units; symmetric."""
    if one == other:
        return Fraction(1 if one else 0)
    short, long = sorted((kernel(one), kernel(other)), key=lambda noun: (len(noun), noun))
    if len(short) < 2:
        return Fraction(0)
    if short == long:
        return Fraction(95, 100)
    if sorted(short) == sorted(long):
        return Fraction(85, 100)
    share = Fraction(len(short), len(long))
    if long.startswith(short):
        return Fraction(6, 10) + share / 5
    if long.endswith(short):
        return Fraction(4, 10) + share / 5
    pairs = [{text[at : at + 2] for at in range(len(text) - 1)} for text in (short, long)]
    return Fraction(6, 10) * Fraction(2 * len(pairs[0] & pairs[1]), len(pairs[0]) + len(pairs[1]))


def kernel(noun: str) -> str:
    """The noun without what adds nothing to it; the noun itself when nothing would be left."""
    return _edges().sub("", noun) or noun


@cache
def _edges() -> re.Pattern[str]:
    empty = any_of(words()["empty"])
    return re.compile(rf"^(?:{empty})+|(?:{empty}|的)+\Z")


@cache
def _persons() -> frozenset[str]:
    return frozenset(words()["persons"].split())
