"""Aligned dumps with narrow columns: broken side titles and labels, headings that run on, goals beside each other."""

from formlint.definitions import shipped
from formlint.documents import Document
from formlint.forms import Form
from formlint.readers.text import lines
from formlint.recognisers import linear

FUNDS = """\
          资金来源        年初预算数      全年预算数     全年执行数    分值    执行率    得分
 项目资   年度资金总额      90.00       100.00      80.00     10     80%     8
 金（万   其中：财政拨款     90.00       100.00      80.00     —      —      —
  元）   其他资金          —           —           —        —      —      —
"""
LISTED = """\
       一级指标   二级指标    三级指标      年度指标值    实际完成值   分值   得分   未完成原因分析
       产出指标   数量指标    河道清淤      ≥16公里      17公里    50    50    —
       效益指标   社会效益指标  供水村数      ≥8个        9个      30    30    —
       满意度指标  服务对象满意度 村民满意度    ≥90%       95%     10    10    —
       总分                                            100   98
"""


def read(*parts: str) -> Form:
    text = "2022年度项目支出绩效自评表\n（2022年度）\n" + "".join(parts)
    return linear.recognise(Document("text", tuple(lines(text)), ruled=False), shipped()[0])[0]


def goals(form: Form) -> tuple[str, ...]:
    found = (form.fields.get(name) for name in ("narrative.goal", "narrative.actual"))
    return tuple("".join(field.text.split()) if field else "" for field in found)


def test_texts_one_above_the_other_part_where_a_sentence_ends() -> None:
    text = """\
                贯彻落实上级决策部署，扎实推进各项工作。治理河道十六公里，让沿
   年初设定目标
                岸居民用水更加安全；
                项目于三月启动，十二月前完成验收，治理河道十七公里，沿岸居民满意
年度总
                程度进一步提高，供水水质全部达标，全年没有收到有效投诉，工作得到
目标
   全年完成情况    上级部门的肯定。
"""
    assert goals(read(FUNDS, text, LISTED)) == (
        "贯彻落实上级决策部署，扎实推进各项工作。治理河道十六公里，让沿岸居民用水更加安全；",
        "项目于三月启动，十二月前完成验收，治理河道十七公里，沿岸居民满意程度进一步提高，供水水质全部达标，全年没有收到有效投诉，工作得到上级部门的肯定。",
    )


def test_a_side_title_beside_a_goal_is_none_of_its_text() -> None:
    text = """\
            预期目标                         实际完成情况
年度总体 贯彻落实上级决策部署，扎实推进各项    完成河道治理十七公里，供水水质全部达标，
目标完成 工作。治理河道十六公里，让沿岸居民    沿岸居民满意程度进一步提高，全年没有收
 情况  用水更加安全；                   到有效投诉。
"""
    assert goals(read(FUNDS, text, LISTED)) == (
        "贯彻落实上级决策部署，扎实推进各项工作。治理河道十六公里，让沿岸居民用水更加安全；",
        "完成河道治理十七公里，供水水质全部达标，沿岸居民满意程度进一步提高，全年没有收到有效投诉。",
    )


def test_a_broken_side_title_leaves_the_amounts_their_labels() -> None:
    rows = {row.key: row.text("executed") for row in read(FUNDS, LISTED).table("funds").rows}
    assert rows == {"total": "80.00", "fiscal": "80.00", "other": "—"}


def test_labels_with_one_character_in_a_line_head_their_rows() -> None:
    listed = """\
    一级   二级指标       三级指标      年度指标值      实际完成值    分值   得分   未完成原因分析
    指标
    产
    出   数量指标        河道清淤      ≥16公里       17公里     25    25    —
    指
    标   质量指标        水质达标率     ≥90%         95%      25    25    —
    效
    益   社会效益指标      供水村数      ≥8个         9个       30    30    —
    指
    标
        服务对象满意度     村民满意度     ≥90%         95%      10    10    —
        总分                                              100   98
"""
    rows = read(FUNDS, listed).table("indicators").rows
    assert [row.text("l1") for row in rows[:3]] == ["产出指标", "产出指标", "效益指标"]
