"""Numbers that a form prints and no field took. A sum that is short of just such a number may well hold it."""

import unicodedata

from formlint.exact import Fraction
from formlint.forms import UNNAMED, Form
from formlint.forms.whole import per_form
from formlint.patterns import late

_NUMBER = late(r"-?\d[\d,]{0,15}(?:\.\d{1,8})?")


def left_unread(form: Form, value: Fraction) -> bool:
    """The value, not 0, stands among what was not read, alone in its cell, perhaps with its unit (分, 万元)."""
    return value != 0 and value in unread_numbers(form)


@per_form
def unread_numbers(form: Form) -> tuple[Fraction, ...]:
    """The numbers among what was not read, each alone in its cell, as they are printed."""
    bare = [value for passage in form.unread if (value := _number(passage.text)) is not None]
    unnamed = (cell for table in form.tables.values() for row in table.rows for column, cell in row.cells.items() if column.startswith(UNNAMED))
    return (*bare, *(value for cell in unnamed if (value := _number(cell.text)) is not None))


def _number(text: str) -> Fraction | None:
    bare = "".join(unicodedata.normalize("NFKC", text).split()).removesuffix("分").removesuffix("元").removesuffix("万")
    return Fraction(bare.replace(",", "")) if _NUMBER.fullmatch(bare) else None
