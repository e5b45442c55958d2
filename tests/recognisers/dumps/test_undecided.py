"""What may as well be the values of another row is absent from both, and told as not understood; what both rows say stands."""

from formlint.definitions import shipped
from formlint.documents import Document
from formlint.forms import Form
from formlint.readers.text import lines
from formlint.recognisers import linear

HEAD = ["2022年度项目支出绩效自评表", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分", "年度资金总额", "100.00", "80.00", "60.00"]
POINTS = ["10", "75%", "7.5", "一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因分析及改进措施"]
RATES = ["≥96%", "98%", "20", "20", "无", "2022年12月底前完成", "2022年12月20日", "20", "18", "无", "≥91%", "95%", "20", "20", "无"]
REST = ["改善水环境质量", "有所改善", "有所改善", "20", "20", "无", "沿岸居民满意度", "≥90%", "95%", "10", "10", "无", "总分", "100", "95.5"]


def _read(*names: str) -> Form:
    text = "\n\n".join([*HEAD, *POINTS, *RATES, *names, *REST])
    (form,) = linear.recognise(Document("text", tuple(lines(text)), ruled=False), shipped()[0])
    return form


def _row(form: Form, name: str) -> list[str]:
    (row,) = [row for row in form.table("indicators").rows if row.text("name") == name]
    return [row.text(column) if column in row.cells else "absent" for column in ("target", "actual", "weight", "score")]


def test_values_of_which_it_is_not_known_whose_they_are_are_absent_and_told() -> None:
    form = _read("完成时间", "水质达标率", "水样合格率")
    assert _row(form, "水质达标率") == _row(form, "水样合格率") == ["absent", "absent", "20", "20"]
    assert {"≥96%", "98%", "≥91%", "95%"} <= {passage.text for passage in form.unread}


def test_values_that_can_be_told_apart_stand() -> None:
    form = _read("完成时间", "水质达标率", "水样合格率")
    assert _row(form, "完成时间") == ["2022年12月底前完成", "2022年12月20日", "20", "18"]


def test_names_in_the_order_of_their_rows_leave_nothing_undecided() -> None:
    form = _read("水质达标率", "完成时间", "水样合格率")
    assert _row(form, "水质达标率") == ["≥96%", "98%", "20", "20"]
    assert _row(form, "水样合格率") == ["≥91%", "95%", "20", "20"]
    assert not form.unread
    assert "indicators" not in form.doubtful
