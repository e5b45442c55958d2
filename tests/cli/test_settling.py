"""Living with findings: suppressions with a reason, baselines by fingerprint, and only what changed."""

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import openpyxl
import pytest

import formlint
import formlint.cli.report
import formlint.settling.baseline
from formlint.cli._settling import today

Run = Callable[..., Any]
FIXTURES = Path(__file__).parent.parent.parent / "fixtures"

AT = "at: funds.total.initial, values: {actual: '382.87', expected: '382.37'}"
WHY = "reason: 财政局批复同意按此数上报"
REPORT = json.loads((Path(formlint.__file__).parent / "schemas" / "report.schema.json").read_text(encoding="utf-8"))


def beside(entry: str, name: str = "faulty.md.formlint.yaml") -> None:
    Path(name).write_text(f"formlint: 1\nsuppressions:\n  - {{check: arithmetic/footing, {entry}}}\n", encoding="utf-8")


def report(run: Run, *arguments: str) -> Any:
    found = json.loads(run("check", *arguments, "--format", "json").out)
    jsonschema.Draft202012Validator(REPORT).validate(found)
    return found


def fault(run: Run) -> Any:
    return next(each for each in report(run, "faulty.md")["findings"] if each["check"] == "arithmetic/footing")


def change(old: str, new: str) -> None:
    Path("faulty.md").write_text(Path("faulty.md").read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


@pytest.mark.parametrize("at", ["funds.total.initial", "年初预算数", "年度 资金总额"])
def test_a_finding_that_was_judged_is_not_reported_again(run: Run, at: str) -> None:
    beside(f"at: {at}, values: {{actual: '382.870'}}, {WHY}")
    done = run("check", "faulty.md")
    assert done.status == 0
    assert "未发现问题" in done.out
    assert "已有说明 1 个" in done.out
    assert "财政局批复" in run("check", "faulty.md", "--show-suppressed").out
    assert run("check", "faulty.md", "--no-suppressions").status == 1
    assert run("check", "faulty.md", "--ignore-sidecars").status == 1


def test_a_fingerprint_pins_the_numbers(run: Run) -> None:
    prints = fault(run)["fingerprints"]
    beside(f"fingerprint: {prints['value/v1']}, anchor: {prints['anchor/v1']}, {WHY}")
    assert run("check", "faulty.md").status == 0
    change("382.87", "383.87")
    done = run("check", "faulty.md")
    assert done.status == 1
    assert "faulty.md.formlint.yaml:3：表中数字已变" in done.out


def test_the_report_for_programs_keeps_it_with_the_reason(run: Run) -> None:
    beside(f"{AT}, {WHY}, kind: false-positive, expires: 2999-12-31")
    found = report(run, "faulty.md")
    (settled,) = found["settled"]
    assert not [each for each in found["findings"] if each["check"] == "arithmetic/footing"]
    assert settled["suppression"] == {
        "kind": "false-positive",
        "reason": "财政局批复同意按此数上报",
        "source": "faulty.md.formlint.yaml:3",
        "expires": "2999-12-31",
    }
    (sarif,) = json.loads(run("check", "faulty.md", "--format", "sarif").out)["runs"]
    (known,) = [each for each in sarif["results"] if "suppressions" in each]
    assert known["suppressions"][0]["justification"] == "财政局批复同意按此数上报"
    assert known["suppressions"][0]["location"]["physicalLocation"]["region"] == {"startLine": 3}


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        (AT, "没有写理由（“”）"),
        (f"{AT}, reason: ' '", "没有写理由"),
        (f"{AT}, reason: 待核实。", "没有写理由（“待核实。”）"),
        (f"{AT}, reason: TODO", "没有写理由"),
        (f"{AT}, {WHY}, expires: 2020-01-31", "已过期"),
        (f"at: funds.total.initial, values: {{actual: '382.86'}}, {WHY}", "表中数字已变"),
        (f"at: funds.total.budget, values: {{actual: '455.94'}}, {WHY}", "没有用到"),
        (f"fingerprint: {'0' * 32}, {WHY}", "没有用到"),
    ],
)
def test_an_entry_that_does_not_count_is_told_and_hides_nothing(run: Run, entry: str, told: str) -> None:
    beside(entry)
    done = run("check", "faulty.md")
    assert done.status == 1
    assert told in done.out
    assert "警告[suppression/" in done.out


