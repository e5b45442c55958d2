"""Sums of a table of figures of which nothing is known: which of its numbers can be added, how fine they are, and when enough of them show a sum."""

from collections.abc import Iterable, Sequence

from formlint.exact import Fraction
from formlint.figures import Figure
from formlint.figures.units import RATIO, money
from formlint.forms import FormTable, Row
from formlint.patterns import late
from formlint.relations import Operator, Ref, Relation, total
from formlint.relations.solving import sound

SHARE = 3  # times as many rows or columns must hold as do not
_COUNTED = late("(?:[人户期次个件场处台套家名辆间所篇份批项]数|(?:项目|指标|任务)数|人次|数量|[人户])$")


def summable(row: Row, columns: Iterable[str]) -> list[Figure]:
    """The numbers of the row in these columns, but for rates, which nobody adds up."""
    return [figure for column in columns if (figure := row.figure(column)) and figure.unit not in RATIO]


def as_sum(stated: Figure, parts: Sequence[Figure], ulp: Fraction) -> Relation:
    """The stated number is the sum of the parts, all of them as fine as `ulp`."""
    return Relation(Ref(stated, ulp=ulp), Operator.EQUAL, total(Ref(part, ulp=ulp) for part in parts))


def finest(table: FormTable, columns: Iterable[str]) -> Fraction:
    """The last digit of the columns: a whole number among 20.5 and 4.5 is as fine as they are."""
    return min(figure.ulp for row in table.rows for figure in summable(row, columns))


def counts(table: FormTable, column: str) -> bool:
    """Whole numbers under a heading that counts (期数, 享受人次) were not rounded: 1 + 1 + 1 is not 4."""
    figures = [figure for row in table.rows for figure in summable(row, [column])]
    head = "".join(table.heading(column).split()).partition("(")[0].partition("（")[0]
    return _COUNTED.search(head) is not None and not any(figure.decimals or figure.hedge or money(figure) for figure in figures)


def tells(relation: Relation) -> bool:
    """Not all of its numbers are noughts, which add up to anything."""
    return any(figure.value for figure in relation.figures())


def of_several(relation: Relation) -> bool:
    """More than two of its numbers are no noughts: the sum and several parts."""
    return sum(figure.value != 0 for figure in relation.figures()) > 2


def shows_sum(relations: Sequence[Relation], least: int, share: int = SHARE) -> bool:
    """Enough of the sums hold, one of them with several parts."""
    telling = [relation for relation in relations if tells(relation)]
    held = [relation for relation in telling if sound(relation)]
    return len(held) >= least and any(map(of_several, held)) and len(held) >= share * (len(telling) - len(held))
