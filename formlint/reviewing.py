"""What is wrong with the rules of a form definition, seen without any form: a linter for definitions.

The formulas of one table are taken as statements about figures that may have any value. One that names what the table does not have never applies;
one that is the same as another, or follows from others, is redundant; formulas that no figures satisfy contradict each other. Linear equalities are
solved exactly (Gauss), so that `total = a + b`, `total = a + b + c` are told to leave c no other value than 0. Rules that are checks are only asked
whether their table is there: what they state depends on the form.
"""

import ast
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import groupby

from formlint.definitions import Definition, Rule, TableDefinition
from formlint.errors import DefinitionError
from formlint.exact import ZERO, Fraction
from formlint.figures import Figure
from formlint.records import record
from formlint.relations import Const, Expression, Operator, Product, Quotient, Ref, Sum
from formlint.relations.formulas import names, of_columns, parse, relation

NEVER = ("no-such-table", "no-such-row", "no-such-name", "no-such-field", "rows-and-columns")  # of rules that are never judged
Linear = Mapping[str, Fraction]  # coefficient by name; that of "" is the number without a name


@record(frozen=True, slots=True)
class Complaint:
    """`message` is the id of a message in `definitions`; `args` are its arguments."""

    where: str  # FILE:LINE
    message: str
    args: Mapping[str, str]


def review(definition: Definition) -> tuple[Complaint, ...]:
    """All complaints about the rules of a definition, in their order."""
    placed = (complaint for place, rules in _by_table(definition) for complaint in _table(definition, place, rules))
    return (*placed, *filter(None, (_unplaced(rule, definition) for rule in definition.rules)))


def applicable(definition: Definition) -> None:
    """Raises DefinitionError for the first rule that names what the form does not have, which has the others: it would never be judged, and a form
    that breaks it would be told to hold."""
    dead = [DefinitionError(each.message, where=each.where, **each.args) for each in review(definition) if each.message in NEVER]
    if dead:
        first, *others = dead
        first.others = tuple(others)
        raise first


def parsed(definition: Definition) -> None:
    """Raises DefinitionError for the first rule whose formula is none."""
    for rule in definition.rules:
        try:
            _linear_of(rule.formula or str(rule.options.get("formula", "0 = 0")))
        except DefinitionError as error:
            raise DefinitionError("not-a-formula", where=rule.where, rule=rule.id, found=error.details["found"]) from error


def _unplaced(rule: Rule, definition: Definition) -> Complaint | None:
    """A formula without a table that names what is no field of the form."""
    if rule.place or not rule.formula:
        return None
    try:
        unknown = [name for name in names(rule.formula) if "." not in name and name not in definition.fields]
    except DefinitionError as error:
        return Complaint(rule.where, "not-allowed", {"rule": rule.id, "at": rule.id, "found": str(error.details["found"])})
    expected = ", ".join(definition.fields)
    return Complaint(rule.where, "no-such-field", {"rule": rule.id, "found": unknown[0], "expected": expected}) if unknown else None


def _by_table(definition: Definition) -> Iterator[tuple[str, list[Rule]]]:
    placed = sorted((rule for rule in definition.rules if rule.place), key=lambda rule: rule.place.partition("[")[0])
    for place, rules in groupby(placed, key=lambda rule: rule.place.partition("[")[0]):
        yield place, list(rules)


def _table(definition: Definition, place: str, rules: Sequence[Rule]) -> Iterator[Complaint]:
    table = definition.tables.get(place)
    if table is None:
        yield from (
            Complaint(rule.where, "no-such-table", {"rule": rule.id, "found": place, "expected": ", ".join(definition.tables)}) for rule in rules
        )
        return
    stated = []
    for rule in rules:
        fault = _named(rule, table)
        if fault:
            yield fault
        elif rule.formula:
            stated.append(rule)
    twice = {complaint.args["rule"]: complaint for complaint in _twice(stated)}
    yield from twice.values()
    stated = [rule for rule in stated if rule.id not in twice]
    for keys in (table.rows, table.columns):
        yield from _solved(
            [(rule, linear) for rule in stated if set(names(rule.formula)) <= set(keys) and _free(rule) and (linear := _linear_of(rule.formula))]
        )


