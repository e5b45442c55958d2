"""How sure it is that two statements speak of one quantity. Conservative: a match that is wrong is a false alarm.

The nouns decide, stripped of words that add nothing (全年, 参加, 人数). Equal nouns are one quantity. A noun that begins the other (行政村,
行政村协管员) or has the same words in another order (教师培训, 培训教师) probably is; one that ends the other (党务干部, 机关党务干部)
may be a part of it. Units must measure the same kind of thing: 人 and 名, two amounts of money, two rates; never 人 and 人次.
"""

import re
from functools import cache, lru_cache

from formlint.forms import Statement
from formlint.recognisers import nouns
from formlint.recognisers.statements import same_unit
from formlint.units import alike
from formlint.wording import any_of

SURE = 0.9  # at least this sure: one quantity
LIKELY = 0.7


def same(one: Statement, other: Statement) -> float:
    """From 0 (no) to 1 (yes)."""
    if not (alike(one.figure, other.figure) or same_unit(one.figure.unit, other.figure.unit)):
        return 0.0
    return same_noun(one.noun, other.noun)


@lru_cache(maxsize=4096)
def same_noun(one: str, other: str) -> float:
    """How sure it is that two noun phrases name one thing, whatever their units."""
    if one == other:
        return 1.0 if one else 0.0
    short, long = sorted((kernel(one), kernel(other)), key=len)
    if len(short) < 2:
        return 0.0
    if short == long:
        return 0.95
    if sorted(short) == sorted(long):
        return 0.85
    share = len(short) / len(long)
    if long.startswith(short):
        return 0.6 + 0.2 * share
    if long.endswith(short):
        return 0.4 + 0.2 * share
    pairs = [{text[at : at + 2] for at in range(len(text) - 1)} for text in (short, long)]
    return round(0.6 * 2 * len(pairs[0] & pairs[1]) / (len(pairs[0]) + len(pairs[1])), 3)


@cache
def _edges() -> re.Pattern[str]:
    empty = any_of(nouns.phrases()["empty"])
    return re.compile(rf"^(?:{empty})+|(?:{empty}|的)+$")


def kernel(noun: str) -> str:
    """The noun without what adds nothing to it; the noun itself when nothing would be left."""
    return _edges().sub("", noun) or noun
