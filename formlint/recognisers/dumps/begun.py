"""Which headings a strip of a text dump may begin, asked of every strip once for all lexicons: of the 300 strips of a form 30 may begin any."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache

from formlint.definitions import Definition
from formlint.recognisers.headings import MOST_KNOWN, Lexicon, Vocabulary, is_amount, opening, vocabulary

HEAD = 2  # characters that the lexicons are sorted by
LONGEST_HEADING = 24
_BRACKET = re.compile(r"\([^()]*\)")


class Begun:
    """The lexicons of one definition, by what their words begin with."""

    def __init__(self, words: Vocabulary) -> None:
        tables = (words.columns, words.rows, words.labels, words.closing)
        lexicons = (words.fields, words.sides, *(lexicon for each in tables for lexicon in each.values()))
        self._counted = tuple(lexicon for lexicon in lexicons if lexicon.counted)
        self._by_head = _by_head(lexicons)
        self._known = lru_cache(maxsize=MOST_KNOWN)(self._look)

    def of(self, texts: Sequence[str]) -> Iterable[tuple[Lexicon, ...]]:
        """For each of these plain texts, which follow one another, the lexicons with a heading that may begin with it, and be it or go on in the next
        one."""
        return map(self._known, texts, [*texts[1:], ""])

    def _look(self, text: str, after: str) -> tuple[Lexicon, ...]:
        """(万元) begins no heading, it ends one; an amount, as most are, begins one of few lexicons: 5, not 5 before 、基本支出."""
        if len(text) > LONGEST_HEADING or (text[0] == "(" and _BRACKET.fullmatch(text)):
            return ()
        some = self._counted if text[0].isdigit() and is_amount(text, after) else self._by_head.get(opening(text)[:HEAD], ())
        further = text + after if len(text) + len(after) <= LONGEST_HEADING else ""
        return tuple(each for each in some if each.may_begin(text) and (each.find(text) or (further and each.may_begin(further))))


def _by_head(lexicons: tuple[Lexicon, ...]) -> Mapping[str, tuple[Lexicon, ...]]:
    heads = {start for lexicon in lexicons for start in lexicon.starts if len(start) <= HEAD}
    return {head: tuple(lexicon for lexicon in lexicons if head in lexicon.starts) for head in heads}


@cache
def begun(definition: Definition) -> Begun:
    """Made once for a definition."""
    return Begun(vocabulary(definition))
