"""Formats by condition that leave nothing to be seen: white ink where the value is 0, say (ECMA-376, 18.3.1.18).

A condition that would have to be reckoned like a formula is not decided: who made the table is asked about the cell.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache

from materials.tables.files.number_format import is_unseen

MOST = 5000
"""Conditions of one sheet: a table that was copied about has thousands, most of them the same."""

Area = tuple[int, int, int, int]
"""Its first row (from 1) and column (from 0), its last row and column."""

_ORDER: Mapping[str, Callable[[float, float], bool]] = {
    "lessThan": operator.lt,
    "lessThanOrEqual": operator.le,
    "equal": operator.eq,
    "notEqual": operator.ne,
    "greaterThanOrEqual": operator.ge,
    "greaterThan": operator.gt,
}
_WORDS: Mapping[str, Callable[[str, str], bool]] = {
    "containsText": lambda value, text: text in value,
    "notContainsText": lambda value, text: text not in value,
    "beginsWith": str.startswith,
    "endsWith": str.endswith,
}
_OF_NO_VALUE = re.compile(r"(?:IS(?:ERR|ERROR|NA|BLANK)\(|LEN\(TRIM\()\$?([A-Z]+)\$?(\d+)\)+(?:=0)?", re.IGNORECASE)
"""True of errors and of nothing alone, when it is asked of the cell itself."""


_FAINTEST = 16
"""Of 255: two colours that differ less in red, green and blue are one to whoever reads."""
_OF_NUMBERS = ("colorScale", "dataBar", "iconSet")


@cache
def look_alike(ink: str, ground: str) -> bool:
    """Whether nothing is seen of what is written in that ink on that ground; colours without a number are names."""
    if ink == ground:
        return True
    try:
        apart = [abs(one - other) for one, other in zip(bytes.fromhex(ink), bytes.fromhex(ground), strict=True)]
    except ValueError:
        return False
    return max(apart) < _FAINTEST


@dataclass(frozen=True, kw_only=True)
class Dress:
    """What a format by condition changes; "" is what it leaves as it is."""

    ink: str = ""
    ground: str = ""
    format: str = ""
    struck: bool = False

    def hides(self, value: object, ink: str, ground: str) -> bool:
        """Whether nothing of the value is seen, or meant, in a cell of that ink and ground."""
        return self._has_one_colour(ink, ground) or self.struck or bool(self.format and is_unseen(value, self.format))

    def may_hide(self, ink: str, ground: str) -> bool:
        """Whether it hides some value, or any, in a cell of that ink and ground."""
        return self._has_one_colour(ink, ground) or self.struck or bool(self.format)

    def _has_one_colour(self, ink: str, ground: str) -> bool:
        return look_alike(self.ink or ink, self.ground or ground)

    @property
    def changes_nothing(self) -> bool:
        return not (self.ink or self.ground or self.format or self.struck)


@dataclass(frozen=True, kw_only=True)
class Condition:
    """One rule: where it holds, when, and the cell's looks.

    `first`: the cell a formula is written for, by name.
    """

    areas: tuple[Area, ...]
    first: str
    kind: str
    how: str
    operands: tuple[str, ...]
    dress: Dress

    def covers(self, place: int, column: int) -> bool:
        return any(top <= place <= bottom and left <= column <= right for top, left, bottom, right in self.areas)

    def may_hold(self, value: object) -> bool:
        """Whether it is true of the value, or cannot be told without reckoning."""
        if self.kind == "cellIs":
            return self._compares(value)
        if self.kind in _WORDS:
            text = self.how.casefold()
            return _WORDS[self.kind](str(value).casefold(), text) if text else True
        if self.kind in _OF_NUMBERS and isinstance(value, str):
            return False
        is_of_no_value = self.kind in ("containsBlanks", "containsErrors") or self._asks_itself_for_nothing()
        return not is_of_no_value

    def _asks_itself_for_nothing(self) -> bool:
        found = _OF_NO_VALUE.fullmatch(self.operands[0]) if self.kind == "expression" and self.operands else None
        # A formula is written for the first cell of its area.
        return found is not None and (found[1] + found[2]).upper() == self.first

    def _compares(self, value: object) -> bool:
        """Of two texts only whether they are the same: which comes first is the locale's."""
        numbers = [_number(one) for one in self.operands]
        if isinstance(value, str):
            texts = [one[1:-1] for one in self.operands if one.startswith('"') and one.endswith('"')]
            if len(texts) == 1 == len(self.operands) and self.how in ("equal", "notEqual"):
                return (value.casefold() == texts[0].casefold()) == (self.how == "equal")
            # A text is larger than every number, and equal to none.
            return None in numbers or self.how in ("notEqual", "greaterThan", "greaterThanOrEqual", "notBetween")
        if not isinstance(value, int | float) or None in numbers or not numbers:
            return True
        known = [one for one in numbers if one is not None]
        if self.how in ("between", "notBetween") and len(known) > 1:
            return (min(known) <= value <= max(known)) == (self.how == "between")
        compare = _ORDER.get(self.how)
        return compare is None or compare(value, known[0])


def merged(found: Iterable[Condition]) -> list[Condition]:
    """The same rule of many areas as one."""
    areas: dict[Condition, dict[Area, None]] = {}
    for one in found:
        areas.setdefault(replace(one, areas=()), {}).update(dict.fromkeys(one.areas))
    return [replace(one, areas=tuple(where)) for one, where in areas.items()]


def _number(told: str) -> float | None:
    try:
        return float(told)
    except ValueError:
        return None
