"""Columns of numbers show how they follow from each other, where nearly all rows agree."""

import random

import pytest

from formlint.definitions import shipped
from formlint.forms import FormTable
from formlint.readers import Source
from formlint.readers.markdown import read
from formlint.reckoning.column_ways import Kind, near_ways
from formlint.recognisers import recognise

HEAD = "# 某市专项资金情况说明\n项目支出由财政资金安排，部门按年度分配。\n\n"


def table(*rows: tuple[object, ...]) -> FormTable:
    heads = "甲乙丙丁戊己庚辛壬癸"[: len(rows[0])]
    lines = [("名称", *heads), ("---",) * (len(heads) + 1), *((f"{at}号", *row) for at, row in enumerate(rows, start=1))]
    text = HEAD + "\n".join(f"| {' | '.join(map(str, line))} |" for line in lines)
    (form,) = recognise(read(Source("form.md", text.encode())), shipped())
    return form.table("sums")


def ways(found: FormTable) -> list[tuple[str, str, str]]:
    columns = list(found.columns)[1:]
    return [(found.heading(way.column), way.told([*map(found.heading, way.others)]), way.kind) for way in near_ways(found, columns)]


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([(40, 38, "95%"), (70, 49, "70%"), (90, 81, "90%")], ("丙", "乙 ÷ 甲")),
        ([(40, 60, 38, "38%"), (70, 10, 49, "61.25%"), (90, 30, 81, "67.5%")], ("丁", "丙 ÷ (甲 + 乙)")),
        ([(12, 88, 95, 5), (75, 40, 36, 79), (30, 27, 28, 29)], ("丁", "甲 + 乙 - 丙")),
        ([(90, 80, 95, 88.33), (70, 75, 92, 79), (60, 93, 99, 84)], ("丁", "(甲 + 乙 + 丙) ÷ 3")),
        ([(45, 20, 400, 360000), (50, 30, 380, 570000), (60, 10, 350, 210000)], ("丁", "甲 × 乙 × 丙")),
        ([(45, 20, 25), (50, 30, 20), (60, 10, 50)], ("丙", "甲 - 乙")),
        ([(45, 20, 65), (50, 30, 80), (60, 10, 70)], ("丙", "甲 + 乙")),
    ],
)
def test_a_way_that_all_rows_show_is_found(rows: list[tuple[object, ...]], told: tuple[str, str]) -> None:
    assert told in [(column, way) for column, way, _ in ways(table(*rows))]


def test_one_row_may_be_far_off_and_two_may_not() -> None:
    rows: list[tuple[object, ...]] = [(45, 20, 25), (50, 30, 20), (60, 10, 50), (33, 11, 99)]
    assert ("丙", "甲 - 乙", Kind.REST) in ways(table(*rows))
    assert not ways(table(*rows, (33, 12, 99)))


def test_blanks_noughts_and_full_rates_show_nothing() -> None:
    assert not ways(table((45, 45, "100%"), (0, 70, "0%"), ("", 30, "0%"), (0, 12, "100%")))
    assert not ways(table((45, "", 25), (50, 30, ""), ("", 10, 50)))


def test_unrelated_columns_are_hardly_ever_near() -> None:
    chance = random.Random(3)
    found = [table(*(tuple(chance.randint(100, 9999) for _ in range(6)) for _ in range(5))) for _ in range(40)]
    assert sum(len(ways(each)) for each in found) <= 2


def test_ways_come_by_column_and_those_of_rates_first() -> None:
    assert [column for column, _, _ in ways(table((40, 38, 2, "95%"), (70, 49, 21, "70%"), (90, 81, 9, "90%")))] == ["丁", "甲", "乙", "乙", "丙"]
