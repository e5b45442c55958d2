"""The rows that close a listed table or one of its sections: totals (合计 | 100 | 96.5) and subtotals (小计).

A closing row is merged over its columns more than any other, so that what a number is the sum of is told by more than its place.
"""

from itertools import pairwise

from formlint.documents import Cell
from formlint.exact import ZERO, Fraction
from formlint.figures import Figure
from formlint.recognisers.drafts import Draft
from formlint.recognisers.headings import plain
from formlint.recognisers.numbers import number
from formlint.recognisers.tables.grid_rows import GridRow
from formlint.recognisers.tables.headers import Header
from formlint.recognisers.tables.heading_columns import LEVELS
from formlint.recognisers.tables.rows import Rows, heading, prints_nothing
from formlint.records import replace

LEVEL_WEIGHTS = tuple(f"{level}_weight" for level in LEVELS)
ALL = ("100", "100分", "100%")  # what all weights make
SUBTOTAL, LONGEST_SUBTOTAL = "小计", 12  # how its name ends, and how long it is
LONE = 2  # cells behind the label of a closing row: the score and the grade


def called_subtotal(label: str) -> str:
    """基本分小计, 产出指标小计: whatever it is that is summed up, no indicator is called so."""
    name = plain(label).partition("(")[0]
    return "subtotal" if len(name) <= LONGEST_SUBTOTAL and name.endswith(SUBTOTAL) else ""


