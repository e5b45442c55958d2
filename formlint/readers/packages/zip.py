"""A zip package from a stranger, in memory, inflated part by part under limits. Nothing is ever written to disk."""

import io
import zipfile
import zlib
from collections.abc import Iterator

from formlint.errors import ReadError
from formlint.limits import allowed

MOST_RATIO, RATIO_COUNTS_FROM = 200, 10_000_000  # ordinary sheets reach 30, a million equal rows 100
CHUNK = 1 << 16

_BROKEN = (zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, NotImplementedError, EOFError, OSError, ValueError, OverflowError, IndexError)


class Package:
    """The parts of a zip, by their path; upper and lower case, `\\` and a leading `/` make no difference, as in OPC (ECMA-376 part 2)."""

    def __init__(self, data: bytes, damaged: str = "damaged-workbook") -> None:
        """Raises a ReadError for what is no zip, or no ordinary one; `damaged` is its message when something is missing or broken."""
        self._damaged = damaged
        if data.count(b"PK\x01\x02") > 2 * allowed().parts:  # before zipfile makes an object for each
            raise ReadError("too-many-parts", most=str(allowed().parts))
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _BROKEN as error:
            raise ReadError(damaged, part="zip") from error
        self._parts: dict[str, zipfile.ZipInfo] = {}
        self._left = allowed().inflated_megabytes * 1_000_000
        _judge(self._zip.infolist())
        for info in self._zip.infolist():
            if self._parts.setdefault(_key(info.filename), info) is not info:
                raise ReadError("doubled-part", part=info.filename)

    def __contains__(self, part: str) -> bool:
        return _key(part) in self._parts

    def chunks(self, part: str) -> Iterator[bytes]:
        """The bytes of a part, piece by piece. Raises a ReadError when it is missing, damaged, encrypted, or too big."""
        info = self._parts.get(_key(part))
        if info is None:
            raise ReadError(self._damaged, part=part)
        if info.flag_bits & 1:
            raise ReadError("encrypted-workbook")
        try:
            with self._zip.open(info) as stream:
                while chunk := stream.read(CHUNK):
                    self._left -= len(chunk)
                    if self._left < 0:
                        raise ReadError("zip-bomb", part=part)
                    yield chunk
        except _BROKEN as error:
            raise ReadError(self._damaged, part=part) from error


def _key(part: str) -> str:
    return part.replace("\\", "/").lstrip("/").lower()


def _judge(parts: list[zipfile.ZipInfo]) -> None:
    if len(parts) > allowed().parts:
        raise ReadError("too-many-parts", most=str(allowed().parts))
    if sum(part.file_size for part in parts) > allowed().inflated_megabytes * 1_000_000:
        raise ReadError("zip-bomb", part="zip")
    for part in parts:
        if part.file_size > RATIO_COUNTS_FROM and part.file_size > MOST_RATIO * part.compress_size:
            raise ReadError("zip-bomb", part=part.filename)
