"""The headings of the tables of a text dump: those that stand together, and those that the dump has torn from them."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, compress, pairwise

from formlint.recognisers.dumps.begun import LONGEST_HEADING
from formlint.recognisers.dumps.dump import Dump, Hit
from formlint.recognisers.dumps.headers.stacks import stacked
from formlint.recognisers.dumps.narratives.prose import NAMES
from formlint.recognisers.headings import STARRED, Lexicon, scored

MOST_LEFT = 5  # strips beside a heading that may hold another
MOST_TOGETHER = 9  # strips of headings side by side
AMID = 3  # strips at least of a line of headings
APART = 3  # strips between two headings of one run: a side title, or a heading the definition does not know
_SENTENCE = re.compile(r"[，。；,;\d]")


@dataclass(slots=True)
class Headings:
    """The headings of one table: those of the longest run, and those that stand alone."""

    main: dict[str, Hit] = field(default_factory=dict)
    torn: dict[str, Hit] = field(default_factory=dict)
    again: list[Hit] = field(default_factory=list)  # printed twice, as on every page

    @property
    def start(self) -> int:
        return min((hit.numbers[0] for hit in self.main.values()), default=0)

    @property
    def region(self) -> int:
        """Where rows may begin: at the first heading that only this table has."""
        own = [hit.numbers[0] for key, hit in (*self.main.items(), *self.torn.items()) if key not in ("weight", "score", "reason", "unit")]
        return min(own, default=self.start)

    @property
    def end(self) -> int:
        return max((hit.numbers[-1] + 1 for hit in self.main.values()), default=0)


def headings(dump: Dump, name: str) -> Headings:
    """The headings of a table. Those on a line with other words are none, unless they stand in the longest run."""
    lexicon = dump.words.columns[name]
    if dump.aligned:
        return _stacked(dump, lexicon)
    hits = _hits(dump, lexicon)
    found = Headings(_longest(hits))
    if not hits:
        return found
    for hit in hits:
        if hit.key not in found.main and hit.key not in found.torn and _alone(dump, hit, hits):
            found.torn[hit.key] = hit
    if "op" not in {**found.main, **found.torn}:
        found.torn.pop("unit", None)  # 单位 ends many names: 修缮文物保护 / 单位
    if dump.airy and "reason" not in {**found.main, **found.torn} and (late := _called(dump, lexicon, "reason")):
        found.torn["reason"] = late
    found.again = _again(dump, hits, {**found.main, **found.torn}) if dump.airy else []
    last = _last(dump, lexicon, found)
    main = scored({**found.main, last.key: last} if last else found.main)
    return Headings(main, found.torn if "score" in main else scored(found.torn), found.again)


def beginning(dump: Dump, name: str) -> int:
    """Where the headings of a table begin that stand together."""
    lexicon = dump.words.columns[name]
    return _stacked(dump, lexicon).start if dump.aligned else Headings(_longest(_hits(dump, lexicon))).start


def _stacked(dump: Dump, lexicon: Lexicon) -> Headings:
    """The headings of a dump whose columns are still aligned."""
    hits = without_sides(dump, dump.headings(lexicon))
    main = stacked(dump, lexicon, hits)
    return Headings(scored(main), again=_lines_again(dump, hits, main))


def _hits(dump: Dump, lexicon: Lexicon) -> list[Hit]:
    """The headings among the strips, in order. They are looked for once as long as nobody takes a strip."""
    taken, known = dump.seen_headings.get(lexicon, ([], []))
    if taken == dump.taken:
        return known
    hits = without_sides(dump, dump.headings(lexicon))
    more = [*_amid(dump, lexicon, hits), *(_interwoven(dump, lexicon, hits) if dump.airy else ())]
    hits = sorted([*hits, *more], key=lambda hit: hit.numbers) if more else hits
    dump.seen_headings[lexicon] = list(dump.taken), hits
    return hits


def _amid(dump: Dump, lexicon: Lexicon, hits: Sequence[Hit]) -> Iterator[Hit]:
    """What only a word with a star fits, on a line that else holds nothing but headings: 三级指标 年初拟定目标值 得分."""
    known = {number for hit in hits for number in hit.numbers}
    keys = {hit.key for hit in hits}
    for line in sorted({dump.strips[number].line for number in known}):
        numbers = dump.on_line(line)
        rest = [number for number in numbers if number not in known]
        if len(rest) != 1 or len(numbers) < AMID or dump.taken[rest[0]]:
            continue
        key = lexicon.key(dump.strips[rest[0]].text)
        if key and key not in keys:
            yield Hit(key, (rest[0],))


def _longest(hits: Sequence[Hit]) -> dict[str, Hit]:
    """Those of the longest run."""
    runs: list[list[Hit]] = []
    for hit in hits:
        if runs and _together(runs[-1][-1], hit) and hit.key not in [each.key for each in runs[-1]]:
            runs[-1].append(hit)
        else:
            runs.append([hit])
    return {hit.key: hit for hit in max(runs, key=len, default=())}


def _again(dump: Dump, hits: Sequence[Hit], known: Mapping[str, Hit]) -> list[Hit]:
    """Headings that were found before and stand in flows of nothing but headings; 全年完成情况 heads a narrative where 完成情况 heads the column."""
    again = [hit for hit in hits if hit.key in known and hit != known[hit.key]]
    again = [hit for hit in again if not _other(dump, hit) or dump.text(hit.numbers) == dump.text(known[hit.key].numbers)]
    if not again:
        return again
    of, flows, numbers = dump.flow_of(), dump.flows(), {number for hit in hits for number in hit.numbers}
    return [hit for hit in again if numbers.issuperset(flows[of[hit.numbers[0]]])]


def _lines_again(dump: Dump, hits: Sequence[Hit], known: Mapping[str, Hit]) -> list[Hit]:
    """Headings on later lines of nothing but headings, most of which were found before: the head of the next page."""
    printed = {dump.text(hit.numbers) for hit in known.values()}
    last = max((number for hit in known.values() for number in hit.numbers), default=0)
    lines: dict[int, list[Hit]] = {}
    for hit in hits:
        if hit.numbers[0] > last:
            lines.setdefault(dump.strips[hit.numbers[0]].line, []).append(hit)
    return [
        hit
        for line, each in lines.items()
        if sum(dump.text(hit.numbers) in printed for hit in each) * 2 > len(printed)
        and sum(len(hit.numbers) for hit in each) == len(dump.on_line(line))
        for hit in each
    ]


def _called(dump: Dump, lexicon: Lexicon, key: str) -> Hit | None:
    """The one flow that is called like a heading that only a word with a star fits: 偏差原因及改进 / 措施."""
    found: list[Hit] = []
    said, taken = dump.said, dump.taken
    for numbers in dump.flows():
        first = numbers[0]
        if len(numbers) > MOST_TOGETHER or taken[first] or len(said[first]) > LONGEST_HEADING:
            continue
        if lexicon.key(said[first] if len(numbers) == 1 else dump.text(numbers)) != key:  # most flows are a strip
            continue
        hit = dump.heading(lexicon, numbers[0], numbers[-1] + 1, stars=True)
        if hit and hit.key == key and len(hit.numbers) == len(numbers) and not _SENTENCE.search(dump.text(numbers)):
            found.append(hit)
    return found[0] if len(found) == 1 else None


def _interwoven(dump: Dump, lexicon: Lexicon, hits: Sequence[Hit]) -> Iterator[Hit]:
    """Headings of two lines side by side: 度量单 实际完成值 / 位. What is left of a flow beside a heading is another, or most of it is."""
    known = {number for hit in hits for number in hit.numbers}
    keys = {hit.key for hit in hits}
    of, flows = dump.flow_of(), dump.flows()
    for numbers in [flows[each] for each in sorted({*compress(of, dump.taken), *map(of.__getitem__, known)})]:
        if not 2 < len(numbers) <= MOST_TOGETHER:
            continue
        rest = [number for number in numbers if number not in known and not dump.taken[number]]
        if 1 < len(rest) < len(numbers):
            key, rank = lexicon.find(dump.text(rest)) or ("", STARRED)
            if rank < STARRED:
                yield Hit(key, tuple(rest))
            elif len(rest) <= MOST_LEFT:
                yield from _among(dump, lexicon, rest, keys)


def _among(dump: Dump, lexicon: Lexicon, rest: Sequence[int], keys: Collection[str]) -> Iterator[Hit]:
    """The one heading that some of the strips make up: 偏差原因分析及改进 / 措施 beside the end of 实际完成 / 值."""
    firsts = {number for number in rest if lexicon.may_begin(dump.strips[number].text)}  # mostly none
    ways = [part for size in range(len(rest) - 1, 1, -1) for part in combinations(rest, size) if part[0] in firsts] if firsts else []
    found = [Hit(known[0], part) for part in ways if (known := lexicon.find(dump.text(part))) and known[1] < STARRED and known[0] not in keys]
    if len(found) == 1:
        yield found[0]


def _last(dump: Dump, lexicon: Lexicon, found: Headings) -> Hit | None:
    """The heading behind the others that only a word with a star fits: 偏差原因及改进 / 措施."""
    if found.end >= len(dump.strips) or dump.taken[found.end]:
        return None
    hit = dump.heading(lexicon, found.end, stars=True)
    return hit if hit and hit.key not in found.main and hit.key not in found.torn else None


def _together(before: Hit, hit: Hit) -> bool:
    """Two headings of one run: hardly anything between them."""
    return hit.numbers[0] - before.numbers[-1] <= APART


def without_sides(dump: Dump, hits: list[Hit]) -> list[Hit]:
    """绩效指标 beside 三级指标 is a side title, 全年完成情况 beside 实际完成值 heads a narrative; alone they are headings of columns."""
    other = [_other(dump, hit) for hit in hits]
    if not any(other):
        return hits
    sure = [hit for hit, elsewhere in zip(hits, other, strict=True) if not elsewhere]
    plain_keys = {hit.key for hit in (sure if dump.aligned else _heading(dump, sure, hits))}
    return [hit for hit, elsewhere in zip(hits, other, strict=True) if not elsewhere or hit.key not in plain_keys]


def _heading(dump: Dump, hits: Sequence[Hit], among: Sequence[Hit]) -> Iterator[Hit]:
    """Those that stand beside another heading or with nothing else on their lines; 完成 128 座 is no heading."""
    near = {each for pair in pairwise(among) if _together(*pair) for each in pair}
    known = {number for hit in among for number in hit.numbers}
    for hit in hits:
        lines = {dump.strips[number].line for number in hit.numbers}
        if hit in near or all(known.issuperset(dump.on_line(line)) for line in lines if len(dump.on_line(line)) <= MOST_TOGETHER):
            yield hit


def _other(dump: Dump, hit: Hit) -> bool:
    text = dump.text(hit.numbers)
    return bool(dump.words.sides.find(text)) or dump.words.fields.key(text) in NAMES


def _alone(dump: Dump, hit: Hit, hits: Sequence[Hit]) -> bool:
    """Only headings stand on its lines, or a sentence that it was glued to."""
    known = {number for each in hits for number in each.numbers}
    lines = {dump.strips[number].line for number in hit.numbers}
    return all(number in known or dump.strips[number].text.endswith("。") for line in lines for number in dump.on_line(line))
