"""Relations that hold one by one and not together.

Only rounding can bring that about, so only what lies around relations that need its room is looked at: where every sum closes as printed, the printed
numbers satisfy all of them. That keeps it free for nearly all forms.
"""

from collections.abc import Sequence

from formlint.findings import Confidence, Severity
from formlint.records import replace
from formlint.relations import HOLDS, JOINT, ROUNDING
from formlint.relations.intervals import Mode
from formlint.relations.propagating import irreducible, printed_domains, propagate
from formlint.verdicts import Verdict

MOST_RELATIONS = 60  # around one strained relation; the largest seen is 9


def reconciled(verdicts: Sequence[Verdict]) -> Sequence[Verdict]:
    """The verdicts, with what cannot hold beside the others marked as JOINT, citing the figures of the relations it contradicts; else the very same.

    A warning when not even numbers that were partly rounded and partly cut off satisfy them, else a remark.
    """
    strained = [verdict for verdict in verdicts if verdict.outcome is ROUNDING and verdict.confidence is Confidence.CERTAIN]
    if not strained:
        return verdicts
    users = _users(verdicts)
    marked: dict[int, Verdict] = {}
    seen: set[int] = set()
    for verdict in strained:
        if id(verdict) in seen:
            continue
        group = _around(verdict, users)
        seen.update(map(id, group))
        if 1 < len(group) <= MOST_RELATIONS:
            marked |= _contradicting(group)
    return [marked.get(id(verdict), verdict) for verdict in verdicts] if marked else verdicts


def _users(verdicts: Sequence[Verdict]) -> dict[str, list[Verdict]]:
    """The sound verdicts by the measured figures in them: an exact figure passes no slack on."""
    users: dict[str, list[Verdict]] = {}
    for verdict in verdicts:
        if verdict.relation and verdict.outcome in (HOLDS, ROUNDING) and verdict.confidence is Confidence.CERTAIN:
            for ref in verdict.relation.refs:
                if not ref.exact:
                    users.setdefault(ref.figure.id, []).append(verdict)
    return users


def _around(start: Verdict, users: dict[str, list[Verdict]]) -> list[Verdict]:
    """All that is joined to it by measured figures, nearest first."""
    found, seen = [start], {id(start)}
    for verdict in found:
        for ref in verdict.relation.refs if verdict.relation and len(found) <= MOST_RELATIONS else ():
            for other in users.get(ref.figure.id, ()) if not ref.exact else ():
                if id(other) not in seen:
                    seen.add(id(other))
                    found.append(other)
    return found


def _contradicting(group: Sequence[Verdict]) -> dict[int, Verdict]:
    relations = [verdict.relation for verdict in group if verdict.relation]
    if propagate(relations, printed_domains(relations)) is not None:
        return {}
    core = irreducible(relations)
    members = [verdict for verdict in group if any(verdict.relation is each for each in core)]
    first = next((verdict for verdict in members if verdict.outcome is ROUNDING), members[0])
    certain = propagate(core, printed_domains(core, Mode.UNKNOWN)) is None
    cited = tuple({figure.id: figure for verdict in members for figure in verdict.figures()}.values())
    severity = Severity.WARNING if certain else Severity.INFO
    return {id(first): replace(first, outcome=JOINT, severity=severity, confidence=Confidence.LIKELY, evidence=(*first.evidence, *cited))}
