"""Whole sentences that no field took are told all the same: the paragraphs of a report around its form, two goals side by side in a line.

`预期目标实际完成情况清运城区垃圾。全年清运垃圾9.86万吨。`: behind the two labels, or side by side with a gap between them, stand goal and actual,
where the form has neither. Any other sentence becomes a `text` of the form, of which nobody knows whether it tells what was planned or what was done.
A line that breaks off in the middle of a sentence is left unread: the rest of it may stand in another column.

It looks at passages that all others left. What a dump has broken into lines is put together before, by `dumps.abreast` (two columns, line by
line) and `dumps.successive` (one text behind the other).
"""

from collections.abc import Iterator, Sequence
from itertools import groupby

from formlint.definitions import Definition
from formlint.documents import Passage
from formlint.forms import Field, Form
from formlint.patterns import late
from formlint.recognisers.headings import vocabulary
from formlint.recognisers.streams.stream import pattern
from formlint.records import replace

TEXT = "text"
GOALS = ("narrative.goal", "narrative.actual")
SHORTEST = 12  # characters of a sentence; 4人因个人原因退学。 is the shortest that tells a number
MOST = 200  # sentences beside a form; a report around its form has 20 to 100 paragraphs

_ENDS = late(r"[。；;！!：:]\s*[”\"）)]?$")
_ASIDE = late(r"(?<=[。；！\S])(?:\t| {2,}|\u3000{2,})\s*(?=\S)")
_DONE = late(r"。(?=全年|本年|年度内|20\d\d年|已|截至)")
_COLON = late(r"\s*[:：]?\s*")
_INSIDE = late(r"[一-鿿，、]\s*$")
LABEL = 20  # characters up to its colon
NEAR = 20  # characters: to look at all the text before each of 4,000 labels took 0.4 s


def with_texts(form: Form, definition: Definition) -> Form:
    """The form, the whole sentences among what it left unread as fields; nothing changes where the definition knows of none."""
    if TEXT not in definition.prose or definition.running or not form.unread:
        return form
    found: dict[str, Field] = {}
    left: list[Passage] = []
    for passage in form.unread:
        goals = {} if form.ruled or any(name in form.fields for name in GOALS) or found.keys() & set(GOALS) else dict(_goals(passage, definition))
        if len(goals) == len(GOALS):
            found |= {name: Field(name, (), each) for name, each in goals.items()}
        elif _aimed(passage, definition):
            left.append(passage)
        elif _whole(passage) and len(found) < MOST:
            name = f"{TEXT}[{number}]" if (number := sum(each.startswith(TEXT) for each in found)) else TEXT
            found[name] = Field(name, (), passage)
        else:
            left.append(passage)
    return replace(form, fields={**form.fields, **found}, unread=tuple(left)) if found else form


def _whole(passage: Passage) -> bool:
    """A sentence up to its end, with a number in it."""
    text = passage.text.strip()
    return len(text) >= SHORTEST and _ended(text) and any(map(str.isdigit, text)) and not _ASIDE.search(text)


def _aimed(passage: Passage, definition: Definition) -> bool:
    """A label says that it tells a goal: 目标：完成养护428公里。 It is none of what was done."""
    label, colon, _ = passage.text.strip()[:LABEL].replace("：", ":").partition(":")
    return bool(colon) and vocabulary(definition).in_cells.key(label) == GOALS[0]


def _ended(text: str) -> bool:
    return _ENDS.search(text.rstrip()[-NEAR:]) is not None


def _goals(passage: Passage, definition: Definition) -> Iterator[tuple[str, Passage]]:
    """What was planned and what was done, where the passage holds both."""
    labels = _labels(passage.text, definition)
    runs = [list(group) for _, group in groupby(labels, key=lambda each: each[0])]
    if not runs:
        parts = _beside(passage)
        yield from zip(GOALS, parts, strict=True) if len(parts) == len(GOALS) else ()
        return
    if [run[0][0] for run in runs] != list(GOALS):
        return
    (_, _, begin), (_, middle, end) = runs[0][-1], (*runs[1][0][:2], runs[1][-1][2])
    goal, actual = passage.cut(begin, middle).strip(), passage.cut(end).strip()
    if not goal.text:
        parts = _lines(actual)
        yield from zip(GOALS, parts, strict=True) if len(parts) == len(GOALS) else ()
    elif _ended(goal.text) and _ended(actual.text):
        yield from ((GOALS[0], goal), (GOALS[1], actual))


def _labels(text: str, definition: Definition) -> list[tuple[str, int, int]]:
    """The labels of goal and actual with where they stand: key, start, end. Inside a sentence their words are none."""
    found: list[tuple[str, int, int]] = []
    for match in pattern(definition, "fields").finditer(text):
        key = vocabulary(definition).fields.key(match[0])
        joined = bool(found) and not text[found[-1][2] : match.start()].strip()
        if key in GOALS and (joined or not _INSIDE.search(text, max(match.start() - NEAR, 0), match.start())):
            found.append((key, match.start(), _COLON.match(text, match.end()).end()))  # type: ignore[union-attr]  # it matches nothing, too
    return found


def _beside(passage: Passage) -> Sequence[Passage]:
    """The two sentences of a line with a gap between them."""
    gaps = list(_ASIDE.finditer(passage.text.strip()))
    if len(gaps) != 1:
        return ()
    bare = passage.strip()
    parts = [bare.cut(0, gaps[0].start()).strip(), bare.cut(gaps[0].end()).strip()]
    return parts if all(_ended(each.text) and len(each.text) >= SHORTEST for each in parts) else ()


def _lines(passage: Passage) -> Sequence[Passage]:
    """The two texts of a passage that stood in two lines of the text; in one line the second begins with what was done in all the year."""
    cuts = [piece.start for before, piece in zip(passage.pieces, passage.pieces[1:], strict=False) if _line(before.spot) != _line(piece.spot)]
    cuts = cuts or [match.end() for match in _DONE.finditer(passage.text)]
    if len(cuts) != 1:
        return ()
    parts = [passage.cut(0, cuts[0]).strip(), passage.cut(cuts[0]).strip()]
    return parts if all(_ended(each.text) for each in parts) else ()


def _line(spot: object) -> object:
    return getattr(spot, "line", spot)
