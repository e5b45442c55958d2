"""The roads of a text without ruled tables, in the order in which they are tried. The first that finds a form is taken.

    by_marks    tabs, bars or commas stand between the cells     copied out of a sheet, of Word, of a page of Markdown
    by_ends     every cell ends its line, blank ones too         copied out of WPS, a cell a line
    by_lines    only the order of words is left                  a dump of a PDF; where its numbers do not confirm it also
                                                                 by the blanks between its cells and with a cell a line
    by_words    all cells were glued into one stream             a page of the web that was stripped of its marks

Each makes tables of the text, and the grid road reads those. What a road has put together is doubtful where the numbers do not confirm it, and a
value of it is inferred where neither the text nor its row says that it stands there.
"""

from collections.abc import Callable, Sequence, Set

from formlint.definitions import Definition
from formlint.documents import Document
from formlint.forms import Form, FormTable
from formlint.recognisers import grid, linear
from formlint.recognisers.dumps.dump import aligned
from formlint.recognisers.dumps.finishing.undecided import undecided
from formlint.recognisers.dumps.strips import Kind, kind_of
from formlint.recognisers.headings import plain
from formlint.recognisers.streams.glued import unglued
from formlint.recognisers.texts.alternating import alternated
from formlint.recognisers.texts.barred import tabled
from formlint.recognisers.texts.celled import celled, ended
from formlint.recognisers.texts.closed_up import closed_up
from formlint.recognisers.texts.confirming import doubtful
from formlint.recognisers.texts.inferring import inferred
from formlint.recognisers.texts.scraps import without_scraps
from formlint.recognisers.texts.spaced import spaced
from formlint.recognisers.texts.tabs import tabbed
from formlint.records import replace

LEVELS = ("l1", "l2")
WORDS = ("name", *LEVELS)  # columns that hold words
POINTS = ("weight", "score")
VALUES = (Kind.NUMBER, Kind.DASH, Kind.MEASURE, Kind.DONE)


def forms(document: Document, definition: Definition) -> tuple[Form, ...]:
    """The forms of the text, by the first road that finds any; none when no road does."""
    document = alternated(closed_up(document, definition), definition)
    return next((found for road in ROADS if (found := road(document, definition))), ())


def by_marks(document: Document, definition: Definition) -> tuple[Form, ...]:
    """Rows of one width are a table as they stand; ragged ones are fitted to their header."""
    tabs = tabbed(document)
    if tabs and tabs.ruled:
        found = grid.recognise(tabs, definition)
        if found:
            return found
    barred = tabled(tabs or document, definition)
    if barred is None:
        return ()
    table, doubted = barred
    return tuple(replace(form, doubtful=doubtful(form, _scored(definition), cells=True) & doubted) for form in grid.recognise(table, definition))


def by_ends(document: Document, definition: Definition) -> tuple[Form, ...]:
    """A cell a line, where the text itself tells which cells are blank."""
    return _made(celled(document, definition), definition, blanks=True) if ended(document) else ()


def by_lines(document: Document, definition: Definition) -> tuple[Form, ...]:
    """As a dump, or with other cells where those make more of it."""
    read = [(replace(form, doubtful=doubtful(form) | form.doubtful), hidden) for form, hidden in linear.read(document, definition)]
    found = tuple(form for form, _ in read)
    decided = tuple(undecided(form, hidden) for form, hidden in read)
    listed = [table.name for table in definition.tables.values() if table.listed]
    rows = any(form.table(name).rows for form in found for name in listed)
    if rows and (not any(form.doubtful for form in found) or aligned([text for text in document.texts if text.strip()])):
        return _told(decided, document, definition)
    best = found
    for cut in (spaced, celled):
        other = _made(cut(document, definition), definition)
        best = other if _levelled(other) and _better(other, best) else best
    return _told(decided if best is found else best, document, definition)


def _told(forms: Sequence[Form], document: Document, definition: Definition) -> tuple[Form, ...]:
    """The forms, with what of them is inferred, and without lists that are hardly some."""
    listed = _scored(definition)
    kept = (without_scraps(form, listed) for form in forms)
    return tuple(replace(form, inferred=inferred(form, document.texts, definition, listed)) for form in kept)


def _scored(definition: Definition) -> str:
    """The list whose rows have weights and scores: what makes an evaluation of a form, whatever its definition calls it."""
    return next((table.name for table in definition.tables.values() if table.listed and table.scored), "indicators")


