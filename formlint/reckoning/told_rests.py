"""Numbers that differ because one is a part of the other: 财政局支付1286.72万元，民政局支付10万元 of 1296.72万元. What is left is then told, too."""

from collections.abc import Iterable

from formlint.exact import Fraction
from formlint.figures import Figure
from formlint.forms.matching import measures


def rest_told(one: Figure, value: Fraction, others: Iterable[Figure]) -> bool:
    """Just what the figure is short of the value, or has more, is among the others, which measure the same."""
    return any(other.value == abs(value - one.value) and measures(other) == measures(one) for other in others)
