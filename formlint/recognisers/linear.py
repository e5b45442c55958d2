"""The road for text dumps that lost their geometry: lines of words become the tables they were, and the grid road reads those.

Words are strips. Each step takes the strips that are its own, and the next one looks among those that are left, so that what is told by the surest
signs goes first:

    join           what the dump broke is one strip again: operators, numbers, counts, upright labels
    set aside      notes, titles, `填报日期：…` are lines and no cells
    lying          a table of funds that lies on its side
    head           labels and their values above the funds; those elsewhere as soon as the headings are taken
    headings       of the funds, of the indicators, of goal and actual: where these stand, the tables begin and end
    amounts        the funds, up to the goals or the indicators
    narratives     goal and actual, between the funds and the indicators as a rule
    side titles    年度总体目标, 绩效指标, which nobody asks for
    listing        the rows of the indicators, of what is still free

What is left over stays text (`dumps/finishing/laid_out.py`).

What the text does not print at all is absent from it (`FormTable.lost`), which is different from blank in the form. Sections are only named when
the weights of their rows add up to what the form itself prints.
"""

import re
from collections.abc import Sequence
from functools import cache
from itertools import compress

from formlint.definitions import Definition
from formlint.documents import Document
from formlint.forms import Form
from formlint.recognisers import grid
from formlint.recognisers.dumps.amounts.amounts import Amounts, amounts, sideways
from formlint.recognisers.dumps.amounts.columned import columned
from formlint.recognisers.dumps.amounts.grouped import grouped
from formlint.recognisers.dumps.dump import Dump, Hit
from formlint.recognisers.dumps.finishing.closing import finish
from formlint.recognisers.dumps.finishing.laid_out import laid_out
from formlint.recognisers.dumps.finishing.undecided import Hidden, undecided
from formlint.recognisers.dumps.headers.headers import Headings, beginning, headings
from formlint.recognisers.dumps.joining.broken import joined_parts
from formlint.recognisers.dumps.joining.causes import joined_causes
from formlint.recognisers.dumps.joining.operators import joined_operator
from formlint.recognisers.dumps.joining.points import parted_points
from formlint.recognisers.dumps.joining.upright import joined_upright
from formlint.recognisers.dumps.joining.wrapped import joined_columns, joined_counts, joined_flows, joined_lines, joined_numbers, placed_quotes
from formlint.recognisers.dumps.joining.wrapped_rows import joined_rows
from formlint.recognisers.dumps.labels.around import head_lines, labelled, notes, unlabelled
from formlint.recognisers.dumps.labels.margins import margin_labels, margin_titles
from formlint.recognisers.dumps.narratives.prose import NAMES, Text, narratives
from formlint.recognisers.dumps.parted.assembled import parted
from formlint.recognisers.dumps.rows.listing import listing
from formlint.recognisers.dumps.strips import Kind
from formlint.recognisers.headings import STARRED, plain

TABLES = {"funds", "indicators"}  # that this road knows how to look for: a form of one's own has others
_DOTS = re.compile(r"\n[….]+(?![^\n])")
PART = 3  # characters at least of the beginning of a side title


def recognise(document: Document, definition: Definition) -> tuple[Form, ...]:
    """The form of the dump, without the values of which it is not known whose they are; none when it has neither of the tables."""
    return tuple(undecided(form, hidden) for form, hidden in read(document, definition))


def read(document: Document, definition: Definition) -> tuple[tuple[Form, Hidden], ...]:
    """The form as it was put together, and which of its values may as well be those of other rows; none of a definition without both tables."""
    if not TABLES.issubset(definition.tables):
        return ()
    dump = Dump(document, definition)
    _join(dump)
    remarks = _set_aside(dump)
    lying = sideways(dump)
    head = labelled(dump, beginning(dump, "funds"))
    funds, listed = _headings(dump, lying=lying is not None)
    labels = _narrative_labels(dump, funds.end, listed.start or None)
    head += labelled(dump, len(dump.strips))
    unlabelled(dump)
    table = lying or _amounts(dump, funds, _first(dump, funds.end, listed.start, labels))
    texts = _narratives(dump, labels, listed.start or len(dump.strips))
    _sides(dump)
    after = max((number for text in texts for number in text.numbers), default=0)
    rows = listing(dump, listed.main, listed.torn, listed.region, after, done=_done(dump, table))
    forms = grid.of_blocks(laid_out(dump, head, table, rows, remarks), definition)
    return tuple((finish(dump, form, texts, rows), rows.hidden) for form in forms)


