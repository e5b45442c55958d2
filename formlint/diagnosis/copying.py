"""Numbers that stand in a form more than once: told again, which speaks for them, or copied from the place they belong to into one they do not.

Amounts of one row may well be alike (a budget that nobody changed), and a number that a sentence repeats is told twice. One that repeats another row
of its column, or the target of its row, may have been copied there; then the other places speak for the one it was copied from. A broken sum that is
just one of its parts is a copy all but surely: it, or the part.
"""

from collections.abc import Mapping, Sequence

from formlint.exact import Fraction
from formlint.figures import Figure
from formlint.figures.units import money
from formlint.records import record
from formlint.relations import Ref, Relation, Sum
from formlint.slips import significant

LONG = 3  # digits, but for zeros at the end: shorter values repeat by chance, and 100% and 3000 stand everywhere
STALE = 1.6  # slip of a number that another row of its column has, or the target of its row
PART = 1.0  # ... of a sum that repeats one of its parts, or of the part


@record(frozen=True, slots=True)
class Repeated:
    """`told`: another place of the form tells the number too. `copied`: what it costs to say that it was copied here; None where it was not."""

    told: bool = False
    copied: float | None = None


ALONE = Repeated()


def repeated(figure: Figure, twins: Mapping[Fraction, Sequence[str]], broken: Sequence[Relation]) -> Repeated:
    """What the other figures of its value say of a figure that takes part in the `broken` relations. `twins` are the ids of all figures by value."""
    alike = twins.get(figure.value, ())
    if (len(alike) < 2 and figure.id in alike) or len(significant(figure.number)) < LONG:
        return ALONE
    others = [each for each in alike if each != figure.id and (money(figure) or not _planned(each))]
    if others and any(_whole_and_part(relation, figure, others) for relation in broken):
        return Repeated(copied=PART)
    copied = True in [_beside(figure.id, each) for each in others]
    return Repeated(told=bool(others) and not copied, copied=STALE if copied else None)


def restored(mended: Figure, twins: Mapping[Fraction, Sequence[str]], broken: Sequence[Relation]) -> bool:
    """The mended number is one that its row, or another part of the form, tells: not the relations that it mends, which give it anyway, nor another
    row of its table, which it may have been copied from. Of a number told twice both ways are alike."""
    alike = twins.get(mended.value, ())
    if not alike or len(significant(mended.number)) < LONG or True in [type(relation.right) is Ref for relation in broken]:
        return False
    ids = {ref.figure.id for relation in broken for ref in relation.refs}
    row, table = mended.id.rpartition(".")[0], _table(mended.id)
    others = (each for each in alike if each not in ids and (money(mended) or not _planned(each)))
    return any(each.rpartition(".")[0] == row or _table(each) != table for each in others)


def _table(figure: str) -> str:
    return figure.partition(".")[0].partition("[")[0]


def _planned(figure: str) -> bool:
    """What was aimed at does not speak for what was done; budgeted amounts do for each other."""
    return figure.partition("@")[0].endswith((".target", ".goal"))


def _beside(figure: str, other: str) -> bool:
    """Two ids of one column of a table, or of one row of the indicators."""
    row, _, column = figure.rpartition(".")
    table = row.partition(".")[0].partition("[")[0]
    if other.rpartition(".")[0] == row:
        return "[" in row
    return bool(table) and other.startswith(table) and other.endswith(f".{column}")


def _whole_and_part(relation: Relation, figure: Figure, others: Sequence[str]) -> bool:
    """The figure and a number it repeats are a sum and one of its parts."""
    if not isinstance(relation.left, Ref) or not isinstance(relation.right, Sum):
        return False
    whole, ids = relation.left.figure.id, {ref.figure.id for ref in relation.refs}
    return any(each in ids and whole in (each, figure.id) for each in others)
