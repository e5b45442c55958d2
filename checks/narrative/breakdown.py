"""The parts that a sentence names add up to its whole.

`参加培训人数519人，其中党务干部273人，入党积极分子133人，发展对象113人`: a list of one unit that names several parts and is not left open (等) makes up the whole.
Where only one part is named, the list is open, names upper grades only (5A级, 4A级) or its parts overlap (女性, 少数民族), no part may be greater than the whole. Heads and pieces are counted,
so they have no rounding slack; amounts are measured, and a sum of them that closes only because some are told with fewer digits (30万元, 30万元, 29.90万元 of
89.97万元) is remarked; where 余, 近, 约 soften one of them a breach is a remark. In a text dump a list that does not end as lists do may have
been torn, and a breach is a remark; so it is where a part is greater than the whole and another number stands between them, or where the list goes on with what was spent of it.

中文：文字中“总数，其中各分项”的数字应当对得上。列明两个及以上同单位分项、且未以“等”结尾的，各分项之和应等于总数；只列一个分项、以“等”结尾、只列较高等级（如一等奖、二等奖）或分项有交叉
（如女性、少数民族）的，任一分项不应大于总数。人数、次数等按精确数核对，金额允许末位四舍五入（仅因某些金额写得较粗才对得上的，只作提示），“余、近、约”按其含义放宽。
总数与分项之间另有同类数字、且某分项大于总数的，或分项之后接着写实际支出数的，可能不是该总数的分项，只作提示。
"""

from collections.abc import Iterator, Sequence

from formlint.checks import Bad, Good, Remark, Words, check
from formlint.figures.units import alike, money
from formlint.findings import Severity
from formlint.forms import Extent, Field, Form, Statement
from formlint.patterns import late
from formlint.records import replace
from formlint.relations import AT_MOST, IMPROBABLE, ROUNDING, VIOLATED, Ref, Relation, adds_up, told
from formlint.relations.solving import judge
from formlint.verdicts import Verdict, state

HEAD = "| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |\n|---|---|---|---|---|---|---|\n"
TEXT = HEAD + "| 产出指标 | 数量指标 | 开展培训 | 按计划完成 | {} | 5 | 5 |"

SPENT = late("(?:实际|已|共|共计|累计|全年|本年)*(?:支出|执行|使用|支付|拨付|到位|结余|剩余|发放)(?:资金|金额|数|额)*")
FOLLOWS = 3  # characters behind a list that tell that the line goes on


@check(
    Good(TEXT.format("全年参加培训人数519人，其中党务干部273人，入党积极分子133人，发展对象113人。")),
    Good(TEXT.format("累计救助164人，其中132人为市级救助对象。")),
    Good(TEXT.format("全年培训600人，其中党务干部273人，入党积极分子133人等。")),
    Good(TEXT.format("共举办培训班6个班次共7期，选派99名党务干部参训，其中女性30名。")),
    Good(TEXT.format("服务群众约500人，其中老人273人，儿童230人。走访约500户，其中低保户100户，五保户200户。")),
    Good(TEXT.format("培训600人，其中男300人，女300人，少数民族120人。")),
    Good(TEXT.format("全年培训600人，其中党务干部273人，入党积极分子133人，其他人员194人。")),
    Good(TEXT.format("全州现有A级景区38家，其中5A级1家、4A级12家。参赛获奖9项，其中一等奖2项、二等奖4项。")),
    Good(TEXT.format("90分（含）以上为优秀，80分（含）至90分为良好，60分（含）至80分为合格，60分以下为不合格。")),
    Bad(TEXT.format("参赛获奖9项，其中一等奖2项、二等奖4项、三等奖2项。"), at="9项", message="mismatch"),
    Good(TEXT.format("全年培训600余人，其中党务干部273人，入党积极分子332人。")),
    Good(TEXT.format("培训1210人，其中医师410人、护士500人、公共卫生人员300人。")),
    Bad(TEXT.format("培训1210人，其中医师410人、护士500人、公共卫生人员200人。"), at="1210人", message="mismatch"),
    Good(TEXT.format("下达项目资金200万元，其中中央资金120万元，实际支出190万元，使用率95%。")),
    Good(TEXT.format("年初预算4286.40万元，年中追加612.75万元，其中追加人员经费312万元，调整后预算4899.15万元。")),
    Bad(TEXT.format("全年参加培训人数719人，其中党务干部273人，入党积极分子133人，发展对象113人。"), at="719人", message="mismatch"),
    Bad(TEXT.format("累计救助164人，其中232人为市级救助对象。"), at="232人", message="exceeds"),
    Good(TEXT.format("全年培训费用2.54万元，其中教材1.23万元，场地1.31万元。")),
    Remark(TEXT.format("全年培训费用2.54万元，其中教材1.2万元，场地1.31万元。"), at="2.54万元", message="mismatch"),
    title=Words("文字中各分项之和等于总数", "The parts named in a sentence add up to its total"),
    says={
        "mismatch": Words(
            "“{noun}”写 {actual}，所列分项相加为 {expected}。", "{noun}: the text says {actual}, the parts it names add up to {expected}."
        ),
        "exceeds": Words("“{noun}”中的分项 {actual} 大于总数 {expected}。", "A part of {noun}, {actual}, is greater than the whole of {expected}."),
    },
)
def breakdown(form: Form) -> Iterator[Verdict]:
    fields = form.by_id
    for statement in form.statements:
        for each in statement.all() if statement.parts else ():
            hedged = any(member.figure.hedge for member in (each, *each.parts))
            sure = (
                not hedged and not _of_another(each, form.statements) and (form.ruled or (each.field in fields and _closed(each, fields[each.field])))
            )
            severity = None if sure else Severity.INFO
            yield from _judged(each, severity)


