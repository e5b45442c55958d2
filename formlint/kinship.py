"""Which forms of a run belong together: those of one unit, by name and year. Linear in the number of forms; forms of different units never meet.

A form's year is the one it is headed with, else the one its text names most often (a dump may have lost its title).
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from formlint.forms import Form

NEAREST = 3  # years that "the year before" may lie back, when a year is missing

_YEAR = re.compile(r"(20\d\d)\s*年")
_NO_NAME = re.compile(r"^(?:[\[【(（]\d{3,}[\]】)）]|\d{6,}-?)|20\d\d年度?|[\s\[\]（）()【】:：]")  # a code before the name, the year in a project's


class Kin(StrEnum):
    """What a check wants beside a form: the form of the year before, the target form it answers, or the forms of the unit's projects."""

    YEAR_BEFORE = "year-before"
    TARGETS = "targets"
    PROJECTS = "projects"


@dataclass(frozen=True, slots=True)
class Family:
    """The forms of a run by unit, project (empty for the unit as a whole) and year; positions in the run, the first of equals only."""

    forms: Sequence[Form]
    years: dict[tuple[str, str], dict[int, list[int]]]
    projects: dict[tuple[str, int], list[int]]

    def beside(self, at: int, kin: Kin) -> tuple[int, ...]:
        """Positions of what a form is to be seen beside; none for most."""
        unit, project, year = _named(self.forms[at])
        if not unit or year is None:
            return ()
        if kin is Kin.PROJECTS:
            return () if project else tuple(self.projects.get((unit, year), ()))
        own = self.years[unit, project]
        if kin is Kin.TARGETS:
            targets = [other for other in own[year] if other != at and not _answered(self.forms[other])]
            return tuple(targets[:1]) if _answered(self.forms[at]) else ()
        before = max((other for other in own if year - NEAREST <= other < year), default=None)
        first = next((other for other in own[year] if _answered(self.forms[other])), at)  # one form in two formats is compared once
        answered = [other for other in own[before] if _answered(self.forms[other])] if before is not None and first == at else []
        return tuple(answered[:1])


def family(forms: Sequence[Form]) -> Family:
    """The forms in order, with who belongs to whom."""
    years: dict[tuple[str, str], dict[int, list[int]]] = {}
    projects: dict[tuple[str, int], list[int]] = {}
    for at, form in enumerate(forms):
        unit, project, year = _named(form)
        if not unit or year is None:
            continue
        same = years.setdefault((unit, project), {}).setdefault(year, [])
        if project and not same:
            projects.setdefault((unit, year), []).append(at)
        same.append(at)
    return Family(forms, years, projects)


def _named(form: Form) -> tuple[str, str, int | None]:
    unit = _text(form, "unit") or _text(form, "dept")
    return unit, "" if form.kind == "department" else _text(form, "project"), form.year or _told_year(form)


def _text(form: Form, name: str) -> str:
    field = form.fields.get(name)
    return _NO_NAME.sub("", field.text.strip()) if field else ""


def _told_year(form: Form) -> int | None:
    years = Counter(year for field in form.all_fields() for year in _YEAR.findall(field.text))
    return int(years.most_common(1)[0][0]) if years else None


def _answered(form: Form) -> bool:
    """Some indicator has an actual or a score: it is no bare target form."""
    return any(row.text(column) for row in form.table("indicators").rows for column in ("actual", "score"))
