"""What a rule's formula says of the figures of a table holds.

The names of the formula are columns (`rate = executed / budget`: judged row by row, or for one row with `in: funds[total]`) or rows
(`total = basic + project`: judged column by column). A blank part of a sum written with sum(...) counts as nothing; any other blank leaves the
formula unjudged, as does a part that prints what is no number (approx. 360, 3O5, to follow); a dash, N/A, none and free are as blank. A name with a
point is a field of the form by its id (`total.net`, `funds.total.executed`), as is every name of a formula without a table; beside one, and in sum(…)
or mean(…) of a single name, a column stands for all rows of a list: `total.net = sum(net)`, `in: costs`. Amounts and rates are measured; columns named
in `exact` are awarded or counted and have no rounding slack.

中文：按规则中的公式核对表内数字。公式里的名称可以是列（逐行核对，如 rate = executed / budget），也可以是行（逐列核对，如 total = basic + project）。
sum(…) 中的空白项按零计，其他空白则不判断；填了内容而读不出是多少的（如“约3O5”“待定”），也不判断；“—”“不适用”“无”“免费”视同空白。带点的名称是表中栏目的编号（total.net、
funds.total.executed），没有写 `in` 的公式里各名称也都是编号；与它们并用的列名，以及 sum(…)、mean(…) 中单独的列名，表示该列的各行，
如 total.net = sum(net)。`exact` 所列的列（分值、得分、计数）没有四舍五入误差。
"""

from collections.abc import Iterator, Mapping, Sequence

from formlint.checks import Bad, Good, Words, check
from formlint.figures import counts_as_nothing
from formlint.forms import Field, Form, FormTable
from formlint.relations import Expression, Ref, total
from formlint.relations.formulas import Lookup, names, of_columns, relation
from formlint.verdicts import Verdict, state, unreadable, unverifiable

HEAD = "| 资金来源 | 全年预算数 | 到位资金 | 到位率 | 全年执行数 | 分值 | 执行率 | 得分 |\n|---|---|---|---|---|---|---|---|\n"


@check(
    Good(HEAD + "| 年度资金总额 | 120 | 100 | 83.33% | 60 | 10 | 50% | 5 |"),
    Good(HEAD + "| 年度资金总额 | 120 | — | 83.33% | 60 | 10 | 50% | 5 |"),
    Good(HEAD + "| 年度资金总额 | 120 | 1O0 | 83.33% | 60 | 10 | 50% | 5 |"),
    Good(HEAD + "| 年度资金总额 | 120 | 待定 | 83.33% | 60 | 10 | 50% | 5 |"),
    Bad(HEAD + "| 年度资金总额 | 120 | 100 | 38.33% | 60 | 10 | 50% | 5 |", at="38.33%"),
    title=Words("公式成立", "The formula of the rule holds"),
    says={
        "mismatch": Words(
            "“{label}”填 {actual}，与规则中的公式不符，公式另一侧为 {expected}。",
            "{label}: {actual} is printed, the other side of the formula is {expected}.",
        ),
        "unread": Words(
            "“{label}”填“{text}”，读不出是多少，含有它的公式没有核对。", "{label}: “{text}” is no number, so its formula was not judged."
        ),
    },
)
def formula(form: Form, *, formula: str, place: str = "", exact: Sequence[str] = ()) -> Iterator[Verdict]:
    name, _, key = place.partition("[")
    table = form.table(name)
    wanted = names(formula)
    if not place or of_columns(formula) or any("." in each for each in wanted):
        yield from _stated(formula, _in_form(form, table, exact))
        return
    if any(table.row(each) for each in wanted):
        for column in table.columns:
            yield from _stated(formula, _in_column(table, column, column in exact))
        return
    for row in table.rows:
        if not key or row.key == key.rstrip("]"):
            yield from _stated(formula, _in_row(row.cells, exact))


def _in_form(form: Form, table: FormTable, exact: Sequence[str]) -> Lookup:
    def lookup(name: str) -> Expression | None:
        if name not in table.columns:
            return _ref(form.by_id.get(name), name in exact)
        cells = [row.cells.get(name) for row in table.rows if not row.parent]
        _readable(*cells)
        rows = [cell.figure for cell in cells if cell and cell.figure]
        return total([Ref(figure, name in exact) for figure in rows]) if rows else None

    return lookup


def _in_row(cells: Mapping[str, Field], exact: Sequence[str]) -> Lookup:
    return lambda name: _ref(cells.get(name), name in exact)


def _in_column(table: FormTable, column: str, exact: bool) -> Lookup:
    return lambda key: _ref(row.cells.get(column) if (row := table.row(key)) else None, exact)


class _UnreadError(Exception):
    """A part prints what is no number: it must not count as nothing."""

    def __init__(self, cell: Field) -> None:
        super().__init__(cell.id)
        self.cell = cell


def _readable(*cells: Field | None) -> None:
    torn = unreadable(cells) or next((cell for cell in cells if cell and not cell.figure and not counts_as_nothing(cell.text)), None)
    if torn is not None:
        raise _UnreadError(torn)


def _ref(cell: Field | None, exact: bool) -> Expression | None:
    _readable(cell)
    return Ref(cell.figure, exact) if cell and cell.figure else None


def _stated(formula: str, lookup: Lookup) -> Iterator[Verdict]:
    try:
        stated = relation(formula, lookup)
    except _UnreadError as found:
        yield unverifiable(found.cell, "unread", label=" · ".join(found.cell.label), text=found.cell.text.strip())
        return
    if stated is not None and stated.figures():
        subject = stated.figures()[0]
        yield state(stated, subject, "mismatch", args=(("label", " · ".join(subject.label)),))
