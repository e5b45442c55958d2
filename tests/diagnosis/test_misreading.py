"""A contradiction that a doubtful digit of a scan explains accuses nobody; one that it does not explain is less sure; sure ones change nothing."""

from dataclasses import replace

import pytest

from formlint.definitions import Rule
from formlint.diagnosis import diagnose
from formlint.documents import Place, ScanSpot
from formlint.documents.spots import packed
from formlint.figures import Figure
from formlint.findings import Confidence, Finding, Severity
from formlint.relations import Relation, with_figure
from formlint.verdicts import state
from tests.forge import adds_up

RULES = {"r": Rule("r", "x/y")}
BROKEN = adds_up("443.88", "358.38", "90.50")  # it is 353.38 that adds up


def scanned(figure: Figure, doubts: dict[int, str], confidence: float) -> Figure:
    """The figure as a recogniser read it, not sure of the characters at these places, with what else they may be."""
    count = len(figure.text)
    confidences = tuple(confidence if at in doubts else 0.999 for at in range(count))
    rivals = "".join(doubts.get(at, " ") for at in range(count))
    return replace(figure, place=Place((ScanSpot(1, 0.0, 9.0, packed((0.0, 5.0) * count), 0, confidences, rivals),)))


def finding(doubted: str, doubts: dict[int, str], confidence: float = 0.6) -> Finding:
    """What is found when the figure of that text is doubtful so."""
    relation = BROKEN
    for each in BROKEN.figures():
        relation = with_figure(relation, scanned(each, doubts if each.text == doubted else {}, confidence))
    return found_in(relation)


def found_in(relation: Relation) -> Finding:
    verdict = replace(state(relation, relation.figures()[0], "m", severity=Severity.ERROR), check="x/y", rule="r")
    (found,) = diagnose([verdict], RULES)
    return found


def test_what_the_recogniser_saw_itself_is_a_note() -> None:
    found = finding("358.38", {2: "3"})
    assert (found.severity, found.confidence) == (Severity.INFO, Confidence.POSSIBLE)
    assert found.misreading is not None
    assert (found.misreading.character, found.misreading.instead, found.misreading.text, found.misreading.seen) == ("8", "3", "353.38", True)
    assert found.suspects == ()
    assert found.culprit is None


def test_what_only_looks_alike_is_a_warning() -> None:
    found = finding("358.38", {2: "B"})
    assert (found.severity, found.confidence) == (Severity.WARNING, Confidence.POSSIBLE)
    assert found.misreading is not None
    assert not found.misreading.seen


def test_a_doubtful_digit_that_explains_nothing_makes_a_finding_less_sure() -> None:
    found = finding("90.50", {0: "8"})
    assert (found.severity, found.confidence) == (Severity.WARNING, Confidence.LIKELY)
    assert found.misreading is None
    assert found.suspects


def spelled(relation: Relation, part: str, text: str, doubts: dict[int, str]) -> Finding:
    """What is found when the form prints that part so, and the scan is not sure of some of its characters."""
    (figure,) = (each for each in relation.figures() if each.text == part)
    return found_in(with_figure(relation, scanned(replace(figure, text=text), doubts, 0.6)))


@pytest.mark.parametrize(
    ("relation", "part", "text", "doubts", "read"),
    [
        (adds_up("1443.88", "1358.38", "90.50"), "1358.38", "1,358.38", {4: "3"}, "1,353.38"),
        (adds_up("-1443.88", "-1358.38", "-90.50"), "-1358.38", "-1,358.38", {5: "3"}, "-1,353.38"),
        (BROKEN, "358.38", "约358.38", {3: "3"}, "约353.38"),
    ],
)
def test_a_digit_is_read_otherwise_where_it_stands(relation: Relation, part: str, text: str, doubts: dict[int, str], read: str) -> None:
    found = spelled(relation, part, text, doubts)
    assert found.misreading is not None
    assert (found.misreading.text, found.severity) == (read, Severity.INFO)


@pytest.mark.parametrize(("text", "doubts"), [("3 58.38", {3: "3"}), ("三百五十八点38", {6: "8"})])
def test_a_number_that_is_not_written_plainly_is_not_read_otherwise_and_less_sure(text: str, doubts: dict[int, str]) -> None:
    found = spelled(BROKEN, "358.38", text, doubts)
    assert (found.misreading, found.severity, found.confidence) == (None, Severity.WARNING, Confidence.LIKELY)


def test_a_number_of_which_some_characters_were_not_scanned_is_not_read_otherwise() -> None:
    (figure,) = (each for each in BROKEN.figures() if each.text == "358.38")
    cut = replace(scanned(figure, {2: "3"}, 0.6), text="358.380")
    found = found_in(with_figure(BROKEN, cut))
    assert (found.misreading, found.severity) == (None, Severity.WARNING)


def test_a_sure_reading_changes_nothing() -> None:
    found = finding("358.38", {2: "3"}, confidence=0.99)
    assert (found.severity, found.confidence, found.misreading) == (Severity.ERROR, Confidence.CERTAIN, None)


def test_a_figure_that_is_not_scanned_changes_nothing() -> None:
    found = found_in(BROKEN)
    assert (found.severity, found.confidence) == (Severity.ERROR, Confidence.CERTAIN)
