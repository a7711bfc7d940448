"""The numbers that stand in addresses."""

from __future__ import annotations

from django.urls import register_converter
from django.urls.converters import IntConverter


class RowNumber(IntConverter):
    """A number a row can have: at most 18 digits, so that no database is asked for what its columns cannot hold.

    With Django's own `int` a longer one ended in an OverflowError where it was compared with another table's key.
    """

    regex = "[0-9]{1,18}"


def register() -> None:
    """Make `<row:pk>` known."""
    register_converter(RowNumber, "row")
