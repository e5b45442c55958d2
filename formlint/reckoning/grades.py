"""The grades 优, 良, 中, 差, and the scores that they begin and end at; a form may let 优 begin elsewhere.

Source: 财预〔2020〕10号.
"""

from collections.abc import Iterator

from formlint.exact import Fraction
from formlint.figures import Figure
from formlint.patterns import late
from formlint.relations import Const, Operator, Relation, awarded

BANDS = {"优": (90, None), "良": (80, 90), "中": (60, 80), "差": (0, 60)}  # from, to but not included
_EDGE = late(
    r"(?:≥|>=|大于等于|不低于)(\d\d)分?[^，,；;。\d]{0,4}为“?优"
    r"|(\d\d)分?(?:[(（]含[^()（）]{0,4}[)）])?(?:及?以上)(?:[(（]含[^()（）]{0,4}[)）])?[^，,；;。\d]{0,4}为“?优"
    r"|优秀?”?[(（:：为]*(?:(?:≥|>=|大于等于)(\d\d)(?![\d.])|(\d\d)(?![\d.])分?(?:[(（]含|及?以上|[-—~至]))"
)


def elsewhere(text: str) -> str:
    """Where 优 begins by this text, when that is not at 90: "95" of 95分（含）以上为优. The text has no blanks."""
    if "优" not in text:
        return ""
    edges = (next(filter(None, found.groups())) for found in _EDGE.finditer(text))
    return next((edge for edge in edges if int(edge) != BANDS["优"][0]), "")


def within(score: Figure, grade: str) -> Iterator[Relation]:
    """That the score reaches the grade, and, where the grade ends, that it lies below its end: at most the next score that could be printed."""
    low, high = BANDS[grade]
    yield Relation(awarded(score), Operator.AT_LEAST, Const(Fraction(low)))
    if high is not None:
        yield Relation(awarded(score), Operator.AT_MOST, Const(Fraction(high) - score.ulp))
