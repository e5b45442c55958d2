"""The ledger: what became of every relation of a form, and how every printed number stands once all of them are judged.

Relations are numbered from 1 in the order of the rules; those that could not be judged are left out. Figures refer to them by these numbers.
"""

from collections.abc import Iterable, Iterator, Sequence

from formlint.explaining import comparison
from formlint.figures import Figure
from formlint.relations import Outcome
from formlint.results import Entry, Standing, Stated
from formlint.verdicts import Verdict, mention


def ledger(figures: Iterable[Figure], verdicts: Sequence[Verdict]) -> tuple[Entry, ...]:
    """One entry for every figure of a form, in their order. A figure in a broken relation is in conflict, whatever else it agrees with."""
    good: dict[str, list[int]] = {}
    bad: dict[str, list[int]] = {}
    rules = []
    for number, verdict in enumerate(_related(verdicts), 1):
        rules.append(verdict.rule)
        side = bad if verdict.bad else good
        for ref in verdict.relation.refs if verdict.relation else ():
            side.setdefault(ref.figure.id, []).append(number)
    return tuple(_entry(figure, good.get(figure.id, ()), bad.get(figure.id, ()), rules) for figure in figures)


def stated(verdicts: Sequence[Verdict]) -> tuple[Stated, ...]:
    """Every relation with its arithmetic. It costs as much as judging did, so it is made when it is asked for."""
    return tuple(
        Stated(number, verdict.check, verdict.rule, verdict.outcome.value, mention(verdict.subject), comparison(verdict.relation))
        for number, verdict in enumerate(_related(verdicts), 1)
        if verdict.relation
    )


def _related(verdicts: Sequence[Verdict]) -> Iterator[Verdict]:
    return (verdict for verdict in verdicts if verdict.relation and verdict.outcome is not Outcome.UNVERIFIABLE)


def _entry(figure: Figure, good: Sequence[int], bad: Sequence[int], rules: Sequence[str]) -> Entry:
    if not bad and not good:
        return Entry(mention(figure), Standing.NOT_COVERED)
    numbers = tuple(bad or good)
    standing = Standing.CONFLICT if bad else Standing.VERIFIED
    return Entry(mention(figure), standing, tuple(dict.fromkeys([rules[number - 1] for number in numbers])), numbers)
