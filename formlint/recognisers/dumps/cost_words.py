"""The labels of parts of the costs, 经济成本指标, and what a narrow cell leaves of them in one line: 经济成, 经济成本."""

from functools import cache

from formlint.definitions import Definition
from formlint.recognisers.headings import plain

COST = "cost"  # the section whose word is that of a part of the output, too


@cache
def cost_parts(definition: Definition) -> frozenset[str]:
    """The words for parts of the costs, and their beginnings as far as these speak of costs: 生态环境 may begin anything."""
    section = definition.sections.get(COST)
    words = [plain(word) for word in section.words] if section else []
    parts = [(plain(part), place) for part in (section.parts if section else ()) for word in words if (place := plain(part).find(word)) >= 0]
    return frozenset(part[:end] for part, place in parts for end in range(place + 1, len(part) + 1))
