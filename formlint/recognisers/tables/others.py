"""Tables within a form that its definition has no columns for, read for what they say of themselves: 年度主要任务, 资金明细.

    任务名称 | 主要内容 | 预算金额（万元） |         |                 单位 | 合计 | 中央 | 省级
             |          | 总额             | 财政拨款 | 其他资金      甲县 | 63   | 40   | 23
    任务1    | 防汛抗旱 | 200              | 200      | 0             乙县 | 20   | 16   | 4
    金额合计 |          | 1000             | 930      | 70

Such a table is begun by a word of the definition (`others`), or it has a total, or three rows and columns of numbers, or headings that say how
they follow from others. It becomes a table of figures:
sums, sums2, ... Cells that reach from its headings down into the rows are side titles.
"""

from collections.abc import Sequence
from itertools import pairwise

from formlint.documents import Cell, Passage
from formlint.patterns import late
from formlint.recognisers.drafts import Draft, TableDraft
from formlint.recognisers.figure_tables import FEWEST, MOST_ROWS, Cells, is_number, table_of
from formlint.recognisers.headings import STARRED, Vocabulary, plain, vocabulary
from formlint.recognisers.tables.grid_rows import GridRow
from formlint.recognisers.tables.headers import header

COLUMNS = 3  # at least; two are a name and its value
HEIGHT, TALLEST = 2, 3  # rows of headings
SEVERAL = 3  # rows and columns of numbers
LABELS = 2  # in the places of numbers
SHORT = 8  # rows without numbers, blank or ……, above one that goes on the table
LONGEST = 24  # characters of a heading
TOTALS = ("合计", "总计", "小计", "总额", "累计")
_FORMULA = late(r"\(?(?:[A-Z]|\d{1,2})\)?=\(?(?:[A-Z]|\d{1,2})\)?[-+*/×÷]")  # 可用资金(3)=(1)+(2)


def named(words: Vocabulary, row: GridRow) -> bool:
    """One of its headings is a word of such tables."""
    return any(words.others.find(cell.text) for cell in row.printed)


def take(draft: Draft, rows: Sequence[GridRow]) -> int:
    """Reads the table that begins in the first of the rows into the draft. Gives how many rows it covers, 0 when there is none."""
    words = vocabulary(draft.definition)
    height = _height(rows) if draft.definition.figures else 0
    if height > 1 and _apart(rows[0], rows[1]):
        return 0
    if not height or (labels(words, rows[0]) and not _grouped(rows[0].cells)) or header(draft.definition, rows[1], None):
        return 0
    end = height
    while end < min(len(rows), MOST_ROWS) and _goes_on(words, rows[end:], rows[0]) and not _of_labels(rows[height], rows[end]):
        end += 1
    if end == height:
        return 0  # what stands below the headings is part of another block
    sides = {id(cell) for row in rows[:height] for cell in (*row.over, *row.cells) if cell.row + cell.rows > rows[height - 1].number + 1}
    summed = any(_totals(cell) for row in rows[:end] for cell in row.cells if id(cell) not in sides)
    explained = sum(bool(_FORMULA.search(plain(cell.text))) for row in rows[:height] for cell in row.cells) > 1
    if not (named(words, rows[0]) or summed or explained or _of_figures(rows[height:end])):
        return 0
    name = _free(draft)
    torn = {at for at, row in enumerate(rows[:end]) if at >= height and _end(row) < _end(rows[0])}
    cells = [_named(row) if at in torn else _cells(row, sides, heading=at < height) for at, row in enumerate(rows[:end])]
    table = table_of(cells, height, name, draft.money, len(cells[0]) if torn else 0, fewest=1 if explained or named(words, rows[0]) else FEWEST)
    if table is None:
        return 0
    draft.tables[name] = TableDraft(dict(table.columns), list(table.rows))
    return end


def labels(words: Vocabulary, row: GridRow) -> bool:
    """`主管部门 | 县教育局 | 实施单位 | 第一小学`: labels with their values."""
    printed = row.printed
    return sum(bool((found := words.fields.find(cell.text)) and found[1] < STARRED) for cell in printed) * 2 >= len(printed) > 1


