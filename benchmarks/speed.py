"""Speed, as ratios measured in one run: `make bench`. Writes docs/speed.md.

An 80-page PDF is made of one two-page form, 40 times over. Rivals run in turns in this process, so that a noisy machine is noisy for all of them;
the table holds medians. The bytecode of what is started is there, as pip leaves it. Times alone say nothing on another machine and are shown beside
their ratio only.
"""

import argparse
import ctypes
import gc
import io
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

import pdfplumber
import pypdfium2
from pypdfium2 import raw

from benchmarks.long_forms import KINDS, LongForm
from formlint.checks import SHIPPED, load
from formlint.cli._outputs import rendered
from formlint.cli.check import SELDOM
from formlint.definitions import shipped
from formlint.drawing import MOST_PAGES
from formlint.lint import Setup, check_form, lint, recognised
from formlint.readers import open_source, read
from formlint.reporters import NAMES, View
from formlint.results import Result

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"
REPEATED = 40
SHORT, LONGEST = (20, 60), 2000  # rows of a form: as real ones have, and one that a machine has made
USED = """
import resource, subprocess, sys
status = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(status, used.ru_maxrss, used.ru_utime + used.ru_stime)
"""  # from a small process: Linux counts what a process had before it became another
COMMAND = str(Path(sys.executable).with_name("formlint"))  # the installed one, as a user starts it
READERS = "import sys; from pathlib import Path; from formlint.readers import open_source, read"
READS = f"{READERS}; read(open_source(Path(sys.argv[1])))"
LIBRARIES = ("pypdfium2", "pdfplumber", "pdfminer.six", "click", "pyyaml", "numpy")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the first table, in milliseconds. `at_least` turns the goal round: so many times faster than the rival."""

    what: str
    rival: str
    ours: float
    theirs: float
    goal: float
    at_least: bool = False

    @property
    def ratio(self) -> float:
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
    """One line of the second table: milliseconds to recognise, check and diagnose a form that is already read, and the bare extraction of its PDF."""

    name: str
    ours: float
    theirs: float
    goal: float = 10.0

    @property
    def met(self) -> bool:
        return self.ours < self.goal

    def __str__(self) -> str:
        return f"| {self.name} | {self.ours:.1f} ms | {self.ours / self.theirs:.2f} | < {self.goal:g} ms | {'yes' if self.met else '**no**'} |"


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
    takes: float
    shorter: float | None = None  # milliseconds a row of a form with a quarter of the rows

    @property
    def goal(self) -> float:
        return (10.0 if "every" not in self.form.kind else 50.0) if self.shorter is None else 1.5 * self.shorter * self.form.rows

    @property
    def met(self) -> bool:
        return self.takes < self.goal

    def __str__(self) -> str:
        goal = f"< {self.goal:g} ms" if self.shorter is None else f"< 1.5 times the {self.shorter:.2f} ms of {self.form.rows // 4} rows"
        each = f"{self.takes / self.form.rows:.2f} ms"
        return f"| {self.form.kind} | {self.form.rows:,} | {self.takes:.1f} ms | {each} | {goal} | {'yes' if self.met else '**no**'} |"


class Tables(NamedTuple):
    """All that is measured, in the order of the report."""

    rivals: Sequence[Row]
    forms: Sequence[FormRow]
    long: Sequence[LongRow]
    judged: Sequence[JudgedRow]


def main() -> None:
    gc.set_threshold(1_000_000, 20, 100)  # as the command does; it holds for the rivals too
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--runs", type=int, default=5, help="runs of each rival in a PDF round")
    arguments.add_argument("--starts", type=int, default=15, help="starts of each rival in a start-up round")
    arguments.add_argument("--output", type=Path, default=ROOT / "docs" / "speed.md")
    chosen = arguments.parse_args()
    setup = Setup(shipped(), load(SHIPPED))
    with tempfile.TemporaryDirectory() as folder:
        pdfs = list(pdf_rows(Path(folder) / "long.pdf", setup, chosen.runs))
        starts = list(start_rows(chosen.starts, Path(folder)))
        pages = list(page_rows(chosen.starts, Path(folder)))
        reports = list(report_rows(chosen.runs * 4, Path(folder) / "long.pdf"))
        long = list(long_rows(Path(folder)))
    a_form = pdfs[0].theirs * 2  # a form has two pages
    forms = [FormRow(label(path), per_form(path, setup, chosen.runs * 4), a_form) for path in single_forms()]
    judged = list(judged_rows(setup, chosen.runs))
    text = report(Tables([*pdfs, *starts, *reports, *pages], forms, long, judged), chosen.runs, chosen.starts)
    chosen.output.write_text(text, encoding="utf-8")
    print(text)


def pdf_rows(path: Path, setup: Setup, runs: int) -> Iterator[Row]:
    pages = make_long(path, REPEATED)
    bare, ours = in_turns([lambda: extract(path), lambda: check_all(path, setup)], runs)
    yield Row("whole `check`, per page", "pypdfium2: characters and lines", ours / pages, bare / pages, 2.0)
    plumber, again = in_turns([lambda: plumb(path), lambda: check_all(path, setup)], max(3, runs // 2))
    yield Row("whole `check`, per page", "pdfplumber: chars and edges", again / pages, plumber / pages, 8.0, at_least=True)


def start_rows(starts: int, folder: Path) -> Iterator[Row]:
    """`folder` keeps the bytecode that the first starts, which do not count, make: an installed package has its own, wherever this is run."""
    form = str(ROOT / "fixtures" / "clean" / "form.xlsx")
    environment = _environment(folder)
    rivals = ([sys.executable, "-c", "import click"], [COMMAND, "--version"], [COMMAND, "check", form])
    click, hello, check = in_turns([started(rival, environment) for rival in rivals], starts)
    yield Row("`formlint --version`", "`python -c 'import click'`", hello, click, 1.3)
    yield Row("cold `formlint check` of one xlsx", "`python -c 'import click'`", check, click, 8.0)


def page_rows(starts: int, folder: Path) -> Iterator[Row]:
    """What the page with pictures of a PDF adds to the command, which has them drawn by a second process while it checks, against reading that PDF
    in a process of its own, beyond its start: both import what they need."""
    pdf, output = str(two_pages()), f"html:{folder / 'page.html'}"
    rivals = (
        [sys.executable, "-c", READERS],
        [sys.executable, "-c", READS, pdf],
        [COMMAND, "check", pdf],
        [COMMAND, "check", pdf, "--output", output],
    )
    readers, reader, check, both = spent_in_turns([started(rival, _environment(folder)) for rival in rivals], starts)
    adds, reading = both.beyond(check), reader.beyond(readers)
    page, read_it = "what `--output html` adds to a cold `formlint check` of a PDF", "reading that PDF in a process"
    yield Row(page, read_it, adds.wall, reading.wall, 1.0)
    yield Row(f"{page}, in time of all processors", f"{read_it}, in time of the processor", adds.processor, reading.processor, 1.0)


def report_rows(runs: int, long: Path) -> Iterator[Row]:
    """The dearest report without pictures of pages against reading what it reports on; then the page with pictures where nothing was drawn while the
    document was checked, as where there are several."""
    setup = Setup(shipped(), load(SHIPPED), keep=True)
    plain = View(setup.checks, setup.definitions)
    for what, form in (("workbook", ROOT / "fixtures" / "2022" / "form.xlsx"), ("PDF", ROOT / "fixtures" / "2022" / "form.pdf")):
        result = Result((lint(form, setup),))
        reads_it, *reports = in_turns([reads(form), *(partial(rendered, name, result, plain) for name in NAMES)], runs)
        dearest = max(reports)
        yield Row(f"`--output {NAMES[reports.index(dearest)]}`, the dearest report on a {what}", f"reading that {what}", dearest, reads_it, 1.0)
    for what, path in (("its two pages", two_pages()), (f"{MOST_PAGES} of {2 * REPEATED} pages", long)):
        result, shown = Result((lint(path, setup),)), replace(plain, source=partial(_bytes, path))
        rivals = (reads(path), partial(lint, path, setup), partial(rendered, "html", result, shown))
        reading, check, drawn = spent_in_turns(rivals, runs if path != long else max(1, runs // 4))
        page = f"`--output html` with pictures of {what}, drawn after the check"
        yield Row(page, "reading that PDF", drawn.wall, reading.wall, 1.0)
        yield Row(f"{page}, in time of all processors", "whole `check` of that PDF", drawn.processor, check.processor, 1.0)


def reads(path: Path) -> Callable[[], object]:
    return lambda: read(open_source(path))


def _bytes(path: Path, _: object) -> bytes:
    return path.read_bytes()


def _environment(folder: Path) -> Mapping[str, str]:
    """Bytecode is kept in the folder; rivals that import numpy pay for its threads as little as the command does."""
    return os.environ | {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(folder), "OPENBLAS_NUM_THREADS": "1"}


def long_rows(folder: Path) -> Iterator[LongRow]:
    before: tuple[int, float] | None = None
    for times in (5, 50, 500):
        path = folder / f"{times}.pdf"
        pages = make_long(path, times)
        peak, seconds = used("check", str(path))
        each = (seconds - before[1]) / (pages - before[0]) * 1000 if before else None
        yield LongRow(pages, path.stat().st_size / 1e6, peak / 1e6, each)
        before = pages, seconds


def judged_rows(setup: Setup, runs: int) -> Iterator[JudgedRow]:
    for kind in KINDS:
        for rows in SHORT:
            yield JudgedRow(form := LongForm(kind, rows), judging(form, setup, runs))
        quarter = judging(LongForm(kind, LONGEST // 4), setup, 1) / (LONGEST // 4)
        yield JudgedRow(form := LongForm(kind, LONGEST), judging(form, setup, 1), quarter)


def judging(long: LongForm, setup: Setup, runs: int) -> float:
    (form,) = recognised(long.document(), setup)
    assert check_form(form, setup).judged > long.rows, "the rows were not judged: the time would mean nothing"
    times = []
    for _ in range(runs + 1):
        started = time.process_time()  # its own time, whatever else the machine does: there is no rival here
        check_form(form, setup)
        times.append(time.process_time() - started)
    return statistics.median(times[1:]) * 1000


def used(*arguments: str) -> tuple[int, float]:
    """The most bytes of memory that the command took, and its seconds of processor."""
    command = [sys.executable, "-c", USED, COMMAND, *arguments]
    status, memory, seconds = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    assert status in ("0", "1"), status
    return int(memory) * (1 if sys.platform == "darwin" else 1024), float(seconds)


def make_long(target: Path, times: int) -> int:
    """A PDF with the pages of a form so many times over; how many pages it has."""
    source = pypdfium2.PdfDocument(two_pages())
    long = pypdfium2.PdfDocument.new()
    for _ in range(times):
        long.import_pages(source)
    long.save(target)
    return len(long)


def two_pages() -> Path:
    made_by_calc = SHARED / "cases" / "seed-2022" / "form_calc.pdf"
    return made_by_calc if made_by_calc.exists() else ROOT / "fixtures" / "2022" / "form.pdf"


def single_forms() -> list[Path]:
    """Text dumps of both forms as they came, where they lie beside the repository; and our own."""
    return [
        *sorted((SHARED / "seeds").glob("*.txt")),
        *sorted((ROOT / "fixtures").glob("*/form.txt")),
        *sorted((ROOT / "fixtures").glob("*/form.xlsx")),
    ]


def label(path: Path) -> str:
    return path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else f"{path.parent.name}/{path.stem.split('_')[0]}{path.suffix}"


def extract(path: Path) -> None:
    """The least that anyone must do: every character with its loose box, every path object with its segments, through the raw interface."""
    document = pypdfium2.PdfDocument(path)
    box, x, y = raw.FS_RECTF(), ctypes.c_float(), ctypes.c_float()
    for page in document:
        text = page.get_textpage()
        for index in range(raw.FPDFText_CountChars(text)):
            raw.FPDFText_GetUnicode(text, index)
            raw.FPDFText_GetLooseCharBox(text, index, box)
        for index in range(raw.FPDFPage_CountObjects(page)):
            thing = raw.FPDFPage_GetObject(page, index)
            if raw.FPDFPageObj_GetType(thing) != raw.FPDF_PAGEOBJ_PATH:
                continue
            for number in range(raw.FPDFPath_CountSegments(thing)):
                segment = raw.FPDFPath_GetPathSegment(thing, number)
                raw.FPDFPathSegment_GetType(segment)
                raw.FPDFPathSegment_GetPoint(segment, x, y)
        text.close()
        page.close()
    document.close()


def plumb(path: Path) -> None:
    with pdfplumber.open(path) as document:
        for page in document.pages:
            assert page.chars
            assert page.edges
            page.close()


def check_all(path: Path, setup: Setup) -> None:
    """As the command does it, which collects garbage seldom."""
    usual = gc.get_threshold()
    gc.set_threshold(*SELDOM)
    try:
        assert lint(path, setup).forms, "the benchmark's form was not recognised: the time would mean nothing"
    finally:
        gc.set_threshold(*usual)


def per_form(path: Path, setup: Setup, runs: int) -> float:
    """Milliseconds for recognising, checking and diagnosing one form that is already read."""
    document = read(open_source(path))

    def judge() -> None:
        found = recognised(document, setup)
        assert found
        for form in found:
            check_form(form, setup)

    judge()  # tables that are made once a process
    return in_turns([judge], runs)[0]


def started(command: Sequence[str], environment: Mapping[str, str]) -> Callable[[], None]:
    """1 (findings) is a right answer too."""

    def start() -> None:
        done = subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
        assert done.returncode in (0, 1), done.returncode

    return start


class Spent(NamedTuple):
    """Milliseconds by the clock, and of all processors: of this process and those it had."""

    wall: float
    processor: float

    def beyond(self, other: "Spent") -> "Spent":
        """What is spent beside what the other spends."""
        return Spent(self.wall - other.wall, self.processor - other.processor)


def in_turns(rivals: Sequence[Callable[[], object]], runs: int) -> list[float]:
    """Median milliseconds of each, taken in turns after one unmeasured run of each."""
    return [spent.wall for spent in spent_in_turns(rivals, runs)]


def spent_in_turns(rivals: Sequence[Callable[[], object]], runs: int) -> list[Spent]:
    """As `in_turns`, with the time of the processors."""
    times: list[list[Spent]] = [[] for _ in rivals]
    for run in range(runs + 1):
        for rival, taken in zip(rivals, times, strict=True):
            wall, processor = time.perf_counter(), _processor()
            rival()
            if run:
                taken.append(Spent(time.perf_counter() - wall, _processor() - processor))
    return [Spent(*(statistics.median(each) * 1000 for each in zip(*taken, strict=True))) for taken in times]


def _processor() -> float:
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def report(tables: Tables, runs: int, starts: int) -> str:
    libraries = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    missed = [f"{row.what} against {row.rival}" for row in tables.rivals if not row.met]
    missed += [row.name for row in tables.forms if not row.met] + [f"memory for {row.pages:,} pages" for row in tables.long if not row.met]
    missed += [f"judging {row.form.rows} rows where {row.form.kind}" for row in tables.judged if not row.met]
    head = "All goals are met." if not missed else f"**Missed:** {'; '.join(missed)}."
    lines, form_lines, long_lines, judged_lines = ("\n".join(map(str, each)) for each in tables)
    return f"""# Speed

