"""While a page is put together nothing is written: what a rule has found it need not ask the database again.

    @once_a_page
    def is_party(person, ticket): …

    with read_once():
        return render(request, …)

Outside such a page, in every act and under every lock, the rule asks each time it is asked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, ParamSpec, TypeVar

Asked = ParamSpec("Asked")
Found = TypeVar("Found")

_found: ContextVar[dict[Any, Any] | None] = ContextVar("found", default=None)


@contextmanager
def read_once() -> Iterator[None]:
    """What happens inside only reads: no act, and nothing that waits for a lock. A part of a page is of the page."""
    known = _found.get()
    before = _found.set({} if known is None else known)
    try:
        yield
    finally:
        _found.reset(before)


def once_a_page(rule: Callable[Asked, Found]) -> Callable[Asked, Found]:
    """A rule about rows (known by their keys) that answers the same as long as nothing is written."""

    @wraps(rule)
    def asked(*args: Asked.args, **named: Asked.kwargs) -> Found:
        found = _found.get()
        if found is None:
            return rule(*args, **named)
        key = (rule, args, tuple(named.items()))
        if key not in found:
            found[key] = rule(*args, **named)
        return found[key]

    return asked
