"""What a recogniser may have misread: a contradiction on a scan may be its mistake, and then nobody is accused.

A recogniser says of every character how sure it is (`ScanSpot`). Where it was not sure of a digit that takes part in a contradiction, and another
digit there ends it, the finding says which, and asks to compare with the paper. A contradiction that no such digit ends is told as less sure.
"""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from formlint.documents import Place, ScanSpot
from formlint.figures import Figure
from formlint.findings import Confidence, Finding, Misreading, Severity
from formlint.records import replace
from formlint.relations import with_figure
from formlint.relations.solving import sound
from formlint.slips import LOOK_ALIKE
from formlint.verdicts import Subject, Verdict, mention

SURE = 0.97  # confidence of a character; of 1,018 digits on clean scans one fell below 0.99
LONGEST = 40  # characters of a cell whose every character counts; in prose a doubtful one says nothing of the matter
DIGITS = "0123456789"


def doubted(finding: Finding, group: Sequence[Verdict]) -> Finding:
    """The finding of these verdicts, with what speaks against it: a reading that ends the contradiction, or one that may be wrong."""
    others = group if len(group) > 1 else ()
    places = (finding.subject.place, *[each.place for each in finding.evidence], *[verdict.subject.place for verdict in others])
    if not _of_scan(places):
        return finding
    if not any(_doubtful(subject) for verdict in group for subject in (*verdict.figures(), verdict.subject, *verdict.evidence)):
        return finding
    found = next(_mending(group), None)
    if found is None:
        return replace(finding, severity=_at_most(Severity.WARNING, finding), confidence=max(finding.confidence, Confidence.LIKELY, key=_rank))
    least = Severity.INFO if found.seen else Severity.WARNING
    return replace(finding, severity=_at_most(least, finding), confidence=Confidence.POSSIBLE, suspects=(), consequences=(), misreading=found)


def _of_scan(places: Iterable[Place]) -> bool:
    """Some of it stands on a scan; no finding of other documents gets further."""
    return ScanSpot in [type(spot) for place in places for spot in place.spots]


def _rank(confidence: Confidence) -> int:
    return list(Confidence).index(confidence)


def _at_most(severity: Severity, finding: Finding) -> Severity:
    return max(severity, finding.severity, key=lambda each: each.rank)


def _doubtful(subject: Subject) -> bool:
    scanned = _scanned(subject.place)
    if not scanned or (not isinstance(subject, Figure) and len(subject.text) > LONGEST):
        return False
    return any(confidence < SURE for spot in scanned for confidence in spot.confidences)


def _scanned(place: Place) -> list[ScanSpot]:
    return [spot for spot in place.spots if isinstance(spot, ScanSpot)]


def _mending(group: Sequence[Verdict]) -> Iterator[Misreading]:
    """The readings of one figure that end every contradiction of the group; what the recogniser saw itself before what looks alike."""
    relations = [verdict.relation for verdict in group if verdict.relation]
    if not relations or len(relations) < len(group):
        return
    figures = {figure.id: figure for relation in relations for figure in relation.figures()}
    for misreading, figure in sorted(
        ((each, other) for one in figures.values() for each, other in _readings(one)), key=lambda each: not each[0].seen
    ):
        if all(sound(with_figure(relation, figure)) for relation in relations):
            yield misreading


def _readings(figure: Figure) -> Iterator[tuple[Misreading, Figure]]:
    """The figure with one doubtful digit read otherwise."""
    spots = _scanned(figure.place)
    confidences = [confidence for spot in spots for confidence in spot.confidences]
    rivals = "".join(spot.rivals for spot in spots)
    text = "".join(figure.text.split("\n"))
    if len(text) != len(confidences):
        return
    for at, (character, confidence, rival) in enumerate(zip(text, confidences, rivals, strict=True)):
        if character not in DIGITS or confidence >= SURE:
            continue
        for digit in dict.fromkeys((*(rival if rival in DIGITS else ""), *_alike(character))):
            read = text[:at] + digit + text[at + 1 :]
            other = _otherwise(figure, text, read)
            if other:
                yield Misreading(mention(figure), character, digit, read, seen=digit == rival), other


def _alike(digit: str) -> Iterator[str]:
    return (other for other in DIGITS if (digit, other) in LOOK_ALIKE)


def _otherwise(figure: Figure, text: str, read: str) -> Figure | None:
    """The figure with the number that the new text says, if its digits are written plainly."""
    printed = f"{figure.number:f}".lstrip("-")
    at = text.replace(",", "").find(printed)
    if at < 0:
        return None
    number = Decimal(read.replace(",", "")[at : at + len(printed)]) * (-1 if figure.number < 0 else 1)
    return replace(figure, number=number, text=read)
