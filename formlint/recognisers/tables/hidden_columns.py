"""Hidden columns that hold nothing of the form: the numbers by which a system finds its rows again (ZB001) beside every row.

What a hidden column says under a heading of the form is read and checked like any other.
"""

from collections import defaultdict

from formlint.documents import Cell, Table
from formlint.recognisers.headings import Vocabulary
from formlint.records import replace


def parted(table: Table, words: Vocabulary) -> tuple[Table, list[Cell]]:
    """The table without its hidden columns that no word of the form stands in, and the printed cells of these. What is merged over a column beside
    them as well, as a title is, stays."""
    if True not in [cell.hidden for cell in table.cells]:  # nearly all
        return table, []
    columns: dict[int, list[Cell]] = defaultdict(list)
    for cell in table.cells:
        if cell.columns == 1:
            columns[cell.column].append(cell)
    bare = {column for column, cells in columns.items() if all(cell.hidden for cell in cells) and not any(_known(cell, words) for cell in cells)}
    aside = {id(cell) for cell in table.cells if bare.issuperset(range(cell.column, cell.column + cell.columns))}
    kept = tuple(cell for cell in table.cells if id(cell) not in aside)
    if not kept:  # all is hidden, as on a hidden sheet
        return table, []
    return replace(table, cells=kept), [cell for cell in table.cells if id(cell) in aside and cell.text.strip()]


def _known(cell: Cell, words: Vocabulary) -> bool:
    lexicons = (words.fields, words.sections, *words.ruled.values(), *words.rows.values())
    return bool(cell.text.strip()) and any(lexicon.find(cell.text) for lexicon in lexicons)
