"""Text whose cells are told by bars: a table copied from a web page, a row a line.

    项目资金(万元) |  | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分
    年度资金总额 |  | 382.37 | 455.94 | 450.50 | 10 | 98.81% | 9
    产出指标 | 数量指标 | 培训人数 | ≥600人 | 519人 | 5 | 4.33 |
     | 质量指标 | 合格率 | 100% | 100% | 5 | 5 |

Bars around the lines are a frame, and where most rows end in several blank cells, these fill the rows up. What the rows are, `walk` tells.
"""

from formlint.definitions import Definition
from formlint.documents import Document, Passage
from formlint.patterns import late
from formlint.recognisers.texts.rejoined import rejoined
from formlint.recognisers.texts.walk import Parts, Walk, found, printed_cells
from formlint.records import replace

FEWEST = 4  # lines with bars; one or two are sentences
MOST_LINES = 5_000  # a form has 30 to 100; all of them take 1 s
MOST_CELLS = 60  # of a line; more is no form, and would be slow
MOST_IN_ALL = 60_000  # cells; 5,000 lines of 60 would take 20 s
PADDED = 3  # blanks at the end of a row that fill it up: what was merged or blank in it is not told by them
_BAR = late(r"[|｜│]")
_BARS = str.maketrans("｜│", "||")


def has_bars(document: Document) -> bool:
    """A bar stands in its lines, as in those of hardly any page."""
    return any(bar in document.whole for bar in "|｜│")


def tabled(document: Document, definition: Definition) -> tuple[Document, frozenset[str]] | None:
    """The document with tables instead of its barred lines, and the names of the tables that are doubtful; nothing when it has no such lines."""
    printed = document.lines
    if not has_bars(document) or sum(_BAR.search(line.text) is not None for line in printed) < FEWEST:
        return None
    lines = [(line, by_bars(line.passage)) for line in rejoined(printed)]
    barred = [parts for _, parts in lines if len(parts) > 1]
    if not FEWEST <= len(barred) <= MOST_LINES or any(len(parts) > MOST_CELLS for parts in barred) or sum(map(len, barred)) > MOST_IN_ALL:
        return None
    ended = sum(not parts[-1].text.strip() for parts in barred) * 5 >= len(barred) * 4
    begun = all(not parts[0].text.strip() for parts in barred)
    padded = sum(not any(part.text.strip() for part in parts[-PADDED:]) for parts in barred) * 2 > len(barred)
    walk = Walk(definition, ruled=True)
    for line, parts in lines:
        blanks = len(parts) - printed_cells([part.text for part in parts]) if padded else ended and not parts[-1].text.strip()
        bare = parts[begun : max(begun + 1, len(parts) - blanks)] if len(parts) > 1 else parts
        if len(bare) > 1 or walk.goes_on(bare[0], bars=len(parts) > 1):
            walk.row(bare)
        else:
            walk.line(replace(line, passage=bare[0]) if len(parts) > 1 else line)
    return found(document, walk)


def by_bars(passage: Passage) -> Parts:
    """The cells of a line with bars between them; the whole line where there is none."""
    text, parts, start = passage.text.translate(_BARS), [], 0
    if "|" not in text:
        return [passage.strip()]
    for place in [*(place for place, character in enumerate(text) if character == "|"), len(text)]:
        parts.append(passage.cut(start, place).strip())
        start = place + 1
    return parts
