"""What an amount holds, in columns of its own.

    全年执行数      |                    执行数 | 其中：   |              预算数 | 一般公共预算 | 政府性基金
    小计 | 其中：财政拨款                 |        | 人员经费 | 公用经费

    中央 | 省级 | 区级 | 合计 | 执行数

The parts stand below the heading of the amount, or behind it up to the next column that is known, or before it where it is called 合计, under
names that head rows elsewhere. They become columns of the amount: executed_part, executed_part2, ...; the amount itself is what 小计 heads. Where
nothing does, it is not printed.
"""

from collections.abc import Mapping, Sequence
from itertools import takewhile

from formlint.definitions import TableDefinition
from formlint.documents import Cell
from formlint.recognisers.headings import LONGEST, Vocabulary, fold, plain
from formlint.records import replace

PART = "_part"
MOST = 4  # parts of an amount
WHOLE = frozenset(("小计", "合计", "总计", "总额", "总数", "金额", "计", "资金总额", "总金额"))
AMONG = "其中"

Parted = tuple[dict[str, Cell], int]  # the columns, and how many rows of headings there are


def with_parts(words: Vocabulary, table: TableDefinition, columns: Mapping[str, Cell], rows: Sequence[Sequence[Cell]], height: int) -> Parted:
    """The columns with those of their parts. `rows` are the cells of the header row and of the one below it, if that follows at once."""
    if not table.rows or not any(key + PART in table.columns for key in columns):
        return dict(columns), height
    upper, lower = rows[0], rows[1] if len(rows) > 1 else ()
    tallest = max((cell.rows for cell in columns.values()), default=1)
    found = dict(columns)
    deep = height
    for key, cell in columns.items():
        if key + PART not in table.columns:
            continue
        below = _under(cell, lower) if cell.rows == 1 < cell.columns and tallest > 1 else []
        parts = below or _behind(cell, columns, upper, lower if tallest > 1 else ()) or _before(words, table, cell, columns, upper)
        whole = [each for each in parts if plain(each.text).rstrip(":：") in WHOLE] if below else []
        parts = [each for each in parts if each not in whole]
        if not parts or len(parts) > MOST or len(whole) > 1 or not all(_part(words, table, each, cell) for each in parts):
            continue
        if not below and len(parts) == 1 and not plain(parts[0].text).startswith(AMONG) and parts[0].row == cell.row:  # 预算数 | 自筹资金: beside it
            continue
        if below and not whole and not _may_go(table, found, key):
            continue
        found.pop(key) if below and not whole else None
        found |= {key: replace(whole[0], passage=cell.passage)} if whole else {}
        found |= {f"{key}{PART}{at if at > 1 else ''}": each for at, each in enumerate(parts, 1)}
        deep = max(deep, *(each.row - upper[0].row + 1 for each in parts))
    return found, deep


def _under(cell: Cell, lower: Sequence[Cell]) -> list[Cell]:
    """The headings below a wide one."""
    return [each for each in lower if cell.column <= each.column < cell.column + cell.columns and 0 < len(each.text.strip()) <= LONGEST]


def _behind(cell: Cell, columns: Mapping[str, Cell], upper: Sequence[Cell], lower: Sequence[Cell]) -> list[Cell]:
    """What stands right of the amount up to the next column; below 其中, where that heads several."""
    known = {id(each) for each in columns.values()}
    found: list[Cell] = []
    for each in sorted(upper, key=lambda one: one.column):
        if each.column < cell.column + cell.columns:
            continue
        if id(each) in known:
            break
        among = each.columns > 1 and plain(each.text).rstrip(":：") == AMONG
        found += _under(each, lower) if among else [each]
    return found


def _before(words: Vocabulary, table: TableDefinition, cell: Cell, columns: Mapping[str, Cell], upper: Sequence[Cell]) -> list[Cell]:
    """The names left of a 合计 that it may be the sum of, two at least, back to the names of the rows or to another column: what no word knows may be
    a part as well."""
    if plain(cell.text).partition("(")[0] not in WHOLE:
        return []
    left = [each for each in sorted(upper, key=lambda one: -one.column) if each.column < cell.column]
    names = list(takewhile(lambda each: words.rows[table.name].key(each.text) not in ("", "total"), left))
    before = left[len(names)] if len(names) < len(left) else None
    known = before is None or before is left[-1] or any(before is each for each in columns.values())
    return names[::-1] if len(names) > 1 and known else []


def _part(words: Vocabulary, table: TableDefinition, cell: Cell, whole: Cell) -> bool:
    """Its name heads rows elsewhere, or says that it is a part, or stands lower than its whole: 待付资金 beside 执行数 is none."""
    name = words.rows[table.name].key(cell.text)
    return (
        bool(name and name != "total")
        or plain(cell.text).startswith(AMONG)
        or (cell.row > whole.row and fold(cell.text).endswith(("经费", "支出", "购置", "资金")))
    )


def _may_go(table: TableDefinition, columns: Mapping[str, Cell], key: str) -> bool:
    """The table has what it needs without this column."""
    return all(any(each in columns and each != key for each in group) for group in table.needs)
