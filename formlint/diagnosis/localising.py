"""Which figure is wrong: error localisation after Fellegi and Holt (1976) over the relations of a form.

A figure is a suspect of a group of violated relations when it takes part in all of them and some value of it satisfies them together. Its cost adds
up how plausible the slip is (`slips.py`), how much the rest of the form speaks for the printed value (told elsewhere, relations that the new value
would break), and one for accusing it at all; its share is softmax(-2 cost). Same costs give the order of the form: nothing here is random.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from functools import reduce
from operator import attrgetter

from formlint.diagnosis.copying import repeated, restored
from formlint.exact import ZERO, Fraction
from formlint.figures import Figure, spelled
from formlint.findings import Suspect
from formlint.records import record
from formlint.relations import EQUAL, VIOLATED, Least, Most, Product, Quotient, Ref, Relation, Sum
from formlint.relations.intervals import EVERYTHING, NOT_NEGATIVE, Interval
from formlint.relations.trials import Trial
from formlint.relations.values import nominal, rounded
from formlint.slips import SINGLE, Slip, likeliest, nearest, roundness
from formlint.slips.usual import MEASURED, odd, pairs, strangeness
from formlint.verdicts import mention

ACCUSED = 1.0
TOLD_ELSEWHERE = 0.4  # 90.5 stands three times in a form: less likely to be the wrong one
MOST_TWINS = 30  # that are looked at: 2,000 rows may all have the score 0.045
BROKEN = 2.0  # the new value would break a sum or an equality that holds
FOLLOWS = 0.7  # ... a rate, a score, a bound or a total of points, which may itself have followed from the wrong number
WORKED_OUT = 0.2  # slip of a rate or score that its own formula contradicts: reckoned wrongly rather than mistyped
ADDED_UP = 1.0  # ... of a total of points, which people add up by hand
LEFT_AT_ZERO = 0.6  # ... of a total that was never filled in
TOO_GENEROUS = 1.4  # ... of a score more than twice what its formula gives: a digit lost in target or actual is likelier
ROUNDER = 0.15  # gained for every digit by which the new value is rounder than the printed one, lost for every digit it is less round
MOST_ROUND = 3
CONFIRMED = 1.0  # gained when the new value is to the digit what its own formula gives, and the printed one was not
ODD = 0.6  # ... when the printed one has more decimals than what it is added up with, and the new one has not
RESTORED = 1.0  # ... when it is one that the form tells elsewhere
VAGUE = 0.3  # a slip that leads somewhere into a wide room: one of several that would do
LONE = 0.6  # the most that a reckoning, or what no slip explains, is ahead by when one relation alone speaks against it
TWICE = 0.3
MOST_NUMBERS = 3  # of a narrow room
EXPLAINS = 1.0  # gained by each bound that the new value keeps and the printed one breaks: a score above its weight
MOST_SUSPECTS = 5
TWO_WRONG = 3.8  # accused twice, and a plain slip each: likelier than one number that no slip explains and much speaks for
BOTH_WRONG = math.exp(-2 * TWO_WRONG)
STEPS = tuple(Fraction(1, 10**decimals) for decimals in range(4))  # of points
_cost = attrgetter("cost")
WORKED = ("reckoned", "zero", "stale")


@record(frozen=True, slots=True)
class Candidate:
    """A figure that could be the wrong one, with the value that would mend it, and what that value would break."""

    figure: Figure
    slip: Slip
    cost: float
    breaks: tuple[Relation, ...]
    mended: Figure
    backed: bool = False  # the rest of the form speaks for the printed value: it is told elsewhere, or a sum that holds would break

    def costing(self, cost: float) -> "Candidate":
        """The same at another cost."""
        return Candidate(self.figure, self.slip, cost, self.breaks, self.mended, self.backed)

    def printed_as(self, figure: Figure) -> "Candidate":
        """The same of the figure that the form prints, where this one had been mended before."""
        return Candidate(figure, self.slip, self.cost, self.breaks, self.mended, self.backed)


def mend(figure: Figure, meant: Decimal) -> Figure:
    """The figure with another number, in the same spelling, on one line."""
    digits, other, printed = spelled(figure.number, figure.text), spelled(meant, figure.text), figure.line
    text = printed.replace(digits, other, 1) if digits in printed else other + (figure.unit if figure.unit in printed else "")
    told = (figure.unit, figure.scale, figure.comparator, figure.hedge, figure.start, figure.end, figure.place, figure.id, figure.label)
    return Figure(text, meant, *told)


def candidates(violated: Sequence[Trial], held: Mapping[str, Sequence[Trial]], twins: Mapping[Fraction, Sequence[str]]) -> list[Candidate]:
    """All figures that could mend the violated relations together, cheapest first.

    `held` has the relations that hold, by the figures in them; `twins` the ids of the figures that print a value.
    """
    first = violated[0].relation
    common = [ref.figure for ref in first.refs]
    for other in violated[1:]:
        common = [figure for figure in common if figure.id in other.solved()[0]]
    found = [each for figure in common if (each := _candidate(figure, violated, held, twins))]
    ranked = sorted(_believed(found, [each.relation for each in violated], held), key=_cost)
    return _levelled(ranked, twice=isinstance(first.right, Ref)) if len(violated) == 1 else ranked


def _believed(found: Sequence[Candidate], violated: Sequence[Relation], held: Mapping[str, Sequence[Trial]]) -> list[Candidate]:
    """The candidates, dearer by what is strange in the form once they are mended."""
    ids = {figure for relation in violated for ref in relation.refs if (figure := ref.figure.id).endswith(MEASURED)}
    beside = pairs(violated, [each.relation for figure in sorted(ids) for each in held.get(figure, ())]) if ids else ()
    return [each.costing(each.cost + strangeness(beside, {each.figure.id: each.mended})) for each in found] if beside else list(found)


def _levelled(ranked: Sequence[Candidate], *, twice: bool) -> list[Candidate]:
    """A lone relation cannot tell which of its figures is wrong: where no slip of the pen singles the first one out, no other is far behind it but
    those that the rest of the form backs. Of a number told `twice` the slip is the same, whichever it was."""
    if not ranked or (ranked[0].slip.cost <= SINGLE and ranked[0].slip.kind not in WORKED and not twice):
        return list(ranked)
    most = ranked[0].cost + (TWICE if twice else LONE)
    return sorted([each if each.backed or each.cost <= most else each.costing(most) for each in ranked], key=_cost)


def unsure(ranked: Sequence[Candidate]) -> list[Candidate]:
    """The same candidates, the first so little ahead that it is not named, the others behind it by their costs."""
    first = ranked[0].cost
    others = sorted(ranked[1:], key=lambda each: each.cost)
    return [each.costing(min(max(each.cost, first), first + LONE)) for each in (ranked[0], *others)]


def suspects(ranked: Sequence[Candidate], most: int = MOST_SUSPECTS) -> tuple[Suspect, ...]:
    """The first candidates with their shares of the probability, beside two wrong numbers at once."""
    weights = [math.exp(-2 * each.cost) for each in ranked]
    whole = sum(weights) + BOTH_WRONG
    return tuple(
        Suspect(mention(each.figure), each.mended.text, Decimal(f"{weight / whole:.2f}"), each.slip.kind)
        for each, weight in list(zip(ranked, weights, strict=True))[:most]
    )


def by_value(figures: Iterable[Figure]) -> dict[Fraction, list[str]]:
    """The ids of the figures by their values, of each value the first few."""
    found: dict[Fraction, list[str]] = {}
    for figure in figures:
        ids = found.get(figure.value)
        if ids is None:
            found[figure.value] = [figure.id]
        elif len(ids) < MOST_TWINS:
            ids.append(figure.id)
    return found


def _candidate(
    figure: Figure, broken: Sequence[Trial], held: Mapping[str, Sequence[Trial]], twins: Mapping[Fraction, Sequence[str]]
) -> Candidate | None:
    """The candidate, when what each broken relation leaves for the figure, with and without the room of rounding, has a number in common."""
    uses = [ref.exact for each in broken if (ref := each.ref(figure))]
    left = _as_used(figure, broken, uses)
    together = EVERYTHING if figure.value < 0 else NOT_NEGATIVE
    for room, _ in left:
        together = together.meet(room)
    violated = [each.relation for each in broken]
    slip = _slip(figure, together, [given for _, given in left], exact=False not in uses)
    if slip is None or (_vanishing(figure, slip) and any(map(_zero, violated))):
        return None
    usual = odd(figure, violated)
    if usual is not None and Fraction(fewer := rounded(Fraction(slip.meant), usual)) == slip.meant:
        slip = Slip(fewer, slip.cost, slip.kind)
    stated = [relation for relation in violated if _states(relation, figure)]
    easier = min([slip, *_reckoned(figure, slip, stated)], key=_cost) if stated else slip
    if easier is not slip:
        slip = Slip(slip.meant, easier.cost, slip.kind) if slip.cost <= SINGLE else easier
    again = repeated(figure, twins, violated)
    if again.copied is not None and slip.cost > again.copied:
        slip = Slip(slip.meant, again.copied, "stale")
    mended = mend(figure, slip.meant)
    around = held.get(figure.id, ())
    breaks = tuple([each.relation for each in around if each.outcome(mended) is VIOLATED])
    followed = [_may_follow(relation, figure) for relation in breaks]
    gained = ROUNDER * max(-MOST_ROUND, min(MOST_ROUND, roundness(figure.number, slip.meant))) if slip.meant else 0.0
    gained += RESTORED * restored(mended, twins, violated)
    gained += ODD * (usual is not None and slip.meant.as_tuple().exponent == -usual)
    gained += CONFIRMED * (True in [_confirms(each.relation, mended) for each in around])
    lost = TOLD_ELSEWHERE * again.told + sum([FOLLOWS if each else BROKEN for each in followed])
    lost += TOO_GENEROUS * (slip.meant * 2 < figure.number and any(map(follows, stated)))
    backed = again.told or not all(followed)
    return Candidate(figure, slip, ACCUSED + slip.cost + lost - gained, breaks, mended, backed)


def _vanishing(figure: Figure, slip: Slip) -> bool:
    """What was meant would be a hundredth of what is printed, or less."""
    return 0 < slip.meant * 100 <= figure.number


def _zero(relation: Relation) -> bool:
    """What the relation states is 0: that was left so, and no part of it was printed in another unit."""
    return isinstance(relation.left, Ref) and not relation.left.figure.value


def _as_used(figure: Figure, broken: Sequence[Trial], uses: Sequence[bool]) -> list[tuple[Interval, Interval]]:
    """What each relation leaves for the figure, with and without the room of rounding; `uses`: which of them take it as exact.

    Where one takes it as printed and another as rounded (a score: in its total, and by its formula), the other says which numbers may be printed for
    what it gives: 4.97 for 4.97175.
    """
    left = [(rooms[figure.id], exactly[figure.id]) for rooms, exactly in [each.solved() for each in broken]]
    if True not in uses or False not in uses:
        return left
    half = max(figure.ulp, *(_ulp(rooms[1]) for rooms, exact in zip(left, uses, strict=True) if exact)) / 2
    return [rooms if exact else (rooms[0] + Interval(-half, half), rooms[1]) for rooms, exact in zip(left, uses, strict=True)]


def _ulp(room: Interval) -> Fraction:
    """The last digit of the one number that is left, 0.01 for 3.77; 0 where more are left, or its digits have no end."""
    if room.low != room.high or not isinstance(room.low, Fraction):
        return ZERO
    return next((step for step in STEPS if (room.low / step).denominator == 1), ZERO)


def _confirms(relation: Relation, mended: Figure) -> bool:
    """The relation gives the mended number to the digit, and allowed the printed one by rounding only; or the mended score is the full one."""
    return _states(relation, mended) and follows(relation) and nominal(relation.right) == mended.value


def _slip(figure: Figure, together: Interval, given: Sequence[Interval], *, exact: bool) -> Slip | None:
    """How the figure came to be printed so: by the one value that the relations give; where they leave it a half-line, by the nearest slip."""
    points = [each.low for each in given if each.low == each.high and each.low in together]
    if points and isinstance(only := points[0], Fraction):
        slip = likeliest(figure, only, together, exact=exact)
    else:
        exactly = reduce(Interval.meet, given, together)
        slip = None if exactly.empty or exactly == NOT_NEGATIVE else nearest(figure, exactly)
    if slip is None or slip.cost > SINGLE:
        return slip
    wide = not together.bounded or together.high - together.low > MOST_NUMBERS * figure.ulp
    return Slip(slip.meant, slip.cost + VAGUE, slip.kind) if wide else slip


def _reckoned(figure: Figure, slip: Slip, stated: Sequence[Relation]) -> list[Slip]:
    """Cheaper explanations for a number that the relations state, which somebody had to work out: no slip of the pen is needed."""
    found = [Slip(slip.meant, WORKED_OUT, "reckoned") for relation in stated if follows(relation)]
    found += [Slip(slip.meant, ADDED_UP, "reckoned") for relation in stated if _exact_sum(relation)]
    return found + [Slip(slip.meant, LEFT_AT_ZERO, "zero") for _ in stated if not figure.value]


def _states(relation: Relation, figure: Figure) -> bool:
    return isinstance(relation.left, Ref) and relation.left.figure.id == figure.id


def _exact_sum(relation: Relation) -> bool:
    """A total of points or heads."""
    return isinstance(relation.left, Ref) and relation.left.exact and isinstance(relation.right, Sum) and len(relation.right.terms) > 1


def _may_follow(relation: Relation, figure: Figure) -> bool:
    """What the relation states may have been worked out from this figure, wrong as it was."""
    return not _states(relation, figure) and (follows(relation) or _exact_sum(relation))


def follows(relation: Relation) -> bool:
    """The stated number is worked out from others (a rate, a score) or bounded by them: it may have followed from a wrong one."""
    return relation.operator is not EQUAL or isinstance(relation.right, Product | Quotient | Least | Most)
