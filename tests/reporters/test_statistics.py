"""Counts instead of findings: how each unit stands and what each check found."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from formlint.documents import Passage
from formlint.findings import Finding
from formlint.forms import Field, Form
from formlint.reporters.counts import by_check, by_unit
from formlint.results import DocumentResult, Result, document_finding

Make = Callable[..., DocumentResult]


@pytest.fixture
def of_unit(make: Make, form: Form) -> Make:
    """A document of a unit with these findings."""

    def made(unit: str, *findings: Finding, **changes: object) -> DocumentResult:
        named = {"unit": Field("unit", ("单位",), Passage(unit))} if unit else {}
        return make(*findings, form=replace(form, fields={**form.fields, **named}), **changes)

    return made


def test_checks_are_counted_by_findings_and_by_documents(make: Make, breakdown: Finding, doubtful: Finding) -> None:
    unread = DocumentResult("x.pdf", "", "", findings=(document_finding("encrypted"),))
    first, second = by_check(Result((make(breakdown, breakdown), make(doubtful), make(), unread)))
    assert (first.name, first.levels, first.documents) == ("sample/breakdown", (2, 1, 0), 2)
    assert (second.name, second.levels, second.documents) == ("document/encrypted", (1, 0, 0), 1)


def test_units_are_ranked_by_their_errors_and_what_names_none_is_last(of_unit: Make, breakdown: Finding, doubtful: Finding) -> None:
    unread = DocumentResult("x.pdf", "", "", findings=(document_finding("encrypted"),) * 9)
    documents = (of_unit("甲"), of_unit("乙", doubtful), of_unit("丙", breakdown), of_unit("乙", doubtful), of_unit("乙"), unread)
    found = [(each.name, each.levels, each.documents, each.bad, each.unchecked) for each in by_unit(Result(documents))]
    assert found == [
        ("丙", (1, 0, 0), 1, 1, 0),
        ("乙", (0, 2, 0), 3, 2, 0),
        ("甲", (0, 0, 0), 1, 0, 0),
        ("", (9, 0, 0), 1, 0, 1),
    ]


def test_a_document_with_forms_of_two_units_is_one_of_each(of_unit: Make, breakdown: Finding) -> None:
    sound, wrong = of_unit("甲"), of_unit("乙", breakdown)
    found = by_unit(Result((replace(sound, forms=(*sound.forms, *wrong.forms)),)))
    assert [(each.name, each.documents, each.bad) for each in found] == [("乙", 1, 1), ("甲", 1, 0)]


@pytest.mark.parametrize(("lang", "words"), [("zh", ("没能检查", "（未写单位）")), ("en", ("Not checked", "(no unit is named)"))])
def test_the_counts_stand_below_their_heads(show: Callable[..., str], of_unit: Make, breakdown: Finding, lang: str, words: tuple[str, str]) -> None:
    head, nobody = words
    text = show("statistics", of_unit("甲", breakdown), of_unit(""), lang=lang)
    assert head in text.splitlines()[1]
    assert [line.split()[:6] for line in text.splitlines()[2:4]] == [["1", "1", "0", "1", "0", "0"], ["1", "0", "0", "0", "0", "0"]]
    assert text.splitlines()[3].endswith(nobody)
    assert "sample/breakdown" in text


def test_a_unit_says_nothing_to_the_terminal(show: Callable[..., str], of_unit: Make) -> None:
    assert "\x1b" not in show("statistics", of_unit("甲\x1b[2J"))


def test_a_run_without_findings_has_no_table_of_checks(show: Callable[..., str], of_unit: Make) -> None:
    assert "By check" not in show("statistics", of_unit("甲"), lang="en")


def test_the_page_of_many_documents_has_both_tables(show: Callable[..., str], of_unit: Make, breakdown: Finding) -> None:
    page = show("html", of_unit("<b>甲</b>", breakdown), of_unit("乙"), lang="en")
    assert page.count('<details class="counts">') == 2
    assert "&lt;b&gt;甲" in page
    assert '<details class="counts">' not in show("html", of_unit("甲", breakdown), lang="en")
