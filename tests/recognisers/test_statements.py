"""Running text says what it counts, and which numbers are parts of which."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formlint.documents import Passage
from formlint.forms import Extent, Statement
from formlint.recognisers.statements import statements


def claims(text: str) -> list[str]:
    """Noun, number and unit of each statement; parts in brackets with the extent before them."""
    return [_said(each) for each in statements("narrative.actual", Passage(text))]


def _said(statement: Statement) -> str:
    parts = f"[{statement.extent}: {' '.join(map(_said, statement.parts))}]" if statement.parts else ""
    return f"{statement.noun}{statement.figure.number}{statement.figure.unit}{parts}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("共举办5个培训班次，", ["培训班次5个"]),
        ("全年参加培训人数719人", ["参加培训人数719人"]),
        ("有 20家州直部门、 60家县\n\n（市）直部门被评选为示范单位", ["州直部门20家", "县直部门60家"]),
        ("选派99名机关党务干部到州委党校培训", ["机关党务干部99名"]),
        ("发布机关党建信息525期，充分展示", ["机关党建信息525期"]),
        ("对77家基层党组织267个党支部全覆盖", ["基层党组织77家", "党支部267个"]),
        ("培训次数≥4次，培训人数≥600人", ["培训次数4次", "培训人数600人"]),
        ("2.开展全州模范机关推进（观摩）会≥2次", ["全州模范机关推进会2次"]),
        ("已对59所学校开展安全督导2次", ["学校59所", "安全督导2次"]),
        ("对23个综合文化站开展业务指导≥1次", ["综合文化站23个", "业务指导1次"]),
        ("完成河道治理17公里。", ["河道治理17公里"]),
        ("家庭医生签约109100人。", ["家庭医生签约109100人"]),
        ("完成适龄妇女“两癌”筛查10959人。", ["适龄妇女两癌筛查10959人"]),
        ("完成社会组织年检464家。", ["社会组织年检464家"]),
        ("农村自来水普及率提高到90.9%。", ["农村自来水普及率90.9%"]),
        ("活动计划完成率100%。", ["活动计划完成率100%"]),
        ("全年预算数214.18万元，全年执行数181.04万元，预算执行率84.53%。", ["全年预算数214.18万元", "全年执行数181.04万元", "预算执行率84.53%"]),
        ("共举办培训班6个班次共7期，", ["培训班6个班次", "培训班7期"]),
        ("近\n\n4000名在职党员到现居住地报到", ["在职党员4000名"]),
        ("各类网络信息发布120余篇。", ["各类网络信息发布120篇"]),
        ("对2023年度发展党员指导性计划65名工作任务进行落实", ["发展党员指导性计划65名"]),
        ("明确5条措施、建立3张清单，压实责任", ["措施5条", "清单3张"]),
        ("收入:792.22万元。", ["收入792.22万元"]),
        ("本项目综合绩效得分为91.80分", ["综合绩效得分91.80分"]),
        ("30万元用于项目审计;", ["项目审计30万元"]),
        ("完成年初预算382.37万元的117.82%", ["年初预算382.37万元", "年初预算117.82%"]),
        ("开展“双随机、一公开”抽查3次，“3·15”等宣传活动8场次", ["双随机一公开抽查3次", "宣传活动8场次"]),
        ("每季度召开1次联席会议", ["每季度联席会议1次"]),
        ("参训人数由原来的50人增加到80人", ["80人"]),
        ("党务干部、入党积极分子和发展对象分别为273人、133人、113人。", ["党务干部273人", "入党积极分子133人", "发展对象113人"]),
        ("召开经验交流会1次、现场观摩会及座谈会4次等形式", ["经验交流会1次", "现场观摩会及座谈会4次"]),
    ],
)
def test_a_statement_names_what_is_counted(text: str, expected: list[str]) -> None:
    assert claims(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("培训519人，其中党务干部273人，入党积极分子133人，发展对象113人。", "培训519人[all: 党务干部273人 入党积极分子133人 发展对象113人]"),
        ("培训干部519人（其中党务干部273人、积极分子246人），", "培训干部519人[all: 党务干部273人 积极分子246人]"),
        ("支出5560.46万元,其中:基本支出2956.36万元,项目支出2604.1万元。", "支出5560.46万元[all: 基本支出2956.36万元 项目支出2604.1万元]"),
        ("补助资金12万元。其中，甲区6万元、乙区6万元。", "补助资金12万元[all: 甲区6万元 乙区6万元]"),
        ("项目支出9万元,其中:案件审判4万元;案件执行5万元。", "项目支出9万元[all: 案件审判4万元 案件执行5万元]"),
        ("其他支出9万元，其中其他资本性支出4万元，其他5万元。", "其他支出9万元[all: 其他资本性支出4万元 其他5万元]"),
        ("培训120人，其中男性50人，女性70人。", "培训120人[all: 男性50人 女性70人]"),
        ("甲镇20人，乙镇30人，合计50人。", "合计50人[all: 甲镇20人 乙镇30人]"),
        ("累计救助164人，其中132人为市级", "救助164人[some: 市级132人]"),
        ("选派5名业务骨干到省级部门跟班学习，其中女性1名。", "业务骨干5名[some: 女性1名]"),
        ("选派5名业务骨干跟班学习，其中女性1人。", "业务骨干跟班学习5名[some: 女性1人]"),
        ("培训519人，其中党务干部273人，入党积极分子133人等。", "培训519人[some: 党务干部273人 入党积极分子133人]"),
        ("培训120人，其中女性50人，少数民族70人。", "培训120人[some: 女性50人 少数民族70人]"),
        ("支出9万元，其中：基本支出4万元，占44%；项目支出5万元。", "支出9万元[all: 基本支出4万元 项目支出5万元] 占44%"),
        ("下达资金9万元，其中：中央5万元，省级4万元；实际支出8万元。", "资金9万元[all: 中央5万元 省级4万元] 支出8万元"),
        ("实施项目共15个(含结转项目5个)", "项目15个[some: 结转项目5个]"),
        ("支出98万元，结余2万元。其中：人员50万元，公用48万元。", "支出98万元[all: 人员50万元 公用48万元] 结余2万元"),
        ("支出90万元，结余2万元。其中：人员50万元，公用48万元。", "支出90万元[all: 人员50万元 公用48万元] 结余2万元"),
        ("资金12万元，其中：上级资金9万元，自筹资金30000元。", "资金12万元[all: 上级资金9万元 自筹资金30000元]"),
        (
            "受理90件，审结80件。其中：刑事受理30件，审结26件；民事受理60件，审结54件。",
            "受理90件[all: 刑事受理30件 民事受理60件] 审结80件[all: 审结26件 审结54件]",
        ),
        ("低保9户20人，其中城市4户8人，农村5户12人。", "低保9户[all: 城市4户 农村5户] 低保20人[all: 城市8人 农村12人]"),
        (
            "支出9万元，其中：基本支出5万元（人员3万元，公用2万元），项目支出4万元。",
            "支出9万元[all: 基本支出5万元[all: 人员3万元 公用2万元] 项目支出4万元]",
        ),
        ("下达补助9万元（中央5万元、省级4万元），配套3万元，共计12万元。", "合计12万元[all: 补助9万元[all: 中央5万元 省级4万元] 配套3万元]"),
        ("新增省级2项、市级5项，共7项。", "合计7项[all: 新增省级2项 市级5项]"),
        ("指标12个，其中一级指标3个，二级指标8个，三级指标12个。", "指标12个[some: 一级指标3个 二级指标8个 三级指标12个]"),
        ("新登记8户，其中企业5户、个体3户，全区总量达6000户。", "新登记8户[all: 企业5户 个体3户] 全区总量6000户"),
        ("放流苗种9.45亿尾，其中虾苗8.1亿尾、鱼苗1.2亿尾、贝苗0.15亿粒。", "放流苗种9.45亿尾[some: 虾苗8.1亿尾 鱼苗1.2亿尾] 贝苗0.15亿粒"),
        ("放流苗种9.45亿尾，其中虾苗8.1亿尾、鱼苗1.2亿尾、贝苗0.25亿粒。", "放流苗种9.45亿尾[all: 虾苗8.1亿尾 鱼苗1.2亿尾] 贝苗0.25亿粒"),
    ],
)
def test_parts_stand_in_their_whole(text: str, expected: str) -> None:
    assert " ".join(claims(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("培训519人，其中党务干部273人，发放教材300册。", ["培训519人[some: 党务干部273人]", "教材300册"]),
        ("培训519人，其中党务干部273人；慰问党员20人。", ["培训519人[some: 党务干部273人]", "慰问党员20人"]),
        ("培训519人，其中党务干部273人，累计服务900人。", ["培训519人[some: 党务干部273人]", "服务900人"]),
        ("收入792万元,其中:财政拨款792万元,同比增加209万元。", ["收入792万元[some: 财政拨款792万元]", "同比增加209万元"]),
        ("培训300人次，其中女性93人。", ["培训300人次", "女性93人"]),
        ("资金到位率100%，其中省级到位率100%，县级到位率100%。", ["资金到位率100%", "省级到位率100%", "县级到位率100%"]),
        ("文明岗1个、文明家庭1个，各类家庭共65个。", ["文明岗1个", "文明家庭1个", "各类家庭65个"]),
        ("有20家州直部门、60家县直部门。", ["州直部门20家", "县直部门60家"]),
    ],
)
def test_what_is_no_part_stands_by_itself(text: str, expected: list[str]) -> None:
    assert claims(text) == expected


TRAPS = """
“十四五”期间计划分3批实施，本年度为第二批。
在全省考核中排名第5，连续3年获得先进单位称号。
项目于2019年2月22日启动，2019年12月22日前完成验收。
公开监督举报电话0854-8251086，全年未收到有效投诉。
根据《关于开展2023年度绩效自评工作的通知》（云财预〔2024〕147号）要求
落实“三审三校”制度，统筹推进“五个一”工程，破解“两张皮”问题。
普遍存在的“六大问题”，保障服务二十大召开。4.“七一”期间
打造“一机关一品牌”、选创“双优”典型
《深化模范机关创建的六条措施》，
“五星级”党支部
"""


@pytest.mark.parametrize("text", TRAPS.strip().splitlines())
def test_traps_claim_nothing(text: str) -> None:
    assert claims(text) == []


def test_sentences_are_counted_and_ids_tell_the_offset() -> None:
    text = "一是培训519人，其中干部273人。2.发布信息525期；合格率98%"
    found = statements("narrative.actual", Passage(text))
    assert [each.sentence for each in found] == [0, 1, 2]
    assert [each.figure.id for each in found[0].all()] == ["narrative.actual@4", "narrative.actual@13"]
    assert found[0].field == "narrative.actual"
    assert found[0].extent is Extent.SOME


@given(st.text(alphabet=st.sampled_from("0123456789.，。、；：（）其中包括共合计等分别为培训人次万元%\n“”女性"), max_size=80))
def test_any_text_gives_every_figure_once_in_order(text: str) -> None:
    def all_of(found: tuple[Statement, ...]) -> Iterator[Statement]:
        for each in found:
            yield from each.all()

    starts = [each.figure.start for each in all_of(statements("x", Passage(text)))]
    assert len(set(starts)) == len(starts)


@pytest.mark.parametrize("part", ["其中5人，", "5人", "A1人，合计5人，", "共", "举办", "分别", "（", "“"])
def test_a_huge_text_costs_no_more_than_its_length(part: str) -> None:
    statements("x", Passage(part * (20_000 // len(part)) + "5人"))


SEEDS = Path(__file__).parents[3] / "shared" / "seeds"


@pytest.mark.skipif(not SEEDS.is_dir(), reason="needs shared: the two real dumps")
def test_the_narratives_of_the_real_dumps_are_read_as_a_person_reads_them() -> None:
    first, second = ((SEEDS / name).read_text(encoding="utf-8") for name in ("000_f0e11336fdd6696b.txt", "002_2cfce13bf21b42ff.txt"))
    assert claims(first[first.index("1.州直机关工委高度") : first.index("二级指标 未")]) == [
        "培训班次5个",
        "参加培训人数519人[all: 党务干部273人 入党积极分子133人 发展对象113人]",
        "机关党建信息525期",
        "措施6项",
    ]
    assert claims(second[second.index(" 一、巩固拓展") : second.index(" 一级指标 二级指标")]) == [
        "所辖基层党支部五星级党支部97.75%",
        "措施17条",
        "发展党员指导性计划65名",
        "党员6230名",
        "模范机关专栏专题播报7期",
        "各部门模范机关创建经验做法29期",
        "培训班6个班次",
        "培训班7期",
        "参加培训人数556人[all: 党务干部389人 入党积极分子89人 发展对象78人]",
        "机关党务干部99名",
        "党组织书记集中培训56学时",
    ]
