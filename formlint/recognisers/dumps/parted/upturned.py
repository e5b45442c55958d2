"""Cells that a dump has put where another of their row belongs: they say so themselves.

A target that was reached (8个村均已实施) and an actual that asks (2022年12月31日前) have changed places: a dump prints the upper of two cells of
one row first, and a cell of two lines begins above its neighbour of one. Words that measure nothing stand beside a row of numbers and are a name.
"""

import re
from collections.abc import Sequence

from formlint.recognisers.dumps.parted.flows import alike
from formlint.recognisers.dumps.parted.pairs import Cells
from formlint.recognisers.dumps.strips import Kind, Strip, asks

_WANTED = re.compile(r"前(?:完成)?$|[年月]至\d")  # of dates: 2022年12月底前完成, 2022年1月至12月
_REACHED = re.compile(r"已|均|全部|实现")
_MEASURED = (Kind.MEASURE, Kind.NUMBER)


def upright(strips: Sequence[Strip], row: Cells) -> Cells:
    """The row with target and actual in their places."""
    if not {"target", "actual"} <= set(row):
        return _measured(strips, _asked(strips, row))
    target, actual = strips[row["target"]], strips[row["actual"]]
    if (_asking(actual) and not _asking(target) and Kind.NUMBER not in (target.kind, actual.kind)) or _done(target, actual):
        return {**row, "target": row["actual"], "actual": row["target"]}
    return _measured(strips, row)


def _asking(strip: Strip) -> bool:
    return asks(strip.text) or bool(_WANTED.search(strip.text))


def _done(target: Strip, actual: Strip) -> bool:
    """They say the same, the target as what was done."""
    reached, still = (bool(_REACHED.search(each.text)) for each in (target, actual))
    return reached and not still and target.kind is actual.kind is Kind.WORDS and alike(target.text, actual.text)


def _asked(strips: Sequence[Strip], row: Cells) -> Cells:
    """What stands for a name where a target is missing may be the target: 有所改善, or what the actual says."""
    if "name" not in row or "target" in row or "actual" not in row:
        return row
    name, actual = strips[row["name"]], strips[row["actual"]]
    if name.kind not in (Kind.QUALITY, Kind.MEASURE) and name.text != actual.text:
        return row
    return {"target" if column == "name" else column: cell for column, cell in row.items()}


def _measured(strips: Sequence[Strip], row: Cells) -> Cells:
    """Without words for an actual where the target is a number, or the other way round."""
    for column, other in (("actual", "target"), ("target", "actual")):
        if {column, other} <= set(row) and strips[row[other]].kind in _MEASURED and _named(strips[row[column]]):
            return {key: cell for key, cell in row.items() if key != column}
    return row


def _named(strip: Strip) -> bool:
    return strip.kind is Kind.WORDS and not any(map(str.isdigit, strip.text))