def by_words(document: Document, definition: Definition) -> tuple[Form, ...]:
    """A column that a stream does not show may just be lost; where the numbers do not confirm the rows, some are lost, and totals say nothing of
    the others."""
    stream = unglued(document, definition)
    found = grid.recognise(stream, definition) if stream else ()
    listed = _scored(definition)
    return tuple(
        _without_totals(replace(form, tables=_lost(form, definition), ruled=False, doubtful=doubtful(form, listed, cells=True))) for form in found
    )


ROADS: tuple[Callable[[Document, Definition], tuple[Form, ...]], ...] = (by_marks, by_ends, by_lines, by_words)


def _made(found: tuple[Document, Set[str]] | None, definition: Definition, *, blanks: bool = False) -> tuple[Form, ...]:
    """The forms of tables made of a text. One that does not tell which cells are blank has lost them."""
    made = grid.recognise(found[0], definition) if found else ()
    printed = [{name: field for name, field in form.fields.items() if blanks or not field.blank} for form in made]
    listed = _scored(definition)
    return tuple(
        replace(form, fields=fields, ruled=blanks, doubtful=doubtful(form, listed, cells=True)) for form, fields in zip(made, printed, strict=True)
    )


def _levelled(forms: Sequence[Form]) -> bool:
    """Most of what stands as the levels of its rows are such: a road that cuts rows in the wrong places puts names and values there."""
    levels = [row.section for form in forms for row in form.table("section").rows]
    return sum(map(bool, levels)) * 2 >= len(levels)


def _better(forms: Sequence[Form], than: Sequence[Form]) -> bool:
    """It fills more cells, and its numbers confirm no fewer tables, or as many cells and more tables. Many more, or in rows about as full: cutting
    rows in two finds some, too."""
    found, before = _filled(forms), _filled(than)
    sure, surely = _confirmed(forms), _confirmed(than)
    full = 3 * found * _rows(than) >= 2 * before * _rows(forms)
    return (found, sure) > (before, surely) and (full or 2 * found > 3 * before) and sure >= surely


def _rows(forms: Sequence[Form]) -> int:
    return sum(len(table.rows) for form in forms for table in form.tables.values())


def _confirmed(forms: Sequence[Form]) -> int:
    return sum(name not in form.doubtful for form in forms for name, table in form.tables.items() if table.rows)


def _filled(forms: Sequence[Form]) -> int:
    """The cells, less those that no form has: a sentence or a number for a name or a level, words for points. A level of several rows is one."""
    cells = [(column, cell) for form in forms for table in form.tables.values() for row in table.rows for column, cell in row.cells.items()]
    levels = {(column, cell.passage) for column, cell in cells if column in LEVELS and not cell.blank}
    others = [(column, cell.passage) for column, cell in cells if column not in LEVELS and not cell.blank]
    return sum(-1 if _is_strange(column, passage.text) else 1 for column, passage in (*levels, *others))


def _is_strange(column: str, text: str) -> bool:
    return _is_value(text) if column in WORDS else column in POINTS and kind_of(plain(text)) not in (Kind.NUMBER, Kind.DASH)


def _is_value(text: str) -> bool:
    return text.endswith("。") or kind_of(plain(text)) in VALUES


def _lost(form: Form, definition: Definition) -> dict[str, FormTable]:
    """The tables; reasons cannot be told from the names of the rows below them, so that such a text has lost them."""
    words = {name: table.columns["reason"][0] for name, table in definition.tables.items() if table.listed and "reason" in table.columns}
    return {name: replace(table, lost={"reason": words[name]}) if name in words else table for name, table in form.tables.items()}


def _without_totals(form: Form) -> Form:
    """Where a section ends such a text does not tell either: a level that no word fits is part of a name."""
    form = replace(form, clauses=tuple(clause for clause in form.clauses if clause.source is None or not clause.source.id.startswith("section")))
    if "total" not in form.doubtful:
        return form
    totals = {name: field for name, field in form.fields.items() if name.partition(".")[0] in ("total", "summary")}
    kept = {name: field for name, field in form.fields.items() if name not in totals}
    return replace(form, fields=kept, clauses=(), unread=(*form.unread, *(field.passage for field in totals.values())))
