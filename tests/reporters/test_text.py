"""The report for people draws the row, underlines the number exactly, does the sum, names the culprit, and never calls unchecked what is clean."""

import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

import pytest

from formlint.documents import Place
from formlint.findings import Comparison, Finding, Mention, Severity, Term
from formlint.forms import Form
from formlint.reporters.advice import TOLD
from formlint.reporters.form_text import form_lines
from formlint.reporters.ink import Ink
from formlint.reporters.sums import paper
from formlint.reporters.width import width
from formlint.results import DocumentResult, RuleOutcome, RuleRun, document_finding
from formlint.words import say

Make = Callable[..., DocumentResult]
Show = Callable[..., str]


def under(text: str, mark: str) -> list[str]:
    """What stands right above every run of the mark, column by column."""
    lines = text.splitlines()
    found = []
    for above, line in pairwise(lines):
        if "|" not in line[:5] or "|" not in above[:5]:
            continue
        for run in re.finditer(rf"(?<![>{mark}]){re.escape(mark)}+", line):
            begin, end = width(line[: run.start()]), width(line[: run.end()])
            found.append("".join(char for at, char in enumerate(above) if begin <= width(above[:at]) < end))
    return found


def test_the_guilty_number_is_underlined_in_its_row(make: Make, show: Show, breakdown: Finding) -> None:
    text = show("text", make(breakdown))
    assert under(text, "^") == ["719人"]
    assert "此处写 719人" in text


@pytest.mark.parametrize("columns", [60, 72, 85, 100, 120, 160])
def test_the_underline_fits_at_every_width(make: Make, show: Show, breakdown: Finding, columns: int) -> None:
    text = show("text", make(breakdown), width=columns)
    assert under(text, "^") == ["719人"]
    drawn = [line for line in text.splitlines() if re.match(r"( \d|  ) \| ", line) and "^" not in line]
    assert drawn
    assert max(map(width, drawn)) <= columns


def test_the_number_is_also_shown_where_else_it_is_told(make: Make, show: Show, breakdown: Finding) -> None:
    assert "519人" in under(show("text", make(breakdown)), "-")


def test_the_sum_is_done_as_on_paper(make: Make, show: Show, breakdown: Finding) -> None:
    text = show("text", make(breakdown))
    assert (
        """
     党务干部        273人
     + 入党积极分子  133人
     + 发展对象      113人
     = 应为          519人
     ---------------------
     表中写          719人  （多 200人）
"""
        in text
    )


def test_points_stand_under_points() -> None:
    terms = (Term("", "执行率", "98.81%"), Term("x", "分值", "10"))
    score = Comparison("=", Decimal(9), "9", Decimal("9.88"), None, None, "分", "", terms)
    lines = list(paper(score, Ink(colour=False), "error", "zh", 80))
    assert [line.rstrip() for line in lines] == ["执行率  98.81%", "x 分值  10", "= 应为   9.88", "--------------", "表中写   9  （少 0.88）"]


def test_a_long_sum_is_told_in_running_lines() -> None:
    terms = tuple(Term("+" if at else "", "分值", "5") for at in range(30))
    lines = list(paper(Comparison("=", Decimal(100), "100", Decimal(150), None, None, "", "", terms), Ink(colour=False), "error", "zh", 40))
    assert lines[0].startswith("5 + 5 + 5")
    assert max(map(width, lines)) <= 40
    assert "".join(lines).count("5") == 30 + 2  # 150 and 50 have one too


def test_the_culprit_is_named_with_what_to_write_instead(make: Make, show: Show, breakdown: Finding) -> None:
    text = show("text", make(breakdown))
    assert "改法：请把“州直机关党务干部培训 / 实际完成值(B)”的“719人”改为“519人”（可能有一位数字写错）。" in text
    assert "可能写错的数" not in text


def test_what_follows_from_the_repair_is_told(make: Make, show: Show, breakdown: Finding) -> None:
    assert "- 得分填 5，按完成情况应为 4.33。 [sample/score]" in show("text", make(breakdown))


def test_without_a_culprit_the_suspects_are_ranked(make: Make, show: Show, doubtful: Finding) -> None:
    text = show("text", make(doubtful))
    assert "改法" not in text
    assert re.search(r"1\. .*“719人”，应为“519人”（可能有一位数字写错）  55%\n.*2\. .*“273人”，应为“473人”（可能有一位数字写错）  45%", text)
    assert "（很可能）" in text


def test_the_rule_and_its_clause_are_cited(make: Make, show: Show, breakdown: Finding) -> None:
    assert "依据：各部分之和等于总数（填表说明第2条）" in show("text", make(breakdown))


def test_english_is_spoken_when_asked_for(make: Make, show: Show, breakdown: Finding) -> None:
    text = show("text", make(breakdown), lang="en")
    assert 'fix: Change "719人" to "519人"' in text
    assert "error[sample/breakdown] 参加培训人数: 719人 is printed, its parts add up to 519人" in text


