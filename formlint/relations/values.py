"""What an expression comes to when every figure is just what is printed, and how that would be printed."""

from decimal import MAX_EMAX, MAX_PREC, MIN_EMIN, Context, Decimal

from formlint.exact import ZERO, Fraction
from formlint.figures import Figure
from formlint.relations import ONE, Const, Expression, Least, Product, Quotient, Ref, Sum
from formlint.relations.intervals import HALF_UP, TRUNCATED, Mode, rounding

_WIDE = Context(prec=MAX_PREC, Emax=MAX_EMAX, Emin=MIN_EMIN)  # forms may print 40 digits


def nominal(expression: Expression) -> Fraction | None:
    """The value when every figure is just what is printed; None when that divides by zero."""
    if type(expression) is Ref:  # nine of ten
        return expression.figure.value
    try:
        return _nominal(expression)
    except ZeroDivisionError:
        return None


def _nominal(expression: Expression) -> Fraction:
    """By kind, and not by `match`, which takes 4 times as long to take an expression apart."""
    if type(expression) is Ref:
        return expression.figure.value
    if type(expression) is Sum:
        added = ZERO
        for factor, term in expression.terms:
            value = term.figure.value if type(term) is Ref else _nominal(term)
            added += value if factor is ONE else factor * value
        return added
    if type(expression) is Product:
        left, right = expression.left, expression.right
        return (left.figure.value if type(left) is Ref else _nominal(left)) * (right.figure.value if type(right) is Ref else _nominal(right))
    if type(expression) is Quotient:
        over, under = expression.over, expression.under
        return (over.figure.value if type(over) is Ref else _nominal(over)) / (under.figure.value if type(under) is Ref else _nominal(under))
    if type(expression) is Const:
        return expression.value
    values = [term.figure.value if type(term) is Ref else _nominal(term) for term in expression.terms]
    return min(values) if type(expression) is Least else max(values)


def as_printed(value: Fraction, like: Figure, mode: Mode = HALF_UP) -> Decimal:
    """The value in the unit and with the digits of a printed figure: 4.325 with no digits is 4, with two 4.33 (half-up) or 4.32 (truncated)."""
    return rounded(value / like.scale, like.decimals, mode)


def prints_as(value: Fraction, figure: Figure, mode: Mode = HALF_UP) -> bool:
    """The value would be printed as the figure is."""
    if mode is HALF_UP:
        room = rounding(figure.value, figure.ulp)
        if room.low < value < room.high:
            return True
        if value not in (room.low, room.high):  # else it is a tie, which goes away from zero
            return False
    return as_printed(value, figure, mode) == figure.number


def rounded(value: Fraction, decimals: int, mode: Mode = HALF_UP) -> Decimal:
    """The exact value cut to so many digits after the point; ties go away from zero."""
    over, under = abs(value.numerator) * 10**decimals, value.denominator
    whole = (2 * over + under) // (2 * under) if mode is not TRUNCATED else over // under
    cut = scaled_down(whole, decimals)
    return cut.copy_negate() if value < 0 else cut


def scaled_down(whole: int, decimals: int) -> Decimal:
    """The whole number with so many of its digits after the point: 450.50 for 45050 and 2. No digit is lost, as arithmetic would beyond 28."""
    return _WIDE.scaleb(whole, -decimals)
