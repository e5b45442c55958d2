"""How a made form is laid out: the cells of its sheet, how wide its columns are, and what a reader must find, by id.

Every band of the form (fields, funds, stories, indicators) has columns of its own; the sheet has the edges of all of them, as sheets do that were
drawn by hand. `hard` sheets are so narrow that cells are torn over lines.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from random import Random

from benchmarks.made.contents import Contents, Indicator, contents, words
from formlint.documents import Cell, Passage

Truth = dict[str, str]
FUNDS = (
    ("initial", "budget", "executed", "weight", "rate", "score"),
    ("budget", "executed", "weight", "rate", "score"),
    ("initial", "budget", "executed", "rate", "weight", "score"),
    ("budget", "executed", "rate", "score"),
)
UNSCORED = ("budget", "executed", "rate")  # transfers
INDICATORS = (  # the usual order three times
    *(("l1", "l2", "name", "target", "actual", "weight", "score", "reason"),) * 3,
    ("l1", "l2", "name", "weight", "target", "actual", "score", "reason"),
    ("l1", "l2", "name", "target", "actual", "weight", "score"),
    ("l1", "l2", "name", "target", "weight", "actual", "score", "reason"),
    ("l1", "l2", "name", "op", "target", "unit", "actual", "weight", "score", "reason"),
    ("l2", "name", "target", "actual", "weight", "score", "reason"),
    ("l1", "name", "target", "actual", "weight", "score", "reason"),
)
WIDTHS = {  # in half-width characters: usual and hard
    "l1": (11, 7), "l2": (15, 9), "name": (30, 15), "op": (9, 6), "target": (20, 11), "unit": (9, 6), "actual": (22, 11),
    "weight": (7, 7), "score": (7, 7), "reason": (26, 11), "side": (13, 7), "label": (22, 13), "amount": (15, 10), "rate": (11, 8),
}  # fmt: skip
NEAR = 4  # half-width characters: edges of two bands so near are one


@dataclass(frozen=True, slots=True)
class Box:
    """A cell before the sheet knows its columns: it reaches from one distance to another, in half-width characters."""

    row: int
    rows: int
    left: int
    right: int
    text: str


@dataclass(slots=True)
class MadeForm:
    """A form: its cells, its columns in half-width characters, and the text of every printed value by its id."""

    cells: list[Cell]
    columns: tuple[int, ...]
    truth: Truth


@dataclass(slots=True)
class _Sheet:
    chance: Random
    hard: bool
    wide: int
    boxes: list[Box] = field(default_factory=list)
    truth: Truth = field(default_factory=dict)
    row: int = 0
    edges: list[int] = field(default_factory=list)

    def width(self, column: str) -> int:
        return WIDTHS[column][self.hard]

    def line(self, text: str) -> None:
        self.band([(0, self.wide, text)])

    def band(self, cells: Sequence[tuple[int, int, str]], rows: int = 1) -> None:
        """A row of cells: left, right, text."""
        self.boxes += [Box(self.row, rows, self.snapped(left), self.snapped(right), text) for left, right, text in cells]
        self.row += rows

    def snapped(self, at: int) -> int:
        """The edge that is already there, where one is near."""
        near = min(self.edges, key=lambda edge: abs(edge - at), default=at)
        if abs(near - at) > NEAR:
            self.edges.append(at)
            return at
        return near

    def headed(self, name: str) -> str:
        """A heading by chance; a narrow sheet breaks it itself."""
        return str(self.chance.choice(words()["headings"][name]))

    def done(self) -> MadeForm:
        edges = sorted({edge for box in self.boxes for edge in (box.left, box.right)})
        cells = [
            Cell(box.row, edges.index(box.left), Passage(box.text, ()), box.rows, edges.index(box.right) - edges.index(box.left))
            for box in self.boxes
        ]
        columns = tuple(right - left for left, right in pairwise(edges))
        return MadeForm(sorted(cells, key=lambda cell: (cell.row, cell.column)), columns, {id_: text for id_, text in self.truth.items() if text})


def made(seed: int, *, hard: bool) -> MadeForm:
    """The form of a seed."""
    chance = Random(f"{seed} {hard}")
    told = contents(chance, hard=hard)
    shape = [column for column in chance.choice(INDICATORS) if told.kind != "transfer" or column not in ("weight", "score")]
    if hard:
        shape += [] if "reason" in shape else ["reason"]
    sided = chance.random() < 0.5
    widths = [WIDTHS[column][hard] for column in shape]
    offset = WIDTHS["side"][hard] if sided else 0
    sheet = _Sheet(chance, hard, sum(widths) + offset)
    bounds = [offset + sum(widths[:at]) for at in range(len(widths) + 1)]
    sheet.edges = [0, *bounds]
    _head(sheet, told)
    _funds(sheet, told)
    _stories(sheet, told)
    _indicators(sheet, told, shape, bounds)
    _foot(sheet, told)
    return sheet.done()


def _head(sheet: _Sheet, told: Contents) -> None:
    """Title and fields: what stands in lines, and what in ruled pairs of label and value."""
    fields = dict(told.fields)
    sheet.truth |= {"title": told.title} | fields
    sheet.line(told.title)
    if "subtitle" in fields:
        sheet.line(fields["subtitle"])
    if "fill_date" in fields:
        sheet.line(f"填报日期：{fields['fill_date']}")
    left, middle = sheet.width("side") + sheet.width("l2"), sheet.wide // 2
    if told.kind == "department":
        sheet.band([(0, left, "部门（单位）名称"), (left, sheet.wide, fields["unit"])])
        return
    sheet.band([(0, left, "转移支付（项目）名称" if told.kind == "transfer" else "项目名称"), (left, sheet.wide, fields["project"])])
    own = middle + sheet.width("label")
    sheet.band([(0, left, "主管部门"), (left, middle, fields["dept"]), (middle, own, "实施单位"), (own, sheet.wide, fields["unit"])])


def _funds(sheet: _Sheet, told: Contents) -> None:
    columns = UNSCORED if told.kind == "transfer" else sheet.chance.choice(FUNDS)
    side, label = sheet.width("side"), sheet.width("side") + sheet.width("label")
    needed = [sheet.width("amount") if column in ("initial", "budget", "executed") else sheet.width("rate") for column in columns]
    room = sheet.wide - label
    bounds = [label + room * sum(needed[:at]) // sum(needed) for at in range(len(columns) + 1)]
    top, heading = sheet.row, sheet.chance.choice(("资金来源", "", "项目资金" if told.kind == "project" else ""))
    names = {
        "department": ("部门整体资金（万元）", "总体资金（万元）"),
        "project": ("项目资金（万元）", "资金情况（万元）"),
        "transfer": ("项目资金（万元）",),
    }
    sheet.boxes.append(Box(top, 1 + len(told.funds), 0, sheet.snapped(side), sheet.chance.choice(names[told.kind])))
    sheet.band([(side, label, heading), *((bounds[at], bounds[at + 1], sheet.headed(column)) for at, column in enumerate(columns))])
    for key, row in told.funds.items():
        name = sheet.chance.choice(words()["funds"][key])
        sheet.truth[f"funds.{key}.label"] = name
        sheet.truth |= {f"funds.{key}.{column}": row[column] for column in columns}
        sheet.band([(side, label, name), *((bounds[at], bounds[at + 1], row[column]) for at, column in enumerate(columns))])


def _stories(sheet: _Sheet, told: Contents) -> None:
    """Side by side or one below the other."""
    sheet.truth |= {"narrative.goal": told.goal, "narrative.actual": told.actual}
    goal, actual = sheet.chance.choice((("预期目标", "实际完成情况"), ("年初设定目标", "全年完成情况"), ("总体目标", "全年实际完成情况")))
    name = sheet.chance.choice(("年度总体目标", "年度总体目标完成情况"))
    side, middle, wide = sheet.width("side"), sheet.wide // 2, sheet.wide
    sheet.boxes.append(Box(sheet.row, 2, 0, sheet.snapped(side), name))
    if sheet.chance.random() < 0.7:
        sheet.band([(side, middle, goal), (middle, wide, actual)])
        sheet.band([(side, middle, told.goal), (middle, wide, told.actual)])
        return
    label = side + sheet.width("l2")
    sheet.band([(side, label, goal), (label, wide, told.goal)])
    sheet.band([(side, label, actual), (label, wide, told.actual)])


def _indicators(sheet: _Sheet, told: Contents, shape: Sequence[str], bounds: Sequence[int]) -> None:
    span = list(pairwise(bounds))
    scored = "weight" in shape
    if bounds[0]:
        name = sheet.chance.choice(("绩效指标", "年度绩效指标"))
        sheet.boxes.append(Box(sheet.row, 1 + len(told.indicators) + scored, 0, bounds[0], name))
    sheet.band([(*span[at], sheet.headed(column)) for at, column in enumerate(shape)])
    labels = dict(_labels(sheet, told, pointed=scored and sheet.chance.random() < 0.4))
    texts = [_row(row, shape, labels) for row in told.indicators]
    if "l1" in shape:
        sheet.truth |= {f"section[{number}].label": labels[section] for number, section in enumerate(told.points)}
    for number, text in enumerate(texts):
        sheet.truth |= {f"indicators[{number}].{column}": each for column, each in text.items()}
        sheet.band([(*span[at], text[column]) for at, column in enumerate(shape) if column not in ("l1", "l2")])
    _merge(sheet, texts, told.indicators, dict(zip(shape, span, strict=True)))
    if scored:
        _total(sheet, told, shape, span)


def _row(row: Indicator, shape: Sequence[str], labels: Mapping[str, str]) -> dict[str, str]:
    """The cells of a row by their columns."""
    split = "op" in shape
    whole = {
        "l1": labels[row.section], "l2": labels[row.part], "name": row.name, "op": row.op if row.unit else "定性",
        "target": row.number if split else row.target, "unit": row.unit, "weight": row.weight, "score": row.score, "reason": row.reason,
        "actual": row.actual.removesuffix(row.unit) if split and row.unit and row.actual[:1].isdigit() else row.actual,
    }  # fmt: skip
    return {column: whole[column] for column in shape}


def _labels(sheet: _Sheet, told: Contents, *, pointed: bool) -> Iterator[tuple[str, str]]:
    for key, points in told.points.items():
        yield key, sheet.chance.choice(words()["sections"][key]) + (f"（{points}分）" if pointed else "")
    yield from words()["parts"].items()


def _merge(sheet: _Sheet, texts: Sequence[Mapping[str, str]], rows: Sequence[Indicator], spans: Mapping[str, tuple[int, int]]) -> None:
    """Levels are drawn once for all rows that share them."""
    top = sheet.row - len(rows)
    for column in [each for each in ("l1", "l2") if each in spans]:
        first = 0
        keys = [(row.section, row.part if column == "l2" else "") for row in rows]
        for number in range(1, len(rows) + 1):
            if number == len(rows) or keys[number] != keys[first]:
                sheet.boxes.append(Box(top + first, number - first, *spans[column], texts[first][column]))
                first = number


def _total(sheet: _Sheet, told: Contents, shape: Sequence[str], span: Sequence[tuple[int, int]]) -> None:
    """总分, 100 under the weights and the score under the scores."""
    first = shape.index("weight")
    texts = {"weight": "100", "score": told.score}
    sheet.truth |= {f"total.{column}": text for column, text in texts.items()}
    after = [(*span[at], texts.get(column, "")) for at, column in enumerate(shape) if at >= first]
    sheet.band([(span[0][0], span[first][0], sheet.chance.choice(("总分", "合计", "总  分"))), *after])


def _foot(sheet: _Sheet, told: Contents) -> None:
    if "contact" in told.fields:
        sheet.line(f"填表人：{told.fields['contact']}    联系电话：{told.fields['phone']}")
