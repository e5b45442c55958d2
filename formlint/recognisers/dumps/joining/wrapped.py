"""Numbers of an aligned dump that a narrow cell broke in two: 2895.623 / 192 stand in the line above and the line below that of their row.

The label of the row and its other numbers stand in the line between, as every cell is centred. There the two parts become one strip again.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile, zip_longest

from formlint.documents import Passage
from formlint.recognisers.dumps.aligned.scattered import fits
from formlint.recognisers.dumps.costs import border
from formlint.recognisers.dumps.dump import Dump
from formlint.recognisers.dumps.strips import Kind, Strip, kind_of, width
from formlint.recognisers.headings import plain
from formlint.records import replace

_BEGUN = re.compile(r"-?\d[\d,]*(?:\.\d*)?")
_REST = re.compile(r"[\d,]{0,12}\.?\d{1,12}(?:[%‰分元]|万元)?|[分元%]|万元")
_DECIMAL = re.compile(r"\d{1,3}\.\d{1,2}")
MOST_QUOTED = 16  # strips of a line with quotation marks
UPRIGHT = 3  # parts of one at least
AROUND = 40  # strips that a label may reach over
FINE = 3  # digits behind the point that only amounts have
_UNITS = frozenset(("次", "人", "人次", "个", "户", "处", "项", "场", "所", "家", "座", "期", "名", "件", "批", "份", "台", "套", "公里", "亩"))
_QUOTES = frozenset("“”‘’")
_NARROW = re.compile(r"\(?\d{0,2}分?\)?|.")
_DECIMAL_NUMBER = re.compile(r"\d[\d,]*\.\d+")
_LONG_DECIMALS = re.compile(r"\n(?=.{6})\d[\d,]*\.(\d+)$", re.MULTILINE)  # of what is longer than a score
_POINT = re.compile(r"\d[\d,]*(?:\.\|\d{1,4}|\|\.\d{1,4}[元万]{0,2}|(?<=,\d)\|\d\d\.\d+[元万]{0,2}|(?<=,\d\d)\|\d\.\d+[元万]{0,2})")
_BROAD = re.compile(r"[０-９]\|[０-９]|[０-９]{1,2}．[０-９]\|[０-９]|[０-９]{2,}\|[０-９]+(?:．[０-９]+)?[^０-９．]{1,3}")
_TWO_LINES = re.compile(b"\2(?=\1\2)")  # gaps: an empty line, a line break, an empty line
_OPEN_END = re.compile(r"\d[\d,]*\.\|\d{1,4}[%‰分]?|\d[\d,]*\|\.\d{1,4}[%‰分]?|\d+(?:\.\d+)?\|[%‰]|\d+\.\d\|\d[%‰]")
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
LONGEST_SCORE = 5  # 97.75
WHOLE = 2  # numbers of a closing row: with its weight and its score in their line nothing of it is torn
APART = 4.0  # columns between the middles of two parts of one number


def joined_numbers(dump: Dump) -> None:
    """Puts the broken numbers of the rows of amounts, and of the closing row, back into their lines."""
    funds = dump.headings(dump.words.rows["funds"])
    labels = [*funds, *dump.headings(dump.words.closing["indicators"])]
    rows = sorted({dump.strips[number].line for hit in labels for number in hit.numbers})
    sums = {dump.strips[number].line for hit in labels[len(funds) :] for number in hit.numbers}
    found: list[tuple[int, Strip]] = []
    used: set[int] = set()
    for line in rows:
        if line in sums and sum([dump.strips[number].kind is Kind.NUMBER for number in dump.on_line(line)]) >= WHOLE:
            continue
        for first, rest in _pairs(dump, line, set(rows)):
            if not {first, rest} & used:
                used |= {first, rest}
                found.append((line, _whole(dump, line, first, rest)))
    if not found:
        return
    kept = [strip for number, strip in enumerate(dump.strips) if number not in used]
    dump.put(sorted([*kept, *(strip for _, strip in found)], key=lambda strip: (strip.line, strip.start)))


def joined_flows(dump: Dump) -> None:
    """The same in a dump whose cells are parted by empty lines: ９９． / ８ with nothing else between two empty lines."""
    pairs = [pair.start() for pair in _TWO_LINES.finditer(dump.gaps + b"\2")]
    usual = _usual_decimals(dump) if pairs else 0
    broken = [number for number in pairs if _digits(dump, number, usual)]
    if not broken:
        return
    rests = {number + 1 for number in broken}
    whole = {number: replace(_whole(dump, dump.strips[number].line, number, number + 1), gap=2) for number in broken}
    dump.put([whole.get(number, strip) for number, strip in enumerate(dump.strips) if number not in rests])


def joined_lines(dump: Dump) -> None:
    """The same in a dump that prints the cells of a row one after the other, those of one height in one line: 7 / 6.6 / 7 are 7 and 6.67.

    There a number has a line of its own, behind a line that ends with a number, only as the rest of it.
    """
    strips, found = dump.strips, list[Strip]()
    rests = [strip.gap == 1 and (strip.text == "分" or strip.text[0] in "0123456789.") for strip in strips]
    if not any(rests):
        return
    decimals = {_decimals(strip.text) for strip in strips}
    for number, strip in enumerate(strips):
        alone = rests[number] and (number + 1 == len(strips) or strips[number + 1].gap > 0)
        after = strips[number + 1] if number + 1 < len(strips) else None
        hundred = rests[number] and strip.text == "0" and len(found) > 1 and found[-1].text == "10" and _closes(dump, found[:-1])
        if hundred or (alone and found and found[-1].text[-1] in "0123456789." and _rest(found, strip, after, decimals)):
            found[-1] = joined_strips(found[-1], strip)
        else:
            found.append(strip)
    if len(found) < len(strips):
        dump.put(found)


def placed_quotes(dump: Dump) -> None:
    """Quotation marks of another font, which a dump prints before their line, go back to the blanks that they left: “ ” / 落实 三审三校 制度。"""
    strips = dump.strips
    found: list[Strip] = []
    place = 0
    while place < len(strips):
        end = place
        while end < len(strips) and strips[end].text in _QUOTES:
            end += 1
        marks = strips[place:end]
        if not marks:
            found.append(strips[place])
            place += 1
            continue
        parts = list(takewhile(lambda strip, line=strips[end].line: strip.line == line, strips[end : end + MOST_QUOTED])) if end < len(strips) else []  # type: ignore[misc]
        found += _quoted(marks, parts)
        place = end + len(parts)
    if [strip.text for strip in found] != [strip.text for strip in strips]:
        dump.put(found)


def _quoted(marks: Sequence[Strip], parts: Sequence[Strip]) -> list[Strip]:
    """The parts of a line with the marks between them, where there are as many blanks as marks, beside those before numbers."""
    blanks = [place for place, (one, two) in enumerate(pairwise(parts), 1) if not border(one, two)]
    if len(blanks) != len(marks) or any(parts[place].gap for place in blanks):
        return [*marks, *parts]
    found: list[Strip] = []
    for place, part in enumerate(parts):
        if place in blanks:
            found.append(replace(marks[blanks.index(place)], gap=0, line=part.line))
        found.append(part)
    found[0] = replace(found[0], gap=marks[0].gap or 1)
    return found


def joined_columns(dump: Dump) -> None:
    """Labels of a column that has room for one character: 成 / 本 / 指 / 标 / （ / 20 / 分 / ）, also where cells of their row stand between."""
    strips = dump.strips
    if sum(len(strip.text) == 1 and strip.gap > 0 for strip in strips) < UPRIGHT:
        return
    words = sorted({plain(word) for section in dump.definition.sections.values() for word in (*section.words, *section.parts)}, key=len, reverse=True)
    begins = {word[0] for word in words}
    alone = [bool(strip.gap) and (after is None or after.gap > 0) for strip, after in zip_longest(strips, strips[1:]) if strip]
    used: dict[int, int] = {}  # strips and the first of their label
    for number, strip in enumerate(strips):
        if number not in used and alone[number] and strip.text in begins:
            window = range(number, min(number + AROUND, len(strips)))
            label = _upright(dump, words, [each for each in window if alone[each] and each not in used and _NARROW.fullmatch(strips[each].text)])
            used.update(dict.fromkeys(label, number))
    if used:
        parts: dict[int, list[int]] = {}
        for number, first in used.items():
            parts.setdefault(first, []).append(number)
        whole = {first: _all(strips, numbers) for first, numbers in parts.items()}
        dump.put([whole.get(number, strip) for number, strip in enumerate(strips) if used.get(number, number) == number])


def _upright(dump: Dump, words: Sequence[str], numbers: Sequence[int]) -> list[int]:
    """The strips that make up a label with its points from the first on, of UPRIGHT parts at least."""
    text, parts, best = "", list[int](), list[int]()
    for number in numbers:
        longer = text + dump.strips[number].text
        word = fits(longer, words) if len(longer) > 1 else ""
        if word is not None:
            text = longer
            parts.append(number)
        elif not text:
            break
        if word and len(parts) >= UPRIGHT and (longer[-1] == ")" or (len(parts) > UPRIGHT and dump.words.sections.find(word))):
            best = list(parts)
    return best


def _all(strips: Sequence[Strip], numbers: Sequence[int]) -> Strip:
    whole = strips[numbers[0]]
    for number in numbers[1:]:
        whole = joined_strips(whole, strips[number])
    return whole


def joined_counts(dump: Dump) -> None:
    """A count whose unit has a line of its own belongs to the words before it: 展安全督导 2 / 次."""
    strips, found = dump.strips, list[Strip]()
    for number, strip in enumerate(strips):
        after = strips[number + 1] if number + 1 < len(strips) else None
        counted = after is not None and after.gap == 1 and after.text in _UNITS and (number + 2 == len(strips) or strips[number + 2].gap > 0)
        if counted and found and strip.gap == 0 and strip.kind is Kind.NUMBER and found[-1].kind is Kind.WORDS:
            found[-1] = joined_strips(found[-1], strip)
        else:
            found.append(strip)
    if len(found) < len(strips):
        dump.put(found)


def _closes(dump: Dump, found: Sequence[Strip]) -> bool:
    """The label of the closing row stands last: 总 分 / 10 / 0."""
    closing = dump.words.closing["indicators"]
    return any(closing.find("".join(strip.text for strip in found[-size:])) for size in (1, 2, 3))


def _rest(found: Sequence[Strip], strip: Strip, after: Strip | None, decimals: set[int]) -> bool:
    """The strip is the rest of the number before it: by its point, its 分, its broad digits, its thousands, or its digits."""
    before, text = found[-1], strip.text
    if text == "分":
        return before.kind is Kind.NUMBER
    if _POINT.fullmatch(before.text + "|" + text) or _BROAD.fullmatch(before.passage.text + "|" + strip.passage.text):
        return True
    if not text.isdigit() or not _DECIMAL_NUMBER.fullmatch(before.text):
        return False
    if strip.kind is before.kind is Kind.NUMBER:  # a weight, a score, and a third number
        follows = after is not None and after.kind is Kind.NUMBER
        return len(found) > 1 and found[-2].kind is Kind.NUMBER and (len(found) < 3 or found[-3].kind is not Kind.NUMBER) and not follows
    return _decimals(before.text) >= FINE or _decimals(before.text + text) in decimals - {0, 1}


def _decimals(text: str) -> int:
    """Digits behind the point of a number."""
    return len(text.partition(".")[2]) if _DECIMAL_NUMBER.fullmatch(text) else 0


def _digits(dump: Dump, number: int, usual: int) -> bool:
    """Two parts of one number: the first has no end without the second, or both are of the broad digits that a narrow cell breaks, or only together
    they have as many decimals as amounts have here (`usual`). 7.5 / 7 may be two scores."""
    one, two = dump.strips[number], dump.strips[number + 1]
    if not one.text[-1].isdigit() and one.text[-1] not in ".,":
        return False
    if _OPEN_END.fullmatch(f"{one.text}|{two.text}") and not (dump.apart and two.text in ("%", "‰")):
        return True
    whole, broad = one.text + two.text, all("０" <= strip.passage.text[-1] <= "９" for strip in (one, two))
    if (broad and _DECIMAL.fullmatch(whole)) or ("," in one.text and _GROUPED.fullmatch(whole) and not _GROUPED.fullmatch(one.text)):
        return True
    return usual >= 2 and len(whole) > LONGEST_SCORE and two.text.isdigit() and 0 < _decimals(one.text) < usual == _decimals(whole)


def _usual_decimals(dump: Dump) -> int:
    """How many decimals most amounts have that are longer than a score."""
    counted = Counter(map(len, _LONG_DECIMALS.findall(dump.whole)))
    return counted.most_common(1)[0][0] if counted else 0


def _pairs(dump: Dump, line: int, rows: set[int]) -> Iterator[tuple[int, int]]:
    """The parts above and below that stand over one another, where the line between them prints nothing.

    A dash or a rate with something below it ends there: these are the cells of two rows.
    """
    above, below = (_beside(dump, line, step, rows) for step in (-1, 1))
    if any(_ends(dump.strips[first]) and overlap(dump, first, rest) for first in above for rest in below):
        return
    for first in above:
        for rest in below:
            free = not any(overlap(dump, number, first) for number in dump.on_line(line))
            if free and abs(_middle(dump, first) - _middle(dump, rest)) <= APART and _broken(dump, first, rest):
                yield first, rest


def _beside(dump: Dump, line: int, step: int, rows: set[int]) -> list[int]:
    """The strips of the next printed line above or below that is no row itself."""
    for each in (line + step, line + 2 * step):
        if each in rows:
            return []
        if dump.on_line(each):
            return dump.on_line(each)
    return []


def _ends(strip: Strip) -> bool:
    return strip.kind is Kind.DASH or strip.text.endswith("%")


def _broken(dump: Dump, first: int, rest: int) -> bool:
    return bool(_BEGUN.fullmatch(dump.strips[first].text) and _REST.fullmatch(dump.strips[rest].text))


def _whole(dump: Dump, line: int, first: int, rest: int) -> Strip:
    return replace(joined_strips(dump.strips[first], dump.strips[rest]), line=line, gap=0)


def joined_strips(one: Strip, two: Strip) -> Strip:
    text = one.text + two.text
    return replace(one, passage=Passage.join((one.passage, two.passage)), text=text, width=width(text), kind=kind_of(text), reach=width(text))


def _middle(dump: Dump, number: int) -> float:
    start, end = dump.span((number,))
    return (start + end) / 2


def overlap(dump: Dump, number: int, other: int) -> bool:
    start, end = dump.span((number,))
    first, last = dump.span((other,))
    return start < last and first < end
