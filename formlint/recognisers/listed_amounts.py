"""Names and amounts in turn, a cell a line, down to their total, as a converter leaves a table of two columns.

    办公费 / 9.6 / 印刷费 / 8.5 / 支出合计 / 18.1

They are read upwards from the total as long as names and numbers take turns.
"""

from collections.abc import Iterator, Sequence

from formlint.documents import Line, Passage
from formlint.patterns import late
from formlint.recognisers.headings import plain

FEWEST = 2  # amounts above their total
LONGEST = 30  # characters of a name

_TOTAL = late(r"(?:支出|收入|资金|经费|费用)?(?:合计|总计)[:：]?")
_NUMBER = late(r"\d[\d,]*(?:\.\d+)?(?:万元|元)?")
_HEADING = late(r".{0,12}(?:数|金额|支出|收入)(?:[(（].{1,6}[)）])?")


def listed_amounts(lines: Sequence[Line]) -> Iterator[tuple[dict[int, Passage], ...]]:
    """For every total its table: a row of headings, the names with their amounts, the total."""
    cells = [line.passage.strip() for line in lines if line.text.strip()]
    texts = [plain(cell.text) for cell in cells]
    for place in range(1, len(cells) - 1):
        if not _TOTAL.fullmatch(texts[place]) or not _NUMBER.fullmatch(texts[place + 1]):
            continue
        first = place
        while first > 1 and _NUMBER.fullmatch(texts[first - 1]) and _named(texts[first - 2]):
            first -= 2
        if place - first >= 2 * FEWEST:
            heading = next((cells[at] for at in range(first - 1, max(-1, first - 5), -1) if _HEADING.fullmatch(texts[at])), None)
            rows = [{0: cells[at], 1: cells[at + 1]} for at in range(first, place + 1, 2)]
            yield ({0: Passage(""), 1: heading or cells[place]}, *rows)


def _named(text: str) -> bool:
    return 0 < len(text) <= LONGEST and not _NUMBER.fullmatch(text) and not _TOTAL.fullmatch(text)
