"""Where a pattern stands among many texts: searched for in all of them at once, since hardly any of them holds it."""

import re
from collections.abc import Iterator


def found_in(whole: str, pattern: re.Pattern[str], between: str = "\n") -> Iterator[int]:
    """For every match the number of its text, of those that `whole` joins by the character `between`."""
    number = last = 0
    for match in pattern.finditer(whole):
        start = match.start()
        number, last = number + whole.count(between, last, start), start
        yield number
