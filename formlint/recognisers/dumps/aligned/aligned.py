"""The indicators of a dump whose columns are still aligned by blanks (`pdftotext -layout`): columns by gutters, rows by the lines of their weights.

Every page is set anew, so columns hold for one page. Cells of several lines are centred on their row, so the lines of a column are shared out among
the rows by their middles, and labels of sections among the rows beside them.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise, zip_longest

from formlint.recognisers.dumps.aligned.bounds import drifted, expected, moved
from formlint.recognisers.dumps.aligned.counted import POINTS, counted
from formlint.recognisers.dumps.aligned.folds import folds
from formlint.recognisers.dumps.aligned.gutters import LABELS, gutters
from formlint.recognisers.dumps.aligned.levels import levels
from formlint.recognisers.dumps.aligned.scattered import scattered
from formlint.recognisers.dumps.aligned.sharing import share, unsure
from formlint.recognisers.dumps.aligned.tabbed import put
from formlint.recognisers.dumps.dump import Dump, Hit, banded, first_level
from formlint.recognisers.dumps.strips import Kind

NEXT = 0.75  # of the least distance of two rows; 分 below a number moves that by half a line
EMPTY = {"reason": 0.8, "score": 1.5, "weight": 1.5}  # what it costs to leave a row without a cell of this column; 1.2 for others


@dataclass(slots=True)
class Page:
    """Rows of one page, the labels beside them, and for every row its labels of the first and of the second level."""

    gutters: list[int]
    rows: list[dict[str, tuple[int, ...]]] = field(default_factory=list)
    labels: list[Hit] = field(default_factory=list)
    first: list[Hit | None] = field(default_factory=list)
    second: list[Hit | None] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
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
    anchors = _anchors(dump, by_column)
    page.rows = [counted(dump, row, columns) for row in _rows(dump, by_column, anchors)]
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
    rest = [*cells.get("", []), *cells.get(column, [])]
    return sorted([*found, *scattered(dump, frame.words, sorted(rest), stacked=True)], key=lambda hit: hit.numbers), sure


def _rows(dump: Dump, columns: Mapping[str, list[int]], anchors: Sequence[float]) -> list[dict[str, tuple[int, ...]]]:
    """The lines of every column shared out among the rows; cells of words that other rows may as well have are left out."""
    rows: list[dict[str, tuple[int, ...]]] = [{} for _ in anchors]
    for column, strips in columns.items():
        lines = dump.by_line(strips)
        places, kept = [dump.strips[line[0]].line for line in lines], folds(dump, column, lines, apart="unit" in columns)
        groups = share(places, anchors, EMPTY.get(column, 1.2), kept)
        doubted = () if column in POINTS else unsure(places, anchors, kept, groups)
        for row, begin, end in groups:
            if row not in doubted:
                rows[row][column] = tuple(number for line in lines[begin:end] for number in line)
    return rows


def _anchors(dump: Dump, columns: Mapping[str, list[int]]) -> list[float]:
    """The lines of the rows: of the numbers of the column with more of them, weights or scores, and those of the other as far off as rows are.

    Where there are none, those of the column with the most."""
    weights, scores = (_numbered(dump, columns.get(column, ())) for column in ("weight", "score"))
    more, fewer = (weights, scores) if len(weights) >= len(scores) else (scores, weights)
    if not more:
        return _unscored(dump, columns)
    known = sorted(more)
    pitch = min((two - one for one, two in pairwise(known)), default=1.0)
    return sorted(more | {each for each in fewer if _nearest(known, each) >= NEXT * pitch})


def _nearest(places: Sequence[float], place: float) -> float:
    """How far off the nearest of the places is, which rise."""
    after = bisect_right(places, place)
    return min(abs(place - other) for other in places[max(after - 1, 0) : after + 1])


def _unscored(dump: Dump, columns: Mapping[str, list[int]]) -> list[float]:
    """The lines of rows without numbers: those with a unit; else those that print the most columns among the lines near them."""
    if columns.get("unit"):
        return [float(dump.strips[line[0]].line) for line in dump.by_line(columns["unit"])]
    printed = Counter(dump.strips[line[0]].line for key in ("name", "target", "actual", "reason") for line in dump.by_line(columns.get(key, ())))
    dashes = {dump.strips[number].line for number in columns.get("reason", ()) if dump.strips[number].kind is Kind.DASH}
    names = {dump.strips[number].line for number in columns.get("name", ())}
    return sorted(float(line) for line in printed if line in dashes or (line in names and printed[line] > 2))


def _numbered(dump: Dump, strips: Sequence[int]) -> set[float]:
    """The middles of the cells of a column of numbers; a narrow one may have 分 in the next line."""
    found: set[float] = set()
    for number, after in zip_longest(strips, strips[1:]):
        strip = dump.strips[number]
        if strip.kind is Kind.NUMBER:
            wrapped = after is not None and dump.strips[after].text == "分" and strip.line < dump.strips[after].line <= strip.line + 2
            found.add((strip.line + (dump.strips[after].line if after is not None and wrapped else strip.line)) / 2)
    return found
