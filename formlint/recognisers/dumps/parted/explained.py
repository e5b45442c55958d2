"""Causes that a dump prints beside a row that lost no points, while a row that lost some has none: they belong there.

A cell of several lines is as high as two rows, so that it is printed beside the row above its own. Where there are as many such causes as rows that
lost points, each goes to its row, in their order. Where there are fewer, it is not known whose they are: they are absent.
"""

from collections.abc import Sequence

from formlint.exact import Fraction
from formlint.recognisers.dumps.parted.pairs import Cells
from formlint.recognisers.dumps.strips import Kind, Strip


def explained(strips: Sequence[Strip], rows: Sequence[Cells]) -> list[Cells]:
    """The rows with their causes."""
    short = [number for number, row in enumerate(rows) if "reason" not in row and _points(strips, row) is False]
    astray = [number for number, row in enumerate(rows) if _points(strips, row) and "reason" in row and strips[row["reason"]].kind is Kind.CAUSE]
    if not 0 < len(astray) <= len(short):
        return list(rows)
    found = [{column: cell for column, cell in row.items() if column != "reason"} if number in astray else row for number, row in enumerate(rows)]
    if len(astray) == len(short):
        for row, cause in zip(short, astray, strict=True):
            found[row] = {**found[row], "reason": rows[cause]["reason"]}
    return found


def _points(strips: Sequence[Strip], row: Cells) -> bool | None:
    """The row has all its points; None where that is not told."""
    if not {"weight", "score"} <= set(row):
        return None
    weight, score = (strips[row[column]] for column in ("weight", "score"))
    if weight.kind is score.kind is Kind.NUMBER:  # 5 of 5.00
        return Fraction(weight.text.rstrip("分")) == Fraction(score.text.rstrip("分"))
    return weight.text == score.text
