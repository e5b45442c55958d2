"""Scores that a note lays down in steps: 执行率≥95%得10分，90%（含）-95%得8分，低于90%不得分.

A table of steps has at least two. Which side an edge belongs to is said in many ways, and left open by most: there the points of both sides will do.
"""

import re
import unicodedata
from functools import lru_cache

from formlint.exact import ZERO, Fraction
from formlint.patterns import late
from formlint.records import record

_RATE = r"(\d{1,3}(?:\.\d+)?)%"
_ASIDE = r"(?:\([^()]{0,8}\))?"
_BOUNDS = (
    rf"(\d{{1,3}}(?:\.\d+)?)%?{_ASIDE}(?:[-—~至到]|(?:≤|<)[^%\d<≤]{{0,6}}(?:<|≤)|以上[,、]?(?=\d)){_RATE}{_ASIDE}",
    rf"(?:≥|>=|>|大于等于|大于或等于|不低于|不小于|高于|超过|达到|大于){_RATE}",
    rf"{_RATE}{_ASIDE}及?以上",
    rf"(?:≤|<=|<|低于|小于|不足|不到|未达到|未达|少于){_RATE}",
    rf"{_RATE}{_ASIDE}及?以下",
)
_STEP = late(rf"(?:{'|'.join(_BOUNDS)})[^%\d]{{0,14}}?(?:得|计|记|为)?(?:(?P<points>\d{{1,2}}(?:\.\d+)?)分|(?P<full>满分)|(?P<none>不得分|不计分))")
_PROPORTIONAL = late("按(?:执行率|实际|相应|同等|比例)|\\*|×|扣")


@record(frozen=True, slots=True)
class Step:
    """From `low` to `high` (shares of 1; no bound is None) so many points are due; None: the full weight."""

    text: str
    low: Fraction | None
    high: Fraction | None
    points: Fraction | None


@lru_cache(maxsize=256)
def steps(note: str, subject: str) -> tuple[Step, ...]:
    """The steps that the note lays down for the subject (执行率), in order; none when it has fewer than two, or takes points off in proportion."""
    found: list[Step] = []
    for sentence in re.split(r"[。\n]", unicodedata.normalize("NFKC", note)):
        plain = "".join(sentence.split())
        if subject in plain and not _PROPORTIONAL.search(plain):
            found += [_step(match) for match in _STEP.finditer(plain)]
    return tuple(found) if len(found) > 1 else ()


def due(table: tuple[Step, ...], rate: Fraction, weight: Fraction) -> dict[Fraction, Step]:
    """What a rate earns, by the points; two where it lies on an edge, none where no step has it."""
    fits = [step for step in table if (step.low is None or step.low <= rate) and (step.high is None or rate <= step.high)]
    return {(weight if step.points is None else step.points): step for step in fits}


def _step(match: re.Match[str]) -> Step:
    between, above, least, below, most = match.group(1, 3, 4, 5, 6)
    low = next((_share(each) for each in (between, above, least) if each), None)
    high = next((_share(each) for each in (match[2], below, most) if each), None)
    points = ZERO if match["none"] else None if match["full"] else Fraction(match["points"])
    return Step(match[0], low, high, points)


def _share(text: str) -> Fraction:
    return Fraction(text) / 100
