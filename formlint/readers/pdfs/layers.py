"""Layers of a PDF that are not shown when it is opened (optional content, ISO 32000-1, 8.11): no engine leaves out what stands in them."""

import re
from collections.abc import Sequence

_HIDDEN = re.compile(rb"/OFF\s*\[\s*\d|/BaseState\s*/OFF\b")


def has_hidden_layers(parts: Sequence[bytes]) -> bool:
    """Whether a file, given with what its object streams hold, names layers that are not shown."""
    return any(b"/OCProperties" in part for part in parts) and any(map(_HIDDEN.search, parts))
