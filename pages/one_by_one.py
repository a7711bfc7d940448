"""Rows a timer takes in turn: one that fails is logged by its key and keeps no other from its turn."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from typing import TypeVar

from django.db import InterfaceError, OperationalError

logger = logging.getLogger(__name__)
Row = TypeVar("Row")


def one_by_one(rows: Iterable[Row], act: Callable[[Row], int], *, what: str) -> int:
    """The sum of what an act did for each row, in a transaction of its own; one that failed is tried in the next turn.

    `what` is said in the log with the row's key: never what the row tells of anybody.
    """
    return sum(_done(row, act, what) for row in rows)


def _done(row: Row, act: Callable[[Row], int], what: str) -> int:
    try:
        return act(row)
    except (OperationalError, InterfaceError):
        raise  # the worker waits for its database
    except Exception:
        key = row if isinstance(row, int) else getattr(row, "pk", "?")
        logger.exception("%s failed for %s %s", what, type(row).__name__, key)
        return 0
