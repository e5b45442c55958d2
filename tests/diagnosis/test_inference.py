"""A finding that rests on a value put into its row by inference says so, and is no error; a sum over a whole column does not depend on it."""

from collections.abc import Iterable

from formlint.diagnosis.inference import resting
from formlint.documents import Passage, Place
from formlint.figures import Figure, read
from formlint.findings import Confidence, Finding, Mention, Severity
from formlint.forms import Field, Form, FormTable, Row
from formlint.records import replace


def row(place: int, weight: str, score: str) -> Row:
    texts = {"weight": weight, "score": score}
    ids = {key: f"indicators[{place}].{key}" for key in texts}
    return Row(
        f"indicators[{place}]", str(place), "x", {key: Field(ids[key], (), Passage(text), figure(text, ids[key])) for key, text in texts.items()}
    )


def figure(text: str, id_: str) -> Figure | None:
    found = read(Passage(text), id=id_)
    return found if isinstance(found, Figure) else None


FORM = Form("x", "", {}, {"indicators": FormTable("indicators", {"weight": "分值", "score": "得分"}, (row(0, "10", "9"), row(1, "5", "6")))})


def finding(subject: str, *evidence: str) -> Finding:
    def mention(id_: str) -> Mention:
        return Mention(id_, (), "6", Place())

    return Finding("x/y", "r", "m", (), Severity.ERROR, Confidence.CERTAIN, mention(subject), tuple(map(mention, evidence)))


def on(found: Finding, inferred: Iterable[str]) -> tuple[Severity, Confidence, list[str]]:
    told = resting(found, Form(FORM.definition, "", {}, FORM.tables, inferred=frozenset(inferred)))
    return told.severity, told.confidence, [each.id for each in told.inferred]


def test_a_finding_on_an_inferred_number_is_a_likely_warning_that_names_it() -> None:
    above = finding("indicators[1].score", "indicators[1].weight")
    assert on(above, ["indicators[1].score"]) == (Severity.WARNING, Confidence.LIKELY, ["indicators[1].score"])


def test_a_finding_on_other_numbers_stays_as_it_is() -> None:
    above = finding("indicators[1].score", "indicators[1].weight")
    assert on(above, ["indicators[0].score"]) == (Severity.ERROR, Confidence.CERTAIN, [])
    assert on(above, []) == (Severity.ERROR, Confidence.CERTAIN, [])


def test_the_sum_of_a_column_does_not_depend_on_the_rows_its_numbers_stand_in() -> None:
    total = finding("total.score", "indicators[0].score", "indicators[1].score")
    assert on(total, ["indicators[1].score"]) == (Severity.ERROR, Confidence.CERTAIN, [])


def test_the_numbers_of_a_column_held_against_each_other_do_not_either() -> None:
    assert on(finding("indicators[0].score", "indicators[1].score"), ["indicators[1].score"]) == (Severity.ERROR, Confidence.CERTAIN, [])


def test_a_row_that_is_part_of_another_belongs_to_no_sum_of_the_column() -> None:
    table = FORM.tables["indicators"]
    part = replace(row(2, "5", "3"), parent="indicators[1]")
    form = Form("x", "", {}, {"indicators": replace(table, rows=(*table.rows, part))}, inferred=frozenset({"indicators[1].score"}))
    assert resting(finding("total.score", "indicators[0].score", "indicators[1].score"), form).severity is Severity.ERROR


def test_the_sum_of_some_rows_does() -> None:
    part = finding("section[0].score", "indicators[1].score")
    assert on(part, ["indicators[1].score"]) == (Severity.WARNING, Confidence.LIKELY, ["indicators[1].score"])


def test_a_number_of_a_text_is_inferred_with_its_text() -> None:
    assert on(finding("narrative.actual@12"), ["narrative.actual"])[2] == ["narrative.actual@12"]


def test_the_only_number_of_a_column_is_no_sum() -> None:
    table = FORM.tables["indicators"]
    blank = replace(table, rows=(table.rows[0], row(2, "5", "")))
    told = resting(
        finding("total.score", "indicators[0].score"), Form("x", "", {}, {"indicators": blank}, inferred=frozenset({"indicators[0].score"}))
    )
    assert told.severity is Severity.WARNING
