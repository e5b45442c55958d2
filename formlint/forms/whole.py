"""What the checks of one form ask of the whole of it, over and over: found out once, and kept while the form is judged."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property, update_wrapper
from itertools import accumulate, chain
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

from formlint.figures import Figure

if TYPE_CHECKING:
    from formlint.forms import Field, Form, Row, Statement

_Asked = ParamSpec("_Asked")
_Answer = TypeVar("_Answer")


class Whole:
    """What the checks of one form ask of all its fields, over and over: the first by all of them, the others worked out when they are asked for."""

    def __init__(self, form: "Form") -> None:
        rows = [row.cells.values() for table in form.tables.values() for row in table.rows]
        self.form = form
        self.cells: tuple[Field, ...] = (*form.fields.values(), *chain.from_iterable(rows))
        self.prose = tuple([cell for cell in self.cells if cell.number is None and cell.unbroken])
        self.told = "\n".join([cell.unbroken for cell in self.prose])
        self.by_id: Mapping[str, Field] = {cell.id: cell for cell in self.cells}
        self.answers: dict[object, Any] = {}
        self._columns: dict[str, dict[str, list[Figure | None]]] = {}  # by table and name: the columns that have a figure
        self._figured: dict[tuple[str, tuple[str, ...]], list[tuple[Row, tuple[Figure, ...]]]] = {}

    @cached_property
    def claims(self) -> "tuple[Statement, ...]":
        return tuple(chain.from_iterable([each.all() if each.parts else (each,) for each in self.form.statements]))

    @cached_property
    def claims_of(self) -> "Mapping[str, Sequence[Statement]]":
        found: dict[str, list[Statement]] = {}
        for statement in self.form.statements:
            found.setdefault(statement.field, []).extend(statement.all() if statement.parts else (statement,))
        return found

    @cached_property
    def _starts(self) -> Sequence[int]:
        """Where each of the prose begins in `told`, and where one behind them would."""
        return tuple(accumulate([len(cell.unbroken) + 1 for cell in self.prose], initial=0))

    def holding(self, words: Iterable[str]) -> "list[Field]":
        found: set[int] = set()
        for word in words:
            at = self.told.find(word)
            while at >= 0:
                place = bisect_right(self._starts, at) - 1
                found.add(place)
                at = self.told.find(word, self._starts[place + 1])
        return [self.prose[place] for place in sorted(found)]

    def column(self, table: str, name: str) -> Sequence[Figure | None]:
        return self._columns_of(table).get(name) or [None] * len(self.form.table(table).rows)

    def _columns_of(self, table: str) -> Mapping[str, list[Figure | None]]:
        """The columns of a table that have a figure in some row, in one pass over its cells."""
        found = self._columns.get(table)
        if found is None:
            found = self._columns[table] = {}
            rows = self.form.table(table).rows
            for at, row in enumerate(rows):
                for name, cell in row.cells.items():
                    if cell.figure is not None:
                        if name not in found:
                            found[name] = [None] * len(rows)
                        found[name][at] = cell.figure
        return found

    def figured(self, table: str, columns: tuple[str, ...]) -> "Sequence[tuple[Row, tuple[Figure, ...]]]":
        found = self._figured.get((table, columns))
        if found is None:
            there = self._columns_of(table)
            given = [there[column] for column in columns if column in there]
            told: Iterable[tuple[Row, Any]] = ()
            if len(given) == len(columns):
                told = zip(self.form.table(table).rows, zip(*given, strict=True), strict=True)
            found = self._figured[table, columns] = [(row, figures) for row, figures in told if all(figures)]
        return found


_LAST: list[Whole | None] = [None]  # of the form that is judged: kept with every form it would be 9 of the 290 MB of 500 forms


def whole(form: "Form") -> Whole:
    """What is known of the whole of a form; of the form before it nothing is kept."""
    kept = _LAST[0]
    if kept is None or kept.form is not form:
        kept = _LAST[0] = Whole(form)
    return kept


def per_form(work: "Callable[Concatenate[Form, _Asked], _Answer]") -> "Callable[Concatenate[Form, _Asked], _Answer]":
    """What the function finds out about a form is found out once, however many checks ask, and kept while the form is judged. It gives nothing that
    changes, and gets nothing beside the form but words: `work(form, "indicators")`."""

    def asked(form: "Form", /, *given: _Asked.args, **named: _Asked.kwargs) -> _Answer:
        answers, question = whole(form).answers, (work, given, *named.items())
        if question not in answers:
            answers[question] = work(form, *given, **named)
        found: _Answer = answers[question]
        return found

    update_wrapper(asked, work)
    return asked