def test_an_entry_that_is_no_longer_used_makes_the_check_no_less_whole(run: Run) -> None:
    shutil.copy(FIXTURES / "clean" / "form.xlsx", "clean.xlsx")
    beside(f"fingerprint: {'0' * 32}, {WHY}", "clean.xlsx.formlint.yaml")
    found = report(run, "clean.xlsx")
    assert [(each["check"], each["severity"]) for each in found["findings"]] == [("suppression/unused", "warning")]
    assert found["documents"][0]["status"] == "checked"


def test_an_entry_counts_through_its_last_day(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    beside(f"{AT}, {WHY}, expires: 2026-03-01")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1772409599")  # 2026-03-01 23:59:59 UTC
    assert run("check", "faulty.md").status == 0
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1772409600")
    assert run("check", "faulty.md").status == 1


def test_an_entry_for_an_unknown_check_is_told(run: Run) -> None:
    Path("clean.md.formlint.yaml").write_text(f"suppressions:\n  - {{check: arithmetic/footin, {AT}, {WHY}}}\n", encoding="utf-8")
    assert "没有名为“arithmetic/footin”的检查" in run("check", "clean.md").out


def test_an_entry_is_not_called_unused_where_its_check_did_not_run(run: Run) -> None:
    beside(f"at: funds.total.budget, values: {{actual: '455.94'}}, {WHY}")
    assert "没有用到" not in run("check", "faulty.md", "--select", "scoring").out


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("suppressions:\n  - {check: arithmetic/footing, reason: x}\n", "faulty.md.formlint.yaml:2：忽略说明应写明所指的数字"),
        ("suppressions:\n  - {chek: arithmetic/footing}\n", "faulty.md.formlint.yaml:2：未知的键“chek”，是否应为“check”？"),
        (f"suppressions:\n  - {{check: arithmetic/footing, path: a, {AT}}}\n", "faulty.md.formlint.yaml:2：放在文件旁的忽略说明不写 path"),
        (f"suppressions:\n  - {{check: arithmetic/footing, {AT}, expires: '2026-02-31'}}\n", "faulty.md.formlint.yaml:2：“2026-02-31”不是日期"),
        ("suppressions: [\n", "faulty.md.formlint.yaml:"),
        ("suppressions:\n  - {check: '*', fingerprint: x}\n", "faulty.md.formlint.yaml:2"),
    ],
)
def test_a_broken_sidecar_is_a_fault_and_its_document_is_reported_whole(run: Run, text: str, told: str) -> None:
    Path("faulty.md.formlint.yaml").write_text(text, encoding="utf-8")
    done = run("check", "faulty.md", "clean.md")
    assert done.status == 2
    assert told in done.err
    assert "错误[arithmetic/footing]" in done.out
    assert "== clean.md" in done.out


def test_a_central_list_names_its_documents(run: Run) -> None:
    Path("formlint.yaml").write_text("suppressions: known.yaml\n", encoding="utf-8")
    beside(f"path: '*.md', {AT}, {WHY}", "known.yaml")
    assert run("check", "faulty.md").status == 0
    beside(f"path: gone.md, {AT}, {WHY}", "known.yaml")
    done = run("check", "faulty.md")
    assert done.status == 1
    assert "known.yaml:3：忽略说明所指的文件“gone.md”不存在" in done.err
    beside(f"{AT}, {WHY}", "known.yaml")
    assert run("check", "faulty.md").status == 2


def test_the_configuration_may_refuse_sidecars(run: Run) -> None:
    Path("formlint.yaml").write_text("sidecars: false\n", encoding="utf-8")
    beside(f"{AT}, {WHY}")
    assert run("check", "faulty.md").status == 1


def test_a_baseline_holds_what_is_there_and_new_findings_are_reported(run: Run) -> None:
    assert run("check", "faulty.md", "--write-baseline", "base.json").status == 1
    done = run("check", "faulty.md", "--baseline", "base.json")
    assert done.status == 0
    assert "基线中已有 " in done.out
    change("98.81%", "97.81%")
    found = report(run, "faulty.md", "--baseline", "base.json")
    assert {each["baseline"] for each in found["findings"]} <= {"new", "updated"}
    assert "arithmetic/footing" in {each["check"] for each in found["settled"]}
    assert run("check", "faulty.md", "--baseline", "base.json").status == 1


