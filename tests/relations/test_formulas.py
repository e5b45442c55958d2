"""Formulas of rules state relations, and nothing else that Python could do."""

import pytest

from formlint.errors import DefinitionError
from formlint.explaining import formula as written
from formlint.relations import Expression, Ref
from formlint.relations.formulas import names, parse, relation
from tests.forge import figure

KNOWN = {name: Ref(figure("1", name)) for name in ("total", "basic", "project", "rate", "executed", "budget", "weight")}


@pytest.mark.parametrize(
    ("formula", "stated"),
    [
        ("total = basic + project", "total = basic + project"),
        ("rate = executed / budget", "rate = executed / budget"),
        ("total >= basic - project", "total >= basic - project"),
        ("total = min(weight, weight * rate)", "total = min(weight, weight * rate)"),
        ("total = 2.50 * basic", "total = 2.5000 * basic"),
        ("total = sum(basic, missing)", "total = basic"),
        ("total = mean(basic, project, missing)", "total = (basic + project) / 2"),
        ("total = mean(basic - project)", "total = ((basic - project)) / 1"),
        ("total = -basic + project", "total = - basic + project"),
        ("total = max(basic, project)", "total = max(basic, project)"),
    ],
)
def test_a_formula_becomes_the_relation_it_says(formula: str, stated: str) -> None:
    found = relation(formula, KNOWN.get)
    assert found is not None
    assert f"{written(found.left)} {found.operator.value} {written(found.right)}" == stated


@pytest.mark.parametrize("formula", ["total = missing", "total = basic + missing", "rate = executed / missing", "total = min(basic, missing)"])
def test_a_blank_outside_a_sum_leaves_the_formula_unjudged(formula: str) -> None:
    lookup: dict[str, Expression] = dict(KNOWN)
    assert relation(formula, lookup.get) is None


@pytest.mark.parametrize(
    "formula",
    [
        *("total", "total = basic = project", "total < basic", "total = __import__('os')", "total = basic if rate else project"),
        *("total = True", "total = basic and rate", "total = __import__('os').name", "class", "not total = basic"),
        *("total = basic ** 9", "a = (", "= b", "total = basic[0]", "total = sum()", "total = 'x'", "total = " + "-" * 2000 + "1"),
    ],
)
def test_whatever_is_no_formula_is_refused(formula: str) -> None:
    with pytest.raises(DefinitionError):
        relation(formula, KNOWN.get)


def test_the_names_of_a_formula_come_in_order_and_once() -> None:
    assert names("score = min(weight, weight * executed / funds.total.budget)") == ("score", "weight", "executed", "funds.total.budget")


@pytest.mark.parametrize(
    ("formula", "named"),
    [
        ("closing = opening + in - out", ("closing", "opening", "in", "out")),
        ("is=for/from", ("is", "for", "from")),
        ("total.in = sum(in)", ("total.in", "in")),
        ("total = sum(sum, min, mean) - max(max, if)", ("total", "sum", "min", "mean", "max", "if")),
        ("class.import.as >= as_of", ("class.import.as", "as_of")),
    ],
)
def test_words_of_formulas_and_of_python_are_names_as_any_other(formula: str, named: tuple[str, ...]) -> None:
    asked: list[str] = []
    assert names(formula) == named
    assert relation(formula, lambda name: asked.append(name) or Ref(figure("1", name))) is not None  # type: ignore[func-returns-value]  # None
    assert tuple(dict.fromkeys(asked)) == named


def test_the_sides_are_parsed_once() -> None:
    assert parse("total = basic") is parse("total = basic")
