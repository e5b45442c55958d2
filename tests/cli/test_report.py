"""formlint report: a saved run says what the run said, in any format and language, without the documents; what is no run is refused."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from formlint.checks import SHIPPED, load
from formlint.cli._outputs import rendered
from formlint.definitions import shipped
from formlint.documents import PageSpot, Place, ScanSpot
from formlint.findings import Finding
from formlint.lint import Setup, lint, lint_together
from formlint.reporters import NAMES, View
from formlint.results import Result, RuleOutcome
from formlint.saved import restored
from formlint.typed_json import decoded, text

Run = Callable[..., Any]

ROOT = Path(__file__).parent.parent.parent
SHOWN = (
    "2022/form.pdf", "2022/form.xlsx", "2022/form.docx", "2022/form.txt", "2022/form.md", "2023/form.txt", "clean/form.md", "two_forms/faulty.pdf",
    "project/faulty.pdf",
)  # fmt: skip


BARE = """\
# 2022年度部门整体支出绩效自评表

| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 未完成原因分析 |
|---|---|---|---|---|---|
| 产出指标 | 数量指标 | 植树面积 | 完成规划 | 12.5亩 | |
| 产出指标 | 质量指标 | 成活情况 | 良好 | 良好 | |
| 效益指标 | 社会效益指标 | 居民环境 | 改善 | 改善 | |
"""  # one figure, and no relation


@cache
def setup() -> Setup:
    return Setup(shipped(), load(SHIPPED), ledger=True)


@cache
def result(*, ledger: bool) -> Result:
    """Every kind of place, several forms in a file, a clean one, one that is not there."""
    judged = replace(setup(), ledger=ledger)
    paths = [path for name in (*SHOWN, "missing.pdf") if (path := ROOT / "fixtures" / name).exists() or name == "missing.pdf"]
    documents = [replace(lint(path, judged), path=path.relative_to(ROOT).as_posix()) for path in paths]
    return Result(lint_together(documents, [judged] * len(documents)))


def view(lang: str = "zh", *, ledger: bool = False) -> View:
    return View(setup().checks, setup().definitions, lang, ledger=ledger)


@cache
def again(*, ledger: bool) -> tuple[Result, View]:
    """The result and the words that a saved run gives back."""
    record = json.loads(rendered("json", result(ledger=ledger), view(ledger=ledger)))["record"]
    told, checks, definitions = restored(record)
    return told, View(
        {**setup().checks, **{id_: replace(setup().checks[id_], title=each.title, says=each.says) for id_, each in checks.items()}}, definitions
    )


@pytest.mark.parametrize("name", [name for name in NAMES if name != "html"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_saved_run_says_the_same_in_every_format_and_language(name: str, lang: str) -> None:
    told, words = again(ledger=False)
    assert rendered(name, told, replace(words, lang=lang)) == rendered(name, result(ledger=False), view(lang))


@pytest.mark.parametrize("name", ["text", "json"])
def test_a_saved_ledger_says_the_same(name: str) -> None:
    told, words = again(ledger=True)
    assert rendered(name, told, replace(words, ledger=True)) == rendered(name, result(ledger=True), view(ledger=True))


@pytest.mark.parametrize("ledger", [False, True])
def test_the_page_of_a_saved_run_tells_of_no_number_without_its_name(ledger: bool) -> None:
    told, words = again(ledger=ledger)
    page = rendered("html", told, words).decode()
    assert not re.search("<li>(: |</li>)", page)
    assert ("表中没有可与之核对的内容" in page) is ledger
    assert "未核对" in page


def test_a_saved_ledger_has_the_figures_of_a_form_in_which_nothing_was_judged(run: Run) -> None:
    Path("bare.md").write_text(BARE, encoding="utf-8")
    there = run("check", "bare.md", "--ledger", "--output", "json:bare.json").out
    assert "12.5" in there
    assert run("report", "bare.json").out == there


def test_findings_come_back_as_they_were() -> None:
    assert again(ledger=False)[0].findings == result(ledger=False).findings
    assert len(result(ledger=False).findings) > 10


def test_a_saved_run_keeps_only_the_rows_that_findings_speak_of() -> None:
    told = again(ledger=False)[0]
    clean = next(each for each in told.documents if each.path.endswith("clean/form.md"))
    assert not [row for form in clean.forms for table in form.form.tables.values() for row in table.rows if row.cells]


def test_the_command_shows_a_saved_run_in_the_other_language(run: Run) -> None:
    assert run("check", "faulty.md", "--output", "json:run.json", "--fail-on", "warning").status == 1
    there = run("check", "faulty.md", "--lang", "en").out
    Path("faulty.md").unlink()
    done = run("report", "run.json", "--lang", "en", "--output", "sarif:run.sarif")
    assert (done.status, done.out, done.err) == (1, there, "")
    assert json.loads(Path("run.sarif").read_text(encoding="utf-8"))["version"] == "2.1.0"
    assert run("report", "run.json", "--fail-on", "never").status == 0
    assert run("report", "run.json", "--format", "html").status == 1


def test_a_saved_run_knows_the_words_of_packs_that_are_not_here(run: Run) -> None:
    pack = Path("own/pack/never.py")
    pack.parent.mkdir(parents=True)
    footing = (ROOT / "checks/arithmetic/footing.py").read_text(encoding="utf-8")
    pack.write_text(footing, encoding="utf-8")
    Path("own.yaml").write_text(
        "form: own\nextends: cn-self-evaluation\ntitle: {zh: 自定义表, en: Own}\nrules:\n"
        "  fund-columns-add-up: {says: {zh: 合计, en: Sum}, check: pack/never, in: funds, with: {columns: [initial]}}\n",
        encoding="utf-8",
    )
    there = run("check", "faulty.md", "--checks", "own", "--definition", "own.yaml", "--output", "json:run.json")
    assert "[pack/never]" in there.out
    pack.unlink()
    assert run("report", "run.json").out == there.out


def test_what_was_settled_is_saved(run: Run) -> None:
    run("check", "faulty.md", "--write-baseline", "base.json")
    there = run("check", "faulty.md", "--baseline", "base.json", "--output", "json:run.json", "--show-suppressed")
    assert "基线中已有" in there.out
    assert run("report", "run.json", "--show-suppressed").out == there.out


def broken(text: str) -> Iterator[str]:
    whole = json.loads(text)
    yield ""
    yield "[]"
    yield "{}"
    yield "[" * 200_000
    yield json.dumps({key: value for key, value in whole.items() if key != "record"})
    changes: tuple[dict[str, Any], ...] = (
        {"version": 2},
        {"documents": [1]},
        {"documents": [{}]},
        {"checks": []},
        {"documents": [{"path": 1, "format": "x", "sha256": ""}]},
        {"passed": [{"reason": "passed-over", "count": 0}]},
        {"passed": [{"reason": "of no account", "count": 1}]},
        {"passed": [{"reason": "passed-over", "count": "1"}]},
    )
    for change in changes:
        yield json.dumps({**whole, "record": {**whole["record"], **change}})
    yield text.replace('"height":3', '"height":300000000')
    yield text.replace('"height":3', '"height":-1')
    yield text.replace('"number":0', '"number":7')
    yield text.replace('"actual":"382.87","actual_text"', '"actual":"1e999999999","actual_text"')
    yield text.replace('"occurrence":1,', "").replace('"severity":"error"', '"severity":"awful"')
    yield text.replace('"version":1', '"version":NaN')
    yield text.replace('"operator":"="', '"operator":"%"')
    yield text.replace('"outcomes":{"holds"', '"outcomes":{"x"')
    yield text.replace('"is":"Finding","check":"', '"is":"Finding","check":"\\u001b')


def test_what_is_no_saved_run_is_refused_in_a_line(run: Run) -> None:
    run("check", "faulty.md", "--output", "json:run.json")
    text = Path("run.json").read_text(encoding="utf-8")
    for number, each in enumerate(broken(text)):
        assert each != text, number
        Path("broken.json").write_text(each, encoding="utf-8")
        done = run("report", "broken.json")
        assert (done.status, done.out) == (2, ""), number
        assert "broken.json" in done.err
        assert len(done.err.splitlines()) == 1


def test_a_run_that_is_not_there_is_a_fault(run: Run) -> None:
    assert run("report", "none.json").status == 2


def test_a_report_does_not_replace_the_run_it_is_made_of(run: Run) -> None:
    run("check", "faulty.md", "--output", "json:run.json")
    assert run("report", "run.json", "--output", "text:run.json").status == 2


def test_a_decimal_and_an_enum_come_back() -> None:
    finding = result(ledger=False).findings[0]
    assert decoded(json.loads(text(finding)), Finding) == finding
    several = replace(finding, args=(("rows", "2"), ("labels", ("甲", "乙"))))
    assert decoded(json.loads(text(several)), Finding) == several
    assert decoded("pass", RuleOutcome) is RuleOutcome.PASS


@pytest.mark.parametrize("data", [10**400, -(10**400), float("nan"), float("inf"), True, "1"])
def test_what_is_no_number_of_a_page_does_not_come_back(data: object) -> None:
    with pytest.raises(ValueError, match="not a number"):
        decoded(data, float)


def test_a_place_on_a_page_comes_back() -> None:
    spot = PageSpot.over(2, 100.0, 110.0, (7.0, 9.0, 9.0, 11.55), turned=1)
    assert decoded(json.loads(text(spot)), PageSpot) == spot
    assert spot.edges == (7.0, 9.0, 9.0, 11.55)
    assert spot.cut(1, 2).box == (9.0, 100.0, 11.55, 110.0)


def test_two_runs_save_the_same_bytes(tmp_path: Path) -> None:
    saved = []
    for seed, zone in (("1", "UTC"), ("2", "Asia/Shanghai")):
        arguments = [sys.executable, "-m", "formlint", "check", "fixtures/2022/form.md", "--output", f"json:{tmp_path / seed}"]
        subprocess.run(arguments, cwd=ROOT, env=os.environ | {"PYTHONHASHSEED": seed, "TZ": zone}, capture_output=True, check=False)
        saved.append((tmp_path / seed).read_bytes())
    assert saved[0] == saved[1]


def test_a_place_on_a_scan_comes_back() -> None:
    place = Place((ScanSpot(1, 10.0, 20.0, b"\0" * 12, confidences=(1.0, 0.6), rivals=" 8"),))
    assert decoded(json.loads(text(place)), Place) == place
