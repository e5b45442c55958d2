"""Headings that stand over more than their own column, or beside it, put where they belong by what is printed below them.

年初预算数 |      | 全年预算数 |        | 执行率       names before the amounts, under every heading: 合计, 基本支出
合计       | 386  | 合计       | 402.50 | 98%
指标名称        | 指标值                                 one heading over a level and the names: 产出, 培训场次
产出 | 培训场次 | ≥60场
一级指标    | 二级指标    | 三级指标                     names and points below every level
名称 | 权重 | 名称 | 权重 | 名称 | 权重
资金情况 | 来源       | 全年预算数 | 全年执行数       a side title that only the row of the headings counts as a cell
资金总额 | 2650.00    | 2611.00
"""

from collections.abc import Iterator, Mapping, Sequence

from formlint.documents import Cell
from formlint.recognisers.headings import Vocabulary, plain
from formlint.recognisers.tables.grid_rows import GridRow, numeric
from formlint.recognisers.tables.headers import Header
from formlint.recognisers.tables.heading_columns import LEVELS
from formlint.records import replace

FEWEST = 2  # headings with a name below them, or with names and points
NAME, WEIGHT = "name", "weight"

Spans = Mapping[str, tuple[int, int]]


def unfolded(words: Vocabulary, header: Header, below: Sequence[GridRow]) -> Header:
    """The header with the columns that the first row below it shows; itself where it shows no others."""
    if not below:
        return header
    row = below[0]
    header = _beside_side(words, header, row)
    if header.across is not None:
        return header
    if not header.table.listed:
        return replace(header, spans={**header.spans, **_behind_names(words, header, row)})
    weighed = _weighed(words, header, row)
    if weighed:
        return weighed
    return _with_level(header, row)


def _beside_side(words: Vocabulary, header: Header, row: GridRow) -> Header:
    """The columns one to the left, where the first row below begins under the side title with a name or a section and is as much shorter."""
    side = header.taken[0] if header.taken else None
    if side is None or side.rows > 1 or side.columns > 1 or not words.sides.find(side.text) or not row.printed:
        return header
    columns = {key: cell for key, cell in header.columns.items() if cell is not side}  # 绩效指标 may head the names as well
    end = max(cell.column + cell.columns for cell in header.taken)
    first, last = row.cells[0], max(cell.column + cell.columns for cell in row.cells)
    named = words.sections if header.table.listed else words.rows[header.table.name] if header.across is None else words.ruled[header.table.name]
    behind = row.at(side.column + 1, side.column + 2)
    amount = behind is not None and header.first > behind.column and numeric(behind)  # below 来源
    misplaced = _second_level(words, behind, columns) if header.table.listed else amount
    beside = columns.keys() & {*LEVELS, "name"} if header.table.listed else header.first > side.column + 1
    if not beside:  # it heads the names itself, and a row that is shorter lacks its last cell
        return header
    if first.column != side.column or not (last == end - 1 or misplaced) or not named.find(first.text) or words.sides.find(first.text):
        return header
    kept = {key: span for key, span in header.spans.items() if key in columns or header.across is not None}
    return replace(header, columns=columns, spans={key: (start - 1, stop - 1) for key, (start, stop) in kept.items()})


def _second_level(words: Vocabulary, cell: Cell | None, columns: Mapping[str, Cell]) -> bool:
    """数量指标 below 一级指标."""
    below = cell is not None and LEVELS[0] in columns and columns[LEVELS[0]].column == cell.column
    return cell is not None and below and bool(words.parts.find(cell.text)) and not words.sections.find(cell.text)


def _behind_names(words: Vocabulary, header: Header, row: GridRow) -> Spans:
    """The columns of the amounts whose heading stands over a name as well, the same in all."""
    names = words.rows.get(header.table.name)
    found: dict[str, tuple[int, int]] = {}
    called: set[str] = set()
    for key, (start, _) in header.spans.items():
        name = row.at(start, start + 1)
        value = next((cell for cell in row.cells if name and cell.column == name.column + name.columns), None)
        if names and name and value and name.row == row.number and (called_as := names.key(name.text)) and numeric(value):
            found[key] = (value.column, value.column + value.columns)
            called.add(called_as)
    apart = not any(start < other < end for start, end in found.values() for key, (other, _) in header.spans.items() if key not in found)
    return found if len(found) >= FEWEST and len(called) == 1 and apart else {}


def _with_level(header: Header, row: GridRow) -> Header:
    """Of several cells below the heading of the names the last is the name, those before it are levels."""
    if NAME not in header.spans or any(level in header.spans for level in LEVELS):
        return header
    cells = [cell for cell in _under(header.spans[NAME], row) if cell.text.strip()]
    if not 1 < len(cells) <= len(LEVELS) + 1 or any(map(numeric, cells)):
        return header
    keys = (*LEVELS[: len(cells) - 1], NAME)
    spans = {key: (cell.column, cell.column + cell.columns) for key, cell in zip(keys, cells, strict=True)}
    heads = dict.fromkeys(keys, header.columns[NAME])
    return replace(header, columns={**header.columns, **heads}, spans={**header.spans, **spans})


def _weighed(words: Vocabulary, header: Header, row: GridRow) -> Header | None:
    """Below the levels and the names a row of headings: what is named, and its points. The same words below all of them."""
    lexicon = words.ruled[header.table.name]
    columns, spans, called = dict(header.columns), dict(header.spans), set[str]()
    levels = [key for key in (*LEVELS, NAME) if key in header.spans]
    for key in levels:
        cells = _under(header.spans[key], row)
        if len(cells) != 2 or lexicon.key(cells[1].text) != WEIGHT or not cells[0].text.strip() or numeric(cells[0]):
            return None
        points = WEIGHT if key == NAME else f"{key}_{WEIGHT}"
        columns[points] = cells[1]
        spans |= {each: (cell.column, cell.column + cell.columns) for each, cell in ((key, cells[0]), (points, cells[1]))}
        called.add(plain(cells[0].text))
    if len(levels) < FEWEST or len(called) > 1:
        return None
    return replace(header, columns=columns, spans=spans, height=header.height + 1, taken=(*header.taken, *row.cells))


def _under(span: tuple[int, int], row: GridRow) -> list[Cell]:
    return list(_inside(span, (*row.cells, *row.over)))


def _inside(span: tuple[int, int], cells: Sequence[Cell]) -> Iterator[Cell]:
    start, end = span
    yield from sorted((cell for cell in cells if start <= cell.column and cell.column + cell.columns <= end), key=lambda cell: cell.column)