@pytest.mark.parametrize(
    ("lang", "state", "totals"),
    [
        ("zh", "faulty.md: 没有新问题\n", "有问题 0，未发现问题 1，没能检查 0，没有新问题（原有问题未改） 1\n"),
        ("en", "faulty.md: nothing new\n", "0 with problems, 1 without, 0 could not be checked, 1 with nothing new (known problems remain)\n"),
    ],
)
def test_a_form_whose_problems_are_all_in_the_baseline_is_not_called_free_of_them(run: Run, lang: str, state: str, totals: str) -> None:
    run("check", "faulty.md", "clean.md", "--write-baseline", "base.json")
    done = run("check", "faulty.md", "clean.md", "--baseline", "base.json", "--lang", lang)
    assert state in done.out
    assert totals in done.out
    assert done.status == 0


@pytest.mark.parametrize(("kind", "state"), [("accepted", "未发现问题"), ("false-positive", "未发现问题"), ("fixme", "没有新问题")])
def test_only_what_still_is_to_be_mended_remains_a_problem(run: Run, kind: str, state: str) -> None:
    beside(f"kind: {kind}, {AT}, {WHY}")
    assert run("check", "faulty.md").out.startswith(f"== faulty.md: {state}")


def test_one_mended_and_one_made_is_not_the_same_number_of_findings(run: Run) -> None:
    run("check", "faulty.md", "--write-baseline", "base.json")
    change("382.87", "382.37")
    change("455.94 | 450.50", "456.94 | 450.50")
    done = run("check", "faulty.md", "--baseline", "base.json")
    assert done.status == 1
    assert "已不存在" in done.err


def test_a_changed_number_is_told_as_updated(run: Run) -> None:
    run("check", "faulty.md", "--write-baseline", "base.json")
    change("382.87", "383.87")
    found = report(run, "faulty.md", "--baseline", "base.json")
    assert [each["baseline"] for each in found["findings"] if each["check"] == "arithmetic/footing"] == ["updated"]


def test_what_is_gone_is_pruned_when_asked_for_and_other_documents_stay(run: Run) -> None:
    Path("other.md").write_text(Path("faulty.md").read_text(encoding="utf-8"), encoding="utf-8")
    run("check", "faulty.md", "other.md", "--write-baseline", "base.json")
    before = json.loads(Path("base.json").read_text(encoding="utf-8"))["findings"]
    change("382.87", "382.37")
    assert "已不存在" in run("check", "faulty.md", "--baseline", "base.json").err
    assert "已写入 base.json" in run("check", "faulty.md", "--baseline", "base.json", "--prune-baseline").err
    after = json.loads(Path("base.json").read_text(encoding="utf-8"))["findings"]
    assert [each for each in before if each["path"] == "other.md"] == [each for each in after if each["path"] == "other.md"]
    assert len(after) < len(before)
    assert "已不存在" not in run("check", "faulty.md", "--baseline", "base.json").err


def test_of_two_documents_about_the_same_each_keeps_its_entries(run: Run) -> None:
    for name in ("draft.xlsx", "final.xlsx"):
        shutil.copy(FIXTURES / "project" / "faulty.xlsx", name)
    run("check", "draft.xlsx", "final.xlsx", "--write-baseline", "base.json")
    assert "已不存在" not in run("check", "draft.xlsx", "final.xlsx", "--baseline", "base.json").err
    shutil.copy(FIXTURES / "project" / "form.xlsx", "final.xlsx")
    assert "已不存在" not in run("check", "draft.xlsx", "final.xlsx", "--baseline", "base.json", "--prune-baseline").err
    assert run("check", "draft.xlsx", "--baseline", "base.json").status == 0


def test_a_baseline_is_the_same_bytes_in_any_order(run: Run) -> None:
    Path("other.md").write_text(Path("faulty.md").read_text(encoding="utf-8"), encoding="utf-8")
    run("check", "faulty.md", "other.md", "--write-baseline", "a.json")
    run("check", "other.md", "faulty.md", "--write-baseline", "b.json")
    assert Path("a.json").read_bytes() == Path("b.json").read_bytes()


