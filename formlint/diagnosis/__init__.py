"""Verdicts to findings: what is wrong with the form, told once for every cause.

Violated relations that share figures are one component. In it, the figures that can mend most of the relations at once are sought
(`localising.py`), and the relations they explain make one finding: 719 for 519 breaks a breakdown and a number told twice, and is one finding.
What else the mended value would change - a target then missed, a score then too high - is listed as its consequences and makes it worse by one level.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from formlint.definitions import Rule
from formlint.diagnosis.components import components
from formlint.diagnosis.localising import EXPLAINS, Candidate, follows, suspects, unsure
from formlint.diagnosis.misreading import doubted
from formlint.diagnosis.searching import Group, Search
from formlint.explaining import arguments, comparison, numbers
from formlint.figures import Figure
from formlint.findings import Confidence, Consequence, Finding, Severity, named
from formlint.ledger import Related, related
from formlint.records import replace
from formlint.relations import EQUAL, HOLDS, MODE, ROUNDING, VIOLATED, Ref, Relation, with_figure
from formlint.relations.solving import judge
from formlint.verdicts import Subject, Verdict, mention

_CONFIDENCES = list(Confidence)
INFO, CERTAIN = Severity.INFO, Confidence.CERTAIN


def diagnose(
    verdicts: Sequence[Verdict], rules: Mapping[str, Rule], figures: Iterable[Figure] = (), judged: Related | None = None
) -> tuple[Finding, ...]:
    """One finding for every cause. `figures` are all numbers of the form: a value printed twice is trusted more. `judged` are the relations of the
    verdicts, where they are known already."""
    search = Search(judged or related(verdicts), figures)
    bad = [verdict for verdict in verdicts if verdict.outcome is not HOLDS and verdict.bad]
    groups = [_only(verdict) for verdict in bad if verdict.relation is not None and not _joins(verdict)]
    for component in components([verdict for verdict in bad if _joins(verdict)]):
        groups += _explained(component, search)
    groups += [(same, []) for same in _by_cause([verdict for verdict in bad if verdict.relation is None])]
    place = {id(verdict): at for at, verdict in enumerate(bad)}
    groups.sort(key=lambda group: min([place[id(verdict)] for verdict in group[0]]))
    return _numbered([_finding(group, ranked, search, rules) for group, ranked in groups])


def across(verdict: Verdict, rule: Rule, documents: Sequence[int]) -> Finding:
    """The finding of a verdict on several forms; `documents` are the numbers of those beside the form that it is about."""
    (finding,) = diagnose([verdict], {rule.id: rule})
    return replace(finding, elsewhere=tuple((documents[at], mention(subject)) for at, subject in verdict.elsewhere))


def _joins(verdict: Verdict) -> bool:
    """It accuses together with others. Remarks, likely links, and what another way of rounding explains accuse nobody else."""
    return verdict.outcome is VIOLATED and verdict.relation is not None and verdict.severity is not INFO and verdict.confidence is CERTAIN


def _only(verdict: Verdict) -> Group:
    return [verdict], []


def _explained(component: Sequence[Verdict], search: Search) -> list[Group]:
    """The component cut into groups that one wrong figure explains each; largest first, so that the fewest figures are accused.

    What is left is judged again with the mended number in it: a total that two wrong scores break is put right by both of them.
    """
    left = [verdict for verdict in component if _equality(verdict)]
    found = {id(verdict): verdict for verdict in left}
    bounds = [verdict for verdict in component if not _equality(verdict)]
    groups: list[Group] = []
    accused: set[str] = set()
    printed = {figure.id: figure for relation in _relations(component) for figure in relation.figures()}
    while left:
        group, ranked = search.best(left, accused)
        if not ranked:
            groups += [_only(found[id(verdict)]) for verdict in left]
            break
        if bounds:
            ranked = sorted((_credited(each, bounds) for each in ranked), key=lambda each: each.cost)
        if accused & {figure.id for relation in _relations(group) for figure in relation.figures()}:
            again = [each for each in search.candidates(group) if each.figure.id in accused]
            before = [each.printed_as(printed.get(each.figure.id, each.figure)) for each in again]
            ranked = unsure([*ranked, *before])  # the number accused before may be what is wrong here too, or is guessed to be another one
        joined = [bound for bound in bounds if _mends(ranked[0], bound)]
        if others := _without(left, group):
            sure = named(suspects(ranked, 2)) is not None
            joined += [each for each in others if (sure or found[id(each)] is not each) and search.settles(ranked[0], each)]
        left, bounds = (_without(verdicts, (*group, *joined)) for verdicts in (left, bounds))
        groups.append(([found.get(id(verdict), verdict) for verdict in (*group, *joined)], ranked))
        accused.add(ranked[0].figure.id)
        mended = [_mended(ranked[0], verdict) for verdict in left]
        found.update((id(new), found[id(old)]) for new, old in zip(mended, left, strict=True))
        left = mended
    return [*_together(groups), *(_only(bound) for bound in bounds)]


def _without(verdicts: Sequence[Verdict], taken: Sequence[Verdict]) -> list[Verdict]:
    """The others; verdicts are told apart by what they are, not by what they say."""
    gone = {id(verdict) for verdict in taken}
    return [verdict for verdict in verdicts if id(verdict) not in gone]


def _together(groups: Sequence[Group]) -> list[Group]:
    """Without the groups that the likeliest numbers of two others put right: what these broke together goes with the first of them."""
    kept = list(groups)
    for group in groups:
        if not any(each is group for each in kept):  # it took in another one, and stays for that
            continue
        relations = _relations(group[0])
        ids = {figure.id for relation in relations for figure in relation.figures()}
        others = [other for other in kept if other is not group and other[1] and other[1][0].figure.id in ids]
        if len(others) < 2 or not all(_right(relation, [other[1][0] for other in others]) for relation in relations):
            continue
        first = kept.index(others[0])
        kept[first] = ([*others[0][0], *group[0]], others[0][1])
        kept.remove(group)
    return kept


def _right(relation: Relation, culprits: Sequence[Candidate]) -> bool:
    for culprit in culprits:
        relation = with_figure(relation, culprit.mended)
    return relation.operator is EQUAL and judge(relation) in (HOLDS, ROUNDING, MODE)


def _mended(culprit: Candidate, verdict: Verdict) -> Verdict:
    """The verdict with the culprit's right number in its relation, where that leaves something to explain."""
    if verdict.relation is None or all(ref.figure.id != culprit.figure.id for ref in verdict.relation.refs):
        return verdict
    relation = with_figure(verdict.relation, culprit.mended)
    return replace(verdict, relation=relation) if judge(relation) is VIOLATED else verdict


