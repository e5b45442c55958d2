"""Names of units and departments that a narrow cell broke: put together where both parts are sure, never a part for the whole."""

import pytest

from formlint.definitions import shipped
from formlint.documents import Document
from formlint.readers.text import lines
from formlint.recognisers import linear

FUNDS = """\
          资金来源        年初预算数      全年预算数     全年执行数    分值    执行率    得分
 项目资   年度资金总额      90.00       100.00      80.00     10     80%     8
 金（万   其中：财政拨款     90.00       100.00      80.00     —      —      —
  元）   其他资金          —           —           —        —      —      —
"""
ROWS = """\
资金来源 年初预算数 全年预算数 全年执行数 分值 执行率 得分
年度资金总额 90.00 100.00 80.00 10 80% 8
其中：财政拨款 90.00 100.00 80.00 — — —
"""


def _read(head: str, rows: str) -> tuple[str | None, ...]:
    text = f"2022年度项目支出绩效自评表\n（2022年度）\n{head}{rows}"
    form = linear.recognise(Document("text", tuple(lines(text)), ruled=False), shipped()[0])[0]
    return tuple(form.fields[name].text if name in form.fields else None for name in ("dept", "unit"))


@pytest.mark.parametrize(
    ("head", "found"),
    [
        (
            "            石桥自治县民              石桥自治县社会救助事\n 主管部门                   实施单位\n"
            "               政局                     务中心\n",
            ("石桥自治县民政局", "石桥自治县社会救助事务中心"),
        ),
        (
            "                                        双河市动物疫病预防控制\n 主管部门      双河市农业农村局      实施单位\n"
            "                                            中心\n",
            ("双河市农业农村局", "双河市动物疫病预防控制中心"),
        ),
        (" 主管部门      双河市农业农村局      实施单位\n                                   中心\n", ("双河市农业农村局", None)),
        (
            "            石桥自治县民              石桥自治县社会\n 主管部门      政局综合行政      实施单位    救助事务管理\n"
            "               执法大队                    服务中心\n",
            ("石桥自治县民政局综合行政执法大队", "石桥自治县社会救助事务管理服务中心"),
        ),
        (
            "                                       石桥自治县社会\n 主管部门      石桥县水利局      实施单位    救助事务管理\n"
            "                                            服务中心\n",
            ("石桥县水利局", "石桥自治县社会救助事务管理服务中心"),
        ),
        (
            " 项目名称      供水工程              项目编码      甲水利局\n 主管部门      石桥县水利局        实施单位      石桥县水务站\n"
            " 项目类型      经常性项目           项目属性      延续项目\n",
            ("石桥县水利局", "石桥县水务站"),
        ),
        (" 主管部门      水利局               实施单位      水务站\n", ("水利局", "水务站")),
        (" 主管部门      残联                 实施单位      水务站\n", ("残联", "水务站")),
    ],
)
def test_a_name_above_and_below_its_label_is_one(head: str, found: tuple[str | None, ...]) -> None:
    assert _read(head, FUNDS) == found


@pytest.mark.parametrize(
    ("head", "found"),
    [
        ("主管部门\n石桥自治县民\n政局\n实施单位\n石桥自治县社会救助事务中\n心\n", ("石桥自治县民政局", "石桥自治县社会救助事务中心")),
        ("主管部门 团委\n实施单位 水务站\n", ("团委", "水务站")),
        ("主管部门\n石桥县民政局\n实施单位\n石桥县救助站\n", ("石桥县民政局", "石桥县救助站")),
        ("主管部门 石桥县民政局\n实施单位\n部门整体\n", ("石桥县民政局", None)),  # the beginning of 部门整体资金
    ],
)
def test_a_name_without_its_end_goes_on_in_the_next_line(head: str, found: tuple[str | None, ...]) -> None:
    assert _read(head, ROWS) == found
