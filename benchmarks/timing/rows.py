"""The lines of docs/speed.md, each with its goal and whether it is met."""

from dataclasses import dataclass

from benchmarks.long_forms import LongForm
from benchmarks.timing.pace import Paced


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the first table, in milliseconds. `at_least` turns the goal round: so many times faster than the rival.

    `by_turns` is how many times what theirs takes ours takes, in the median of turns; else the two medians are compared.
    """

    what: str
    rival: str
    ours: float
    theirs: float
    goal: float
    at_least: bool = False
    by_turns: float | None = None

    @property
    def ratio(self) -> float:
        if self.by_turns is not None:
            return 1 / self.by_turns if self.at_least else self.by_turns
        return self.theirs / self.ours if self.at_least else self.ours / self.theirs

    @property
    def met(self) -> bool:
        return self.ratio >= self.goal if self.at_least else self.ratio <= self.goal

    def __str__(self) -> str:
        sign, faster = ("≥", " times faster") if self.at_least else ("≤", "")
        return (
            f"| {self.what} | {self.rival} | {self.ours:.1f} : {self.theirs:.1f} ms | **{self.ratio:.2f}**{faster} "
            f"| {sign} {self.goal:g} | {'yes' if self.met else '**no**'} |"
        )


@dataclass(frozen=True, slots=True)
class FormRow:
    """One line of the second table: milliseconds to recognise, check and diagnose a form that is already read."""

    name: str
    takes: Paced
    goal: float = 10.0

    @property
    def met(self) -> bool:
        return self.takes.there < self.goal

    def __str__(self) -> str:
        return f"| {self.name} | {self.takes.here:.1f} ms | {self.takes.there:.1f} ms | < {self.goal:g} ms | {'yes' if self.met else '**no**'} |"


@dataclass(frozen=True, slots=True)
class LongRow:
    """One line of the third table: a PDF of so many pages, the most memory its check took, the time of each page beyond the line before."""

    pages: int
    size: float  # MB of the file
    peak: float  # MB
    each: float | None  # milliseconds of processor
    goal: float = 300.0

    @property
    def met(self) -> bool:
        return self.peak < self.goal

    def __str__(self) -> str:
        each = "" if self.each is None else f"{self.each:.1f} ms"
        return f"| {self.pages:,} | {self.size:.1f} MB | {self.peak:.0f} MB | {each} | < {self.goal:g} MB | {'yes' if self.met else '**no**'} |"


@dataclass(frozen=True, slots=True)
class JudgedRow:
    """One line of the fourth table: milliseconds to judge and diagnose a form of so many rows. Long ones may cost a row what shorter ones do."""

    form: LongForm
    takes: Paced
    shorter: float | None = None  # milliseconds a row, here, of a form with a quarter of the rows

    @property
    def goal(self) -> float:
        return (10.0 if "every" not in self.form.kind else 50.0) if self.shorter is None else 1.5 * self.shorter * self.form.rows

    @property
    def met(self) -> bool:
        return (self.takes.there if self.shorter is None else self.takes.here) < self.goal

    def __str__(self) -> str:
        if self.shorter is None:
            there, goal = f"{self.takes.there:.1f} ms", f"< {self.goal:g} ms"
        else:
            there, goal = "", f"< 1.5 times the {self.shorter:.2f} ms of {self.form.rows // 4} rows"
        each = f"{self.takes.here / self.form.rows:.2f} ms"
        return f"| {self.form.kind} | {self.form.rows:,} | {self.takes.here:.1f} ms | {each} | {there} | {goal} | {'yes' if self.met else '**no**'} |"
