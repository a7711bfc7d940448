"""How styles of OpenDocument make cells look (ODF 1.3, part 3, 16).

A style inherits from its parent, which stands in a part of its own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.etree import ElementTree

from materials.tables.files.conditions import Dress, look_alike
from materials.tables.files.marks import BLACK, FLAT, WHITE, Style, is_flat

_INCHES = {"cm": 2.54, "mm": 25.4, "in": 1.0, "pt": 72.0}
_DEEPEST = 20
"""Styles above a style: one that is its own parent ends here."""
_HIDES_ALL, HIDES_NUMBERS = ";;;", ";;"

Told = dict[str, str]


@dataclass(frozen=True, kw_only=True)
class Styles:
    """Name -> what is told of it, of each family; `unseen` are the formats of numbers that leave something unseen."""

    cells: Mapping[str, Told]
    flat: frozenset[str]
    unseen: Mapping[str, str]
    by_condition: Mapping[str, tuple[tuple[str, str, str], ...]]
    """Of a cell's style: condition, name of the style it brings, and the cell it is written for."""
    _looks: dict[str, Style] = field(default_factory=dict)

    def look(self, name: str) -> Style:
        if name not in self._looks:
            told = self._told(name)
            ink, ground = _ink(told) or BLACK, _ground(told) or WHITE
            code = self.unseen.get(told.get("data-style-name", ""), "")
            struck = _strikes(told) or look_alike(ink, ground)
            # Of a number is told what is shown of it.
            self._looks[name] = Style(format=code if code == _HIDES_ALL else "", struck=struck, ink=ink, ground=ground)
        return self._looks[name]

    def hides_part(self, name: str, of_cell: Style) -> bool:
        """Whether a part of a text that has a style of its own is not to be seen."""
        told = self._told(name)
        return _strikes(told) or look_alike(_ink(told) or of_cell.ink, _ground(told) or of_cell.ground)

    def dress(self, name: str) -> Dress:
        told = self._told(name)
        code = self.unseen.get(told.get("data-style-name", ""), "")
        return Dress(ink=_ink(told), ground=_ground(told), format=code, struck=_strikes(told))

    def _told(self, name: str) -> Told:
        told: Told = {}
        for _nth in range(_DEEPEST):
            if name not in self.cells:
                break
            told = {**self.cells[name], **told}
            name = self.cells[name].get("parent", "")
        return told


def styles_of(parts: list[ElementTree.Element]) -> Styles:
    """Of what stands in the document's parts, the later ones over the earlier."""
    cells: dict[str, Told] = {}
    flat: set[str] = set()
    by_condition: dict[str, list[tuple[str, str, str]]] = {}
    formats: dict[str, ElementTree.Element] = {}
    for style in (one for part in parts for one in part.iter()):
        kind, own = style.tag.split("}")[-1], attributes(style)
        if kind.endswith("-style") and kind != "default-style":
            formats[own.get("name", "")] = style
        if kind != "style":
            continue
        name, family = own.get("name", ""), own.get("family", "")
        told = {key: value for one in style if not one.tag.endswith("}map") for key, value in attributes(one).items()}
        if family in ("table-row", "table-column"):
            if _is_flat(told.get("row-height")) or _is_flat(told.get("column-width")):
                flat.add(name)
            continue
        cells[name] = {**told, "parent": own.get("parent-style-name", "")}
        if "data-style-name" in own:
            cells[name]["data-style-name"] = own["data-style-name"]
        for one in (attributes(one) for one in style if one.tag.endswith("}map")):
            told_of_map = (one.get("condition", ""), one.get("apply-style-name", ""), one.get("base-cell-address", ""))
            by_condition.setdefault(name, []).append(told_of_map)
    return Styles(
        cells=cells,
        flat=frozenset(flat),
        unseen={name: code for name in formats if (code := _unseen_by(formats, name))},
        by_condition={name: tuple(told) for name, told in by_condition.items()},
    )


def attributes(part: ElementTree.Element) -> Told:
    return {key.split("}")[-1]: value for key, value in part.items()}


def _ink(told: Told) -> str:
    if told.get("use-window-font-color") == "true":
        return BLACK
    return told["color"].lstrip("#").upper() if told.get("color", "").startswith("#") else ""


def _ground(told: Told) -> str:
    colour = told.get("background-color", "")
    return colour.lstrip("#").upper() if colour.startswith("#") else WHITE if colour == "transparent" else ""


def _strikes(told: Told) -> bool:
    """Crossed out, or too small to be read."""
    lines = (told.get(f"text-line-through-{how}", "none") for how in ("style", "type"))
    size = told.get("font-size", "")
    return any(line != "none" for line in lines) or (size.endswith("pt") and is_flat(size[:-2], FLAT))


def _is_flat(told: str | None) -> bool:
    size = re.fullmatch(r"([\d.]+)(cm|mm|in|pt)", told or "")
    return size is not None and is_flat(size[1], FLAT / 72 * _INCHES[size[2]])


def _unseen_by(formats: Mapping[str, ElementTree.Element], name: str) -> str:
    """What a format may leave unseen, written as Excel does: `;;;` everything, `;;` numbers."""
    style = formats[name]
    if style.tag.endswith("}text-style") and not any(one.tag.endswith("}text-content") for one in style):
        return _HIDES_ALL
    others = [attributes(one).get("apply-style-name", "") for one in style if one.tag.endswith("}map")]
    sections = [style, *(formats[one] for one in others if one in formats)]
    return HIDES_NUMBERS if any(not _shows(one) for one in sections) else ""


def _shows(style: ElementTree.Element) -> bool:
    kinds = {one.tag.split("}")[-1] for one in style} - {"map", "text-properties"}
    words = "".join(one.text or "" for one in style if one.tag.endswith("}text"))
    return bool(kinds - {"text"} or words.strip())
