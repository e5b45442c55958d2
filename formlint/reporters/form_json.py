"""A form as it was read, for programs: what `formlint show --format json` prints and reads again; see `formlint/schemas/form.schema.json`."""

from collections.abc import Iterator, Sequence

from formlint.figures import Figure, Malformed
from formlint.forms import Clause, Field, Form, FormTable, Row, Statement
from formlint.reporters.places import Json, location


def shown(path: str, forms: Sequence[Form]) -> Json:
    """One file: every value with its id and place. Ids of several forms in one file begin with f0., f1. and so on."""
    prefixes = [f"f{number}." for number in range(len(forms))] if len(forms) > 1 else [""]
    pairs = list(zip(prefixes, forms, strict=False))
    return {
        "path": path,
        "form": forms[0].definition if forms else None,
        "forms": [_form(form) for form in forms],
        "values": [_value(field, prefix, inferred=field.id in form.inferred) for prefix, form in pairs for field in form.all_fields()],
        "statements": [_statement(each, prefix) for prefix, form in pairs for each in form.statements],
        "lost": [f"{prefix}{table.name}.{column}" for prefix, form in pairs for table in form.tables.values() for column in sorted(table.lost)],
        "doubtful": [f"{prefix}{table}" for prefix, form in pairs for table in sorted(form.doubtful)],
        "unread": [{"text": one_line(each.text), "place": location(each.place())} for form in forms for each in form.unread],
    }


def one_line(text: str) -> str:
    """The text as a cell would read without its line breaks."""
    return "".join(text.strip().splitlines())


def _value(field: Field, prefix: str, *, inferred: bool) -> Json:
    exact = {"text": field.text} if field.text != one_line(field.text) else {}
    label = {"label": list(field.label)} if field.label else {}
    hidden = {"hidden": True} if field.hidden else {}
    guessed = {"inferred": True} if inferred else {}
    value = one_line(field.text)
    return {"id": prefix + field.id, "value": value, **exact, **label, **hidden, **guessed, "place": location(field.place), **_number(field.number)}


def _form(form: Form) -> Json:
    """What the values do not tell: kind, year, the rows and columns of the tables, what the form lays down."""
    year = {"year": form.year} if form.year else {}
    tables = [_table(table) for table in form.tables.values()]
    return {"kind": form.kind, **year, "ruled": form.ruled, "tables": tables, "clauses": [_clause(each) for each in form.clauses]}


def _table(table: FormTable) -> Json:
    lost = {"lost": dict(table.lost)} if table.lost else {}
    return {"name": table.name, "columns": dict(table.columns), **lost, "rows": [_row(row) for row in table.rows]}


def _row(row: Row) -> Json:
    section = {"section": row.section} if row.section else {}
    parent = {"parent": row.parent} if row.parent else {}
    return {"id": row.id, "key": row.key, "label": row.label, **section, **parent}


def _clause(clause: Clause) -> Json:
    source = clause.source
    stated: Json = {"name": clause.name, "value": str(clause.value)}
    if source is None:
        return stated
    return {**stated, "field": source.id.partition("@")[0], "start": source.start, "text": source.text, "unit": source.unit}


def _number(number: Figure | Malformed | None) -> Json:
    """What the text was understood as: the exact digits and the unit, or why it is no number."""
    if isinstance(number, Malformed):
        return {"malformed": number.reason}
    if number is None:
        return {}
    unit = {"unit": number.unit} if number.unit else {}
    bound = {"comparator": number.comparator.value} if number.comparator else {}
    hedge = {"hedge": number.hedge.value} if number.hedge else {}
    return {"number": f"{number.number:f}", **unit, **bound, **hedge}


def _statement(statement: Statement, prefix: str) -> Json:
    figure = statement.figure
    told: Json = {"id": prefix + figure.id, "noun": statement.noun, "value": figure.text, **_number(figure), "place": location(figure.place)}
    if not statement.parts:
        return told
    return {**told, "extent": statement.extent.value, "parts": list(_parts(statement, prefix))}


def _parts(statement: Statement, prefix: str) -> Iterator[Json]:
    return (_statement(part, prefix) for part in statement.parts)