def _free(rule: Rule) -> bool:
    """Judged in every row or column: what holds in one row only, or of all rows together, contradicts nothing."""
    return "[" not in rule.place and not of_columns(rule.formula)


def _named(rule: Rule, table: TableDefinition) -> Complaint | None:
    """A rule that names a row or column the table does not have, or rows and columns at once."""
    key = rule.place.partition("[")[2].rstrip("]")
    if key and key not in table.rows:
        return Complaint(rule.where, "no-such-row", {"rule": rule.id, "found": key, "expected": ", ".join(table.rows)})
    if not rule.formula:
        return None
    try:
        found = names(rule.formula)
        _linear_of(rule.formula)
    except DefinitionError as error:
        return Complaint(rule.where, "not-allowed", {"rule": rule.id, "at": rule.id, "found": str(error.details["found"])})
    if any("." in name for name in found):  # a field by its id, and sums of columns
        found = tuple(name for name in found if "." not in name)
        rows, columns = not found, set(found) <= set(table.columns)
    else:
        rows, columns = set(found) <= set(table.rows), set(found) <= set(table.columns)
    if rows or columns:
        return None
    unknown = [name for name in found if name not in table.rows and name not in table.columns]
    known = ", ".join([*table.columns, *table.rows])
    if unknown:
        return Complaint(rule.where, "no-such-name", {"rule": rule.id, "found": unknown[0], "expected": known})
    return Complaint(rule.where, "rows-and-columns", {"rule": rule.id, "found": rule.formula})


def _twice(rules: Sequence[Rule]) -> Iterator[Complaint]:
    seen: dict[object, Rule] = {}
    for rule in rules:
        left, operator, right = parse(rule.formula)
        key = rule.place, operator, ast.unparse(left), ast.unparse(right)
        first = seen.setdefault(key, rule)
        if first is not rule:
            yield Complaint(rule.where, "rule-twice", {"rule": rule.id, "found": first.id})


def _linear_of(formula: str) -> Linear | None:
    """An equality as `sum of coefficient x name = 0`; None when it is no equality, or a product or quotient of figures is in it."""
    stated = relation(formula, lambda name: Ref(Figure(name, Decimal(0), id=name)))
    if stated is None or stated.operator is not Operator.EQUAL:
        return None
    left, right = _linear(stated.left), _linear(stated.right)
    return None if left is None or right is None else _plus(left, right, Fraction(-1))


def _linear(expression: Expression) -> Linear | None:
    match expression:
        case Ref(figure):
            return {figure.id: Fraction(1)}
        case Const(value):
            return {"": value}
        case Sum(terms):
            whole: Linear = {}
            for factor, term in terms:
                part = _linear(term)
                if part is None:
                    return None
                whole = _plus(whole, part, factor)
            return whole
        case Product(Const(value), other) | Product(other, Const(value)):
            part = _linear(other)
            return None if part is None else _plus({}, part, value)
        case Quotient(over, Const(value)) if value:
            part = _linear(over)
            return None if part is None else _plus({}, part, 1 / value)
    return None


def _plus(one: Linear, other: Linear, factor: Fraction) -> Linear:
    total = {name: one.get(name, ZERO) + factor * other.get(name, ZERO) for name in dict.fromkeys((*one, *other))}
    return {name: value for name, value in total.items() if value}


def _solved(equations: Sequence[tuple[Rule, Linear]]) -> Iterator[Complaint]:
    """Gauss, equation by equation: what is left of one after the earlier ones tells what it adds."""
    known: list[tuple[str, Linear]] = []  # the name that an equation was solved for, and the equation with 1 before it
    for rule, equation in equations:
        left = equation
        for name, solved in known:
            if name in left:
                left = _plus(left, solved, -left[name])
        free = [name for name in left if name]
        if not free:
            yield Complaint(rule.where, "rule-contradicts" if left else "rule-follows", {"rule": rule.id})
            continue
        if len(free) == 1 and len(equation) > 2:
            value = -left.get("", ZERO) / left[free[0]]
            yield Complaint(rule.where, "rule-fixes", {"rule": rule.id, "name": free[0], "value": str(value)})
        pivot = free[0]
        scaled = _plus({}, left, 1 / left[pivot])
        known = [(name, _plus(each, scaled, -each[pivot]) if pivot in each else each) for name, each in known]
        known.append((pivot, scaled))
