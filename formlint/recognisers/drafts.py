"""A form while it is being read: what was found so far, and how it becomes a `Form`."""

import re
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from itertools import count

from formlint.definitions import Definition
from formlint.documents import Passage
from formlint.exact import Fraction
from formlint.figures import Figure, Malformed
from formlint.forms import Clause, Field, Form, FormTable, Row
from formlint.forms.matching import unpointed
from formlint.patterns import late
from formlint.recognisers import clauses
from formlint.recognisers.beside import Unnamed, kept
from formlint.recognisers.headings import plain, vocabulary
from formlint.recognisers.nested import sums_within
from formlint.recognisers.numbers import number
from formlint.recognisers.of_hundred import as_single, of_hundred
from formlint.recognisers.of_one import as_points, in_points, of_one
from formlint.records import replace

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?=年|\)|$)")
_OF_WHAT = late("绩效|自评|评价|监控|评分|得分|指标|[(（]")  # in a title, behind what it is about
_NOTED = re.compile(r"\s*(?:注|[(（]?\d{1,2}[.、．)）])")  # how a note begins
NAMED = ("project", "unit")  # what a form is about
_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")


@dataclass(slots=True)
class TableDraft:
    columns: dict[str, str] = field(default_factory=dict)
    rows: list[Row] = field(default_factory=list)
    _taken: set[str] = field(init=False)  # the keys of the rows
    _next: dict[str, int] = field(init=False)  # of a key that was taken: no number below is free
    _headed: dict[str, set[str]] = field(init=False)  # by their section, the headings of the first `_looked` rows
    _looked: int = field(init=False)

    def __post_init__(self) -> None:
        self._taken, self._next = {row.key for row in self.rows}, {}
        self._headed, self._looked = {}, 0

    def add(self, row: Row) -> None:
        self.rows.append(row)
        self._taken.add(row.key)

    def drop(self, start: int) -> None:
        """The rows from this one on (from 0) are none."""
        del self.rows[start:]
        self.__post_init__()

    def headings(self, section: str) -> Set[str]:
        """What the rows of this section are headed, without their points. A row is looked at once, however often this is asked."""
        for row in self.rows[self._looked :]:
            self._headed.setdefault(row.section, set()).add(unpointed(row.label))
        self._looked = len(self.rows)
        return self._headed.get(section, frozenset())

    def free(self, key: str) -> str:
        """The key, or with a number when a row of that key is there already: other, other2."""
        if key not in self._taken:
            return key
        self._next[key] = next(number for number in count(self._next.get(key, 2)) if f"{key}{number}" not in self._taken)
        return f"{key}{self._next[key]}"


