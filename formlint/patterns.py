"""Patterns that few forms ask for: `late(text)` is `re.compile(text)` for those who read the code and for type checkers.

At run time it is compiled when it is first asked. A check of one form loads 370 patterns and asks half of them, and to compile all took a third of
its time: a class with Chinese signs in it is a table of 65,536 signs first, `[一-鿿]` takes 20,992 steps. Those of checks are late. In the
rooms before them what every form asks, and thousands of times, is compiled where it stands: a late pattern looks its methods up a little slower. `re`
itself takes none: `re.sub(PATTERN, …)` is `PATTERN.sub(…)`.
"""

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from re import compile as late
else:

    class late:  # noqa: N801 - it stands where a function is called
        """The pattern; from the first question on it has the methods of the compiled one."""

        def __init__(self, text, flags=0):
            self.pattern, self._flags = text, flags

        def __getattr__(self, name):
            if name.startswith("__"):  # asked by whoever copies or compares it
                raise AttributeError(name)
            compiled = re.compile(self.pattern, self._flags)
            self.__dict__ |= {each: getattr(compiled, each) for each in dir(compiled) if not each.startswith("__")}
            self.__class__ = Asked
            return getattr(compiled, name)

        def __reduce__(self):
            return late, (self.pattern, self._flags)

    class Asked:
        """One that was compiled: a class with `__getattr__` takes four times as long to find what is there."""

        __reduce__ = late.__reduce__


__all__ = ["late"]
