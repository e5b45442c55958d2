"""A document becomes forms: by its grid where it has one, else by the order of its words."""

from collections.abc import Mapping, Sequence

from formlint.definitions import Definition
from formlint.documents import Document
from formlint.forms import Field, Form
from formlint.recognisers.choosing import choose, headed, titled
from formlint.recognisers.meant import as_meant
from formlint.recognisers.money import in_the_unit_of_costs
from formlint.records import replace


def recognise(document: Document, definitions: Sequence[Definition], *, force: str = "") -> tuple[Form, ...]:
    """The forms in the document, in its order; none when it fits no definition. `force` is the id of the one to use whatever it looks like."""
    if document.noted:
        return _noted(document, {each.id: each for each in definitions})
    definition, forms = _found(document, definitions, force)
    return tuple(_settled(form, definition) for form in forms) if definition else ()


def _found(document: Document, definitions: Sequence[Definition], force: str) -> tuple[Definition | None, tuple[Form, ...]]:
    """The definition that fits and its forms. Running text is tried last, and what looks like a form and could not be read is no report."""
    tabular = [each for each in definitions if not each.running]
    definition = choose(document, tabular, force)
    forms = _forms(document, definition) if definition else ()
    if forms or (force and definition):
        return definition, forms
    report = choose(document, [each for each in definitions if each.running and not (definition and not titled(document, each))], force)
    if report is None:
        return _called(document, tabular)
    from formlint.recognisers import running  # noqa: PLC0415

    return report, running.recognise(document, report)


def _called(document: Document, tabular: Sequence[Definition]) -> tuple[Definition | None, tuple[Form, ...]]:
    """A paper that is called a form and has hardly a heading of one: its tables are read for what they say of themselves."""
    from formlint.recognisers import grid  # noqa: PLC0415

    for definition in tabular if document.ruled else ():
        if headed(document, definition) and (forms := grid.recognise(document, definition)):
            return definition, forms
    return None, ()


def _settled(form: Form, definition: Definition) -> Form:
    """The form with its statements, and with what only its numbers tell of its headings and units."""
    return in_the_unit_of_costs(as_meant(_with_statements(form, definition), definition))


def _noted(document: Document, definitions: Mapping[str, Definition]) -> tuple[Form, ...]:
    """The forms that a file states itself."""
    from formlint.recognisers.noted import form_of  # noqa: PLC0415

    pairs = [(noted, definitions[noted.form]) for noted in document.noted if noted.form in definitions]
    return tuple(_settled(form_of(noted, definition), definition) for noted, definition in pairs)


def _forms(document: Document, definition: Definition) -> tuple[Form, ...]:
    """The grid first: a page without ruling lines has none, and is read as the text it is."""
    if document.ruled:
        from formlint.recognisers import grid  # noqa: PLC0415

        forms = grid.recognise(document, definition)
        if forms:
            return forms
    from formlint.recognisers.texts import roads  # noqa: PLC0415

    return roads.forms(document, definition)


def _with_statements(form: Form, definition: Definition) -> Form:
    """The claims of the running text, in the order of the fields."""
    if form.statements:
        return form
    from formlint.recognisers.retold import with_texts  # noqa: PLC0415
    from formlint.recognisers.statements import statements, told  # noqa: PLC0415

    form = with_texts(form, definition)
    fields = _prose(form, definition)
    telling = [field for field in fields if told(field.text)]  # few
    return replace(form, statements=tuple([each for field in telling for each in statements(field.id, field.passage, field.label)]))


def _prose(form: Form, definition: Definition) -> list[Field]:
    """The fields of running text, also the second goal (`narrative.goal[1]`); a cell that is just one number claims nothing."""
    found = [field for field in form.fields.values() if field.id.partition("[")[0] in definition.prose]
    for table in form.tables.values():
        columns = [column for column in table.columns if f"{table.name}.{column}" in definition.prose]
        found += [row.cells[column] for row in table.rows for column in columns if column in row.cells]
    return [field for field in found if field.number is None]
