"""Claims with a figure in running text, and what they say of each other.

`参加培训人数519人，其中党务干部273人，入党积极分子133人，发展对象113人。` is one statement with three parts that make up the whole.
Parts have the unit of their whole; the list ends at 。 or ；, at a number of another unit, or where something new begins (累计, 同比).
One part, a list that ends in 等, parts that overlap (女性, 少数民族) or the upper grades of several (一等奖, 二等奖) do not make up the whole.
"""

import re
from functools import lru_cache

from formlint.documents import Passage
from formlint.exact import ZERO
from formlint.figures.units import money
from formlint.forms import Statement
from formlint.forms.matching import same_unit
from formlint.recognisers import nouns
from formlint.recognisers.bands import bands
from formlint.recognisers.claims import ENDS, PAUSE, Claim, claims_of, pattern, words
from formlint.records import replace

BREAKS = ("breaks", "comparisons", "parts")
NEAR = 12
FEW = 2  # points that a bracket names may be some of the score, more are all
REACH = 30  # how many claims back a whole, or the parts of a total, are looked for

_ALTOGETHER = re.compile(",?共有?")


def statements(field_id: str, passage: Passage, label: tuple[str, ...] = ()) -> tuple[Statement, ...]:
    """The claims of the text in reading order, parts inside their wholes. Their figures are labelled with the label of the field and their noun."""
    return tuple([claim.statement(field_id, passage, label) for claim in told(passage.text)])


@lru_cache(maxsize=1024)
def told(text: str) -> tuple[Claim, ...]:
    """The claims of a text, parts inside their wholes: nobody changes them. Forms of one batch repeat their sentences."""
    claims = claims_of(text)
    wholes: list[Claim] = []
    position = 0
    while position < len(claims):
        count = _series(claims, position, wholes)
        if count:
            position += count
            continue
        whole = _whole(claims, position, wholes)
        if whole is None:
            inner = _bracketed(claims, position)
            wholes = _gather(_within(claims[position], inner) if inner else claims[position], wholes)
            position += 1 + len(inner)
            continue
        parts, others = _parts(claims, position, whole)
        whole.parts, whole.open = parts, (_open(parts) and not _all_ages(whole, parts)) or _nested(whole, parts)
        wholes += others
        position += sum(1 + len(part.parts) for part in parts) + len(others)
        whole.open = whole.open or _goes_on(whole, claims[position : position + 1])
    return tuple(wholes)


def _whole(claims: list[Claim], first: int, wholes: list[Claim]) -> Claim | None:
    """The statement that this one is the first part of: the last of its unit in this sentence, or in the one before when 其中 opens it.

    Of several (支出98万元，结余2万元。其中…) it is the one that its parts add up to; where none is, what is left over is no whole.
    """
    claim = claims[first]
    marked = list(pattern("parts").finditer(claim.gap))
    if not marked or ENDS.search(claim.gap, marked[-1].end()) or not _adds_up(claim):
        return None
    away = len(ENDS.findall(claim.gap))
    near = [each for each in wholes[-REACH:] if claim.sentence - each.sentence <= away and not each.parts]
    alike = [each for each in near if _alike(each, claim) and not pattern("comparisons").search(each.gap)]
    closing = next((each for each in reversed(alike) if _closes(each, _parts(claims, first, each)[0])), None) if len(alike) > 1 else None
    named = [each for each in alike if not pattern("rests").search(each.gap)]
    return closing or next(reversed(named or alike), None)


def _closes(whole: Claim, parts: list[Claim]) -> bool:
    """The parts add up to the whole, as far as its digits tell."""
    return abs(whole.figure.value - sum((part.figure.value for part in parts), ZERO)) < whole.figure.ulp


def _alike(one: Claim, other: Claim) -> bool:
    """Both count the same kind of thing, or are amounts of money, whatever their units."""
    return same_unit(one.figure.unit, other.figure.unit) or (money(one.figure) and money(other.figure))


def _adds_up(claim: Claim) -> bool:
    """Amounts and counts add up; rates, and amounts per head, do not."""
    return claim.figure.scale >= 1 and "/" not in claim.figure.unit and not nouns.each(claim.gap)


