"""The report for programs: it keeps to its schema whatever is in it, and the same input gives the same bytes."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import formlint
from formlint.documents import NodeSpot, PageSpot, Place, SheetSpot, Spot, TextSpot
from formlint.findings import Finding, Misreading
from formlint.forms import Form
from formlint.results import DocumentResult, RuleOutcome, RuleRun, document_finding

Make = Callable[..., DocumentResult]
Show = Callable[..., str]

SCHEMA = json.loads((Path(formlint.__file__).parent / "schemas" / "report.schema.json").read_text(encoding="utf-8"))
SPOTS: list[tuple[Spot, ...]] = [
    (),
    (SheetSpot("自评表", "G14"),),
    (SheetSpot("自评表", "G14"), SheetSpot("附表", "AB3:AC9")),
    (TextSpot(12, 5, 3), TextSpot(13, 1, 2), TextSpot(40, 1, 2)),
    (PageSpot.over(1, 1.0, 2.0, (3.0, 4.0)), PageSpot.over(2, 1.0, 2.0, (3.0, 4.0))),
    (NodeSpot((1, 2, 3), 0, 4),),
    (NodeSpot((7,), 2, 4),),
]


def valid(text: str) -> Any:
    report = json.loads(text)
    jsonschema.Draft202012Validator(SCHEMA).validate(report)
    return report


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("spots", SPOTS)
def test_every_kind_of_place_keeps_to_the_schema(make: Make, show: Show, breakdown: Finding, spots: tuple[Spot, ...]) -> None:
    moved = replace(breakdown, subject=replace(breakdown.subject, place=Place(spots)))
    assert valid(show("json", make(moved)))["findings"][0]["location"]["document"] == 1


def test_a_possible_misreading_is_told_with_its_place(make: Make, show: Show, breakdown: Finding) -> None:
    misread = replace(breakdown, misreading=Misreading(breakdown.subject, "8", "3", "353.38", seen=True))
    found = valid(show("json", make(misread)))["findings"][0]
    assert found["misreading"].items() >= {"character": "8", "instead": "3", "reading": "353.38", "basis": "recogniser"}.items()
    assert "可能是 3" in found["message"]
    assert "请与纸质原件核对" in found["message"]


def test_a_finding_tells_all_it_knows(make: Make, show: Show, breakdown: Finding) -> None:
    found = valid(show("json", make(breakdown)))["findings"][0]
    assert found["check"] == "sample/breakdown"
    assert found["message"] == "“参加培训人数”填 719人，各部分相加为 519人。"
    assert found["location"]["logical"] == {"field": "indicators[1].actual@18", "path": ["州直机关党务干部培训", "实际完成值(B)"]}
    assert found["comparison"]["actual"] == {"value": "719", "unit": "人", "as_written": "719人"}
    assert found["comparison"]["difference"] == "200"
    assert [term["text"] for term in found["comparison"]["terms"]] == ["273人", "133人", "113人"]
    assert [each["role"] for each in found["related"]] == ["term", "term", "term", "evidence"]
    assert found["culprit"]["suggestion"] == "519人"
    assert found["fixes"] == [
        {
            "applicability": "display",
            "message": "请把“州直机关党务干部培训 · 实际完成值(B)”的“719人”改为“519人”（可能有一位数字写错）。",
            "field": "indicators[1].actual@18",
            "from": "719人",
            "to": "519人",
        }
    ]
    assert found["consequences"][0]["message"] == "得分填 5，按完成情况应为 4.33。"
    assert found["fingerprints"] == {"anchor/v1": breakdown.anchor, "value/v1": breakdown.fingerprint, "occurrence": 1}


def test_no_fix_is_offered_without_a_culprit(make: Make, show: Show, doubtful: Finding) -> None:
    found = valid(show("json", make(doubtful)))["findings"][0]
    assert len(found["suspects"]) == 2
    assert not {"culprit", "fixes"} & set(found)


def test_every_rule_says_what_became_of_it(make: Make, show: Show) -> None:
    lost = RuleRun("rate", "sample/score", RuleOutcome.NOT_EVALUATED, 0, (("lost", (("column", "全年执行数"),)),))
    crash = RuleRun("twice", "sample/twice", RuleOutcome.CRASHED, 0, (("crashed", (("trace", "File /secret\nKeyError: 1"),)),))
    text = show("json", make(runs=(lost, crash)))
    checks = valid(text)["documents"][0]["checks"]
    assert checks["parts-make-the-whole"] == {"check": "sample/breakdown", "outcome": "pass", "evaluated": 3}
    assert checks["rate"]["why"] == "文本中没有“全年执行数”这一列。"
    assert checks["twice"]["outcome"] == "crashed"
    assert "secret" not in text


def test_what_was_verified_by_other_means_is_told(make: Make, show: Show) -> None:
    stand_in = RuleRun("rate", "sample/score", RuleOutcome.PASS, 1, remarks=(("stand-in", (("rate", "92.93%"),)),))
    checks = valid(show("json", make(runs=(stand_in,))))["documents"][0]["checks"]
    assert checks["rate"]["remarks"] == ["按其他数字核对，执行率 92.93% 成立。"]
    assert "已核实，请知悉：\n  - 按其他数字核对，执行率 92.93% 成立。\n" in show("text", make(runs=(stand_in,)))


def test_a_doubtful_reading_is_told(make: Make, show: Show, form: Form) -> None:
    report = valid(show("json", make(form=replace(form, doubtful=frozenset({"funds"})))))
    assert report["documents"][0]["forms"] == [{"definition": "sample", "kind": "", "year": None, "doubtful": ["funds"]}]


def test_rows_put_together_by_inference_are_told_with_their_places(make: Make, show: Show, form: Form, breakdown: Finding) -> None:
    torn = replace(form, inferred=frozenset({"indicators[1].weight"}))
    report = valid(show("json", make(replace(breakdown, inferred=(breakdown.subject,)), form=torn)))
    (row,) = report["documents"][0]["forms"][0]["inferred"]
    assert (row["logical"]["field"], row["snippet"]) == ("indicators[1]", "州直机关党务干部培训")
    assert [each["logical"]["field"] for each in report["findings"][0]["inferred"]] == [breakdown.subject.id]


def test_a_rule_of_two_forms_has_the_graver_outcome(make: Make, show: Show, breakdown: Finding) -> None:
    good, bad = make(), make(breakdown)
    checks = valid(show("json", replace(good, forms=(*good.forms, *bad.forms))))["documents"][0]["checks"]
    assert checks["parts-make-the-whole"] == {"check": "sample/breakdown", "outcome": "fail", "evaluated": 6}


def test_an_unread_document_is_a_finding_and_counted(show: Show) -> None:
    report = valid(show("json", DocumentResult("x.pdf", "", "", findings=(document_finding("empty"),))))
    assert report["documents"][0]["status"] == "unchecked"
    assert report["findings"][0]["location"] == {"kind": "document", "document": 1}
    assert report["summary"]["documents"] == {"checked": 0, "partial": 0, "unchecked": 1}


def test_findings_belong_to_their_documents(make: Make, show: Show, breakdown: Finding) -> None:
    report = valid(show("json", make(path="a.xlsx"), make(breakdown, path="b.xlsx")))
    names = {each["id"]: each["path"] for each in report["documents"]}
    assert [names[each["location"]["document"]] for each in report["findings"]] == ["b.xlsx"]


def test_nothing_checked_is_a_report_too(show: Show) -> None:
    assert valid(show("json"))["documents"] == []


def test_same_input_same_bytes(make: Make, show: Show, breakdown: Finding, doubtful: Finding) -> None:
    assert show("json", make(breakdown, doubtful)) == show("json", make(breakdown, doubtful))


def test_names_that_are_not_unicode_and_hidden_characters_survive(make: Make, show: Show, breakdown: Finding) -> None:
    text = show("json", make(replace(breakdown, args=(("noun", "\u202e\x1b"),)), path="\udce4.xlsx"))
    text.encode("utf-8")
    assert not set("\x1b\u202e") & set(text)
    assert valid(text)["documents"][0]["path"] == "\udce4.xlsx"


def test_json_lines_are_the_findings_and_a_summary(make: Make, show: Show, breakdown: Finding, doubtful: Finding) -> None:
    whole = valid(show("json", make(breakdown, doubtful)))
    *findings, last = map(json.loads, show("jsonl", make(breakdown, doubtful)).splitlines())
    assert findings == whole["findings"]
    assert last == {"summary": {**whole["summary"], "files": whole["documents"]}}


def test_a_line_for_people_in_a_hurry(make: Make, show: Show, breakdown: Finding) -> None:
    told = "“参加培训人数”填 719人，各部分相加为 519人。请把“719人”改为“519人”。"
    assert show("concise", make(breakdown)) == f"表/自评表.xlsx:自评表!C10: error sample/breakdown {told}\n"
    assert show("concise", make()) == ""
