"""Where a table of the form begins: its header of one or two rows, in any order of columns.

A header is a row whose cells are words of one table's columns, or, laid on its side, a row whose cells are words of the table's rows above
lines that begin with words of its columns. Cells that reach from the header down into the data (部门总体资金（万元） beside five rows) are side
titles, no columns.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import field
from itertools import chain, groupby
from operator import attrgetter
from typing import Any

from formlint.definitions import Definition, TableDefinition
from formlint.documents import Cell, Table
from formlint.reckoning.budget import BUDGET, CHANGE
from formlint.recognisers.headings import LONGEST, Vocabulary, fold, plain, scored, vocabulary
from formlint.recognisers.tables.column_parts import WHOLE, with_parts
from formlint.records import record, replace

LIKE = 0.6  # 完成数 for 完成值 is 0.67
NUMBERS = 2  # printed in a row that is no header: 预算执行率 | 支出数/预算数 | 100% | 98%
AGAIN = "_again"
STARRED = 99  # rank of a word with a star
PLACE = 2  # characters: 本市, 全省, 年度
UNNAMED = "row"  # key of a row whose name is no word of the definition
LEVELS = ("l1", "l2")  # columns that group the rows; the points of a group stand in l1_weight and l2_weight

_NUMBER = re.compile(r"[-+]?\d[\d,]*(?:\.\d+)?%?")
_row, _column, _text = attrgetter("row"), attrgetter("column"), attrgetter("text")


@record(frozen=True, slots=True)
class GridRow:
    """A row of a document's table: the cells that begin in it, and those that began above and still cover it. Both from left to right."""

    cells: tuple[Cell, ...]
    over: tuple[Cell, ...]
    table: Table
    number: int = field(init=False)  # 0-based, in its table
    printed: tuple[Cell, ...] = field(init=False, repr=False, compare=False)  # its own cells that are not blank
    begins: Mapping[int, Cell] = field(init=False, repr=False, compare=False)  # its own cells by the column they begin in

    def __post_init__(self) -> None:
        kept: Any = self
        cells = self.cells
        kept.number = cells[0].row
        kept.printed = cells if all(map(str.strip, map(_text, cells))) else tuple([cell for cell in cells if cell.text.strip()])
        kept.begins = dict(zip(map(_column, reversed(cells)), reversed(cells), strict=True))

    def at(self, start: int, end: int) -> Cell | None:
        """The cell that begins in the columns from `start` to `end` (exclusive), else one that covers `start`; those of this row first."""
        if start in self.begins:  # nearly always
            return self.begins[start]
        for cell in (*self.cells, *self.over) if end > start + 1 else self.over:
            if start <= cell.column < end:
                return cell
        for cell in (*self.cells, *self.over):
            if cell.column <= start < cell.column + cell.columns:
                return cell
        return None


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


def grid_rows(table: Table) -> Iterator[GridRow]:
    """The rows in which a cell begins."""
    open_cells: list[Cell] = []
    for row, begun in groupby(sorted(table.cells, key=_row), key=_row):
        open_cells = [cell for cell in open_cells if cell.row + cell.rows > row] if open_cells else []
        cells = tuple(sorted(begun, key=_column))
        yield GridRow(cells, tuple(sorted(open_cells, key=_column)) if open_cells else (), table)
        open_cells += [cell for cell in cells if cell.rows > 1]


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
    upper = _matches(words, table, row.cells)
    if not upper:
        return None
    lower = _matches(words, table, below.cells) if below else {}
    lower = {key: cell for key, cell in lower.items() if not (plain(cell.text) in WHOLE and _below_any(cell, upper))}  # 合计 under 全年执行数 is that
    height = 2 if below and (_two_rows(upper, lower, row, below) or _all_tall(table, upper, row, below)) else 1
    if height == 2:
        upper = {key: cell for key, cell in upper.items() if not _above_any(cell, lower)} | lower
    following = [below.cells] if below and below.number == row.number + 1 else []
    upper, height = with_parts(words, table, upper, [row.cells, *following], height)
    end = row.number + height
    columns = {key: cell for key, cell in upper.items() if cell.row + cell.rows <= end or cell.column > min(each.column for each in upper.values())}
    columns |= _named_by_section(words, table, columns, row)
    if len(columns) < table.at_least or not all(any(key in columns for key in group) for group in table.needs):
        return None
    taken = row.cells + (below.cells if below and height == 2 else ())
    columns |= _guessed(words, table, columns, [cell for cell in taken if cell.row + cell.rows <= end])
    columns |= _unnamed_level(table, columns, [cell for cell in taken if cell.row + cell.rows <= end])
    return Header(table, columns, _spans(columns), height, None, taken)


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
    """Where no heading names a level, the only unknown one left of the names is one: 考核维度 | 三级指标."""
    if "name" not in columns or not any(level in table.columns for level in LEVELS) or any(level in columns for level in LEVELS):
        return {}
    known = {id(cell) for cell in columns.values()}
    left = [cell for cell in cells if cell.column < columns["name"].column and id(cell) not in known and cell.text.strip()]
    return {"l1": left[0]} if len(left) == 1 and len(left[0].text) <= LONGEST else {}


