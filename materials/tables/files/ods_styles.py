"""How styles of OpenDocument make cells look (ODF 1.3, part 3, 16), also by condition.

A style inherits from its parent, which stands in a part of its own. LibreOffice has an element of its own for
conditions; others, and the standard (16.3), have them in the style of the cell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.etree import ElementTree

from materials.tables.files.conditions import MOST, Condition, Dress, look_alike
from materials.tables.files.marks import BLACK, FLAT, MOST_COLUMNS, MOST_LINES, WHITE, Style, TooLarge, is_flat

_INCHES = {"cm": 2.54, "mm": 25.4, "in": 1.0, "pt": 72.0}
_DEEPEST = 20
"""Styles above a style: one that is its own parent ends here."""
_HIDES_ALL, _HIDES_NUMBERS = ";;;", ";;"

Told = dict[str, str]
Area = tuple[int, int, int, int]


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
    return _HIDES_NUMBERS if any(not _shows(one) for one in sections) else ""


def _shows(style: ElementTree.Element) -> bool:
    kinds = {one.tag.split("}")[-1] for one in style} - {"map", "text-properties"}
    words = "".join(one.text or "" for one in style if one.tag.endswith("}text"))
    return bool(kinds - {"text"} or words.strip())


# Formats by condition ------------------------------------------------------------------------------------------------

_COMPARES = re.compile(r"(?:cell-content\(\))?\s*(<>|!=|<=|>=|=|<|>)\s*(.*)", re.DOTALL)
_CALLS = re.compile(r"([a-z-]+)(?:\((.*)\))?", re.DOTALL)
_OPERATORS = {
    "=": "equal",
    "!=": "notEqual",
    "<>": "notEqual",
    "<": "lessThan",
    "<=": "lessThanOrEqual",
    ">": "greaterThan",
    ">=": "greaterThanOrEqual",
}
_KINDS = {
    "cell-content-is-between": ("cellIs", "between"),
    "between": ("cellIs", "between"),
    "cell-content-is-not-between": ("cellIs", "notBetween"),
    "not-between": ("cellIs", "notBetween"),
    "is-true-formula": ("expression", ""),
    "formula-is": ("expression", ""),
    "contains-text": ("containsText", ""),
    "not-contains-text": ("notContainsText", ""),
    "begins-with": ("beginsWith", ""),
    "ends-with": ("endsWith", ""),
    "is-error": ("containsErrors", ""),
}
_ADDRESS = re.compile(r"\$?([A-Z]+)\$?(\d+)")
_REFERENCE = re.compile(r"\[\.([$A-Z\d]+)\]")


def condition(written: str, areas: tuple[Area, ...], written_for: str, dress: Dress) -> Condition:
    """A condition as OpenDocument writes it; what is not known by its name may always hold."""
    kind = how = ""
    told: tuple[str, ...] = ()
    if compared := _COMPARES.fullmatch(written.strip()):
        kind, how, told = "cellIs", _OPERATORS[compared[1]], (compared[2].strip(),)
    elif called := _CALLS.fullmatch(written.strip()):
        kind, how = _KINDS.get(called[1], ("", ""))
        inside = (called[2] or "").strip()
        if kind == "cellIs":
            told = tuple(one.strip() for one in inside.split(","))
        elif kind == "expression":
            told = (_REFERENCE.sub(r"\1", inside),)
        else:
            how = inside[1:-1] if len(inside) > 1 and inside[0] == inside[-1] == '"' else ""
    first = _ADDRESS.search(written_for.rpartition(".")[2])
    return Condition(
        areas=areas,
        first=first[1] + first[2] if first and kind == "expression" else "",
        kind=kind,
        how=how,
        operands=told,
        dress=dress,
    )


def conditions_of(table: ElementTree.Element, styles: Styles) -> Iterator[Condition]:
    """What LibreOffice tells beside the rows. Raises TooLarge: one that is not read may hide a value."""
    for nth, one in enumerate(part for part in table.iter() if part.tag.endswith("}conditional-format")):
        if nth >= MOST:
            raise TooLarge
        areas = tuple(_areas(attributes(one).get("target-range-address", "")))
        for rule in one:
            yield from _rule(rule, areas, styles)


def _rule(rule: ElementTree.Element, areas: tuple[Area, ...], styles: Styles) -> Iterator[Condition]:
    kind, told = rule.tag.split("}")[-1], attributes(rule)
    if kind in ("condition", "date-is"):
        dress = styles.dress(told.get("apply-style-name") or told.get("style", ""))
        if not dress.changes_nothing:
            yield condition(told.get("value", ""), areas, told.get("base-cell-address", ""), dress)
    elif kind == "color-scale":
        for colour in (attributes(one).get("color", "") for one in rule):
            ground = Dress(ground=colour.lstrip("#").upper())
            yield Condition(areas=areas, first="", kind="colorScale", how="", operands=(), dress=ground)
    elif kind in ("data-bar", "icon-set") and told.get("show-value") == "false":
        yield Condition(areas=areas, first="", kind="iconSet", how="", operands=(), dress=Dress(format=_HIDES_NUMBERS))


def _areas(told: str) -> Iterator[Area]:
    """Sheet1.A1:Sheet1.C3 'Sheet 2'.B7 as rows from 1 and columns from 0."""
    for one in re.findall(r"(?:'[^']*'|[^\s'])+", told):
        ends = [_ADDRESS.fullmatch(end.rpartition(".")[2]) for end in re.sub(r"'[^']*'", "", one).split(":")]
        places = [(int(end[2]), _column(end[1])) for end in ends if end]
        if places:
            (top, left), (bottom, right) = places[0], places[-1]
            yield top, left, min(bottom, MOST_LINES * 10), min(right, MOST_COLUMNS)


def _column(letters: str) -> int:
    place = 0
    for letter in letters:
        place = place * 26 + ord(letter) - 64
    return place - 1
