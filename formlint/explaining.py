"""A relation as one would write it on paper: term by term, with what is printed beside what follows."""

from collections.abc import Sequence
from decimal import Decimal

from formlint.exact import Fraction
from formlint.figures import Figure, decimals
from formlint.findings import Args, Comparison, Term
from formlint.relations import Const, Expression, Least, Product, Quotient, Ref, Relation, Sum
from formlint.relations.intervals import Interval, Number, point
from formlint.relations.ranges import domain, evaluate, sharp
from formlint.relations.values import nominal, rounded
from formlint.verdicts import Verdict, mention

PLACES = 2  # of amounts and points, also where what is added up prints none
MORE = 6  # digits that a number is told with beyond those printed, when fewer hide the difference
_SIGNS = {Fraction(1): "+", Fraction(-1): "-"}


def comparison(relation: Relation) -> Comparison | None:
    """The comparison of a relation; None when it divides by zero or nothing in it is printed."""
    plain, like = numbers(relation), _like(relation)
    if plain is None or like is None:
        return None
    stands_under = like.label if isinstance(relation.left, Ref) else ()
    allowed, digits = _allowed(relation), decimals(plain.expected)
    low = _end(allowed.low, like, digits)
    return Comparison(
        plain.operator,
        plain.actual,
        plain.actual_text,
        plain.expected,
        low,
        low if allowed.high is allowed.low else _end(allowed.high, like, digits),
        plain.unit,
        f"{formula(relation.left)} {relation.operator.value} {formula(relation.right)}",
        _labelled(relation.right, (*stands_under, *_common(relation.figures()))),
    )


def _allowed(relation: Relation) -> Interval:
    """All values that the right side can have; what it is as printed where nothing of it was rounded."""
    value = nominal(relation.right) if all(map(sharp, relation.given)) else None
    return point(value) if value is not None else evaluate(relation.right, {ref.figure.id: domain(ref) for ref in relation.given})


def numbers(relation: Relation) -> Comparison | None:
    """The comparison without its room, its formula and its terms, which take four fifths of the time: all that a sentence tells."""
    expected, actual, like = nominal(relation.right), nominal(relation.left), _like(relation)
    if expected is None or actual is None or like is None:
        return None
    stated = isinstance(relation.left, Ref)
    value = expected if like.scale == 1 else expected / like.scale
    digits = _digits(value, like, relation.refs[1:] if stated and type(relation.right) is Sum else ())
    printed = like.number if stated else rounded(actual / like.scale, digits)
    text = like.line if stated else f"{printed:f}"
    return Comparison(relation.operator.value, printed, text, rounded(value, digits), None, None, like.unit, "", ())


def _like(relation: Relation) -> Figure | None:
    """The figure that gives the unit and the digits: what is stated, else the first."""
    return relation.left.figure if isinstance(relation.left, Ref) else next(iter(relation.figures()), None)


def arguments(verdict: Verdict, shown: Comparison | None) -> Args:
    """The check's own arguments, and what the comparison of its relation can tell: actual, expected, difference."""
    if shown is None:
        return verdict.args
    difference = shown.difference
    sign = "+" if difference >= 0 else ""
    told = {"actual": shown.actual_text, "expected": shown.spelled(shown.expected), "difference": sign + shown.spelled(difference)}
    return tuple((told | dict(verdict.args)).items())


def formula(expression: Expression) -> str:
    """The expression over the ids of the form: funds.basic.initial + funds.project.initial."""
    if type(expression) is Ref:
        return expression.figure.id
    if type(expression) is Const:
        return _plain(expression)
    if type(expression) is Sum:
        text = "".join([f" {_SIGNS.get(factor) or f'+ {factor} *'} {_inner(term)}" for factor, term in expression.terms])
        return text.removeprefix(" + ").strip()
    if type(expression) is Product:
        return f"{_inner(expression.left)} * {_inner(expression.right)}"
    if type(expression) is Quotient:
        return f"{_inner(expression.over)} / {_inner(expression.under)}"
    return f"{'min' if type(expression) is Least else 'max'}({', '.join([formula(term) for term in expression.terms])})"


def _plain(number: Const) -> str:
    return f"{rounded(number.value, 0 if number.value.denominator == 1 else 4):f}"


