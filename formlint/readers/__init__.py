"""Files to documents: one module a format, each with SUFFIXES and `read(source) -> Document`.

`read` of this module opens a path safely, picks the reader, and is total: any bytes give a Document or a ReadError that a person can act on.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Source:
    """The bytes of one file, read once, and the name it came by (for its suffix and for messages; never opened again)."""

    name: str
    data: bytes