def _height(rows: Sequence[GridRow]) -> int:
    """How many rows of headings there are, all short, above a row of numbers: one or two, three where a heading is as tall. 0 when they are none."""
    printed = rows[0].printed
    if not _heads(printed) or any(is_number(cell.text) or len(plain(cell.text)) > LONGEST for cell in printed):
        return 0
    tallest = max([HEIGHT, *(cell.rows for cell in printed if cell.rows <= TALLEST)])
    for height in range(1, tallest + 1):
        if len(rows) > height and sum(is_number(cell.text) for cell in rows[height].cells) > 1:
            return height
        if len(rows) > height and any(is_number(cell.text) or len(plain(cell.text)) > LONGEST for cell in rows[height].cells):
            return 0
    return 0


def _apart(first: GridRow, second: GridRow) -> bool:
    """What stands above headings and is none, all of one height: 建设地点 | 大禾村 | 建设期限 above 资金 | 合计 | 中央 | 省级 | 县级 | 自筹."""
    corner, under = first.cells[0], second.cells[0]
    alike = (corner.column, corner.columns) == (under.column, under.columns)
    level = all(cell.rows == 1 for cell in (*first.cells, *second.cells))
    return alike and level and not first.over and bool(corner.text.strip() and under.text.strip()) and len(second.printed) > len(first.printed)


def _heads(printed: Sequence[Cell]) -> bool:
    """Enough headings, or one over several columns beside one that is as tall as those below it: 单位 | 预算数 over 合计, 中央, 省级."""
    return len(printed) >= COLUMNS or (_grouped(printed) and sum(cell.columns for cell in printed) >= COLUMNS)


def _grouped(cells: Sequence[Cell]) -> bool:
    """One heads several columns, and another is as tall as what stands below it."""
    return any(cell.rows == HEIGHT for cell in cells) and any(cell.rows == 1 < cell.columns for cell in cells)


def _goes_on(words: Vocabulary, rows: Sequence[GridRow], head: GridRow) -> bool:
    """The first of the rows is one of numbers, or a short one (……) above such; it begins with no label of the form's head and no side title."""
    for row in rows[:SHORT]:
        printed = row.printed
        if printed and _another(words, printed[0], head):
            return False
        numbers = sum(is_number(cell.text) for cell in printed)
        if numbers > 1 or (numbers == 1 and len(printed) <= COLUMNS):
            return True
        if len(printed) > 2:
            return False
    return False


def _of_figures(rows: Sequence[GridRow]) -> bool:
    """Numbers in the same columns of every row, so many that the rows show how these follow from each other."""
    numbered = [{cell.column for cell in row.cells if is_number(cell.text)} for row in rows]
    return len(rows) >= SEVERAL and len(set[int].intersection(*numbered)) >= SEVERAL


def _of_labels(first: GridRow, row: GridRow) -> bool:
    """`实际支出 | 3323.71 | 预算执行率 | 97.00% | 得分 | 9.7` below rows of numbers: labels stand in their places, each before its own."""
    numbered = {cell.column for cell in first.cells if is_number(cell.text)}
    labels = [one for one, other in pairwise(row.printed) if is_number(other.text) and not is_number(one.text) and any(map(str.isalpha, one.text))]
    return sum(cell.column in numbered for cell in labels) >= LABELS


def _another(words: Vocabulary, first: Cell, head: GridRow) -> bool:
    """A row that begins so is part of another block."""
    label = words.fields.find(first.text)
    left = first.column < head.cells[0].column
    return bool((label and label[1] < STARRED and left) or (words.sides.find(first.text) and first.rows > 1))


def _totals(cell: Cell) -> bool:
    return plain(cell.text).partition("(")[0].endswith(TOTALS)


def _cells(row: GridRow, sides: set[int], *, heading: bool) -> Cells:
    """By column. A heading over several columns stands in all of them, so that headings over headings are known; other cells in their first."""
    found: Cells = {}
    for cell in (*row.over, *row.cells):
        columns = range(cell.column, cell.column + cell.columns) if id(cell) not in sides else ()
        found |= {column: cell.passage if heading or column == cell.column else Passage("") for column in columns}
    return found


def _end(row: GridRow) -> int:
    """The column behind its last cell."""
    return max(cell.column + cell.columns for cell in (*row.over, *row.cells))


def _named(row: GridRow) -> Cells:
    """Of a row that ends before the headings do only the name is known: a text without its cells has lost which of them it has."""
    return {row.cells[0].column: row.cells[0].passage}


def _free(draft: Draft) -> str:
    name = draft.definition.figures
    taken = sum(each.rstrip("0123456789") == name for each in draft.tables)
    return f"{name}{taken + 1}" if taken else name