@dataclass(slots=True)
class Draft:
    """Fields are kept with the rank of their label: of several units 部门名称 says more than 填报单位, and what is printed more than a blank."""

    definition: Definition
    found: dict[str, list[tuple[int, Field]]] = field(default_factory=dict)
    tables: dict[str, TableDraft] = field(default_factory=dict)
    clauses: list[Clause] = field(default_factory=list)
    notes: list[Passage] = field(default_factory=list)
    unread: list[Passage] = field(default_factory=list)
    beside: dict[str, list[Unnamed]] = field(default_factory=dict)  # by table, the columns that no word names
    money: str = ""  # 万元, 元: what a line above the tables says of all amounts

    def put(
        self,
        id: str,  # noqa: A002
        passage: Passage,
        *,
        label: Passage | None = None,
        rank: int = 0,
        number: Figure | Malformed | None = None,
        hidden: bool = False,
    ) -> None:
        """A field outside the tables."""
        heading = (_one_line(label.text),) if label else ()
        self.found.setdefault(id, []).append((rank, Field(id, heading, passage, number, hidden)))

    def table(self, name: str) -> TableDraft:
        return self.tables.get(name) or self.tables.setdefault(name, TableDraft())

    @property
    def listed(self) -> bool:
        """A numbered table has begun: what follows a title now is another form."""
        return any(self.tables[name].rows for name in self._lists())

    @property
    def title(self) -> str:
        return next((plain(each.text) for _, each in self.found.get("title", ())), "")

    def continues(self, other: "Draft") -> bool:
        """It has what the other lacks, under a title of its own: funds on one sheet, indicators on the next. It names no other project and unit."""
        own, others = (set(each.tables) & set(self.definition.tables) for each in (self, other))
        apart = self.listed and own == set(self._lists()) and bool(others) and not other.listed
        return apart and self._named() <= other._named() and self._titled_as(other)

    def _titled_as(self, other: "Draft") -> bool:
        """Both titles are of one project, or the shorter of none: 甲项目绩效自评表 and 绩效自评表指标, but not 乙项目绩效自评表."""
        shorter, longer = sorted((_OF_WHAT.split(each.title)[0] for each in (self, other)), key=len)
        return longer.endswith(shorter)

    def _named(self) -> frozenset[str]:
        return frozenset(plain(each.text) for key in NAMED for _, each in self.found.get(key, ()))

    def join(self, other: "Draft") -> None:
        """Takes over what the other found."""
        other.take_beside()
        for id_, found in other.found.items():
            self.found.setdefault(id_, []).extend(found)
        self.tables |= {name: table for name, table in other.tables.items() if name not in self.tables}
        self.clauses += other.clauses
        self.notes += other.notes
        self.unread += other.unread

    def form(self, *, ruled: bool = True) -> Form:
        """The form as everyone after the recognisers knows it."""
        self.take_beside()
        self._grade()
        self._in_points()
        self._flatten()
        self._weigh()
        fields = dict(self._fields())
        if self.notes:
            fields["notes"] = Field("notes", (), _joined(self.notes))
            self.clauses += clauses.of_note(self.definition, fields["notes"].passage, "notes")
        return Form(
            self.definition.id,
            self._kind(fields),
            fields,
            {name: FormTable(name, table.columns, self._whole(name, table.rows)) for name, table in self.tables.items()},
            clauses=(*self.clauses, *clauses.defaults(self.definition, self.clauses, self._sections())),
            year=_year(fields),
            ruled=ruled,
            unread=tuple(self.unread),
        )

    def take_beside(self) -> None:
        """Columns of numbers that no word names become columns of their tables."""
        for name, columns in self.beside.items():
            if table := self.tables.get(name):
                heads, rows, read = kept(columns, table.rows)
                table.columns |= heads
                table.rows[:] = rows
                self.unread = [passage for passage in self.unread if id(passage) not in read]
        self.beside = {}

    def _in_points(self) -> None:
        """Weights that are shares of one count a hundred times as much, in every table and in the total."""
        scored = [name for name in self._lists() if self.definition.tables[name].scored]
        if not any(of_one(self.tables[name].rows, self._stated("total.weight"), self._execution(name)) for name in scored):
            return
        for table in self.tables.values():
            table.rows = [as_points(row) for row in table.rows]
        if "total.weight" in self.found:
            self.found["total.weight"] = [(rank, in_points(each)) for rank, each in self.found["total.weight"]]

    def _flatten(self) -> None:
        """Takes rows that only sum up the rows below them out of the listed tables: they are nobody's."""
        for name in self._lists():
            table = self.tables[name]
            if sums := sums_within(table.rows, self._stated("total.weight"), self._execution(name)):
                self.unread += [cell.passage for row in table.rows if row.id in sums for cell in row.cells.values() if not cell.blank]
                table.rows = [row for row in table.rows if row.id not in sums]

    def _weigh(self) -> None:
        """Scores of a hundred each, which weights make points of, are no points."""
        for name in self._lists():
            table = self.tables[name]
            told = table.columns.get("score", "")
            if "single" in table.columns or "single" not in self.definition.tables[name].columns:
                continue
            if of_hundred(table.rows, told, self._stated("total.score"), self._execution(name)):
                table.columns = {("single" if key == "score" else key): heading for key, heading in table.columns.items()}
                table.rows = [as_single(row) for row in table.rows]

    def _lists(self) -> list[str]:
        """The numbered tables that were found."""
        return [name for name, each in self.definition.tables.items() if each.listed and name in self.tables]

    def _stated(self, name: str) -> Fraction | None:
        """The first number of a field outside the tables."""
        return next((each.number.value for _, each in self.found.get(name, ()) if isinstance(each.number, Figure)), None)

    def _execution(self, name: str) -> Fraction | None:
        """The weight of the item that stands in another table than this one."""
        items = [row for other, table in self.tables.items() if other != name for row in table.rows if row.key == "total"]
        return next((figure.value for row in items if (figure := row.figure("weight"))), None)

    def _whole(self, name: str, rows: Sequence[Row]) -> tuple[Row, ...]:
        """The rows; where none is called the total, the one row with a score is it, when its name is unknown or no other prints an amount (小计),
        else a first row that is called a subtotal. Of several totals (收入合计, 支出合计) the only one with a score is the one that counts."""
        table = self.definition.tables.get(name)
        if table is None or "total" not in table.rows:
            return tuple(rows)
        scored = [row for row in rows if row.figure("score") or row.figure("weight")]
        totals = [row for row in rows if row.key.rstrip("0123456789") == "total"]
        if totals:
            counts = next((row for row in totals if [row] == scored), totals[0])
            return tuple(_keyed(row, {counts.key: "total", "total": counts.key}) for row in rows)
        closings = vocabulary(self.definition).closing.values()
        summed = [row for row in rows if any(lexicon.key(row.label) == "subtotal" for lexicon in closings)] if not scored else []
        if len(summed) == 1 < len(rows) and summed[0] in (rows[0], rows[-1]):  # 小计, and nothing else is a total
            return tuple(replace(row, key="total") if row is summed[0] else row for row in rows)
        printed = [row for row in rows if any(table.numbers.get(column) == "amount" and cell.figure for column, cell in row.cells.items())]
        if len(scored) != 1 or (scored[0].key in table.rows and printed != scored):
            return tuple(rows)
        return tuple(replace(row, key="total") if row is scored[0] else row for row in rows)

    def _sections(self) -> list[str]:
        """The sections of a form that has weights."""
        weighted = any("weight" in self.tables[name].columns for name in self._lists())
        return [row.key for row in self.tables["section"].rows] if weighted and "section" in self.tables else []

    def _grade(self) -> None:
        """A grade beside the total is the conclusion of a form that has no other; a total at the top is `summary.score` when there is one below."""
        if "grade" in self.found and "conclusion" not in self.found:
            self.found["conclusion"] = [(rank, _renamed(each, "conclusion")) for rank, each in self.found.pop("grade")]
        scores = self.found.get("total.score", [])
        above, below = [each for each in scores if each[0] >= 0], [each for each in scores if each[0] < 0]
        if above and below:
            self.found["summary.score"] = [(rank, _renamed(each, "summary.score")) for rank, each in above]
            self.found["total.score"] = below

    def _fields(self) -> Iterable[tuple[str, Field]]:
        for id_, candidates in self.found.items():
            if len(candidates) == 1:
                yield id_, self._counted(id_, candidates[0][1])
                continue
            ordered = sorted(candidates, key=lambda each: (each[1].blank, each[0]))
            yield id_, self._counted(id_, ordered[0][1])
            others = [each for _, each in ordered[1:] if not each.blank]
            for place, other in enumerate(others, 1):
                yield f"{id_}[{place}]", replace(other, id=f"{id_}[{place}]")

    def _counted(self, id_: str, found: Field) -> Field:
        """With its number, where the definition says that the field is one."""
        kind = self.definition.numbers.get(id_)
        if not kind or found.number is not None:
            return found
        return replace(found, number=number(kind, found.passage, id=id_, label=found.label))

    def _kind(self, fields: Mapping[str, Field]) -> str:
        title = plain(fields["title"].text) if "title" in fields else ""
        for kind, words in self.definition.kinds.items():
            if any(plain(word) in title for word in words):
                return kind
        return "project" if "project" in fields and "project" in self.definition.kinds else ""


