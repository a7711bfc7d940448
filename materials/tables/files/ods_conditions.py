"""Formats by condition of OpenDocument.

LibreOffice has an element of its own for them; others, and the standard (ODF 1.3, part 3, 16.3), have them in the
style of the cell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree import ElementTree

from materials.tables.files.conditions import MOST, Area, Condition, Dress
from materials.tables.files.marks import MOST_COLUMNS, MOST_LINES, TooLarge, column_of
from materials.tables.files.ods_styles import HIDES_NUMBERS, Styles, attributes

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
        yield Condition(areas=areas, first="", kind="iconSet", how="", operands=(), dress=Dress(format=HIDES_NUMBERS))


def _areas(told: str) -> Iterator[Area]:
    """Sheet1.A1:Sheet1.C3 'Sheet 2'.B7 as rows from 1 and columns from 0."""
    for one in re.findall(r"(?:'[^']*'|[^\s'])+", told):
        ends = [_ADDRESS.fullmatch(end.rpartition(".")[2]) for end in re.sub(r"'[^']*'", "", one).split(":")]
        places = [(int(end[2]), column_of(end[1].encode())) for end in ends if end]
        if places:
            (top, left), (bottom, right) = places[0], places[-1]
            yield top, left, min(bottom, MOST_LINES * 10), min(right, MOST_COLUMNS)
