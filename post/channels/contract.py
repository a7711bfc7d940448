"""What a channel to the outside is: a function that sends one thing, and says in which of two ways it could not.

A channel is named in the setting POST_CHANNELS. What it is given says all it may know; `number` is the same at every
try, so that a gateway which got it before takes it once.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Outgoing:
    """One thing to send."""

    number: str
    to: str
    subject: str
    words: str


class Refused(Exception):
    """It will never get there: the address is none, or does not take it. The message is a short word."""


class Unreachable(Exception):
    """It did not get there now, or nobody knows: try again. The message is a short word."""


Send = Callable[[Outgoing], None]
"""Raises Refused, Unreachable."""
