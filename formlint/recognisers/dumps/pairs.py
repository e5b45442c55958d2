"""What two cells of a row say of each other: target and actual, weight and score."""

from collections.abc import Mapping

from formlint.recognisers.dumps.costs import SAME, same_unit
from formlint.recognisers.dumps.flows import alike
from formlint.recognisers.dumps.strips import Kind, Strip

Cells = Mapping[str, int]  # of a row: column and the number of its cell

LIKE = 8  # for target and actual to say nearly the same
UNLIKE = 24  # for them to have two units
OVER = 40  # for a score to be above its weight
BARE = 48  # for an actual to be as bare a number as its target: ≤15 and 9
KIND = 3  # for target and actual to look the same
EVEN = -4.0  # for a score to be its weight
ALIKE = LIKE + KIND - SAME  # the most that two cells speak for each other that are no bare numbers


def fit(target: Strip, actual: Strip) -> float:
    """For two cells to be target and actual of one row."""
    if actual.kind is Kind.NUMBER:
        return -BARE if target.asks and target.text[-1].isdigit() and target.kind is Kind.MEASURE else 0
    units = same_unit(target, actual)
    return (UNLIKE if units > 0 else units) - KIND * (target.kind is actual.kind) - LIKE * alike(target.text, actual.text)


def under(weight: Strip, score: Strip) -> float:
    """For two numbers to be weight and score of one row."""
    most, given = (float(strip.text.rstrip("分")) if strip.kind is Kind.NUMBER else 0.0 for strip in (weight, score))
    return OVER if given > most else EVEN if given == most else 0.0
