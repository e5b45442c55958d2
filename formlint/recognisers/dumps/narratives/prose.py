"""The running text of a dump: which of its wide lines are the goal and which the actual, by headings, order and short last lines."""

import re
from bisect import bisect
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import dropwhile, takewhile
from statistics import mean

from formlint.recognisers.dumps.aligned.gutters import MOST_WIDE
from formlint.recognisers.dumps.costs import border
from formlint.recognisers.dumps.dump import MOST_ON_LINE, Dump, Hit
from formlint.recognisers.dumps.narratives.abreast import abreast, apart, is_text, told
from formlint.recognisers.dumps.narratives.successive import successive
from formlint.recognisers.dumps.strips import Kind
from formlint.recognisers.headings import plain
from formlint.records import record, replace

WIDE = 20.0  # characters: narrative columns have 24 to 60, those of the indicators 5 to 18
FULL = 0.88  # of the widest line: digits and punctuation make lines of one column differ by a tenth
SMALL = 0.1  # of the longest text: a single line with less is something else, a conclusion
CELLS = 8.0  # for two blanks or more to stand in a text
TOGETHER = 2.0  # for a single blank to stand between two
OPEN = 4.0  # lines that a text may be off its label so that it ends with a sentence
_FIGURES = re.compile(r"[\d.,%‰—–\-/]+")
_BARE = (Kind.NUMBER, Kind.DASH)
NAMES = ("narrative.goal", "narrative.actual")


@record(frozen=True, slots=True)
class Text:
    """One narrative: its heading, if one was found, and its strips."""

    key: str
    label: tuple[int, ...]
    numbers: tuple[int, ...]


def narratives(dump: Dump, labels: Sequence[Hit], end: int) -> list[Text]:
    """The goal and the actual (see `_texts`), without the side title that follows them: 绩效指 / 标."""
    sides = [plain(word) for word in dump.definition.sides]
    return [replace(text, numbers=_trimmed(dump, text.numbers, sides)) for text in _texts(dump, labels, end)]


def _trimmed(dump: Dump, numbers: tuple[int, ...], sides: Sequence[str]) -> tuple[int, ...]:
    for size in (1, 2):
        ended = len(numbers) > size and dump.strips[numbers[-size - 1]].text[-1] in "。；"
        if ended and len(rest := dump.text(numbers[-size:])) > 1 and any(side.startswith(rest) for side in sides):
            return numbers[:-size]
    return numbers


def _texts(dump: Dump, labels: Sequence[Hit], end: int) -> list[Text]:
    """The goal and the actual, when the wide lines fall into just as many texts as there are headings, or into two; none when that is not sure."""
    firsts = {label.key: label for label in reversed(labels)}  # 完成情况 may also end the side title
    labels = sorted(firsts.values(), key=lambda label: label.numbers)
    if not labels:
        return []
    if dump.aligned:
        return _aligned(dump, labels, end)
    both = dump.airy and {label.key for label in labels} == set(NAMES)
    if both and (told_ := _following(dump, labels)):
        return told_
    runs = _runs(dump)
    if both and (told_ := _abreast(dump, labels, runs)):
        return told_
    behind = _behind(dump, labels)
    if len(behind) == len(labels):
        return [Text(label.key, label.numbers, (number,)) for label, number in zip(labels, behind, strict=True)]
    if not dump.airy and tuple(label.key for label in labels) == NAMES and (pair := successive(dump, labels, runs, end)):
        return [Text(label.key, label.numbers, text) for label, text in zip(labels, pair, strict=True)]
    texts = _under(dump, labels, runs) or _cells(dump, runs, len(labels))
    if labels and len(texts) == len(labels):
        return [Text(label.key, label.numbers, tuple(text)) for label, text in zip(labels, texts, strict=True)]
    texts = _cells(dump, runs, len(NAMES))
    if len(texts) == len(NAMES) and {label.key for label in labels} <= set(NAMES):
        known = {label.key: label.numbers for label in labels}
        return [Text(key, known.get(key, ()), tuple(text)) for key, text in zip(NAMES, texts, strict=True)]
    texts = _between(dump, labels, end) if len(labels) == len(NAMES) and not dump.airy else []
    return [Text(label.key, label.numbers, tuple(text)) for label, text in zip(labels, texts, strict=False)]


