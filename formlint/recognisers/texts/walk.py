"""Ragged rows of cells become the tables that they were, row by row.

Merged cells are printed once, so rows are ragged: what stands under a header is put into its columns by `fitting`. A header of two rows is made one:
the headings below 绩效指标 and 年度指标值 stand in their place.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from formlint.definitions import Definition, TableDefinition
from formlint.documents import Cell, Document, Line, Passage, Table
from formlint.patterns import late
from formlint.recognisers.headings import STARRED, plain, vocabulary
from formlint.recognisers.levels import Levels
from formlint.recognisers.tables.heading_columns import AGAIN, told_apart
from formlint.recognisers.texts.fitting import LEVELS, OTHER, SIDE, Columns, points_of_levels
from formlint.records import replace

TRUSTED = 3.0  # what the ways of a row may cost before the table is doubted: one cell of words among the numbers costs 6
NUMBERS = 2  # in a row that heads nothing
DOTS = "….· "  # rows that the template leaves for more: …… |
GOALS = 2  # texts below headings: goal and actual
_COUNTED = late(r"指标\d")
_AMOUNT = late(r"\s*[\d,]+(?:\.\d+)?%?\s*")
_SENTENCE = late(r"[\d，。；]|.{16}")  # what no heading has

Parts = list[Passage]


@dataclass(slots=True)
class _Part:
    """A table in the making; `doubtful` when a row fits its columns badly."""

    cells: list[Cell] = field(default_factory=list)
    rows: int = 0
    name: str = ""
    doubtful: bool = False

    def add(self, parts: Sequence[Passage], columns: Sequence[int]) -> None:
        pairs = sorted(zip(columns, parts, strict=True), key=lambda pair: pair[0])
        self.cells += [Cell(self.rows, column, passage) for column, passage in pairs]
        self.rows += 1


class Walk:
    """Line by line: `_rows` wait because a header may go on below."""

    def __init__(self, definition: Definition, *, ruled: bool = False) -> None:
        """`ruled`: the text tells its cells, so that headings may be the words of ruled tables, too."""
        self._definition, self._words = definition, vocabulary(definition)
        self._lexicons = self._words.ruled if ruled else self._words.columns
        self._labels = self._words.in_cells if ruled else self._words.fields
        self._blocks: list[_Part | Line] = []
        self._aside: list[Line] = []
        self._waiting: Parts = []
        self._columns: Columns | None = None
        self._known: list[Columns] = []
        self._levels = Levels(self._words.sections.find)
        self._lead: set[str] = set()  # the side titles that stand in the header of the table
        self.doubtful: set[str] = set()

    def goes_on(self, only: Passage, *, bars: bool) -> bool:
        """A row of one cell inside a table: between bars, or a label of its levels, or the dots and counted names of the template."""
        levels = (self._words.sections, self._words.parts)
        if self._columns is None or (self._waiting and self._outside(self._waiting)):
            return bars and self._headed()
        return bars or any(each.find(only.text) for each in levels) or not only.text.strip(DOTS) or bool(_COUNTED.match(only.text))

    def _headed(self) -> bool:
        """The row above ends with the heading of a text."""
        label = self._labels.find(self._waiting[-1].text) if self._waiting else None
        return label is not None and label[0].startswith("narrative")

    @property
    def goals(self) -> int:
        """How many texts are due below the headings that end the row above."""
        words = self._words
        keys = ["" if words.sides.find(part.text) else (self._labels.find(part.text) or ("", 0))[0] for part in self._waiting]
        first = next((place for place, key in enumerate(keys) if all(each.startswith("narrative") for each in keys[place:])), len(keys))
        return len(keys) - first

    def aside(self, line: Line) -> None:
        """A line inside a table that belongs to no row of it."""
        self._flush()
        self._aside.append(line)

    def line(self, line: Line) -> None:
        self._flush()
        if line.text.strip():
            self._columns = None
            self._blocks.append(line)

    def row(self, parts: Parts) -> None:
        if self._waiting:
            below, self._waiting = parts, self._waiting
            if self._begin(self._waiting, below):
                self._waiting = []
                return
        self._flush()
        self._waiting = parts

    def tables(self) -> Iterator[Table | Line]:
        """All blocks in order; nothing when there is no table of the form among them."""
        self._flush()
        if self._known:
            yield from self._aside
            for block in self._blocks:
                yield block if isinstance(block, Line) else Table(tuple(block.cells))

    def _flush(self) -> None:
        parts, self._waiting = self._waiting, []
        if parts and not self._begin(parts, []):
            self._put(parts)

    def _part(self) -> _Part:
        if not self._blocks or isinstance(self._blocks[-1], Line):
            self._blocks.append(_Part())
        last = self._blocks[-1]
        assert isinstance(last, _Part)
        return last

    def _put(self, parts: Parts) -> None:
        if self._columns and self._outside(parts):
            self._columns = None
        closing = bool(self._known) and any(words.find(parts[0].text) for words in self._words.closing.values())
        columns = self._columns or (self._known[-1] if closing else None)
        if columns is None:
            self._plain(parts)
            return
        if columns.keys[:1] == (SIDE,) and plain(parts[0].text) in self._lead:
            parts = parts[1:]  # the side title once more
        texts = [part.text for part in parts]
        if not any(text.strip(DOTS) for text in texts):
            return
        found, cost = columns.fit(texts, nested=self._levels.holds(next((text for text in texts if text.strip()), "")))
        self._levels.take(*self._level_texts(columns, dict(zip(found, texts, strict=True))))
        beyond = len(columns.keys)
        kept = [(part, beyond + place if column is None else column) for place, (part, column) in enumerate(zip(parts, found, strict=True))]
        kept = [(part, column) for part, column in kept if column < beyond or part.text.strip()]
        self._part().add([part for part, _ in kept], [column for _, column in kept])
        if cost > TRUSTED and any(character.isdigit() for text in texts for character in _COUNTED.sub("", text)):
            self.doubtful.add(columns.table)

    def _level_texts(self, columns: Columns, texts: Mapping[int | None, str]) -> tuple[str, str]:
        """What a row prints of the first and the second level."""
        first, second = (texts.get(columns.keys.index(level), "") if level in columns.keys else "" for level in LEVELS)
        return first, second

    def _plain(self, parts: Parts) -> None:
        """A row of labels and values; a label right before another has lost its value, printed blanks are kept."""
        parts = self._behind_labels(parts)
        columns = self._beside(parts)
        known = [(self._labels.find(part.text) or ("", 0))[0] for part in parts]
        last = len(parts) - 1
        torn = [
            place < last and bool(key and known[place + 1]) and not known[-1] and not any(each.startswith(("narrative", "annex")) for each in known)
            for place, key in enumerate(known)
        ]
        self._part().add(*zip(*((part, column) for part, column, gone in zip(parts, columns, torn, strict=True) if not gone), strict=True))

    def _behind_labels(self, parts: Parts) -> Parts:
        """The cells without the blanks between a label and the text behind it: the label was merged over them."""
        kept = Parts()
        for place, part in enumerate(parts):
            behind = next((each.text for each in parts[place + 1 :] if each.text.strip()), "")
            labelled = bool(kept) and self._labels.find(kept[-1].text) is not None
            if part.text.strip() or not labelled or not behind or self._labels.find(behind) or self._words.understood(behind):
                kept.append(part)
        return kept

    def _outside(self, parts: Parts) -> bool:
        """The table is over: a label of the form's head or a side title begins the row."""
        words, first = self._words, next((part.text for part in parts if part.text.strip()), "")
        if plain(first) in self._lead and self._columns is not None:
            return False
        label = words.fields.find(first)
        inside = [words.sections, words.parts, *words.rows.values(), *words.closing.values()]
        return bool((label and label[1] < STARRED) or words.sides.find(first)) and not any(each.find(first) for each in inside)

    def _beside(self, parts: Parts) -> range:
        """Texts below their headings stand beside the side titles that began the row above. Blanks at the ends of rows tell of merged cells, not
        of columns, so that the first text stands below the first heading, as long as there are no more texts than headings. A side title may be
        spelled as a heading is: no two are of one kind, and before two others it is one."""
        part = self._part()
        above = [cell.text for cell in part.cells if cell.row == part.rows - 1]
        keys = [self._narrative(text) for text in above[: printed_cells(above)]]
        heads = next((place for place in range(len(keys)) if all(keys[place:]) and len(set(keys[place:])) == len(keys) - place), len(keys))
        if len(keys) - heads > GOALS and self._words.sides.find(above[heads]):
            heads += 1
        headed = (
            any(key.startswith("narrative") for key in keys[heads:])
            and not self._labels.find(parts[0].text)
            and not self._words.sides.find(parts[0].text)
        )
        texts = printed_cells([each.text for each in parts])
        start = heads if headed and texts <= len(keys) - heads else 0
        return range(start, len(parts) + start)

    def _narrative(self, text: str) -> str:
        """Which text it heads, or the side title that it is; none where it is a label of something else."""
        found = self._labels.find(text)
        return found[0] if found and found[0].startswith("narrative") else plain(text) if self._words.sides.find(text) else ""

    def _begin(self, upper: Parts, lower: Parts) -> bool:
        """Opens the table whose header this row is, alone or with the one below it. With rows below, only a header of two rows is one."""
        for table in self._definition.tables.values():
            above, below = self._heads(table, upper), self._heads(table, lower)
            if lower and (self._told(upper) or _of_numbers(upper)):
                continue
            if lower and (len(below) < 2 or len(below) * 2 <= sum(bool(part.text.strip()) for part in lower) or not above):
                continue
            cells = _merged(upper, above, lower, below) if lower else [(above.get(place, ""), part) for place, part in enumerate(upper)]
            keys = {key for key, _ in cells if key}
            if len(keys) >= table.at_least and all(keys & set(group) for group in table.needs):
                self._open(table, cells)
                return True
        return False

    def _told(self, parts: Parts) -> bool:
        """`总体目标 | 治理河道12公里 | 完成情况 | 治理河道12.6公里`: labels with their texts behind them, though 完成情况 heads columns, too."""
        for label, text in pairwise(part.text.strip() for part in parts):
            found = self._words.fields.find(label) if label else None
            if found and found[0].startswith("narrative") and _SENTENCE.search(text) and not self._words.understood(text):
                return True
        return False

    def _open(self, table: TableDefinition, cells: Sequence[tuple[str, Passage]]) -> None:
        first = next(place for place, (key, _) in enumerate(cells) if key)
        lead, keys = cells[:first], [key or OTHER for key, _ in cells[first:]]
        names = [SIDE] * len(lead) if table.listed else [*[SIDE] * (len(lead) - 1), "label"]
        if table.listed and not lead:
            names = []
        self._columns = Columns(self._words, table.name, [*names, *keys], table.numbers)
        self._known.append(self._columns)
        self._lead = {plain(passage.text) for _, passage in lead}
        part = _Part()
        self._blocks.append(part)
        start = len(names) - len(lead)
        part.add([passage for _, passage in cells], range(start, start + len(cells)))

    def _heads(self, table: TableDefinition, parts: Parts) -> dict[int, str]:
        """The headings in the row by their places; of two that fit one column the one whose word fits best, and the other operator (op_again)."""
        best: dict[str, tuple[int, int]] = {}
        known = {place: found for place, part in enumerate(parts) if (found := self._lexicons[table.name].find(part.text))}
        beside = {at for at, place in enumerate(known) if known.get(place - 1, ("", 0))[0] in (*LEVELS, "name")}
        keys = told_apart([(key, parts[place].text) for place, (key, _) in known.items()], beside=beside)
        known = {place: (key, rank) for key, (place, (_, rank)) in zip(keys, known.items(), strict=True) if key in table.columns}
        for place, (key, rank) in known.items():
            if key not in best or rank < best[key][0]:
                best[key] = rank, place
        heads = {place: key for key, (_, place) in best.items()}
        places = sorted(known)
        named = points_of_levels([known[place][0] for place in places])
        levels = {place: key for place, key in zip(places, named, strict=True) if key.removesuffix("_weight") in LEVELS and key in table.columns}
        if any(key.endswith("_weight") for key in levels.values()):
            own = [place for place, key in zip(places, named, strict=True) if key == "weight"]  # none where only levels have points
            heads = {place: key for place, key in heads.items() if key != "weight"} | levels | dict.fromkeys(own[:1], "weight")
        second = next((place for place, (key, _) in known.items() if key == "op" and place not in heads), None)
        return heads if second is None or f"op{AGAIN}" not in table.columns else heads | {second: f"op{AGAIN}"}