def _of_another(whole: Statement, told: Sequence[Statement]) -> bool:
    """What was spent is no part of what was granted (下达200万元，其中中央120万元，实际支出190万元). Nor may those be parts, one of which is greater than the
    whole, where another number stands before them: 年初预算4286万元，追加612万元，其中…，调整后预算4899万元."""
    first = whole.parts[0].figure.start if whole.parts else 0
    if any(SPENT.fullmatch(part.noun) for part in whole.parts) and not SPENT.fullmatch(whole.noun):
        return True
    if all(part.figure.value <= whole.figure.value for part in whole.parts):
        return False
    return any(each.field == whole.field and whole.figure.end <= each.figure.start < first and alike(each.figure, whole.figure) for each in told)


def _judged(whole: Statement, severity: Severity | None) -> Iterator[Verdict]:
    if not whole.parts:
        return
    args = (("noun", whole.noun),)
    if whole.extent is Extent.ALL:
        relation = adds_up(told(whole.figure), (told(part.figure) for part in whole.parts))
        yield _strict(state(relation, whole.figure, "mismatch", args=args, severity=severity), whole)
        return
    for part in whole.parts:
        yield state(Relation(told(part.figure), AT_MOST, told(whole.figure)), part.figure, "exceeds", args=args, severity=severity)


def _strict(verdict: Verdict, whole: Statement) -> Verdict:
    """A sum of plain amounts of money that closes only because some of them are told with fewer digits than others is remarked."""
    members = (whole.figure, *(part.figure for part in whole.parts))
    if verdict.outcome is not ROUNDING or not all(money(figure) and not figure.hedge for figure in members):
        return verdict
    finest = min(figure.ulp for figure in members)
    stated, *parts = (Ref(figure, ulp=finest) for figure in members)
    return replace(verdict, outcome=IMPROBABLE, severity=Severity.INFO) if judge(adds_up(stated, parts)) is VIOLATED else verdict


def _closed(whole: Statement, field: Field) -> bool:
    """The list of parts ends as lists do, or stands in one line up to what follows it. Else a dump may have torn parts away."""
    if not whole.parts:
        return True
    text, last = field.text, whole.parts[-1].figure.end
    if text[last:].lstrip().startswith(("。", "；", ";", ".", "，其", "，占")):
        return True
    listed = (min(whole.figure.start, whole.parts[0].figure.start), min(max(whole.figure.end, last) + FOLLOWS, len(text)))
    return len(text) >= last + FOLLOWS and not any(map(str.isspace, text[slice(*listed)])) and len(field.passage.place(*listed).spots) < 2
