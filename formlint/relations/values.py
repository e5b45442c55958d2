"""What an expression comes to when every figure is just what is printed, and how that would be printed."""

from decimal import MAX_EMAX, MAX_PREC, MIN_EMIN, Context, Decimal

from formlint.exact import ZERO, Fraction
from formlint.figures import Figure
from formlint.relations import ONE, Const, Expression, Least, Most, Product, Quotient, Ref, Sum
from formlint.relations.intervals import HALF_UP, TRUNCATED, Mode

_WIDE = Context(prec=MAX_PREC, Emax=MAX_EMAX, Emin=MIN_EMIN)  # forms may print 40 digits


def nominal(expression: Expression) -> Fraction | None:
    """The value when every figure is just what is printed; None when that divides by zero."""
    if isinstance(expression, Ref):  # nine of ten
        return expression.figure.value
    try:
        return _nominal(expression)
    except ZeroDivisionError:
        return None


def _nominal(expression: Expression) -> Fraction:
    if isinstance(expression, Ref):
        return expression.figure.value
    match expression:
        case Sum(terms):
            values = [term.figure.value if isinstance(term, Ref) else _nominal(term) for _, term in terms]
            return sum([value if factor is ONE else factor * value for (factor, _), value in zip(terms, values, strict=True)], ZERO)
        case Product(left, right):
            return _nominal(left) * _nominal(right)
        case Quotient(over, under):
            return _nominal(over) / _nominal(under)
        case Least(terms):
            return min([_nominal(term) for term in terms])
        case Const(value):
            return value
        case Most(terms):
            return max([_nominal(term) for term in terms])


def as_printed(value: Fraction, like: Figure, mode: Mode = HALF_UP) -> Decimal:
    """The value in the unit and with the digits of a printed figure: 4.325 with no digits is 4, with two 4.33 (half-up) or 4.32 (truncated)."""
    return rounded(value / like.scale, like.decimals, mode)


def rounded(value: Fraction, decimals: int, mode: Mode = HALF_UP) -> Decimal:
    """The exact value cut to so many digits after the point; ties go away from zero."""
    over, under = abs(value.numerator) * 10**decimals, value.denominator
    whole = (2 * over + under) // (2 * under) if mode is not TRUNCATED else over // under
    cut = scaled_down(whole, decimals)
    return cut.copy_negate() if value < 0 else cut


def scaled_down(whole: int, decimals: int) -> Decimal:
    """The whole number with so many of its digits after the point: 450.50 for 45050 and 2. No digit is lost, as arithmetic would beyond 28."""
    return _WIDE.scaleb(whole, -decimals)