def _following(dump: Dump, labels: Sequence[Hit]) -> list[Text]:
    """Texts each of which is the flow right behind its label, however short it is."""
    of, found = dump.flow_of(), list[Text]()
    for label in labels:
        first = label.numbers[-1] + 1
        flow = dump.flows()[of[first]] if first < len(of) else []
        if flow[:1] != [first] or any(dump.taken[number] for number in flow) or not is_text(dump, flow):
            return []
        found.append(Text(label.key, label.numbers, tuple(flow)))
    return found


def _abreast(dump: Dump, labels: Sequence[Hit], wide: Sequence[list[int]]) -> list[Text]:
    """The two texts of cells side by side: in one flow, line by line, or in two, the higher one first."""
    first, second = sorted(label.numbers[0] for label in labels)
    if any(dump.strips[number].text[-1] in "。；" for number in dump.free(first, second)):
        return []
    of = dump.flow_of()
    flows = [[number for number in dump.flows()[flow] if not dump.taken[number]] for flow in sorted({of[number] for run in wide for number in run})]
    whole = [flow for flow in flows if is_text(dump, flow)]
    pair = abreast(dump, flows[0]) if len(flows) == 1 else apart(dump, *whole) if len(whole) == len(NAMES) else None
    if pair is None:
        return []
    goal, actual = pair.first, pair.second
    leaning = 0 if pair.sure else told(dump.text(goal), dump.text(actual))
    if not pair.sure and not leaning:
        return []
    if leaning < 0:
        goal, actual = actual, goal
    known = {label.key: label.numbers for label in labels}
    return [Text(key, known[key], numbers) for key, numbers in zip(NAMES, (goal, actual), strict=True)]


def _behind(dump: Dump, labels: Sequence[Hit]) -> list[int]:
    """The whole sentences right behind headings that stand side by side, in a text that has lost its lines."""
    numbers = [number for label in labels for number in label.numbers]
    first = max(numbers) + 1
    if sorted(numbers) != list(range(min(numbers), first)):
        return []
    line = dump.strips[first - 1].line
    told = ((number, dump.strips[number]) for number in range(first, len(dump.strips)))
    found = takewhile(lambda each: not dump.taken[each[0]] and each[1].line == line and each[1].text.endswith(("。", "；", ";")), told)
    return [number for number, _ in found]


def _between(dump: Dump, labels: Sequence[Hit], end: int) -> list[list[int]]:
    """Two texts in narrow columns: what stands behind each label, or behind both, parted at the shortest line that ends a sentence."""
    first, second = sorted(labels, key=lambda label: label.numbers[0])
    before = dump.free(first.numbers[-1] + 1, second.numbers[0])
    behind = dump.free(second.numbers[-1] + 1, end)
    last = next((place for place in range(len(behind), 0, -1) if dump.strips[behind[place - 1]].text[-1] in "。；"), 0)
    lines = dump.by_line(behind[:last])
    texts = [before, behind[:last]]
    if not before:
        most = max((_width(dump, line) for line in lines), default=0.0)
        ways = [(_width(dump, line), place) for place, line in enumerate(lines[:-1], 1) if dump.strips[line[-1]].text[-1] in "。；"]
        width, cut = min(ways, default=(most, 0))
        if width >= most * FULL:
            return []
        texts = [[number for line in part for number in line] for part in (lines[:cut], lines[cut:])]
    sure = all(re.search("[。；]", dump.text(text)) for text in texts) and labels[0] is first
    return texts if sure else []


def _runs(dump: Dump) -> list[list[int]]:
    """Stretches of free strips with a sentence in them whose lines are wide, each with the shorter line that ends it."""
    found: list[list[int]] = []
    run: list[int] = []
    for line, width in _lines(dump):
        if width < WIDE and not run:  # most
            continue
        wide = width >= WIDE and dump.strips[line[-1]].kind not in _BARE
        inside = bool(run) and line[0] == run[-1] + 1
        if (wide and (inside or not run)) or (inside and _tail(dump, run, line)):
            run += line
        else:
            found += [run] if run else []
            run = line if wide else []
    found += [run] if run else []
    return [run for run in found if "。" in (text := dump.text(run)) or "；" in text]