def _matches(words: Vocabulary, table: TableDefinition, cells: Sequence[Cell]) -> dict[str, Cell]:
    """The cells that are headings; of two that fit one column the one whose word fits best."""
    best: dict[str, tuple[int, Cell]] = {}
    find = words.ruled[table.name].find
    known = [(*found, cell) for cell in cells if (found := find(cell.text))]
    if not known:
        return {}
    for key, rank, cell in known:
        if key not in best or rank < best[key][0]:
            best[key] = (rank, cell)
    if table.rows and _in_groups(known):
        return {}
    if table.rows and "score" in best and best["score"][0] >= STARRED and sum(key == "score" for key, _, _ in known) > 1:
        del best["score"]  # 产出得分 | 效益得分 | 满意度得分: none is that of the amounts
    columns = scored({key: cell for key, (_, cell) in best.items()})
    columns |= _second(columns, [(key, cell) for key, _, cell in known], table)
    columns = _of_one_place(_shifted(columns, best))
    if "name" not in columns or "weight" not in columns:
        return columns
    return _points_of_levels(columns, [cell for cell in cells if words.ruled[table.name].key(cell.text) == "weight"])


def _in_groups(known: Sequence[tuple[str, int, Cell]]) -> bool:
    """Two headings at least stand there again and again, under what they are grouped by: 下达 | 支出 | 下达 | 支出."""
    printed = Counter((key, plain(cell.text)) for key, _, cell in known)
    return sum(times > 1 for times in printed.values()) > 1


def _second(columns: Mapping[str, Cell], found: Sequence[tuple[str, Cell]], table: TableDefinition) -> dict[str, Cell]:
    """Of two headings of one column: `年初指标值 | 调整指标值` are both read where the definition has a column for it (target_again);
    of two names the left one is a level where no other stands beside them (`评价指标 | 评价内容`), else it tells what the right one means."""
    again = [(f"{key}{AGAIN}", cell) for key, cell in found if cell is not columns.get(key)]
    second = {key: cell for key, cell in again if key in table.columns}
    changes = [cell for key, cell in found if key == BUDGET and cell is not columns.get(key) and fold(cell.text) in map(fold, table.either)]
    if changes and CHANGE in table.columns and CHANGE not in columns:
        second |= {CHANGE: changes[0]}  # 预算调整数 | 全年预算数
    names = [cell for key, cell in found if key == "name"]
    if len(names) == 2 and "l1" in table.columns and not any(level in columns for level in LEVELS):
        return second | {"l1": names[0], "name": names[1]}
    second_level = columns.get("l2")
    if len(names) == 2 and second_level and "l1" not in columns and names[0].column < second_level.column < names[1].column:
        return second | {"l1": names[0], "name": names[1]}  # 绩效指标 | 二级 | 指标
    if len(names) == 2 and "meaning" in table.columns and "meaning" not in columns:  # 三级指标 | 四级指标
        return second | {"meaning": names[0], "name": names[1]}
    return second


def _of_one_place(columns: Mapping[str, Cell]) -> dict[str, Cell]:
    """Of two targets that of the actual: `全省目标值 | 本市目标值 | 本市完成值`."""
    target, other, actual = (columns.get(key) for key in ("target", f"target{AGAIN}", "actual"))
    if target is None or other is None or actual is None:
        return dict(columns)
    place = plain(actual.text)[:PLACE]
    told = [plain(cell.text).startswith(place) for cell in (target, other)]
    return {**columns, "target": other, f"target{AGAIN}": target} if told == [False, True] else dict(columns)


def _shifted(columns: Mapping[str, Cell], best: Mapping[str, tuple[int, Cell]]) -> dict[str, Cell]:
    """`指标 | 二级指标`, with no first level and the names on the left: the second level has the names, and what is left of it is the first."""
    name, second = columns.get("name"), columns.get("l2")
    if name is None or second is None or "l1" in columns or name.column > second.column or best["l2"][0]:
        return dict(columns)
    return {**{key: cell for key, cell in columns.items() if key != "l2"}, "l1": name, "name": second}


def _points_of_levels(found: dict[str, Cell], weights: Sequence[Cell]) -> dict[str, Cell]:
    """`一级指标 | 分值 | 二级指标 | 分值 | 三级指标 | 分值`: the points of a level stand beside it, those of the rows behind their names.

    Where there are some beside both levels and none behind the names, the rows have none of their own.
    """
    behind = [cell for cell in weights if cell.column > found["name"].column]
    own = found["weight"] if found["weight"] in behind or not behind else behind[0]
    levels: dict[str, Cell] = {}
    for level in LEVELS:
        left = found.get(level)
        beside = [cell for cell in weights if left and cell not in behind and left.column + left.columns == cell.column < found["name"].column]
        if beside:
            levels[f"{level}_weight"] = beside[0]
    if not behind and len(levels) == len(LEVELS):
        return {key: cell for key, cell in found.items() if key != "weight"} | levels
    return found | {key: cell for key, cell in levels.items() if cell is not own} | {"weight": own}


def _two_rows(upper: Mapping[str, Cell], lower: Mapping[str, Cell], row: GridRow, below: GridRow) -> bool:
    """The lower row is headings under group headings: the upper one has more of them beside the groups, all cells short."""
    if len(lower) < 2 or below.number != row.number + 1 or any(len(cell.text) > LONGEST or numeric(cell) for cell in row.cells):
        return False  # 自评得分 | 98.17 above the headings is a field
    tall = any(cell.rows == 2 for cell in upper.values())
    return tall or (len(upper) > 1 and len(lower) * 2 > sum(1 for cell in below.cells if cell.text.strip()))


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
        if cell.text.strip() and (key or (found and counts(cell))):
            taken = sum(each.rstrip("0123456789") == (key or UNNAMED) for each in found)
            found[f"{key or UNNAMED}{taken + 1 if taken else ''}"] = cell
    return found if sum(not key.startswith(UNNAMED) for key in found) > 1 else {}


def _spans(cells: Mapping[str, Cell]) -> dict[str, tuple[int, int]]:
    return {key: (cell.column, cell.column + cell.columns) for key, cell in cells.items()}


def numeric(cell: Cell) -> bool:
    """All that it prints is a number, perhaps with %."""
    return bool(_NUMBER.fullmatch(plain(cell.text)))