def _equality(verdict: Verdict) -> bool:
    return verdict.relation is not None and verdict.relation.operator is EQUAL


def _credited(candidate: Candidate, bounds: Sequence[Verdict]) -> Candidate:
    """A candidate that mends a broken bound as well is the likelier for it."""
    return candidate.costing(candidate.cost - EXPLAINS * sum(_mends(candidate, bound) for bound in bounds))


def _mends(culprit: Candidate, bound: Verdict) -> bool:
    """A bound accuses nobody (any smaller number would do); it goes with a culprit that it is stated of, and that mends it: but for its rounding,
    as 18.67 mends a bound of 18.666...
    """
    stated = bound.relation.left if bound.relation else None
    if bound.relation is None or not isinstance(stated, Ref) or stated.figure.id != culprit.figure.id:
        return False
    mended = Relation(Ref(culprit.mended), bound.relation.operator, with_figure(bound.relation, culprit.mended).right)
    return judge(mended) is not VIOLATED


def _relations(verdicts: Sequence[Verdict]) -> list[Relation]:
    return [verdict.relation for verdict in verdicts if verdict.relation]


def _by_cause(verdicts: Sequence[Verdict]) -> list[list[Verdict]]:
    groups: dict[object, list[Verdict]] = {}
    for at, verdict in enumerate(verdicts):
        groups.setdefault((verdict.check, verdict.cause) if verdict.cause else at, []).append(verdict)
    return list(groups.values())


def _finding(group: Sequence[Verdict], ranked: Sequence[Candidate], search: Search, rules: Mapping[str, Rule]) -> Finding:
    """One finding of a group. The worst verdict speaks for it, among equals the one whose stated figure is the likeliest culprit."""
    first = group[0]
    if len(group) > 1:
        first = min(group, key=lambda verdict: (_severity(verdict).rank, bool(ranked) and verdict.subject.id != ranked[0].figure.id))
    shown = comparison(first.relation) if first.relation else None
    finding = Finding(
        first.check,
        first.rule,
        first.message,
        arguments(first, shown),
        _severity(first),
        max([verdict.confidence for verdict in group], key=_CONFIDENCES.index) if len(group) > 1 else first.confidence,
        mention(first.subject),
        evidence=tuple(map(mention, _evidence(group, first.subject.id))),
        comparison=shown,
        suspects=suspects(ranked),
        related=tuple(dict.fromkeys([verdict.check for verdict in group if verdict.check != first.check])),
        source=rules[first.rule].source,
        grade=first.outcome.value if first.relation and first.outcome is not VIOLATED else "",
    )
    if finding.culprit is not None and (consequences := _consequences(ranked[0], search.held(ranked[0].figure.id))):
        finding = replace(finding, consequences=consequences, severity=finding.severity.raised())
    return doubted(finding, group)


def _consequences(culprit: Candidate, held: Sequence[Verdict]) -> tuple[Consequence, ...]:
    """The judgements that followed from the wrong number, `held` being those it takes part in, and fall with it."""
    broken = {id(relation) for relation in culprit.breaks}
    fallen = [verdict for verdict in held if verdict.relation and id(verdict.relation) in broken and follows(verdict.relation)]
    return tuple(_consequence(verdict, with_figure(verdict.relation, culprit.mended)) for verdict in fallen if verdict.relation)


def _consequence(verdict: Verdict, relation: Relation) -> Consequence:
    pairs = zip(verdict.figures(), relation.figures(), strict=False)
    changed = {figure.text: mended.text for figure, mended in pairs if figure is not mended and figure != mended}
    args = tuple((name, changed.get(text, text) if isinstance(text, str) else text) for name, text in verdict.args)
    fallen = replace(verdict, args=args, relation=relation)
    return Consequence(verdict.check, verdict.message, arguments(fallen, numbers(relation)), mention(verdict.subject))


def _evidence(group: Sequence[Verdict], subject: str) -> Iterable[Subject]:
    """What the verdicts speak of beside the subject."""
    return {item.id: item for verdict in group for item in (*verdict.figures(), *verdict.evidence) if item.id != subject}.values()


def _severity(verdict: Verdict) -> Severity:
    return verdict.severity or Severity.ERROR


def _numbered(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Findings with one anchor are told apart by their number in the form. Only those with one message can have one anchor."""
    alike = Counter([(finding.check, finding.message) for finding in findings])
    seen: Counter[str] = Counter()
    numbered = []
    for finding in findings:
        anchor = finding.anchor if alike[finding.check, finding.message] > 1 else ""
        seen[anchor] += 1
        numbered.append(replace(finding, occurrence=seen[anchor]) if anchor and seen[anchor] > 1 else finding)
    return tuple(numbered)
