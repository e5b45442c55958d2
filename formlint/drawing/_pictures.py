"""Pictures of pages as they are handed on; what makes them is imported where they are made."""

import base64

from formlint.records import record

KINDS = ("png", "webp")


@record(frozen=True, slots=True)
class Packed:
    """The file of a picture, and of what kind it is: one of KINDS."""

    kind: str
    data: bytes

    @property
    def uri(self) -> str:
        """That is the picture."""
        return f"data:image/{self.kind};base64,{base64.b64encode(self.data).decode()}"


@record(frozen=True, slots=True)
class Picture:
    """A page of this size in points."""

    width: float
    height: float
    packed: Packed
