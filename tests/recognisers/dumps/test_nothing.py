"""Tables under headings that no word fits, and not a line beside them: the road of dumps finds nothing, and says so."""

from formlint.definitions import shipped
from formlint.readers.markdown import parse
from formlint.recognisers import recognise

TABLES = (
    "| 资金来源 | 0.5 | 5 | 全年执行数 | 0% | 执行率 | 得分 |\n|---|---|---|---|---|---|---|\n| 年度资金总额 | — | 100 | 55 | | 5 | 0.5 |\n\n"
    "| 0% | 二级指标 | 0% | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因分析 |\n|---|---|---|---|---|---|---|---|\n"
    "| 产出指标 | — | 培训次数 | ≥4次 | 5次 | 40 | 40 | |\n| ^ | 质量指标 | 合格率 | 100% | 100% | 50 | 50 | |"
)


def test_a_document_without_a_line_of_text_holds_no_form() -> None:
    assert not recognise(parse(TABLES), shipped())
