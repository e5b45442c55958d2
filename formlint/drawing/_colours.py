"""What a page is made of: the greys of smoothed text, and the colours of its areas; nothing where it is a photograph."""

from collections.abc import Iterable, Sequence

import numpy as np

from formlint.drawing._png import Colour

GREYS: tuple[Colour, ...] = ((255, 255, 255), (170, 170, 170), (85, 85, 85), (0, 0, 0))
MOST = 16  # colours: what 4 bits hold
COLOURED = 12  # of 255, between the channels of a pixel
NEAR = 8  # of 255: colours no further apart look alike; the palest fill that is offered in a spreadsheet is 13 from white
SAME = 3  # of 255
LIGHT = 176
SHADE, LINE = 0.004, 0.02  # share of the page that makes a light grey an area and no smoothing; a darker one is the edge of ruling lines below that
PLAIN = 0.6  # share of the page in few colours; a page full of print has 0.88, a scan 0.3


def colours(found: Iterable[tuple[int, Colour]], area: int) -> tuple[Colour, ...]:
    """The colours for a picture of so many pixels, by how many there are of each."""
    counted = sorted(found, reverse=True)
    chosen = [*GREYS]
    for colour in _standing_out(counted, area):
        if len(chosen) < MOST and all(_apart(colour, other) > NEAR for other in chosen):
            chosen.append(colour)
    return tuple(chosen) if _covered(counted[: 4 * MOST], chosen) >= PLAIN * area else ()


def _covered(counted: Sequence[tuple[int, Colour]], chosen: Sequence[Colour]) -> int:
    """How many pixels look like one of the chosen colours."""
    if not counted:
        return 0
    seen, counts = np.array([colour for _, colour in counted], np.int16), np.array([count for count, _ in counted])
    apart = np.abs(seen[:, None] - np.array(chosen, np.int16)).max(axis=2)
    return int(counts[(apart <= SAME).any(axis=1)].sum())


def _standing_out(counted: Sequence[tuple[int, Colour]], area: int) -> list[Colour]:
    """Those that cover enough of the picture, or are colours and no greys."""
    if not counted:
        return []
    colours, shares = np.array([colour for _, colour in counted]), np.array([count for count, _ in counted]) / area
    stands = (shares > np.where(colours[:, 0] > LIGHT, SHADE, LINE)) | (np.ptp(colours, axis=1) >= COLOURED)
    return [colour for (_, colour), stand in zip(counted, stands.tolist(), strict=True) if stand]


def _apart(one: Colour, other: Colour) -> int:
    return max(abs(a - b) for a, b in zip(one, other, strict=True))
