"""A form as it was read, for people: what `formlint show` prints. Ids are those that findings, rules and `--format json` use."""

from collections.abc import Iterator, Sequence, Set

from formlint.documents import Document, Line, Place, Table
from formlint.figures import Figure, Malformed
from formlint.forms import Field, Form, FormTable, Statement
from formlint.reporters.form_json import one_line
from formlint.reporters.places import in_words
from formlint.reporters.visible import visible
from formlint.reporters.width import padded, width
from formlint.words import say

INFERRED = "?"  # before a value that was put into its place by inference


def form_lines(form: Form, title: str, lang: str) -> Iterator[str]:
    """The fields outside the tables, then table by table, the numbers of the running text, and what no field took."""
    yield say("interface", "form", lang, title=" ".join(part for part in (title, form.definition, form.kind, str(form.year or "")) if part))
    if form.inferred:
        yield say("interface", "inferred-legend", lang, mark=INFERRED)
    yield from _fields(list(form.fields.values()), lang, form.inferred)
    for table in form.tables.values():
        yield from _table(table, lang, form)
    if form.statements:
        yield f"\n[{say('interface', 'statements', lang)}]"
        rows = [row for statement in form.statements for row in _statement(statement, lang, "")]
        yield from _aligned(rows)
    if form.unread:
        yield f"\n[{say('interface', 'unread-title', lang)}]"
        yield from _aligned([("-", visible(one_line(each.text)), _where(each.place(), lang)) for each in form.unread])


def document_lines(document: Document, lang: str) -> Iterator[str]:
    """What was read of a document in which no form was recognised."""
    number = 0
    for block in document.blocks:
        if isinstance(block, Line):
            yield visible(block.text).rstrip()
        else:
            number += 1
            yield f"[{say('interface', 'table', lang, number=number)} {visible(block.name)}".rstrip() + "]"
            yield from _grid(block)


def _grid(table: Table) -> Iterator[str]:
    for row in range(table.height):
        cells = [visible(one_line(cell.text)) for cell in table.cells if cell.row == row]
        if cells:
            yield "| " + " | ".join(cells) + " |"


def _table(table: FormTable, lang: str, form: Form) -> Iterator[str]:
    yield f"\n[{table.name}]  " + ", ".join(f"{key}={visible(one_line(heading))}" for key, heading in table.columns.items() if heading)
    if table.lost:
        yield "  " + say("interface", "lost", lang, columns=", ".join(sorted(table.lost)))
    if table.name in form.doubtful:
        yield "  " + say("interface", "doubtful", lang, table=table.name)
    marked = _marked(table, form.inferred)
    for row in table.rows:
        notes = " ".join(part for part in (row.section, f"< {row.parent}" if row.parent else "") if part)
        yield f"{row.id}  {visible(one_line(row.label))}" + (f"  ({notes})" if notes else "")
        yield from _fields(list(row.cells.values()), lang, marked, indent="  ")


def _marked(table: FormTable, inferred: Set[str]) -> Set[str]:
    """The cells that were put into their places by inference; of the heading of several rows, which is printed once, the first."""
    first: dict[object, str] = {}
    for row in table.rows:
        for column, cell in row.cells.items():
            if cell.id in inferred:
                first.setdefault((column, cell.place) if cell.text.strip() else cell.id, cell.id)
    return frozenset(first.values())


def _fields(fields: Sequence[Field], lang: str, inferred: Set[str], indent: str = "") -> Iterator[str]:
    rows = [(indent + field.id, _printed(field, lang, inferred), _where(field.place, lang)) for field in fields]
    return _aligned(rows)


def _printed(field: Field, lang: str, inferred: Set[str]) -> str:
    return (f"{INFERRED} " if field.id in inferred else "") + visible(one_line(field.text)) + _meaning(field.number, lang)


def _meaning(number: Figure | Malformed | None, lang: str) -> str:
    """What the text was understood as, where that does not go without saying."""
    if isinstance(number, Malformed):
        return "  <- " + say("interface", "malformed", lang, reason=number.reason)
    if number is None or number.text in (f"{number.number:f}", f"{number.number:f}{number.unit}"):
        return ""
    return f"  -> {number.comparator}{number.number:f}{number.unit}"


def _statement(statement: Statement, lang: str, indent: str) -> Iterator[tuple[str, str, str]]:
    yield indent + statement.figure.id, f"{visible(statement.noun)}: {visible(one_line(statement.figure.text))}", _where(statement.figure.place, lang)
    for part in statement.parts:
        yield from _statement(part, lang, indent + "  ")


def _where(place: Place, lang: str) -> str:
    return visible(in_words(place, lang))


def _aligned(rows: Sequence[tuple[str, str, str]]) -> Iterator[str]:
    """Three columns; the first as wide as its longest, within reason."""
    wide = min(40, max((width(row[0]) for row in rows), default=0))
    for first, second, third in rows:
        yield f"{padded(first, wide)}  {second}" + (f"  @ {third}" if third else "")
