"""Which parts of an Office package belong to which, as its `_rels` folders say. ECMA-376 part 2, 9.3."""

import posixpath
from collections.abc import Mapping

from formlint.readers.packages.xml import parse
from formlint.readers.packages.zip import Package

_RELATIONS = frozenset({"http://schemas.openxmlformats.org/package/2006/relationships"})


def related(package: Package, part: str) -> Mapping[str, tuple[str, str]]:
    """What a part relates to: id -> (kind, part). Targets outside the package are left out."""
    folder, name = posixpath.split(part)
    path = posixpath.join(folder, "_rels", f"{name}.rels")
    handler = _Relations(folder)
    if path in package:
        parse(package.chunks(path), handler, namespaces=_RELATIONS, part=path)
    return handler.found


class _Relations:
    def __init__(self, folder: str) -> None:
        self.folder = folder
        self.found: dict[str, tuple[str, str]] = {}

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag != "Relationship" or attributes.get("TargetMode") == "External":
            return
        kind = posixpath.basename(attributes.get("Type", ""))
        target = posixpath.normpath(posixpath.join("/", self.folder, attributes.get("Target", "").replace("\\", "/")))
        self.found[attributes.get("Id", "")] = (kind, target.lstrip("/"))

    def end(self, tag: str) -> None: ...
    def text(self, data: str) -> None: ...
