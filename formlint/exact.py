"""Exact numbers. `Fraction` is that of the standard library, compiled: quicktions has its interface and its results, and adds, compares and hashes
7 to 18 times faster, which takes a fifth off judging a form. The two are never mixed: a sum of both falls back to the slow one.

quicktions up to 1.24 reads a text of one character into a buffer that is not its own: `quicktions.Fraction("6")` turns every b"\\0" of the process
into b"6" (its `_parse_fraction` makes the buffer by `b"\\0" * length`, and CPython shares all bytes of length 1). Here no text reaches it so short.
Of a text with a point and more than 17 digits it raises TypeError: such texts become decimals first.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fractions import Fraction
else:
    from contextlib import suppress
    from decimal import Decimal, InvalidOperation

    import quicktions

    SHORT = 16  # characters

    class _OfQuicktions(type):
        def __instancecheck__(cls, each):
            return isinstance(each, quicktions.Fraction)

    class Fraction(quicktions.Fraction, metaclass=_OfQuicktions):
        """Makes fractions of quicktions; a text gets two blanks behind it, which are read over."""

        __slots__ = ()

        def __new__(cls, numerator=0, denominator=None):
            if type(numerator) is Decimal and denominator is None:
                return quicktions.Fraction(*numerator.as_integer_ratio())  # a third of the time
            if not isinstance(numerator, str):
                return quicktions.Fraction(numerator, denominator)
            if len(numerator) > SHORT and "." in numerator:
                with suppress(InvalidOperation):  # no number: quicktions says so
                    return quicktions.Fraction(Decimal(numerator))
            return quicktions.Fraction(f"{numerator}  ", denominator)


__all__ = ["ZERO", "Fraction"]

ZERO = Fraction(0)
