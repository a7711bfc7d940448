"""Stretches of a CSV file: what a cell may hold is said in `pages.lists.tables`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from pages.lists.tables import csv_parts


def csv_stretch(lines: Iterable[Sequence[Any]], *, is_first: bool) -> bytes:
    """Some lines; the mark a file begins with stands before the first of them only."""
    mark, *written = csv_parts(lines)
    return b"".join([mark, *written] if is_first else written)
