"""Bands of ages that make up a whole: 25岁以下, 25—34岁, 35岁以上; or 80—89周岁, 90—99周岁, 100周岁及以上 of 80周岁以上老人.

Ages overlap as a rule (60岁以上 are among the women). Bands that follow each other without a gap, the last of them open above, leave out only those
below the first: nobody where the first is open below, or begins where the whole does. What else the names say they all say: of 35岁以下, 35岁以上妇女
others are left out.
"""

from collections.abc import Sequence
from itertools import pairwise

from formlint.patterns import late

_BAND = late(r"(\d{1,3})(?:周?岁)?[-—–~～至到](\d{1,3})周?岁")
_ABOVE = late(r"(\d{1,3})周?岁(?:[(（]含[)）])?[及和]?以上")
_BELOW = late(r"(\d{1,3})周?岁(?:[(（]含[)）])?[及和]?以下")
_FILLING = late("年龄|周?岁|[段在的者]|人员?$|老年?人?$")  # beside an age it tells of nobody in particular
LOWEST = 0


def bands(names: Sequence[str], whole: str) -> bool:
    """The names of the parts are all ages of what the text before the first of them, `whole`, is about."""
    bare = ["".join(name.split()) for name in names]
    known = [each for each in map(_ages, bare) if each]
    if len(known) < len(names) or len(known) < 2 or known[-1][1] is not None or len(set(map(_beside, bare))) > 1:
        return False
    follows = all(high is not None and low in (high, high + 1) for (_, high), (low, _) in pairwise(known))
    return follows and (known[0][0] == LOWEST or _from(whole) == known[0][0])


def _ages(name: str) -> tuple[int, int | None] | None:
    """The ages from and to; None for one without an end."""
    if match := _BAND.search(name):
        return int(match[1]), int(match[2])
    if match := _ABOVE.search(name):
        return int(match[1]), None
    match = _BELOW.search(name)
    return (LOWEST, int(match[1])) if match else None


def _beside(name: str) -> str:
    """What the name says but for the ages."""
    for pattern in (_BAND, _ABOVE, _BELOW):
        if pattern.search(name):
            return _FILLING.sub("", pattern.sub("", name, count=1))
    return name


def _from(whole: str) -> int | None:
    told = list(_ABOVE.finditer("".join(whole.split())))
    return int(told[-1][1]) if told else None
