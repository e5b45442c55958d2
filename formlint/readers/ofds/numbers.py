"""The notations of numbers in an OFD (GB/T 33190-2016): boxes, matrices, distances between characters, paths.

Every function raises ValueError for what does not follow its notation, and for numbers that no page has.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from formlint.readers.pages.paths import CURVE, LINE, MOVE

Box = tuple[float, float, float, float]  # left, top, right, bottom
Matrix = tuple[float, float, float, float, float, float]  # a b c d e f: x' = ax + cy + e, y' = bx + dy + f

LARGEST = 1e7  # millimetres, or units of a drawing that its matrix makes small
_OPERATORS = {"M": (2, MOVE), "S": (2, MOVE), "L": (2, LINE), "Q": (4, CURVE), "B": (6, CURVE), "A": (7, CURVE)}
_TOKEN = re.compile(r"[A-Za-z](?![A-Za-z])|[-+.\d][-+.\deE]*")


def number(text: str) -> float:
    """A finite number of a size that a page has."""
    value = float(text)
    if not abs(value) <= LARGEST:  # also NaN
        raise ValueError(text)
    return value


def numbers(text: str, count: int) -> tuple[float, ...]:
    """Exactly so many."""
    found = tuple(map(number, text.split(None, count)))
    if len(found) != count:
        raise ValueError(text)
    return found


def box(text: str) -> Box:
    """From `left top width height`."""
    left, top, width, height = numbers(text, 4)
    return min(left, left + width), min(top, top + height), max(left, left + width), max(top, top + height)


def matrix(text: str) -> Matrix:
    """From `a b c d e f`."""
    a, b, c, d, e, f = numbers(text, 6)
    return a, b, c, d, e, f


def product(first: Matrix, then: Matrix) -> Matrix:
    """One matrix after the other."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


def moved(area: Box, by: Matrix) -> Box:
    """The box around a box that is moved, scaled or turned."""
    left, top, right, bottom = area
    a, b, c, d, e, f = by
    corners = [(a * x + c * y + e, b * x + d * y + f) for x in (left, right) for y in (top, bottom)]
    xs, ys = zip(*corners, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def deltas(text: str, count: int) -> list[float]:
    """The first `count` distances of a list in which `g 5 2.5` stands for five times 2.5. One that ends early goes on as it ended."""
    found: list[float] = []
    tokens = iter(text.split())
    while len(found) < count and (token := next(tokens, "")):
        if token != "g":
            found.append(number(token))
            continue
        times, value = float(next(tokens, "")), number(next(tokens, ""))
        if not times >= 0:
            raise ValueError(text[:40])
        found += [value] * int(min(times, count - len(found)))  # never made longer than the text, whatever it says
    return found + found[-1:] * (count - len(found))


@dataclass(slots=True)
class Outline:
    """The points of a path: where each stands, how the pen gets there (as `pages.paths` counts), and where it then goes back to its start."""

    points: list[tuple[float, float]] = field(default_factory=list)
    kinds: list[int] = field(default_factory=list)
    closed: list[bool] = field(default_factory=list)


def outline(data: str) -> Outline:
    """From AbbreviatedData: M and S begin, L draws, Q B A curve, C closes."""
    found = Outline()
    for operator, values in _steps(data):
        if operator == "C":
            found.closed[-1:] = [True] if found.closed else []
            continue
        count, kind = _OPERATORS[operator]
        if len(values) != count:
            raise ValueError(data[:40])
        found.points.append((values[-2], values[-1]))
        found.kinds.append(kind)
        found.closed.append(False)
    found.kinds[:1] = [MOVE] if found.kinds else []
    return found


def _steps(data: str) -> Iterator[tuple[str, list[float]]]:
    operator, values = "", list[float]()
    for token in _TOKEN.findall(data):
        if token not in _OPERATORS and token != "C":
            values.append(number(token))
            continue
        if operator:
            yield operator, values
        operator, values = token, []
    if operator:
        yield operator, values
