"""A printed number, exactly as it is printed.

`read` takes a cell that should be one number, `find` all numbers of a running text. Nothing here is float, and nothing is guessed: what looks like
a number and is not one (`98..81%`, `3O5`, `1,23.4`) comes back as `Malformed` with the reason.
"""

from collections.abc import Callable
from dataclasses import field
from decimal import Decimal
from enum import StrEnum
from functools import cache, lru_cache
from typing import Any

from formlint.documents import Passage, Place
from formlint.exact import Fraction
from formlint.records import record


@lru_cache(maxsize=64)
def tenths(decimals: int) -> Fraction:
    """One unit in the last of so many digits after the point: 1/100 for 2."""
    return Fraction(1, 10**decimals)


class Comparator(StrEnum):
    """What a target asks of the actual: `≥`, 不低于, 以上 are AT_LEAST, `≤`, 不超过, 以下 AT_MOST, 大于 MORE, 小于 LESS."""

    NONE = ""
    EQUAL = "="
    AT_LEAST = ">="
    AT_MOST = "<="
    MORE = ">"
    LESS = "<"


class Hedge(StrEnum):
    """How a number is softened: 约 and 左右 ABOUT, 余 and 多 OVER (120余 is 120 to 130), 近 UNDER (近4000 is 3000 to 4000)."""

    NONE = ""
    ABOUT = "about"
    OVER = "over"
    UNDER = "under"


@record(frozen=True, slots=True)
class Figure:
    """A printed number. `number` has the printed digits (98.81 of `98.81%`), `value` is in base units (0.9881; 元 for 万元; 60000 for 6万人).

    `id` is the id of its field, with `@` and the offset in the field's text when the field is not just this number. `label` is what
    a person calls it, outermost heading first.
    """

    text: str  # with comparator, hedge and unit: "≥600人"
    number: Decimal
    unit: str = ""  # 人, %, 万元, 次 ...; the heading's unit when the cell prints none
    scale: Fraction = Fraction(1)  # base units in one: 10000 for 万元, 1/100 for %
    comparator: Comparator = Comparator.NONE
    hedge: Hedge = Hedge.NONE
    start: int = 0  # offsets in the text of its field
    end: int = 0
    place: Place = Place()
    id: str = ""
    label: tuple[str, ...] = ()
    value: Fraction = field(init=False, repr=False, compare=False)  # the printed number in base units; kept, since it is asked for a dozen times

    def __post_init__(self) -> None:
        kept: Any = self
        kept.value = _value(self.number, self.scale)

    @property
    def decimals(self) -> int:
        """Digits after the point, as printed: 2 for 450.50."""
        return decimals(self.number)

    @property
    def plain(self) -> bool:
        """It stands for just its number: no ≥, no 约."""
        return not (self.comparator or self.hedge)  # both are empty texts then

    @property
    def line(self) -> str:
        """The text on one line: a narrow cell breaks `719` and `人` apart."""
        return self.text.strip() if self.text.isprintable() else "".join(part.strip() for part in self.text.splitlines())

    def spelled(self, number: Decimal) -> str:
        """Another number as this one is written: with thousands separators where it has them."""
        return spelled(number, self.text)

    @property
    def ulp(self) -> Fraction:
        """One unit in the last printed digit, in base units: 0.01 of 450.50, 100 元 of 450.50万元."""
        return _step(str(self.number), self.scale)


@lru_cache(maxsize=4096)
def _value(number: Decimal, scale: Fraction) -> Fraction:
    """The number in base units. A form prints 100% and 5 again and again, and a figure is made anew where it gets a place or a unit."""
    return Fraction(number) if scale == 1 else Fraction(number) * scale


@lru_cache(maxsize=4096)
def _step(number: str, scale: Fraction) -> Fraction:
    """The last digit of a number in base units. Kept by its spelling: 5 and 5.0 are equal, and have other last digits."""
    step = tenths(_decimals(number))
    return step if scale == 1 else scale * step


@record(frozen=True, slots=True)
class Malformed:
    """Looks like a number and is not one. `reason`: two-points, letter-for-digit, grouping, too-long, exponent, stray-sign, no-number."""

    text: str
    reason: str


def read(passage: Passage, *, id: str = "", label: tuple[str, ...] = (), unit: str = "") -> Figure | Malformed | None:  # noqa: A002
    """The number that the passage as a whole is; None when it is none (words, dates, several numbers, blank, a dash).

    `unit` is that of the heading, for cells that print none; `150万` under 万元 is 150万元.
    """
    found = _cells()(passage.text, unit)
    if not isinstance(found, Figure):
        return found
    return placed(found, passage, id, label)


@cache
def _cells() -> Callable[[str, str], Figure | Malformed | None]:
    from formlint.figures.cells import whole  # noqa: PLC0415  the words around numbers are loaded when the first number is read

    return whole  # kept: to import it again takes 0.8 microseconds, and a page asks 40 times


def find(passage: Passage, *, id: str = "") -> tuple[Figure, ...]:  # noqa: A002
    """The quantities of a running text, in reading order; dates, document numbers, phones, ordinals, item marks and names are none.

    A line break may stand inside a figure; `start` and `end` are offsets in the passage as it is. The id of a figure is `id@start`.
    """
    from formlint.figures.texts import quantities  # noqa: PLC0415

    return tuple(placed(found, passage, f"{id}@{found.start}", ()) for found in quantities(passage.text))


def decimals(number: Decimal) -> int:
    """Digits after the point: 2 for 450.50, 0 for 4E+2."""
    return _decimals(str(number))  # takes a third of what `f"{number:f}"` or `as_tuple` do, and a form asks 200 to 2,000 times


@lru_cache(maxsize=4096)
def _decimals(number: str) -> int:
    return len((number if "E" not in number else f"{Decimal(number):f}").partition(".")[2])


def spelled(number: Decimal, like: str) -> str:
    """The number with all its digits, and with thousands separators where the printed text has them."""
    return f"{number:,f}" if "," in like or "，" in like else digits(number)


def digits(number: Decimal) -> str:
    """The number with all its digits, as `f"{number:f}"` writes it in three times the time."""
    text = str(number)
    return text if "E" not in text else f"{number:f}"


def blank(text: str) -> bool:
    """Nothing is printed here."""
    return all(character.isspace() or character in "\u200b\u200c\u200d\u2060\ufeff" for character in text)


def not_applicable(text: str) -> bool:
    """A dash, a stroke, 不适用: printed to say that there is no number."""
    from formlint.figures.wording import inapplicable  # noqa: PLC0415

    return inapplicable(text)


def counts_as_nothing(text: str) -> bool:
    """As a part of a sum it adds nothing, and nobody has to ask: blank, not applicable, or a word for none (无, 免费, free)."""
    from formlint.figures.wording import nothing  # noqa: PLC0415

    return blank(text) or not_applicable(text) or nothing(text)


def placed(found: Figure, passage: Passage, id: str, label: tuple[str, ...]) -> Figure:  # noqa: A002
    """The figure of a text where the text stands, named."""
    place = passage.place(found.start, found.end)
    return Figure(found.text, found.number, found.unit, found.scale, found.comparator, found.hedge, found.start, found.end, place, id, label)
