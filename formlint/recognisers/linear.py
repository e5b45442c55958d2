"""The road for text dumps that lost their geometry: lines of words become the tables they were, and the grid road reads those.

What the text does not print at all is absent from it (`FormTable.lost`), which is different from blank in the form. Sections are only named when
the weights of their rows add up to what the form itself prints.
"""

from collections.abc import Iterator, Sequence
from functools import cache

from formlint.definitions import Definition
from formlint.documents import Cell, Document, Line, Passage, Table
from formlint.forms import Form
from formlint.recognisers import grid
from formlint.recognisers.dumps.amounts import Amounts, amounts, sideways
from formlint.recognisers.dumps.around import head_lines, labelled, notes, unlabelled
from formlint.recognisers.dumps.assembled import parted
from formlint.recognisers.dumps.broken import joined_parts
from formlint.recognisers.dumps.causes import joined_causes
from formlint.recognisers.dumps.closing import finish
from formlint.recognisers.dumps.dump import Dump, Hit
from formlint.recognisers.dumps.grouped import grouped
from formlint.recognisers.dumps.headers import Headings, beginning, headings
from formlint.recognisers.dumps.listed import Listing
from formlint.recognisers.dumps.listing import listing
from formlint.recognisers.dumps.margins import margin_labels, margin_titles
from formlint.recognisers.dumps.operators import joined_operator
from formlint.recognisers.dumps.points import parted_points
from formlint.recognisers.dumps.prose import NAMES, narratives
from formlint.recognisers.dumps.strips import Kind
from formlint.recognisers.dumps.upright import joined_upright
from formlint.recognisers.dumps.wrapped import joined_columns, joined_counts, joined_flows, joined_lines, joined_numbers, placed_quotes
from formlint.recognisers.headings import plain

PART = 3  # characters at least of the beginning of a side title


def recognise(document: Document, definition: Definition) -> tuple[Form, ...]:
    """The form of the dump; none when it has neither of the tables."""
    dump = Dump(document, definition)
    _join(dump)
    remarks = notes(dump)
    head_lines(dump)
    dump.margin = {number for hit in margin_titles(dump) for number in hit.numbers} if dump.aligned else set()
    table = sideways(dump)
    head = labelled(dump, beginning(dump, "funds"))
    funds, listed = Headings() if table else headings(dump, "funds"), headings(dump, "indicators")
    for each in (funds, listed):
        for hit in (*each.main.values(), *each.torn.values(), *each.again):
            dump.take(hit.numbers)
    for name in ("funds", "indicators"):
        for hit in dump.headings(dump.words.labels[name], 0, max(funds.end, listed.end)):
            dump.take(number for number in hit.numbers if len(hit.numbers) == 1 or not _row(dump, number))
    labels = _narrative_labels(dump, funds.end, listed.start or None)
    head += labelled(dump, len(dump.strips))
    unlabelled(dump)
    end = _first(dump, funds.end, listed.start, labels)
    if table is None and not dump.aligned and parted([dump.strips[number] for number in dump.free()]):
        table = grouped(dump, {**funds.torn, **funds.main}, end)
    table = table or amounts(dump, funds.main, funds.torn, end)
    texts = narratives(dump, labels, listed.start or len(dump.strips))
    for text in texts:
        dump.take((*text.label, *text.numbers))
    _sides(dump)
    after = max((number for text in texts for number in text.numbers), default=0)
    rows = listing(dump, listed.main, listed.torn, listed.region, after, done=_done(dump, table))
    blocks: list[Table | Line] = [*_left(dump), *_tables(dump, head, table, rows), *_joined(dump, remarks)]
    forms = grid.recognise(Document(document.format, tuple(blocks), notices=document.notices), definition)
    return tuple(finish(dump, form, texts, rows) for form in forms)


def _done(dump: Dump, table: Amounts) -> tuple[int, ...]:
    """Weight and score of the total of the funds."""
    for hit, values in table.rows:
        if hit.key == "total" and {"weight", "score"} <= set(values):
            found = values["weight"], values["score"]
            return found if all(dump.strips[number].kind is Kind.NUMBER for number in found) else ()
    return ()


