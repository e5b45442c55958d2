"""Goal and actual one behind the other, in a dump that prints a cell and then the next.

    年初设定目标                                a text behind each label, however short it is
    修缮文物保护单位6处；
    全年完成情况
    选派16名业务骨干到省级部门跟班学习。

Where the labels stand side by side both texts stand behind them, or elsewhere, as one stretch of lines. It is cut behind a line that ends a sentence,
so that both parts read as texts; when several places are as good, nothing tells.
"""

import re
from collections.abc import Iterable, Sequence

from formlint.recognisers.dumps.dump import Dump, Hit
from formlint.recognisers.dumps.narratives.abreast import ALONE, ENDED, MARKS, Lines, is_title, text_cost, told

LISTED = 1.0  # less for the second text to begin a list
SURE = 1.0  # by so much one place must be better than the others
MOST_LINES = 200  # of both texts: every place to cut them is tried
TOLD = 0.5  # less for every word that says that the first is the goal, and the second what was done
_LISTED = re.compile(r"[(（]?[1一][.．、)）是]|第一|首先")

Strips = tuple[int, ...]


def successive(dump: Dump, labels: Sequence[Hit], runs: Sequence[Sequence[int]], end: int) -> tuple[Strips, Strips] | None:
    """Goal and actual; `labels` are their labels in this order, `runs` the stretches of wide lines, `end` is where the indicators begin."""
    goal, actual = labels
    if goal.numbers[0] > actual.numbers[0]:
        return None
    stop = end if end > actual.numbers[-1] else len(dump.strips)
    first, behind = _stretch(dump, range(goal.numbers[-1] + 1, actual.numbers[0])), _stretch(dump, range(actual.numbers[-1] + 1, stop))
    others = [text for text in (_stretch(dump, run) for run in runs if not {*run} & {*first, *behind}) if text and _is_text(dump, text)]
    if first:
        second = behind or (others[0] if len(others) == 1 else ())
        return (first, second) if second else None
    if behind and len(others) == 1 and _is_text(dump, behind):
        return behind, others[0]
    whole = behind if behind and not others else (*_before(dump, others[0][0]), *others[0]) if len(others) == 1 and not behind else ()
    return _cut(dump, dump.by_line(whole))


def _stretch(dump: Dump, numbers: Iterable[int]) -> Strips:
    """The free strips from the first on, as far as the last sentence among them ends; without the end of a side title before them."""
    found: list[int] = []
    for number in numbers:
        if dump.taken[number] or dump.words.sides.find(dump.strips[number].text):
            break
        if found or not is_title(dump, number):
            found.append(number)
    while found and not ENDED.search(dump.strips[found[-1]].text):
        found.pop()
    return tuple(found) if found and not MARKS.match(dump.strips[found[0]].text) else ()


def _before(dump: Dump, first: int) -> Strips:
    """The short line above a text, when it is a sentence: 修缮文物保护单位6处；."""
    line = [number for number in dump.on_line(dump.strips[first - 1].line) if number < first] if first else []
    free = bool(line) and not any(dump.taken[number] for number in line) and ENDED.search(dump.strips[line[-1]].text)
    return tuple(line) if free and text_cost(dump, [line]) == 0 else ()


def _is_text(dump: Dump, numbers: Sequence[int]) -> bool:
    return text_cost(dump, dump.by_line(numbers)) <= ALONE


def _cut(dump: Dump, lines: Lines) -> tuple[Strips, Strips] | None:
    """The lines as two texts: at the one place that is best."""
    if len(lines) > MOST_LINES:
        return None
    ends = [place for place in range(1, len(lines)) if ENDED.search(dump.strips[lines[place - 1][-1]].text)]
    ways = sorted((_two(dump, lines[:place], lines[place:]), place) for place in ends)
    if not ways or (len(ways) > 1 and ways[1][0] - ways[0][0] < SURE):
        return None
    place = ways[0][1]
    return tuple(number for line in lines[:place] for number in line), tuple(number for line in lines[place:] for number in line)


def _two(dump: Dump, one: Lines, two: Lines) -> float:
    texts = ["".join(dump.text(line) for line in lines) for lines in (one, two)]
    return text_cost(dump, one) + text_cost(dump, two) - LISTED * bool(_LISTED.match(texts[1])) - TOLD * told(*texts)