def test_a_baseline_that_an_editor_of_windows_has_saved_is_read(run: Run) -> None:
    run("check", "faulty.md", "--write-baseline", "base.json")
    written = Path("base.json").read_bytes()
    Path("base.json").write_bytes(b"\xef\xbb\xbf" + written.replace(b"\n", b"\r\n"))
    assert run("check", "faulty.md", "--baseline", "base.json").status == 0


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="there is no file without end here")
def test_a_file_without_end_is_no_baseline_and_no_saved_run(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(formlint.settling.baseline, "MOST_BYTES", 1_000)
    monkeypatch.setattr(formlint.cli.report, "MOST_BYTES", 1_000)
    assert run("check", "faulty.md", "--baseline", "/dev/zero").status == 2
    assert run("report", "/dev/zero").status == 2


def test_a_document_that_cannot_be_read_is_in_no_baseline(run: Run) -> None:
    Path("empty.md").write_bytes(b"")
    run("check", "empty.md", "--write-baseline", "base.json")
    assert run("check", "empty.md", "--baseline", "base.json").status == 1


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"formlint_baseline":1,"findings":[{}]}', "[" * 100_000, '{"formlint_baseline":1,"findings":[1]}'])
def test_a_broken_baseline_is_a_fault(run: Run, text: str) -> None:
    Path("base.json").write_text(text, encoding="utf-8")
    done = run("check", "clean.md", "--baseline", "base.json")
    assert done.status == 2
    assert "base.json" in done.err
    assert "Traceback" not in done.err


def git(*arguments: str) -> None:
    identity = ("-c", "user.name=test", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *identity, *arguments], check=True, capture_output=True)


@pytest.fixture
def repository(run: Run) -> Run:
    """Both forms and one with a Chinese name are committed."""
    Path("表 格").mkdir()
    Path("表 格/一.md").write_bytes(Path("clean.md").read_bytes())
    git("init", "--quiet", "--initial-branch=main")
    git("add", "--all")
    git("commit", "--quiet", "--message", "forms")
    return run


def paths(run: Run, *arguments: str) -> list[str]:
    return [
        each["path"] for each in json.loads(run("check", "faulty.md", "clean.md", "表 格/一.md", "--format", "json", *arguments).out)["documents"]
    ]


def test_only_what_changed_is_checked(repository: Run) -> None:
    done = repository("check", "faulty.md", "--changed", "--output", "sarif:out.sarif")
    assert done.status == 0
    assert "共检查 0 份文件" in done.out
    assert "没有变化的文件" in done.err
    assert '"results":[]' in Path("out.sarif").read_text(encoding="utf-8")
    Path("empty").mkdir()
    assert repository("check", "empty", "--changed").status == 2
    change("382.87", "383.87")
    Path("表 格/一.md").write_bytes(Path("clean.md").read_bytes() + b"\n")
    assert paths(repository, "--changed") == ["faulty.md", "表 格/一.md"]
    git("add", "--all")
    git("commit", "--quiet", "--message", "changed")
    assert paths(repository, "--changed=HEAD~1") == ["faulty.md", "表 格/一.md"]


def test_a_file_that_git_does_not_know_and_one_whose_sidecar_changed_are_checked(repository: Run) -> None:
    git("rm", "--cached", "--quiet", "clean.md")
    beside(f"{AT}, {WHY}")
    assert paths(repository, "--changed") == ["faulty.md", "clean.md"]


def test_the_argument_after_changed_is_a_path(repository: Run) -> None:
    change("382.87", "383.87")
    assert repository("check", "--changed", "faulty.md").status == 1


@pytest.mark.parametrize("revision", ["none", "--output=x", ""])
def test_a_revision_that_is_none_is_a_fault(repository: Run, revision: str) -> None:
    done = repository("check", "faulty.md", f"--changed={revision}")
    assert done.status == 2
    assert "Traceback" not in done.err
    assert not Path("x").exists()


