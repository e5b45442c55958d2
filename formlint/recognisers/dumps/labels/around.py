"""What stands around the tables of a text dump: titles, labels with their values, notes."""

import re
from collections.abc import Callable
from functools import cache, lru_cache
from itertools import compress

from formlint.recognisers.dumps.dump import Dump, Hit
from formlint.recognisers.dumps.labels.head_values import head_values
from formlint.recognisers.dumps.labels.torn_names import whole_name
from formlint.recognisers.dumps.narratives.prose import NAMES
from formlint.recognisers.dumps.strips import Kind
from formlint.recognisers.headings import MOST_KNOWN, STARRED, SUBTITLE, Vocabulary, plain

HEAD = (
    "unit",
    "dept",
    "project",
    "project_code",
    "project_kind",
    "period",
    "fill_date",
    "contact",
    "phone",
    "head",
    "conclusion",
    "problems",
    "measures",
)
LONGEST = 80  # characters of a line that begins with a label
NAME = 6.0  # characters at least of the name of a project
_NOTE = re.compile(r"(?:注|填表说明|说明|备注)\s*[:：]|注\s*\d")
_NOTES = frozenset("注填说备")  # what a note begins with
_NOTED = re.compile("\n[注填说备]")
_NUMBERED = re.compile(r"[(（]?\d{1,2}\s*[.、．)）]")
_PROJECT = re.compile(r"\n(?:19|20)\d\d年度?.{3,28}(?:项目|经费|资金|工程|计划|补助|专项)$", re.MULTILINE)
_CONCLUSION = re.compile(r"^(?:优秀?|良好?|中|差|合格|较好|较差)$|自评|年度|等级|等次|结论|总体|。$")


def notes(dump: Dump) -> list[list[int]]:
    """Lines from 注： on, as long as they are numbered or go on, and up to a title: the lines of every note."""
    first = next((line for number in dump.where(_NOTED) if _NOTE.match(dump.texts[line := dump.strips[number].line])), None)
    if first is None:
        return []
    found: list[list[int]] = []
    ended = 0
    for number, text in enumerate(dump.texts[first:], first):
        ended = len(found) if found and dump.words.titles.find(text) else ended
        noted = text[:1] in _NOTES and _NOTE.match(text)
        if noted or (ended < len(found) and _NUMBERED.match(text)):
            found.append([number])
        elif ended < len(found) and (
            ((len(text) > 30 or text in "≥≤≧≦“”") and number < found[-1][-1] + 4) or (text and _goes_on(dump, found[-1][-1], number))
        ):
            found[-1].append(number)
    for note in found:
        dump.take([number for line in note for number in dump.on_line(line)])
    return found


def _goes_on(dump: Dump, last: int, number: int) -> bool:
    """A note goes on in the next line; an empty line may stand after the first."""
    if number > last + 2 or (number == last + 2 and dump.texts[last + 1]):
        return False
    return len(dump.lines[last].text) > 60 or (number == last + 1 and len(dump.texts[number]) > 10)


def head_lines(dump: Dump) -> None:
    """Titles, and lines that begin with a label and its colon, are left as they stand."""
    lines = dump.lines_left()
    for line in compress(lines, map(_heads(dump.words), map(dump.texts.__getitem__, lines))):  # few
        text = dump.texts[line]
        if (":" not in plain(text) or not _beside_row(dump, line)) if _known(dump.words, text) else _dates(dump, line):
            dump.take_line(line)


@cache
def _heads(words: Vocabulary) -> Callable[[str], bool]:
    """Tells whether a line may stand above a table, or be the year below a title."""
    return lru_cache(maxsize=MOST_KNOWN)(lambda text: _known(words, text) or SUBTITLE.fullmatch(text) is not None)


def _known(words: Vocabulary, text: str) -> bool:
    """It is a title or names an annex, or it begins with a label of the form's head and its colon."""
    if len(text) > LONGEST:
        return False
    label, colon, value = plain(text).partition(":")
    if not colon:
        return words.titles.find(text) is not None or words.fields.key(text) == "annex"
    known = words.fields.find(label)
    return known is not None and known[1] < STARRED and known[0] not in NAMES and "。" not in value


def _dates(dump: Dump, line: int) -> bool:
    """The year below a title: in brackets, with 年度, or behind a line that stays one."""
    text = dump.texts[line]
    return text[0] in "(（" or "度" in text or not {line - 1, line - 2}.isdisjoint(dump.kept)


