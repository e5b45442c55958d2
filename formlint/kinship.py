"""Which forms of a run belong together: those of one unit, by name and year. Linear in the number of forms; forms of different units never meet.

A form's year is the one it is headed with, else the one its text names most often (a dump may have lost its title).
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from enum import StrEnum

from formlint.forms import Form
from formlint.patterns import late
from formlint.records import record

NEAREST = 3  # years that "the year before" may lie back, when a year is missing

_YEAR = late(r"(20\d\d)\s*年")
_NO_NAME = late(r"^(?:[\[【(（]\d{3,}[\]】)）]|\d{6,}-?)|20\d\d年度?|[\s\[\]（）()【】:：]")  # a code before the name, the year in a project's


class Kin(StrEnum):
    """What a check wants beside a form: the form of the year before, the target form it answers, the forms of the unit's projects, or those that it
    lists in a summary."""

    YEAR_BEFORE = "year-before"
    TARGETS = "targets"
    PROJECTS = "projects"
    LISTED = "listed"


@record(frozen=True, slots=True)
class Family:
    """The forms of a run by unit, project (empty for the unit as a whole) and year; positions in the run, the first of equals only.

    `named` has all forms with indicators by the name of their project alone: a summary names a unit or its department, and no others in its rows.
    """

    forms: Sequence[Form]
    years: dict[tuple[str, str], dict[int, list[int]]]
    projects: dict[tuple[str, int], list[int]]
    named: dict[str, list[int]]

    def beside(self, at: int, kin: Kin) -> tuple[int, ...]:
        """Positions of what a form is to be seen beside; none for most."""
        unit, project, year = _named(self.forms[at])
        if not unit or year is None:
            return ()
        if kin is Kin.LISTED:
            return () if project or _listed(self.forms[at]) else tuple(self._summed(at, year))
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

    def _summed(self, at: int, year: int) -> Iterator[int]:
        """The only forms of the projects that the rows of a summary name, under the same unit or department."""
        bodies = _bodies(self.forms[at])
        for row in self.forms[at].table("funds").rows:
            same = [
                other for other in self.named.get(bare(row.label), ()) if _bodies(self.forms[other]) & bodies and _named(self.forms[other])[2] == year
            ]
            if len(same) == 1:
                yield same[0]


def family(forms: Sequence[Form]) -> Family:
    """The forms in order, with who belongs to whom."""
    years: dict[tuple[str, str], dict[int, list[int]]] = {}
    projects: dict[tuple[str, int], list[int]] = {}
    named: dict[str, list[int]] = {}
    for at, form in enumerate(forms):
        unit, project, year = _named(form)
        if not unit or year is None:
            continue
        same = years.setdefault((unit, project), {}).setdefault(year, [])
        if project and _listed(form):
            named.setdefault(project, []).append(at)
        if project and not same:
            projects.setdefault((unit, year), []).append(at)
        same.append(at)
    return Family(forms, years, projects, named)


def _named(form: Form) -> tuple[str, str, int | None]:
    unit = _text(form, "unit") or _text(form, "dept")
    return unit, "" if form.kind == "department" else _text(form, "project"), form.year or _told_year(form)


def _text(form: Form, name: str) -> str:
    field = form.fields.get(name)
    return bare(field.text) if field else ""


def bare(name: str) -> str:
    """A name without the code before it, the year in it and white space."""
    return _NO_NAME.sub("", name.strip())


def _bodies(form: Form) -> set[str]:
    """The unit and its department, of which a summary has one."""
    return {bare(field.text) for name, field in form.fields.items() if name.partition("[")[0] in ("unit", "dept") and not field.blank}


def _listed(form: Form) -> bool:
    """It has indicators of its own, as no summary has."""
    return bool(form.table("indicators").rows)


def _told_year(form: Form) -> int | None:
    years = Counter(year for field in form.all_fields() for year in _YEAR.findall(field.text))
    return int(years.most_common(1)[0][0]) if years else None


def _answered(form: Form) -> bool:
    """Some indicator has an actual or a score: it is no bare target form."""
    return any(row.text(column) for row in form.table("indicators").rows for column in ("actual", "score"))
