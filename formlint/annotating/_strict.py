"""Packages in the strict dialect of OOXML (ISO/IEC 29500-1), which has names of its own for what the usual one (-4) has too.

python-docx knows the usual names only: a strict document is put into them and, with its comments, back.
"""

import re
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/")
USUAL = re.compile(rb"http://schemas\.openxmlformats\.org/(wordprocessingml|spreadsheetml|officeDocument|drawingml|schemaLibrary)/2006/")
_XML = (".xml", ".rels")


def is_strict(data: bytes) -> bool:
    """Whether the package calls its main part by the strict name."""
    with ZipFile(BytesIO(data)) as package:
        return "_rels/.rels" in package.namelist() and bool(STRICT.search(package.read("_rels/.rels")))


def loosened(data: bytes) -> bytes:
    """The package in the usual names."""
    return _renamed(data, STRICT, rb"http://schemas.openxmlformats.org/\1/2006/")


def tightened(data: bytes) -> bytes:
    """The package in the strict names."""
    return _renamed(data, USUAL, rb"http://purl.oclc.org/ooxml/\1/")


def _renamed(data: bytes, name: re.Pattern[bytes], other: bytes) -> bytes:
    out = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(out, "w", ZIP_DEFLATED) as new:
        for info in old.infolist():
            part = old.read(info)
            new.writestr(info, name.sub(other, part) if info.filename.lower().endswith(_XML) else part)
    return out.getvalue()
