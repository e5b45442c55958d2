"""A form in traditional characters is read as one in simplified characters; what it prints stays as it is."""

from formlint.checks import SHIPPED, load
from formlint.definitions import shipped
from formlint.lint import Setup, lint_source
from formlint.readers import Source
from formlint.recognisers.traditional import SIMPLIFIED, TRADITIONAL

FORM = """2023年度項目支出績效自評表

| 項目名稱 | 圖書館設備更新 | < | 主管部門 | 縣文化局 | < | < |
|---|---|---|---|---|---|---|
| 項目資金（萬元） | 資金來源 | 全年預算數 | 全年執行數 | 分值 | 執行率 | 得分 |
| ^ | 年度資金總額 | 100.00 | {} | 10 | 98.00% | 9.8 |
| ^ | 其中：財政撥款 | 80.00 | 78.00 | — | — | — |
| ^ | 其他資金 | 20.00 | 20.00 | — | — | — |
| 一級指標 | 二級指標 | 三級指標 | 年度指標值 | 實際完成值 | 分值 | 得分 |
| 產出指標 | 數量指標 | 購置電腦 | ≥40臺 | 40臺 | 50 | 50 |
| 效益指標 | 社會效益指標 | 全年開放天數 | ≥300天 | 300天 | 30 | 30 |
| 滿意度指標 | 服務對象滿意度指標 | 讀者滿意度 | ≥90% | 94% | 10 | 10 |
| 總分 | < | < | < | < | 100 | 99.8 |
"""


def test_a_form_in_traditional_characters_is_recognised() -> None:
    result = lint_source(Source("form.md", FORM.format("98.00").encode()), "form.md", Setup(shipped(), load(SHIPPED)))
    form = result.forms[0].form
    assert [row.key for row in form.table("funds").rows] == ["total", "fiscal", "other"]
    assert form.fields["total.score"].text == "99.8"
    assert [row.section for row in form.table("indicators").rows] == ["output", "effect", "satisfaction"]
    assert not [finding for finding in result.all_findings if finding.severity.value != "info"]


def test_what_is_told_stays_as_it_is_printed() -> None:
    result = lint_source(Source("form.md", FORM.format("89.00").encode()), "form.md", Setup(shipped(), load(SHIPPED)))
    assert [finding.check for finding in result.all_findings if finding.severity.value == "error"] == ["arithmetic/footing"]
    assert result.forms[0].form.table("funds").rows[0].label == "年度資金總額"


def test_every_pair_is_one_of_the_words_of_the_definitions() -> None:
    words = "".join(each.read_text(encoding="utf-8") for each in (SHIPPED / "forms").glob("*.yaml"))
    assert len(TRADITIONAL) == len(SIMPLIFIED) == len(set(TRADITIONAL))
    assert set(SIMPLIFIED) <= set(words)
    assert not set(TRADITIONAL) & set(words)