def _year(fields: Mapping[str, Field]) -> int | None:
    """The year the form is about: below the title, else in it. 二〇二二年度 is 2022."""
    for name in ("subtitle", "title", "period"):
        if name in fields:
            text = plain(fields[name].text).strip("()")
            found = _YEAR.search(text) or _YEAR.search(text.translate(_DIGITS))
            if found:
                return int(found[1])
    return None


def _keyed(row: Row, keys: Mapping[str, str]) -> Row:
    """The row under another key, where there is one for its own."""
    key = keys.get(row.key, row.key)
    return row if key == row.key else replace(row, key=key)


def _joined(notes: list[Passage]) -> Passage:
    """One passage; a line that does not begin with its number goes on the sentence above it, as a page wraps it."""
    parts: list[list[Passage]] = []
    for note in notes:
        if parts and not _NOTED.match(note.text):
            parts[-1].append(note)
        else:
            parts.append([note])
    return Passage.join([Passage.join(part) if len(part) > 1 else part[0] for part in parts], "\n")


def _renamed(field: Field, id_: str) -> Field:
    """The field, and the number in it, under another id."""
    return replace(field, id=id_, number=replace(field.number, id=id_) if isinstance(field.number, Figure) else field.number)


def _one_line(label: str) -> str:
    """A label as it is told: Chinese that was spread out (单 位) or wrapped is one word, words of other scripts stay apart."""
    return re.sub(r"(?<=[^\x00-\x7f]) | (?=[^\x00-\x7f])", "", " ".join(label.split()))