def _of_numbers(parts: Parts) -> bool:
    """As a row of amounts is, and none of headings."""
    return sum(_AMOUNT.fullmatch(part.text) is not None for part in parts) >= NUMBERS


def found(document: Document, walk: Walk) -> tuple[Document, frozenset[str]] | None:
    """The document with the tables of the walk, and those of them that are doubtful; nothing when it found none."""
    blocks = tuple(walk.tables())
    return (replace(document, blocks=blocks, ruled=True), frozenset(walk.doubtful)) if blocks else None


def printed_cells(texts: Sequence[str]) -> int:
    """How many cells there are up to the last one that is not blank."""
    return max((place + 1 for place, text in enumerate(texts) if text.strip()), default=0)


def _merged(upper: Parts, above: Mapping[int, str], lower: Parts, below: Mapping[int, str]) -> list[tuple[str, Passage]]:
    """The headings of two rows in one: those of the lower row in the place of the group they stand under."""
    lower_keys = set(below.values())
    levels = [place for place in range(len(lower)) if below.get(place) in ("l1", "l2", "name")]
    cut = levels[-1] + 1 if levels else 0
    groups = [place for place in range(len(upper)) if above.get(place) in lower_keys]
    if levels and 0 not in groups:
        groups.insert(0, 0)
    cells: list[tuple[str, Passage]] = []
    rest = [(below.get(place, ""), part) for place, part in enumerate(lower)]
    first, second = (rest[:cut], rest[cut:]) if len(groups) > 1 else (rest, [])
    for place, part in enumerate(upper):
        if place in groups:
            cells += first if place == groups[0] else second
            first, second = ([], second) if place == groups[0] else (first, [])
        elif plain(part.text) or above.get(place):
            cells.append((above.get(place, ""), part))
    return [each for each in cells if plain(each[1].text)]
