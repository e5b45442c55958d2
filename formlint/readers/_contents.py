"""What a file is by its content, where the first bytes do not tell: the old Office container, packages, and what else hides behind `.xls`."""

import re

from formlint.errors import ReadError
from formlint.patterns import late

OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_STREAMS = {"Workbook": "xls", "Book": "xls", "WordDocument": "office", "EncryptedPackage": "encrypted"}  # [MS-CFB] 2.6.1
_BARE_WORKBOOK = late(rb"\x09[\x00\x02\x04\x08][\x04-\x10]\x00")  # before Excel 5 a workbook had no container
_MAIN_PARTS = {"docx": b"word/document.xml", "xlsx": b"xl/workbook.xml", "ofd": b"OFD.xml", "office": b"application/vnd.oasis.opendocument."}
_OFFICE_XML = late(rb"(?:\xef\xbb\xbf)?\s{0,99}<\?xml[^>]{0,200}\?>\s{0,99}<\?mso-application|urn:schemas-microsoft-com:office:spreadsheet")
_WEB_ARCHIVE = late(rb"\s{0,99}(?:MIME-Version|From|X-Document-Type):", re.IGNORECASE)
_NO_TEXT = late(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_LOOKED_AT = 4_096


def in_container(data: bytes, named: str | None) -> str:
    """The reader of an OLE2 file, by the streams it names. Where a workbook is embedded in a text or the other way round, the name decides."""
    found = {module for stream, module in _STREAMS.items() if _named(stream).search(data)}
    if "encrypted" in found:
        raise ReadError("encrypted-workbook")
    if named in found:
        return str(named)
    if not found:
        raise ReadError("not-an-office-file")
    return max(found)


def _named(stream: str) -> re.Pattern[bytes]:
    """An entry of the directory: 64 bytes for the name, in capitals or not."""
    return re.compile(re.escape(stream.encode("utf-16-le").ljust(64, b"\0")), re.IGNORECASE)


def in_package(data: bytes, named: str | None) -> str | None:
    """The reader of a zip package. Member names are never compressed; the first member of an OpenDocument, its kind, is not either."""
    found = [module for module, part in _MAIN_PARTS.items() if part in data]
    if not found and named in ("xls", "office"):
        raise ReadError("not-an-office-file")
    return named if named in found or not found else found[0]  # both: one is embedded in the other


def behind_old_name(data: bytes, named: str) -> str:
    """What a file named as an old workbook or text document is that has no container: systems give such names to tables of text and XML."""
    head = data[:_LOOKED_AT]
    if _BARE_WORKBOOK.match(data):
        return "xls"
    if _OFFICE_XML.search(head):
        return "office"
    if _WEB_ARCHIVE.match(head):
        raise ReadError("web-archive")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or not _NO_TEXT.search(head):
        return "csv" if named == "xls" else "text"
    raise ReadError("not-an-office-file")
