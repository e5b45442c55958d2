"""Forms kept as YAML or JSON: what `show` prints can be linted again with the same findings; what is wrong is told with its line."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formlint.checks import SHIPPED, load
from formlint.cli.show import dumped
from formlint.definitions import shipped
from formlint.documents import Document, TextSpot
from formlint.errors import ReadError
from formlint.findings import Finding
from formlint.forms import Field, Form
from formlint.lint import Setup, lint, lint_source
from formlint.readers import Source, notation, read
from formlint.reporters.form_json import shown
from formlint.results import DocumentResult
from formlint.words import say

FIXTURES = Path(__file__).parents[2] / "fixtures"
FORMS = sorted(path for path in FIXTURES.glob("*/*") if path.suffix in (".xlsx", ".txt", ".pdf"))
HAND = """
files:
  - form: cn-self-evaluation
    values:
      - {id: title, value: 2022年度部门整体支出绩效自评表}
      - {id: funds.total.budget, value: 455.94, unit: 万元}
      - {id: funds.total.executed, value: 450.50, unit: 万元}
      - {id: funds.total.rate, value: 99.81%}
      - id: narrative.actual
        value: "全年预算\\u0034\\u0035\\u0035.94万元"
"""
STALE = """files:
- form: x
  forms:
  - clauses:
    - {name: total, value: 100, field: notes, start: 2, text: 100}
  values: [{id: notes, value: 总分90分}]
