"""Reports for programs: valid by the schema of their format, the same bytes every time, and whatever a form says is only text in them."""

import csv
import html
import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import jsonschema
import openpyxl
import pytest

from formlint.annotating import notes
from formlint.checks import SHIPPED, load
from formlint.cli._outputs import rendered
from formlint.definitions import shipped
from formlint.lint import Setup, lint, lint_source, lint_together
from formlint.readers import Source
from formlint.reporters import MACHINE, NAMES, View, sarif_github
from formlint.reporters.sarif import uri
from formlint.results import DocumentResult, Passed, Result, inferred_rows

ROOT = Path(__file__).parent.parent.parent
FORMS = [ROOT / "fixtures" / name for name in ("project/faulty.pdf", "yuan/faulty.xlsx", "2022/form.txt", "clean/form.docx")]
HOSTILE = [
    "=cmd()|'/C calc'!A0",
    "<script>alert(1)</script>",
    "]]><evil/>",
    "\u202e\x1b[31m",
    "::error::x%0Ay",
    "| a | @all #1 $x$ [x](http://e.vil) `c`",
    '"quoted", and',
    "＝1+1",
]
SARIF = json.loads((ROOT / "tests" / "schemas" / "sarif-2.1.0.json").read_text(encoding="utf-8"))


@cache
def setup() -> Setup:
    return Setup(shipped(), load(SHIPPED))


def view(lang: str = "zh") -> View:
    return View(setup().checks, setup().definitions, lang)


@cache
def result() -> Result:
    documents = [replace(lint(path, setup()), path=path.relative_to(ROOT).as_posix()) for path in FORMS]
    broken = lint_source(Source("表 格.pdf", b"%PDF-1.7\nnothing"), "表 格.pdf", setup())
    return Result((*documents, broken))


@cache
def hostile() -> Result:
    """A form with a finding in every row, each called by a hostile name."""
    rows = "".join(f"| 产出指标 | 数量指标 | {name.replace('|', chr(92) + '|')} | ≥4次 | 5次 | 5 | 6 |\n" for name in HOSTILE)
    text = (
        "# 2022年度项目支出绩效自评表\n\n| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |\n|---|---|---|---|---|---|---|\n"
        + rows
    )
    return Result((lint_source(Source("=a.md", text.encode()), "=a.md", setup()),))


def text(name: str, shown: Result | None = None, lang: str = "zh") -> str:
    return rendered(name, shown or result(), view(lang)).decode("utf-8-sig")


def findings() -> int:
    return len(result().findings)


@pytest.mark.parametrize("name", ["sarif", "sarif:github"])
@pytest.mark.parametrize("shown", [result, hostile, lambda: Result(())])
def test_sarif_is_valid_by_the_schema_of_the_standard(name: str, shown: Callable[[], Result]) -> None:
    jsonschema.Draft202012Validator(SARIF).validate(json.loads(text(name, shown())))


def test_sarif_says_where_in_a_file_without_lines() -> None:
    (run,) = json.loads(text("sarif"))["runs"]
    first = run["results"][0]
    assert len(run["results"]) == findings()
    assert first["locations"][0]["logicalLocations"][0]["fullyQualifiedName"] == "page 1"
    assert "region" not in first["locations"][0]["physicalLocation"]
    assert first["locations"][0]["properties"]["formlint:rects"]
    assert set(first["partialFingerprints"]) == {"formlint/anchor/v1", "formlint/value/v1"}
    assert first["properties"]["suggestion"] == "268.87"
    cells = [
        each["locations"][0]["logicalLocations"][0]["fullyQualifiedName"]
        for each in run["results"]
        if each["locations"][0]["physicalLocation"]["artifactLocation"]["index"] == 1
    ]
    assert cells[0].endswith("!E8")
    assert any("region" in each["locations"][0]["physicalLocation"] for each in run["results"])


@cache
def torn() -> Result:
    """Two documents, of the second of which some was put into its place by inference."""
    first, second, *_ = result().documents
    (form,) = second.forms
    guessed = replace(form.form, inferred=frozenset({"indicators[0].target", "indicators[1].score"}))
    return Result((first, replace(second, forms=(replace(form, form=guessed, inferred=inferred_rows(guessed)),))))


