"""A zip package that is changed part by part: what nobody touches keeps its bytes, its place and its date."""

import io
import posixpath
import zipfile
from typing import Any

from lxml import etree

from formlint.annotating import NotAnnotated

RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
CONTENT_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_OFFICE = "http://purl.oclc.org/ooxml/officeDocument/relationships"  # ISO/IEC 29500-1
XML = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_blank_text=False)
FRESH = (2024, 1, 1, 0, 0, 0)  # the date of new parts: no clock


class Package:
    """Parts by name. `tree` gives the root of an XML part; every tree that was asked for is written back."""

    def __init__(self, data: bytes) -> None:
        self._zip = zipfile.ZipFile(io.BytesIO(data))
        self._names = {info.filename.lower(): info for info in self._zip.infolist()}
        self._trees: dict[str, Any] = {}  # to be written back
        self._seen: dict[str, Any] = {}
        self._new: dict[str, bytes] = {}
        strict = any(relation.get("Type", "").startswith(STRICT_OFFICE) for relation in self.relations(""))
        self.office = STRICT_OFFICE if strict else OFFICE  # how this package calls relations

    def __contains__(self, part: str) -> bool:
        return part.lower() in self._names or part in self._new or part in self._trees

    def read(self, part: str) -> bytes:
        """The bytes of a part as they came."""
        return self._zip.read(self._names[part.lower()])

    def tree(self, part: str) -> Any:
        """The root element of an XML part, to be changed in place."""
        self._trees.setdefault(part, self.seen(part))
        return self._trees[part]

    def seen(self, part: str) -> Any:
        """The root element of an XML part, only to be looked at."""
        if part in self._trees:
            return self._trees[part]
        if part not in self._seen:
            root = etree.fromstring(self.read(part), XML)
            if b"<!DOCTYPE" in self.read(part):
                raise NotAnnotated("cannot-annotate", reason="DTD")
            self._seen[part] = root
        return self._seen[part]

    def add(self, part: str, root: Any) -> None:
        """A new XML part."""
        self._trees[part] = root

    def replace(self, part: str, data: bytes) -> None:
        """Other bytes for a part, which may be new."""
        self._new[part] = data

    def free(self, pattern: str) -> str:
        """The first name of a pattern (`xl/comments{}.xml`) that no part has."""
        number = 1
        while pattern.format(number) in self:
            number += 1
        return pattern.format(number)

    def relations(self, part: str) -> Any:
        """The relations of a part, only to be looked at; none when it has none."""
        name = _relations_of(part)
        return self.seen(name) if name in self else ()

    def related(self, part: str, kind: str) -> str:
        """The part that a relation of this kind leads to; empty when there is none."""
        for relation in self.relations(part):
            if relation.get("Type", "").endswith(f"/{kind}") and relation.get("TargetMode") != "External":
                return resolved(part, relation.get("Target", ""))
        return ""

    def relate(self, part: str, kind: str, target: str) -> str:
        """A new relation to a part; its id."""
        name = _relations_of(part)
        if name not in self:
            self.add(name, etree.Element(f"{{{RELATIONSHIPS}}}Relationships", nsmap={None: RELATIONSHIPS}))  # type: ignore[dict-item]  # the stubs know no default namespace
        relations = self.tree(name)
        taken = {relation.get("Id") for relation in relations}
        number = next(number for number in range(1, len(taken) + 2) if f"rId{number}" not in taken)
        path = posixpath.relpath(target, posixpath.dirname(part))
        etree.SubElement(relations, f"{{{RELATIONSHIPS}}}Relationship", Id=f"rId{number}", Type=f"{self.office}/{kind}", Target=path)
        return f"rId{number}"

    def declare(self, part: str, content_type: str) -> None:
        """The content type of a new part."""
        types = self.tree("[Content_Types].xml")
        etree.SubElement(types, f"{{{CONTENT_TYPES}}}Override", PartName=f"/{part}", ContentType=content_type)

    def declare_suffix(self, suffix: str, content_type: str) -> None:
        """The content type of all parts with a suffix, if it is not declared."""
        types = self.tree("[Content_Types].xml")
        known = {each.get("Extension", "").lower() for each in types if each.tag.endswith("}Default")}
        if suffix not in known:
            types.insert(0, etree.Element(f"{{{CONTENT_TYPES}}}Default", Extension=suffix, ContentType=content_type))

    def saved(self) -> bytes:
        """The package with its changes."""
        changed = {name.lower(): etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True) for name, root in self._trees.items()}
        changed |= {name.lower(): data for name, data in self._new.items()}
        spelled = {name.lower(): name for name in (*self._trees, *self._new)}
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
            for info in self._zip.infolist():
                key = info.filename.lower()
                target.writestr(info, changed.pop(key) if key in changed else self._zip.read(info), info.compress_type)
            for key, data in changed.items():
                fresh = zipfile.ZipInfo(spelled[key], FRESH)
                fresh.compress_type = zipfile.ZIP_DEFLATED
                target.writestr(fresh, data)
        return out.getvalue()


def _relations_of(part: str) -> str:
    return f"{posixpath.dirname(part)}/_rels/{posixpath.basename(part)}.rels".lstrip("/")


def resolved(part: str, target: str) -> str:
    """The name of the part that a relation's target means."""
    return target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(posixpath.dirname(part), target))
