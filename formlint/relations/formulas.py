"""Formulas of rules: `rate = executed / budget`, `total >= basic + project`, `score = min(weight, weight * rate)`.

A formula is + - * / sum min max mean over named figures and numbers, with one of = <= >= between two sides; it becomes a Relation. There is no
`if`: the day a rule needs one, it needs a check. Names are looked up by the caller. Parsed with Python's own grammar, of which all else is refused;
its words (in, from, class) are names here as any other.
"""

import ast
import re
from collections.abc import Callable, Iterator
from functools import cache
from keyword import iskeyword

from formlint.errors import DefinitionError
from formlint.exact import Fraction
from formlint.relations import Const, Expression, Least, Most, Operator, Product, Quotient, Relation, Sum, total

Lookup = Callable[[str], Expression | None]
MOST_LETTERS = 1000
MARK = "_K"  # behind a name that is a word of Python; names of definitions have small letters

_WORD = re.compile(r"\b[a-z]+\b")
_SIDES = {ast.Eq: Operator.EQUAL, ast.LtE: Operator.AT_MOST, ast.GtE: Operator.AT_LEAST}


@cache
def parse(formula: str) -> tuple[ast.expr, Operator, ast.expr]:
    """The two sides and what stands between them. DefinitionError('formula') with what was found when it is no formula."""
    text = formula.strip().replace("==", "=").replace("<=", "≤").replace(">=", "≥").replace("=", "==").replace("≤", "<=").replace("≥", ">=")
    text = _WORD.sub(lambda word: word[0] + MARK if iskeyword(word[0]) else word[0], text)
    try:
        tree = ast.parse(text, mode="eval").body if len(text) <= MOST_LETTERS else None
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise DefinitionError("formula", found=formula) from error
    if not isinstance(tree, ast.Compare) or len(tree.ops) != 1 or type(tree.ops[0]) not in _SIDES:
        raise DefinitionError("formula", found=formula)
    return tree.left, _SIDES[type(tree.ops[0])], tree.comparators[0]


@cache
def names(formula: str) -> tuple[str, ...]:
    """The names a formula speaks of, left to right, each once."""
    left, _, right = parse(formula)
    return tuple(dict.fromkeys(name for side in (left, right) for name in _names(side)))


def relation(formula: str, lookup: Lookup) -> Relation | None:
    """The relation that the formula states of the figures `lookup` knows; None when it does not know one of them."""
    left, operator, right = parse(formula)
    stated = _expression(left, lookup)
    given = _expression(right, lookup) if stated else None
    return Relation(stated, operator, given) if stated and given else None


@cache
def of_columns(formula: str) -> bool:
    """Whether it sums up, or takes the mean of, one name alone: that of a column, over all rows."""
    nodes = [node for side in parse(formula)[::2] if isinstance(side, ast.expr) for node in ast.walk(side)]
    calls = [node for node in nodes if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("sum", "mean")]
    return any(len(call.args) == 1 and isinstance(call.args[0], ast.Name) for call in calls)


def _names(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Name | ast.Attribute):
        yield _name(node)
        return
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.expr) and not (isinstance(node, ast.Call) and child is node.func):
            yield from _names(child)


def _name(node: ast.expr) -> str:
    """The name as the definition writes it: funds.total.executed."""
    match node:
        case ast.Name(id=name):
            return name.removesuffix(MARK)
        case ast.Attribute(value=before, attr=name):
            return f"{_name(before)}.{name.removesuffix(MARK)}"
    raise DefinitionError("formula", found=_shown(node))


def _shown(node: ast.expr) -> str:
    return ast.unparse(node).replace(MARK, "")


def _expression(node: ast.expr, lookup: Lookup) -> Expression | None:
    match node:
        case ast.Name() | ast.Attribute():
            return lookup(_name(node))
        case ast.Constant(value=int() | float()) if not isinstance(node.value, bool):
            return Const(Fraction(ast.unparse(node)))  # the digits as they are written, not the float
        case ast.UnaryOp(op=ast.USub(), operand=inner):
            value = _expression(inner, lookup)
            return Sum(((Fraction(-1), value),)) if value else None
        case ast.BinOp(left=left, op=operator, right=right):
            return _binary(_expression(left, lookup), operator, _expression(right, lookup))
        case ast.Call(func=ast.Name(id=function), args=arguments, keywords=[]) if function in ("sum", "min", "max", "mean") and arguments:
            known = [_expression(each, lookup) for each in arguments]
            return _mean(known, column=isinstance(arguments[0], ast.Name)) if function == "mean" else _call(function, known)
    raise DefinitionError("formula", found=_shown(node))


def _binary(left: Expression | None, operator: ast.operator, right: Expression | None) -> Expression | None:
    if left is None or right is None:
        return None
    match operator:
        case ast.Add():
            return Sum((*_addends(left), *_addends(right)))
        case ast.Sub():
            return Sum((*_addends(left), *((-factor, term) for factor, term in _addends(right))))
        case ast.Mult():
            return Product(left, right)
        case ast.Div():
            return Quotient(left, right)
    raise DefinitionError("formula", found=type(operator).__name__)


def _mean(arguments: list[Expression | None], *, column: bool) -> Expression | None:
    """Of those that are there; of a single name that is a column, of its rows, which come as their sum."""
    known = [argument for argument in arguments if argument is not None]
    rows = known[0].terms if column and len(arguments) == 1 and known and isinstance(known[0], Sum) else ()
    terms = rows or total(known).terms
    return Quotient(Sum(terms), Const(Fraction(len(terms)))) if terms else None


def _addends(expression: Expression) -> tuple[tuple[Fraction, Expression], ...]:
    return expression.terms if isinstance(expression, Sum) else ((Fraction(1), expression),)


def _call(function: str, arguments: list[Expression | None]) -> Expression | None:
    known = [argument for argument in arguments if argument is not None]
    if function == "sum":
        return total(known) if known else None  # a blank part counts as nothing
    if len(known) < len(arguments):
        return None
    return Least(tuple(known)) if function == "min" else Most(tuple(known))
