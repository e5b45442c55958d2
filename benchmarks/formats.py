"""What every format gives, measured: cells that are exact and time, beside other libraries on PDF: `make bench`. Writes docs/{zh,en}/formats.md.

The forms are those of fixtures/: their true cells are the notation they were made of. A cell is exact when its text, without white space, is a cell
of what was read; every cell counts once. Rivals run in turns in this process; those that are not installed are left out and named.
"""

import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pypdfium2
import yaml

from formlint.documents import Table
from formlint.readers import SUFFIXES, open_source, read
from formlint.readers.markdown import parse

ROOT = Path(__file__).parent.parent
FORMS = sorted(path for path in (ROOT / "fixtures").glob("*/*.md"))
SEED = ROOT.parent / "shared" / "cases" / "seed-2022" / "form_calc.pdf"  # where it lies beside the repository
RUNS = 3
LONGEST = 5.0  # seconds; a tool that takes longer runs once
Extract = Callable[[Path], Iterable[str]]


@dataclass(frozen=True, slots=True)
class Measured:
    """Over all forms: cells that are exact, of how many, and milliseconds a form in the median."""

    exact: int
    cells: int
    took: float


def main() -> None:
    facts = yaml.safe_load((Path(__file__).parent / "formats.yaml").read_text(encoding="utf-8"))
    suffixes = [
        suffix for fact in facts if (suffix := fact["suffixes"][0]) != ".txt" and FORMS[0].with_suffix(suffix).exists()
    ]  # a dump has no cells
    with tempfile.TemporaryDirectory() as folder:  # first: some rivals leave threads behind, and a long PDF is read by one process then
        long = Path(folder) / "long.pdf"
        sets = ((long, together(long)), *((path, len(pypdfium2.PdfDocument(path))) for path in (SEED,) if path.exists()))
        pages = {name: [each_page(extract, path, count) for path, count in sets] for name, extract in pdf_rivals().items()}
        counts = [count for _, count in sets]
    formats = {suffix: measured({"formlint": ours}, suffix)["formlint"] for suffix in suffixes}
    rivals = measured(pdf_rivals(), ".pdf")
    for lang in ("zh", "en"):
        text = page(facts, formats, rivals, lang) + "\n" + by_page(pages, counts, lang)
        (ROOT / "docs" / lang / "formats.md").write_text(text, encoding="utf-8", newline="\n")
    print(page(facts, formats, rivals, "en"), by_page(pages, counts, "en"), sep="\n")


def measured(ways: Mapping[str, Extract], suffix: str) -> dict[str, Measured]:
    """Ways of reading, on every form that is there in this format; they take turns on each, so that a noisy machine is noisy for all of them."""
    cells, exact, times = 0, Counter[str](), {name: list[float]() for name in ways}
    for form in FORMS:
        path = form.with_suffix(suffix)
        if not path.exists():
            continue
        truth = Counter(filter(None, map(plain, ours(form))))
        cells += truth.total()
        taken = {name: list[float]() for name in ways}
        for run in range(RUNS):
            for name, extract in ways.items():
                started = time.perf_counter()
                found = Counter(filter(None, map(plain, extract(path))))
                taken[name].append(time.perf_counter() - started)
                if not run:
                    exact[name] += (truth & found).total()
        for name, each in taken.items():
            times[name].append(statistics.median(each) * 1000)
    return {name: Measured(exact[name], cells, statistics.median(times[name])) for name in ways}


def together(target: Path) -> int:
    """A PDF of all forms, twice over, a new page for each; how many pages it has."""
    long = pypdfium2.PdfDocument.new()
    for form in [*FORMS, *FORMS]:
        if form.with_suffix(".pdf").exists():
            long.import_pages(pypdfium2.PdfDocument(form.with_suffix(".pdf")))
    long.save(target)
    return len(long)


def each_page(extract: Extract, path: Path, pages: int) -> float:
    """Milliseconds a page, in the median."""
    taken = list[float]()
    while len(taken) < RUNS and sum(taken) < LONGEST:
        started = time.perf_counter()
        assert sum(map(bool, map(plain, extract(path))))  # all of them: some find a page when its cells are asked for
        taken.append(time.perf_counter() - started)
    return statistics.median(taken) * 1000 / pages


def ours(path: Path) -> Iterator[str]:
    """The texts of all table cells that formlint reads."""
    document = parse(path.read_text(encoding="utf-8")) if path.suffix == ".md" else read(open_source(path))
    yield from (cell.text for block in document.blocks if isinstance(block, Table) for cell in block.cells)


def plain(text: str | None) -> str:
    return "".join((text or "").split())


def pdf_rivals() -> Mapping[str, Extract]:
    """formlint, and those of the others that are installed."""
    known: dict[str, Extract] = {"pdfplumber": _pdfplumber, "camelot": _camelot, "tablers": _tablers}
    return {"formlint": ours, **{name: extract for name, extract in known.items() if find_spec(name)}}


def _pdfplumber(path: Path) -> Iterator[str]:
    with import_module("pdfplumber").open(path) as document:
        for sheet in document.pages:
            yield from (cell or "" for table in sheet.extract_tables() for row in table for cell in row)


