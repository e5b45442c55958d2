"""The indicators of a dump whose columns are still aligned by blanks (`pdftotext -layout`): columns by gutters, rows by what stands side by side.

Every page is set anew, so columns hold for one page. Its lines are cut into rows (`ranks`), and the labels of sections are shared out among the rows
beside them.
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from formlint.recognisers.dumps.aligned.bounds import drifted, expected, moved
from formlint.recognisers.dumps.aligned.counted import counted
from formlint.recognisers.dumps.aligned.gutters import LABELS, gutters
from formlint.recognisers.dumps.aligned.levels import levels
from formlint.recognisers.dumps.aligned.ranks import ranks
from formlint.recognisers.dumps.aligned.scattered import scattered
from formlint.recognisers.dumps.aligned.tabbed import put
from formlint.recognisers.dumps.dump import Dump, Hit, banded, first_level
from formlint.records import record

LEVEL = "指标"  # what a whole label ends with


@dataclass(slots=True)
class Page:
    """Rows of one page, the labels beside them, and for every row its labels of the first and of the second level."""

    gutters: list[int]
    rows: list[dict[str, tuple[int, ...]]] = field(default_factory=list)
    labels: list[Hit] = field(default_factory=list)
    first: list[Hit | None] = field(default_factory=list)
    second: list[Hit | None] = field(default_factory=list)


@record(frozen=True, slots=True)
class Frame:
    """What is known of the table: its columns from left to right, their headings on the first page, and the words of its labels."""

    columns: Sequence[str]
    heads: Sequence[Sequence[int]]
    words: tuple[str, ...]


def pages(dump: Dump, frame: Frame, start: int, end: int) -> Iterator[Page]:
    """The rows between two strips, page by page."""
    last: Page | None = None
    for numbers in _split(dump, start, end):
        last = _page(dump, frame, numbers, last)
        yield last


def _split(dump: Dump, start: int, end: int) -> Iterator[list[int]]:
    """The free strips, cut where a form feed stands."""
    feeds = [number for number, line in enumerate(dump.lines) if "\f" in line.text]
    part: list[int] = []
    page = None
    for number in dump.free(start, end):
        here = bisect_right(feeds, dump.strips[number].line)
        if page is not None and here != page and part:
            yield part
            part = []
        page = here
        part.append(number)
    if part:
        yield part


def _page(dump: Dump, frame: Frame, numbers: list[int], last: Page | None) -> Page:
    columns = frame.columns
    between = moved(dump, columns, numbers, last.gutters) if last else drifted(dump, columns, numbers, expected(dump, frame.heads))
    page = Page(gutters(dump, columns, between, numbers))
    cells = put(dump, columns, page.gutters, numbers)
    page.labels, sure = _labels(dump, frame, page, cells)
    labels = {number for hit in page.labels for number in hit.numbers}
    by_column = {key: [number for number in cell if number not in labels] for key, cell in cells.items() if key and key not in LABELS}
    found = ranks(dump, by_column)
    anchors = [height for height, _ in found]
    page.rows = [counted(dump, row, columns) for _, row in found]
    first = [hit for hit in page.labels if _is_first(dump, frame, hit, sure.get(hit.numbers, ""))]
    page.first = levels(dump, anchors, first, last.first[-1:] if last else [])
    firsts = frozenset(first)
    page.second = levels(dump, anchors, [hit for hit in page.labels if hit not in firsts], last.second[-1:] if last else [])
    return page


def _is_first(dump: Dump, frame: Frame, hit: Hit, level: str) -> bool:
    """Of the first level, by the column that the label stands in. Bands stand anywhere, as labels do where the first level has no column."""
    free = not level or banded(dump, hit) or "l1" not in frame.columns
    return level == "l1" or bool(free and first_level(dump, hit))


def _labels(dump: Dump, frame: Frame, page: Page, cells: Mapping[str, list[int]]) -> tuple[list[Hit], dict[tuple[int, ...], str]]:
    """The labels of the page, and which of them stand under the heading of a level."""
    found: list[Hit] = []
    sure: dict[tuple[int, ...], str] = {}
    for level in LABELS:
        hits = scattered(dump, frame.words, cells.get(level, []), stacked=True)
        sure.update((hit.numbers, level) for hit in hits)
        found += hits
    column = next(key for key in frame.columns if key not in LABELS)
    names = cells.get(column, [])
    hits = scattered(dump, frame.words, sorted([*cells.get("", []), *names]), stacked=True)
    own = not any(key in LABELS for key in frame.columns)
    return sorted([*found, *(hit for hit in hits if own or not _is_name(dump, hit, names))], key=lambda hit: hit.numbers), sure


def _is_name(dump: Dump, hit: Hit, names: Sequence[int]) -> bool:
    """What reads like a label is a name or a part of one, alone on its lines of the column of names: 服务对象满意度, 降低企业办事 / 成本."""
    if not set(hit.numbers) <= set(names) or hit.key.endswith(LEVEL) or banded(dump, hit):
        return False
    lines = {dump.strips[number].line for number in hit.numbers}
    return all(number in hit.numbers or dump.strips[number].line not in lines for number in names)
