"""Text without the characters that have no width: what copies from web pages and chats leave in cells, and nobody sees.

A zero-width space inside 三级指标 or 98.81% would make it another word, or two numbers. The characters that stay keep their places.
"""

import re
from collections.abc import Iterator

from formlint.documents import Document, Line, Passage, Piece, Table
from formlint.records import replace

MOST_GAPS = 200  # in one text; where there are more, blanks take their place, which is linear whatever a file does

# soft hyphen, zero-width space, non-joiner, joiner, word joiner, byte order mark; direction marks stay, for the reports make them visible
_UNSEEN = re.compile("[\xad\u200b-\u200d\u2060\ufeff]+")


def seen(document: Document) -> Document:
    """The document as it is seen; itself where every character is."""
    if not any(map(_UNSEEN.search, _texts(document))):
        return document
    return replace(document, blocks=tuple(_block(block) for block in document.blocks))


def _texts(document: Document) -> Iterator[str]:
    for block in document.blocks:
        if isinstance(block, Line):
            yield block.text
        else:
            yield from (cell.passage.text for cell in block.cells)


def _block(block: Table | Line) -> Table | Line:
    if isinstance(block, Line):
        return replace(block, passage=_passage(block.passage))
    return replace(block, cells=tuple(replace(cell, passage=_passage(cell.passage)) for cell in block.cells))


def _passage(passage: Passage) -> Passage:
    gaps = list(_UNSEEN.finditer(passage.text))
    if len(gaps) > MOST_GAPS:
        return replace(passage, text=_UNSEEN.sub(lambda gap: " " * len(gap[0]), passage.text))
    ends = [*(gap.start() for gap in gaps), len(passage.text)]
    starts = [0, *(gap.end() for gap in gaps)]
    kept = Passage.join(passage.cut(start, end) for start, end in zip(starts, ends, strict=True) if start < end)
    return kept if kept.text else Passage("", tuple(Piece(0, 0, piece.spot) for piece in passage.pieces[:1]))
