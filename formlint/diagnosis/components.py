"""Broken relations that hang together by the figures they share.

What one wrong number broke lies in one component. A sum whose every part is in doubt tells nothing about any of them, and a hundred
contradictions are no slip of a pen: such sums and such components are taken apart, so that a form costs what its rows cost.
"""

from collections.abc import Iterable, Sequence

from formlint.verdicts import Verdict

MOST_LINKS = 12  # other broken relations that one of many figures shares a figure with; in 370 forms with planted mistakes 2 at most
MOST_JOINED = 100  # relations of one component; there 4 at most


def components(verdicts: Sequence[Verdict]) -> list[list[Verdict]]:
    """The verdicts joined by the figures they share, in order."""
    figures = [{figure.id for figure in verdict.figures()} for verdict in verdicts]
    users: dict[str, list[int]] = {}
    for place, ids in enumerate(figures):
        for each in ids:
            users.setdefault(each, []).append(place)
    parts: dict[int, list[Verdict]] = {}  # by the place of the verdict that came to them last
    home: dict[str, int] = {}  # of every figure: the place of a verdict of its part
    moved: dict[int, int] = {}  # such places: where the part went from there
    for place, (verdict, ids) in enumerate(zip(verdicts, figures, strict=True)):
        if len(ids) > MOST_LINKS and _many([users[each] for each in ids]):
            parts[place] = [verdict]
            continue
        touching = sorted({_now(moved, home[each]) for each in ids if each in home})
        parts[place] = [*(each for part in touching for each in parts.pop(part)), verdict]
        moved.update(dict.fromkeys(touching, place))
        home.update(dict.fromkeys(ids, place))
    return [piece for part in parts.values() for piece in ([part] if len(part) <= MOST_JOINED else [[verdict] for verdict in part])]


def _many(users: Iterable[Sequence[int]]) -> bool:
    """The figures of these users are shared with too many other relations. That two sums share all their parts is one link."""
    linked: set[int] = set()
    for each in users:
        linked.update(each[: MOST_LINKS + 2])
        if len(linked) > MOST_LINKS + 1:  # itself is one of them
            return True
    return False


def _now(moved: dict[int, int], place: int) -> int:
    """Where the part is now; the way there is shortened."""
    way = []
    while place in moved:
        way.append(place)
        place = moved[place]
    moved.update(dict.fromkeys(way, place))
    return place