Made by `make bench`; every line is a ratio measured in one run, so that it says the same on any machine.

{head}

| what | against | ours : theirs | ratio | goal | met |
|---|---|---|---|---|---|
{lines}

The PDF has {2 * REPEATED} pages: one two-page form {REPEATED} times. Medians of {runs} runs taken in turns ({starts} for starts of a process),
each after one run that does not count. *Characters and lines* asks pdfium through its C interface for every character with its box and every
path with its points, and does nothing with them. What `--output html` adds to the command, which has the pages of a single short PDF drawn by a
second process while it is checked, is the difference of two commands; reading in a process, of one that reads and one that only imports the readers.

Recognise, check and diagnose one form that is already read, against the bare extraction of its two pages:

| form | takes | ratio | goal | met |
|---|---|---|---|---|
{form_lines}

`formlint check` of a long PDF, in a process of its own, which holds the file while it reads; and what each page costs beyond the line before:

| pages | file | memory at its peak | a page more | goal | met |
|---|---|---|---|---|---|
{long_lines}

Judging and diagnosing a form that is already recognised, by how many rows its table of indicators has and what is wrong with them:

| form | rows | takes | a row | goal | met |
|---|---|---|---|---|---|
{judged_lines}

Python {platform.python_version()}, {libraries}.
"""


if __name__ == "__main__":
    sys.stdout = io.TextIOWrapper(sys.stdout.buffer, encoding="utf-8") if sys.stdout.encoding.lower() != "utf-8" else sys.stdout
    main()
