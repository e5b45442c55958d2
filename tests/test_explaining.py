"""A relation is shown as one would write it on paper."""

from decimal import Decimal

from formlint.exact import Fraction
from formlint.explaining import comparison, formula
from formlint.relations import Const, Least, Operator, Product, Quotient, Ref, Relation, Sum
from tests.forge import adds_up, figure, rate


def shown(relation: Relation) -> list[str]:
    found = comparison(relation)
    assert found is not None
    return [f"{term.sign} {term.text}".strip() for term in found.terms]


def test_a_sum_is_a_column_of_signed_numbers() -> None:
    assert shown(adds_up("519", "273", "133", "113")) == ["273", "+ 133", "+ 113"]


def test_a_rate_is_a_division() -> None:
    assert shown(rate("90.00", "450.50", "455.94")) == ["450.50", "/ 455.94"]


def test_a_score_is_a_division_times_its_weight_and_tells_its_cap_only_when_it_bites() -> None:
    weight, over, under = (Ref(figure(text, name), exact=True) for text, name in (("5", "w"), ("519", "a"), ("600", "b")))
    due = Least((weight, Product(weight, Quotient(over, under))))
    assert shown(Relation(Ref(figure("5", "s")), Operator.EQUAL, due)) == ["519", "/ 600", "x 5"]
    capped = Least((weight, Product(weight, Quotient(under, over))))
    assert shown(Relation(Ref(figure("4", "s")), Operator.EQUAL, capped)) == ["600", "/ 519", "x 5", "min 5"]


def test_the_expected_number_has_the_digits_of_the_printed_one_or_as_many_as_tell_them_apart() -> None:
    found = comparison(Relation(Ref(figure("9", "s")), Operator.EQUAL, Product(Const(Fraction(10)), Ref(figure("98.81", "r", "%")))))
    assert found is not None
    assert (found.expected, found.difference) == (Decimal("9.88"), Decimal("-0.88"))


def test_a_sum_has_the_digits_of_what_is_added_up() -> None:
    found = comparison(adds_up("0", "89.974", "1"))
    assert found is not None
    assert (found.expected, found.difference) == (Decimal("90.974"), Decimal("-90.974"))


def test_the_interval_is_what_rounding_allows() -> None:
    found = comparison(adds_up("443.88", "353.88", "90.5"))
    assert found is not None
    assert (found.low, found.high) == (Decimal("444.325"), Decimal("444.435"))


def test_the_formula_names_the_figures() -> None:
    found = comparison(adds_up("9", "3", "4"))
    assert found is not None
    assert found.formula == "t = p0 + p1"


def test_a_division_by_zero_has_nothing_to_show() -> None:
    assert comparison(rate("0", "0", "0")) is None


def test_a_factor_is_written_where_it_is_not_one() -> None:
    terms = ((Fraction(3, 2), Const(Fraction(5))), (Fraction(1), Const(Fraction(2))), (Fraction(-1), Const(Fraction(4))))
    assert formula(Sum(terms)) == "3/2 * 5 + 2 - 4"
