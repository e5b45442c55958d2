"""Which form definition a document fits: by its headings, its title and the levels of its indicators."""

from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import islice

from formlint.definitions import Definition
from formlint.documents import Document
from formlint.recognisers.headings import fold, plain, vocabulary

LONGEST_TITLE = 60  # characters
LONG = 2 * LONGEST_TITLE  # a line with more may be a stream of cells
TOP = 3  # rows of a sheet that may hold its title, below the number of its annex
LEVELS = 4  # different levels of indicators (产出指标, 数量指标, ...): no other form has them, so they say as much as a title


def titled(document: Document, definition: Definition) -> bool:
    """A line of the document is a title of such forms."""
    return any(vocabulary(definition).titles.find(line.text) for line in document.lines)


def headed(document: Document, definition: Definition) -> bool:
    """The same, or the first row of a table is one, as a sheet has it."""
    titles = vocabulary(definition).titles
    return titled(document, definition) or any(cell.row < TOP and titles.find(cell.text) for table in document.tables for cell in table.cells)


def choose(document: Document, definitions: Sequence[Definition], force: str = "") -> Definition | None:
    """The definition that fits best; none when none fits well enough. `force` is the id of the one to take whatever the document looks like."""
    if force:
        return next((each for each in definitions if each.id == force), None)
    texts = [cell.text for table in document.tables for cell in table.cells]
    lines: Sequence[str] = document.texts
    if max(map(len, lines), default=0) > LONG or "|" in document.whole:
        lines = [part for text in lines for part in (text, *_parts(text))]
    printed = _Printed([*texts, *lines])
    only = len(definitions) == 1
    score, best = max(((_score(printed, each, only=only), -place) for place, each in enumerate(definitions)), default=(0.0, 0))
    return definitions[-best] if score >= 1 else None


class _Printed:
    """The texts of a document, as headings are looked for among them."""

    def __init__(self, texts: Iterable[str]) -> None:
        self.texts = list(filter(None, texts))
        self.folded = frozenset(map(fold, self.texts))

    @cached_property
    def running(self) -> str:
        """All of them in one, for headings that a dump glues together."""
        return "".join(map(plain, self.texts))


def _parts(text: str) -> list[str]:
    """The cells of a line between bars, and what may be the title at the beginning of a stream of glued cells. Most lines have neither."""
    parts = text.split("|") if "|" in text else []
    if len(text) > LONG and "表" in text[:LONGEST_TITLE]:
        parts.append(text[: text.index("表") + 1])
    return parts


def _score(printed: _Printed, definition: Definition, *, only: bool) -> float:
    """Different headings over those needed; without a title twice as many are needed, and under one any word of its columns is one. 0 where even a
    title would leave too few. `only`: it is compared with no other, so that headings are counted as long as they are needed."""
    words, folded = vocabulary(definition), printed.folded
    known, needed = words.headings, definition.recognise.at_least
    found = known & folded
    if len(found) < needed:
        running = printed.running
        glued = (word for word in known if word in running)
        found = frozenset(islice(glued, 2 * needed) if only else glued)
    if len(found) < needed and len(found | (words.heads & folded)) < needed:
        return 0.0
    headed = any(map(words.titles.find, printed.texts))
    if headed:
        found |= words.heads & folded
    headed = headed or len(words.levels & folded) >= LEVELS
    return len(found) / (needed * (1 if headed else 2))