def _tail(dump: Dump, run: list[int], line: list[int]) -> bool:
    """A shorter line ends what a wide line above began; an empty line may stand between only behind the first line of a text."""
    last = [*takewhile(lambda number: dump.strips[number].line == dump.strips[run[-1]].line, reversed(run))][::-1]
    return _width(dump, last) >= WIDE and (dump.strips[line[0]].gap != 2 or dump.strips[last[0]].gap == 2)


def _lines(dump: Dump) -> Iterator[tuple[list[int], float]]:
    """The free strips of every line that stand side by side, and how wide they are together; without what is narrow and follows none of these."""
    line: list[int] = []
    width, printed, start, after = 0.0, -1, -1, -2
    for number, strip in zip(dump.free(), dump.left(), strict=True):
        if strip.line == printed and number == line[-1] + 1:
            line.append(number)
            width += strip.width
            continue
        if start == after or width >= WIDE:
            yield line, width
            after = line[-1] + 1
        line, width, printed, start = [number], strip.width, strip.line, number
    if line:
        yield line, width


def _width(dump: Dump, line: list[int]) -> float:
    return dump.strips[line[0]].width if len(line) == 1 else sum([dump.strips[number].width for number in line])


def _under(dump: Dump, labels: Sequence[Hit], runs: list[list[int]]) -> list[list[int]]:
    """Every heading stands before one run of its own."""
    starts = [label.numbers[0] for label in labels]
    found: list[list[int]] = []
    for label, end in zip(labels, [*starts, len(dump.strips)][1:], strict=True):
        inside = [run for run in runs if label.numbers[-1] < run[0] < end]
        if not inside:
            return []
        found.append(inside[0])
    return found if all(_cells(dump, [run], 1) for run in found) else []


def _cells(dump: Dump, runs: list[list[int]], wanted: int) -> list[list[int]]:
    """The runs cut after lines that are not full, if that gives the number that is wanted."""
    cells: list[list[int]] = []
    for run in runs:
        lines = dump.by_line(run)
        widths = [_width(dump, line) for line in lines]
        full = max(widths) * FULL
        cell: list[int] = []
        for position, line in enumerate(lines):
            cell += line
            last = position + 1 == len(lines)
            if last or (widths[position] < full and _ends(dump, line, lines[position + 1])):
                cells.append(cell)
                cell = []
    if len(cells) > wanted:
        most = max(_width(dump, cell) for cell in cells)
        cells = [cell for cell in cells if _width(dump, cell) > most * SMALL or len(dump.by_line(cell)) > 1]
    if len(cells) > wanted:
        cells = [each for each in cells if re.search("[。；]", dump.text(each))]
    return cells if len(cells) == wanted else []


def _ends(dump: Dump, line: list[int], after: list[int]) -> bool:
    """A short line ends its text when a sentence ends there, or an empty line follows."""
    return dump.strips[line[-1]].text[-1] in "。；！;" or dump.strips[after[0]].gap == 2


def _aligned(dump: Dump, labels: Sequence[Hit], end: int) -> list[Text]:
    """The texts of a dump that has kept its columns: below headings side by side, or beside headings. `end`: where the indicators begin."""
    if len(labels) != len(NAMES):
        return []
    lines = [dump.strips[label.numbers[0]].line for label in labels]
    sides = {number for number in dump.free(0, end) if dump.words.sides.find(dump.strips[number].text)}
    start = min(label.numbers[0] for label in labels)
    if lines[0] == lines[1]:
        return _side_by_side(dump, labels, [each for each in dump.free(start, end) if dump.strips[each].line > lines[0] and each not in sides])
    edge = max(middle(dump, number) for label in labels for number in label.numbers)
    first = next((line for line in range(lines[0] - 1, 0, -1) if any(dump.taken[number] for number in dump.on_line(line))), 0)
    free = [each for each in dump.free(0, end) if dump.strips[each].line > first and dump.strips[each].start > edge and each not in sides]
    below = dropwhile(lambda line: all(_FIGURES.fullmatch(dump.strips[number].text) for number in line), dump.by_line(free))
    upper, lower = _above_one_another(dump, labels, list(below))  # without what a narrow cell left of the amounts above
    return [Text(label.key, label.numbers, tuple(text)) for label, text in zip(labels, (upper, lower), strict=True)] if upper and lower else []


