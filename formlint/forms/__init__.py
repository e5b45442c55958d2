"""A form: what a document says, under the names that its form definition gives.

Recognisers make forms; checks read them. Every printed cell is a `Field` with an id that does not depend on the layout:
`funds.total.executed`, `indicators[5].actual`, `narrative.actual`, `total.score`, `title`.
What a text dump has lost is *absent from the text* (`FormTable.lost`), which is different from *blank in the form* (a field with empty text).
What it has torn apart, and was put into its place again, is *inferred* (`Form.inferred`): neither the text nor another value says that it is there.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from enum import StrEnum
from itertools import chain
from typing import Any

from formlint.documents import Passage, Place
from formlint.exact import Fraction
from formlint.figures import Figure, Malformed
from formlint.forms.whole import whole
from formlint.records import record

_MARK = re.compile(r"(?:(?:指标)?\d{1,2}[:：、.．](?!\d)|[(（]\d{1,2}[)）]|[①-⑳])(?=.)")  # before a label: 指标1：, 1.
UNNAMED = "other"  # with a number behind it: how a column of a known table is called that no word names; no definition calls one so
LONGEST_NAME = 20  # characters of a row's label in a message; half of the indicators of the 2022 form are longer


@record(frozen=True, slots=True)
class Field:
    """One printed cell or line of the form. `number` is set when the text is meant to be one number."""

    id: str
    label: tuple[str, ...]  # headings as printed, outermost first: ("年度资金总额", "全年执行数（B）")
    passage: Passage
    number: Figure | Malformed | None = None
    hidden: bool = False
    text: str = field(init=False, repr=False, compare=False)
    unbroken: str = field(init=False, repr=False, compare=False)  # without white space: a narrow cell breaks its words anywhere
    figure: Figure | None = field(init=False, repr=False, compare=False)  # the number, when there is one and it is well formed

    def __post_init__(self) -> None:
        kept: Any = self
        kept.text = text = self.passage.text
        kept.unbroken = "".join(text.split())
        kept.figure = self.number if isinstance(self.number, Figure) else None

    @property
    def place(self) -> Place:
        return self.passage.place()

    @property
    def blank(self) -> bool:
        """Nothing is printed here. A dash (—, -, /) is not blank: it says 'not applicable'."""
        return not self.unbroken


@record(frozen=True, slots=True)
class Row:
    """A row of a form's table: `funds.total`, `indicators[5]` (0-based, top to bottom). `key` is total, basic, ...; or the number."""

    id: str
    key: str
    label: str
    cells: Mapping[str, Field]
    section: str = ""  # key of the section it belongs to: output, effect, satisfaction, cost; empty when the text does not tell
    parent: str = ""  # id of the row it is a part of (其中): empty for a row of its own

    @property
    def name(self) -> str:
        """The label as a sentence can hold it: a whole sentence in the name column is cut."""
        return self.label if len(self.label) <= LONGEST_NAME else self.label[: LONGEST_NAME - 1] + "…"

    @property
    def called(self) -> str:
        """The label without white space and without the mark before it: 指标1：培训 人次 and 培训人次 are one."""
        label = "".join(self.label.split())
        mark = _MARK.match(label)
        return label[mark.end() :] if mark else label

    def text(self, column: str) -> str:
        """What the column prints, without white space at the ends; empty when it is blank or absent."""
        cell = self.cells.get(column)
        return cell.text.strip() if cell else ""

    def figure(self, column: str) -> Figure | None:
        cell = self.cells.get(column)
        return cell.figure if cell else None

    def unbroken(self, column: str) -> str:
        """What the column prints, without any white space; empty when it is blank or absent."""
        cell = self.cells.get(column)
        return cell.unbroken if cell else ""


@record(frozen=True, slots=True)
class FormTable:
    """A table with named rows and columns. `columns` maps the names of the printed columns to their headings."""

    name: str
    columns: Mapping[str, str]
    rows: tuple[Row, ...]
    lost: Mapping[str, str] = field(default_factory=dict)  # columns that this text does not show, by their usual headings: absent, not blank

    def heading(self, column: str) -> str:
        """What the column is called: as printed, else by its usual name."""
        return self.columns.get(column) or self.lost.get(column) or column

    def row(self, key: str) -> Row | None:
        for row in self.rows:
            if row.key == key:
                return row
        return None


class Extent(StrEnum):
    """Do the parts of a statement make up its whole? 其中 with a plain list of one unit: ALL; ended by 等, or one part named: SOME."""

    ALL = "all"
    SOME = "some"