def _camelot(path: Path) -> Iterator[str]:
    tables: Any = import_module("camelot").read_pdf(str(path), pages="all", flavor="lattice")
    yield from (str(cell) for table in tables for row in table.df.values for cell in row)


def _tablers(path: Path) -> Iterator[str]:
    tablers = import_module("tablers")
    lines = {"vertical_strategy": "lines", "horizontal_strategy": "lines"}  # as they come they pass over frames that are drawn as rectangles
    for sheet in tablers.Document(str(path)).pages():
        yield from (str(cell.text or "") for table in tablers.find_tables(sheet, extract_text=True, **lines) for cell in table.cells)


WORDS = {
    "zh": {
        "title": "能读哪些格式",
        "made": "由 `make bench` 生成。数字在同一次运行中测得：{forms} 份表格（`fixtures/`），每份取 {runs} 次的中位数。",
        "head": "| 格式 | 扩展名 | 读什么 | 不读什么 | 位置精确到 | 单元格准确 | 每份用时 |",
        "rivals": "## PDF：与其他工具对比",
        "rivals-head": "| 工具 | 单元格准确 | 每份用时 |",
        "how": "单元格准确：去掉空白后，与原表某个单元格的文字完全相同。只比较有文字的单元格。",
        "by-page": "同样的工具，每页用时：",
        "tool": "工具",
        "long": "全部表格合成一份，共 {count} 页",
        "dense": "一份真实表格的打印件，{count} 页，字体已嵌入",
        "missing": "没有安装、未参加比较：{names}。",
        "converted": 'doc、wps、rtf、odt、ods 通过 LibreOffice（如已安装）转换后读取；图片和扫描件需要 `pip install "formlint[ocr]"`。',
    },
    "en": {
        "title": "Formats",
        "made": "Made by `make bench`, measured in one run: {forms} forms of `fixtures/`, each the median of {runs} runs.",
        "head": "| format | suffix | is read | is not read | place | cells exact | time a form |",
        "rivals": "## PDF: beside other tools",
        "rivals-head": "| tool | cells exact | time a form |",
        "how": "A cell is exact when its text, without white space, is that of a cell of the form. Cells with text only.",
        "by-page": "The same tools, time a page:",
        "tool": "tool",
        "long": "all forms in one PDF of {count} pages",
        "dense": "a real form as it is printed, {count} dense pages, fonts embedded",
        "missing": "Not installed, so not compared: {names}.",
        "converted": 'doc, wps, rtf, odt, ods are read through LibreOffice where it is installed; scans need `pip install "formlint[ocr]"`.',
    },
}


def page(facts: list[dict[str, Any]], formats: Mapping[str, Measured], rivals: Mapping[str, Measured], lang: str) -> str:
    """The page in one language."""
    words = WORDS[lang]
    rows = [_row(fact, formats.get(fact["suffixes"][0]), lang) for fact in facts]
    compared = [f"| {name} {_version(name)} | {_share(each)} | {each.took:.1f} ms |" for name, each in rivals.items()]
    absent = [name for name in ("pdfplumber", "camelot", "tablers") if name not in rivals]
    parts = [
        f"# {words['title']}",
        words["made"].format(forms=len(FORMS), runs=RUNS),
        "\n".join([words["head"], "|" + "---|" * 7, *rows]),
        words["converted"],
        words["rivals"],
        "\n".join([words["rivals-head"], "|---|---|---|", *compared]),
        words["how"],
        *([words["missing"].format(names=", ".join(absent))] if absent else []),
    ]
    return "\n\n".join(parts) + "\n"


def by_page(found: Mapping[str, Sequence[float]], counts: Sequence[int], lang: str) -> str:
    """The table of longer and of denser PDFs, in one language."""
    words = WORDS[lang]
    heads = [words["long"].format(count=counts[0]), *(words["dense"].format(count=count) for count in counts[1:])]
    rows = [f"| {name} | {' | '.join(f'{each:.1f} ms' for each in times)} |" for name, times in found.items()]
    return "\n".join([words["by-page"], "", f"| {words['tool']} | {' | '.join(heads)} |", "|" + "---|" * (1 + len(heads)), *rows]) + "\n"


def _row(fact: dict[str, Any], found: Measured | None, lang: str) -> str:
    suffixes = " ".join(suffix for suffix, module in SUFFIXES.items() if module == SUFFIXES.get(fact["suffixes"][0]))
    share, took = (_share(found), f"{found.took:.1f} ms") if found else ("—", "—")
    return f"| {fact['name']} | {suffixes} | {fact['reads'][lang]} | {fact['leaves'][lang]} | {fact['place'][lang]} | {share} | {took} |"


def _share(found: Measured) -> str:
    return f"{found.exact / max(1, found.cells):.1%} ({found.exact}/{found.cells})"


def _version(name: str) -> str:
    return version({"camelot": "camelot-py"}.get(name, name)) if name != "formlint" else ""


if __name__ == "__main__":
    main()
