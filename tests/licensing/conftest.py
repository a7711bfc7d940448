"""Counting what is asked of the database."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.test.utils import CaptureQueriesContext


@contextmanager
def queries(connection: Any) -> Iterator[list[str]]:
    """The statements of what happens inside, as they were sent."""
    sent: list[str] = []
    with CaptureQueriesContext(connection) as captured:
        yield sent
    sent += [query["sql"] for query in captured.captured_queries]