def test_what_may_have_been_read_wrong_is_told_wherever_a_person_reads() -> None:
    """A line of a list of findings is a finding: these say nothing of it, and `json` has it as data."""
    told, path = "The text is torn apart in 2 places; what belongs together there was inferred", "fixtures/yuan/faulty.xlsx"
    (run,) = json.loads(text("sarif", torn(), "en"))["runs"]
    (note,) = run["invocations"][0]["toolExecutionNotifications"]
    assert (note["level"], note["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]) == ("note", path)
    assert note["message"]["text"].startswith(told)
    assert f"::notice file={path},title=formlint::{told}" in text("github", torn(), "en")
    assert f"\n\n- {told}" in text("markdown", torn(), "en").partition(f"## {path}")[2]
    suites = ElementTree.fromstring(text("junit", torn(), "en"))
    assert [(suite.findtext("system-out") or "")[: len(told)] for suite in suites] == ["", told]
    sheet = openpyxl.load_workbook(io.BytesIO(rendered("xlsx", torn(), view("en"))))["Documents"]
    assert {row[0]: (row[-1] or "")[: len(told)] for row in sheet.values} == {
        "File": "Compare with the form",
        torn().documents[0].path: "",
        path: told,
    }


def passed_over() -> Result:
    """A run whose folders held more than was looked at: of each kind the names need not be harmless."""
    passed = (
        Passed("closed-folder", 1, ("forms/closed",)),
        Passed("passed-over", 2, (".xlsb 2",)),
        Passed("passed-archives", 1, ("=forms/<a>.zip",)),
    )
    return replace(result(), passed=passed)


def test_what_was_passed_over_is_told_wherever_there_is_a_place_for_it() -> None:
    (run,) = json.loads(text("sarif", passed_over(), "en"))["runs"]
    notes = [each for each in run["invocations"][0]["toolExecutionNotifications"] if "forms/" in str(each) or "xlsb" in str(each)]
    assert [note["level"] for note in notes] == ["error", "note", "warning"]
    uris = [[each["physicalLocation"]["artifactLocation"]["uri"] for each in note.get("locations", ())] for note in notes]
    assert uris == [["forms/closed"], [], ["%3Dforms/%3Ca%3E.zip"]]
    suite = list(ElementTree.fromstring(text("junit", passed_over(), "en")))[-1]
    outcomes = {"closed-folder": "error", "passed-over": "skipped", "passed-archives": "skipped"}
    assert {case.get("name"): case[0].tag for case in suite} == outcomes
    assert "=forms/<a>.zip" in str(suite[2][0].get("message"))
    assert [line[:9] for line in text("github", passed_over()).splitlines()[-3:]] == ["::error t", "::notice ", "::notice "]
    assert [each["reason"] for each in json.loads(text("jsonl", passed_over()).splitlines()[-1])["summary"]["passed"]] == [*outcomes]
    sheet = openpyxl.load_workbook(io.BytesIO(rendered("xlsx", passed_over(), view("en"))))["Not looked at"]
    assert [row[1:] for row in sheet.values][1:] == [(1, "forms/closed"), (2, ".xlsb 2"), (1, "=forms/<a>.zip")]


def test_where_nothing_was_passed_over_nothing_is_told_of_it() -> None:
    assert "toolExecutionNotifications" not in text("sarif", Result(result().documents[:1]))
    assert 'classname="formlint"' not in text("junit")
    assert "passed" not in json.loads(text("jsonl").splitlines()[-1])["summary"]
    assert len(openpyxl.load_workbook(io.BytesIO(rendered("xlsx", Result(result().documents[:1]), view()))).sheetnames) == 2


def test_the_workbook_counts_what_each_check_found_and_how_each_unit_stands() -> None:
    book = openpyxl.load_workbook(io.BytesIO(rendered("xlsx", result(), view("en"))))
    checks, units = list(book["By check"].values)[1:], list(book["By unit"].values)[1:]
    assert sum(sum(row[2:5]) for row in checks) == sum(sum(row[4:7]) for row in units) == findings()
    assert [row[2] for row in checks] == sorted((row[2] for row in checks), reverse=True)
    assert len({row[1] for row in checks}) == len(checks)
    assert book["By unit"]["A1"].value == "Unit"  # the column that stays in view


def test_of_tables_that_are_read_as_they_are_a_workbook_has_no_such_column() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(rendered("xlsx", Result(result().documents[:2]), view("en"))))["Documents"]
    assert [cell.value for cell in sheet[1]][-1] == "Not covered"


def test_sarif_tells_what_could_not_be_checked() -> None:
    (run,) = json.loads(text("sarif", lang="en"))["runs"]
    (note,) = run["invocations"][0]["toolExecutionNotifications"]
    assert note["message"]["text"] == '"表 格.pdf" could not be checked.'
    assert note["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "%E8%A1%A8%20%E6%A0%BC.pdf"


def test_github_gets_one_place_a_result_on_the_first_line() -> None:
    (run,) = json.loads(text("sarif:github"))["runs"]
    assert len(run["results"]) == findings()
    for each in run["results"]:
        (location,) = each["locations"]
        assert location["physicalLocation"]["region"]["startLine"] == 1
        assert "primaryLocationLineHash" in each["partialFingerprints"]
    assert run["results"][0]["message"]["text"].startswith("第1页: ")


def test_github_gets_no_more_than_it_takes_and_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    assert sarif_github.MOST_RESULTS == 25_000
    monkeypatch.setattr(sarif_github, "MOST_RESULTS", 7)  # a report of 25,000 takes half a minute
    (run,) = json.loads(text("sarif:github", Result((result().documents[0],) * 3)))["runs"]
    assert len(run["results"]) == 7 < 3 * len(result().documents[0].all_findings)
    assert "略去" in run["invocations"][0]["toolExecutionNotifications"][-1]["message"]["text"]


@pytest.mark.parametrize("name", ["concise", "github", "gitlab", "rdjson", "sarif", "sarif:github", "junit"])
@pytest.mark.parametrize(
    ("lang", "told"),
    [
        ("zh", "填 294.87，各分项相加为 312.87。请把“其中：当年财政拨款 / 全年执行数（B）”的“286.87”改为“268.87”。"),
        ("en", 'its parts add up to 312.87. Change "286.87" to "268.87" in 其中：当年财政拨款 / 全年执行数（B）.'),
    ],
)
def test_a_line_that_speaks_of_the_total_says_which_part_to_change(name: str, lang: str, told: str) -> None:
    assert told in html.unescape(text(name, lang=lang)).replace('\\"', '"')


def test_where_the_total_itself_is_wrong_its_name_is_not_repeated() -> None:
    assert "各项得分之和为 99.48。请把“99.84”改为“99.48”。\n" in text("concise")


def test_where_several_numbers_may_be_wrong_a_line_says_no_change() -> None:
    assert "所列分项相加为 3240株。\n" in text("concise")


def test_gitlab_gets_an_object_a_finding_with_fingerprints_of_their_own() -> None:
    issues = json.loads(text("gitlab"))
    assert len(issues) == findings()
    assert len({issue["fingerprint"] for issue in issues}) == findings()
    assert {issue["severity"] for issue in issues} <= {"info", "minor", "major"}
    assert all(issue["location"]["lines"]["begin"] >= 1 for issue in issues)


@pytest.mark.parametrize("name", ["gitlab", "sarif:github"])
def test_equal_faults_in_two_forms_of_one_document_are_told_apart(name: str) -> None:
    form = (ROOT / "fixtures" / "project" / "faulty.md").read_text(encoding="utf-8")
    document = lint_source(Source("two.md", f"{form}\n\n{form}".encode()), "two.md", setup())
    assert len(document.forms) == 2
    told = json.loads(text(name, Result((document,))))
    prints = [each["fingerprint"] for each in told] if name == "gitlab" else hashes(told)
    assert len(prints) == len(set(prints)) == 2 * len(document.forms[0].findings)


def hashes(log: Any) -> list[str]:
    return [each["partialFingerprints"]["primaryLocationLineHash"] for each in log["runs"][0]["results"]]


@pytest.mark.parametrize("name", sorted(MACHINE))
def test_a_name_that_is_no_utf_8_is_reported_on_too(name: str) -> None:
    document = replace(result().documents[0], path="表/\udcb1\udced.pdf")  # as Python has the bytes of a name in GBK
    assert rendered(name, Result((document,)), view())
    if name.startswith("sarif"):
        assert json.loads(text(name, Result((document,))))["runs"][0]["artifacts"][0]["location"]["uri"] == "%E8%A1%A8/%B1%ED.pdf"


@pytest.mark.parametrize(
    ("path", "reference"),
    [
        ("a b/表.pdf", "a%20b/%E8%A1%A8.pdf"),
        ("/srv/a.pdf", "file:///srv/a.pdf"),
        ("C:/表/a.pdf", "file:///C:/%E8%A1%A8/a.pdf"),
        ("//server/share/a.pdf", "file://server/share/a.pdf"),
    ],
)
def test_a_path_is_a_reference(path: str, reference: str) -> None:
    assert uri(path) == reference


def test_reviewdog_gets_lines_of_texts_only() -> None:
    found = json.loads(text("rdjson"))["diagnostics"]
    assert len(found) == findings()
    assert {"range" in each["location"] for each in found if each["location"]["path"].endswith(".txt")} == {True}
    assert {"range" in each["location"] for each in found if not each["location"]["path"].endswith(".txt")} == {False}


def test_junit_counts_what_it_holds() -> None:
    root = ElementTree.fromstring(text("junit"))
    counts = {"failures": "failure", "errors": "error", "skipped": "skipped", "tests": "testcase"}
    for suite in [root, *root]:
        told = {name: len(list(suite.iter(element))) for name, element in counts.items() if suite is not root or name != "skipped"}
        assert {name: int(number) for name, number in suite.attrib.items() if name != "name"} == told
    assert [suite.get("name") for suite in root][-1] == "表 格.pdf"
    assert root[-1].get("errors") == "1"


@pytest.mark.parametrize("shown", [result, hostile, passed_over, lambda: Result(())])
def test_junit_has_only_what_its_readers_know(shown: Callable[[], Result]) -> None:
    """By junit-10.xsd of the xUnit plugin of Jenkins, the strictest there is."""
    counted = {"name", "tests", "failures", "errors"}
    known = {
        "testsuites": ({"testsuite"}, counted),
        "testsuite": ({"testcase"}, counted | {"skipped"}),
        "testcase": ({"failure", "error", "skipped"}, {"classname", "name"}),
        **{outcome: (set[str](), {"message"}) for outcome in ("failure", "error", "skipped")},
    }
    for element in ElementTree.fromstring(text("junit", shown())).iter():
        children, attributes = known[element.tag]
        assert {child.tag for child in element} <= children
        assert set(element.attrib) == attributes


def test_workflow_commands_are_a_line_a_finding() -> None:
    lines = text("github").splitlines()
    assert len(lines) == findings()
    assert all(line.startswith(("::error ", "::warning ", "::notice ")) for line in lines)
    assert len(text("github", hostile()).splitlines()) == len(hostile().findings)


def test_a_list_has_a_row_a_finding() -> None:
    head, *rows = csv.reader(io.StringIO(text("csv")))
    assert head[:4] == ["文件", "单位", "年度", "级别"]
    assert len(rows) == findings()
    assert rows[0][head.index("建议改为")] == "268.87"


def test_no_cell_of_a_list_is_a_formula() -> None:
    cells = [cell for row in csv.reader(io.StringIO(text("csv", hostile()))) for cell in row]
    assert "'=a.md" in cells
    assert not [cell for cell in cells if cell.lstrip().startswith(("=", "@", "＝")) or (cell.startswith(("+", "-")) and not cell[1:].isdecimal())]


@pytest.mark.parametrize("shown", [result, hostile])
def test_the_workbook_holds_texts_and_counts_only(shown: Callable[[], Result]) -> None:
    book = openpyxl.load_workbook(io.BytesIO(rendered("xlsx", shown(), view())))
    found, documents, *_ = book.worksheets
    assert found.max_row == 1 + len(shown().findings)
    assert documents.max_row == 1 + len(shown().documents)
    assert {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row} <= {"s", "n"}
    assert (found.freeze_panes, found.auto_filter.ref is not None) == ("B2", True)


def test_the_workbook_lists_the_documents_with_their_unit_the_worst_first() -> None:
    documents = openpyxl.load_workbook(io.BytesIO(rendered("xlsx", result(), view()))).worksheets[1]
    heads, *rows = documents.iter_rows(values_only=True)
    assert heads[:6] == ("文件", "单位", "年度", "结果", "错误", "警告")
    bad = [row[4:6] for row in rows if row[3] == "有问题"]
    assert [row[3] for row in rows[: len(bad)]] == ["有问题"] * len(bad)
    assert bad == sorted(bad, reverse=True)
    assert {"2022"} <= {row[2] for row in rows}
    assert any(row[1] for row in rows)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_workbook_prints_a_finding_on_one_row_of_a_page(lang: str) -> None:
    for sheet in openpyxl.load_workbook(io.BytesIO(rendered("xlsx", result(), view(lang)))).worksheets:
        setup = sheet.page_setup
        assert (setup.orientation, setup.paperSize, setup.fitToWidth or 1, setup.fitToHeight) == ("landscape", 9, 1, 0)
        assert sheet.print_title_rows == "$1:$1"
    found = openpyxl.load_workbook(io.BytesIO(rendered("xlsx", result(), view(lang)))).worksheets[0]
    heads = [cell.value for cell in found[1]]
    assert found.print_area == f"'{found.title}'!$A$1:$K${found.max_row}"
    assert heads[10] == {"zh": "依据", "en": "Basis"}[lang]


def test_a_row_of_the_workbook_is_as_high_as_its_longest_text() -> None:
    found = openpyxl.load_workbook(io.BytesIO(rendered("xlsx", result(), view()))).worksheets[0]
    problem = [cell.value for cell in found[1]].index("问题")
    heights = {len(str(row[problem].value)): found.row_dimensions[row[0].row].height for row in found.iter_rows(min_row=2)}
    assert heights[max(heights)] > heights[min(heights)] >= 15


def test_the_workbook_colours_the_severity_and_nothing_else() -> None:
    found = openpyxl.load_workbook(io.BytesIO(rendered("xlsx", result(), view()))).worksheets[0]
    at = [cell.value for cell in found[1]].index("级别")
    coloured = {cell.column: cell.fill.fgColor.rgb for row in found.iter_rows(min_row=2) for cell in row if cell.fill.fill_type}
    assert set(coloured) == {at + 1}
    assert {row[at].value: row[at].fill.fgColor.rgb for row in found.iter_rows(min_row=2)} == {
        "错误": "FFF4B0B0",
        "警告": "FFFFE08A",
        "提示": "FFFFF3C4",
    }


def test_a_cell_of_the_workbook_stays_text_when_it_is_edited() -> None:
    book = openpyxl.load_workbook(io.BytesIO(rendered("xlsx", hostile(), view())))
    texts = [cell for sheet in book for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)]
    assert [cell.value for cell in texts if cell.value.startswith("=cmd()")]
    assert all(cell.quotePrefix == cell.value.startswith(tuple("=+-@＝＋－＠")) for cell in texts)


def test_markdown_shows_the_text_of_a_form_as_text() -> None:
    shown = text("markdown", hostile())
    assert "<script" not in shown
    assert "http://" not in shown
    assert "<span>@</span>all<span>#</span>1<span>$</span>x<span>$</span>" in shown
    rows = [line for line in shown.splitlines() if line.startswith("| ") and "scoring" in line]
    assert rows
    assert {line.replace("\\|", "").count("|") for line in rows} == {7}


@pytest.mark.parametrize("name", sorted(MACHINE - {"xlsx"}))
def test_nothing_hidden_comes_through(name: str) -> None:
    shown = text(name, hostile())
    assert "\u202e" not in shown
    assert "\x1b" not in shown


@pytest.mark.parametrize("name", sorted(MACHINE))
def test_a_run_without_documents_is_a_report_too(name: str) -> None:
    assert rendered(name, Result(()), view()) or name == "github"


@pytest.mark.parametrize("name", sorted(MACHINE))
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_report_exists_in_both_languages(name: str, lang: str) -> None:
    assert rendered(name, result(), view(lang))


def test_two_runs_write_the_same_bytes(tmp_path: Path) -> None:
    made: list[dict[str, bytes]] = []
    forms = ["fixtures/project/faulty.pdf", "fixtures/2022/form.txt", "fixtures/yuan/faulty.xlsx", "fixtures/coded/faulty.docx"]
    for seed, zone in (("1", "UTC"), ("2", "Asia/Shanghai")):
        wanted = [part for name in sorted(MACHINE) for part in ("--output", f"{name}:{tmp_path / name.replace(':', '_')}")]
        command: list[Any] = [sys.executable, "-m", "formlint", "check", *forms, *wanted, "--annotate", tmp_path / "copies"]
        subprocess.run(command, cwd=ROOT, env=os.environ | {"PYTHONHASHSEED": seed, "TZ": zone}, capture_output=True, check=False)
        made.append({path.name: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()})
        assert len(made[-1]) == len(MACHINE) + 3
    assert made[0] == made[1]


@pytest.mark.parametrize("name", ["csv", "github", "gitlab", "rdjson"])
def test_the_order_of_the_files_is_the_order_of_the_report_and_changes_nothing_else(name: str) -> None:
    documents = result().documents
    turned = text(name, Result(documents[::-1]))
    assert text(name) != turned
    lines = [sorted(line.rstrip(",]}\n\r") for line in each.splitlines()) for each in (text(name), turned)]
    assert lines[0] == lines[1]


def test_documents_in_a_list_know_their_unit_and_year() -> None:
    document: DocumentResult = result().documents[0]
    row = next(csv.DictReader(io.StringIO(text("csv", Result((document,))))))
    assert (row["单位"], row["年度"]) == ("松溪市园林管理所", "2023")


@pytest.mark.parametrize(
    ("named", "told"),
    [
        ("| 项目名称 | 乡村道路养护 |\n|---|---|\n| 主管部门 | 云岭县交通局 |\n| 实施单位 | 云岭县公路所 |\n", "云岭县公路所"),
        ("| 项目名称 | 乡村道路养护 |\n|---|---|\n| 主管部门 | 云岭县交通局 |\n| 实施单位 |  |\n", "云岭县交通局"),
        ("| 项目名称 | 乡村道路养护 |\n|---|---|\n| 主管部门 | 云岭县交通局 |\n", "云岭县交通局"),
        ("| 项目名称 | 乡村道路养护 |\n|---|---|\n| 主管部门 | — |\n", "乡村道路养护"),
        ("", ""),
    ],
)
def test_a_form_without_a_unit_is_listed_by_its_department_or_project(named: str, told: str) -> None:
    funds = "| 资金来源 | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 |\n|---|---|---|---|---|---|---|\n"
    funds += "| 年度资金总额 | 382.87 | 455.94 | 450.50 | 10 | 98.81% | 9.9 |\n| 项目支出 | 90.08 | 90.08 | 84.64 | — | — | — |\n"
    document = lint_source(Source("a.md", f"# 2022年度项目支出绩效自评表\n\n{named}\n{funds}".encode()), "a.md", setup())
    shown = Result((document,))
    assert next(csv.DictReader(io.StringIO(text("csv", shown))))["单位"] == told
    (_, row) = openpyxl.load_workbook(io.BytesIO(rendered("xlsx", shown, view()))).worksheets[1].iter_rows(values_only=True)
    assert (row[1] or "") == told
    overview = text("html", Result((document, document)))
    assert overview.count(f'<td>{told}</td><td class="state bad">') == 2


@cache
def beside() -> Result:
    """A form with that of the year before, which it repeats."""
    paths = [ROOT / "fixtures" / name for name in ("2022/form.xlsx", "2023/form.txt")]
    documents = [replace(lint(path, setup()), path=path.relative_to(ROOT).as_posix()) for path in paths]
    return Result(lint_together(documents, [setup()] * 2))


@pytest.mark.parametrize("name", [each for each in NAMES if each not in ("sarif", "xlsx", "statistics")])
def test_what_a_finding_cites_of_another_document_is_told(name: str) -> None:
    (finding, *_) = [each for each in beside().findings if each.elsewhere]
    shown = rendered(name, beside(), view()).decode()
    assert finding.elsewhere[0][1].text[:6] in shown
    assert "2022/form.xlsx" in shown


def test_places_in_other_documents_are_related_locations_of_sarif() -> None:
    log = json.loads(rendered("sarif", beside(), view()))
    jsonschema.validate(log, SARIF)
    found = [each for each in log["runs"][0]["results"] if each["ruleId"].startswith("across/")]
    other = {place["physicalLocation"]["artifactLocation"]["index"] for each in found for place in each["relatedLocations"]}
    assert {each["locations"][0]["physicalLocation"]["artifactLocation"]["index"] for each in found} == {1}
    assert other >= {0}


def test_the_list_has_a_column_for_what_stands_elsewhere() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(rendered("xlsx", beside(), view()))).worksheets[0]
    rows = list(sheet.iter_rows(values_only=True))
    at = rows[0].index("另见")
    assert any(str(row[at]).startswith("fixtures/2022/form.xlsx 自评表!") for row in rows[1:])


def test_notes_in_a_copy_tell_what_stands_in_the_other_file() -> None:
    (first, second) = beside().documents
    texts = [note.text for note in notes(second, view(), [first.path, second.path])]
    assert any("另见 fixtures/2022/form.xlsx" in text for text in texts)
