"""The rows below a label of the second level that it covers, too: a form prints 数量指标 once for all rows that share its cell.

A dump that breaks lines within rows tells the first row of a label by its place (others: `centred`). Which row is its last is known where the rows of
its section are: the next label begins behind it, or the section ends. In a section with a label whose rows are not known nothing is.
"""

from collections.abc import Mapping, Sequence

from formlint.recognisers.dumps.dump import Dump, Hit, first_level
from formlint.recognisers.dumps.rows.listed import Listing


def covered(dump: Dump, listing: Listing, sections: Sequence[str], parts: Mapping[int, Hit]) -> dict[int, Hit]:
    """The labels of the second level by all rows that they cover; `parts` has their first rows, `sections` the section of every row, else empty."""
    found = dict(parts)
    keys = dump.words.parts
    placed = {hit.key for hit in parts.values()}
    printed = {hit.key for hit in listing.labels if keys.key(hit.key) and not first_level(dump, hit)}
    unsure = {keys.key(key) for key in printed - placed}
    for row, section in enumerate(sections):
        above = found.get(row - 1)
        if row in found or above is None or not section or section in unsure or section != sections[row - 1]:
            continue
        if keys.key(above.key) == section:
            found[row] = above
    return found