def test_outside_of_a_repository_nothing_can_be_told(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    done = run("check", "faulty.md", "--changed")
    assert done.status == 2
    assert "不在 git 仓库中" in done.err


def test_suppress_writes_an_entry_that_counts_until_a_number_changes(run: Run) -> None:
    wanted = ("suppress", "faulty.md", "--check", "arithmetic/footing", "--reason", "财政局批复同意")
    done = run(*wanted, "--expires", "2999-01-01", "--by", "预算科")
    assert done.status == 0
    assert "已写入 faulty.md.formlint.yaml" in done.err
    assert run("check", "faulty.md").status == 0
    change("382.87", "383.87")
    assert run("check", "faulty.md").status == 1


def test_suppress_writes_no_second_entry_for_what_is_written_down_already(run: Run) -> None:
    wanted = ("suppress", "faulty.md", "--check", "arithmetic/footing", "--reason", "财政局批复同意")
    assert run(*wanted).status == 0
    written = Path("faulty.md.formlint.yaml").read_bytes()
    done = run(*wanted, "--kind", "fixme")
    assert done.status == 0
    assert "faulty.md.formlint.yaml:3 中已经写明这个问题" in done.err
    assert Path("faulty.md.formlint.yaml").read_bytes() == written


def test_suppress_adds_to_what_is_written_down_when_that_no_longer_counts(run: Run) -> None:
    wanted = ("suppress", "faulty.md", "--check", "arithmetic/footing", "--reason", "财政局批复同意")
    beside(f"{AT}, {WHY}, expires: 2020-01-31")
    assert run(*wanted).status == 0
    assert Path("faulty.md.formlint.yaml").read_text(encoding="utf-8").count("check: arithmetic/footing") == 2


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--check", "arithmetic/footing", "--reason", "无"], "不算理由"),
        (["--check", "arithmetic/rate", "--reason", "财政局批复同意"], "没有 arithmetic/rate 的问题"),
        (["--check", "arithmetic/footing", "--at", "funds.total.budget", "--reason", "财政局批复同意"], "（--at）：funds.total.initial"),
        (["--check", "arithmetic/footing", "--form", "别的单位", "--reason", "财政局批复同意"], "不在所指的那份表里"),
    ],
)
def test_suppress_writes_nothing_that_would_not_count(run: Run, arguments: list[str], told: str) -> None:
    done = run("suppress", "faulty.md", *arguments)
    assert done.status == 2
    assert told in done.err
    assert not Path("faulty.md.formlint.yaml").exists()


def test_suppress_refuses_a_day_that_is_over(run: Run) -> None:
    wanted = ("suppress", "faulty.md", "--check", "arithmetic/footing", "--reason", "财政局批复同意", "--expires")
    done = run(*wanted, "2020-01-01")
    assert done.status == 2
    assert "已经过去" in done.err
    assert not Path("faulty.md.formlint.yaml").exists()
    assert run(*wanted, today().isoformat()).status == 0


@pytest.mark.parametrize(("text", "told"), [("", "文件是空的"), ("没有表格\n", "没有认出任何已知的表格")])
def test_suppress_tells_why_a_file_could_not_be_checked(run: Run, text: str, told: str) -> None:
    Path("other.md").write_text(text, encoding="utf-8")
    done = run("suppress", "other.md", "--check", "arithmetic/footing", "--reason", "财政局批复同意")
    assert done.status == 2
    assert told in done.err


def test_suppress_leaves_a_sidecar_alone_that_it_cannot_add_to(run: Run) -> None:
    Path("faulty.md.formlint.yaml").write_text("suppressions: []\n", encoding="utf-8")
    assert run("suppress", "faulty.md", "--check", "arithmetic/footing", "--reason", "财政局批复同意").status == 2
    assert Path("faulty.md.formlint.yaml").read_text(encoding="utf-8") == "suppressions: []\n"


def test_suppress_tells_a_file_that_is_not_there_and_a_check_that_is_none(run: Run) -> None:
    assert "nothing.xlsx：找不到这个文件" in run("suppress", "nothing.xlsx", "--check", "arithmetic/footing", "--reason", "财政局批复同意").err
    assert "是否指“arithmetic/footing”" in run("suppress", "faulty.md", "--check", "arithmetic/footin", "--reason", "财政局批复同意").err


def test_a_form_that_is_there_twice_makes_no_entry_stale(run: Run) -> None:
    Path("copy.md").write_bytes(Path("faulty.md").read_bytes())
    run("check", "faulty.md", "copy.md", "--write-baseline", "base.json")
    done = run("check", "faulty.md", "copy.md", "--baseline", "base.json")
    assert (done.status, done.err) == (0, "")


def test_a_form_of_the_same_unit_keeps_what_the_other_has_mended(run: Run) -> None:
    named = Path("faulty.md").read_text(encoding="utf-8").replace("表\n\n", "表\n\n| 部门（单位）名称 | 青石县图书馆 |\n|---|---|\n\n", 1)
    for name in ("one.md", "two.md"):
        Path(name).write_text(named, encoding="utf-8")
    run("check", "one.md", "two.md", "--write-baseline", "base.json")
    Path("one.md").write_text(named.replace("382.87", "382.37"), encoding="utf-8")
    assert run("check", "one.md", "two.md", "--baseline", "base.json").err == ""
    Path("two.md").write_text(named.replace("382.87", "382.37"), encoding="utf-8")
    assert "已不存在" in run("check", "one.md", "two.md", "--baseline", "base.json").err


