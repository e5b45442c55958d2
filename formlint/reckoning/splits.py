"""How a table of funds is split up: which rows add up to which.

The names of the rows tell it (人员经费 is a part of 基本支出, 小计 the sum of the rows above it), but not always, and not always right: a form may
leave 其中 away, or split its total up twice. Its numbers decide then: a reading of which several sums hold for every one that does not is taken in
place of that of the names. A split may be *partial*, where the form lists only some of the parts.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from formlint.exact import ZERO, Fraction
from formlint.figures import Figure
from formlint.forms import FormTable, Row
from formlint.reckoning.summed_rows import averaged
from formlint.records import record
from formlint.relations import EQUAL, Ref, Relation, total
from formlint.relations.solving import sound, within_digits
from formlint.relations.values import nominal

MOST_ROWS = 24  # in which a run of rows is looked for that adds up to the row above it: forms have 3 to 15, and the search is cubic
APART = ("left",)  # keys of rows that may stand beside a total: what is left at the end of the year is no part of what was spent
SHARE = 2  # sums at least that hold for one that does not, in a reading that the names of the rows do not tell


@record(frozen=True, slots=True)
class Split:
    """A row, and the rows that add up to it."""

    whole: Row
    parts: Sequence[Row]

    @property
    def left_over(self) -> bool:
        """All of its parts are what is left at the end of the year, which stands below a total and is no part of it."""
        return all(map(_apart, self.parts))


def splits(table: FormTable, columns: Sequence[str]) -> Iterator[Split]:
    """What is split up into what: under every total the reading that its numbers confirm, else the one that the names of the rows tell."""
    starts = [at for at, row in enumerate(table.rows) if row.key.rstrip("0123456789") == "total"]
    if len(starts) < 2 or starts[-1] == len(table.rows) - 1:
        starts = starts[:1]
    named = {row.parent for row in table.rows if row.parent}
    for at, start in enumerate(starts):
        whole = table.rows[start]
        end = starts[at + 1] if at + 1 < len(starts) else len(table.rows)
        below = [
            row
            for row in (*(table.rows[:start] if len(starts) == 1 else ()), *table.rows[start + 1 : end])
            if not (row.key.startswith("total") or averaged(row))
        ]
        blocks = {row.section: [each for each in below if each.section == row.section] for row in below}
        for block in blocks.values():
            yield from _reading(whole, block, columns)
    if not starts:
        yield from (Split(row, [each for each in table.rows if each.parent == row.id]) for row in table.rows if row.id in named)


def _reading(whole: Row, below: Sequence[Row], columns: Sequence[str]) -> list[Split]:
    """The rows below a whole as parts of it and of one another."""
    best = _by_subtotals(whole, below) or _as_named(whole, below)
    sums = _Sums(columns)
    held, broken = sums.score([each for each in best if not partial(each, columns)])
    most = held - SHARE * broken
    for other in _others(whole, below, sums) if broken else ():
        held, broken = sums.score(other)
        if held and held - SHARE * broken > max(most, -1):  # its numbers say so: several sums hold for every one that does not
            best, most = other, held - SHARE * broken
    return best


def _as_named(whole: Row, below: Sequence[Row]) -> list[Split]:
    """By the names of the rows: 人员经费 is a part of 基本支出."""
    inside = defaultdict[str, list[Row]](list)
    for row in below:
        inside[row.parent].append(row)
    return [Split(whole, [row for row in below if row.parent in ("", whole.id)]), *(Split(row, inside[row.id]) for row in below if row.id in inside)]


def _by_subtotals(whole: Row, below: Sequence[Row], *, above: bool = False) -> list[Split]:
    """Rows called 小计 close those since the one before them, or stand `above` theirs; the whole is the sum of the subtotals and of what none of
    them takes. Empty where there is none, or where one has no rows."""
    tops = [row for row in below if row.parent in ("", whole.id)]
    if not any(map(_subtotal, tops)):
        return []
    outer, found, run = list[Row](), list[Split](), list[Row]()
    for row in reversed(tops) if above else tops:
        if not _subtotal(row):
            run.append(row)
            continue
        if not run:
            return []
        outer.append(row)
        found.append(Split(row, run))
        run = []
    return [Split(whole, [*outer, *run]), *found, *_as_named(whole, below)[1:]]


def _closed(whole: Row, below: Sequence[Row]) -> list[Split]:
    """The whole split up several times, each closed by a 小计 that is the whole once more: 财政拨款, 其他资金, 小计, 基本支出, 项目支出, 小计."""
    top, *closed = _by_subtotals(whole, below) or [Split(whole, ())]
    return [*(Split(whole, [row]) for row in top.parts), *closed] if len(top.parts) > 1 and all(map(_subtotal, top.parts)) else []


def _of_some(whole: Row, below: Sequence[Row], sums: "_Sums") -> list[Split]:
    """Subtotals of only the last of the rows above them, as many as the numbers tell; those before stand beside them."""
    top, *closed = _by_subtotals(whole, below) or [Split(whole, ())]
    short, front = list[Split](), list[Row]()
    for split in closed:
        cut = _subtotal(split.whole) and len(split.parts) <= MOST_ROWS
        ends = [Split(split.whole, split.parts[start:]) for start in range(len(split.parts) if cut else 1)]
        best = max(ends, key=sums.surplus)
        short.append(best)
        front += split.parts[: len(split.parts) - len(best.parts)]
    return [Split(whole, [*front, *top.parts]), *short] if front else []


def _subtotal(row: Row) -> bool:
    return "".join(row.label.split()).rstrip(":：").endswith("小计")


def _others(whole: Row, below: Sequence[Row], sums: "_Sums") -> Iterator[list[Split]]:
    """Other readings: all rows are parts, a run of rows splits up the row above it (财政资金 100, 中央 60, 地方 40), 其中 rows lie within those
    above them, subtotals stand above their rows, or the whole is split up twice (基本支出 60, 项目支出 40, 财政拨款 90, 其他资金 10), of which
    one half may hold such a run."""
    tops = [row for row in below if row.parent in ("", whole.id)]
    if any(map(_subtotal, tops)):
        subtotals = _by_subtotals(whole, below, above=True), _of_some(whole, below, sums), _closed(whole, below)
        yield from filter(None, (_as_named(whole, below), *subtotals))
    if len(tops) < len(below):
        yield [Split(whole, below)]
    for rows in (tops, below) if len(tops) < len(below) else (tops,):
        inside = _as_named(whole, below)[1:] if rows is tops else []
        few = len(rows) <= MOST_ROWS
        yield from ([*nested, *inside] for nested in (_runs(whole, rows) if few else ()))
        for middle in range(1, len(rows)) if few else ():
            halves = Split(whole, rows[:middle]), Split(whole, rows[middle:])
            yield [*halves, *inside]
            for half, other in (halves, halves[::-1]):
                held, broken = sums.score([half])
                nested = _runs(whole, other.parts) if held and held >= SHARE * broken else ()
                yield from ([half, *each, *inside] for each in nested)
        used = [row for row in rows if not _apart(row)]
        if 1 < len(used) < len(rows):
            yield [Split(whole, used), *inside]
        rest = [row for at, row in enumerate(rows) if at == 0 or not row.label.startswith("其中")]
        if 1 < len(rest) < len(rows):
            yield [Split(whole, rest), *inside]


def _runs(whole: Row, rows: Sequence[Row]) -> Iterator[list[Split]]:
    """The rows as parts of the whole but for a run that splits up the row above it."""
    for first in range(len(rows) - 1):
        for last in range(first + 2, len(rows) + 1):
            yield [Split(whole, [*rows[: first + 1], *rows[last:]]), Split(rows[first], rows[first + 1 : last])]


def partial(split: Split, columns: Sequence[str]) -> bool:
    """Only some parts are listed: they make less than their whole in every column, which no slip of the pen does; so does a lone part of a part.
    Those of a total are all listed, but for a lone 其中."""
    lone = len(split.parts) == 1
    whole = split.whole.key.startswith("total")
    if whole and not (lone and split.parts[0].label.startswith("其中")):
        return False
    relations = [sum_of(stated, figures) for stated, figures in _sums(split, columns)]
    short = [(nominal(each.left) or ZERO) > (nominal(each.right) or ZERO) for each in relations]
    return all(short) and len(short) > (0 if lone and not whole else 1) and not any(map(sound, relations))


def _sums(split: Split, columns: Sequence[str]) -> Iterator[tuple[Figure, Sequence[Figure]]]:
    """What is stated and its parts, where that says something: not of noughts alone."""
    for column in columns:
        stated, figures = split.whole.figure(column), [figure for row in split.parts if (figure := row.figure(column))]
        if stated and figures and (stated.value or any(figure.value for figure in figures)):
            yield stated, figures


def _adds_up(stated: Figure, parts: Sequence[Figure]) -> bool:
    """As printed, which needs no relation, or by rounding."""
    apart = abs(sum([part.value for part in parts], ZERO) - stated.value)
    return not apart or (within_digits(apart, (stated, *parts)) and sound(sum_of(stated, parts)))


class _Sums:
    """How many sums of a reading hold, and how many do not. Most readings have splits of others, which are judged once."""

    def __init__(self, columns: Sequence[str]) -> None:
        self._columns = columns
        self._known: dict[tuple[str, ...], tuple[int, int]] = {}

    def score(self, splits: Sequence[Split]) -> tuple[int, int]:
        judged = [self._judged(split) for split in splits]
        return sum([held for held, _ in judged]), sum([broken for _, broken in judged])

    def surplus(self, split: Split) -> int:
        held, broken = self._judged(split)
        return held - SHARE * broken

    def _judged(self, split: Split) -> tuple[int, int]:
        asked = (split.whole.id, *[row.id for row in split.parts])
        if asked not in self._known:
            judged = [_adds_up(stated, parts) for stated, parts in _sums(split, self._columns)]
            self._known[asked] = sum(judged), len(judged) - sum(judged)
        return self._known[asked]


def _apart(row: Row) -> bool:
    return row.key.rstrip("0123456789") in APART


def sum_of(stated: Figure, parts: Sequence[Figure], ulp: Fraction | None = None) -> Relation:
    """The stated number is the sum of the parts, all as fine as they are printed, or as `ulp`."""
    return Relation(Ref(stated, ulp=ulp), EQUAL, total(Ref(part, ulp=ulp) for part in parts))
