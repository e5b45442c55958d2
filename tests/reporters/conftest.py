"""Results to show: one form with a finding of every kind, made here, so that reporters are tested without the rooms before them."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from io import StringIO

import pytest

from formlint.checks import Check, Words
from formlint.definitions import Definition, Recognition, Rule
from formlint.documents import Passage, Place, SheetSpot
from formlint.findings import Comparison, Confidence, Consequence, Finding, Mention, Severity, Suspect, Term
from formlint.forms import Field, Form, FormTable, Row
from formlint.reporters import View, reporter
from formlint.results import DocumentResult, Entry, FormResult, Result, RuleOutcome, RuleRun, Standing, inferred_rows
from formlint.verdicts import Verdict

ACTUAL = "共举办5个培训班次，全年参加培训人数719人，其中党务干部273人，入党积极分子133人，发展对象113人。"
COLUMNS = {"name": "三级指标", "target": "年度指标值(A)", "actual": "实际完成值(B)", "weight": "分值", "score": "得分"}


def passage(text: str, row: int = 1, column: int = 1) -> Passage:
    return Passage.at(text, SheetSpot("自评表", f"{'ABCDEFGHIJ'[column]}{row}"))


def indicator(number: int, *texts: str) -> Row:
    cells = {
        key: Field(f"indicators[{number}].{key}", (texts[0], heading), passage(text, 9 + number, at))
        for at, (key, heading, text) in enumerate(zip(COLUMNS, COLUMNS.values(), texts, strict=True))
    }
    return Row(f"indicators[{number}]", str(number), texts[0], cells)


def mention(field: Field, text: str = "") -> Mention:
    """The field, or the number in it that is spelled so."""
    at = field.text.find(text)
    return Mention(f"{field.id}@{at}" if text else field.id, field.label, text or field.text, field.place)


@pytest.fixture
def form() -> Form:
    rows = (indicator(0, "创建考评", "≥1次", "1次", "5", "5"), indicator(1, "州直机关党务干部培训", "培训次数≥4次，培训人数≥600人", ACTUAL, "5", "5"))
    narrative = Field("narrative.actual", ("实际完成情况",), passage("一年来，组织机关党务干部参加培训519人，真正做到全覆盖。", 7))
    return Form("sample", "", {narrative.id: narrative}, {"indicators": FormTable("indicators", COLUMNS, rows)}, unread=(passage("（此页无正文）"),))


@pytest.fixture
def breakdown(form: Form) -> Finding:
    """719 for 519: the culprit is known, and a score follows."""
    actual = form.tables["indicators"].rows[1].cells["actual"]
    parts = [mention(actual, text) for text in ("273人", "133人", "113人")]
    terms = tuple(
        Term("+" if at else "", label, each.text, each)
        for at, (label, each) in enumerate(zip(("党务干部", "入党积极分子", "发展对象"), parts, strict=True))
    )
    guilty = mention(actual, "719人")
    numbers = Comparison("=", Decimal(719), "719人", Decimal(519), Decimal(519), Decimal(519), "人", "a = b + c + d", terms)
    score = form.tables["indicators"].rows[1].cells["score"]
    return Finding(
        "sample/breakdown",
        "parts-make-the-whole",
        "mismatch",
        (("noun", "参加培训人数"), ("actual", "719人"), ("expected", "519人")),
        Severity.ERROR,
        Confidence.CERTAIN,
        guilty,
        evidence=(*parts, mention(form.fields["narrative.actual"], "519人")),
        comparison=numbers,
        suspects=(Suspect(guilty, "519人", Decimal("0.97"), "digit"),),
        consequences=(Consequence("sample/score", "too-high", (("score", "5"), ("expected", "4.33")), mention(score)),),
        related=("sample/twice",),
        source="填表说明第2条",
    )


@pytest.fixture
def doubtful(breakdown: Finding) -> Finding:
    """Two numbers may be wrong, and nobody can tell which."""
    first = breakdown.suspects[0]
    suspects = (replace(first, share=Decimal("0.55")), Suspect(breakdown.evidence[0], "473人", Decimal("0.45"), "digit"))
    return replace(breakdown, suspects=suspects, consequences=(), severity=Severity.WARNING, confidence=Confidence.LIKELY)


def entry(standing: Standing) -> Entry:
    return Entry(Mention("x", (), "1", Place()), standing)


@pytest.fixture
def make(form: Form) -> Callable[..., DocumentResult]:
    """A document with these findings in its one form."""

    def made(*findings: Finding, runs: tuple[RuleRun, ...] = (), form: Form = form, **changes: object) -> DocumentResult:
        judged = RuleRun("parts-make-the-whole", "sample/breakdown", RuleOutcome.FAIL if findings else RuleOutcome.PASS, 3)
        listed = tuple(map(entry, (Standing.VERIFIED, Standing.VERIFIED, Standing.CONFLICT, Standing.NOT_COVERED)))
        standings = {"verified": 2, "in-conflict": 1, "not-covered": 1}
        result = FormResult(form, (), findings, standings, (judged, *runs), listed, inferred=inferred_rows(form))
        return replace(DocumentResult("表/自评表.xlsx", "xlsx", "0" * 64, (result,)), **changes)  # type: ignore[arg-type]  # fields by name

    return made


@pytest.fixture(scope="session")
def view() -> View:
    says = {
        "mismatch": Words("“{noun}”填 {actual}，各部分相加为 {expected}。", "{noun}: {actual} is printed, its parts add up to {expected}."),
        "too-high": Words("得分填 {score}，按完成情况应为 {expected}。", "The score is {score}, by the result it should be {expected}."),
        "stand-in": Words("按其他数字核对，执行率 {rate} 成立。", "By other numbers the rate of {rate} holds."),
        "lost": Words("文本中没有“{column}”这一列。", "The text does not show the column {column}."),
    }
    checks = {name: Check(no_verdicts, Words("", ""), says, (), name) for name in ("sample/breakdown", "sample/score", "sample/twice")}
    rule = Rule("parts-make-the-whole", "sample/breakdown", says={"zh": "各部分之和等于总数", "en": "The parts make the whole"})
    definition = Definition("sample", {"zh": "样表", "en": "Sample"}, Recognition((), ()), {}, rules=(rule,))
    return View(checks, (definition,))


def no_verdicts(form: Form, **options: object) -> Iterator[Verdict]:
    return iter(())


@pytest.fixture
def show(view: View) -> Callable[..., str]:
    """What a reporter writes about these documents."""

    def shown(name: str, *documents: DocumentResult, **changes: object) -> str:
        out = StringIO()
        reporter(name).report(Result(documents), out, replace(view, **changes))  # type: ignore[arg-type]  # fields by name
        return out.getvalue()

    return shown