@record(frozen=True, slots=True)
class Statement:
    """A claim with a figure in running text: 参加培训人数519人，其中党务干部273人，入党积极分子133人，发展对象113人。

    `noun` is the phrase that is counted (参加培训人数; 党务干部), `parts` are the statements of its 其中 list.
    """

    field: str  # id of the field it stands in
    noun: str
    figure: Figure
    parts: tuple["Statement", ...] = ()
    extent: Extent = Extent.SOME
    sentence: int = 0  # number of the sentence in its field, 0-based

    @property
    def stands_in(self) -> str:
        """Its field without the number of its occurrence: of two goals the second is narrative.goal[1]."""
        return self.field.rpartition("[")[0] if self.field.endswith("]") else self.field

    def all(self) -> Iterator["Statement"]:
        """This statement and its parts, in reading order."""
        return chain((self,), *[part.all() for part in self.parts]) if self.parts else iter((self,))


@record(frozen=True, slots=True)
class Clause:
    """A number that the form's own notes or headings lay down, and where: 产出指标50分. `source` is None for the definition's default."""

    name: str  # execution, output, effect, satisfaction, cost, total, band
    value: Fraction
    source: Figure | None = None


@record(frozen=True, slots=True)
class Form:
    """One form, recognised. `clauses` is the regime: weights of sections, band edges, read from the form before any default."""

    definition: str  # id of the form definition: cn-self-evaluation
    kind: str  # department, project, transfer; empty when the form does not tell
    fields: Mapping[str, Field]  # outside the tables: title, unit, contact, narrative.actual, total.score, conclusion ...
    tables: Mapping[str, FormTable] = field(default_factory=dict)
    statements: tuple[Statement, ...] = ()
    clauses: tuple[Clause, ...] = ()
    year: int | None = None
    ruled: bool = True  # false: the document lost its geometry, an absent thing may just be lost
    doubtful: frozenset[str] = frozenset()  # tables put together from a dump that its numbers do not confirm: what they say accuses nobody
    inferred: frozenset[str] = frozenset()  # ids of fields of a dump that were put into their place by inference, and that nothing confirms there
    unread: tuple[Passage, ...] = ()  # cells and lines with text that no field took: named in the report, never passed over

    @property
    def cells(self) -> tuple[Field, ...]:
        """Every field, as `all_fields` gives them."""
        return whole(self).cells

    @property
    def prose(self) -> tuple[Field, ...]:
        """The fields that print something and no number."""
        return whole(self).prose

    @property
    def told(self) -> str:
        """All prose, unbroken, a line a field."""
        return whole(self).told

    @property
    def by_id(self) -> Mapping[str, Field]:
        """Every field by its id."""
        return whole(self).by_id

    @property
    def claims(self) -> tuple[Statement, ...]:
        """All statements in reading order, the parts of each behind it."""
        return whole(self).claims

    @property
    def claims_of(self) -> Mapping[str, Sequence[Statement]]:
        """All statements, parts included, by the id of the field that they, or the statement they are a part of, stand in."""
        return whole(self).claims_of

    def column(self, table: str, name: str) -> Sequence[Figure | None]:
        """What a column of the table has in each of its rows."""
        return whole(self).column(table, name)

    def figured(self, table: str, *columns: str) -> Sequence[tuple[Row, tuple[Figure, ...]]]:
        """The rows of a table that have a figure in every one of these columns, with these figures: two dozen checks ask for the same few."""
        return whole(self).figured(table, columns)

    def holding(self, words: Iterable[str]) -> Sequence[Field]:
        """The prose that holds one of these words, white space apart."""
        return whole(self).holding(words)

    def all_fields(self) -> Iterator[Field]:
        """Every field, those outside the tables first, then table by table, row by row."""
        return iter(self.cells)

    def search(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """The first match in unbroken prose. The pattern must hold wherever its words stand: it looks at no start or end and not beyond a match."""
        if pattern.search(self.told) is None:  # one search finds that there is nothing, which is nearly always
            return None
        return next((found for cell in self.prose if (found := pattern.search(cell.unbroken))), None)

    def figures(self) -> Iterator[Figure]:
        """Every number of the form once: those of the cells, then those of the statements that are no cell's."""
        found: dict[str, Figure] = {}
        for figure in [*[cell.figure for cell in self.cells], *[claim.figure for claim in self.claims]]:
            if figure is not None and figure.id not in found:
                found[figure.id] = figure
        return iter(found.values())

    def table(self, name: str) -> FormTable:
        """The table of that name; an empty one when the form has none."""
        return self.tables.get(name) or FormTable(name, {}, ())

    def clause(self, name: str) -> Clause | None:
        for clause in self.clauses:
            if clause.name == name:
                return clause
        return None
