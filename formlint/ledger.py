"""The ledger: what became of every relation of a form, and how every printed number stands once all of them are judged.

Relations are numbered from 1 in the order of the rules; those that could not be judged are left out. Figures refer to them by these numbers.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from formlint.explaining import comparison
from formlint.figures import Figure
from formlint.relations import UNVERIFIABLE, Relation
from formlint.results import Entry, Standing, Stated
from formlint.verdicts import Verdict, mention


def ledger(figures: Iterable[Figure], verdicts: Sequence[Verdict]) -> tuple[Entry, ...]:
    """One entry for every figure of a form, in their order. A figure in a broken relation is in conflict, whatever else it agrees with."""
    good, bad = defaultdict[str, list[int]](list), defaultdict[str, list[int]](list)
    rules = []
    for number, (verdict, relation) in enumerate(_related(verdicts), 1):
        rules.append(verdict.rule)
        side = bad if verdict.bad else good
        for ref in relation.refs:
            side[ref.figure.id].append(number)
    known: dict[tuple[str, ...], tuple[str, ...]] = {}  # shared, as columns stand under the same rules: 2 of the 260 MB of 500 forms
    return tuple([_entry(figure, good.get(figure.id, ()), bad.get(figure.id, ()), rules, known) for figure in figures])


def stated(verdicts: Sequence[Verdict]) -> tuple[Stated, ...]:
    """Every relation with its arithmetic. It costs as much as judging did, so it is made when it is asked for."""
    return tuple(
        Stated(number, verdict.check, verdict.rule, verdict.outcome.value, mention(verdict.subject), comparison(relation))
        for number, (verdict, relation) in enumerate(_related(verdicts), 1)
    )


def _related(verdicts: Sequence[Verdict]) -> list[tuple[Verdict, Relation]]:
    return [(verdict, relation) for verdict in verdicts if (relation := verdict.relation) and verdict.outcome is not UNVERIFIABLE]


def _entry(figure: Figure, good: Sequence[int], bad: Sequence[int], rules: Sequence[str], known: dict[tuple[str, ...], tuple[str, ...]]) -> Entry:
    numbers = bad or good
    if not numbers:
        return Entry(mention(figure), Standing.NOT_COVERED)
    standing = Standing.CONFLICT if bad else Standing.VERIFIED
    spoke = tuple(dict.fromkeys([rules[number - 1] for number in numbers]))
    return Entry(mention(figure), standing, known.setdefault(spoke, spoke), tuple(numbers))
