"""A document becomes forms: by its grid where it has one, else by the order of its words."""

from collections.abc import Iterator, Mapping, Sequence, Set

from formlint.definitions import Definition
from formlint.documents import Document
from formlint.forms import Field, Form, FormTable
from formlint.recognisers.headings import Vocabulary, fold, plain, vocabulary
from formlint.recognisers.meant import as_meant
from formlint.recognisers.money import in_the_unit_of_costs
from formlint.records import replace

LONGEST_TITLE = 60  # characters
LONG = 2 * LONGEST_TITLE  # a line with more may be a stream of cells
WORDS = ("name", "l1", "l2")  # columns that hold words
LEVELS = 4  # different levels of indicators (产出指标, 数量指标, ...) that make a form without a title one


def recognise(document: Document, definitions: Sequence[Definition], *, force: str = "") -> tuple[Form, ...]:
    """The forms in the document, in its order; none when it fits no definition. `force` is the id of the one to use whatever it looks like."""
    if document.noted:
        return _noted(document, {each.id: each for each in definitions})
    definition, forms = _found(document, definitions, force)
    return tuple(_settled(form, definition) for form in forms) if definition else ()


def _found(document: Document, definitions: Sequence[Definition], force: str) -> tuple[Definition | None, tuple[Form, ...]]:
    """The definition that fits and its forms. Running text is tried last, and what looks like a form and could not be read is no report."""
    tabular = [each for each in definitions if not each.running]
    definition = _choose(document, tabular, force)
    forms = _forms(document, definition) if definition else ()
    if forms or (force and definition):
        return definition, forms
    report = _choose(document, [each for each in definitions if each.running and not (definition and not _titled(document, each))], force)
    if report is None:
        return None, ()
    from formlint.recognisers import running  # noqa: PLC0415

    return report, running.recognise(document, report)


def _settled(form: Form, definition: Definition) -> Form:
    """The form with its statements, and with what only its numbers tell of its headings and units."""
    return in_the_unit_of_costs(as_meant(_with_statements(form, definition), definition))


def _titled(document: Document, definition: Definition) -> bool:
    return any(vocabulary(definition).titles.find(line.text) for line in document.lines)


def _noted(document: Document, definitions: Mapping[str, Definition]) -> tuple[Form, ...]:
    """The forms that a file states itself."""
    from formlint.recognisers.noted import form_of  # noqa: PLC0415

    pairs = [(noted, definitions[noted.form]) for noted in document.noted if noted.form in definitions]
    return tuple(_settled(form_of(noted, definition), definition) for noted, definition in pairs)


def _forms(document: Document, definition: Definition) -> tuple[Form, ...]:
    """The grid first: a page without ruling lines has none, and is read as a text dump is."""
    if document.ruled:
        from formlint.recognisers import grid  # noqa: PLC0415

        forms = grid.recognise(document, definition)
        if forms:
            return forms
    from formlint.recognisers import linear  # noqa: PLC0415
    from formlint.recognisers.alternating import alternated  # noqa: PLC0415
    from formlint.recognisers.barred import tabled  # noqa: PLC0415
    from formlint.recognisers.celled import ended  # noqa: PLC0415
    from formlint.recognisers.confirming import doubtful  # noqa: PLC0415
    from formlint.recognisers.dumps.dump import aligned  # noqa: PLC0415
    from formlint.recognisers.tabs import tabbed  # noqa: PLC0415

    document = alternated(document, definition)
    tabs = tabbed(document)
    if tabs and tabs.ruled:
        from formlint.recognisers import grid  # noqa: PLC0415

        forms = grid.recognise(tabs, definition)
        if forms:
            return forms
    barred = tabled(tabs or document, definition)
    if barred:
        from formlint.recognisers import grid  # noqa: PLC0415

        copied, doubted = barred
        forms = grid.recognise(copied, definition)
        if forms:
            return tuple(replace(form, doubtful=doubtful(form, cells=True) & doubted) for form in forms)

    forms = _by_cells(document, definition, blanks=True) if ended(document) else ()
    if forms:
        return forms
    forms = tuple(replace(form, doubtful=doubtful(form) | form.doubtful) for form in linear.recognise(document, definition))
    listed = [table.name for table in definition.tables.values() if table.listed]
    rows = any(form.table(name).rows for form in forms for name in listed)
    if not rows or (any(form.doubtful for form in forms) and not aligned([line.text for line in document.lines if line.text.strip()])):
        for other in (_by_blanks(document, definition), _by_cells(document, definition)):
            forms = other if _levelled(other) and _better(other, forms) else forms
    return forms or _by_words(document, definition)


def _levelled(forms: Sequence[Form]) -> bool:
    """Most of what stands as the levels of its rows are such: a road that cuts rows in the wrong places puts names and values there."""
    levels = [row.section for form in forms for row in form.table("section").rows]
    return sum(map(bool, levels)) * 2 >= len(levels)


def _better(forms: Sequence[Form], than: Sequence[Form]) -> bool:
    """It fills more cells, and its numbers confirm no fewer tables. Many more, or in rows about as full: cutting rows in two finds some, too."""
    found, before = _filled(forms), _filled(than)
    full = 3 * found * _rows(than) >= 2 * before * _rows(forms)
    return found > before and (full or 2 * found > 3 * before) and _confirmed(forms) >= _confirmed(than)


