"""Labels of a dump whose cells empty lines part, put on the rows they cover, as far as their weights have left that open.

What stands right behind a label has its height, as a rule, and what stands right before it ends above; what its rows measure is what it is for
(`purposes`). `spans` weighs that. A row of which it is not sure whose it is has no label.
"""

from collections.abc import Mapping, Sequence

from formlint.definitions import Definition
from formlint.exact import Fraction
from formlint.forms import Row
from formlint.recognisers.dumps.dump import Dump, Hit, first_level
from formlint.recognisers.dumps.rows.listed import Listing
from formlint.recognisers.dumps.sections.purposes import SELDOM, strange
from formlint.recognisers.dumps.sections.spans import Label, spans
from formlint.recognisers.headings import plain

BESIDE, NEAR = 2, 1  # what a name behind a label tells of its middle, and another cell behind it or before it
LAID_DOWN = "output"  # its parts come in the order of the definition (财预〔2020〕10号)


def centred(  # noqa: PLR0917 - six things that are all of them read
    dump: Dump, listing: Listing, rows: Sequence[Row], points: Mapping[str, Fraction], likely: tuple[str, ...], parts: Mapping[int, Hit]
) -> tuple[tuple[str, ...], dict[int, Hit]]:
    """The sections of the rows and the labels of the second level, with what their places add to it; both as they were where nothing is sure."""
    known = list(likely) if likely else [""] * len(rows)
    seconds = _seconds(dump, listing)
    if not seconds:
        return likely, dict(parts)
    marks = _marks(dump, listing)
    texts = [_said(row) for row in rows]
    labels = [Label(dump.words.parts.key(hit.key), marks[hit], strange(hit.key, texts)) for hit in seconds]
    middles = {key: marks[hit] for hit in reversed(listing.labels) if (key := first_level(dump, hit))}
    if middles.keys() - {label.section for label in labels}:
        return likely, dict(parts)  # a section whose labels are not known: the others do not share all rows out
    weights = [figure.value if (figure := row.figure("weight")) else None for row in rows]
    found = spans(labels, points if any(weights) else {}, weights, middles, known)
    if found is None:
        return likely, dict(parts)
    sections = tuple(one or other for one, other in zip(known, found.sections, strict=True))
    sure = {row: label for row, label in enumerate(found.labels) if label is not None}
    more = {row: seconds[label] for row, label in sure.items() if labels[label].strange[row] < SELDOM}  # else its own label was lost
    return (sections if any(sections) else likely), {**parts, **more}


def _said(row: Row) -> tuple[str, str]:
    """The name of the row, and its target with the unit."""
    texts = {column: plain(cell.text) for column, cell in row.cells.items()}
    return texts.get("name", ""), texts.get("target", "") + texts.get("unit", "")


def _seconds(dump: Dump, listing: Listing) -> list[Hit]:
    """The labels of the second level from top to bottom, each once; a page break prints it again, and tables that repeat it are read elsewhere."""
    found: dict[str, Hit] = {}
    for hit in sorted(listing.labels, key=lambda hit: hit.numbers):
        if dump.words.parts.key(hit.key) and not first_level(dump, hit):
            found.setdefault(hit.key, hit)
    return sorted(found.values(), key=lambda hit: _place(dump.definition, dump.words.parts.key(hit.key), hit))


def _place(definition: Definition, section: str, hit: Hit) -> tuple[int, int, tuple[int, ...]]:
    words = [plain(word) for word in definition.sections[section].parts]
    return list(definition.sections).index(section), words.index(hit.key) if section == LAID_DOWN and hit.key in words else 0, hit.numbers


def _marks(dump: Dump, listing: Listing) -> dict[Hit, tuple[tuple[int, int], ...]]:
    """For every label the middles that its neighbours suggest, in half rows, and how much they tell. A label between two of its level has none."""
    rows = {strip: (number, column) for number, row in enumerate(listing.rows) for column, cell in row.items() for strip in cell}
    owners = {strip: hit for hit in listing.labels for strip in hit.numbers}
    firsts = {hit: bool(first_level(dump, hit)) for hit in listing.labels}
    again = {hit for place, hit in enumerate(listing.labels) if hit.key in {other.key for other in listing.labels[:place]}}
    found: dict[Hit, tuple[tuple[int, int], ...]] = {}
    for hit in listing.labels:
        behind, before = (_neighbour(hit, step, owners, firsts) for step in (1, -1))
        marks = [(2 * rows[behind][0], BESIDE if rows[behind][1] == "name" else NEAR)] if behind in rows else []
        marks += [(2 * rows[before][0] + 2, NEAR)] if before in rows and rows[before][1] != "name" else []
        found[hit] = () if hit in again else tuple(marks)
    return found


def _neighbour(hit: Hit, step: int, owners: Mapping[int, Hit], firsts: Mapping[Hit, bool]) -> int:
    """The strip behind the label, or before it, with nothing between but labels of the other level; -1 for none."""
    number = hit.numbers[-1 if step > 0 else 0] + step
    while number in owners:
        if owners[number] is not hit and firsts[owners[number]] == firsts[hit]:
            return -1
        number += step
    return number
