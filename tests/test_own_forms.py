"""Forms of any kind, by a definition alone: lists with a total, fields that are numbers, averages, weights in per cent."""

import pytest

from formlint.checks import SHIPPED, load
from formlint.definitions import parse
from formlint.errors import DefinitionError
from formlint.findings import Severity
from formlint.lint import Setup, lint_source
from formlint.readers import Source
from formlint.results import DocumentResult, RuleOutcome
from formlint.reviewing import parsed, review

CLAIM = """form: expense-claim
title: {en: Expense claim}
recognise: {titles: ["*Expense Claim*"], headings: [Description, Unit price, Quantity, Amount], at_least: 3}
fields: {name: [Employee], advance: [Advance paid], due: [Amount due]}
numbers: {amount: [advance, due]}
tables:
  costs:
    label: [Description]
    columns: {price: [Unit price], quantity: [Quantity], amount: [Amount]}
    total: [Total]
    numbers: {amount: [price, amount], points: [quantity]}
rules:
  amount: {formula: amount = price * quantity, in: costs, says: {en: An amount is price times quantity}}
  whole: {formula: total.amount = sum(amount), in: costs, says: {en: The total is the sum of the list}}
  due: {formula: due = total.amount - advance, says: {en: What is due is the total less the advance}}
"""
LIST = """# Expense Claim

| Employee | Sales desk |
|---|---|

| Day | Description | Unit price | Quantity | Amount |
|---|---|---|---|---|
| Mon | Train out | 86.50 | 2 | 173.00 |
| Tue | Hotel room | 120.00 | 3 | {hotel} |
| Tue | Taxi | 24.80 | 1 | 24.80 |
| Total | | | | {total} |

| Advance paid | 200.00 | Amount due | {due} |
|---|---|---|---|
"""
SCORES = """form: supplier-scores
title: {en: Supplier scores}
recognise: {titles: ["*Supplier*"], headings: [Criterion, Weight, Score, Weighted], at_least: 3}
tables:
  criteria:
    label: [Criterion]
    columns: {weight: [Weight], score: [Score], weighted: [Weighted]}
    total: [Total]
    numbers: {percent: [weight], points: [score, weighted]}
rules:
  weighted: {formula: weighted = weight * score, in: criteria, says: {en: Weight times score}}
  all: {formula: sum(weight) = 1, in: criteria, says: {en: The weights make 100%}}
  mean: {formula: total.score = mean(score), in: criteria, says: {en: The score is the mean of all}}
"""
SHEET = """# Supplier Scores

| Criterion | Weight | Score | Weighted |
|---|---|---|---|
| Price | 40% | 8 | 3.2 |
| Quality | {quality} | 9 | 2.7 |
| Delivery | 30% | {delivery} | 2.1 |
| Total | 100% | 8 | 8.0 |
"""

PLAN = """form: plan
title: {en: Plan, zh: 计划}
recognise: {titles: ["*计划表*"], headings: [目标, 计划值, 完成值, 满分, 得分], at_least: 3}
tables:
  goals:
    label: [目标]
    columns: {target: [计划值], actual: [完成值], weight: [满分], score: [得分]}
    total: [合计]
    numbers: {points: [weight, score]}
rules:
  all: {formula: total.score = sum(score), in: goals, says: {en: The total is the sum of all, zh: 合计是各项之和}}
"""
PLAIN = """工作计划表
目标 计划值 完成值 满分 得分
绿化面积 ≥5公里 6公里 10 9
修路里程 ≥3公里 4公里 10 8
培训场次 ≥9场 9场 10 10
走访户数 ≥8户 7户 10 7
合计 40 34
"""


def checked(definition: str, text: str, name: str = "form.md") -> DocumentResult:
    own = parse(definition, "own.yaml")
    return lint_source(Source(name, text.encode()), name, Setup((own,), load(SHIPPED)))


