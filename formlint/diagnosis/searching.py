"""The search for the wrong numbers of one form: which figure puts most of some broken relations right.

While a component is explained, one wrong number after the other, most of its relations stay as they are. So all that is found out about a relation is
remembered for the form, and 60 rows that are wrong beside a wrong sum of them cost little more than 60 rows.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from functools import cached_property

from formlint.diagnosis.localising import Candidate, by_value, candidates
from formlint.exact import Fraction
from formlint.figures import Figure
from formlint.ledger import Related
from formlint.relations import HOLDS, MODE, ROUNDING, Relation
from formlint.relations.trials import Trial
from formlint.verdicts import Verdict

_SOUND = (HOLDS, ROUNDING)
MOST_SHARED = 8  # relations of one figure; the total of the funds has 6

Group = tuple[Sequence[Verdict], Sequence[Candidate]]  # verdicts that one wrong number explains, and who it may be, the likeliest first


class Search:
    """The relations of one form, and what is known of them. Not frozen: it remembers its answers, and a form that is right asks nothing."""

    def __init__(self, judged: Related, figures: Iterable[Figure]) -> None:
        self._judged, self._figures = judged, figures
        self._trials: dict[int, Trial] = {}
        self._around: dict[str, list[Trial]] = {}
        self._ranked: dict[tuple[int, ...], list[Candidate]] = {}
        self._settled: dict[tuple[str, str, int], bool] = {}

    def held(self, figure: str) -> list[Verdict]:
        """The verdicts that hold and speak of the figure of that id."""
        return [verdict for verdict, _ in self._judged.of(figure) if verdict.outcome in _SOUND]

    @cached_property
    def _twins(self) -> dict[Fraction, list[str]]:
        return by_value(self._figures)

    def best(self, verdicts: Sequence[Verdict], accused: Set[str]) -> Group:
        """The group of verdicts that share a figure, whose likeliest figure puts most of all verdicts right, the cheapest among equals.

        Figures that were `accused` before are not accused again. One that puts as many right, and of the group a part, is a candidate of it too.
        """
        found: list[tuple[tuple[int, int, float], Group]] = []
        sharing = _sharing(verdicts)
        for shared in dict.fromkeys(tuple(group) for group in sharing.values()):
            for group in self._attempts([verdicts[at] for at in shared]):
                ranked = [each for each in self.candidates(group) if each.figure.id not in accused]
                if ranked:
                    settled = self._count(ranked[0], group, [verdicts[at] for at in sharing[ranked[0].figure.id]])
                    found.append(((settled, len(group), -ranked[0].cost), (group, ranked)))
        if not found:
            return [], []
        most, best = max(found, key=lambda each: each[0])
        return _with_rivals(best, [group for (settled, _, _), group in found if settled == most[0]])

    def candidates(self, verdicts: Sequence[Verdict]) -> list[Candidate]:
        """All figures that could mend the relations of the verdicts together, cheapest first."""
        broken = [self.trial(verdict.relation) for verdict in verdicts if verdict.relation]
        asked = tuple(id(each) for each in broken)
        if asked not in self._ranked:
            self._ranked[asked] = candidates(broken, self._around_all(broken[0]), self._twins)
        return self._ranked[asked]

    def settles(self, culprit: Candidate, verdict: Verdict) -> bool:
        """What the wrong number alone broke: it is fine with the mended one."""
        if verdict.relation is None or (trial := self.trial(verdict.relation)).ref(culprit.figure) is None:
            return False
        asked = culprit.figure.id, str(culprit.slip.meant), id(trial)
        if asked not in self._settled:
            self._settled[asked] = trial.outcome(culprit.mended) in (HOLDS, ROUNDING, MODE)
        return self._settled[asked]

    def trial(self, relation: Relation) -> Trial:
        """What is known of a relation. It is kept with the relation, so that no other one gets its id."""
        found = self._trials.get(id(relation))
        if found is None:
            found = self._trials[id(relation)] = Trial(relation)
        return found

    def _around_all(self, broken: Trial) -> dict[str, list[Trial]]:
        """The relations that hold around a broken one, by the figures of it."""
        for figure in broken.relation.figures():
            if figure.id not in self._around:
                judged = self._judged.of(figure.id)
                held = [self.trial(relation) for verdict, relation in judged if verdict.outcome in _SOUND]
                # what only cutting off explains would be broken too
                cut = [self.trial(relation) for verdict, relation in judged if verdict.outcome is MODE] if len(held) < len(judged) else []
                self._around[figure.id] = [*held, *cut]
        return self._around

    def _count(self, culprit: Candidate, group: Sequence[Verdict], others: Sequence[Verdict]) -> int:
        """How many verdicts are fine with the mended number: those of the group, and others that it takes part in."""
        own = {id(verdict) for verdict in group}
        return len(group) + sum(self.settles(culprit, verdict) for verdict in others if id(verdict) not in own)

    def _attempts(self, shared: Sequence[Verdict]) -> Iterator[Sequence[Verdict]]:
        """The verdicts of a figure; where no value of it satisfies them all, all but one: that one may have a second wrong number in it."""
        yield shared
        if 2 < len(shared) <= MOST_SHARED and not self.candidates(shared):
            yield from ([each for each in shared if each is not left] for left in shared)


def _with_rivals(best: Group, equals: Sequence[Group]) -> Group:
    """The group with the likeliest figures of the other ones that have a verdict of it and none of its candidates."""
    group, ranked = best
    known, own = {each.figure.id for each in ranked}, {id(verdict) for verdict in group}
    firsts = [other[0] for verdicts, other in equals if any(id(verdict) in own for verdict in verdicts)]
    rivals = {each.figure.id: each for each in firsts if each.figure.id not in known}
    return (group, sorted([*ranked, *rivals.values()], key=lambda each: each.cost)) if rivals else best


def _sharing(verdicts: Sequence[Verdict]) -> dict[str, list[int]]:
    """For every figure the places of the verdicts it takes part in."""
    members = defaultdict[str, list[int]](list)
    for at, verdict in enumerate(verdicts):
        for ref in verdict.relation.refs if verdict.relation else ():
            members[ref.figure.id].append(at)
    return members
