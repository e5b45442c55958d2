"""What a printed total of points may be: the sum of its parts, that sum cut to the digits of the total, and with what a note adds to it.

Points are awarded and add up exactly. A total with digits after its point, but fewer than its parts have (97.4 for 9.78 + 87.6), was rounded to
them. A note tells what was given or taken outside the table: 含附加分2分, 因获省级表彰加3分, 未按时报送倒扣1分. What each step is worth
(每高1个百分点加0.5分) and what could be had at most tells of no points that were given.
"""

import re
from collections.abc import Iterator, Sequence

from formlint.exact import ZERO, Fraction
from formlint.figures import Figure
from formlint.forms import Form
from formlint.relations import Const, Ref, Relation, adds_up

_MORE = re.compile(r"(?:附加分|奖励分|加分项?|加|奖励)(?:为|得分?|计|共|合计|[:：])?(\d{1,2}(?:\.\d{1,2})?)分")
_LESS = re.compile(r"(?:倒扣|另扣|再扣|额外扣|减分项?|减)(?:除|减|分)?(?:为|计|共|合计|[:：])?(\d{1,2}(?:\.\d{1,2})?)分")
_RULE = re.compile(r"(?:每|最高|最多|至多|不超过|可|上限)[^。；;，,]{0,20}$")


def summed(total: Figure, parts: Sequence[Figure], more: Fraction = ZERO) -> Relation:
    """The total is the sum of its parts, and of `more` that a note tells."""
    exact = not 0 < total.decimals < max((part.decimals for part in parts), default=0)
    told = (Const(more),) if more else ()
    return adds_up(Ref(total, exact=exact), (*(Ref(part, exact=True) for part in parts), *told))


def told_points(form: Form) -> tuple[Fraction, ...]:
    """The points that notes of the form add (or take: below 0), each and all together; none where none are told."""
    texts = [cell.unbroken for cell in form.fields.values() if cell.number is None] + ["".join(passage.text.split()) for passage in form.unread]
    each = [points for text in texts for points in _points(text)]
    return tuple(dict.fromkeys((*each, sum(each, ZERO)))) if each else ()


def _points(text: str) -> Iterator[Fraction]:
    for pattern, sign in ((_MORE, 1), (_LESS, -1)):
        yield from (sign * Fraction(found[1]) for found in pattern.finditer(text) if not _RULE.search(text, 0, found.start()))
