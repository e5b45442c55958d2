"""What kind of quantity a unit word measures."""

from formlint.figures import Figure
from formlint.records import replace

MONEY = frozenset({"元", "千元", "万元", "百万元", "千万元", "亿元", "美元", "万美元"})
RATIO = frozenset({"%", "‰"})
UNLIKE = 1000  # times apart: a bare number is then not in the other's unit (≤90万元, 900000)


def money(figure: Figure | None) -> bool:
    """The figure is an amount of money, by its own unit or by its heading's."""
    return figure is not None and figure.unit in MONEY


def alike(one: Figure, other: Figure) -> bool:
    """Both measure the same kind of thing, so that they can be compared: the same unit word, two amounts, or two rates."""
    this, that = one.unit, other.unit
    return this == that or (this in MONEY and that in MONEY) or (this in RATIO and that in RATIO)


def in_one_unit(target: Figure | None, actual: Figure | None) -> tuple[Figure | None, Figure | None]:
    """A bare number beside one with a unit is meant in that unit, unless they are a thousand times apart."""
    if target is None or actual is None or bool(target.unit) == bool(actual.unit):
        return target, actual
    bare, other = (actual, target) if target.unit else (target, actual)
    if bare.number <= 0 or other.number <= 0 or not other.number <= bare.number * UNLIKE <= other.number * UNLIKE**2:
        return target, actual
    read = replace(bare, unit=other.unit, scale=other.scale)
    return (target, read) if bare is actual else (read, actual)
