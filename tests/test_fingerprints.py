"""A finding is the same finding however the form is saved, laid out or ordered; a changed number changes exactly its own."""

from pathlib import Path

import openpyxl
import openpyxl.worksheet.cell_range
import pytest

from formlint.checks import SHIPPED, load
from formlint.definitions import shipped
from formlint.lint import Setup, lint, lint_source
from formlint.readers import Source

FIXTURE = Path(__file__).parent.parent / "fixtures" / "2022"
SETUP = Setup(shipped(), load(SHIPPED))
TITLE = "# 2022年度部门整体支出绩效自评表\n\n"
FUNDS = """| 资金来源 | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 |
|---|---|---|---|---|---|---|
| 年度资金总额 | 382.87 | 455.94 | 450.50 | 10 | 98.81% | 9.9 |
| 基本支出 | 292.29 | 365.86 | 365.86 | — | — | — |
| 项目支出 | 90.08 | 90.08 | 84.64 | — | — | — |
"""
INDICATORS = """
| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |
|---|---|---|---|---|---|---|
| 产出指标 | 数量指标 | 举办培训班 | ≥4次 | 5次 | 40 | 46 |
| 产出指标 | 数量指标 | 印发简报 | ≥10期 | 12期 | 30 | 37 |
| 产出指标 | 质量指标 | 合格率 | ≥90% | 95% | 20 | 20 |
"""
Prints = set[tuple[str, str, int]]


def of_file(name: str) -> Prints:
    return {(each.check, each.fingerprint, each.occurrence) for each in lint(FIXTURE / name, SETUP).all_findings}


def of_text(text: str) -> Prints:
    found = lint_source(Source("form.md", (TITLE + text).encode()), "form.md", SETUP)
    return {(each.check, each.fingerprint, each.occurrence) for each in found.all_findings}


@pytest.mark.parametrize("name", ["form.pdf", "form.docx", "form.html", "form.ofd", "form.md"])
def test_the_same_form_in_another_format_has_the_same_fingerprints(name: str) -> None:
    assert of_file(name) == of_file("form.xlsx")


def test_a_workbook_that_another_program_saved_has_the_same_fingerprints(tmp_path: Path) -> None:
    saved = tmp_path / "saved.xlsx"
    openpyxl.load_workbook(FIXTURE / "form.xlsx").save(saved)
    assert saved.read_bytes() != (FIXTURE / "form.xlsx").read_bytes()
    found = lint(saved, SETUP)
    assert {(each.check, each.fingerprint, each.occurrence) for each in found.all_findings} == of_file("form.xlsx")


def test_columns_and_rows_before_the_form_change_no_fingerprint(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(FIXTURE.parent / "yuan" / "faulty.xlsx")
    sheet = book.worksheets[0]
    merged = [each.coord for each in sheet.merged_cells.ranges]
    for each in merged:
        sheet.unmerge_cells(each)
    sheet.insert_rows(1, 3)
    sheet.insert_cols(1)
    for each in merged:
        moved = openpyxl.worksheet.cell_range.CellRange(each)
        moved.shift(1, 3)
        sheet.merge_cells(moved.coord)
    book.save(tmp_path / "moved.xlsx")
    before, after = lint(FIXTURE.parent / "yuan" / "faulty.xlsx", SETUP), lint(tmp_path / "moved.xlsx", SETUP)
    assert [each.fingerprint for each in before.all_findings] == [each.fingerprint for each in after.all_findings]
    assert before.all_findings[0].subject.place != after.all_findings[0].subject.place


def test_other_rows_and_tables_before_it_change_no_fingerprint() -> None:
    head, rule, first, *others = INDICATORS.strip().splitlines()
    turned = "\n".join([head, rule, *reversed(others), first]) + "\n"
    assert of_text(FUNDS + INDICATORS) == of_text(turned + "\n" + FUNDS)


def test_98_0_is_98_00() -> None:
    assert of_text(FUNDS + INDICATORS) == of_text(FUNDS + INDICATORS.replace("| 40 | 46 |", "| 40 | 46.0 |"))


def test_a_changed_number_changes_its_own_finding_only() -> None:
    before, after = of_text(FUNDS + INDICATORS), of_text(FUNDS + INDICATORS.replace("| 40 | 46 |", "| 40 | 48 |"))
    assert len(before - after) == len(after - before) == 1
    assert len(before & after) == len(before) - 1 > 0