def _above_one_another(dump: Dump, labels: Sequence[Hit], lines: Sequence[list[int]]) -> tuple[list[int], list[int]]:
    """Two texts beside their labels, which stand at their middles; the upper ends where a sentence does, if it can."""
    printed = [dump.strips[line[0]].line for line in lines]
    upper, lower = (mean(_place(printed, dump.strips[number].line) for number in label.numbers) for label in labels)
    ways = [
        (abs((cut - 1) / 2 - upper) + abs((cut + len(lines) - 1) / 2 - lower) + OPEN * (dump.strips[lines[cut - 1][-1]].text[-1] not in "。；;"), cut)
        for cut in range(1, len(lines))
    ]
    cut = min(ways)[1] if ways else 0
    return [number for line in lines[:cut] for number in line], [number for line in lines[cut:] for number in line]


def _place(printed: Sequence[int], line: int) -> float:
    """Which of the printed lines it is; between two of them where it is none."""
    return printed.index(line) if line in printed else bisect(printed, line) - 0.5


def _side_by_side(dump: Dump, labels: Sequence[Hit], free: Sequence[int]) -> list[Text]:
    left, right = sorted(labels, key=lambda label: dump.strips[label.numbers[0]].start)
    spans = [dump.span((number,)) for number in free if not dump.loose(number)]
    low, high = middle(dump, left.numbers[0]), middle(dump, right.numbers[-1])
    lines = dump.by_line(free)
    if high - low > MOST_WIDE or any(len(line) > MOST_ON_LINE for line in lines):
        return []
    gutter = min(
        (low + step / 2 for step in range(int(2 * (high - low)) + 1)),
        key=lambda place: (sum(a < place < b for a, b in spans), abs(2 * place - low - high)),
    )
    sides: tuple[list[int], list[int]] = ([], [])
    for line in lines:
        cut = min(range(len(line) + 1), key=lambda cut: _parted(dump, line, cut, gutter))
        sides[0].extend(line[:cut])
        sides[1].extend(line[cut:])
    starts = Counter(dump.strips[line[0]].start for line in dump.by_line(sides[0]) if dump.strips[line[0]].width > 6)
    edge = starts.most_common(1)[0][0] - 1 if starts else 0
    texts = ([number for number in sides[0] if dump.strips[number].start >= edge], sides[1])
    if not all(texts):
        return []
    return [Text(label.key, label.numbers, tuple(text)) for label, text in zip((left, right), texts, strict=True)]


def _parted(dump: Dump, line: Sequence[int], cut: int, gutter: float) -> float:
    """What it costs for the strips of a line from the `cut`th on to stand right of the gutter.

    Behind a single blank a strip may have stood further right, so all on the right have when the first of them is such a one.
    """
    over = sum(max(0.0, dump.span((number,))[1] - gutter) for number in line[:cut])
    drifted = 0 < cut < len(line) and dump.loose(line[cut])
    under = 0.0 if drifted else sum(max(0.0, gutter - dump.span((number,))[0]) for number in line[cut:])
    inside = sum(not dump.loose(number) for place, number in enumerate(line) if place not in (0, cut))
    bordered = drifted and border(dump.strips[line[cut - 1]], dump.strips[line[cut]])
    return over + under + CELLS * inside + TOGETHER * drifted + 2 * bordered


def middle(dump: Dump, number: int) -> float:
    """The middle column of a strip."""
    return dump.strips[number].start + len(dump.strips[number].passage.text) / 2
