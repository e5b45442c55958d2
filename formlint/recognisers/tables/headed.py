"""A table of the form whose columns are known before it is read: a text dump has found its headings among its strips, and what stands below each."""

from collections.abc import Iterator, Mapping, Sequence

from formlint.definitions import Definition
from formlint.documents import Cell, Passage, Table
from formlint.recognisers.headings import Vocabulary, vocabulary
from formlint.recognisers.tables.closing import called_subtotal
from formlint.recognisers.tables.headers import Header, complete
from formlint.recognisers.tables.slashed import may_head_two
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
    """The table of these headings and of the rows below them. Its cells alone where it may be more than that: where too few headings are known, where
    one of them may head two columns (a dump takes 指标值/完成值 for one), and where a row may be a total or a section."""
    table, words = definition.tables[name], vocabulary(definition)
    known = complete(table, columns) and not any(may_head_two(definition, cell.text) for cell in columns.values())
    if not known or not all(_is_row(words, name, row) for row in rows):
        return Table((*columns.values(), *_cells(columns, rows)))
    spans = {key: (cell.column, cell.column + 1) for key, cell in columns.items()}
    return Headed(Header(table, columns, spans, taken=tuple(columns.values())), [row for row in rows if row])


def _is_row(words: Vocabulary, table: str, row: Known) -> bool:
    """It has a name that such a row has. An indicator is called neither 合计 nor 小计, nor is it a section that prints nothing but its points."""
    if table in words.rows:
        return LABEL in row and bool(words.rows[table].key(row[LABEL].text))
    if "name" not in row:
        return True
    name = row["name"].text
    measured = "target" in row or "actual" in row
    return not (words.closing[table].find(name) or called_subtotal(name)) and (measured or not section_of(words.sections, name))


def _cells(columns: Mapping[str, Cell], rows: Sequence[Known]) -> Iterator[Cell]:
    """Every cell as wide as its column, the names left of all."""
    for number, row in enumerate(rows, 1):
        for key, passage in row.items():
            yield Cell(number, columns[key].column if key in columns else 0, passage)
