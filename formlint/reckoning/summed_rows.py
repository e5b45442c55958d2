"""Which rows a row of totals sums up, as the names of the rows tell: 一、 二、 三、 with their parts between them, or the codes of a budget."""

from collections.abc import Sequence

from formlint.forms import FormTable, Row
from formlint.patterns import late

_ORDINALS = "一二三四五六七八九十"
_WITHIN = late(r"[(（]?\d{1,2}\s*[)）、.．]|[(（][一二三四五六七八九十]{1,3}[)）]|其中")  # marks of what is a part of 一、
_CODE = late(r"\d{3,9}")
_MEAN = late(r"(?:平均|均值)(?:数|值|分|得分|水平|执行率)?$")


def called(text: str, words: Sequence[str]) -> bool:
    """It is a total, whatever of: 合计, 人员经费小计."""
    return plainly_called(text, words) or _bare(text).endswith(("小计", "合计"))


def plainly_called(text: str, words: Sequence[str]) -> bool:
    """It is a total, and of nothing in particular: 合计, no 上年合计."""
    return _bare(text) in words


def _bare(text: str) -> str:
    return "".join(text.split()).split("·")[-1].partition("(")[0].partition("（")[0].rstrip(":：")


def averaged(row: Row) -> bool:
    """What the other rows have on average, no part of their sum: 平均, 全市平均值."""
    return "均" in row.label and _MEAN.search(_bare(row.label)) is not None


def headed_rows(table: FormTable, whole: Row) -> list[Row]:
    """一、 二、 三、 in their order, and what is between them marked as their parts. None where there are fewer than two, or rows of another kind."""
    others = [row for row in table.rows if row is not whole]
    found = [row for row in others if row.label[:1] in _ORDINALS and row.label[1:2] in ("、", "．", ".")]
    due = len(found) > 1 and found[0] is others[0] and [row.label[0] for row in found] == list(_ORDINALS[: len(found)])
    return found if due and all(row in found or _WITHIN.match(row.label) for row in others) else []


def coded(table: FormTable) -> bool:
    """The rows are named by codes of a budget: 201, 20103, 2010301."""
    codes = [row.label for row in table.rows if _CODE.fullmatch(row.label)]
    return len(codes) > 1 and len(codes) >= len(table.rows) - 1 and len({len(code) for code in codes}) > 1


def kids_by_code(table: FormTable, words: Sequence[str]) -> list[tuple[Row, list[Row]]]:
    """A code is the whole of the codes that begin with it and are one level longer, the row of totals that of the shortest."""
    rows = {row.label: row for row in table.rows}
    lengths = sorted({len(code) for code in rows if _CODE.fullmatch(code)})
    wholes = [
        (row, [each for code, each in rows.items() if len(code) == lengths[0] and _CODE.fullmatch(code)])
        for row in table.rows
        if called(row.label, words)
    ]
    for code, row in rows.items():
        if _CODE.fullmatch(code) and len(code) < lengths[-1]:
            longer = lengths[lengths.index(len(code)) + 1]
            wholes.append((row, [each for other, each in rows.items() if len(other) == longer and other.startswith(code)]))
    return wholes
