"""Values that were recognised, against those that are printed.

    right    the value has its id: the same characters, but for white space
    wrong    another text has its id
    absent   nothing has its id
    extra    a text has an id that the form does not print

*Marked* are values that say of themselves that they are inferred (`Form.inferred`). What is printed blank does not count.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import cache

from formlint.forms import Form

ALIKE = 0.6  # of two names, for one to be the other torn
_POINTS = re.compile(r"[(（]\d+(?:\.\d+)?分?[)）]$")
HEAD = "values | right | wrong | absent | extra | wrong of those not marked | marked of those right"


@dataclass(frozen=True, slots=True)
class Miss:
    """A value that is not right: what is printed, and what was given; None where nothing was. `marked`: it was said to be inferred."""

    form: str
    id: str
    printed: str | None
    given: str | None
    marked: bool


@dataclass(slots=True)
class Values:
    """Of the printed values those right, wrong and absent, and those given beside them; of the given ones those marked as inferred."""

    right: int = 0
    right_marked: int = 0
    misses: list[Miss] = field(default_factory=list)

    def count(self, *, printed: bool, given: bool, marked: bool | None = None) -> int:
        """The misses of this kind; all of them, or those that are marked, or not."""
        found = [each for each in self.misses if (each.printed is not None, each.given is not None) == (printed, given)]
        return sum(marked in (None, each.marked) for each in found)

    def __str__(self) -> str:
        wrong, extra = self.count(printed=True, given=True), self.count(printed=False, given=True)
        absent = self.count(printed=True, given=False)
        there = self.right + wrong + absent
        sure, slips = self.right - self.right_marked, self.count(printed=True, given=True, marked=False)
        rates = " | ".join(_part(some, there) for some in (self.right, wrong, absent))
        return f"{there} | {rates} | {extra} | {_part(slips, sure + slips)} | {_part(self.right_marked, self.right)}"


def compare(name: str, truth: Mapping[str, str], form: Form | None, values: Values) -> None:
    """Adds what was recognised of a form to the values. Indicators are those of the same names, so that one lost row does not shift all others."""
    given = {field.id: field.text for field in form.all_fields()} if form else {}
    own = _aligned(truth, given)
    marked = {own.get(id_, id_) for id_ in (form.inferred if form else ())}
    found = {own.get(id_, id_): text for id_, text in given.items() if _plain(text)}
    for id_, text in truth.items():
        if id_ in found and _same(id_, text, found[id_]):
            values.right += 1
            values.right_marked += id_ in marked
        elif _plain(text):
            values.misses.append(Miss(name, id_, text, found.get(id_), id_ in marked))
    values.misses += [Miss(name, id_, None, text, id_ in marked) for id_, text in found.items() if not _plain(truth.get(id_, ""))]


def _same(id_: str, printed: str, given: str) -> bool:
    """产出指标（50分） is the level 产出指标: the open cases leave its points away."""
    wanted, found = _plain(printed), _plain(given)
    return wanted == found or (id_.endswith(".l1") and wanted == _POINTS.sub("", found))


def _plain(text: str) -> str:
    return "".join(text.split())


def _aligned(truth: Mapping[str, str], given: Mapping[str, str]) -> dict[str, str]:
    """The ids of recognised indicators by those of the rows that they are: first the same names, then the most alike."""
    wanted, free, paired = _names(truth), _names(given), dict[str, str]()
    for least in (1.0, ALIKE):
        for row, name in wanted.items():
            if row in paired.values():
                continue
            best = max(((_likeness(name, other), _number(each) == _number(row), each) for each, other in free.items()), default=None)
            if best and best[0] >= least:
                paired[best[2]] = row
                del free[best[2]]
    spare = {row: paired.get(row, f"{row}?") for row in {_row(id_) for id_ in given if _row(id_)}}
    return {id_: spare[_row(id_)] + id_[len(_row(id_)) :] for id_ in given if _row(id_)}


def _row(id_: str) -> str:
    """`indicators[3]` of `indicators[3].score`; nothing for what is no indicator's."""
    return id_[: id_.index("]") + 1] if id_.startswith("indicators[") else ""


def _number(row: str) -> str:
    return row.partition("[")[2]


def _names(ids: Mapping[str, str]) -> dict[str, str]:
    return {_row(id_): _plain(text) for id_, text in ids.items() if _row(id_) and id_.endswith("].name")}


@cache
def _likeness(name: str, other: str) -> float:
    return 1.0 if name == other else SequenceMatcher(None, name, other).ratio()


def _part(some: int, whole: int) -> str:
    return f"{100 * some / whole:.2f}%" if whole else "-"