def test_remarks_take_one_line_below_the_others(make: Make, show: Show, breakdown: Finding) -> None:
    remark = replace(breakdown, severity=Severity.INFO)
    text = show("text", make(remark, breakdown))
    assert text.count("-->") == 1
    assert text.index("错误[") < text.index("提示[sample/breakdown] 自评表!C10：")


def test_a_culprit_elsewhere_is_drawn_together_with_what_it_spoils(make: Make, show: Show, breakdown: Finding, form: Form) -> None:
    field = form.fields["narrative.actual"]
    at = field.text.index("519人")
    elsewhere = Mention(f"{field.id}@{at}", field.label, "519人", field.place)
    text = show("text", make(replace(breakdown, suspects=(replace(breakdown.suspects[0], mention=elsewhere),))))
    assert under(text, "^") == ["519人"]
    assert "719人" in under(text, "-")


def test_a_number_the_form_does_not_know_is_told_without_a_drawing(make: Make, show: Show, breakdown: Finding) -> None:
    lost = Mention("nowhere[3].x", (), "7", Place())
    text = show("text", make(replace(breakdown, subject=lost, suspects=(), evidence=())))
    assert "  --> 表/自评表.xlsx\n" in text
    assert "^" not in text


@pytest.mark.parametrize("state", ["有问题", "未发现问题", "没能检查"])
def test_a_document_is_in_one_of_three_states(make: Make, show: Show, breakdown: Finding, state: str) -> None:
    documents = {
        "有问题": make(breakdown),
        "未发现问题": make(),
        "没能检查": DocumentResult("x.pdf", "", "", findings=(document_finding("empty"),)),
    }
    text = show("text", documents[state])
    assert f": {state}" in text.splitlines()[0]
    assert f"{state} 1" in text


@pytest.mark.parametrize("name", ["text", "markdown"])
def test_of_files_that_cannot_be_read_no_zeros_are_counted(show: Show, name: str) -> None:
    text = show(name, DocumentResult("x.pdf", "", "", findings=(document_finding("empty"),)))
    assert "没能检查 1" in text
    assert "核对关系：" not in text
    assert "表中数字：" not in text


def test_beside_one_that_cannot_be_read_the_figures_of_the_others_are_counted(make: Make, show: Show) -> None:
    text = show("text", make(), DocumentResult("x.pdf", "", "", findings=(document_finding("empty"),)))
    assert "表中数字：已核对 2，有矛盾 1，未核对 1\n" in text


def test_of_many_documents_the_worst_ten_are_named_before_the_totals(make: Make, show: Show, breakdown: Finding, doubtful: Finding) -> None:
    clean = [make(path=f"{number}.xlsx") for number in range(9)]
    warned = [make(doubtful, path=f"提醒{number}.xlsx") for number in range(10)]
    unread = DocumentResult("坏.pdf", "", "", findings=(document_finding("empty"),))
    end = show("text", *clean, *warned, unread, make(breakdown, doubtful, path="差.xlsx")).splitlines()[-16:]
    assert end[0] == "先看这 10 份（有问题或没能检查的共 12 份）："
    assert end[1:3] == ["  错误 1   警告 1   差.xlsx", "  错误 0   警告 1   提醒0.xlsx"]
    assert end[10:12] == ["  错误 0   警告 1   提醒8.xlsx", ""]
    assert end[12].startswith("共检查 21 份文件")


def test_among_the_worst_those_that_could_not_be_checked_are_told_apart(make: Make, show: Show, doubtful: Finding) -> None:
    unread = DocumentResult("坏.pdf", "", "", findings=(document_finding("empty"),))
    text = show("text", *[make()] * 20, unread, make(doubtful, path="差.xlsx"))
    assert "  错误 0   警告 1   差.xlsx\n  错误 1   警告 0   坏.pdf（没能检查）\n" in text


def test_of_few_documents_and_of_many_clean_ones_no_worst_are_named(make: Make, show: Show, breakdown: Finding) -> None:
    assert "先看这" not in show("text", *[make(breakdown)] * 20)
    assert "先看这" not in show("text", *[make()] * 30)


def test_a_form_on_which_nothing_could_be_judged_is_not_called_clean(make: Make, show: Show) -> None:
    silent = make()
    why = (("lost", (("column", "全年执行数"),)),)
    rules = (RuleRun("parts-make-the-whole", "sample/breakdown", RuleOutcome.NOT_EVALUATED, why=why),)
    text = show("text", replace(silent, forms=(replace(silent.forms[0], rules=rules),)))
    assert "没能检查" in text.splitlines()[0]
    assert "没能核对的内容：\n  - 文本中没有“全年执行数”这一列。\n" in text


def test_what_was_not_judged_is_told_beside_a_clean_state(make: Make, show: Show) -> None:
    lost = RuleRun("rate", "sample/score", RuleOutcome.NOT_EVALUATED, why=(("lost", (("column", "全年执行数"),)),))
    assert show("text", make(runs=(lost,))).startswith("== 表/自评表.xlsx: 未发现问题（有内容没能核对）\n")
    assert show("text", make()).startswith("== 表/自评表.xlsx: 未发现问题\n")


