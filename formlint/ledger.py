"""The ledger: what became of every relation of a form, and how every printed number stands once all of them are judged.

Relations are numbered from 1 in the order of the rules; those that could not be judged are left out. Figures refer to them by these numbers.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from formlint.explaining import comparison
from formlint.figures import Figure
from formlint.findings import Mention
from formlint.records import record
from formlint.relations import HOLDS, UNVERIFIABLE, Relation
from formlint.results import Entry, Standing, Stated
from formlint.verdicts import Verdict, mention

VERIFIED, CONFLICT, NOT_COVERED = Standing


@record(frozen=True, slots=True)
class Related:
    """The relations of a form that were judged, in the order of their numbers, with their verdicts; and which speak of a figure, by its id."""

    verdicts: Sequence[tuple[Verdict, Relation]]
    speaking: Mapping[str, Sequence[int]]  # numbers from 1

    def of(self, figure: str) -> list[tuple[Verdict, Relation]]:
        """Those that speak of the figure."""
        return [self.verdicts[number - 1] for number in self.speaking.get(figure, ())]


def related(verdicts: Sequence[Verdict]) -> Related:
    """The judged relations of these verdicts."""
    judged = [(verdict, relation) for verdict in verdicts if (relation := verdict.relation) and verdict.outcome is not UNVERIFIABLE]
    speaking = defaultdict[str, list[int]](list)
    for number, (_, relation) in enumerate(judged, 1):
        for ref in relation.refs:
            speaking[ref.figure.id].append(number)
    return Related(judged, speaking)


def standings(figures: Iterable[Figure], judged: Related) -> dict[str, int]:
    """How many figures of a form stand how. A figure in a broken relation is in conflict, whatever else it agrees with."""
    ids = {figure.id for figure in figures}
    spoken = len(ids & judged.speaking.keys())
    against = len(ids & _broken(judged)[1])
    return {VERIFIED.value: spoken - against, CONFLICT.value: against, NOT_COVERED.value: len(ids) - spoken}


def ledger(figures: Iterable[Figure], judged: Related) -> tuple[Entry, ...]:
    """One entry for every figure of a form, in their order."""
    rule = ["", *[verdict.rule for verdict, _ in judged.verdicts]].__getitem__  # by the number of its relation
    broken, hit = _broken(judged)
    known: dict[tuple[str, ...], tuple[str, ...]] = {}  # shared, as columns stand under the same rules: 2 of the 260 MB of 500 forms
    entries = []
    for figure in figures:
        told = Mention(figure.id, figure.label, figure.line, figure.place)
        numbers = judged.speaking.get(figure.id)
        if not numbers:
            entries.append(Entry(told, NOT_COVERED))
            continue
        against = figure.id in hit
        if against:
            numbers = [number for number in numbers if number in broken]
        spoke = tuple(dict.fromkeys(map(rule, numbers)))
        entries.append(Entry(told, CONFLICT if against else VERIFIED, known.setdefault(spoke, spoke), tuple(numbers)))
    return tuple(entries)


def _broken(judged: Related) -> tuple[set[int], set[str]]:
    """The numbers of the broken relations, and the ids of the figures in them."""
    broken = {number: relation for number, (verdict, relation) in enumerate(judged.verdicts, 1) if verdict.outcome is not HOLDS and verdict.bad}
    return set(broken), {ref.figure.id for relation in broken.values() for ref in relation.refs}


def stated(judged: Related) -> tuple[Stated, ...]:
    """Every relation with its arithmetic. It costs as much as judging did, so it is made when it is asked for."""
    return tuple(
        Stated(number, verdict.check, verdict.rule, verdict.outcome.value, mention(verdict.subject), comparison(relation))
        for number, (verdict, relation) in enumerate(judged.verdicts, 1)
    )
