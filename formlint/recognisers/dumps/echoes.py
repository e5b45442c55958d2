"""What a target counts its actual counts again: 128 座小型水库维修养护 and 128 座小型水库维修养护全部完成, 大于等于71家 and 71家.

No cell says its number twice, and no name says that of its target. So the first of two strips with one count belongs to a target and the second
begins an actual, when no weight or score stands between them, which would part two rows.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache

from formlint.recognisers.dumps.strips import Kind, Strip

REACH = 8  # strips of a target; what is said in a line is said again in the next
_COUNT = re.compile(r"(\d[\d,.]{0,19})([^\d\s,.，。；、:：)）])(.*)")
_DONE = re.compile(r"已|均|全部")  # what an actual says: the next target may count the same
_TOLD = (Kind.MEASURE, Kind.WORDS, Kind.DONE, Kind.QUALITY)

Count = tuple[str, str, bool]  # the number, the first character of what is counted, and whether more is said


def echoes(strips: Sequence[Strip]) -> Iterator[tuple[int, int]]:
    """Pairs of strips, of which the second says again what the first counts."""
    counts = {place: count for place, strip in enumerate(strips) if strip.kind in _TOLD and (count := _count(strip.text))}
    times = Counter([count[:2] for count in counts.values()])
    free = 0
    for place, count in counts.items():
        if times[count[:2]] < 2 or place < free or _DONE.search(strips[place].text):
            continue
        other = next((each for each in _near(strips, place, REACH if count[2] else 1) if _same(count, counts.get(each))), None)
        if other is not None and not strips[other].asks:
            yield place, other
            free = other + 1


def _near(strips: Sequence[Strip], place: int, reach: int) -> Iterator[int]:
    """The strips behind this one up to a number of its own."""
    for other in range(place + 1, min(place + 1 + reach, len(strips))):
        if strips[other].kind in (Kind.NUMBER, Kind.DASH, Kind.CAUSE):
            return
        yield other


@lru_cache(maxsize=8192)
def _count(text: str) -> Count | None:
    found = _COUNT.search(text)
    return (found[1], found[2], len(found[3]) > 1) if found else None


def _same(one: Count, other: Count | None) -> bool:
    return other is not None and one[:2] == other[:2]
