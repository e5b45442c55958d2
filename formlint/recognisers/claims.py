"""The figures of running text as claims: what each counts, and the text between it and its neighbours.

`全年参加培训人数519人，其中党务干部273人` is two claims, 参加培训人数 and 党务干部. What they make up together is told by `statements`.
Numbers of manner (分3批实施, 连续5年) claim nothing.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from formlint.documents import Passage
from formlint.figures import Figure, placed
from formlint.figures.numerals import squeeze
from formlint.figures.texts import quantities
from formlint.figures.wording import any_of
from formlint.forms import Extent, Statement
from formlint.recognisers import nouns

ENDS = re.compile(r"[。;!?]")
PAUSE = re.compile(r"[,。;:、!?]")
_BETWEEN = re.compile(r"[、,和及与]")


@dataclass(slots=True)
class Claim:
    """A figure, the text that stands between it and its neighbours, and its parts as far as they are known."""

    figure: Figure
    gap: str  # from the figure before
    rest: str  # to the figure after
    sentence: int
    noun: str = ""
    parts: list["Claim"] = field(default_factory=list)
    open: bool = False  # the list of parts was ended by 等, or holds parts that overlap

    def statement(self, field_id: str, passage: Passage, label: tuple[str, ...]) -> Statement:
        parts = tuple([part.statement(field_id, passage, label) for part in self.parts]) if self.parts else ()
        extent = Extent.ALL if len(parts) > 1 and not self.open else Extent.SOME
        figure = placed(self.figure, passage, f"{field_id}@{self.figure.start}", (*label, self.noun))
        return Statement(field_id, self.noun, figure, parts, extent, self.sentence)


def claims_of(text: str) -> list[Claim]:
    """The claims of a text in reading order, each by itself."""
    return [claim for claim in _figures(text) if not _manner(claim)]


@cache
def words(name: str) -> frozenset[str]:
    """Words that nouns are told by: vague, overlapping, ..."""
    return frozenset(nouns.phrases()[name].split())


@cache
def pattern(name: str) -> re.Pattern[str]:
    """What marks parts, totals, rests, comparisons, ... in the text before a number."""
    listed = any_of(nouns.phrases()[name])
    shapes = {"parts": rf"(?:^|[,。;:(、])(?:{listed})(?!\))[:,]?", "manner": rf"(?<![得积总评满])(?:{listed})$", "totals": rf"^[,、]?(?:{listed})$"}
    shapes["breaks"] = rf"(?<![公中])(?!共[产青同建享用])(?:{listed})"  # 共60人 begins anew; 公共卫生人员, 共产党员 are parts
    return re.compile(shapes.get(name, listed))


def _figures(text: str) -> Iterator[Claim]:
    figures = quantities(text)
    if not figures:
        return
    squeezed = squeeze(text)
    plain, origin = squeezed.text, squeezed.origin
    spans = [(bisect_left(origin, figure.start), bisect_left(origin, figure.end)) for figure in figures]
    edges = [*(start for start, _ in spans), len(plain)]
    last, sentence, noun = 0, 0, ""
    queue: list[str] = []
    for number, (start, end) in enumerate(spans):
        gap, rest = plain[last:start], plain[end : edges[number + 1]]
        sentence += len(ENDS.findall(gap))
        queue = queue if _BETWEEN.fullmatch(gap) else list(nouns.listed(gap))
        carried = "" if PAUSE.search(gap) else noun  # 6个班次共7期
        noun = queue.pop(0) if queue else _noun(gap, rest) or carried
        yield Claim(figures[number], gap, rest, sentence, noun)
        last, noun = end, "" if pattern("manner").search(gap) else noun


def _noun(gap: str, rest: str) -> str:
    """What is counted: what follows the unit directly, else what stands before the number."""
    follows, stands, each = nouns.after(rest), nouns.before(gap), nouns.each(gap)
    noun = follows if follows and not (stands and follows in words("vague")) else stands or nouns.complement(rest)
    return noun if each in noun else each + noun


def _manner(claim: Claim) -> bool:
    """The number says how something is done."""
    return pattern("manner").search(claim.gap) is not None
