"""Speed, as ratios measured in one run: `make bench`. Writes docs/speed.md.

An 80-page PDF is made of one two-page form, 40 times over. Rivals run in turns in this process, so that a noisy machine is noisy for all of them;
the table holds medians. The bytecode of what is started is there, as pip leaves it. Times alone say nothing on another machine and are shown beside
their ratio only; goals in milliseconds are those of another machine, and taken at its pace (`benchmarks/timing/pace.py`).
"""

import argparse
import gc
import io
import os
import platform
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from importlib.metadata import version
from pathlib import Path
from statistics import median
from typing import NamedTuple

from benchmarks.long_forms import KINDS, LongForm
from benchmarks.timing.pace import PAGE, Paced, paced
from benchmarks.timing.rivals import ROOT, SHARED, extract, make_long, plumb, two_pages
from benchmarks.timing.rows import FormRow, JudgedRow, LongRow, Row
from benchmarks.timing.turns import every_turn, in_turns, ratio, spent_in_turns, started, used
from formlint.checks import SHIPPED, load
from formlint.cli._outputs import rendered
from formlint.cli.check import SELDOM
from formlint.definitions import shipped
from formlint.drawing import MOST_PAGES
from formlint.lint import Setup, check_form, lint, recognised
from formlint.readers import open_source, read
from formlint.reporters import NAMES, View
from formlint.results import Result

REPEATED = 40
SHORT, LONGEST = (20, 60), 2000  # rows of a form: as real ones have, and one that a machine has made
COMMAND = str(Path(sys.executable).with_name("formlint"))  # the installed one, as a user starts it
READERS = "import sys; from pathlib import Path; from formlint.readers import open_source, read"
READS = f"{READERS}; read(open_source(Path(sys.argv[1])))"
LIBRARIES = ("pypdfium2", "pdfplumber", "pdfminer.six", "click", "pyyaml", "numpy")


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
    forms = [FormRow(label(path), per_form(path, setup, chosen.runs * 2)) for path in single_forms()]
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
    click, *ours = every_turn([started(rival, environment) for rival in rivals], starts)
    bare = median(spent.wall for spent in click)
    for what, goal, each in (("`formlint --version`", 1.3, ours[0]), ("cold `formlint check` of one xlsx", 8.0, ours[1])):
        yield Row(what, "`python -c 'import click'`", median(spent.wall for spent in each), bare, goal, by_turns=ratio(each, click))


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
        peak, seconds = used(COMMAND, "check", str(path))
        each = (seconds - before[1]) / (pages - before[0]) * 1000 if before else None
        yield LongRow(pages, path.stat().st_size / 1e6, peak / 1e6, each)
        before = pages, seconds


def judged_rows(setup: Setup, runs: int) -> Iterator[JudgedRow]:
    for kind in KINDS:
        for rows in SHORT:
            yield JudgedRow(form := LongForm(kind, rows), judging(form, setup, runs))
        quarter = judging(LongForm(kind, LONGEST // 4), setup, 1).here / (LONGEST // 4)
        yield JudgedRow(form := LongForm(kind, LONGEST), judging(form, setup, 1), quarter)


def judging(long: LongForm, setup: Setup, runs: int) -> Paced:
    (form,) = recognised(long.document(), setup)
    assert check_form(form, setup).judged > long.rows, "the rows were not judged: the time would mean nothing"
    return paced(partial(check_form, form, setup), runs)


def single_forms() -> list[Path]:
    """Text dumps of both forms as they came, where they lie beside the repository; and our own."""
    return [
        *sorted((SHARED / "seeds").glob("*.txt")),
        *sorted((ROOT / "fixtures").glob("*/form.txt")),
        *sorted((ROOT / "fixtures").glob("*/form.xlsx")),
    ]


def label(path: Path) -> str:
    return path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else f"{path.parent.name}/{path.stem.split('_')[0]}{path.suffix}"


def check_all(path: Path, setup: Setup) -> None:
    """As the command does it, which collects garbage seldom."""
    usual = gc.get_threshold()
    gc.set_threshold(*SELDOM)
    try:
        assert lint(path, setup).forms, "the benchmark's form was not recognised: the time would mean nothing"
    finally:
        gc.set_threshold(*usual)


def per_form(path: Path, setup: Setup, runs: int) -> Paced:
    """Recognising, checking and diagnosing a form that is already read; the share of one, where there are two in a file."""
    document = read(open_source(path))
    forms = len(recognised(document, setup))
    assert forms, path

    def judge() -> None:
        for form in recognised(document, setup):
            check_form(form, setup)

    return Paced(*(time / forms for time in paced(judge, runs)))


def report(tables: Tables, runs: int, starts: int) -> str:
    libraries = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    missed = [f"{row.what} against {row.rival}" for row in tables.rivals if not row.met]
    missed += [row.name for row in tables.forms if not row.met] + [f"memory for {row.pages:,} pages" for row in tables.long if not row.met]
    missed += [f"judging {row.form.rows} rows where {row.form.kind}" for row in tables.judged if not row.met]
    head = "All goals are met." if not missed else f"**Missed:** {'; '.join(missed)}."
    lines, form_lines, long_lines, judged_lines = ("\n".join(map(str, each)) for each in tables)
    return f"""# Speed

Made by `make bench`. Times are of this machine, as busy as it was. What is met is judged by ratios measured in one run, memory excepted; goals in
milliseconds are those of another machine, see below.

{head}

| what | against | ours : theirs | ratio | goal | met |
|---|---|---|---|---|---|
{lines}

The PDF has {2 * REPEATED} pages: one two-page form {REPEATED} times. Medians of {runs} runs taken in turns ({starts} for starts of a process),
each after one run that does not count; the ratio of starts is that of each turn, in the median. *Characters and lines* asks pdfium through its C
interface for every character with its box and every path with its points, and does nothing with them. What `--output html` adds to the command,
which has the pages of a single short PDF drawn by a second process while it is checked, is the difference of two commands; reading in a process, of
one that reads and one that only imports the readers.

Recognise, check and diagnose one form that is already read. Goals in milliseconds were laid down on a machine where pdfplumber 0.11.10 took
{PAGE:g} ms for characters and edges of a page. Here it runs in turns with each form, in time of the processor, and a form several times in a turn,
as pages were measured there one after the other; *at that pace* is what the form would take if a page took it as long here. That is reckoned, not
measured there, and what is met is judged by it, not by what the form takes here:

| form | takes | at that pace | goal | met |
|---|---|---|---|---|
{form_lines}

`formlint check` of a long PDF, in a process of its own, which holds the file while it reads; and what each page costs beyond the line before:

| pages | file | memory at its peak | a page more | goal | met |
|---|---|---|---|---|---|
{long_lines}

Judging and diagnosing a form that is already recognised, by how many rows its table of indicators has and what is wrong with them. Goals in
milliseconds are taken *at that pace*, as above; long forms are held against shorter ones:

| form | rows | takes | a row | at that pace | goal | met |
|---|---|---|---|---|---|---|
{judged_lines}

Python {platform.python_version()}, {libraries}.
"""


if __name__ == "__main__":
    sys.stdout = io.TextIOWrapper(sys.stdout.buffer, encoding="utf-8") if sys.stdout.encoding.lower() != "utf-8" else sys.stdout
    main()