GARDEN, PARK = "城区公园养护项目", "河滨公园养护项目"
SHEETS = {"甲": GARDEN, "乙": PARK}
OUGHT = "312.87"  # what the parts of the executed funds add up to


def two_forms(order: str = "甲乙", mended: str = "") -> None:
    """A workbook with a project on each of two sheets, and one fault in both of them but the mended one."""
    book = openpyxl.load_workbook(FIXTURES / "project" / "faulty.xlsx")
    first = book.worksheets[0]
    first.title = "甲"
    book.copy_worksheet(first).title = "乙"
    for name, project in SHEETS.items():
        for row in book[name].iter_rows():
            for cell in row:
                if cell.value == GARDEN:
                    cell.value = project
                if name == mended and cell.value == 294.87:
                    cell.value = float(OUGHT)
    book.move_sheet(order[0], -1)
    book.save("two.xlsx")


@pytest.fixture
def two(run: Run) -> None:
    two_forms()
    assert len(report(run, "two.xlsx")["documents"][0]["forms"]) == 2
    assert len(footings(run)) == 2


def footings(run: Run, *arguments: str) -> list[str]:
    """The sheets whose form has the fault."""
    return [each["location"]["sheet"] for each in report(run, "two.xlsx", *arguments)["findings"] if each["check"] == "arithmetic/footing"]


def test_two_forms_of_a_file_with_one_fault_have_an_entry_each(run: Run, two: None) -> None:
    run("check", "two.xlsx", "--write-baseline", "known.json")
    known = [each for each in formlint.settling.baseline.load(Path("known.json")) if each.check == "arithmetic/footing"]
    assert [each.value for each in known] == [known[0].value] * 2
    assert {each.document.rpartition("/")[2] for each in known} == {GARDEN, PARK}
    two_forms("乙甲")
    assert footings(run, "--baseline", "known.json") == []


def test_a_form_that_was_mended_gives_no_room_to_the_other(run: Run, two: None) -> None:
    two_forms(mended="甲")
    run("check", "two.xlsx", "--write-baseline", "known.json")
    two_forms("乙甲", mended="乙")
    assert footings(run, "--baseline", "known.json") == ["甲"]
    assert "条已不存在" in run("check", "two.xlsx", "--baseline", "known.json").err


def test_a_suppression_names_one_of_two_forms(run: Run, two: None) -> None:
    entry = f"at: funds.total.executed, values: {{actual: '294.87'}}, {WHY}"
    beside(entry, "two.xlsx.formlint.yaml")
    assert "符合不止一个问题" in run("check", "two.xlsx").out
    for name in (PARK, "乙"):
        beside(f"form: {name}, {entry}", "two.xlsx.formlint.yaml")
        assert footings(run) == ["甲"]
    two_forms("乙甲")
    assert footings(run) == ["甲"]
    beside(f"form: 松溪市水务局, {entry}", "two.xlsx.formlint.yaml")
    assert "没有用到" in run("check", "two.xlsx").out


def test_the_command_that_writes_suppressions_names_the_form(run: Run, two: None) -> None:
    asked = ("suppress", "two.xlsx", "--check", "arithmetic/footing", "--reason", "财政局批复同意按此数上报")
    refused = run(*asked)
    assert (refused.status, Path("two.xlsx.formlint.yaml").exists()) == (2, False)
    assert f"{GARDEN}, {PARK}" in refused.err
    assert run(*asked, "--form", "乙").status == 0
    assert footings(run) == ["甲"]
    assert run(*asked, "--form", GARDEN, "--lang", "en").status == 0
    assert footings(run) == []


def test_forms_that_name_nobody_are_told_apart_by_their_sheets(run: Run) -> None:
    book = openpyxl.load_workbook(FIXTURES / "weight_first" / "faulty.xlsx")
    book.worksheets[0].title = "甲"
    book.copy_worksheet(book.worksheets[0]).title = "乙"
    book.save("two.xlsx")
    run("check", "two.xlsx", "--write-baseline", "known.json")
    assert {each.document.rpartition("#")[2] for each in formlint.settling.baseline.load(Path("known.json"))} == {"甲", "乙"}
    book.move_sheet("乙", -1)
    book.save("two.xlsx")
    assert run("check", "two.xlsx", "--baseline", "known.json").status == 0


def test_pruning_without_a_baseline_is_told(run: Run) -> None:
    done = run("check", "faulty.md", "--prune-baseline", "--lang", "en")
    assert (done.status, done.out) == (2, "")
    assert "--prune-baseline needs a baseline" in done.err
