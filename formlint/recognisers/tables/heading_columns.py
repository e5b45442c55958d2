"""Which column of a table each heading of a row names: the best of several words, and what two of one column mean beside each other."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from formlint.definitions import TableDefinition
from formlint.documents import Cell
from formlint.patterns import late
from formlint.reckoning.budget import BUDGET, CHANGE, INITIAL
from formlint.recognisers.headings import STARRED, Vocabulary, fold, plain, scored
from formlint.recognisers.of_hundred import TOLD

AGAIN = "_again"
OF_HALF = "_half"  # of the year, beside the whole
OF_OTHER_YEAR = "_of_other_year"  # no column of any table
DONE = ("executed", "actual")
MEASURED = ("target", "actual")
AFTER = "调整后"
DIFFERENCE, PUT_IN = "difference", "实际投入"
PLACE = 2  # characters: 本市, 全省, 年度
LEVELS = ("l1", "l2")  # columns that group the rows; the points of a group stand in l1_weight and l2_weight

_BASIC, _ADDED = late("基[础本]分"), late("(?:加|奖励?)分(?:值|项)?$")
_YEAR = late(r"(20\d\d)年")
_PERIOD = late("^(?:项目)?(?:实施期|中长期|中期|建设期)|累计(?:完成|实际|实现)")
_HALF = late(r"\((?:上?半年|1?[-—]?6月)[^()]*\)|[\u4e00-\u9fff]\(?上?半年\)?$")


def heading_columns(words: Vocabulary, table: TableDefinition, cells: Sequence[Cell]) -> dict[str, Cell]:
    """The cells that are headings; of two that fit one column the one whose word fits best."""
    best: dict[str, tuple[int, Cell]] = {}
    find = words.ruled[table.name].find
    known = [(*found, cell) for cell in cells if (found := find(cell.text))]
    if not known:  # nearly every row
        return {}
    known = weighed(_told_apart(known))
    if any(_ADDED.search(plain(cell.text)) for cell in cells):
        known = [each for each in known if each[0] != "weight" or not _BASIC.match(plain(each[2].text))]  # no score is limited by it there
    known = [each for each in known if each[0] in table.columns]
    if not known:
        return {}
    known = _of_a_review(words, table, _spent(_before_changes(known)))
    either = frozenset(map(fold, table.either))
    plainly = any(key == BUDGET and fold(cell.text) not in either for key, _, cell in known)
    for key, rank, cell in known:
        if plainly and key == BUDGET and fold(cell.text) in either:
            continue  # 调整预算 | 合计预算: the budget is what is called nothing else
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
    return _points_of_levels(columns, [cell for key, _, cell in known if key == "weight"])


def _before_changes(known: Sequence[tuple[str, int, Cell]]) -> Sequence[tuple[str, int, Cell]]:
    """Beside 调整后金额 another budget is that before the changes: 预算金额 | 调整金额 | 调整后金额."""
    budgets = [cell for key, _, cell in known if key == BUDGET]
    after = [cell for cell in budgets if AFTER in plain(cell.text)]
    if len(budgets) != 2 or len(after) != 1 or any(key == INITIAL for key, _, _ in known):
        return known
    return [(INITIAL if key == BUDGET and cell is not after[0] else key, rank, cell) for key, rank, cell in known]


def _spent(known: Sequence[tuple[str, int, Cell]]) -> Sequence[tuple[str, int, Cell]]:
    """What was put in is what was spent where a rate tells so, and nothing else is: 计划投入 | 实际投入 | 执行率."""
    keys = {key for key, _, _ in known}
    if "rate" not in keys or "executed" in keys:
        return known
    return [("executed" if key == "arrived" and plain(cell.text) == PUT_IN else key, rank, cell) for key, rank, cell in known]


def _of_a_review(words: Vocabulary, table: TableDefinition, known: Sequence[tuple[str, int, Cell]]) -> list[tuple[str, int, Cell]]:
    """By how much a review differs stands behind the score. Elsewhere 偏差 is what it is outside tables: the reason why a target was missed."""
    keys = [key for key, _, _ in known]
    found: list[tuple[str, int, Cell]] = []
    for place, each in enumerate(known):
        if each[0] != DIFFERENCE or ("review" in keys and "score" in keys[:place]):
            found.append(each)
        elif (other := words.columns[table.name].find(each[2].text)) and other[0] != DIFFERENCE:
            found.append((*other, each[2]))
    return found


def told_apart(known: Sequence[tuple[str, str]], *, beside: Collection[int]) -> list[str]:
    """The columns of headings, given with those that their words name, where several have one word. `beside` are those right behind a level or name.

    `指标值（半年） | 指标值（全年）`, `2022年执行数 | 2023年执行数`, `实施期目标值 | 2023年目标值`: the second is the column.
    `二级指标 | 得分 | 三级指标 | 得分 | 评价标准 | 得分`: only the last is of what was
    scored, the others are of what it is given of.
    """
    words = Counter((key, fold(text)) for key, text in known)
    keys = [f"{key}{OF_HALF}" if words[key, fold(text)] > 1 and _HALF.search(plain(text)) else key for key, text in known]
    keys = _of_the_year(keys, [plain(text) for _, text in known])
    others = _other_years(known)
    keys = [f"{key}{OF_OTHER_YEAR}" if place in others else key for place, key in enumerate(keys)]
    scores = [place for place, key in enumerate(keys) if key == "score"]
    given = [place for place in scores if place in beside]
    alike = len({fold(known[place][1]) for place in scores}) == 1 and "weight" not in keys
    if given and alike and len(scores) == len(given) + 1 and scores[-1] not in given:
        return ["weight" if place in given else key for place, key in enumerate(keys)]
    return keys


def _of_the_year(keys: Sequence[str], texts: Sequence[str]) -> list[str]:
    """Targets and actuals of all the years of a project are others beside those of the year."""
    period = [key in MEASURED and _PERIOD.search(text) is not None for key, text in zip(keys, texts, strict=True)]
    yearly = {key for key, other in zip(keys, period, strict=True) if not other}
    return [f"{key}{AGAIN}" if other and key in yearly else key for key, other in zip(keys, period, strict=True)]


def _other_years(known: Sequence[tuple[str, str]]) -> set[int]:
    """The places of headings of another year than the last of what was done, where those of that year stand beside them."""
    years = [found[1] if (found := _YEAR.match(plain(text))) else "" for _, text in known]
    this = max((year for year, (key, _) in zip(years, known, strict=True) if key in DONE), default="")
    own = {key for year, (key, _) in zip(years, known, strict=True) if year == this}
    return {place for place, (key, _) in enumerate(known) if years[place] not in ("", this) and key in own}


def _told_apart(known: Sequence[tuple[str, int, Cell]]) -> list[tuple[str, int, Cell]]:
    ends = {cell.column + cell.columns for key, _, cell in known if key in (*LEVELS, "name")}
    beside = {place for place, (_, _, cell) in enumerate(known) if cell.column in ends}
    keys = told_apart([(key, cell.text) for key, _, cell in known], beside=beside)
    return [(key, rank, cell) for key, (_, rank, cell) in zip(keys, known, strict=True)]


def weighed(known: Sequence[tuple[str, int, Cell]]) -> list[tuple[str, int, Cell]]:
    """Headings with their column and rank. 自评分值 is a score, but beside 自评得分, and where no other weight stands, what it is given of."""
    known = _singled(known)
    scores = [cell for key, _, cell in known if key == "score"]
    weights = [cell for cell in scores if fold(cell.text).endswith("分值")]
    if len(scores) != 2 or len(weights) != 1 or any(key == "weight" for key, _, _ in known):
        return list(known)
    return [("weight" if cell is weights[0] else key, rank, cell) for key, rank, cell in known]


def _singled(known: Sequence[tuple[str, int, Cell]]) -> Sequence[tuple[str, int, Cell]]:
    """Of two scores the one that says it is of a hundred is that of the single row: 自评得分（百分制） | 加权得分."""
    of_hundred = [cell for key, _, cell in known if key == "score" and TOLD.search(plain(cell.text))]
    if len(of_hundred) != 1 or sum(key == "score" for key, _, _ in known) == 1:
        return known
    return [("single" if cell is of_hundred[0] else key, rank, cell) for key, rank, cell in known]


def _in_groups(known: Sequence[tuple[str, int, Cell]]) -> bool:
    """Two headings at least stand there again and again, under what they are grouped by: 下达 | 支出 | 下达 | 支出."""
    printed = Counter((key, plain(cell.text)) for key, _, cell in known)
    return sum(times > 1 for times in printed.values()) > 1


def _second(columns: Mapping[str, Cell], found: Sequence[tuple[str, Cell]], table: TableDefinition) -> dict[str, Cell]:
    """Of two headings of one column: `年初指标值 | 调整指标值` are both read where the definition has a column for it (target_again), but what was
    done is done once; of two names the left one is a level where no other stands beside them (`评价指标 | 评价内容`), else it tells what the
    right one means."""
    again = [(f"{key}{AGAIN}", cell) for key, cell in found if cell is not columns.get(key) and key not in DONE]
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