class Closing(Rows):
    """Rows with totals below them; nothing belongs to the table once it is closed."""

    def __init__(self, draft: Draft, header: Header) -> None:
        super().__init__(draft, header)
        self._closed = False
        self._closings = self._words.closing[header.table.name]

    def closes(self, row: GridRow) -> bool:
        """Reads the row of totals where 其他需要说明事项 stands between it and the indicators."""
        printed = row.printed
        if self._closed or not printed or self._closings.key(printed[0].text) != "total":
            return False
        points = [row.at(*span) for key, span in self._header.spans.items() if self._header.table.numbers.get(key) == "points"]
        numbers = [number("points", cell.passage, id="", label=()) for cell in points if cell is not None and cell.row == row.number]
        return any(isinstance(each, Figure) for each in numbers) and self._close(row, printed[0], "total")

    def _close(self, row: GridRow, label: Cell, closing: str) -> bool:
        """The row of totals, or of subtotals of a section. A total may be merged over the columns beside its own."""
        kinds = self._header.table.numbers
        points = {id(row.at(*span)) for column, span in self._header.spans.items() if kinds.get(column) == "points"}
        told = self._told(row, label) if closing == "total" else ()
        lone = self._lone(row, label, points, told) if closing == "total" else None
        if lone:
            self._total("total.score", "score", lone, label)
            if told:
                self._draft.put("conclusion", told[1].passage, label=told[0].passage, hidden=self._hidden)
            self._closed = True
            return True
        shared = self._beside_score(row)
        for column, span in self._header.spans.items():
            cell = row.at(*span)
            kind = kinds.get(column, "")
            if cell is None or cell is label or cell.row != row.number or (cell.column < label.column and kind != "points"):
                continue
            if column in LEVEL_WEIGHTS or (kind != "points" and id(cell) in points) or column in shared:
                continue
            if closing == "subtotal":
                self._subtotal(column, kind, cell, label)
            elif kind == "points" or (kind and not self._header.table.scored and not prints_nothing(cell)):
                self._total(f"total.{column}", column, cell, label)
            elif "score" not in self._header.columns and isinstance(number("points", cell.passage, id="", label=()), Figure):
                self._total("total.score", "score", cell, label)
            elif not prints_nothing(cell):
                self._draft.put("grade" if len(plain(cell.text)) <= 6 else "total.reason", cell.passage, label=label.passage, hidden=self._hidden)
        self._closed = closing == "total" and bool(self._table.rows)  # a total above all rows closes nothing
        return True

    def _told(self, row: GridRow, label: Cell) -> tuple[Cell, ...]:
        """The grade beside the total, with its label: 总分 | 99.8 | 等级 | 优."""
        right = [cell for cell in row.cells if cell.column > label.column]
        return next((pair for pair in pairwise(right) if self._words.in_cells.key(pair[0].text) == "conclusion"), ())

    def _closes_again(self, row: GridRow, label: Cell) -> bool:
        """`合计 | 90 | 89.69` above `总得分 | 100 | 99.49`: what the form makes with the budget execution. The 100 of its weights is no score."""
        if self._words.closing[self._header.table.name].key(label.text) != "total":
            return False
        cells = {column: cell for column in ("weight", "score") if (cell := self._under(row, column))}
        weight, score = (number("points", cell.passage, id="", label=()) if (cell := cells.get(column)) else None for column in ("weight", "score"))
        if not isinstance(weight, Figure) or not isinstance(score, Figure) or cells["weight"] is cells["score"]:
            return False
        if weight.value == self._weights()[0]:
            self._draft.unread += [cell.passage for cell in cells.values()]
        else:
            self._draft.put(
                "summary.score", cells["score"].passage, label=label.passage, number=replace(score, id="summary.score"), hidden=self._hidden
            )
        return True

    def _under(self, row: GridRow, column: str) -> Cell | None:
        cell = row.at(*self._header.spans[column]) if column in self._header.spans else None
        return cell if cell is not None and cell.row == row.number else None

    def _lone(self, row: GridRow, label: Cell, points: set[int], told: tuple[Cell, ...]) -> Cell | None:
        """The only number of a closing row, when it is no sum of weights and stands not under the scores: a cell merged over them lost its span."""
        right = [cell for cell in row.printed if cell.column > label.column]
        right = [cell for cell in right if self._words.in_cells.key(cell.text) != "conclusion"]  # the grade may be blank
        printed = [cell for cell in right if all(cell is not each for each in told)]
        numbers = [cell for cell in printed if isinstance(number("points", cell.passage, id="", label=()), Figure)]
        if len(numbers) != 1 or len(printed) > LONE or "score" not in self._header.columns:
            return None
        if plain(numbers[0].text) in ALL and "weight" in self._header.columns and not told:
            return None
        found = number("points", numbers[0].passage, id="", label=())
        weights = self._weights()
        behind = [cell for cell in printed if id(cell) in points]
        scored = row.at(*self._header.spans["score"]) is numbers[0]
        if behind and (behind != numbers or scored or not isinstance(found, Figure) or found.value in weights):
            return None
        return numbers[0] if not behind or weights[0] else None

    def _weights(self) -> tuple[Fraction, Fraction]:
        """What all rows make, without and with the budget execution."""
        own = sum((weight.value for row in self._table.rows if (weight := row.figure("weight"))), ZERO)
        wholes = [row for table in self._draft.tables.values() for row in table.rows if row.key == "total"]
        return own, own + sum((weight.value for row in wholes if (weight := row.figure("weight"))), ZERO)

    def _beside_score(self, row: GridRow) -> set[str]:
        """The columns whose number is not theirs: one merged over weight and score is the score, unless it prints the 100 that all weights make."""
        spans = self._header.spans
        cell = row.at(*spans["score"]) if "score" in spans else None
        if cell is None or not cell.text.strip():
            return set()
        alike = {column for column, span in spans.items() if row.at(*span) is cell}
        owner = "weight" if "weight" in alike and plain(cell.text) in ALL else "score"
        return alike - {owner} if len(alike) > 1 else set()

    def _total(self, id_: str, column: str, cell: Cell, label: Cell) -> None:
        field = self._field(cell.passage, id_, (heading(label), self._table.columns.get(column, "")), column, hidden=cell.hidden)
        self._draft.put(id_, cell.passage, label=label.passage, rank=-1, number=field.number, hidden=field.hidden)

    def _subtotal(self, column: str, kind: str, cell: Cell, label: Cell) -> None:
        table = self._draft.table("section")
        if kind != "points" or not table.rows:
            self._draft.unread += [cell.passage] if cell.text.strip() else []
            return
        table.columns.setdefault(column, self._table.columns[column])
        row = table.rows[-1]
        field = self._field(cell.passage, f"{row.id}.{column}", (row.label, heading(label)), column, hidden=cell.hidden)
        table.rows[-1] = replace(row, cells={**row.cells, column: field})
