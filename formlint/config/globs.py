"""Patterns for paths: `2023/**`, `**/附件*.xlsx`, `*.pdf`. `*` and `?` stay within a folder, `**` crosses folders.

A pattern without a slash is a name in any folder. Patterns are relative to the folder of the file that they stand in, and case counts.
"""

import os
import re
from functools import cache
from pathlib import Path, PurePath

from formlint.patterns import late
from formlint.records import record

_TOKENS = late(r"\*\*/|\*\*|\*|\?|[^*?]+")
_MEANINGS = {"**/": "(?:[^/]*/)*", "**": ".*", "*": "[^/]*", "?": "[^/]"}


@record(frozen=True, slots=True)
class Glob:
    """A pattern and the folder that it is relative to."""

    folder: Path
    pattern: str

    def fits(self, path: Path) -> bool:
        """Whether the path, or a folder it lies in, is meant. What lies outside the folder of the pattern never is."""
        place = below(Path(os.path.abspath(path)), Path(os.path.abspath(self.folder)))  # noqa: PTH100 - resolve() would follow links
        return place is not None and bool(_compiled(self.pattern).fullmatch(place))


def below(path: PurePath, folder: PurePath) -> str | None:
    """The path as it is called from the folder, with `/`; None when it lies elsewhere, such as on another drive. Both are absolute."""
    return path.relative_to(folder).as_posix() if path.is_relative_to(folder) else None


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    wanted = pattern.removeprefix("./").rstrip("/")
    anywhere = "" if "/" in wanted else "(?:.*/)?"
    parts = "".join(_MEANINGS.get(token) or re.escape(token) for token in _TOKENS.findall(wanted))
    return re.compile(f"{anywhere}{parts}(?:/.*)?", re.DOTALL)
