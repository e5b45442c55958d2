"""The ledger: how every printed number of a form stands once all relations are judged."""

from collections.abc import Iterable, Sequence

from formlint.figures import Figure
from formlint.relations import Outcome
from formlint.results import Entry, Standing
from formlint.verdicts import Verdict, mention


def ledger(figures: Iterable[Figure], verdicts: Sequence[Verdict]) -> tuple[Entry, ...]:
    """One entry for every figure of a form, in their order. A figure in a broken relation is in conflict, whatever else it agrees with."""
    good: dict[str, list[str]] = {}
    bad: dict[str, list[str]] = {}
    for verdict in verdicts:
        if verdict.relation is None or verdict.outcome is Outcome.UNVERIFIABLE:
            continue
        side = bad if verdict.bad else good
        for figure in verdict.relation.figures():
            side.setdefault(figure.id, []).append(verdict.rule)
    return tuple(_entry(figure, good.get(figure.id, []), bad.get(figure.id, [])) for figure in figures)


def _entry(figure: Figure, good: list[str], bad: list[str]) -> Entry:
    standing = Standing.CONFLICT if bad else Standing.VERIFIED if good else Standing.NOT_COVERED
    return Entry(mention(figure), standing, tuple(dict.fromkeys(bad or good)))
