"""What kind of quantity a unit word measures."""

from formlint.figures import Figure

MONEY = frozenset({"元", "千元", "万元", "百万元", "千万元", "亿元", "美元", "万美元"})
RATIO = frozenset({"%", "‰"})


def money(figure: Figure | None) -> bool:
    """The figure is an amount of money, by its own unit or by its heading's."""
    return figure is not None and figure.unit in MONEY


def alike(one: Figure, other: Figure) -> bool:
    """Both measure the same kind of thing, so that they can be compared: the same unit word, two amounts, or two rates."""
    this, that = one.unit, other.unit
    return this == that or (this in MONEY and that in MONEY) or (this in RATIO and that in RATIO)
