"""Accuracy, counted: `make bench`. Writes docs/accuracy.md.

Four measurements: the forms of fixtures/ against what a person wrote down about them, in every format; single wrong numbers planted into clean
forms (`planting.py`); the same relations judged by the two nearest simple methods (`plain_methods.py`); and how exactly the values are recognised of
forms made by chance (`made_forms.py`). Where ../shared/cases/open lies beside the repository, its forms and its scorer are used as well.
Same code, same bytes: all chance has its seed, and nothing is timed.
"""

import argparse
import importlib.util
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from io import StringIO
from pathlib import Path
from types import ModuleType
from typing import Any

import yaml

from benchmarks.made.values import HEAD
from benchmarks.made_forms import SEEDS, dumps_here, made_values
from benchmarks.plain_methods import METHODS, comparable, rounded_sums
from benchmarks.planting import Planted, broken, planted, sure
from formlint.checks import SHIPPED, load
from formlint.definitions import shipped
from formlint.findings import Finding, Severity
from formlint.lint import Setup, check_form, lint, recognised
from formlint.readers import open_source, read
from formlint.reporters import View, reporter
from formlint.results import FormResult, Result
from tests.test_fixtures import FIXTURES, fits, written_down

ROOT = Path(__file__).parent.parent
OPEN = ROOT.parent / "shared" / "cases" / "open"
FORMATS = ("xlsx", "docx", "html", "pdf_x", "pdf_d", "txt_x_plain", "txt_x_layout", "txt_x_raw", "txt_d_layout", "txt_d_raw")


@cache
def setup() -> Setup:
    return Setup(shipped(), load(SHIPPED))


@dataclass(slots=True)
class Tally:
    """Mistakes that are there and those of them found; findings made and those of them right."""

    there: int = 0
    found: int = 0
    made: int = 0
    right: int = 0

    def __str__(self) -> str:
        return f"{self.there} | {self.found} | {self.made} | {self.right} | {_part(self.found, self.there)} | {_part(self.right, self.made)}"


@dataclass(slots=True)
class Slips:
    """Planted slips of one kind. `named`: a culprit was named; `wrongly`: it was not the planted one."""

    planted: int = 0
    breaking: int = 0
    first: int = 0
    three: int = 0
    named: int = 0
    wrongly: int = 0

    def __str__(self) -> str:
        rates = (_part(self.first, self.breaking), _part(self.three, self.breaking), _part(self.named, self.breaking))
        return f"{self.planted} | {self.breaking} | {' | '.join(rates)} | {_part(self.named - self.wrongly, self.named)}"


@dataclass(slots=True)
class Experiment:
    """What came of all planted slips, and of the relations by each method."""

    kinds: dict[str, Slips] = field(default_factory=dict)
    alarms: Counter[str] = field(default_factory=Counter)  # method: relations of clean forms that it calls wrong
    caught: Counter[str] = field(default_factory=Counter)  # method: planted slips it sees
    forms: int = 0
    relations: int = 0


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--output", type=Path, default=ROOT / "docs" / "accuracy.md")
    chosen = arguments.parse_args()
    text = report()
    chosen.output.write_text(text, encoding="utf-8", newline="\n")
    print(text)


def own_forms() -> tuple[dict[str, Tally], dict[str, Tally], list[str]]:
    """By check, by format, and every false alarm, over the forms of fixtures/."""
    checks: dict[str, Tally] = {}
    formats: dict[str, Tally] = {}
    alarms = []
    for case in written_down():
        found = [each for each in lint(case.path, setup()).all_findings if case.info or each.severity is not Severity.INFO]
        form = formats.setdefault(case.path.suffix[1:], Tally())
        for entry in case.findings:
            hit = any(fits(each, entry) for each in found)
            for tally in (form, checks.setdefault(entry["check"], Tally())):
                tally.there += 1
                tally.found += hit
        for each in found:
            right = any(fits(each, entry) for entry in case.findings)
            for tally in (form, checks.setdefault(each.check, Tally())):
                tally.made += 1
                tally.right += right
            alarms += [] if right else [f"{case}: {each.check} {each.subject.text}"]
    return checks, formats, alarms


def clean_forms() -> list[Path]:
    """Our own without findings, and the open ones that are clean, as workbooks."""
    own = [path for path in sorted(FIXTURES.glob("*/form.md")) if not _expected(path)]
    return [*own, *(OPEN / truth["path"] for truth in open_truth("xlsx") if truth["clean"])]