def _join(dump: Dump) -> None:
    """Puts together what the dump broke: operators, numbers, upright labels, counts, quotation marks."""
    joined_operator(dump)
    if dump.aligned:
        parted_points(dump)
        joined_numbers(dump)
        joined_upright(dump)
        return
    joined_flows(dump)
    if not dump.airy:
        placed_quotes(dump)
        joined_columns(dump)
        joined_lines(dump)
        joined_parts(dump)
        joined_counts(dump)
        joined_causes(dump)


def _row(dump: Dump, number: int) -> bool:
    """The label of a row of amounts between the parts of a side title: 项目资金（ / 其中：财政拨款 / 万元）."""
    found = dump.words.rows["funds"].find(dump.strips[number].text)
    return found is not None and found[1] < 99


def _sides(dump: Dump) -> None:
    """Side titles are read over, also when only their beginning was kept, on a line of its own: 年度总 of 年度总体目标."""
    for hit in dump.headings(dump.words.sides):
        dump.take(hit.numbers)
    begun = _begun(dump.definition)
    dump.take([number for number in dump.free() if dump.strips[number].text in begun and len(dump.on_line(dump.strips[number].line)) == 1])


@cache
def _begun(definition: Definition) -> frozenset[str]:
    """Side titles and their beginnings."""
    words = [word for word in map(plain, definition.sides) if len(word) > PART]
    return frozenset(word[:end] for word in words for end in range(PART, len(word) + 1))


def _narrative_labels(dump: Dump, start: int, end: int | None) -> list[Hit]:
    """The headings of goal and actual; in an aligned dump also those between the two strips that a narrow cell broke."""
    hits = [hit for hit in dump.headings(dump.words.fields) if hit.key in NAMES]
    own = {hit.key for hit in hits if not dump.words.sides.find(dump.text(hit.numbers))}
    hits = [hit for hit in hits if hit.key not in own or not dump.words.sides.find(dump.text(hit.numbers))]
    for hit in hits:
        dump.take(hit.numbers)
    lost = [key for key in NAMES if key not in own | {hit.key for hit in hits}]
    return [*hits, *margin_labels(dump, lost, start, end)] if dump.aligned and lost else hits


def _first(dump: Dump, start: int, end: int, labels: Sequence[Hit]) -> int:
    """Where the table of amounts ends: at the goals, or at the indicators."""
    return min([each for each in (end, *(label.numbers[0] for label in labels)) if each > start], default=len(dump.strips))


def _tables(dump: Dump, head: Sequence[tuple[Hit, list[int]]], table: Amounts, rows: Listing) -> Iterator[Table]:
    """What was found, as the tables it was: labels beside their values, amounts, indicators."""
    if head:
        yield Table(
            tuple(dump.cell(row, column, numbers) for row, (hit, value) in enumerate(head) for column, numbers in enumerate((hit.numbers, value)))
        )
    if table.rows:
        yield Table(tuple(_amount_cells(dump, table)))
    if rows.rows:
        yield Table(tuple(_listed_cells(dump, rows)))


def _joined(dump: Dump, remarks: Sequence[Sequence[int]]) -> list[Line]:
    return [Line(Passage.join(dump.lines[number].passage for number in note)) for note in remarks]


def _left(dump: Dump) -> list[Line]:
    kept = [dump.lines[number] for number in dump.kept]
    free: dict[int, list[int]] = {}
    for number in dump.free():
        free.setdefault(dump.strips[number].line, []).append(number)
    return kept + [Line(dump.passage(numbers)) for _, numbers in sorted(free.items())]


def _amount_cells(dump: Dump, table: Amounts) -> list[Cell]:
    columns = {key: place for place, key in enumerate(table.columns, 1)}
    cells = [dump.cell(0, columns[key], numbers) for key, numbers in table.columns.items()]
    for row, (label, values) in enumerate(table.rows, 1):
        cells.append(dump.cell(row, 0, label.numbers))
        cells += [dump.cell(row, columns[key], (number,)) for key, number in values.items()]
    return cells


def _listed_cells(dump: Dump, rows: Listing) -> list[Cell]:
    columns = {key: place for place, key in enumerate(key for key in rows.columns if key not in ("l1", "l2"))}
    cells = [dump.cell(0, place, rows.columns[key]) for key, place in columns.items()]
    for number, row in enumerate(rows.rows, 1):
        cells += [dump.cell(number, columns[key], cell) for key, cell in row.items() if key in columns]
    return cells
