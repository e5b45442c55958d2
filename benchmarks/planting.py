"""Single wrong numbers, planted into clean forms: the way people mistype, in every cell that some relation of the form speaks of.

A form is taken as it was read (a Document), one number in one cell is printed otherwise, and everything after the reader runs as usual: always the
same slips for one seed.
"""

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from formlint.documents import Cell, Document, NodeSpot, Passage, Piece, SheetSpot, Spot, Table
from formlint.figures import Figure
from formlint.findings import Confidence, Severity
from formlint.lint import Setup, check_form, recognised
from formlint.relations import Outcome
from formlint.results import FormResult
from formlint.slips import LOOK_ALIKE
from formlint.verdicts import Verdict

Slip = Callable[[str, random.Random], str]


@dataclass(frozen=True, slots=True)
class Planted:
    """A form with one wrong number: the id of its figure, what is printed now and what was, and how it came about."""

    document: Document
    figure: str
    printed: Decimal
    right: Decimal
    kind: str


def planted(document: Document, setup: Setup, seed: int = 0) -> Iterator[Planted]:
    """Every kind of slip in every number of the document that a relation speaks of, where it can be told which characters of which cell it is."""
    chance = random.Random(seed)
    for result in (check_form(form, setup) for form in recognised(document, setup)):
        related = list(_related(result))
        for figure in related:
            neighbours = [each for each in related if each.unit == figure.unit and each.number != figure.number]
            stale = f"{chance.choice(neighbours).number:f}" if neighbours else ""
            for kind, slip in SLIPS.items():
                yield from _plant(document, figure, kind, slip(_digits(figure), chance))
            yield from _plant(document, figure, "stale copy", stale)


def sure(verdict: Verdict) -> bool:
    """A relation whose breach would be a warning at least."""
    return verdict.relation is not None and verdict.confidence is Confidence.CERTAIN and verdict.severity is not Severity.INFO


def broken(result: FormResult, figure: str) -> bool:
    """Some relation of the figure is violated: there is something to find."""
    return any(
        sure(verdict) and verdict.outcome is Outcome.VIOLATED and verdict.relation and figure in {each.id for each in verdict.relation.figures()}
        for verdict in result.verdicts
    )


def _related(result: FormResult) -> Iterator[Figure]:
    seen: set[str] = set()
    for verdict in result.verdicts:
        for figure in verdict.relation.figures() if verdict.relation and sure(verdict) else ():
            if figure.id not in seen:
                seen.add(figure.id)
                yield figure


def _plant(document: Document, figure: Figure, kind: str, wrong: str) -> Iterator[Planted]:
    right = figure.number
    if not re.fullmatch(r"-?\d+(\.\d+)?", wrong) or Decimal(wrong) == right or len(figure.place.spots) != 1:
        return
    for at, block in enumerate(document.blocks):
        if not isinstance(block, Table):
            continue
        for number, cell in enumerate(block.cells):
            changed = _changed(cell, figure, wrong) if _holds(cell, figure.place.spots[0]) else None
            if changed:
                table = replace(block, cells=(*block.cells[:number], changed, *block.cells[number + 1 :]))
                blocks = (*document.blocks[:at], table, *document.blocks[at + 1 :])
                yield Planted(replace(document, blocks=blocks), figure.id, Decimal(wrong), right, kind)
                return


def _holds(cell: Cell, spot: Spot) -> bool:
    own = cell.passage.pieces[0].spot if cell.passage.pieces else None
    if isinstance(own, SheetSpot):
        return own == spot
    return isinstance(own, NodeSpot) and isinstance(spot, NodeSpot) and own.path == spot.path


def _changed(cell: Cell, figure: Figure, wrong: str) -> Cell | None:
    """The cell with the number printed otherwise; None where its text has the same number twice."""
    found = list(re.finditer(r"(?<![\d.])" + re.escape(_printed(figure)) + r"(?![\d.]*\d)", cell.text))
    if len(found) != 1:
        return None
    text = cell.text[: found[0].start()] + wrong + cell.text[found[0].end() :]
    spot = cell.passage.pieces[0].spot
    longer = NodeSpot(spot.path, spot.start, len(text)) if isinstance(spot, NodeSpot) else spot
    return replace(cell, passage=Passage(text, (Piece(0, len(text), longer),)))


def _printed(figure: Figure) -> str:
    found = re.search(r"\d[\d,]*(?:\.\d+)?", figure.text)
    return found[0] if found else figure.text


def _digits(figure: Figure) -> str:
    return f"{figure.number:f}"


def _places(text: str, first: int = 0) -> list[int]:
    return [at for at, character in enumerate(text) if character.isdigit() and at >= first]


def _digit(text: str, chance: random.Random, *, alike: bool) -> str:
    at = chance.choice(_places(text))
    others = [each for each in "0123456789" if each != text[at] and ((each, text[at]) in LOOK_ALIKE) is alike and not (at == 0 and each == "0")]
    return text[:at] + chance.choice(others) + text[at + 1 :] if others else ""


def _swapped(text: str, chance: random.Random) -> str:
    pairs = [at for at in _places(text)[:-1] if text[at + 1].isdigit() and text[at] != text[at + 1] and not (at == 0 and text[1] == "0")]
    if not pairs:
        return ""
    at = chance.choice(pairs)
    return text[:at] + text[at + 1] + text[at] + text[at + 2 :]


def _lost(text: str, chance: random.Random) -> str:
    places = _places(text, 1)
    if len(text) < 2 or not places:
        return ""
    at = chance.choice(places)
    return (text[:at] + text[at + 1 :]).rstrip(".")


def _added(text: str, chance: random.Random) -> str:
    at = chance.choice(_places(text)) + 1
    return text[:at] + chance.choice("123456789") + text[at:]


def _shifted(text: str, chance: random.Random) -> str:
    moved = Decimal(text).scaleb(chance.choice((-1, 1)))
    return f"{moved:f}" if moved else ""


def _in_other_unit(text: str, _chance: random.Random) -> str:
    """元 for 万元: only numbers of such a size are mistaken so."""
    return f"{(Decimal(text) * 10000).normalize():f}" if "." in text and Decimal(text) > 1 else ""


def _at_random(text: str, chance: random.Random) -> str:
    return "".join(chance.choice("123456789") if character.isdigit() else character for character in text)


SLIPS: dict[str, Slip] = {
    "digit": lambda text, chance: _digit(text, chance, alike=False),
    "look-alike digit": lambda text, chance: _digit(text, chance, alike=True),
    "swap": _swapped,
    "digit lost": _lost,
    "digit added": _added,
    "decimal shift": _shifted,
    "元 for 万元": _in_other_unit,
    "random value": _at_random,
}
