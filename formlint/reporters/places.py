"""Where something stands: as JSON (`location`, tagged by kind, all numbers from 1) and in words (自评表!G14, 第1页, 第12行)."""

from collections.abc import Sequence
from itertools import groupby

from formlint.documents import NodeSpot, PageSpot, Place, SheetSpot, Spot, TextSpot
from formlint.words import say

Json = dict[str, object]


def locations(place: Place) -> list[Json]:
    """One object for every page, cell, paragraph or run of lines the place covers, in reading order; kind `document` for the document as a whole."""
    groups = [list(group) for _, group in groupby(_chained(place.spots), key=lambda pair: pair[0])]
    return [_location([spot for _, spot in group]) for group in groups] or [{"kind": "document"}]


def location(place: Place) -> Json:
    """The first of the locations; the others, of which there are few, under `continued`."""
    first, *others = locations(place)
    return {**first, "continued": others} if others else first


def in_words(place: Place, lang: str) -> str:
    """Where to look, as one would tell it on the phone; empty for the document as a whole."""
    if not place.spots:
        return ""
    spot = place.spots[0]
    match spot:
        case SheetSpot(sheet, ref):
            return f"{sheet}!{ref}"
        case PageSpot(page):
            return say("interface", "on-page", lang, page=page)
        case TextSpot(line):
            return say("interface", "on-line", lang, line=line)
        case NodeSpot((table, row, column)):
            return say("interface", "in-table", lang, table=table, row=row, column=column)
        case NodeSpot(path):
            return say("interface", "in-paragraph", lang, paragraph=".".join(map(str, path)))


def _chained(spots: Sequence[Spot]) -> list[tuple[object, Spot]]:
    """The spots with what they have in common with their neighbours: the page, the cell, lines that follow each other."""
    chained: list[tuple[object, Spot]] = []
    start, last = 0, -1
    for spot in spots:
        if isinstance(spot, TextSpot):
            start = start if last <= spot.line <= last + 1 else spot.line
            last = spot.line
            chained.append((("line", start), spot))
        elif isinstance(spot, PageSpot):
            chained.append((("page", spot.page), spot))
        elif isinstance(spot, NodeSpot):
            chained.append((("node", spot.path), spot))
        else:
            chained.append((spot, spot))
    return chained


def _location(spots: Sequence[Spot]) -> Json:
    first, last = spots[0], spots[-1]
    if isinstance(first, PageSpot):
        rects = [[round(edge, 2) for edge in spot.box] for spot in spots if isinstance(spot, PageSpot) and spot.edges]
        return {"kind": "pdf", "page": first.page, "rects": rects}
    if isinstance(first, SheetSpot):
        return {"kind": "xlsx", "sheet": first.sheet, "ref": first.ref}
    if isinstance(first, TextSpot) and isinstance(last, TextSpot):
        return {"kind": "text", "line": first.line, "column": first.column, "end_line": last.line, "end_column": last.column + last.length}
    if isinstance(first, NodeSpot) and isinstance(last, NodeSpot):
        char = [first.start + 1, last.start + last.length + 1]
        if len(first.path) == 3:
            table, row, column = first.path
            return {"kind": "docx", "table": [table], "row": row, "col": column, "char": char}
        return {"kind": "docx", "paragraph": first.path[0], "char": char}
    return {"kind": "document"}
