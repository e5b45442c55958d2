"""Many relations at once: what all of them together leave for each figure (HC4 propagation to a fixpoint).

Each relation may hold by itself, by the room that rounding leaves, and no numbers exist that satisfy all of them: 33.3 + 33.3 + 33.3 = 100.0 needs
parts that are larger than printed, and a second sum of the same parts may need them smaller. Sound in both directions that matter: a set that
is found empty has no solution, and no true value is ever cut away.
"""

from collections import deque
from collections.abc import Iterable, Mapping, Sequence

from formlint.relations import Relation
from formlint.relations.intervals import Interval, Mode
from formlint.relations.ranges import Domains, allowed, domain

MOST_STEPS = 20  # times each relation is looked at: ends that creep towards each other for ever tell nothing more


def printed_domains(relations: Iterable[Relation], mode: Mode = Mode.HALF_UP) -> Domains:
    """What the printed digits of each figure allow, by the narrowest of the ways it is used."""
    domains: Domains = {}
    for relation in relations:
        for ref in relation.refs:
            own = domain(ref, mode)
            known = domains.get(ref.figure.id)
            domains[ref.figure.id] = own if known is None else known.meet(own)
    return domains


def propagate(relations: Sequence[Relation], domains: Mapping[str, Interval]) -> Domains | None:
    """The domains narrowed by every relation until nothing changes; None when they contradict each other. Never wider than they were."""
    known = dict(domains)
    if any(each.empty for each in known.values()):
        return None
    using: dict[str, list[int]] = {}
    for at, relation in enumerate(relations):
        for ref in relation.refs:
            using.setdefault(ref.figure.id, []).append(at)
    waiting, steps = deque(range(len(relations))), [0] * len(relations)
    while waiting:
        at = waiting.popleft()
        steps[at] += 1
        for changed in _narrow(relations[at], known):
            if known[changed].empty:
                return None
            waiting.extend(other for other in using[changed] if other not in waiting and other != at and steps[other] < MOST_STEPS)
    return known


def irreducible(relations: Sequence[Relation], mode: Mode = Mode.HALF_UP) -> tuple[Relation, ...]:
    """A smallest set of contradicting relations: those without which the rest can be satisfied (deletion filter, in order)."""
    left = list(relations)
    for relation in relations:
        rest = [each for each in left if each is not relation]
        if propagate(rest, printed_domains(rest, mode)) is None:
            left = rest
    return tuple(left)


def _narrow(relation: Relation, known: Domains) -> list[str]:
    """Narrows the figures of one relation; the ids of those that changed."""
    changed = []
    for figure_id, room in allowed(relation, known).items():
        narrowed = known[figure_id].meet(room)
        if narrowed != known[figure_id]:
            known[figure_id] = narrowed
            changed.append(figure_id)
    return changed