def _inner(expression: Expression) -> str:
    text = formula(expression)
    return f"({text})" if isinstance(expression, Sum) else text


def _labelled(expression: Expression, beside: Sequence[str]) -> tuple[Term, ...]:
    """The terms under headings that tell them apart: the names of the rows, where all stand in a column of one name."""
    terms = _terms(expression, beside)
    if len({term.label for term in terms}) < len(terms):
        terms = [_labelled_as(term, _own(term.mention.label, beside)[0]) if term.mention and term.mention.label else term for term in terms]
    return tuple(terms)


def _labelled_as(term: Term, label: str) -> Term:
    return Term(term.sign, label, term.text, term.mention)


def _terms(expression: Expression, beside: Sequence[str]) -> list[Term]:
    if type(expression) is Ref:
        figure = expression.figure
        return [Term("", label_beside(figure.label, beside), figure.line, mention(figure))]
    if type(expression) is Const:
        return [Term("", "", _plain(expression))]
    if type(expression) is Sum:
        return [_signed(_SIGNS.get(factor, "+"), _terms(term, beside), first=not at) for at, (factor, term) in enumerate(expression.terms)]
    if type(expression) is Product:
        whole, factor = (expression.right, expression.left) if isinstance(expression.left, Ref | Const) else (expression.left, expression.right)
        return [*_terms(whole, beside), _signed("x", _terms(factor, beside))]
    if type(expression) is Quotient:
        return [*_terms(expression.over, beside), _signed("/", _terms(expression.under, beside))]
    word = "min" if type(expression) is Least else "max"
    bound, whole = expression.terms[0], expression.terms[-1]
    bites = nominal(expression) == nominal(bound) != nominal(whole)
    return [*_terms(whole, beside), *([_signed(word, _terms(bound, beside))] if bites else [])]


def _signed(sign: str, terms: Sequence[Term], *, first: bool = False) -> Term:
    """One line for an operand; one that takes reckoning stands in brackets: / 年初预算数 + 预算调整数 (100 + 20)."""
    shown = "" if first and sign == "+" else sign
    if len(terms) == 1:
        (term,) = terms
        return Term(shown, f"{term.sign} {term.label}".strip(), f"{term.sign} {term.text}".strip(), term.mention)
    label = " ".join([f"{term.sign} {term.label}".strip() for term in terms])
    text = " ".join([f"{term.sign} {term.text}".strip() for term in terms])
    return Term(shown, label, f"({text})", terms[0].mention)


def _common(figures: Sequence[Figure]) -> set[str]:
    """What the labels of all figures but the stated one share, when they are several: the 得分 of all that are added up."""
    labels = [set(figure.label) for figure in figures[1:]]
    return set.intersection(*labels) if len(labels) > 1 else set()


def label_beside(label: Sequence[str], beside: Sequence[str]) -> str:
    """What tells a figure from the one it is compared with: 基本支出 beside 年度资金总额 in one column, 全年执行数 beside 执行率 in one row."""
    return _own(label, beside)[-1]


def _own(label: Sequence[str], beside: Sequence[str]) -> Sequence[str]:
    """The headings that the other one does not stand under; the last one when they share all."""
    return [part for part in label if part and part not in beside] or [*label[-1:], ""][:1]


def _digits(value: Fraction, like: Figure, added: Sequence[Ref]) -> int:
    """As many digits as the printed number has; of a sum those of what is `added` up (89.974 above a printed 0); where that hides the difference, as
    many more as show it, up to six: 9.999 beside a printed 10."""
    own = like.decimals
    if own <= PLACES and 10**own % value.denominator == 0:  # nearly always
        return own
    enough = max([PLACES, *[ref.figure.decimals for ref in added]]) if added else own
    for digits in range(min(own, enough), own + MORE + 1):
        whole = 10**digits % value.denominator == 0  # it has no more
        if whole or (digits >= max(PLACES, enough) and rounded(value, digits) != like.number):
            return digits
    return own + 2


def _end(end: Number, like: Figure, digits: int) -> Decimal | None:
    return None if isinstance(end, float) else rounded(end / like.scale, digits + 2).normalize()
