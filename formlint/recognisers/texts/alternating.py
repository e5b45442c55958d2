"""Amounts in one line, each behind its own heading, as systems export them and people tell them in chat.

    年度资金总额：全年预算数 480 万元，全年执行数 468.5 万元，执行率 97.6%
    全年预算数：68万元 全年执行数：65.28万元 执行率：96%

Such a line becomes two, the headings and below them the values, so that every road reads them as the table they are. A sentence that goes on behind
the values is none, nor is one with commas between them and nothing before them.

This is for texts that lost their cells, before anything looks for columns in them: the roads of `linear` take headings wherever they stand. Documents
with cells keep theirs, and the lines beside their tables are read as they are by `formlint.recognisers.tables.told`.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from formlint.definitions import Definition, TableDefinition
from formlint.documents import Document, Line, Passage
from formlint.recognisers.headings import vocabulary
from formlint.recognisers.searched import found_in
from formlint.records import replace

FEWEST = 2  # pairs of a heading and its value
SHORTEST, LONGEST = 10, 200  # characters of such a line: 预算数68执行数65
MOST = 60  # such lines: a form has one to eight, a text may hold several forms

_GAPS = r"[\s,，;；、。|｜]*"
_NUMBER = r"-?\d[\d,]*(?:\.\d+)?\s*(?:%|％|‰|亿元|万元|万|元|分(?![值数]))?"
_ENDS = re.compile(rf"[\d%％‰元万分]{_GAPS}$")  # a number, as far as its last character tells
_MARK = re.compile(r"[，；;、。]|,(?!\d)")
_COLON = re.compile("[:：]")
_GAP = re.compile(_GAPS)


def alternated(document: Document, definition: Definition) -> Document:
    """The document, lines of headings and values in turn as two lines each; the same document where there are none."""
    table = next((each for each in definition.tables.values() if not each.listed and "total" in each.rows), None)
    if table is None or document.ruled:
        return document
    lines = document.lines
    texts = document.texts
    telling = _telling(document.whole, texts, _headed(definition, table.name))
    if not telling:
        return document
    between = _between(texts)
    halves = {at: _halves(lines[at], table, definition, between) for at in telling}
    if not 0 < sum(map(len, halves.values())) - len(halves) <= MOST:
        return document
    return replace(document, blocks=tuple([each for at, line in enumerate(lines) for each in halves.get(at, (line,))]))


def _telling(whole: str, texts: Sequence[str], headed: re.Pattern[str]) -> set[int]:
    """The lines that end with a number, with as many headings before numbers as a row has. Looked for in all at once: hardly any line has one."""
    found = Counter(found_in(whole, headed, "\0"))
    return {at for at, times in found.items() if times >= FEWEST and SHORTEST <= len(texts[at]) <= LONGEST and _ENDS.search(texts[at])}


def _between(texts: Sequence[str]) -> str:
    """What stands between the cells of this text."""
    whole = "\n".join(texts)
    return next((mark for mark in ("\t", "|") if mark in whole and sum([mark in text for text in texts]) > 3), "  ")


def _halves(line: Line, table: TableDefinition, definition: Definition, between: str) -> list[Line]:
    pairs = list(_pairs(line.passage, table, definition))
    keys = [key for key, _, _ in pairs]
    if len(pairs) < FEWEST or len(set(keys)) < len(keys) or not all(set(keys) & set(group) for group in table.needs):
        return [line]
    start = line.text.index(pairs[0][1].text) if pairs[0][1].text in line.text else 0
    label = line.passage.cut(0, start).strip()
    named = vocabulary(definition).rows[table.name].find(label.text.rstrip(":： ")) if label.text else None
    if (label.text and named is None) or (not label.text and _sentence(line.text, len(pairs))):
        return [line]
    first = label if label.text else Passage(table.rows["total"][0])
    return [
        Line(Passage.join((Passage("资金"), *(heading for _, heading, _ in pairs)), between)),
        Line(Passage.join((first, *(value for _, _, value in pairs)), between)),
    ]


def _sentence(text: str, pairs: int) -> bool:
    """Marks stand between the pairs and not a colon in each: 全年预算数68万元，全年执行数65.28万元。 is a line of a text that was broken there."""
    return _MARK.search(text) is not None and len(_COLON.findall(text)) < pairs


def _pairs(passage: Passage, table: TableDefinition, definition: Definition) -> Iterator[tuple[str, Passage, Passage]]:
    """The column, heading and value of every pair; nothing when something else stands between them or behind them."""
    found = list(_pattern(definition, table.name).finditer(passage.text))
    gaps = [passage.text[before.end() : after.start()] for before, after in pairwise(found)]
    if not found or not all(_GAP.fullmatch(gap) for gap in [*gaps, passage.text[found[-1].end() :]]):
        return
    for match in found:
        key = vocabulary(definition).columns[table.name].key(match[1])
        if not key:
            return
        yield key, passage.cut(*match.span(1)), passage.cut(*match.span(2)).strip()


@cache
def _headed(definition: Definition, name: str) -> re.Pattern[str]:
    """What a heading ends with, and a number behind it: to look for all headings takes ten times as long."""
    ends = {word[-1] for each in definition.tables[name].columns.values() for word in each if "*" not in word}
    return re.compile(rf"[{re.escape(''.join(sorted(ends)))})）][:：为|｜\t\s]{{0,3}}\d")


@cache
def _pattern(definition: Definition, name: str) -> re.Pattern[str]:
    words = [word for each in definition.tables[name].columns.values() for word in each if "*" not in word]
    listed = "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))
    return re.compile(rf"({listed})(?:[（(][^（）()]{{0,8}}[)）])?\s*+[:：为|｜\t]?\s*+({_NUMBER})")