def _parts(claims: list[Claim], first: int, whole: Claim) -> tuple[list[Claim], list[Claim]]:
    """The run of parts that begins with the first one, and the shares that stand between them (，占80.24%；).

    What a bracket behind a part holds (人员经费80万元，公用经费20万元) are parts of that part.
    """
    parts, shares, waiting, inner = [claims[first]], list[Claim](), list[Claim](), list[Claim]()
    separators = "。!?" if ":" in claims[first].gap[-NEAR:] else "。;!?"
    inside = False
    for claim in claims[first + 1 :]:
        opened, closed = claim.gap.count("("), claim.gap.count(")")
        shared = ";" in claim.gap and bool(waiting) and not re.search("[。!?]", claim.gap)  # 1122.4万元，占60.79%；项目支出…
        if (_ends(claim, parts, separators) and not shared) or (closed and not inside):
            break
        if inside and not closed:
            inner.append(claim)
            continue
        if inside:
            parts[-1] = _within(parts[-1], inner)
            inner, inside = [], False
        if opened > closed and parts[-1].rest.startswith("(") and _alike(claim, parts[-1]):
            inner, inside = [claim], True
            continue
        if claim.figure.scale < 1 and pattern("comparisons").search(claim.gap):
            waiting.append(claim)
            continue
        if not _alike(claim, whole) or any(pattern(name).search(claim.gap) for name in BREAKS):
            break
        if len(parts) > 1 and _closes(whole, parts):
            break  # they are all: 全区市场主体总量达62418户 behind them is another thing
        parts.append(claim)
        shares += waiting
        waiting = []
    if inside:
        parts[-1] = _within(parts[-1], inner)
    return parts, shares


def _goes_on(whole: Claim, following: list[Claim]) -> bool:
    """What is counted by another word is the last of the parts: 苗种9.45亿尾，其中虾苗8.1亿尾、鱼苗1.2亿尾、贝苗0.15亿粒."""
    return any(claim.gap.startswith("、") and _adds_up(claim) and _closes(whole, [*whole.parts, claim]) for claim in following)


def _ends(claim: Claim, parts: list[Claim], separators: str) -> bool:
    """A list ends before this claim. One whose items commas part ends at a semicolon: 其中：中央120万元，省级80万元；实际支出190万元."""
    commas = len(parts) > 1 and all(re.search("[,、]", part.gap) and ";" not in part.gap for part in parts[1:])
    return any(each in claim.gap for each in separators) or (commas and ";" in claim.gap)


def _bracketed(claims: list[Claim], place: int) -> list[Claim]:
    """What a bracket right behind the number splits it into: 2480万元（中央资金1860万元、省级资金620万元）."""
    first = claims[place + 1] if place + 1 < len(claims) else None
    if (
        first is None
        or not claims[place].rest.startswith("(")
        or ")" in first.gap
        or pattern("parts").search(first.gap)
        or not _alike(first, claims[place])
        or not _adds_up(first)
    ):
        return []
    inner = [first]
    for claim in claims[place + 2 : place + REACH]:
        if ")" in claim.gap or not _alike(claim, first):
            break
        inner.append(claim)
    closed = inner[-1].rest.startswith(")") and len(inner) > 1
    return inner if closed and not any(pattern("changes").search(each.gap) for each in inner) else []


def _within(part: Claim, inner: list[Claim]) -> Claim:
    """The part with those that a bracket behind it names; of amounts that fill it these are all."""
    if not all(_alike(each, part) for each in inner):
        return replace(part, parts=inner, open=True)
    rest = inner[-1].noun.startswith(("其他", "其它"))
    points = part.figure.unit == "分" and len(inner) > FEW
    filled = len(inner) > 1 and (money(part.figure) or rest or points) and inner[-1].rest.startswith(")") and not _open(inner)
    return replace(part, parts=inner, open=not filled)