def experiment(paths: Sequence[Path]) -> Experiment:
    found = Experiment()
    for path in paths:
        document = read(open_source(path))
        clean = [check_form(form, setup()) for form in recognised(document, setup())]
        before = {name: set(_flagged(clean, name)) for name in METHODS}
        found.forms += len(clean)
        found.relations += len(list(_judged(clean)))
        found.alarms.update({name: len(flagged) for name, flagged in before.items()})
        for each in planted(document, setup()):
            _count(found, each, before)
    return found


def _count(found: Experiment, each: Planted, before: Mapping[str, set[tuple[str, ...]]]) -> None:
    results = [check_form(form, setup()) for form in recognised(each.document, setup())]
    result = next((one for one in results if any(figure.id == each.figure for figure in one.form.figures())), None)
    tallies = [found.kinds.setdefault(kind, Slips()) for kind in (each.kind, "all")]
    for tally in tallies:
        tally.planted += 1
    for name in METHODS:
        found.caught[name] += any(each.figure in key[1:] and key not in before[name] for key in _flagged(results, name))
    if result is None or not broken(result, each.figure):
        return
    rank, culprits = _rank(result.findings, each.figure)
    for tally in tallies:
        tally.breaking += 1
        tally.first += rank == 0
        tally.three += rank < 3
        tally.named += bool(culprits)
        tally.wrongly += any(culprit != each.figure for culprit in culprits)


def _rank(findings: Sequence[Finding], figure: str) -> tuple[int, list[str]]:
    """The best place of the figure among the suspects of a finding, 99 when it is none; and who is named."""
    serious = [each for each in findings if each.severity is not Severity.INFO]
    places = [at for each in serious for at, suspect in enumerate(each.suspects) if suspect.mention.id == figure]
    return min(places, default=99), [each.culprit.mention.id for each in serious if each.culprit]


def _judged(results: Sequence[FormResult]) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Rule and figures of every relation that all methods can judge, with the relation."""
    for verdict in (verdict for result in results for verdict in result.verdicts if sure(verdict) and comparable(verdict.relation)):
        if verdict.relation:
            yield (verdict.rule, *(figure.id for figure in verdict.relation.figures())), verdict.relation


def _flagged(results: Sequence[FormResult], name: str) -> Iterator[tuple[str, ...]]:
    return (key for key, relation in _judged(results) if METHODS[name](relation))


def open_truth(*formats: str) -> list[dict[str, Any]]:
    """What the open cases say of their files; nothing where they are not there."""
    path = OPEN / "truth.jsonl"
    truths = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] if path.exists() else []
    return [truth for truth in truths if truth["format"] in formats]


def open_cases() -> tuple[dict[str, Tally], dict[tuple[str, str], int], list[str]]:
    """By format; which check found which class of mistakes; and every false alarm, as the scorer of the open cases counts."""
    score = _scorer()
    classes = yaml.safe_load((OPEN / "score" / "classmap.yaml").read_text(encoding="utf-8"))
    formats: dict[str, Tally] = {}
    confusion: Counter[tuple[str, str]] = Counter()
    alarms = []
    for truth in open_truth(*FORMATS):
        found = [(each["check"], score.Finding(each)) for each in _reported(OPEN / truth["path"])]
        tally = formats.setdefault(truth["format"], Tally())
        for fault in truth["faults"]:
            finders = [check for check, finding in found if score.hit(classes, fault, finding)]
            tally.there += 1
            tally.found += bool(finders)
            confusion[fault["class"], finders[0] if finders else "(missed)"] += 1
        for check, finding in found:
            real = any(score.hit(classes, fault, finding) for fault in truth["faults"])
            implied = {fault["class"] for fault in truth["implied"] if score.hit(classes, fault, finding, lenient=True)}
            if finding.severity not in ("error", "warning") or (not real and implied and implied <= score.TOLERATED):
                continue
            right = real or bool(implied)
            tally.made += 1
            tally.right += right
            alarms += [] if right else [f"{truth['path']}: {check}"]
    return formats, confusion, alarms


def _scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", OPEN / "score" / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _reported(path: Path) -> list[dict[str, Any]]:
    out = StringIO()
    reporter("json").report(Result((lint(path, setup()),)), out, View(setup().checks, setup().definitions, "zh"))
    findings: list[dict[str, Any]] = json.loads(out.getvalue())["findings"]
    return findings


def _expected(path: Path) -> bool:
    return any(case.path == path and case.findings for case in written_down())


def _part(some: int, whole: int) -> str:
    return f"{100 * some / whole:.1f}%" if whole else "-"


def _table(head: str, rows: Sequence[str]) -> str:
    return "\n".join([f"| {head} |", "|" + "---|" * (head.count("|") + 1), *(f"| {row} |" for row in rows)])


def _alarms(alarms: Sequence[str]) -> str:
    return "\n".join(f"- {each}" for each in sorted(alarms)) or "None."


def report() -> str:
    checks, formats, alarms = own_forms()
    tried = experiment(clean_forms())
    head = "found | made | right | found of those there | right of those made"
    kinds = [f"{name} | {slips}" for name, slips in sorted(tried.kinds.items(), key=lambda pair: (pair[0] == "all", pair[0]))]
    every = tried.kinds["all"].planted
    methods = [
        f"{name} | {tried.alarms[name]} | {tried.alarms[name] / tried.forms:.2f} | {_part(tried.alarms[name], tried.relations)} "
        f"| {_part(tried.caught[name], every)}"
        for name in METHODS
    ]
    sums = [
        f"{each.parts} | " + " | ".join(f"{100 * rate[name]:.1f}%" for rate in (each.alarms, each.found) for name in METHODS)
        for each in rounded_sums()
    ]
    caught = "an equation by this method that was sound before"
    return f"""# Accuracy

