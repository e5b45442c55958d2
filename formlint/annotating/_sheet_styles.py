"""Fills for cells of a workbook: every style a marked cell has gets a twin that differs in its fill only."""

from copy import deepcopy
from typing import Any

from lxml import etree

from formlint.annotating import EVIDENCE
from formlint.annotating._package import Package

COLOURS = {"error": "FFF4B0B0", "warning": "FFFFE08A", "info": "FFFFF3C4", EVIDENCE: "FFC5DDF5"}


class Fills:
    """The styles part of the workbook that a sheet belongs to; it is touched when the first fill is asked for."""

    def __init__(self, package: Package, sheet: str) -> None:
        book = package.related("", "officeDocument") or "xl/workbook.xml"
        self._package = package
        self._part = package.related(book, "styles") or "xl/styles.xml"
        self._twins: dict[tuple[int, str], str] = {}
        self._fills: dict[str, str] = {}

    def filled(self, style: int, level: str) -> str:
        """The number of the style that is `style` with the colour of a level."""
        key = style, level
        if key not in self._twins:
            formats = self._section("cellXfs")
            twin = deepcopy(formats[style if style < len(formats) else 0])
            twin.set("fillId", self._fill(level))
            twin.set("applyFill", "1")
            formats.append(twin)
            formats.set("count", str(len(formats)))
            self._twins[key] = str(len(formats) - 1)
        return self._twins[key]

    def _fill(self, level: str) -> str:
        if level not in self._fills:
            fills = self._section("fills")
            namespace = etree.QName(fills).namespace
            fill = etree.SubElement(fills, f"{{{namespace}}}fill")
            pattern = etree.SubElement(fill, f"{{{namespace}}}patternFill", patternType="solid")
            etree.SubElement(pattern, f"{{{namespace}}}fgColor", rgb=COLOURS[level])
            etree.SubElement(pattern, f"{{{namespace}}}bgColor", indexed="64")
            fills.set("count", str(len(fills)))
            self._fills[level] = str(len(fills) - 1)
        return self._fills[level]

    def _section(self, name: str) -> Any:
        root = self._package.tree(self._part)
        return root.find(f"{{{etree.QName(root).namespace}}}{name}")
