"""What a printed total of points may be: the sum of its parts, that sum cut to the digits of the total, and with what a note adds to it.

Points are awarded and add up exactly. A total with digits after its point, but fewer than its parts have (97.4 for 9.78 + 87.6), was rounded
to them; a whole number may be, too, but looks the same as a slip. A note tells what was given or taken outside the table: 含附加分2分,
因获省级表彰加3分, 未按时报送倒扣1分, or 扣1分 where no row lost that point. What each step is worth (每高1个百分点加0.5分), what could be had
at most, and what is given to whoever earns it (获省级表彰的加2分) tells of no points that were given. A row of its own (加分项, 扣分项) stands
beside those that make 100.
"""

import re
from collections.abc import Iterator, Sequence, Set

from formlint.exact import ZERO, Fraction
from formlint.figures import Figure
from formlint.forms import Form, Row
from formlint.forms.whole import per_form
from formlint.patterns import late
from formlint.relations import Const, Ref, Relation, adds_up, each_awarded
from formlint.relations.values import rounded

_MORE = late(r"(?:附加分|奖励分|加分项?|加|奖励)(?:为|得分?|共?计|共|合计|[:：])?(\d{1,2}(?:\.\d{1,2})?)分")
_LESS = late(r"(?:倒扣|另扣|再扣|额外扣|减分项?|减)(?:除|减|分)?(?:为|共?计|共|合计|[:：])?(\d{1,2}(?:\.\d{1,2})?)分")
_LOST = late(r"(?<![倒另再外])扣(?:除|分)?(?:为|共?计|共|合计|[:：])?(\d{1,2}(?:\.\d{1,2})?)分")
_BESIDE = late("(?:附?加分|附加分?|奖励分?|倒?扣分|减分)(?:项|指标|项目|因素|情况)?")
_ORDINAL = late(r"^[(（]?[一二三四五六七八九十]{1,3}[)）]?[、.．]?(?=.)")
_SIGN = late("[加奖扣减]")  # one of these stands in whatever _BESIDE finds
_RULE = late(
    r"(?:每|最高|最多|至多|不超过|可|上限)[^。；;，,]{0,20}$|(?:^|[。；;，,：:])(?:(?!因|由于)[^。；;，,])+的[，,]?(?:再|另|额外|给予|予以|相应)*$"
)
_LEAD = 40  # characters before the points, in which a rule says that it is one


def summed(total: Figure, parts: Sequence[Figure], more: Fraction = ZERO) -> Relation:
    """The total is the sum of its parts, and of `more` that a note tells."""
    exact = not 0 < total.decimals < max((part.decimals for part in parts), default=0)
    told = (Const(more),) if more else ()
    return adds_up(Ref(total, exact=exact), (*each_awarded(parts), *told))


def looks_rounded(total: Figure, parts: Sequence[Figure]) -> bool:
    """A whole number that the sum of the parts rounds to."""
    return not total.decimals and rounded(sum((part.value for part in parts), ZERO), 0) == total.number


def beside(row: Row) -> bool:
    """A row of points that are given or taken on top of the others: 加分项, 扣分项."""
    return any(_BESIDE.fullmatch(_ORDINAL.sub("", text)) for text in (row.called, row.unbroken("l1"), row.unbroken("l2")))


@per_form
def on_top(form: Form, table: str) -> Set[str]:
    """The ids of such rows of a table."""
    return {row.id for row in form.table(table).rows if _SIGN.search(_headed(row)) and beside(row)}


def _headed(row: Row) -> str:
    """What the row is called, and what it stands under."""
    return "".join([row.label, *[cell.text for column in ("l1", "l2") if (cell := row.cells.get(column))]])


@per_form
def told_points(form: Form) -> tuple[Fraction, ...]:
    """What notes of the form, and the labels of its numbers (总分（含附加分2分）), add: each, and all together; below 0 where they take some."""
    texts = [cell.unbroken if cell.number is None else "".join("".join(cell.label).split()) for cell in form.fields.values()]
    texts += ["".join(passage.text.split()) for passage in form.unread]
    each = [points for text in texts for points in _points(text)]
    lost = [points for text in texts for points in _told(_LOST, text)]
    each += [-points for points in lost if points not in _losses(form)] if lost else []
    return tuple(dict.fromkeys((*each, sum(each, ZERO)))) if each else ()


def _points(text: str) -> Iterator[Fraction]:
    yield from _told(_MORE, text)
    yield from (-points for points in _told(_LESS, text))


def _told(pattern: re.Pattern[str], text: str) -> Iterator[Fraction]:
    return (Fraction(found[1]) for found in pattern.finditer(text) if not _RULE.search(text[max(0, found.start() - _LEAD) : found.start()]))


def _losses(form: Form) -> Set[Fraction]:
    """What the rows of the tables lost of their weights, and what they lost together: a note that tells as much speaks of them."""
    pairs = [pair for table in form.tables for _, pair in form.figured(table, "weight", "score")]
    each = [weight.value - score.value for weight, score in pairs]
    return {*each, sum(each, ZERO)}
