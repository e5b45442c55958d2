"""Several quantities in one cell: which of the actual answers which of the target (培训次数≥4次，培训人数≥600人; 举办5个培训班次，培训人数719人)."""

from collections.abc import Iterator, Mapping, Sequence

from formlint.figures.units import alike
from formlint.forms import Row, Statement


def answered(claims: Mapping[str, Sequence[Statement]], row: Row) -> Iterator[tuple[Statement, Statement]]:
    """Quantities of the row's target that have an operator, each with the one of its actual that answers it; `claims` by the cell they stand in.

    It has the same unit, and all of the target's noun: 培训人数 in 参加培训人数. Less (会议次数, 评选会议各1次) may count something else.
    """
    targets = claims.get(f"{row.id}.target", ())
    actuals = claims.get(f"{row.id}.actual", ()) if targets else ()
    for target in targets if actuals else ():
        noun, figure = target.noun, target.figure
        if len(noun) < 2 or not figure.comparator or not figure.value:
            continue
        found = [actual for actual in actuals if noun in actual.noun and alike(figure, actual.figure)]
        if len(found) == 1:  # 上半年300人，下半年400人: which of them answers the target cannot be told
            yield target, found[0]
