"""Reports in running text: every paragraph is a field, and a table of scores is read as in a form.

A page breaks its paragraphs into lines; a line that ends in the middle of a sentence goes on in the next.
"""

import re
from collections.abc import Iterator

from formlint.definitions import Definition
from formlint.documents import Document, Line, Passage
from formlint.forms import Form
from formlint.recognisers import grid
from formlint.recognisers.drafts import Draft
from formlint.recognisers.figure_tables import figure_tables
from formlint.recognisers.headings import vocabulary
from formlint.recognisers.texts import barred
from formlint.recognisers.texts.spaced import spaced
from formlint.records import replace

WHOLE = 20  # characters of a line that may be wrapped; shorter ones are headings
MOST = 2_000  # paragraphs; a report has 20 to 200

_ENDS = re.compile(r"[。；;！!？?：:]\s*$")
_BEGINS = re.compile(r"\s*(?:[(（]?[一二三四五六七八九十\d]{1,3}[)）.、．](?!\d)|第[一二三四五六七八九十\d]{1,3}[条章节项]|[①-⑳])")


def recognise(document: Document, definition: Definition) -> tuple[Form, ...]:
    """One form with all text of the document."""
    draft = Draft(definition)
    titles = vocabulary(definition).titles
    for number, passage in enumerate(paragraphs(document)):
        title = "title" not in draft.found and titles.find(passage.text.strip()) is not None
        if number < MOST:
            draft.put("title" if title else definition.running, passage.strip())
        else:
            draft.unread.append(passage)
    form = draft.form()  # text that runs on has no columns that a dump could tear
    found = None if document.ruled else barred.tabled(document, definition) or spaced(document, definition)
    made = found[0] if found else document
    scored = grid.recognise(made, definition) if made.ruled else ()
    tables = {name: table for each in reversed(scored) for name, table in each.tables.items()}
    others = {} if tables or not definition.figures else {table.name: table for table in figure_tables(document, definition.figures)}
    return (replace(form, tables={**tables, **others}),)


def paragraphs(document: Document) -> Iterator[Passage]:
    """The lines, put together where a page has wrapped them, and the cells of tables that hold text."""
    waiting: list[Passage] = []
    for block in document.blocks:
        text = block.text if isinstance(block, Line) else ""
        if waiting and (not text.strip() or _BEGINS.match(text)):
            yield Passage.join(waiting)
            waiting = []
        if not isinstance(block, Line):
            yield from (cell.passage for cell in block.cells if len(cell.text.strip()) > WHOLE)
        elif text.strip():
            waiting.append(block.passage)
            if _ENDS.search(text) or len(text.strip()) < WHOLE:
                yield Passage.join(waiting)
                waiting = []
    if waiting:
        yield Passage.join(waiting)
