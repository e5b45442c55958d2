"""What a made form says: its fields, its funds, its indicators, its two stories. The same seed says the same.

`hard` forms say it at greater length: names with additions, several targets in a cell, actuals that are sentences, and more cells left blank.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import yaml

KINDS = ("project", "project", "project", "department", "transfer")
PARTS = {  # of the funds, below their total
    "project": (("fiscal", "carryover", "other"), ("fiscal", "other"), ("fiscal", "own"), ("fiscal", "carryover", "own", "other")),
    "department": (("basic", "project", "other"), ("basic", "project")),
    "transfer": (("central", "local", "other"), ("central", "local")),
}
REGIMES = ({"output": 50, "effect": 30, "satisfaction": 10}, {"cost": 20, "output": 40, "effect": 20, "satisfaction": 10})
AMOUNTS = ("initial", "budget", "executed")
DASHES = ("—", "-", "")


@dataclass(frozen=True, slots=True)
class Indicator:
    """A row as it is printed, with the section it belongs to. `op`, `number`, `unit` are what its target is made of."""

    section: str
    part: str
    name: str
    op: str
    number: str
    unit: str
    actual: str
    weight: str
    score: str
    reason: str

    @property
    def target(self) -> str:
        return f"{self.op}{self.number}{self.unit}"


@dataclass(frozen=True, slots=True)
class Contents:
    """All that a form prints, but for its headings. `funds`: rows of the fund table by their keys, each with its cells by their columns."""

    kind: str
    title: str
    fields: Mapping[str, str]
    funds: Mapping[str, Mapping[str, str]]
    goal: str
    actual: str
    indicators: Sequence[Indicator]
    points: Mapping[str, int]  # of the sections
    score: str


@cache
def words() -> Any:
    return yaml.safe_load((Path(__file__).parent / "words.yaml").read_text(encoding="utf-8"))


def contents(chance: Random, *, hard: bool) -> Contents:
    kind, topic = chance.choice(KINDS), chance.choice(words()["topics"])
    year, regime = chance.randint(2019, 2024), chance.choice(REGIMES)
    place = chance.choice(words()["places"]) + chance.choice(words()["levels"])
    funds = _funds(chance, kind)
    rows = [row for section in regime for row in _section(chance, topic, section, regime, hard=hard, year=year)]
    total = sum((Decimal(row.score) for row in rows if row.score), Decimal(funds["total"]["score"]))
    goal, actual = _stories(chance, topic, rows, hard=hard)
    fields = dict(_fields(chance, kind, topic, place, year))
    return Contents(kind, _title(chance, kind, year), fields, funds, goal, actual, rows, regime, f"{total.normalize():f}")


def _title(chance: Random, kind: str, year: int) -> str:
    titles = {
        "project": ("项目支出绩效自评表", "项目绩效目标自评表", "部门预算项目支出绩效自评表"),
        "department": ("部门整体支出绩效自评表", "部门（单位）整体支出绩效自评表"),
        "transfer": ("转移支付区域（项目）绩效目标自评表", "中央对地方转移支付绩效自评表"),
    }
    return chance.choice((f"{year}年度", "")) + chance.choice(titles[kind])


def _fields(chance: Random, kind: str, topic: Any, place: str, year: int) -> Iterator[tuple[str, str]]:
    if chance.random() < 0.5:
        yield "subtitle", f"（{year}年度）"
    if kind != "department":
        yield "project", chance.choice((f"{year}年{topic['project']}", topic["project"] + "资金"))
        yield "dept", place + topic["bureau"]
    yield "unit", place + (topic["bureau"] if kind == "department" else topic["station"])
    if chance.random() < 0.6:
        yield "fill_date", f"{year + 1}年{chance.randint(1, 9)}月{chance.randint(1, 28)}日"
    if chance.random() < 0.7:
        yield "contact", chance.choice(words()["people"])
        yield "phone", f"08{chance.randint(50, 99)}-{chance.randint(2000000, 8999999)}"


def _funds(chance: Random, kind: str) -> dict[str, dict[str, str]]:
    """The total is the sum of its parts in every column; only the total has points."""
    places, parts = chance.choice((0, 2, 2, 2, 4)), chance.choice(PARTS[kind])
    grouped, dash, rated = chance.random() < 0.2, chance.choice(DASHES), kind == "transfer" or chance.random() < 0.2
    amounts = {part: _amounts(chance, places, empty=part in ("other", "carryover") and chance.random() < 0.6) for part in parts}
    sums = {column: sum((each[column] for each in amounts.values()), Decimal(0)) for column in AMOUNTS}
    rows: dict[str, dict[str, str]] = {}
    for key, each in {"total": sums, **amounts}.items():
        rate = (100 * each["executed"] / each["budget"]).quantize(Decimal("0.01"), ROUND_HALF_UP) if each["budget"] else None
        shown = {column: _money(value, places, grouped=grouped) for column, value in each.items()}
        if not each["budget"]:
            shown = dict.fromkeys(AMOUNTS, chance.choice(("", shown["budget"])))
        shown["rate"] = f"{rate}%" if rate is not None and (rated or key == "total") else dash
        shown |= {"weight": dash, "score": dash}
        rows[key] = shown
    score = (10 * sums["executed"] / sums["budget"]).quantize(Decimal("0.01"), ROUND_HALF_UP)
    rows["total"] |= {"weight": "10", "score": f"{score.normalize():f}"}
    return rows


def _amounts(chance: Random, places: int, *, empty: bool) -> dict[str, Decimal]:
    if empty:
        return dict.fromkeys(AMOUNTS, Decimal(0))
    budget = Decimal(chance.randint(10**places * 20, 10**places * chance.choice((90, 900, 9000)))).scaleb(-places)
    step = Decimal(1).scaleb(-places)
    executed = budget if chance.random() < 0.4 else (budget * chance.randint(700, 999) / 1000).quantize(step)
    initial = budget if chance.random() < 0.4 else (budget * chance.randint(700, 1300) / 1000).quantize(step)
    return {"initial": initial, "budget": budget, "executed": executed}


def _money(value: Decimal, places: int, *, grouped: bool) -> str:
    return f"{value:,.{places}f}" if grouped else f"{value:.{places}f}"


def _section(chance: Random, topic: Any, section: str, regime: Mapping[str, int], *, hard: bool, year: int) -> Iterator[Indicator]:
    """The rows of a section, which share its points. Costs are output where they are no section."""
    drafts = list(_drafts(chance, topic, section, year=year, hard=hard))
    if section == "output" and "cost" not in regime and chance.random() < 0.6:
        drafts.append(("成本", chance.choice(topic["costs"]), *_cost(chance)))
    for draft, weight in zip(drafts, _shares(chance, regime[section], len(drafts)), strict=True):
        part, name, op, number, unit, actual, met = draft
        if hard and chance.random() < 0.25:
            name += chance.choice(words()["longer"])
        score = weight if met else (weight * chance.randint(50, 97) / 100).quantize(Decimal("0.01"), ROUND_HALF_UP)
        excused = not met and chance.random() < 0.8
        reason = chance.choice(words()["reasons"]) if excused else chance.choice(("", "", "", "无") if hard else ("",))
        printed, earned = f"{weight.normalize():f}", f"{score.normalize():f}"
        if hard and chance.random() < 0.04:
            actual, earned = chance.choice((("", earned), (actual, "")))
        yield Indicator(section, part, name, op, number, unit, actual, printed, earned, reason)


def _shares(chance: Random, points: int, count: int) -> list[Decimal]:
    """So many weights that add up, in halves."""
    cuts = sorted(chance.sample(range(1, 2 * points), count - 1))
    return [Decimal(upper - lower) / 2 for lower, upper in zip((0, *cuts), (*cuts, 2 * points), strict=True)]


Draft = tuple[str, str, str, str, str, str, bool]


def _drafts(chance: Random, topic: Any, section: str, *, year: int, hard: bool) -> Iterator[Draft]:
    if section == "satisfaction":
        yield "满意", topic["served"] + chance.choice(("满意度", "满意率")), *_percentage(chance)
    elif section == "cost":
        yield from (("经济成本", name, *_cost(chance)) for name in chance.sample(topic["costs"], 2))
    elif section == "effect":
        for part in chance.sample(("经济", "社会", "生态", "可持续"), chance.randint(2, 4)):
            result = chance.choice(words()["results"][part])
            yield part, topic["effects"][part], "", result, "", chance.choice((result, result, *words()["reached"])), True
    else:
        for counted in chance.sample(topic["counts"], chance.randint(2, 5)):
            name, unit, most = counted.split(" ")
            yield "数量", name, *_count(chance, name, unit, int(most), hard=hard)
        yield from (("质量", name, *_percentage(chance)) for name in chance.sample(topic["rates"], chance.randint(1, 3)))
        if chance.random() < 0.5:
            yield "时效", chance.choice(topic["times"]), *_percentage(chance)
        else:
            day = f"{year}年{chance.randint(10, 12)}月{chance.randint(1, 28)}日"
            yield "时效", "完成时间", "", f"{year}年{chance.choice(words()['dates'])}", "", day, True


def _count(chance: Random, name: str, unit: str, most: int, *, hard: bool) -> tuple[str, str, str, str, bool]:
    wanted = chance.randint(max(2, most // 10), most)
    done, met = (wanted + chance.choice((0, wanted // 10)), True) if chance.random() < 0.85 else (wanted * chance.randint(70, 97) // 100, False)
    if hard and chance.random() < 0.2:
        more = chance.randint(2, 30)
        return "", f"1.{name}≥{wanted}{unit}；2.检查验收≥{more}次", "", f"1.{name}{done}{unit}；2.检查验收{more}次", met
    actual = f"{done}{unit}"
    if hard and chance.random() < 0.3:
        actual = chance.choice((f"全年{name}{done}{unit}，按计划推进。", f"实际{name}{done}{unit}"))
    return chance.choice(("≥", "≥", "=", "")), str(wanted), unit, actual, met


def _percentage(chance: Random) -> tuple[str, str, str, str, bool]:
    wanted = chance.choice((80, 85, 90, 95, 98, 100))
    if chance.random() < 0.12:
        return "≥", str(wanted), "%", f"{wanted - chance.randint(1, 9)}.{chance.randint(1, 9)}%", False
    done = Decimal(wanted) if wanted == 100 else Decimal(chance.randint(wanted * 10, 1000)) / 10
    return chance.choice(("≥", "≥", "=" if done == wanted else "≥")), str(wanted), "%", f"{done.normalize():f}%", True


def _cost(chance: Random) -> tuple[str, str, str, str, bool]:
    unit = chance.choice(("万元", "元", "万元"))
    wanted = Decimal(chance.randint(100, 90000)) / chance.choice((1, 10, 100))
    done = wanted if chance.random() < 0.5 else (wanted * chance.randint(80, 99) / 100).quantize(Decimal("0.01"))
    return "≤", f"{wanted.normalize():f}", unit, f"{done.normalize():f}{unit}", True


def _stories(chance: Random, topic: Any, rows: Sequence[Indicator], *, hard: bool) -> tuple[str, str]:
    """The goal and what came of it, in the words of some of the indicators."""
    told = [row for row in rows if row.part in ("数量", "质量") and row.actual and "；" not in row.actual]
    told = told[: chance.randint(1, 6 if hard else 3)]
    wanted = "；".join(f"目标{number}：{row.name}达到{row.number}{row.unit}" for number, row in enumerate(told, 1)) + "。"
    told_as = "{number}.{name}完成情况：{actual}。" if chance.random() < 0.4 else "{name}{actual}。"
    parts = [told_as.format(number=number, name=row.name, actual=row.actual.rstrip("。")) for number, row in enumerate(told, 1)]
    fillers = chance.sample(words()["fillers"], chance.randint(1, 3 if hard else 2))
    return wanted, "".join((*parts, *fillers))