def rules(result: DocumentResult) -> list[str]:
    """Those that something breaks: several that one number breaks are one finding."""
    return sorted(run.rule for form in result.forms for run in form.rules if run.outcome is not RuleOutcome.PASS)


def claim(hotel: str = "360.00", total: str = "557.80", due: str = "357.80") -> DocumentResult:
    return checked(CLAIM, LIST.format(hotel=hotel, total=total, due=due))


def test_a_sound_list_with_its_total_and_fields_raises_nothing_and_every_number_is_verified() -> None:
    result = claim()
    assert rules(result) == []
    assert [{name for name, count in form.standings.items() if count} for form in result.forms] == [{"verified"}]


@pytest.mark.parametrize(
    ("wrong", "rule"),
    [({"total": "575.80", "due": "375.80"}, "whole"), ({"due": "375.80"}, "due"), ({"hotel": "350.00"}, "amount")],
)
def test_what_breaks_a_rule_of_the_list_of_its_total_or_of_a_field_is_found(wrong: dict[str, str], rule: str) -> None:
    assert rule in rules(claim(**wrong))


def test_names_of_a_list_keep_the_blanks_between_their_words() -> None:
    (form,) = claim().forms
    assert [row.label for row in form.form.table("costs").rows] == ["Train out", "Hotel room", "Taxi"]
    assert form.form.table("costs").columns["price"] == "Unit price"


@pytest.mark.parametrize("between", ["Taxi,,,,", "Travel abroad,,,,"])
def test_a_row_without_numbers_and_a_heading_among_the_rows_end_no_list(between: str) -> None:
    lines = [
        "Expense Claim",
        "Day,Description,Unit price,Quantity,Amount",
        "Mon,Train,86.50,2,173.00",
        between,
        "Tue,Hotel,120.00,3,360.00",
        "Total,,,,{}",
    ]
    own = Setup((parse(CLAIM, "own.yaml"),), load(SHIPPED))
    sound, wrong = (lint_source(Source("form.csv", "\n".join(lines).format(total).encode()), "form.csv", own) for total in ("533.00", "553.00"))
    assert (rules(sound), rules(wrong)) == (["due"], ["due", "whole"])
    (form,) = sound.forms
    assert [row.label for row in form.form.table("costs").rows] == ["Train", "Hotel"]


def test_the_title_of_the_next_form_ends_a_list_whose_total_is_not_printed() -> None:
    text = "Expense Claim\nDescription,Unit price,Quantity,Amount\nTrain,86.50,2,173.00\nHotel,120.00,3,360.00\n"
    result = lint_source(Source("form.csv", (text + text).encode()), "form.csv", Setup((parse(CLAIM, "own.yaml"),), load(SHIPPED)))
    assert [[row.label for row in form.form.table("costs").rows] for form in result.forms] == [["Train", "Hotel"]] * 2


@pytest.mark.parametrize(
    "below",
    ["Advance paid,200.00,Amount due,333.00", "Advance paid,200.00\nAmount due,333.00", "\nAdvance paid,200.00,Amount due,333.00"],
    ids=["beside", "below", "apart"],
)
def test_fields_below_a_list_whose_total_is_not_printed_are_no_rows_of_it(below: str) -> None:
    text = f"Expense Claim\nDescription,Unit price,Quantity,Amount\nTrain,86.50,2,173.00\nHotel,120.00,3,360.00\n{below}\n"
    (form,) = checked(CLAIM, text, "form.csv").forms
    assert [row.label for row in form.form.table("costs").rows] == ["Train", "Hotel"]
    assert {name: form.form.fields[name].text for name in ("advance", "due")} == {"advance": "200.00", "due": "333.00"}


