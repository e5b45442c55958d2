"""What a linear form gets beyond its tables: narratives, totals, the conclusion, sections, and which columns the text has lost."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from statistics import median

from formlint.documents import Passage
from formlint.exact import Fraction
from formlint.forms import Field, Form, FormTable, Row
from formlint.recognisers.dumps.dump import Dump
from formlint.recognisers.dumps.narratives.prose import Text, middle
from formlint.recognisers.dumps.rows.listed import Listing
from formlint.recognisers.dumps.sections.sections import with_sections
from formlint.recognisers.dumps.strips import Kind, kind_of
from formlint.recognisers.headings import plain
from formlint.recognisers.numbers import number
from formlint.records import replace

ALWAYS = {"funds": ("budget", "executed"), "indicators": ("name", "target", "actual", "reason")}
LISTED = 4  # rows at least for their lines to tell how the dump prints a row
MOST_ODD = 1  # values printed out of their order; with more, sums that hold do not prove that each stands in its own row
WHOLE = ("name", "target", "actual", "weight", "score")


def finish(dump: Dump, form: Form, texts: Sequence[Text], listing: Listing) -> Form:
    """The form of the grid road, completed."""
    fields = dict(form.fields)
    for field in (*_narratives(dump, texts), *_totals(dump, form, listing), *_conclusion(dump, form, listing)):
        fields[field.id] = field
    unread = form.unread
    if unread:
        places = {piece.spot for field in fields.values() for piece in field.passage.pieces}
        unread = tuple([each for each in unread if not places.issuperset([piece.spot for piece in each.pieces])])
    tables = {name: replace(table, lost=_lost(table, dump.definition.tables[name].columns)) for name, table in form.tables.items() if name in ALWAYS}
    tables = {**form.tables, **tables}
    if "indicators" in tables:
        tables["indicators"] = _with_blank_points(dump, _with_blanks(tables["indicators"], unread), listing)
    unsure = frozenset({"indicators"} if listing.odd > MOST_ODD else ())
    return with_sections(dump, replace(form, fields=fields, tables=tables, unread=unread, ruled=False, doubtful=unsure), listing)


def _lost(table: FormTable, words: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Columns that every form has in this table, and whose headings the text does not show, by the first of their words."""
    return {column: words[column][0] for column in ALWAYS[table.name] if column in words and column not in table.columns}


def _with_blanks(table: FormTable, unread: Sequence[Passage]) -> FormTable:
    """Cells of a printed column with nothing printed are blank, when every row is whole and nothing is left that may have been torn from it."""
    wanted = set(WHOLE).intersection(table.columns)
    whole = all(wanted.issubset(row.cells) for row in table.rows)
    if not {"name", "reason"}.issubset(table.columns) or not whole or any(kind_of(plain(each.text)) is Kind.CAUSE for each in unread):
        return table
    return replace(table, rows=tuple(row if "reason" in row.cells else _with_blank(table, row, "reason") for row in table.rows))


def _with_blank_points(dump: Dump, table: FormTable, listing: Listing) -> FormTable:
    """The one weight or score that an aligned dump does not print is blank, when all other cells of the rows are there and no number is left over.

    Such a dump prints what stands side by side in the form in one line, so that nothing else can have become of it.
    """
    columns = set(WHOLE) & set(table.columns)
    lacking = [(row, columns - set(row.cells)) for row in table.rows if not columns <= set(row.cells)]
    if not dump.aligned or len(table.rows) < LISTED or "name" not in columns or [lost for _, lost in lacking] not in ([{"weight"}], [{"score"}]):
        return table
    numbers = [number for row in listing.rows for key, cell in row.items() if key not in ("weight", "score") for number in cell]
    left = [*numbers, *dump.free(min(numbers), max(numbers))]
    if any(dump.strips[number].kind is Kind.NUMBER for number in left):
        return table
    own, lost = lacking[0]
    return replace(table, rows=tuple(_with_blank(table, row, *lost) if row is own else row for row in table.rows))


def _with_blank(table: FormTable, row: Row, column: str) -> Row:
    """The row with a blank in the column, placed where the row stands."""
    name = row.cells["name"].passage
    field = Field(f"{row.id}.{column}", (row.label, table.columns[column]), name.blank())
    return Row(row.id, row.key, row.label, {**row.cells, column: field}, row.section, row.parent)


