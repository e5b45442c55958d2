"""One form in every format is the same form, cell for cell, with the same findings: up to the places, and to where lines break."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from fixtures.generate import FORMATS
from formlint.checks import SHIPPED, load
from formlint.definitions import shipped
from formlint.figures import Figure, Malformed
from formlint.findings import Finding
from formlint.forms import Field, Form, Statement
from formlint.lint import Setup, lint
from formlint.results import DocumentResult

FIXTURES = Path(__file__).parent.parent / "fixtures"
FORMS = sorted(FIXTURES.glob("*/*.md"))


@cache
def checked(path: Path) -> DocumentResult:
    return lint(path, Setup(shipped(), load(SHIPPED)))


def plain(text: str) -> str:
    return "".join(text.split())


def told(field: Field) -> tuple[object, ...]:
    number = field.number
    kind = (number.value, number.unit, number.comparator, number.hedge) if isinstance(number, Figure) else getattr(number, "reason", None)
    return field.id, tuple(map(plain, field.label)), plain(field.text), kind, isinstance(number, Malformed), field.hidden


def claimed(statement: Statement) -> tuple[object, ...]:
    return statement.field, plain(statement.noun), plain(statement.figure.text), statement.extent, tuple(map(claimed, statement.parts))


def content(form: Form) -> Iterator[object]:
    """All that the form says."""
    yield form.definition, form.kind, form.year, form.ruled, form.doubtful
    yield from map(told, form.fields.values())
    for table in form.tables.values():
        yield table.name, {name: plain(heading) for name, heading in table.columns.items()}, dict(table.lost)
        for row in table.rows:
            yield row.id, row.key, plain(row.label), row.section, row.parent, tuple(map(told, row.cells.values()))
    yield from map(claimed, form.statements)
    yield from ((clause.name, clause.value) for clause in form.clauses)
    yield from (plain(each.text) for each in form.unread)


def spot(id_: str) -> str:
    """Without the offset, which counts the line breaks of a narrow cell."""
    return id_.partition("@")[0]


def complaint(finding: Finding) -> tuple[object, ...]:
    suspects = tuple((spot(each.mention.id), plain(each.suggestion), each.share) for each in finding.suspects)
    return finding.check, finding.severity, finding.confidence, finding.message, plain(str(finding.args)), spot(finding.subject.id), suspects


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize("form", FORMS, ids=lambda path: path.relative_to(FIXTURES).with_suffix("").as_posix())
def test_a_form_is_the_same_in_every_format(form: Path, suffix: str) -> None:
    ours, theirs = checked(form), checked(form.with_suffix(suffix))
    assert [list(content(each.form)) for each in theirs.forms] == [list(content(each.form)) for each in ours.forms]
    assert [complaint(each) for each in theirs.all_findings] == [complaint(each) for each in ours.all_findings]
