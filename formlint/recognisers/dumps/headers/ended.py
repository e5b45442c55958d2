"""Headings of columns that end in lines of their own below: 偏差原因 / 分析及改进措施."""

from collections.abc import Sequence
from itertools import chain

from formlint.recognisers.dumps.dump import Dump
from formlint.recognisers.headings import STARRED, Lexicon

HEADED = 4  # lines of a heading below the one that is known


def ends_below(dump: Dump, lexicon: Lexicon, key: str, numbers: Sequence[int]) -> list[int]:
    """The strips that end the heading of `key` in the lines right below `numbers`, with no rows between; none where no known heading ends so."""
    text, line = dump.text(numbers), dump.strips[numbers[-1]].line
    (start, end), found = dump.seen(numbers[-1:]), list[int]()
    for number in chain.from_iterable(dump.on_line(each) for each in range(line + 1, line + 1 + HEADED)):
        first, last = dump.seen((number,))
        if not dump.taken[number] and first < end and start < last:
            found.append(number)
            known = lexicon.find(text + dump.text(found))
            if known and known[1] < STARRED and known[0] == key:
                return found
    return []
