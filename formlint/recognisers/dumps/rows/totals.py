"""The closing row of the indicators of a text dump: its label, the 100, the sum of the scores and the grade, wherever the dump has put them."""

import re
from collections.abc import Sequence

from formlint.exact import Fraction
from formlint.recognisers.dumps.dump import Dump, Hit
from formlint.recognisers.dumps.parted.assembled import UNKNOWN, Sums
from formlint.recognisers.dumps.rows.listed import Listing
from formlint.recognisers.dumps.strips import Kind, Strip

NAME = "indicators"
BEHIND = 5  # strips from the 100 on
MOST_SCORE = 30  # of one row
_HUNDRED = re.compile(r"\n100(?:\.00?)?分*$", re.MULTILINE)
_JUDGED = re.compile(r"^自评(?:等级|等次|结果|结论)为")
GRADES = frozenset(("优", "优秀", "良", "良好", "中", "合格", "差", "不合格"))


def close(dump: Dump, found: Listing, start: int, end: int) -> None:
    """The closing row: 100 and what may be the sum of the scores, beside their label or far from it."""
    hits = [hit for hit in dump.headings(dump.words.closing[NAME], start, end) if hit.key == "total"]
    found.closing = hits[-1] if hits else None
    _hundred(dump, found, start, end)


def _hundred(dump: Dump, found: Listing, start: int, end: int) -> None:
    """The 100 of the closing row, and the number behind it; of two that stand together the second is the score."""
    for number in reversed([number for number in dump.where(_HUNDRED) if start <= number < end]):
        strip = dump.strips[number]
        if dump.taken[number] or (number > start and not dump.taken[number - 1] and _is_hundred(dump.strips[number - 1])):
            continue
        label = set(found.closing.numbers) if found.closing else set()
        near = [each for each in range(max(start, number - 3 - len(label)), min(end, number + 3)) if each != number and each not in label]
        found.near = tuple(
            each for each in near if not dump.taken[each] and dump.strips[each].kind is Kind.NUMBER and abs(dump.strips[each].line - strip.line) < 3
        )
        if found.closing or (number + 1 in found.near and _is_whole(dump.strips[number + 1])):
            found.total = (number, number + 1) if number + 1 in found.near else (number,)
            dump.take(found.total)
            break
    if found.closing and found.total:
        dump.take(found.closing.numbers)
        behind = found.total[-1] + 1
        if behind in dump.on_line(dump.strips[found.total[0]].line) and not dump.taken[behind] and dump.strips[behind].text in GRADES:
            found.grade = (behind,)
            dump.take(found.grade)


def _is_whole(strip: Strip) -> bool:
    """What no single row scores: without a label 100 | 8 | 8 is an actual value, its weight and its score."""
    return Fraction(strip.text.rstrip("分")) > MOST_SCORE


def _is_hundred(strip: Strip) -> bool:
    return strip.text.rstrip("分") in ("100", "100.0", "100.00")


def torn_total(dump: Dump, found: Listing, start: int, end: int) -> None:
    """The label of the closing row in two flows: 总 and, behind its numbers, 分."""
    free = dump.free(start, end)
    parts = [next((number for number in free if dump.strips[number].text == text), None) for text in ("总", "分")]
    if found.closing is None and parts[0] is not None and parts[1] is not None:
        found.closing = Hit("total", (parts[0], parts[1]))
        dump.take(found.closing.numbers)
        _hundred(dump, found, start, end)


def lone_grade(dump: Dump, found: Listing, start: int, end: int) -> None:
    """The one grade (优, 自评等级为优) that stands in a flow of its own behind the 100, where the closing row has none: a target and its actual would
    be two, and what a row reached (合格) stands before it."""
    if found.grade or not found.total:
        return
    texts = {number: dump.strips[number].text for number in dump.free(start, end)}
    grades = [each for each, text in texts.items() if _JUDGED.sub("", text) in GRADES and (each > found.total[0] or text not in GRADES)]
    if len(grades) == 1 and dump.strips[grades[0]].gap == 2 and (grades[0] + 1 == len(dump.strips) or dump.strips[grades[0] + 1].gap):
        found.grade = (grades[0],)
        dump.take(found.grade)


def total_score(dump: Dump, found: Listing) -> None:
    """The number behind the 100 of the closing row that is too great for a score of one row, where a torn score may stand between."""
    if found.total and found.closing:
        dump.release(found.total[1:])
        behind = range(found.total[0] + 1, min(found.total[0] + BEHIND, len(dump.strips)))
        numbers = [number for number in behind if not dump.taken[number] and dump.strips[number].kind is Kind.NUMBER]
        great = [number for number in numbers if float(dump.strips[number].text.rstrip("分")) > MOST_SCORE]
        found.total = (found.total[0], *(great if len(great) == 1 else ()))
        found.near = tuple(great)
        dump.take(found.total)


def sums(dump: Dump, found: Listing, done: Sequence[int]) -> Sums:
    """What weights and scores of the rows add up to: the closing row less the row of the funds."""
    if not len(found.total) == len(done) == 2:
        return UNKNOWN
    whole, funds = ([Fraction(dump.strips[number].text.rstrip("分")) for number in pair] for pair in (found.total, done))
    return whole[0] - funds[0], whole[1] - funds[1]