def _beside_row(dump: Dump, line: int) -> bool:
    """A row of the funds is named behind what looks like a label: 单位：元） 其中：基本支出, the end of a side title and a row."""
    lexicon = dump.words.rows["funds"]
    return any((known := lexicon.find(dump.strips[number].text)) and known[1] < STARRED for number in dump.on_line(line)[1:])


def labelled(dump: Dump, end: int) -> list[tuple[Hit, list[int]]]:
    """Labels without a colon and their values: behind them in the line, else in the next line, else torn to the line below the title."""
    hits = [hit for hit in dump.headings(dump.words.fields, 0, end) if hit.key in HEAD and not dump.text(hit.numbers).endswith(":")]
    labels = {number for hit in hits for number in hit.numbers}
    found: list[tuple[Hit, list[int]]] = []
    lone: list[Hit] = []
    for hit in hits:
        dump.take(hit.numbers)
        value = whole_name(dump, hit, _value(dump, hit.numbers[-1] + 1, labels), labels)
        if value and _suits(dump, hit.key, value):
            dump.take(value)
            found.append((hit, value))
        else:
            lone.append(hit)
    project = next((value for hit, value in found if hit.key == "project"), ())
    for hit, value in head_values(dump, lone, project):
        dump.take(value)
        found.append((hit, value))
        lone.remove(hit)
    projects = [hit for hit in lone if hit.key == "project"]
    torn = ((_below_title(dump) if len(lone) == 1 else []) or _called_project(dump)) if len(projects) == 1 else []
    if torn:
        dump.take(torn)
        found.append((projects[0], torn))
    return found


def _suits(dump: Dump, key: str, value: list[int]) -> bool:
    """Dates and telephones have digits, names and judgements are words; headings are neither."""
    texts = [dump.strips[number].text for number in value]
    label, colon, _ = texts[0].partition(":")
    if (
        not any(map(str.isalnum, "".join(texts)))  # the 。 of a sentence before
        or (colon and dump.words.fields.key(label) != key)
        or any(dump.words.understood(text) for text in texts)
        or dump.headings(dump.words.columns["funds"], value[0], value[-1] + 1)
    ):
        return False
    if key in ("fill_date", "phone", "period", "project_code"):
        return any(character.isdigit() for text in texts for character in text)
    if key == "conclusion" and dump.strips[value[0]].gap == 2:  # far from its label: a judgement of the form, not of an indicator
        return bool(_CONCLUSION.search("".join(texts)))
    return dump.strips[value[0]].kind not in (Kind.NUMBER, Kind.MEASURE, Kind.DASH) or key == "project"


def _value(dump: Dump, start: int, labels: set[int]) -> list[int]:
    """The strips behind a label, up to the end of their line or the next label."""
    value: list[int] = []
    for number in range(start, len(dump.strips)):
        wide = bool(value) and dump.aligned and dump.strips[number].start - _end(dump, value[-1]) > 1
        if dump.taken[number] or number in labels or (value and dump.strips[number].gap) or wide:
            break
        value.append(number)
    return value


def _end(dump: Dump, number: int) -> int:
    strip = dump.strips[number]
    return strip.start + len(strip.passage.text)


def _called_project(dump: Dump) -> list[int]:
    """The one line that is called like a project and nothing else: 2022年甲河治理项目."""
    lines = {dump.strips[number].line for number in dump.where(_PROJECT) if not dump.taken[number]}
    found = [numbers for line in sorted(lines) if len(numbers := dump.on_line(line)) == 1]
    return found[0] if len(found) == 1 else []


def unlabelled(dump: Dump) -> None:
    """The name of the project is no cell of a row, also where its label was lost: it stays a line."""
    for number in _called_project(dump)[:1]:
        dump.take_line(dump.strips[number].line)


def _below_title(dump: Dump) -> list[int]:
    """The line below the title, the year and the date, when it is nothing else."""
    last = max((line for line in dump.kept if dump.words.titles.find(dump.texts[line])), default=None)
    if last is None:
        return []
    for line in range(last + 1, min(last + 8, len(dump.lines))):
        if line in dump.kept or not dump.texts[line]:
            continue
        numbers = dump.on_line(line)
        known = any(dump.taken[number] or dump.words.understood(dump.strips[number].text) for number in numbers)
        return [] if known or sum(dump.strips[number].width for number in numbers) < NAME else numbers
    return []
