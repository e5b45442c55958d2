"""Where the gutters of an aligned dump are expected: between the headings, on later pages as whole rows show."""

from collections.abc import Sequence

from formlint.recognisers.dumps.aligned.gutters import LABELS, Between, misfit
from formlint.recognisers.dumps.dump import Dump
from formlint.recognisers.dumps.strips import Kind

LEFT = 6  # columns that a longer cell may begin further left than its heading
ENOUGH = 3  # rows in one line that tell more than headings do
MOVED = 2  # columns that gutters may move from page to page for nothing


def moved(dump: Dump, columns: Sequence[str], numbers: Sequence[int], gutters: Sequence[int]) -> list[Between]:
    """Where the gutters lie on a later page: as lines show that print a row whole, else about where they lay before."""
    return _shown(columns, [(place - MOVED, place + MOVED) for place in gutters], _whole(dump, columns, numbers))


def drifted(dump: Dump, columns: Sequence[str], numbers: Sequence[int], between: Sequence[Between]) -> list[Between]:
    """Where the gutters lie on the first page: where the headings tell, unless the rows that are printed whole have drifted from there."""
    found = _whole(dump, columns, numbers)
    return _shown(columns, list(between), found) if len(found) >= ENOUGH else list(between)


def _whole(dump: Dump, columns: Sequence[str], numbers: Sequence[int]) -> list[list[tuple[int, int]]]:
    """The spans of the cells of every row that stands in one line, from its name on."""
    labels = sum(key in LABELS for key in columns)
    found: list[list[tuple[int, int]]] = []
    for line in dump.by_line(numbers):
        pieces = _pieces(dump, line)
        for keys in (columns[labels:], columns[labels:-1] if columns[-1] == "reason" else ()):
            cells = pieces[-len(keys) :] if keys else []
            whole = len(cells) == len(keys) > 2 and not (labels and cells == pieces and _label(dump, cells[0]))
            if whole and not any(misfit(dump, key, cell[0], keys) for key, cell in zip(keys, cells, strict=True)):
                found.append([dump.span(cell) for cell in cells])
                break
    return found


def _shown(columns: Sequence[str], between: list[Between], found: Sequence[Sequence[tuple[int, int]]]) -> list[Between]:
    """Where the gutters lie, as these rows show it."""
    labels = sum(key in LABELS for key in columns)
    for place in range(1, max(map(len, found), default=0)):
        ends, starts = [row[place - 1][1] for row in found if len(row) > place], [row[place][0] for row in found if len(row) > place]
        low, high = max(ends), min(starts)
        between[labels + place] = (min(low, high), max(low, high))
    if found:  # what stands left of the rows, and behind them, moves with its neighbour
        first = max(start for start, _ in (row[0] for row in found))
        between[labels] = (min(between[labels][0], first - MOVED), first)
    return between


def _label(dump: Dump, cell: Sequence[int]) -> bool:
    """A label, which begins a line whose name has none: 生态效益 有效提升 已完成 7 7."""
    text = dump.text(cell)
    return any(text in dump.words.fragments[level] for level in LABELS)


def _pieces(dump: Dump, line: Sequence[int]) -> list[list[int]]:
    """The strips of a line, loose ones with those before them unless one of the two is a number of its own."""
    pieces: list[list[int]] = []
    for number in line:
        alone = (Kind.NUMBER, Kind.DASH)
        if pieces and dump.loose(number) and dump.strips[number].kind not in alone and dump.strips[pieces[-1][-1]].kind not in alone:
            pieces[-1].append(number)
        else:
            pieces.append([number])
    return pieces


def expected(dump: Dump, heads: Sequence[Sequence[int]]) -> list[Between]:
    """Where the gutters lie by the headings: right of the one and left of the next. Strips whose place is not sure bound only one side."""
    spans = [_place(dump, head) for head in heads]
    found: list[Between] = []
    edge = 0.0
    for place, span in enumerate(spans):
        start = next((each[0] for each in spans[place:] if each), edge)
        found.append((min(edge, start) if place else start - LEFT, max(edge, start)))
        edge = span[1] if span else edge
    return found


def _place(dump: Dump, head: Sequence[int]) -> tuple[float, float] | None:
    if not head:
        return None
    spans = [dump.span((number,)) for number in head if not dump.loose(number)] or [dump.span(head[:1])]
    return min(start for start, _ in spans), max(end for _, end in spans)