def _conclusion(dump: Dump, form: Form, listing: Listing) -> Iterator[Field]:
    """The grade in the closing row, or the one sentence behind it that nothing else took, where the label 自评结论 was torn from it."""
    if "conclusion" in form.fields or not listing.total:
        return
    if listing.grade:
        yield Field("conclusion", (), dump.passage(listing.grade))
        return
    free = [number for number in dump.free(listing.total[0]) if dump.strips[number].gap]
    sentences = [number for number in free if _concludes(dump.strips[number].text)]
    if len(sentences) == 1:
        line = [number for number in dump.on_line(dump.strips[sentences[0]].line) if not dump.taken[number]]
        yield Field("conclusion", (), dump.passage(line))


def _concludes(text: str) -> bool:
    """年度目标任务基本完成。 or 自评等级为优; 自评结论 alone is a label."""
    return text.endswith("。") or "自评" in text[2:] or (text.startswith("自评") and "为" in text)


def _narratives(dump: Dump, texts: Sequence[Text]) -> Iterator[Field]:
    for text in texts:
        label = ("".join(dump.passage(text.label).text.split()),) if text.label else ()
        yield Field(text.key, label, dump.passage(text.numbers))


def _totals(dump: Dump, form: Form, listing: Listing) -> Iterator[Field]:
    label = dump.text(listing.closing.numbers) if listing.closing else ""
    scored = _score(dump, form, listing)
    for column, strips in zip(("weight", "score"), (listing.total[:1], scored), strict=True):
        heading = tuple(each for each in (label, dump.text(listing.columns.get(column, ()))) if each)
        if strips:
            passage = dump.passage(strips)
            yield Field(f"total.{column}", heading, passage, number("points", passage, id=f"total.{column}", label=heading))
    if not scored and _unscored(dump, listing):
        yield Field("total.score", heading, dump.passage(listing.total).blank())


def _unscored(dump: Dump, listing: Listing) -> bool:
    """The line of the closing row is there and ends with its weight, where other lines go on with the score, and no number is left over.

    A dump prints the cells of one line in a line. So the score was not lost: its cell is blank.
    """
    if listing.closing is None or len(listing.total) != 1 or len(listing.rows) < LISTED or not listing.columns.get("score"):
        return False
    end = listing.total[0]
    line = dump.on_line(dump.strips[end].line)
    pairs = [(row["weight"][-1], row["score"][0]) for row in listing.rows if {"weight", "score"} <= set(row)]
    beside = sum(dump.strips[score].line == dump.strips[weight].line and score > weight for weight, score in pairs)
    if line[-1] != end or listing.closing.numbers[-1] not in line or beside * 10 < len(listing.rows) * 9:
        return False
    if dump.aligned and not _nearer(dump, end, pairs):
        return False
    return not any(dump.strips[number].kind is Kind.NUMBER for number in dump.free(min(each for pair in pairs for each in pair)))


def _nearer(dump: Dump, number: int, pairs: Sequence[tuple[int, int]]) -> bool:
    """The number stands under the weights rather than under the scores (of their page: the last few)."""
    weights, scores = ([middle(dump, pair[side]) for pair in pairs[-LISTED:]] for side in (0, 1))
    return abs(middle(dump, number) - median(weights)) < abs(middle(dump, number) - median(scores))


def _score(dump: Dump, form: Form, listing: Listing) -> tuple[int, ...]:
    """The total score: the number behind the total weight. One that a narrow cell cut (98.4 / 5) is whole when it is the sum of the scores."""
    free = [each for each in listing.near if each in listing.total or not dump.taken[each]]
    total = _sum(form)
    pairs: list[tuple[int, ...]] = list(pairwise(free))
    for parts in [(each,) for each in free] + pairs:
        if _value(dump, parts) == total:
            return parts
    return listing.total[1:] if len(free) == 1 else ()


def _sum(form: Form) -> Fraction | None:
    """The sum of all scores, when every row with a weight has one."""
    rows = [row for name in ("funds", "indicators") for row in form.table(name).rows if row.figure("weight")]
    scores = [row.figure("score") for row in rows]
    return sum((score.value for score in scores if score), Fraction(0)) if rows and all(scores) else None


def _value(dump: Dump, strips: Sequence[int]) -> Fraction | None:
    text = dump.text(strips).removesuffix("分")
    return Fraction(text) if re.fullmatch(r"\d+(?:\.\d+)?", text) else None
