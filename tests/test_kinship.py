"""Forms of one unit are seen beside each other, and only these; alone, or beside strangers, a form says what it always said."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import formlint
from formlint.checks import SHIPPED, load
from formlint.cli import main
from formlint.definitions import shipped
from formlint.documents import NodeSpot, Passage
from formlint.forms import Field, Form, FormTable, Row
from formlint.kinship import Kin, family
from formlint.lint import Setup, lint_source, lint_together
from formlint.readers import Source
from formlint.results import DocumentResult

SCHEMA = json.loads((Path(formlint.__file__).parent / "schemas" / "report.schema.json").read_text(encoding="utf-8"))
TEXT = (
    "{}年度部门整体支出绩效自评表\n\n| 部门名称 | {} | < | < | < | < | < |\n|---|---|---|---|---|---|---|\n"
    "| 资金来源 | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 |\n| 年度资金总额 | 100 | 100 | {} | 10 | {}% | {} |\n"
    "| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |\n| 产出指标 | 数量指标 | 培训人数 | ≥600人 | 610人 | 20 | 20 |\n"
)


def text(year: int, unit: str, rate: int, score: str) -> str:
    return TEXT.format(year, unit, rate, rate, score)


def passage(printed: str) -> Passage:
    return Passage.at(printed, NodeSpot((1,), 0, len(printed)))


def form(unit: str, year: int | None, *, project: str = "", kind: str = "department", answered: bool = True, told: str = "") -> Form:
    fields = {name: Field(name, (), passage(each)) for name, each in (("unit", unit), ("project", project), ("narrative.actual", told)) if each}
    cells = {"actual": Field("indicators[0].actual", (), passage("1次"))} if answered else {}
    rows = (Row("indicators[0]", "0", "培训", cells),)
    return Form("d", kind, fields, {"indicators": FormTable("indicators", {}, rows)}, year=year)


def test_a_form_is_seen_beside_that_of_the_nearest_year_before() -> None:
    kin = family([form("甲局", 2021), form("甲局", 2023), form("甲局", 2020), form("乙局", 2022)])
    assert [kin.beside(at, Kin.YEAR_BEFORE) for at in range(4)] == [(2,), (0,), (), ()]


def test_the_spelling_of_a_unit_or_a_code_before_it_does_not_part_it_from_itself() -> None:
    kin = family([form("[101] 甲局", 2021), form("101001甲 局", 2022), form("39中学", 2022), form("38中学", 2021)])
    assert [kin.beside(at, Kin.YEAR_BEFORE) for at in range(4)] == [(), (0,), (), ()]


def test_a_form_without_a_heading_has_the_year_its_text_names_most() -> None:
    kin = family([form("甲局", 2022), form("甲局", None, told="2023年1月至2023年12月，落实2022年部署。")])
    assert kin.beside(1, Kin.YEAR_BEFORE) == (0,)


def test_one_form_in_two_formats_is_compared_once() -> None:
    kin = family([form("甲局", 2022), form("甲局", 2022), form("甲局", 2023), form("甲局", 2023)])
    assert [kin.beside(at, Kin.YEAR_BEFORE) for at in range(4)] == [(), (), (0,), ()]


def test_a_project_is_seen_beside_itself_and_not_beside_its_unit() -> None:
    kin = family(
        [form("甲局", 2022), form("甲局", 2023, project="2023年改造", kind="project"), form("甲局", 2022, project="2022年改造", kind="project")]
    )
    assert [kin.beside(at, Kin.YEAR_BEFORE) for at in range(3)] == [(), (2,), ()]


def test_a_department_is_seen_beside_its_projects_of_the_year() -> None:
    projects = [form("甲局", year, project=name, kind="project") for year, name in ((2022, "一期"), (2022, "二期"), (2023, "一期"))]
    kin = family([form("甲局", 2022), *projects])
    assert [kin.beside(at, Kin.PROJECTS) for at in range(4)] == [(1, 2), (), (), ()]


def test_a_form_of_targets_stands_beside_the_one_that_answers_it() -> None:
    kin = family([form("甲局", 2022, answered=False), form("甲局", 2022)])
    assert [kin.beside(at, Kin.TARGETS) for at in range(2)] == [(), (0,)]


def checked(*texts: str) -> tuple[DocumentResult, ...]:
    setup = Setup(shipped(), load(SHIPPED))
    documents = [lint_source(Source(f"{at}.md", each.encode()), f"{at}.md", setup) for at, each in enumerate(texts, 1)]
    return lint_together(documents, [setup] * len(documents))


def across(documents: tuple[DocumentResult, ...]) -> list[tuple[int, str, int]]:
    """Number of the document, check, number of the document it cites."""
    found = [(at, finding) for at, document in enumerate(documents, 1) for finding in document.all_findings]
    return [(at, finding.check, finding.elsewhere[0][0]) for at, finding in found if finding.check.startswith("across/")]


def test_the_later_form_is_told_what_it_contradicts_in_the_earlier_one() -> None:
    later, earlier = text(2023, "甲教育局", 93, "9.3"), text(2022, "甲教育局", 98, "9")
    assert across(checked(later, earlier)) == [(1, "across/scored_alike", 2)]


@pytest.mark.parametrize("texts", [(text(2023, "甲教育局", 93, "9.3"),), (text(2023, "甲教育局", 93, "9.3"), text(2022, "乙教育局", 98, "9"))])
def test_alone_or_among_strangers_a_form_is_told_nothing(texts: tuple[str, ...]) -> None:
    assert across(checked(*texts)) == []


def test_both_reports_cite_both_documents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.md").write_text(text(2022, "甲教育局", 98, "9"), encoding="utf-8")
    Path("b.md").write_text(text(2023, "甲教育局", 93, "9.3"), encoding="utf-8")
    report = shown(capsys, "json")
    (finding,) = [each for each in report["findings"] if each["check"] == "across/scored_alike"]
    assert finding["location"]["document"] == 2
    assert {each["document"] for each in finding["related"]} == {1}
    main(["check", "a.md", "b.md", "--lang", "en"])
    assert "--> a.md  table 1, row 3, column 7 (年度资金总额 / 得分): 9\n" in capsys.readouterr().out


def shown(capsys: pytest.CaptureFixture[str], name: str) -> Any:
    main(["check", "a.md", "b.md", "--format", name])
    report = json.loads(capsys.readouterr().out)
    jsonschema.validate(report, SCHEMA)
    return report


def test_a_crash_across_forms_is_a_finding_and_the_others_are_kept() -> None:
    def fails(form: Form, **options: object) -> Any:
        raise ZeroDivisionError("a fault of the check")
        yield

    setup = Setup(shipped(), load(SHIPPED))
    checks = {**setup.checks, "across/scored_alike": replaced(setup, fails)}
    broken = Setup(shipped(), checks)
    documents = [
        lint_source(Source("x.md", each.encode()), "x.md", broken) for each in (text(2022, "甲教育局", 98, "9"), text(2023, "甲教育局", 93, "9.3"))
    ]
    found = [finding.check for document in lint_together(documents, [broken] * len(documents)) for finding in document.all_findings]
    assert found.count("document/check-crashed") == 1


def replaced(setup: Setup, run: Callable[..., Any]) -> Any:
    return replace(setup.checks["across/scored_alike"], run=run)