def test_a_row_named_as_a_field_is_one_of_the_list_where_it_has_all_the_numbers() -> None:
    text = "Expense Claim\nDescription,Unit price,Quantity,Amount\nTrain,86.50,2,173.00\nAdvance paid,20.00,3,90.00\nTaxi,24.80,1,24.80\n"
    result = checked(CLAIM, text, "form.csv")
    assert [row.label for form in result.forms for row in form.form.table("costs").rows] == ["Train", "Advance paid", "Taxi"]
    assert "amount" in rules(result)


def test_weights_in_per_cent_beside_scores_are_no_points() -> None:
    assert rules(checked(SCORES, SHEET.format(quality="30%", delivery="7"))) == []


@pytest.mark.parametrize(("quality", "delivery", "rule"), [("40%", "7", "all"), ("30%", "1", "mean")])
def test_a_sum_and_a_mean_of_a_column_are_over_all_rows(quality: str, delivery: str, rule: str) -> None:
    assert rule in rules(checked(SCORES, SHEET.format(quality=quality, delivery=delivery)))


@pytest.mark.parametrize("definition", [CLAIM, SCORES])
def test_rules_over_all_rows_and_over_fields_are_no_faults(definition: str) -> None:
    assert review(parse(definition, "own.yaml")) == ()


def test_a_formula_of_fields_that_are_not_there_is_told() -> None:
    (complaint,) = review(parse(CLAIM.replace("due = total", "rest = total"), "own.yaml"))
    assert (complaint.message, complaint.args["found"]) == ("no-such-field", "rest")


def test_a_formula_that_is_none_is_told_with_its_line() -> None:
    with pytest.raises(DefinitionError) as caught:
        parsed(parse(SCORES.replace("mean(score)", "median(score)"), "own.yaml"))
    assert caught.value.details == {"where": "own.yaml:13", "rule": "mean", "found": "median(score)"}


STOCK = """\
form: stock
title: {zh: 库存表}
recognise: {titles: [库存表], headings: [品名, 期初, 入库, 出库, 期末]}
tables:
  items:
    columns: {name: [品名], opening: [期初], in: [入库], out: [出库], closing: [期末]}
    numbers: {points: [opening, in, out, closing]}
rules:
  adds-up: {says: {zh: 期末等于期初加入库减出库}, formula: closing = opening + in - out, in: items}
"""
KEPT = "# 库存表\n\n| 品名 | 期初 | 入库 | 出库 | 期末 |\n|---|---|---|---|---|\n| 苹果 | 10 | 5 | 3 | 12 |\n| 梨 | 20 | 5 | 3 | 23 |\n"


def test_a_column_whose_key_is_a_word_of_python_is_judged_as_any_other() -> None:
    parsed(parse(STOCK, "own.yaml"))
    assert rules(checked(STOCK, KEPT)) == ["adds-up"]
    assert rules(checked(STOCK, KEPT.replace("23", "22"))) == []


@pytest.mark.parametrize("between", ["   ", "\n", " ", "\t"], ids=["aligned", "cells", "words", "tabs"])
def test_a_plain_text_of_a_form_with_tables_of_its_own_is_read(between: str) -> None:
    own = parse(PLAN, "own.yaml")
    result = lint_source(Source("form.txt", PLAIN.replace(" ", between).encode()), "form.txt", Setup((own,), load(SHIPPED)))
    (form,) = result.forms
    assert [row.cells["score"].text for row in form.form.table("goals").rows][:4] == ["9", "8", "10", "7"]


MORE = (
    PLAIN.replace("10 9\n", "10 10\n")
    .replace("10 8\n", "10 10\n")
    .replace("合计 40 34", "植树棵数 ≥9棵 9棵 10 10\n检查次数 ≥7次 8次 10 10\n合计 60 {}")
)


@pytest.mark.parametrize("between", ["   ", "\n", " ", "\t"], ids=["aligned", "cells", "words", "tabs"])
def test_a_wrong_total_of_a_list_that_its_rows_confirm_is_an_error_in_a_plain_text_too(between: str) -> None:
    sound, wrong = (checked(PLAN, MORE.format(score).replace(" ", between), "form.txt") for score in (57, 75))
    assert (rules(sound), rules(wrong)) == ([], ["all"])


