"""Names that side titles part from their labels go to those, in their order; where they are not as many, nobody knows whose they are."""

import pytest

from formlint.definitions import shipped
from formlint.documents import Document
from formlint.readers.text import lines
from formlint.recognisers import linear

FUNDS = ["全年预算数", "全年执行数", "执行率", "得分", "年度资金总额", "100.00", "80.00", "80%", "8", "其中：财政拨款", "100.00", "80.00"]
LISTED = ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"]
ROWS = [*("治理河道长度", "≥16公里", "17公里", "60", "60"), *("沿岸居民满意度", "≥90%", "95%", "30", "30"), "总分", "100", "98"]


def _head(*flows: str) -> dict[str, str]:
    text = "\n\n".join(["2022年度项目支出绩效自评表", *flows, *FUNDS, *LISTED, *ROWS])
    (form,) = linear.recognise(Document("text", tuple(lines(text)), ruled=False), shipped()[0])
    return {key: form.fields[key].text for key in ("project", "dept", "unit") if key in form.fields}


@pytest.mark.parametrize(
    "flows",
    [
        ("项目名称", "河道治理资金", "主管部门", "项目资金（\n万元）", "青川县水务局", "实施单位", "青川县供水中心"),
        ("项目名称\n主管部门", "项目资金\n（万元）", "河道治理资金\n青川县水务局", "实施单位", "青川县供水中心"),
        ("项目名称", "河道治理资金", "主管部门", "年度总体\n目标", "青川县水务局\n资金来源", "实施单位", "青川县供水中心"),
    ],
)
def test_names_behind_side_titles_find_their_labels(flows: tuple[str, ...]) -> None:
    assert _head(*flows) == {"project": "河道治理资金", "dept": "青川县水务局", "unit": "青川县供水中心"}


def test_the_end_of_a_name_in_the_line_below_belongs_to_it() -> None:
    torn = _head("项目名称\n主管部门", "项目资金\n（万元）", "河道治理资金\n青川县水务与水资源保护管理\n局", "实施单位", "青川县供水中心")
    assert torn == {"project": "河道治理资金", "dept": "青川县水务与水资源保护管理局", "unit": "青川县供水中心"}


@pytest.mark.parametrize(
    "flows",
    [
        ("项目名称", "河道治理资金", "主管部门", "项目资金（\n万元）", "青川县供水", "实施单位", "青川县供水中心"),  # ends like no department
        ("项目名称\n青川县水\n务局", "主管部门", "项目资金（\n万元）", "青川县排水中心", "实施单位", "青川县供水中心"),  # whose is before its label
        ("项目名称", "河道治理资金", "主管部门", "项目资金（\n万元）", "青川县水务局", "青川县排水中心", "实施单位", "青川县供水中心"),
    ],
)
def test_where_names_may_be_others_nobody_knows(flows: tuple[str, ...]) -> None:
    assert "dept" not in _head(*flows)


def test_one_name_for_two_labels_is_nobodys() -> None:
    assert _head("项目名称\n主管部门", "项目资金\n（万元）", "青川县水务局", "实施单位", "青川县供水中心") == {"unit": "青川县供水中心"}
