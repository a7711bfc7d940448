"""How other systems number the five grades. Two count in opposite directions: here, and nowhere else, are numbers."""

from __future__ import annotations

from collections.abc import Mapping

from rating.service_models import Grade

GBT_39046: Mapping[Grade, int] = {
    Grade.VERY_SATISFIED: 1,
    Grade.SATISFIED: 2,
    Grade.FAIRLY_SATISFIED: 3,
    Grade.DISSATISFIED: 4,
    Grade.VERY_DISSATISFIED: 5,
}
"""GB/T 39046-2020: 1 is very satisfied."""
PLATFORM: Mapping[Grade, int] = {
    Grade.VERY_SATISFIED: 5,
    Grade.SATISFIED: 4,
    Grade.FAIRLY_SATISFIED: 3,
    Grade.DISSATISFIED: 2,
    Grade.VERY_DISSATISFIED: 1,
}
"""The interface of the government service platform: 5 is very satisfied (F-12.21)."""


def number_of(grade: str, scheme: Mapping[Grade, int]) -> int:
    """The number of a grade in a scheme. Raises ValueError for a word that is no grade."""
    return scheme[Grade(grade)]


def grade_of(number: int, scheme: Mapping[Grade, int]) -> Grade:
    """The grade a number of a scheme means. Raises ValueError for a number it does not have."""
    found = {theirs: ours for ours, theirs in scheme.items()}
    if number not in found:
        raise ValueError(f"no grade has the number {number}")
    return found[number]