Made by `make bench`, from the code alone: same code, same page. {_source()}

## What a person wrote down

Every finding of severity error or warning on the forms of `fixtures/`, in every format, against what a person wrote down. *There*: mistakes written
down; *made*: findings; *right*: findings that are written down.

{_table(f"check | there | {head}", [f"`{name}` | {tally}" for name, tally in sorted(checks.items())])}

{_table(f"format | there | {head}", [f"{name} | {tally}" for name, tally in sorted(formats.items())])}

False alarms, all of them:

{_alarms(alarms)}

## Single wrong numbers

Into {tried.forms} clean forms, one at a time, every kind of slip in every number that some relation speaks of. *Breaking*: a relation is violated
by it (others stay within rounding, or keep a bound); of these, how often the planted number is the first suspect, among the first three, how often a
number is named as the wrong one, and how often that is the planted one. Goals: first 85%, in three 97%, named right 99%.

{_table("slip | planted | breaking | first | in three | named | named right", kinds)}

## What the intervals buy

The same {tried.relations} equations of the same clean forms, judged three ways: formlint; *equality* (recompute, round to the printed digits,
compare); *tolerance* (recompute, accept what is off by 0.01 at most). An alarm over a clean form is a false one. *Caught*: of all {every}
planted slips, those that break {caught}.

{_table("method | false alarms | per clean form | of all equations | caught", methods)}

Sums of parts and total that are all rounded to one digit, as amounts in 万元 are. Left, alarms over true sums; right, wrong digits found (a wrong
last digit among many parts is within rounding, and nobody can know):

{_table("parts | " + " | ".join([*(f"false: {name}" for name in METHODS), *(f"found: {name}" for name in METHODS)]), sums)}

## Values of forms made by chance

{len(SEEDS)} forms made by chance twice, as forms usually are, and *hard*: columns so narrow that cells are torn over lines, long names,
several targets in a cell, cells left blank (`python -m benchmarks.made_forms --help`). Each is read as a workbook, as a PDF all cells of which are
ruled, and as three dumps of that PDF (`pdftotext -layout`, `-raw`, and without an option). A value is *right* with the same characters under its id,
*wrong* with others, *absent* with none; *extra* values have an id that is not printed. *Marked* values say themselves that they are inferred. All
headings are words that the definition knows: this measures what layouts do to forms, not other wordings.{_undumped()}

{_table(f"form | {HEAD}", [f"{name} | {values}" for name, values in made_values(SEEDS).items()])}
{_open_report(head)}"""


def _undumped() -> str:
    return "" if dumps_here() else " There was no `pdftotext` here (poppler-utils): no dumps were measured."


def _source() -> str:
    return "The open cases beside the repository were there." if open_truth("xlsx") else "The open cases were not there: own forms only."


def _open_report(head: str) -> str:
    if not open_truth("xlsx"):
        return ""
    formats, confusion, alarms = open_cases()
    found = [f"{fault} | {check if check.startswith('(') else f'`{check}`'} | {count}" for (fault, check), count in sorted(confusion.items())]
    return f"""
## Open cases

24 generated forms, half of them clean, half with one to three mistakes, in ten formats (`txt_`: text dumps of the PDFs), counted by their own scorer.

{_table(f"format | there | {head}", [f"{name} | {tally}" for name, tally in sorted(formats.items())])}

Which check found which class of mistakes (the first of a file that fits):

{_table("class | found by | times", found)}

False alarms, all of them:

{_alarms(alarms)}
"""


if __name__ == "__main__":
    main()
