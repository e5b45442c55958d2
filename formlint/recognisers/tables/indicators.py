"""The cells of an indicator become its row: with the unit and the operator that stand in cells of their own, and the points that names print."""

import re
from collections.abc import Sequence

from formlint.documents import Cell
from formlint.forms import Field, Row
from formlint.recognisers.drafts import Draft
from formlint.recognisers.headings import is_part, plain
from formlint.recognisers.numbers import as_changed, number, with_operator
from formlint.recognisers.tables.closing import LEVEL_WEIGHTS
from formlint.recognisers.tables.headed import Known
from formlint.recognisers.tables.headers import Header
from formlint.recognisers.tables.rows import heading, prints_nothing
from formlint.recognisers.tables.summed import Summed
from formlint.records import replace

IN_NAME = re.compile(r"[（(]\s*(\d{1,3}(?:\.\d{1,2})?)\s*分\s*[)）]\s*$")
WEIGHT = "分值"  # of a number that stands under no heading


class Indicators(Summed):
    """Rows that have their cells, whoever has told these apart."""

    def __init__(self, draft: Draft, header: Header) -> None:
        super().__init__(draft, header)
        self._whole = ""  # id of the row that 其中 rows are parts of

    def add(self, rows: Sequence[Known]) -> None:
        heads = self._table.columns
        for row in rows:
            id_, named = self._id(), row.get("name")
            name = heading(named) if named else ""
            fields: dict[str, Field] = {}
            for column, passage in row.items():
                if column in LEVEL_WEIGHTS and prints_nothing(passage):
                    self._draft.unread.append(passage)
                else:
                    fields[column] = self._field(passage, f"{id_}.{column}", (name, heads[column]), column)
            self._add(id_, name, fields, {} if "weight" in row or named is None else self._in_names(id_, weight=Cell(0, 0, named)), "")

    def _id(self) -> str:
        """That of the next row."""
        return f"{self._header.table.name}[{len(self._table.rows)}]"

    def _add(self, id_: str, name: str, fields: dict[str, Field], told: dict[str, Field], section: str) -> None:
        """`told` are the points that names print."""
        parent = self._parent(fields)
        if not parent:
            self._whole = id_
        cells = as_changed(with_operator(self._unit_beside(fields | told if told else fields)))
        self._table.add(Row(id_, str(len(self._table.rows)), name, cells, section, parent))

    def _in_names(self, id_: str, **names: Cell | None) -> dict[str, Field]:
        """The points that names print in brackets, where no column holds them: 日常养护里程（10分） under 数量指标（20分）, which tells them once."""
        found: dict[str, Field] = {}
        for column, cell in names.items():
            points = IN_NAME.search(cell.text) if cell and column not in self._header.spans else None
            if cell and points:
                self._table.columns.setdefault(column, WEIGHT)
                passage = cell.passage.cut(*points.span(1))
                found[column] = self._field(passage, f"{id_}.{column}", (heading(cell), WEIGHT), column, hidden=cell.hidden)
        return found

    def _unit_beside(self, fields: dict[str, Field]) -> dict[str, Field]:
        """`95 | %` in two cells: target and actual are read again with the unit of their neighbour."""
        unit = fields.get("unit")
        if unit is None or not plain(unit.text):
            return fields
        bare = [fields[key] for key in ("target", "actual") if key in fields and (figure := fields[key].figure) and not figure.unit]
        read = {each.id: number("measured", each.passage, id=each.id, label=each.label, unit=plain(unit.text)) for each in bare}
        return {key: replace(each, number=read[each.id]) if each.id in read else each for key, each in fields.items()}

    def _parent(self, fields: dict[str, Field]) -> str:
        """其中 rows without a weight of their own are parts of the row above."""
        part = "name" in fields and is_part(fields["name"].text)
        return self._whole if part and prints_nothing(fields.get("weight")) else ""
