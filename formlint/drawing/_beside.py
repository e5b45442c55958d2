"""Pages that a second process draws, from the first on, while this one does something else, or draws from the last on.

What comes from it is the file of a picture and its size, nothing that could be more. What it does not send (it met an error, or died) is drawn here.
"""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from io import BufferedWriter
from struct import Struct

from formlint.drawing._pictures import KINDS, Packed, Picture
from formlint.readers.processes.second import Second, exactly, two_can_work

FEWEST = 6  # pages; for fewer both processes would be loading the same fonts
_HEAD = Struct("<2d8sI")  # width and height in points, kind, bytes of the picture, which follow; no kind where there is no picture


Draw = Callable[[int], Picture | None]  # the page of that number, from 1; None for one that cannot be drawn
Drawer = Callable[[], AbstractContextManager[Draw]]  # one for each process


class Beside:
    """The pages of these numbers. The work begins when this is made, where there can be a second process."""

    def __init__(self, numbers: Sequence[int], drawer: Drawer) -> None:
        self._numbers, self._drawer = numbers, drawer
        self._second = Second(self._send) if len(numbers) >= FEWEST and two_can_work() else None

    def pictures(self, count: int | None = None) -> list[Picture | None]:
        """All, in the order of their numbers, or the first so many."""
        numbers = self._numbers[:count]
        first, last = list[Picture | None](), list[Picture | None]()
        try:
            with self._drawer() as draw:
                while (left := len(numbers) - len(first) - len(last)) > 0:
                    if self._second and (left == 1 or self._second.has_sent()):
                        first += self._received(self._second)
                    else:
                        last.append(draw(numbers[-1 - len(last)]))
        finally:
            self.end()
        return first + last[::-1]

    def end(self) -> None:
        """Nobody wants them any more."""
        if self._second:
            self._second.end()
        self._second = None

    def _send(self, pipe: BufferedWriter) -> None:
        with self._drawer() as draw:
            for number in self._numbers:
                found = draw(number) or Picture(0.0, 0.0, Packed("", b""))
                pipe.write(_HEAD.pack(found.width, found.height, found.packed.kind.encode(), len(found.packed.data)) + found.packed.data)
                pipe.flush()

    def _received(self, second: Second) -> list[Picture | None]:
        """The next page; nothing when no more comes."""
        try:
            width, height, kind, length = _HEAD.unpack(exactly(_HEAD.size, second.sent))
            data = exactly(length, second.sent)
        except EOFError:
            self.end()
            return []
        known = next((name for name in KINDS if kind.rstrip(b"\0") == name.encode()), None)
        return [Picture(width, height, Packed(known, data)) if known else None]
