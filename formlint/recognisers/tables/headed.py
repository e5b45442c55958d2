"""A table of the form whose columns are known before it is read: a text dump has found its headings among its strips, and what stands below each."""

from collections.abc import Mapping, Sequence

from formlint.definitions import Definition, TableDefinition
from formlint.documents import Cell, Passage, Table
from formlint.recognisers.headings import Vocabulary, vocabulary
from formlint.recognisers.tables.closing import called_subtotal
from formlint.recognisers.tables.headers import Header, complete
from formlint.recognisers.tables.slashed import may_head_two, unslashed
from formlint.recognisers.tables.summed import section_of
from formlint.records import record

LABEL = "label"  # what a row of a table with names is called

Known = Mapping[str, Passage]  # what a row has in each of its columns, and under LABEL its name; from left to right


@record(frozen=True, slots=True)
class Headed:
    """The header, and the rows under it."""

    header: Header
    rows: Sequence[Known]


def headed(definition: Definition, name: str, columns: Mapping[str, Cell], rows: Sequence[Known]) -> Headed | Table:
    """The table of these headings and of the rows below them. Its cells alone where it is more than that, or may be: where too few headings are
    known, where one of them heads two columns (a dump takes 指标值/完成值 for one), and where a row may be a total or a section."""
    table, words = definition.tables[name], vocabulary(definition)
    is_row = _is_named if table.rows else _is_listed
    if not complete(table, columns) or not all(is_row(words, table, row) for row in rows) or _heads_two(definition, columns, rows):
        return _whole(columns, rows)
    spans = {key: (cell.column, cell.column + 1) for key, cell in columns.items()}
    return Headed(Header(table, columns, spans, taken=tuple(columns.values())), [row for row in rows if row])


def _heads_two(definition: Definition, columns: Mapping[str, Cell], rows: Sequence[Known]) -> bool:
    """The cells below one of the headings print two."""
    if not any(may_head_two(definition, cell.text) for cell in columns.values()):  # most tables
        return False
    whole = _whole(columns, rows)
    return unslashed(whole, definition) is not whole


def _is_named(words: Vocabulary, table: TableDefinition, row: Known) -> bool:
    """It has a name that such a row has."""
    return LABEL in row and bool(words.rows[table.name].key(row[LABEL].text))


def _is_listed(words: Vocabulary, table: TableDefinition, row: Known) -> bool:
    """What it is called, and what it begins with but for its points, is neither 合计 nor 小计, nor a section that prints nothing but its points."""
    name = row["name"].text if "name" in row else ""
    first = next((passage.text for key, passage in row.items() if table.numbers.get(key) != "points"), "")
    if any(words.closing[table.name].find(text) or called_subtotal(text) for text in {first, name}):
        return False
    return "target" in row or "actual" in row or not section_of(words.sections, name)


def _whole(columns: Mapping[str, Cell], rows: Sequence[Known]) -> Table:
    """Every cell as wide as its column, the names left of all."""
    cells = [
        Cell(number, columns[key].column if key in columns else 0, passage) for number, row in enumerate(rows, 1) for key, passage in row.items()
    ]
    return Table((*columns.values(), *cells))