def _series(claims: list[Claim], first: int, wholes: list[Claim]) -> int:
    """How many claims are lists that run side by side, each of which is put under its whole; 0 where there are none.

    受理6842件，审结6587件。其中：刑事受理312件，审结308件；民事…, and 4326户8157人，其中城市386户612人，农村3940户7545人.
    Where all count the same kind of thing one of the lists has to add up, so that it is known which is which.
    """
    if not pattern("parts").search(claims[first].gap) or not _adds_up(claims[first]):
        return 0
    run = _run(claims, first)
    away = len(ENDS.findall(claims[first].gap))
    near = [each for each in wholes[-REACH:] if claims[first].sentence - each.sentence <= away and not each.parts and _adds_up(each)]
    for width in (2, 3):
        if len(run) < 2 * width or len(run) % width:
            continue
        lists = [run[place::width] for place in range(width)]
        heads = _heads_of(near, [each[0] for each in lists])
        apart = len({each[0].figure.unit for each in lists}) == width
        even = all(_alike(claim, each[0]) for each in lists for claim in each)
        ends = all((";" in claim.gap) == (place % width == 0) for place, claim in enumerate(run[1:], 1))
        glued = all(not PAUSE.search(claim.gap) for place, claim in enumerate(run) if place % width)
        if heads and even and (glued if apart else ends and any(map(_closes, heads, lists))):
            for head, each in zip(heads, lists, strict=True):
                head.parts, head.open = each, _open(each) or _nested(head, each)
            return len(run)
    return 0


def _run(claims: list[Claim], first: int) -> list[Claim]:
    """The claims up to the end of the sentence, or to where something new begins."""
    run = [claims[first]]
    for claim in claims[first + 1 : first + 2 * REACH]:
        if re.search("[。!?()]", claim.gap) or claim.figure.scale < 1 or any(pattern(name).search(claim.gap) for name in BREAKS):
            break
        run.append(claim)
    return run


def _heads_of(near: list[Claim], firsts: list[Claim]) -> list[Claim]:
    """The last claims of the same units in the same order; nothing when there are no such."""
    heads: list[Claim] = []
    for claim in reversed(firsts):
        until = near.index(heads[0]) if heads else len(near)
        found = next((each for each in reversed(near[:until]) if _alike(each, claim) and not pattern("rests").search(each.gap)), None)
        if found is None:
            return []
        heads.insert(0, found)
    return heads


def _nested(whole: Claim, parts: list[Claim]) -> bool:
    """One of the parts is the whole already, so that the others are in it: 12个指标，其中一级指标3个，二级指标9个，三级指标12个."""
    equal = sum(part.figure.value == whole.figure.value for part in parts)
    return equal > 0 and sum(part.figure.value > 0 for part in parts) > 1


def _open(parts: list[Claim]) -> bool:
    sexes = {sex for sex in "男女" for part in parts if part.noun.startswith(sex)}
    others = [part.noun for part in parts if len(sexes) < 2 or not part.noun.startswith(tuple(sexes))]  # men and women make up a whole
    rest = len(parts) > 1 and parts[-1].noun in ("其他", "其它", "其他人员")  # what is left over: the others overlap with nothing
    graded = all(any(grade in part.noun for grade in words("graded")) for part in parts)
    return parts[-1].rest.startswith("等") or graded or (not rest and any(word in noun for noun in others for word in words("overlapping")))


def _all_ages(whole: Claim, parts: list[Claim]) -> bool:
    """The parts are bands of ages that leave nobody out: only 等 behind them would say that there are more."""
    return not parts[-1].rest.startswith("等") and bands([part.noun for part in parts], whole.gap + whole.noun + whole.rest + parts[0].gap)


def _gather(claim: Claim, wholes: list[Claim]) -> list[Claim]:
    """A total after its parts (A 10人、B 20人，合计30人) takes them in; everything else is a statement of its own."""
    summed = pattern("totals").search(claim.gap) is not None
    parts = _listed(claim, wholes) if _ALTOGETHER.fullmatch(claim.gap) else [each for each in wholes[-REACH:] if each.sentence == claim.sentence]
    if not summed and not (_ALTOGETHER.fullmatch(claim.gap) and parts):
        wholes.append(claim)
        return wholes
    alike = all(same_unit(each.figure.unit, claim.figure.unit) for each in parts)
    if len(parts) < 2 or not alike or not _adds_up(claim):
        return [*wholes, claim]
    return [*wholes[: -len(parts)], replace(claim, noun="合计", parts=parts)]


def _listed(claim: Claim, wholes: list[Claim]) -> list[Claim]:
    """The claims of one list right before the number: 省级2项、市级5项、县级11项，共18项."""
    parts: list[Claim] = []
    for each in reversed(wholes[-REACH:]):
        if each.sentence != claim.sentence or not same_unit(each.figure.unit, claim.figure.unit) or each.parts:
            break
        parts.insert(0, each)
        if not each.gap.startswith(("、", "和", "及")):
            return parts if len(parts) > 1 else []
    return []
