"""What a blank cell must hold, where the other numbers of the form leave one value only.

A total is the sum of its parts, a part the total without the others, a rate what was executed over the budget. Nothing is said where a second cell of
the same sum is blank, or where the value could not stand there (a score above its weight).
"""

from collections.abc import Iterable, Sequence

from formlint.exact import ZERO, Fraction
from formlint.figures import Figure
from formlint.forms import Field, Form, Row
from formlint.relations import ONE, Expression, Quotient, Ref, Sum, total
from formlint.relations.values import nominal, rounded

POINTS = ("weight", "score")
MAY_BE_BLANK = ("other", "carryover", "account", "own", "special", "state", "insurance")  # sources of money that a unit need not have
RATE_DECIMALS = 2  # as budget systems print it


def derived(form: Form, cell: Field, listed: str, funds: str) -> str:
    """The value of the blank cell as the form would print it; empty when the form does not determine it."""
    table, _, rest = cell.id.partition(".")
    if table == "total" and rest in POINTS:
        figures = _all(_scored(form, listed, funds, rest), rest) if _whole(form, listed, funds) else []
        return _printed(total(map(Ref, figures)), figures) if figures else ""
    row, _, column = cell.id.rpartition(".")
    if column in POINTS:
        return _part(form, row, column, listed, funds)
    if row != f"{funds}.total":
        return ""
    return _rate(form, funds) if column == "rate" else _amount(form, funds, column)


def _whole(form: Form, listed: str, funds: str) -> bool:
    """The weights of the rows are those of the total: none of its rows stands elsewhere."""
    stated = cell.figure if (cell := form.fields.get("total.weight")) else None
    weights = _all(_scored(form, listed, funds, "weight"), "weight")
    return stated is None or not weights or sum(figure.value for figure in weights) == stated.value


def _part(form: Form, row: str, column: str, listed: str, funds: str) -> str:
    """The total without all the others."""
    rows = _scored(form, listed, funds, column)
    own = next((each for each in rows if each.id == row), None)
    others = _all([each for each in rows if each.id != row], column)
    stated = cell.figure if (cell := form.fields.get(f"total.{column}")) else None
    if own is None or not others or stated is None:
        return ""
    left: Expression = Sum(((ONE, Ref(stated)), *((-ONE, Ref(figure)) for figure in others)))
    value, most = nominal(left), own.figure("weight")
    if value is None or value < ZERO or (most and column == "score" and value > most.value) or (column == "weight" and value == ZERO):
        return ""
    return _printed(left, [stated, *others])


def _scored(form: Form, listed: str, funds: str, column: str) -> list[Row]:
    """The rows that a total of points is made of: those that have a weight or a score, and the execution item."""
    execution = form.table(funds).row("total")
    rows = [row for row in form.table(listed).rows if not row.parent and any(row.figure(each) for each in POINTS)]
    return [*([execution] if execution and column in execution.cells else []), *rows]


def _all(rows: Sequence[Row], column: str) -> list[Figure]:
    """The figures of the rows, none unless every row has one."""
    found = [figure for row in rows if (figure := row.figure(column))]
    return found if len(found) == len(rows) else []


def _amount(form: Form, funds: str, column: str) -> str:
    """The sum of the direct parts."""
    parts = [row for row in form.table(funds).rows if row.key != "total" and not row.parent]
    needed = [row for row in parts if not row.key.startswith(MAY_BE_BLANK) or row.figure(column)]
    figures = _all(needed, column)
    return _printed(total(map(Ref, figures)), figures) if figures else ""


def _rate(form: Form, funds: str) -> str:
    whole = form.table(funds).row("total")
    over, under = (whole.figure(column) for column in ("executed", "budget")) if whole else (None, None)
    if over is None or under is None or not under.value:
        return ""
    value = nominal(Quotient(Ref(over), Ref(under)))
    return f"{rounded(value * 100, RATE_DECIMALS)}%" if value is not None else ""


def _printed(expression: Expression, figures: Iterable[Figure]) -> str:
    """With as many digits as the finest of its terms, in their unit."""
    terms = list(figures)
    value = nominal(expression)
    if value is None or len({(figure.unit, figure.scale) for figure in terms}) != 1:
        return ""
    text = _text(value / terms[0].scale, max(figure.decimals for figure in terms))
    return text.rstrip("0").rstrip(".") if "." in text and terms[0].unit == "分" else text


def _text(value: Fraction, decimals: int) -> str:
    return f"{rounded(value, decimals):f}"