def _set_aside(dump: Dump) -> list[list[int]]:
    """Notes, titles and lines that begin with a label and its colon stand as they are; the lines of every note. Rows that the template leaves for
    more hold dots and are read over: ……"""
    dump.take(dump.where(_DOTS))
    remarks = notes(dump)
    head_lines(dump)
    dump.margin = {number for hit in margin_titles(dump) for number in hit.numbers} if dump.aligned else set()
    return remarks


def _headings(dump: Dump, *, lying: bool) -> tuple[Headings, Headings]:
    """Those of the funds and of the indicators, and the labels beside them; a table that lies on its side has found its own."""
    funds, listed = Headings() if lying else headings(dump, "funds"), headings(dump, "indicators")
    for each in (funds, listed):
        for hit in (*each.main.values(), *each.torn.values(), *each.again):
            dump.take(hit.numbers)
    for name in ("funds", "indicators"):
        for hit in dump.headings(dump.words.labels[name], 0, max(funds.end, listed.end)):
            dump.take(number for number in hit.numbers if len(hit.numbers) == 1 or not _row(dump, number))
    return funds, listed


def _amounts(dump: Dump, funds: Headings, end: int) -> Amounts:
    """The table of amounts before the strip `end`: in groups where empty lines part the cells and the numbers confirm it, else by its lines.

    分值 of the indicators heads a column of the funds, too, so those headings behind the table are only asked where it cannot be read without.
    """
    if not dump.aligned and parted(dump.left()):
        hits = {**funds.torn, **funds.main}
        own = {key: hit for key, hit in hits.items() if hit.numbers[0] < end}
        table = grouped(dump, own, end) or (grouped(dump, hits, end) if len(own) < len(hits) else None)
        if table:
            return table
    found = amounts(dump, funds.main, funds.torn, end)
    return columned(dump, funds.main, found, end) if dump.aligned else found


def _narratives(dump: Dump, labels: Sequence[Hit], end: int) -> list[Text]:
    """Goal and actual."""
    texts = narratives(dump, labels, end)
    for text in texts:
        dump.take((*text.label, *text.numbers))
    return texts


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
        joined_rows(dump)
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
    return found is not None and found[1] < STARRED


def _sides(dump: Dump) -> None:
    """Side titles are read over, also when only their beginning was kept, on a line of its own: 年度总 of 年度总体目标."""
    for hit in dump.headings(dump.words.sides):
        dump.take(hit.numbers)
    begun, free = _begun(dump.definition), dump.free()
    sides = compress(free, map(begun.__contains__, map(dump.said.__getitem__, free)))
    dump.take(filter(dump.alone, sides))


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
    hits = [hit for hit, after in zip(hits, [*hits[1:], None], strict=False) if after is None or not _headed_by(hit, after)]
    for hit in hits:
        dump.take(hit.numbers)
    lost = [key for key in NAMES if key not in own | {hit.key for hit in hits}]
    return [*hits, *margin_labels(dump, lost, start, end)] if dump.aligned and lost else hits


def _headed_by(side: Hit, label: Hit) -> bool:
    """A side title right before a label of the same words: 年度总体目标 / 总体目标."""
    return side.key == label.key and label.numbers[0] == side.numbers[-1] + 1


def _first(dump: Dump, start: int, end: int, labels: Sequence[Hit]) -> int:
    """Where the table of amounts ends: at the goals, or at the indicators."""
    return min([each for each in (end, *(label.numbers[0] for label in labels)) if each > start], default=len(dump.strips))
