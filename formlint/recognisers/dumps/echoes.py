"""What a target counts its actual counts again: 128 座小型水库维修养护 and 128 座小型水库维修养护全部完成, 大于等于71家 and 71家.

No cell says its number twice, and no name says that of its target. So the first of two strips with one count belongs to a target and the second
begins an actual, when no weight or score stands between them, which would part two rows.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from formlint.recognisers.dumps.strips import Kind, Strip

REACH = 8  # strips of a target; what is said in a line is said again in the next
_COUNT = re.compile(r"(\d[\d,.]{0,19})([^\d\s,.，。；、:：)）])(.*)")
_DONE = re.compile(r"已|均|全部")  # what an actual says: the next target may count the same
_PARTING = frozenset((Kind.NUMBER, Kind.DASH, Kind.CAUSE))
_TOLD = (Kind.MEASURE, Kind.WORDS, Kind.DONE, Kind.QUALITY)

Count = tuple[str, str]  # the number, and the first character of what is counted


def echoes(strips: Sequence[Strip], counts: Sequence[Count | None]) -> Iterator[tuple[int, int]]:
    """Pairs of strips, of which the second says again what the first counts; `counts` are those of all strips."""
    places: defaultdict[Count, list[int]] = defaultdict(list)
    for place, count in enumerate(counts):
        if count and strips[place].kind in _TOLD:  # few
            places[count].append(place)
    free = 0
    for place, other in sorted(pair for alike in places.values() if len(alike) > 1 for pair in pairwise(alike)):
        if place < free or _parted(strips, place, other) or _DONE.search(strips[place].text) or strips[other].asks:
            continue
        yield place, other
        free = other + 1


def _parted(strips: Sequence[Strip], place: int, other: int) -> bool:
    """Too much stands between them: a number of its own, or more than belongs to a target. What says no more than its count is said again at once."""
    far = other - place
    if far > REACH or (far > 1 and not _goes_on(strips[place].text)):
        return True
    return not _PARTING.isdisjoint([strip.kind for strip in strips[place + 1 : other]])


def counted(text: str) -> Count | None:
    """What the text counts first."""
    found = _COUNT.search(text)
    return (found[1], found[2]) if found else None


def _goes_on(text: str) -> bool:
    """More is said than what is counted."""
    found = _COUNT.search(text)
    return found is not None and len(found[3]) > 1
