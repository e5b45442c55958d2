"""The indicators of a dump whose columns are still aligned by blanks (`pdftotext -layout`): columns by gutters, rows by the lines of their weights.

Every page is set anew, so columns hold for one page. Lines that print a row whole show where its columns lie; between two columns the gutter is
where the fewest strips cross. Cells of several lines are centred on their row, so the lines of a column are shared out among the rows by their
middles.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from formlint.recognisers.costs import Costs
from formlint.recognisers.dumps import Dump, Hit, banded, first_level, scattered
from formlint.recognisers.strips import Kind

MOST_LINES = 16  # of one cell
EMPTY = {"reason": 0.8, "score": 1.5, "weight": 1.5}
LOOSE = 0.35  # for every empty line inside a group
FAR = 9.0  # lines between the middle of a cell and its row
GOES_ON = 0.8  # that rows at the top of a page belong to the label of the page before
LEFT = 6  # columns that a longer name may begin further left than those that stand alone in their line
WORST = 30  # what a strip may cost in a column of a line that shows the columns


@dataclass(slots=True)
class Page:
    """Rows of one page, the labels beside them, and for every row its labels of the first and of the second level."""

    rows: list[dict[str, tuple[int, ...]]] = field(default_factory=list)
    anchors: list[float] = field(default_factory=list)
    labels: list[Hit] = field(default_factory=list)
    first: list[Hit | None] = field(default_factory=list)
    second: list[Hit | None] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Frame:
    """What is known of the table: its columns from left to right, their headings on the first page, and the words of its labels."""

    columns: Sequence[str]
    heads: Sequence[Sequence[int]]
    words: Sequence[str]


def pages(dump: Dump, frame: Frame, start: int, end: int) -> Iterator[Page]:
    """The rows between two strips, page by page."""
    last: Page | None = None
    for numbers in _split(dump, start, end):
        page = _page(dump, frame, numbers, last)
        if page:
            yield page
            last = page


def _split(dump: Dump, start: int, end: int) -> Iterator[list[int]]:
    """The free strips, cut where a form feed stands."""
    feeds = [number for number, line in enumerate(dump.lines) if "\f" in line.text]
    part: list[int] = []
    page = None
    for number in dump.free(start, end):
        here = sum(feed <= dump.strips[number].line for feed in feeds)
        if page is not None and here != page and part:
            yield part
            part = []
        page = here
        part.append(number)
    if part:
        yield part


def _page(dump: Dump, frame: Frame, numbers: list[int], last: Page | None) -> Page | None:
    columns, words = frame.columns, frame.words
    shown = _shown(dump, columns, words, _lines(dump, numbers))
    if last is None and all(frame.heads):
        shown.append([list(head) for head in frame.heads])
    if not shown:
        return None
    page = Page()
    first = min(_span(dump, row[1])[0] for row in shown)
    page.labels = scattered(dump, words, [number for number in numbers if sum(_span(dump, (number,))) / 2 < first], stacked=True)
    labels = {number for hit in page.labels for number in hit.numbers}
    numbers = [number for number in numbers if number not in labels]
    gutters = _gutters(dump, shown, numbers)
    cells: list[list[int]] = [[] for _ in range(len(columns) + 1)]
    for number in numbers:
        cells[sum(sum(_span(dump, (number,))) / 2 > gutter for gutter in gutters)].append(number)
    _settle(dump, columns, cells)
    by_column = dict(zip(columns, cells[1:], strict=True))
    page.anchors = _anchors(dump, by_column)
    page.rows = _rows(dump, by_column, page.anchors)
    page.first = _levels(dump, page, [hit for hit in page.labels if first_level(dump, hit)], last.first[-1:] if last else [])
    page.second = _levels(dump, page, [hit for hit in page.labels if not first_level(dump, hit)], last.second[-1:] if last else [])
    return page


def _settle(dump: Dump, columns: Sequence[str], cells: list[list[int]]) -> None:
    """The columns of words again, block by block: between two empty lines a dump may set them further left or right than on the rest of the page."""
    words = next((place for place, column in enumerate(columns) if column in ("weight", "score")), 0)
    if dump.joined:
        return  # blanks beside digits part what is one cell
    blocks: dict[int, list[int]] = {}
    for number in sorted(number for cell in cells[1 : words + 1] for number in cell):
        blocks.setdefault(_block(dump, dump.strips[number].line), []).append(number)
    for block in blocks.values():
        groups = _apart_groups(dump, block)
        if len(groups) != words:
            continue
        for place, group in enumerate(groups, 1):
            for cell in cells[1 : words + 1]:
                cell[:] = [number for number in cell if number not in group]
            cells[place] = sorted([*cells[place], *group])


def _block(dump: Dump, line: int) -> int:
    """The line where the lines without an empty one between them begin."""
    while line and dump.lines[line - 1].text.strip():
        line -= 1
    return line


def _apart_groups(dump: Dump, numbers: Sequence[int]) -> list[set[int]]:
    """Strips that overlap or touch, from left to right."""
    groups: list[set[int]] = []
    edge = -1
    for number in sorted(numbers, key=lambda each: _span(dump, (each,))):
        start, end = _span(dump, (number,))
        if start > edge or not groups:
            groups.append(set())
        groups[-1].add(number)
        edge = max(edge, end)
    return groups


def _rows(dump: Dump, columns: Mapping[str, list[int]], anchors: Sequence[float]) -> list[dict[str, tuple[int, ...]]]:
    """The lines of every column shared out among the rows."""
    rows: list[dict[str, tuple[int, ...]]] = [{} for _ in anchors]
    for column, strips in columns.items():
        lines = _lines(dump, strips)
        for row, group in share(lines, [_line(dump, line) for line in lines], anchors, EMPTY.get(column, 1.2)):
            rows[row][column] = tuple(group)
    return rows


def _levels(dump: Dump, page: Page, labels: Sequence[Hit], above: Sequence[Hit | None]) -> list[Hit | None]:
    """The label of every row: labels stand in the middle of the rows they cover, and together they cover all of them; bands stand above theirs.

    The first rows of a page may belong to the last label of the page before, `above`.
    """
    labels = sorted(labels, key=lambda hit: dump.strips[hit.numbers[0]].line)
    if not labels or len(labels) > len(page.anchors):
        return [above[0] if above and not labels else None] * len(page.anchors)
    lines = [sorted(dump.strips[number].line for number in hit.numbers) for hit in labels]
    if any(banded(dump, hit) for hit in labels):
        return [
            next((hit for hit, line in reversed(list(zip(labels, lines, strict=True))) if line[0] < anchor), above[0] if above else None)
            for anchor in page.anchors
        ]
    middles = [(line[0] + line[-1]) / 2 for line in lines]
    best: list[dict[int, tuple[float, int]]] = [{0: (0.0, 0)}]
    for skipped in range(1, len(page.anchors) if above else 1):
        best[0][skipped] = (GOES_ON, 0)
    for middle in middles:
        ways: dict[int, tuple[float, int]] = {}
        for begin, (cost, _) in best[-1].items():
            for end in range(begin + 1, len(page.anchors) + 1):
                total = cost + abs((page.anchors[begin] + page.anchors[end - 1]) / 2 - middle)
                if end not in ways or total < ways[end][0]:
                    ways[end] = (total, begin)
        best.append(ways)
    found: list[Hit | None] = []
    end = len(page.anchors)
    for place in range(len(labels), 0, -1):
        begin = best[place][end][1] if end in best[place] else end
        found[:0] = [labels[place - 1]] * (end - begin)
        end = begin
    found[:0] = [*above] * end
    return found if len(found) == len(page.anchors) else [None] * len(page.anchors)


def _line(dump: Dump, line: Sequence[int]) -> int:
    return dump.strips[line[0]].line


def _lines(dump: Dump, numbers: Sequence[int]) -> list[list[int]]:
    lines: list[list[int]] = []
    for number in numbers:
        if lines and _line(dump, lines[-1]) == dump.strips[number].line:
            lines[-1].append(number)
        else:
            lines.append([number])
    return lines


def _shown(dump: Dump, columns: Sequence[str], words: Sequence[str], lines: Sequence[list[int]]) -> list[list[list[int]]]:
    """Lines that print a row whole: for every column its strips. The last column may be blank in all of them."""
    found = []
    for size in (len(columns), len(columns) - 1):
        for line in lines:
            pieces = _pieces(dump, line)
            if len(pieces) < size or (columns[-1] != "reason" and size < len(columns)):
                continue
            row = pieces[-size:]
            costs = Costs([dump.strips[piece[0]] for piece in row], columns, joined=dump.joined)
            worst = max(costs.first(place, place) for place in range(size))
            if worst <= WORST and dump.text(row[0]) not in words and (len(row[0]) == 1 or dump.joined):
                found.append(row + [[]] * (len(columns) - size))
    return found


def _pieces(dump: Dump, line: Sequence[int]) -> list[list[int]]:
    """The strips of a line, those with one blank between them as one."""
    pieces: list[list[int]] = []
    for number in line:
        strip = dump.strips[number]
        if (
            pieces
            and _apart(dump, pieces[-1][-1], number) < 2
            and strip.kind not in (Kind.NUMBER, Kind.DASH)
            and dump.strips[pieces[-1][-1]].kind is not Kind.NUMBER
        ):
            pieces[-1].append(number)
        else:
            pieces.append([number])
    return pieces


def _apart(dump: Dump, before: int, number: int) -> int:
    """Blanks between two strips of a line."""
    strip = dump.strips[before]
    return dump.strips[number].start - strip.start - len(strip.passage.text)


def _gutters(dump: Dump, shown: Sequence[Sequence[Sequence[int]]], numbers: Sequence[int]) -> list[float]:
    """Where every column begins: between the middles of its strips and of those before it, where the fewest strips cross."""
    spans = [_span(dump, (number,)) for number in numbers]
    gutters = [float(min(_span(dump, row[0])[0] for row in shown) - LEFT)]
    for column in range(1, len(shown[0])):
        rows = [row for row in shown if row[column] and row[column - 1]]
        if not rows:  # the last column, blank in every line that shows the others
            gutters.append(max(_span(dump, row[column - 1])[1] for row in shown) + 0.5)
            continue
        low = max(sum(_span(dump, row[column - 1])) / 2 for row in rows)
        high = min(sum(_span(dump, row[column])) / 2 for row in rows)
        ends = max(_span(dump, row[column - 1])[1] for row in rows) + min(_span(dump, row[column])[0] for row in rows)
        places = [low + step / 2 for step in range(max(1, int(2 * (high - low)) + 1))]
        gutters.append(min(places, key=lambda place: (_crossed(spans, place), abs(place - ends / 2))))
    return gutters


def _span(dump: Dump, numbers: Sequence[int]) -> tuple[int, int]:
    """First column and end of strips in one line."""
    first, last = dump.strips[numbers[0]], dump.strips[numbers[-1]]
    return first.start, last.start + len(last.passage.text)


def _crossed(spans: Sequence[tuple[int, int]], place: float) -> int:
    return sum(start < place < end for start, end in spans)


def _anchors(dump: Dump, columns: Mapping[str, list[int]]) -> list[float]:
    """The lines of the rows: of their weights and scores; where there are none, of the column with the most."""
    weights, scores = (
        {float(dump.strips[number].line) for number in columns.get(column, ()) if dump.strips[number].kind is Kind.NUMBER}
        for column in ("weight", "score")
    )
    if weights or scores:
        return sorted(weights | scores if len(scores) > len(weights) else weights)
    best = max(("unit", "target", "actual"), key=lambda column: len(columns.get(column, ())))
    return [float(_line(dump, line)) for line in _lines(dump, columns.get(best, ()))]


def share(lines: Sequence[list[int]], places: Sequence[float], anchors: Sequence[float], empty: float) -> list[tuple[int, list[int]]]:
    """Lines of one column in groups, one for a row at most, so that their middles lie near the rows: pairs of row and strips.

    `places` are the line numbers, `anchors` those of the rows, `empty` is what it costs to leave a row without a group.
    """
    if not anchors or not lines:
        return []
    best: list[dict[int, tuple[float, int, int]]] = [{} for _ in range(len(lines) + 1)]  # by row: cost, begin of its group, row before
    best[0] = {-1: (0.0, 0, 0)}
    for begin in range(len(lines)):
        most = min(begin + MOST_LINES, len(lines))
        near = [row for row, anchor in enumerate(anchors) if places[begin] - FAR <= anchor <= (places[begin] + places[most - 1]) / 2 + FAR]
        after = list(_after(best[begin], near, empty))
        for end in range(begin + 1, most + 1):
            loose = LOOSE * (places[end - 1] - places[begin] - (end - 1 - begin))
            middle, ways = (places[begin] + places[end - 1]) / 2, best[end]
            for row, cost, before in after:
                off = abs(middle - anchors[row])
                if off <= FAR and (row not in ways or cost + off + loose < ways[row][0]):
                    ways[row] = (cost + off + loose, begin, before)
    if not best[-1]:
        return []
    row = min(best[-1], key=lambda each: best[-1][each][0] + empty * (len(anchors) - 1 - each))
    found: list[tuple[int, list[int]]] = []
    end = len(lines)
    while end:
        _, begin, before = best[end][row]
        found.append((row, [number for line in lines[begin:end] for number in line]))
        end, row = begin, before
    return found[::-1]


def _after(ways: Mapping[int, tuple[float, int, int]], rows: Sequence[int], empty: float) -> Iterator[tuple[int, float, int]]:
    """For every row the cheapest way to come to it from a row before, its cost, and that row."""
    for row in rows:
        options = [(cost + empty * (row - before - 1), before) for before, (cost, _, _) in ways.items() if before < row]
        if options:
            yield row, *min(options)
