"""The budget execution as a row of its own among the indicators: 预算执行 | | | | | 10 | 9.65, beside no group.

Where the fund table prints the same weight it is one item, printed twice, and counts once. 预算执行率 as an output is an indicator like any other.
"""

from formlint.forms import Form, Row
from formlint.patterns import late

_EXECUTION = late(r"(?:项目|部门|年度|全年)?(?:预算|资金|预算资金|项目资金|财政资金)执行(?:率|情况|进度|指标|得分)?(?:[(（]\d+分[)）])?")


def repeated_execution(form: Form, table: str, execution: Row | None) -> Row | None:
    """The row of the table that prints the item `execution` of the fund table once more, with the same weight."""
    weight = execution.figure("weight") if execution else None
    if weight is None:
        return None
    for row in form.table(table).rows:
        if not row.section and not row.parent and _EXECUTION.fullmatch(row.called):
            own = row.figure("weight")
            if own and own.value == weight.value:
                return row
    return None
