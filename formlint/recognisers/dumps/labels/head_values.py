"""Values of the form's head that a dump prints apart from their labels: 主管部门 ~ 项目资金（万元） ~ 凤山区农业农村局.

A dump whose cells empty lines part goes down a narrow column before it goes on to the right, so that side titles stand between a label and its value,
and labels of two rows before the values of both. Values come in the order of their labels, though. So as many names as labels have none, up to the
first amount, are theirs one after the other. Where a project is called like a department, names have moved up by one, and a name of a department
that does not end like one was torn: then nobody knows.
"""

import re
from collections.abc import Sequence

from formlint.recognisers.dumps.dump import Dump, Hit
from formlint.recognisers.dumps.labels.torn_names import ended_name
from formlint.recognisers.dumps.strips import Kind

NAMED = frozenset(("unit", "dept", "project"))  # labels whose value is a name
ENDED = frozenset(("unit", "dept"))  # which ends as such names do
SHORTEST = 3.0  # characters of a name
_BRACKETS = re.compile(r"\(.*|.*\)")  # what is left of a side title, or the points of a section: 项目资金 / （万元）
_AMOUNT = re.compile(r"-?[\d,]+(?:\.\d+)?[%元]?")


def head_values(dump: Dump, labels: Sequence[Hit], project: Sequence[int]) -> list[tuple[Hit, list[int]]]:
    """The labels of the head that have no value beside them, with those that surely are theirs; `project` is its name, where that is known."""
    waiting = [hit for hit in labels if hit.key in NAMED and not _begins_title(dump, hit)]
    if not dump.airy or not waiting or _moved(dump, project) or len({hit.key for hit in waiting}) < len(waiting):
        return []
    start = waiting[0].numbers[-1] + 1
    amounts = (number for number in range(start, len(dump.strips)) if _AMOUNT.fullmatch(dump.strips[number].text))
    end = next(amounts, start)
    found = list(zip(waiting, names, strict=True)) if len(names := _names(dump, start, end)) == len(waiting) else []
    return found if all(hit.key not in ENDED or ended_name(dump.text(name)) for hit, name in found) else []


def _moved(dump: Dump, project: Sequence[int]) -> bool:
    """The name of a department stands beside the label of the project, maybe torn over two lines."""
    if not project:
        return False
    behind = project[-1] + 1
    torn = behind < len(dump.strips) and not dump.taken[behind] and dump.strips[behind].gap == 1
    return ended_name(dump.text(project)) or (torn and ended_name(dump.text((*project, behind))))


def _begins_title(dump: Dump, hit: Hit) -> bool:
    """A side title goes on behind it: 项目 / 资金."""
    behind = hit.numbers[-1] + 1
    text = dump.text((*hit.numbers, behind)) if behind < len(dump.strips) else ""
    return any(lexicon.find(text) for lexicon in (dump.words.sides, *dump.words.labels.values()))


def _names(dump: Dump, start: int, end: int) -> list[list[int]]:
    """What nothing the definition knows claims, be it torn over lines: the end of a name in the line below it belongs to it."""
    words = dump.words
    lexicons = (words.fields, words.sides, *words.labels.values(), *words.columns.values(), *words.rows.values(), words.sections, words.parts)
    claimed = {number for lexicon in lexicons for hit in dump.headings(lexicon, start, end) for number in hit.numbers}
    free = [number for number in dump.free(start, end) if number not in claimed and not words.understood(dump.strips[number].text)]
    free = [number for number in free if dump.strips[number].kind in (Kind.WORDS, Kind.MEASURE) and not _BRACKETS.fullmatch(dump.strips[number].text)]
    names: list[list[int]] = []
    for number in free:
        if names and len(names[-1]) == 1 and _ends(dump, names[-1][0], number):
            names[-1].append(number)
        elif dump.strips[number].width >= SHORTEST:
            names.append([number])
    return names


def _ends(dump: Dump, begun: int, number: int) -> bool:
    """The line goes on the one before, which ends no name, and is too short for one of its own."""
    first, second = dump.strips[begun], dump.strips[number]
    torn = number == begun + 1 and second.gap == 1 and 2 * second.width <= first.width
    return torn and not ended_name(first.text) and ended_name(first.text + second.text)