def test_a_doubtful_reading_is_judged_in_part_and_named_by_its_headings(make: Make, show: Show, form: Form) -> None:
    name = next(iter(form.tables))
    text = show("text", make(form=replace(form, doubtful=frozenset({name}))))
    assert text.startswith("== 表/自评表.xlsx: 只核对了一部分\n")
    assert f"“{'、'.join(list(form.tables[name].columns.values())[:3])}”表由上下文拼接而成" in text
    assert "，只核对了一部分 1\n" in text


def test_rows_put_together_by_inference_are_told_in_one_line(make: Make, show: Show, form: Form) -> None:
    torn = make(form=replace(form, inferred=frozenset({"indicators[0].target", "indicators[0].actual", "indicators[1].score"})))
    text = show("text", torn)
    assert text.startswith("== 表/自评表.xlsx: 未发现问题（有内容没能核对）\n")
    assert "  - 2 处内容在文本中已拆散，其归属系推断，请对照原表核对：自评表!A9“创建考评”、自评表!A10“州直机关党务干部培训”\n" in text
    assert "The text is torn apart in 2 places" in show("text", torn, lang="en")
    assert "2 处内容在文本中已拆散" in show("html", torn)


def test_show_marks_what_was_inferred_and_the_heading_of_several_rows_once(form: Form) -> None:
    table = form.tables["indicators"]
    level = table.rows[0].cells["name"]
    rows = tuple(replace(row, cells={"l1": replace(level, id=f"{row.id}.l1"), **row.cells}) for row in table.rows)
    guessed = frozenset({f"{row.id}.{column}" for row in rows for column in ("l1", "score")})
    shown = list(form_lines(replace(form, tables={"indicators": replace(table, rows=rows)}, inferred=guessed), "", "zh"))
    assert [line.split()[0] for line in shown if "  ? " in line] == ["indicators[0].l1", "indicators[0].score", "indicators[1].score"]


def test_a_finding_on_what_was_inferred_says_so(make: Make, show: Show, breakdown: Finding) -> None:
    rests = make(replace(breakdown, inferred=(breakdown.subject,)))
    assert "相加为 519人（“719人”在文本中已拆散，归入此处系推断，请对照原表核对）" in show("text", rests)
    assert "the place of 719人 was inferred: please compare" in show("sarif", rests, lang="en")


def test_a_check_that_failed_of_itself_is_told_without_paths_of_the_machine(make: Make, show: Show) -> None:
    trace = "Traceback\n  File /secret/place.py\nKeyError: 'a'\n"
    text = show("text", make(runs=(RuleRun("x", "sample/twice", RuleOutcome.CRASHED, why=(("crashed", (("trace", trace),)),)),)))
    assert "KeyError: 'a'" in text
    assert "secret" not in text


def test_text_that_no_field_took_and_figures_nobody_looked_at_are_counted(make: Make, show: Show) -> None:
    text = show("text", make())
    assert "1 处文字没有归入任何栏目，未核对：“（此页无正文）”" in text
    assert "已核对 2，有矛盾 1，未核对 1" in text


def test_colours_only_when_asked_for(make: Make, show: Show, breakdown: Finding) -> None:
    plain = show("text", make(breakdown))
    assert "\033" not in plain
    assert re.sub(r"\033\[[0-9;]*m", "", show("text", make(breakdown), colour=True)) == plain


def test_documents_cannot_steer_the_terminal(make: Make, show: Show, breakdown: Finding) -> None:
    evil = replace(breakdown, args=(("noun", "\x1b[2J\u202e{actual}"), ("actual", "{0}"), ("expected", "\r1")))
    text = show("text", make(evil, path="\x1b]0;title\x07.xlsx"))
    assert not set("\x1b\x07\r\u202e") & set(text)
    assert "“\\x1b[2J\\u202e{actual}”填 {0}，" in text


@pytest.mark.parametrize("encoding", ["gbk", "utf-8"])
def test_our_own_marks_can_be_printed_on_a_chinese_console(make: Make, show: Show, breakdown: Finding, doubtful: Finding, encoding: str) -> None:
    text = show("text", make(breakdown, doubtful), DocumentResult("x.pdf", "", "", findings=(document_finding("empty"),)), colour=True)
    text.encode(encoding)


@pytest.mark.parametrize("kind", sorted(TOLD))
def test_every_slip_that_the_diagnosis_names_has_words(kind: str) -> None:
    assert say("slips", kind, "zh") != say("slips", kind, "en")


def test_a_number_that_no_slip_explains_is_mended_without_a_word_on_how(make: Make, show: Show, breakdown: Finding) -> None:
    suspects = tuple(replace(each, kind="other") for each in breakdown.suspects)
    assert "改为“519人”。" in show("text", make(replace(breakdown, suspects=suspects)))
