"""Rows under the labels of their sections and parts, and the table of those of the sections."""

import re
from collections.abc import Iterable, Mapping, Sequence

from formlint.documents import Passage
from formlint.forms import Field, FormTable, Row
from formlint.recognisers.dumps.dump import Dump, Hit

MARK = re.compile(r"\s*(?:[一二三四五六七八九十][、.．]|[（(][一二三四五六七八九十][)）])\s*")


def labelled(dump: Dump, rows: Sequence[Row], columns: Mapping[str, str], above: Iterable[tuple[str, Hit | None, Hit | None]]) -> tuple[Row, ...]:
    """The rows, every one in its section, with its labels. `columns` are the two levels and their headings, `above` has the section of every row, and
    its label of either level."""
    found: list[Row] = []
    for row, (section, first, second) in zip(rows, above, strict=True):
        levels: dict[str, Field] = {}
        if second:
            levels["l2"] = _field(dump, row, "l2", columns["l2"], second)
        if first:
            levels["l1"] = _field(dump, row, "l1", columns["l1"], first)
        same = not levels and section == row.section
        found.append(row if same else Row(row.id, row.key, row.label, {**levels, **row.cells}, section, row.parent))
    return tuple(found)


def _field(dump: Dump, row: Row, column: str, told: str, hit: Hit) -> Field:
    label = (row.label, told) if row.label and told else tuple(filter(None, (row.label, told)))
    return Field(f"{row.id}.{column}", label, heading(dump, hit))


def heading(dump: Dump, hit: Hit) -> Passage:
    """The label without the number before it: 一、产出指标（50分）."""
    passage = dump.passage(hit.numbers)
    mark = MARK.match(passage.text)
    return passage.cut(mark.end()) if mark else passage


def sections(dump: Dump, labels: Mapping[str, Hit]) -> FormTable:
    """The table of the sections, whose labels are given."""
    return FormTable("section", {"label": ""}, tuple([_section(dump, place, key, hit) for place, (key, hit) in enumerate(labels.items())]))


def _section(dump: Dump, place: int, key: str, hit: Hit) -> Row:
    id_ = f"section[{place}]"
    passage = heading(dump, hit)
    return Row(id_, key, "".join(passage.text.split()), {"label": Field(f"{id_}.label", (), passage)}, key)
