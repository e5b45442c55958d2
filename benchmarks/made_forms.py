"""How exactly the values of forms are recognised that nobody has tuned to: `python -m benchmarks.made_forms`.

Every seed makes a form (`benchmarks/made`), *usual* or *hard*. It is written as a workbook and as a PDF, and the PDF is dumped to text in the three
ways people have: `pdftotext -layout`, `-raw`, and without an option (poppler-utils; where they are missing, only cells are measured). What is
counted: `benchmarks/made/values.py`. Every heading is one that the definition knows: it is layouts that are measured, not other wordings.

Look at the misses of other seeds than are measured (`--seed 0 --count 16 --show layout`), else these are tuned to, too. `--open` measures the open
cases the same way where they lie beside the repository.
"""

import argparse
import json
import shutil
import subprocess
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import accumulate
from pathlib import Path

from benchmarks.made.sheets import MadeForm, made
from benchmarks.made.values import HEAD, Miss, Values, compare
from fixtures.prints import MARGIN, PAGE, SIZE, print_of
from fixtures.workbooks import workbook
from formlint.definitions import Definition, shipped
from formlint.forms import Form
from formlint.readers import Source, read
from formlint.recognisers import recognise

OPEN = Path(__file__).parent.parent.parent / "shared" / "cases" / "open"
DUMPS = {"layout": ("-layout",), "raw": ("-raw",), "plain": ()}
SEEDS = range(20_000, 20_032)  # measured; 16 forms are too few: of hard ones in `raw` order one such set had 77% right, another 87%


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--seed", type=int, help=f"the first seed, else {SEEDS.start}")
    arguments.add_argument("--count", type=int, help=f"how many seeds, else one, or without --seed {len(SEEDS)}")
    arguments.add_argument("--show", default="", help="print the misses of these, with commas between: layout,raw,plain,xlsx,pdf or all")
    arguments.add_argument("--keep", type=Path, help="a folder that gets the documents and the dumps")
    arguments.add_argument("--open", action="store_true", help="the open cases instead of made forms")
    chosen = arguments.parse_args()
    first, count = (SEEDS.start, len(SEEDS)) if chosen.seed is None else (chosen.seed, 1)
    seeds = range(first, first + (chosen.count or count))
    found = open_values() if chosen.open else made_values(seeds, keep=chosen.keep)
    print(f"{'':16} {HEAD}")
    for name, values in found.items():
        print(f"{name:16} {values}")
    for name, values in found.items():
        if set(chosen.show.split(",")) & {"all", *name.split(" ")}:
            print(f"\n{name}", *(_told(miss) for miss in values.misses), sep="\n")


def _told(miss: Miss) -> str:
    return f"{miss.form} {miss.id:24} {'~' if miss.marked else ' '} printed {miss.printed!r}  given {miss.given!r}"


def made_values(seeds: Sequence[int], *, keep: Path | None = None) -> dict[str, Values]:
    """By `usual layout`, `hard raw` and so on."""
    found: dict[str, Values] = defaultdict(Values)
    for hard in (False, True):
        for seed in seeds:
            form = made(seed, hard=hard)
            for kind, source in documents(form):
                name = f"{'hard' if hard else 'usual'} {kind}"
                if keep:
                    keep.mkdir(parents=True, exist_ok=True)
                    (keep / f"{name.replace(' ', '_')}_{seed}{Path(source.name).suffix}").write_bytes(source.data)
                compare(f"{seed}", form.truth, recognised(source), found[name])
    return found


def documents(form: MadeForm, *, dumped: bool = True) -> Iterator[tuple[str, Source]]:
    """The form in every format that is measured, with its dumps. The columns of the print are as wide as the form says, within its page."""
    unit = min(SIZE / 2, (PAGE[0] - 2 * MARGIN) / sum(form.columns))
    edges = [MARGIN + unit * each for each in accumulate(form.columns, initial=0)]
    printed = print_of(form.cells, edges, office=True)
    yield "xlsx", Source("form.xlsx", workbook(form.cells))
    yield "pdf", Source("form.pdf", printed)
    if dumped and dumps_here():
        for kind, options in DUMPS.items():
            told = subprocess.run(["pdftotext", *options, "-", "-"], input=printed, capture_output=True, check=True)
            yield kind, Source("form.txt", told.stdout)


@cache
def dumps_here() -> bool:
    """There is a pdftotext."""
    return shutil.which("pdftotext") is not None


@cache
def _definitions() -> tuple[Definition, ...]:
    return tuple(shipped())


def recognised(source: Source) -> Form | None:
    """The first form in it."""
    return next(iter(recognise(read(source), _definitions())), None)


def open_values() -> dict[str, Values]:
    """By format; nothing where the open cases are not there."""
    found: dict[str, Values] = defaultdict(Values)
    path = OPEN / "truth.jsonl"
    for line in path.read_text(encoding="utf-8").splitlines() if path.exists() else ():
        case = json.loads(line)
        if case["format"] == "scan":
            continue
        truth = dict(_levels({_known(id_): cell["text"] for id_, cell in case["values"].items()}))
        document = OPEN / case["path"]
        compare(document.stem, truth, recognised(Source(document.name, document.read_bytes())), found[case["format"]])
    return found


def _levels(truth: dict[str, str]) -> Iterator[tuple[str, str]]:
    """The values, with the second level also in the rows that share its cell: the truth has it once a cell."""
    level = ""
    for id_, text in truth.items():
        yield id_, text
        row, _, column = id_.rpartition(".")
        if column == "l1":
            level = truth.get(f"{row}.l2", level)
            yield f"{row}.l2", level


def _known(id_: str) -> str:
    """The id of the open cases as it is here."""
    return id_.replace("indicator[", "indicators[").replace("narrative[0]", "narrative.goal").replace("narrative[1]", "narrative.actual")


if __name__ == "__main__":
    main()