"""
SETUP = Setup(shipped(), load(SHIPPED), ledger=True)


def again(result: DocumentResult, name: str) -> DocumentResult:
    """The result of what `show` prints."""
    text = dumped([shown("form", [each.form for each in result.forms])], name)
    return lint_source(Source(f"form.{name}", text.encode("utf-8", "surrogatepass")), "form", SETUP)


def told(field: Field) -> tuple[object, ...]:
    number = field.number
    names = ("text", "number", "unit", "scale", "comparator", "hedge", "start", "end", "id", "reason")
    understood = tuple(getattr(number, name, None) for name in names)
    return field.id, field.label, field.text, understood, field.hidden


def content(form: Form) -> Iterator[object]:
    """All that a form says."""
    yield form.definition, form.kind, form.year, form.ruled, form.doubtful, form.inferred
    yield from map(told, form.fields.values())
    for table in form.tables.values():
        yield table.name, dict(table.columns), dict(table.lost)
        for row in table.rows:
            yield row.id, row.key, row.label, row.section, row.parent, tuple(map(told, row.cells.values()))
    for statement in form.statements:
        yield from ((each.field, each.noun, each.figure.text, each.figure.id, each.extent, each.sentence) for each in statement.all())
    yield from ((each.name, each.value, each.source.id if each.source else "") for each in form.clauses)
    yield from (each.text for each in form.unread)


def complaint(finding: Finding) -> tuple[object, ...]:
    suspects = tuple((each.mention.id, each.suggestion, each.share) for each in finding.suspects)
    return finding.check, finding.severity, finding.confidence, finding.message, finding.args, finding.subject.id, finding.subject.text, suspects


@pytest.mark.parametrize("name", ["yaml", "json"])
@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.relative_to(FIXTURES).as_posix())
def test_what_show_prints_has_the_same_findings(path: Path, name: str) -> None:
    ours = lint(path, SETUP)
    theirs = again(ours, name)
    assert len(theirs.forms) == len(ours.forms)
    for mine, other in zip(ours.forms, theirs.forms, strict=True):
        assert list(content(other.form)) == list(content(mine.form))
        assert list(map(complaint, other.findings)) == list(map(complaint, mine.findings))
        assert [(each.standing, each.mention.id) for each in other.ledger] == [(each.standing, each.mention.id) for each in mine.ledger]


def test_a_form_written_by_hand_needs_ids_and_values_only() -> None:
    result = lint_source(Source("a.yaml", HAND.encode()), "a.yaml", SETUP)
    (form,) = result.forms
    assert form.form.tables["funds"].rows[0].cells["executed"].text == "450.50"
    (finding,) = [each for each in form.findings if each.check == "arithmetic/rate"]
    assert finding.subject.text == "99.81%"
    assert finding.subject.place.spots == (TextSpot(8, 39, 6),)


def test_a_total_that_has_no_label_is_told_as_the_total() -> None:
    text = "files:\n  - form: cn-self-evaluation\n    values: [{id: total.weight, value: 100}, {id: total.score, value: 101}]\n"
    (form,) = lint_source(Source("a.yaml", text.encode()), "a.yaml", SETUP).forms
    (finding,) = [each for each in form.findings if each.check == "scoring/ceiling"]
    assert dict(finding.args)["row"] == "总分"


def test_an_escaped_text_knows_the_place_of_every_character() -> None:
    (noted,) = read(Source("a.yaml", HAND.encode())).noted
    passage = noted.entries[-1].passage
    assert passage.text == "全年预算455.94万元"
    assert passage.place(4, 6).spots == (TextSpot(10, 21, 6), TextSpot(10, 27, 6))
    assert passage.place(7, 10).spots == (TextSpot(10, 39, 3),)


@pytest.mark.parametrize("value", ["2022-12-31", "450.50", "no", "1e5", "0x1F", "null", "'450.50'", '"450.50"', "12:30"])
def test_a_value_is_text_whatever_yaml_would_make_of_it(value: str) -> None:
    (noted,) = read(Source("a.yml", f"files:\n  - form: x\n    values: [{{id: a, value: {value}}}]".encode())).noted
    assert noted.entries[0].passage.text == value.strip("'\"")


def test_json_may_have_tabs_and_characters_in_two_halves() -> None:
    text = '{"files":[\n\t{"form":"x",\t"values":[{"id":"a","value":"\\ud83d\\ude00 1\\/2"}]}]}'
    (noted,) = read(Source("a.json", text.encode())).noted
    assert noted.entries[0].passage.text == "\U0001f600 1/2"


@pytest.mark.parametrize(
    ("text", "message", "line"),
    [
        ("files:\n- form: x\n  valeus: []\n", "notation-misspelt-key", 3),
        ("files:\n- form: x\n  values:\n  - {id: a, velue: 1}\n", "notation-misspelt-key", 4),
        ("files:\n- form: x\n", "notation-missing-key", 2),
        ("files:\n- form: x\n  values:\n  - id: a\n    value: [1]\n", "notation-not-a-text", 5),
        ("files:\n- form: x\n  values: a\n", "notation-not-a-list", 3),
        ("files:\n- a\n", "notation-not-keys", 2),
        ("files:\n- form: x\n  values:\n  - {id: a, value: b, comparator: '>>'}\n", "notation-misspelt-value", 4),
        ("files: }", "notation-not-yaml", 1),
        ("- a\n", "notation-not-a-form", 1),
        ("购物清单", "notation-not-a-form", 1),
        ("files:\n- form: x\n  form: y\n  values: []\n", "notation-key-twice", 3),
        ("files:\n- &a {form: x, values: []}\n- *a\n", "notation-alias", 2),
        ("files:\n- form: !!python/object:os.system x\n  values: []\n", "notation-alias", 2),
        ("files: " + "[" * 100_000, "notation-too-large", 1),
        ("files:\n- form: x\n  values:\n  - {id: a, value: b, text: c}\n", "notation-two-texts", 4),
        ("files:\n- form: x\n  forms:\n  - clauses: [{name: total, value: 1/0}]\n  values: []\n", "notation-clause", 4),
        (STALE, "notation-clause", 5),
    ],
)
def test_what_is_wrong_is_told_with_its_line(text: str, message: str, line: int) -> None:
    with pytest.raises(ReadError) as error:
        read(Source("a.yaml", text.encode()))
    assert (error.value.message, error.value.details["where"]) == (message, f"a.yaml:{line}")
    assert say("documents", message, "zh", **error.value.details)
    assert say("documents", message, "en", **error.value.details)


def test_an_unknown_kind_of_form_is_not_recognised() -> None:
    result = lint_source(Source("a.yaml", b"files:\n- form: other\n  values: []\n"), "a.yaml", SETUP)
    assert [each.check for each in result.findings] == ["document/not-recognised"]


def test_a_file_of_no_form_is_not_recognised() -> None:
    result = lint_source(Source("a.json", json.dumps({"files": [{"form": None, "values": []}]}).encode()), "a.json", SETUP)
    assert [each.check for each in result.findings] == ["document/not-recognised"]


def test_a_billion_laughs_are_refused_before_anything_is_built() -> None:
    lines = ["a0: &a0 x"] + [f"a{n}: &a{n} [{','.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 10)]
    with pytest.raises(ReadError) as error:
        read(Source("a.yaml", "\n".join(lines).encode()))
    assert error.value.message == "notation-alias"


@given(st.sampled_from(["a.yaml", "a.json"]), st.text(max_size=80))
def test_any_text_is_a_document_or_a_read_error(name: str, text: str) -> None:
    data = ("files:\n- form: x\n  values: [{id: a, value: " + text).encode("utf-8", "surrogatepass")
    try:
        assert isinstance(notation.read(Source(name, data)), Document)
    except ReadError as error:
        assert error.message
