"""Where a table of the form begins: its header of one or two rows, in any order of columns.

A header is a row whose cells are words of one table's columns, or, laid on its side, a row whose cells are words of the table's rows above
lines that begin with words of its columns. Cells that reach from the header down into the data (部门总体资金（万元） beside five rows) are side
titles, no columns.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import field
from itertools import chain, pairwise
from typing import Any

from formlint.definitions import Definition, TableDefinition
from formlint.documents import Cell
from formlint.recognisers.headings import LONGEST, Vocabulary, plain, vocabulary
from formlint.recognisers.tables.column_parts import WHOLE, with_parts
from formlint.recognisers.tables.grid_rows import GridRow, numeric
from formlint.recognisers.tables.heading_columns import heading_columns
from formlint.records import record, replace

LIKE = 0.6  # 完成数 for 完成值 is 0.67
NUMBERS = 2  # printed in a row that is no header: 预算执行率 | 支出数/预算数 | 100% | 98%
UNNAMED = "row"  # key of a row whose name is no word of the definition


@record(frozen=True, slots=True)
class Header:
    """A header found. `spans` are the grid columns (first, end) of every column, `first` is where the first column begins."""

    table: TableDefinition
    columns: Mapping[str, Cell]
    spans: Mapping[str, tuple[int, int]]
    height: int = 1
    across: Mapping[str, Cell] | None = None  # laid on its side: the headings of the rows, which stand side by side
    taken: tuple[Cell, ...] = ()
    sections: Mapping[str, Cell] = field(default_factory=dict)  # laid on its side: the heading of the split that a row belongs to
    first: int = field(init=False)
    points: frozenset[int] = field(init=False)  # the grid columns of weights and scores

    def __post_init__(self) -> None:
        kept: Any = self
        kept.first = min([start for start, _ in self.spans.values()])
        pointed = [range(*span) for key, span in self.spans.items() if self.table.numbers.get(key) == "points"]
        kept.points = frozenset(chain.from_iterable(pointed))


def header(definition: Definition, row: GridRow, below: GridRow | None) -> Header | None:
    """The header that begins in this row, if one does. `below` is the next row of the same table."""
    if _of_numbers(row.cells):
        return None
    words = vocabulary(definition)
    for table in definition.tables.values():
        found = _upright(words, table, row, below) or (_sideways(words, table, row, below) if table.rows else None)
        if found:
            return found
    return None


def _of_numbers(cells: Sequence[Cell]) -> bool:
    """As nearly every row of a table is. The points stand at its end."""
    numbers = 0
    for cell in reversed(cells):
        numbers += numeric(cell)
        if numbers == NUMBERS:
            return True
    return False


def _upright(words: Vocabulary, table: TableDefinition, row: GridRow, below: GridRow | None) -> Header | None:
    upper = heading_columns(words, table, row.cells)
    if not upper or (table.rows and below and _two_tables(words, table, row, below)):
        return None
    if table.rows and below and _heads_names(upper, row.cells[0], below):
        upper = heading_columns(words, table, row.cells[1:])
    lower = heading_columns(words, table, below.cells) if below else {}
    lower = {key: cell for key, cell in lower.items() if not (plain(cell.text) in WHOLE and _below_any(cell, upper))}  # 合计 under 全年执行数 is that
    height = 2 if below and (_two_rows(upper, lower, row, below) or _all_tall(table, upper, row, below)) else 1
    if height == 2:
        upper = _of_both(words, table, {key: cell for key, cell in upper.items() if not _above_any(cell, lower)}, lower, (row, below))
    following = [below.cells] if below and below.number == row.number + 1 else []
    upper, height = with_parts(words, table, upper, [row.cells, *following], height)
    end = row.number + height
    columns = {key: cell for key, cell in upper.items() if cell.row + cell.rows <= end or cell.column > min(each.column for each in upper.values())}
    columns |= _named_by_section(words, table, columns, row)
    if not complete(table, columns) or (table.rows and below and height == 1 and _split_up(columns, row, below)):
        return None
    taken = row.cells + (below.cells if below and height == 2 else ())
    columns |= _guessed(words, table, columns, [cell for cell in taken if cell.row + cell.rows <= end])
    columns |= _unnamed_level(table, columns, [cell for cell in taken if cell.row + cell.rows <= end])
    return Header(table, columns, _spans(columns), height, None, taken)


def _split_up(columns: Mapping[str, Cell], row: GridRow, below: GridRow) -> bool:
    """Amounts that are split up under their headings into columns that no word knows: 预算安排 over 区级 | 街镇自筹 | 小计."""
    if below.number != row.number + 1 or not any(cell.rows > 1 for cell in row.cells) or any(map(numeric, below.cells)):
        return False
    wide = [cell for cell in columns.values() if cell.rows == 1 < cell.columns]
    under = [each for each in below.cells if any(_above_any(cell, {"": each}) for cell in wide)]
    return len(under) > 1 and all(any(map(str.isalpha, each.text)) for each in under)


def _two_tables(words: Vocabulary, table: TableDefinition, row: GridRow, below: GridRow) -> bool:
    """`来源 | 预算数 | 到位数 | 用途 | 预算数 | 支出数`: a column comes again, both times behind names."""
    named: dict[str, set[str]] = {}
    for left, cell in pairwise(row.cells):
        name = below.at(left.column, left.column + 1)
        if name is None or numeric(name) or not name.text.strip() or words.ruled[table.name].find(left.text):
            continue
        if key := words.ruled[table.name].key(cell.text):
            named.setdefault(key, set()).add(plain(left.text))
    return any(len(lefts) > 1 for lefts in named.values())


def _heads_names(upper: Mapping[str, Cell], first: Cell, below: GridRow) -> bool:
    """预算安排 beside 中央 | 省级 | 合计 and their amounts, or 预算资金 | 年初预算数 above 年度资金总额 | 540.00, heads no column."""
    if first not in upper.values() or not _of_numbers(below.cells):
        return False
    under = below.at(first.column, first.column + 1)
    return first.rows > 1 or (under is not None and bool(under.text.strip()) and not any(map(str.isdigit, under.text)))


def complete(table: TableDefinition, columns: Collection[str]) -> bool:
    """So many columns that they can be of no other table."""
    return len(columns) >= table.at_least and all(any(key in columns for key in group) for group in table.needs)


def _named_by_section(words: Vocabulary, table: TableDefinition, columns: Mapping[str, Cell], row: GridRow) -> dict[str, Cell]:
    """`产出目标 | 目标 | 完成 | 分数 | 评分`: where the section itself heads the names of its rows."""
    first = row.cells[0]
    known = table.listed and "name" not in columns and "l2" not in columns and {"target", "actual"} <= columns.keys()
    left = known and all(first.column < cell.column for cell in columns.values()) and first.rows == 1
    return {"name": first} if left and words.sections.find(first.text) else {}


def _guessed(words: Vocabulary, table: TableDefinition, columns: Mapping[str, Cell], cells: Sequence[Cell]) -> dict[str, Cell]:
    """Columns that no heading names, by the likeness of those that name nothing: 年度绩效目标值 is near 年度目标值."""
    first, covered = min(cell.column for cell in columns.values()), {cell.column for cell in columns.values()}
    missing = {key for key in table.columns if key not in columns}
    needed = missing & {key for group in table.needs for key in group}
    missing = {key for key in missing if table.numbers.get(key) != "amount"}  # 收入数 is no 收回数
    found: dict[str, list[Cell]] = {}
    for cell in cells:
        if cell.column > first and cell.text.strip() and not any(cell.column <= each < cell.column + cell.columns for each in covered):
            lexicon = words.ruled[table.name]
            key = lexicon.near(cell.text, needed, LIKE) or lexicon.near(cell.text, missing, LIKE)
            if key and not lexicon.find(cell.text):
                found.setdefault(key, []).append(cell)
    return {key: alike[0] for key, alike in found.items() if len(alike) == 1}  # 省级支出 | 县级支出: neither is what was executed


def _unnamed_level(table: TableDefinition, columns: Mapping[str, Cell], cells: Sequence[Cell]) -> dict[str, Cell]:
    """Where no heading names the first level, the only unknown one left of the second, else of the names, is that: 考核维度 | 三级指标."""
    if "name" not in columns or "l1" not in table.columns or "l1" in columns:
        return {}
    known, end = {id(cell) for cell in columns.values()}, columns.get("l2", columns["name"]).column
    left = [cell for cell in cells if cell.column < end and id(cell) not in known and cell.text.strip()]
    return {"l1": left[0]} if len(left) == 1 and len(left[0].text) <= LONGEST else {}


def _two_rows(upper: Mapping[str, Cell], lower: Mapping[str, Cell], row: GridRow, below: GridRow) -> bool:
    """The lower row is headings under group headings: the upper one has more of them beside the groups, all cells short."""
    if len(lower) < 2 or below.number != row.number + 1 or any(len(cell.text) > LONGEST or numeric(cell) for cell in row.cells):
        return False  # 自评得分 | 98.17 above the headings is a field
    tall = any(cell.rows == 2 for cell in upper.values())
    return tall or (len(upper) > 1 and len(lower) * 2 > sum(1 for cell in below.cells if cell.text.strip()))


def _of_both(
    words: Vocabulary, table: TableDefinition, upper: Mapping[str, Cell], lower: Mapping[str, Cell], rows: Sequence[GridRow | None]
) -> dict[str, Cell]:
    """The headings of both rows. Where both name a column, all that reach the lower row are read as one: 一级权重 below, 分值 beside it."""
    if not upper.keys() & lower.keys():
        return {**upper, **lower}
    reach = [cell for row in rows if row for cell in row.cells if cell.row + cell.rows > row.number + (row is rows[0])]
    found = heading_columns(words, table, sorted(reach, key=lambda cell: cell.column))
    both = {**upper, **lower}
    return both | found if found.keys() > both.keys() else both


def _all_tall(table: TableDefinition, upper: Mapping[str, Cell], row: GridRow, below: GridRow) -> bool:
    """All headings reach into the row below but one that is split up there into columns that no word knows: 完成情况 above 达成 | 部分达成."""
    split = [cell for cell in row.cells if cell.rows == 1 and cell.text.strip()]
    if below.number != row.number + 1 or len(split) == len(row.cells) or any(map(numeric, below.cells)):
        return False
    tall = sum(cell.rows == 2 for cell in upper.values())
    return tall >= table.at_least and len(split) == 1 < split[0].columns and all(_above_any(split[0], {"": cell}) for cell in below.cells)


def _above_any(cell: Cell, lower: Mapping[str, Cell]) -> bool:
    return cell.rows == 1 and any(cell.column <= each.column < cell.column + cell.columns for each in lower.values())


def _below_any(cell: Cell, upper: Mapping[str, Cell]) -> bool:
    return any(_above_any(each, {"": cell}) and each.columns > 1 for each in upper.values())


def _sideways(words: Vocabulary, table: TableDefinition, row: GridRow, below: GridRow | None) -> Header | None:
    """`资金来源 | 资金总额 | 财政拨款 | 其他资金` above `年初预算数 | ...`, `全年预算数 | ...`.

    A heading without a word is a row, too, where its line prints a number, so that the others are not taken for all.
    """
    if below is None:
        return None
    heads = [cell for cell in below.cells if words.ruled[table.name].key(cell.text)]
    if not heads:
        return _grouped(words, table, row, below)
    beside = heads[0].column + heads[0].columns
    names = [cell for cell in row.cells if cell.rows == 1 and cell.column >= beside]  # 项目资金 in the corner heads no column
    across = _across(words, table, names, lambda cell: (value := below.at(cell.column, cell.column + 1)) is not None and numeric(value))
    return Header(table, {}, _spans(across), 1, across, row.cells) if across else None


def _grouped(words: Vocabulary, table: TableDefinition, row: GridRow, below: GridRow) -> Header | None:
    """The same below headings of splits or of rows: `资金总额 | 按收入性质分 | 按支出性质分` above `财政拨款 | 其他资金 | 基本支出 | 项目支出`,
    `支出合计 | 基本支出 | 项目支出` above `小计 | 人员经费 | 小计 | 其中：专项`."""
    lexicon, names = words.splits.get(table.name), words.rows[table.name]
    tall = [cell for cell in row.cells if cell.rows == 2 and names.key(cell.text)]
    if not tall:
        return None  # nearly every row
    splits = [cell for cell in row.cells if lexicon and lexicon.find(cell.text)]
    groups = splits or [cell for cell in row.cells if cell.rows == 1 < cell.columns and names.key(cell.text)]
    if not groups or below.number != row.number + 1 or any(map(numeric, (*row.cells, *below.cells))):
        return None
    under = [(cell, group) for cell in below.cells for group in groups if group.column <= cell.column < group.column + group.columns]
    cells = [(_sum_of(words, cell, group), group) for cell, group in under if cell.text.strip()]
    across = _across(words, table, [*tall, *(cell for cell, _ in cells)], lambda _: True)
    heads = {id(cell): group for cell, group in cells} if splits else {}
    sections = {key: heads[id(cell)] for key, cell in across.items() if id(cell) in heads}
    return Header(table, {}, _spans(across), 2, across, (*row.cells, *below.cells), sections) if across else None


def _sum_of(words: Vocabulary, cell: Cell, group: Cell) -> Cell:
    """小计 under 基本支出 is 基本支出."""
    subtotal = any(lexicon.key(cell.text) == "subtotal" for lexicon in words.closing.values())
    return replace(cell, passage=group.passage) if subtotal else cell


def _across(words: Vocabulary, table: TableDefinition, cells: Sequence[Cell], counts: Callable[[Cell], bool]) -> dict[str, Cell]:
    """The names of the rows that stand side by side; nothing when no two of them are words of the definition."""
    found: dict[str, Cell] = {}
    for cell in cells:
        key = words.rows[table.name].key(cell.text)
        column = words.ruled[table.name].key(cell.text)  # 自评得分 beside the names is none
        if cell.text.strip() and (key or (found and not column and counts(cell))):
            taken = sum(each.rstrip("0123456789") == (key or UNNAMED) for each in found)
            found[f"{key or UNNAMED}{taken + 1 if taken else ''}"] = cell
    return found if sum(not key.startswith(UNNAMED) for key in found) > 1 else {}


def _spans(cells: Mapping[str, Cell]) -> dict[str, tuple[int, int]]:
    return {key: (cell.column, cell.column + cell.columns) for key, cell in cells.items()}