def test_what_a_torn_text_of_a_form_of_ones_own_contradicts_in_is_remarked_on() -> None:
    """Neither numbers nor rows enough say that the list was read as it was printed: as of the forms that come with formlint."""
    result = checked(PLAN, PLAIN.replace("40 34", "40 43").replace(" ", "\n"), "form.txt")
    assert [finding.severity for finding in result.all_findings] == [Severity.INFO]
    assert {name for form in result.forms for name in form.form.doubtful} == {"goals", "total"}


def test_rows_of_a_list_of_ones_own_that_were_put_together_by_inference_are_told() -> None:
    title, head, *rows, last = PLAIN.strip().split("\n")
    cells = [row.split() for row in rows]
    torn = [title, *head.split(), *(name for name, *_ in cells), *(text for _, *texts in cells for text in texts), *last.split()]
    (form,) = checked(PLAN, "\n".join(torn) + "\n", "form.txt").forms
    assert any(id_.startswith("goals[") for id_ in form.form.inferred)


ROWS = """# Expense Claim

| Employee | J. Doe | | |
|---|---|---|---|
| Description | Unit price | Quantity | Amount |
| Train | 1,234.50 | 2 | 2,469.00 |
| Hotel | 120.00 | 3 | {hotel} |
| Meals | 25.00 | 4 | {meals} |
| Total | | | {total} |
| Advance paid | 500.00 | Amount due | {due} |
"""


def claimed(hotel: str = "360.00", meals: str = "100.00", total: str = "2,929.00", due: str = "2,429.00") -> DocumentResult:
    setup = Setup((parse(CLAIM, "claim.yaml"),), load(SHIPPED))
    text = ROWS.format(hotel=hotel, meals=meals, total=total, due=due)
    return lint_source(Source("claim.md", text.encode()), "claim.md", setup)


@pytest.mark.parametrize("hotel", ["$360.00", "€360.00", "£360.00", "$ 360", "¥360.00"])
def test_an_amount_with_the_sign_of_its_currency_takes_part_in_the_sum(hotel: str) -> None:
    assert not claimed(hotel).all_findings
    assert [each.message for each in claimed(hotel, total="2,999.00", due="2,499.00").all_findings] == ["mismatch"]


@pytest.mark.parametrize("hotel", ["3O5", "20+340", "(360.00)", "see 2", "to follow", "see annex", "待定", "见附表"])
def test_a_sum_with_what_is_no_number_is_not_judged_and_that_is_told(hotel: str) -> None:
    """They do not count as nothing: the sum would be wrong, and the form is not."""
    done = claimed(hotel)
    assert not done.all_findings
    assert {why for run in done.forms[0].rules for why, _ in run.why} == {"unread"}


@pytest.mark.parametrize("hotel", ["", "—", "/", "N/A", "free", "none", "无", "免费"])
def test_a_part_that_is_none_counts_as_nothing(hotel: str) -> None:
    assert not claimed(hotel, total="2,569.00", due="2,069.00").all_findings


def test_a_label_of_several_words_is_told_with_its_blanks() -> None:
    (finding,) = claimed(due="2,439.00").all_findings
    assert finding.subject.label == ("Amount due",)


def test_suspects_stand_in_the_order_of_their_shares_and_are_told_as_printed() -> None:
    """Meals are wrong beside their own price, and the total beside all: one correction cannot explain both."""
    done = claimed(hotel="", meals="110.00")
    assert len(done.all_findings) == 2
    for finding in done.all_findings:
        shares = [suspect.share for suspect in finding.suspects]
        assert shares == sorted(shares, reverse=True)
        assert all(suspect.mention.text in ROWS.format(hotel="", meals="110.00", total="2,929.00", due="2,429.00") for suspect in finding.suspects)