def _rows(forms: Sequence[Form]) -> int:
    return sum(len(table.rows) for form in forms for table in form.tables.values())


def _confirmed(forms: Sequence[Form]) -> int:
    return sum(name not in form.doubtful for form in forms for name, table in form.tables.items() if table.rows)


def _filled(forms: Sequence[Form]) -> int:
    """The cells, less those that no form has: a sentence for a name or a level."""
    cells = [(column, cell) for form in forms for table in form.tables.values() for row in table.rows for column, cell in row.cells.items()]
    return sum((-1 if column in WORDS and cell.text.endswith("。") else 1) for column, cell in cells if not cell.blank)


def _by_blanks(document: Document, definition: Definition) -> tuple[Form, ...]:
    """Forms of a text with a row a line and blanks between its cells."""
    from formlint.recognisers.spaced import spaced  # noqa: PLC0415

    return _made(spaced(document, definition), definition)


def _by_cells(document: Document, definition: Definition, *, blanks: bool = False) -> tuple[Form, ...]:
    """Forms of a text with a cell a line; `blanks`: it tells which cells are blank."""
    from formlint.recognisers.celled import celled  # noqa: PLC0415

    return _made(celled(document, definition), definition, blanks=blanks)


def _made(found: tuple[Document, frozenset[str]] | None, definition: Definition, *, blanks: bool = False) -> tuple[Form, ...]:
    """The forms of tables made of a text. One that does not tell which cells are blank has lost them."""
    from formlint.recognisers import grid  # noqa: PLC0415
    from formlint.recognisers.confirming import doubtful  # noqa: PLC0415

    forms = grid.recognise(found[0], definition) if found else ()
    printed = [{name: field for name, field in form.fields.items() if blanks or not field.blank} for form in forms]
    return tuple(replace(form, fields=fields, ruled=blanks, doubtful=doubtful(form, cells=True)) for form, fields in zip(forms, printed, strict=True))


def _by_words(document: Document, definition: Definition) -> tuple[Form, ...]:
    """Forms of a text whose cells were glued into one stream. A column that it does not show may just be lost; where the numbers do not confirm
    the rows, some are lost, and totals say nothing of the others."""
    from formlint.recognisers import grid  # noqa: PLC0415
    from formlint.recognisers.confirming import doubtful  # noqa: PLC0415
    from formlint.recognisers.glued import unglued  # noqa: PLC0415

    found = unglued(document, definition)
    forms = grid.recognise(found, definition) if found else ()
    return tuple(_without_totals(replace(form, tables=_lost(form, definition), ruled=False, doubtful=doubtful(form, cells=True))) for form in forms)


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


def _choose(document: Document, definitions: Sequence[Definition], force: str) -> Definition | None:
    if force:
        return next((each for each in definitions if each.id == force), None)
    texts = [cell.text for table in document.tables for cell in table.cells]
    for text in [line.text for line in document.lines]:
        texts.append(text)
        if "|" in text or len(text) > LONG:
            texts += _parts(text)
    score, best = max(((_score(texts, each), -place) for place, each in enumerate(definitions)), default=(0.0, 0))
    return definitions[-best] if score >= 1 else None


def _parts(text: str) -> list[str]:
    """The cells of a line between bars, and what may be the title at the beginning of a stream of glued cells."""
    parts = text.split("|") if "|" in text else []
    if len(text) > LONG and "表" in text[:LONGEST_TITLE]:
        parts.append(text[: text.index("表") + 1])
    return parts


def _score(texts: Sequence[str], definition: Definition) -> float:
    """Different headings over those needed; without a title twice as many are needed, and under one any word of its columns is one."""
    words = vocabulary(definition)
    known = words.headings
    folded = set(map(fold, texts))
    found: Set[str] = known & folded
    if len(found) < definition.recognise.at_least:  # a text dump glues headings together
        running = "".join(map(plain, texts))
        found = {word for word in known if word in running}
    titled = any(words.titles.find(text) for text in texts)
    if titled:
        found |= words.heads & folded
    titled = titled or _with_levels(texts, words)
    return len(found) / (definition.recognise.at_least * (1 if titled else 2))


def _with_levels(texts: Sequence[str], words: Vocabulary) -> bool:
    """Cells that are levels of its indicators say as much as a title: no other form has them."""
    return len({fold(text) for text in texts if 1 < len(text) <= LONGEST_TITLE and (words.parts.find(text) or words.sections.find(text))}) >= LEVELS


def _with_statements(form: Form, definition: Definition) -> Form:
    """The claims of the running text, in the order of the fields."""
    if form.statements:
        return form
    from formlint.recognisers.retold import with_texts  # noqa: PLC0415
    from formlint.recognisers.statements import statements  # noqa: PLC0415

    form = with_texts(form, definition)
    fields = _prose(form, definition)
    return replace(form, statements=tuple(each for field in fields for each in statements(field.id, field.passage, field.label)))


def _prose(form: Form, definition: Definition) -> Iterator[Field]:
    """The fields of running text, also the second goal (`narrative.goal[1]`); a cell that is just one number claims nothing."""
    for field in form.fields.values():
        if field.number is None and field.id.partition("[")[0] in definition.prose:
            yield field
    for table in form.tables.values():
        columns = [column for column in table.columns if f"{table.name}.{column}" in definition.prose]
        for row in table.rows:
            yield from (row.cells[column] for column in columns if column in row.cells and row.cells[column].number is None)
