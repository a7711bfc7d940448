"""Which way of service comes next for a letter that reached nobody yet.

Penalty Law art. 61 follows the Civil Procedure Law (text of 2023): handed over (art. 88), left where it is refused
(art. 89), by post where handing over is difficult (art. 91), by public notice only where
nothing else is left (art. 95). Knows of a letter its day and what was tried.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Sequence
from typing import Protocol

from django.utils.translation import gettext_lazy as _

from papers.serving.days import working_days_after
from papers.serving.rows import Way, Why

FAILS_BY = {
    Way.IN_PERSON: frozenset({Why.ABSENT, Why.REFUSED, Why.MOVED}),
    Way.POST: frozenset({Why.REFUSED, Why.MOVED, Why.RETURNED}),
}
"""How each way may fail; the others do not: what is left at the address has been served."""


NEXT = {
    Way.OPENED: _("It waits to be opened in the portal"),
    Way.IN_PERSON: _("Hand it over in person"),
    Way.POST: _("Send it by post, with acknowledgement of receipt"),
    Way.LEFT: _("Leave it at the address, before witnesses or recorded by camera"),
    Way.NOTICE: _("Announce it in public"),
}
"""What is to be done next."""


class Tried(Protocol):
    """An attempt that failed: by which way, and why."""

    way: str
    why: str


def next_way(tried: Sequence[Tried], *, dated: datetime.date, on: datetime.date) -> Way:
    """What is to be done next; while nothing was tried and its days run, it waits to be opened in the portal."""
    if may_be_announced(tried):
        return Way.NOTICE
    if any(one.why == Why.REFUSED for one in tried):
        return Way.LEFT  # before witnesses, or recorded by camera (art. 89)
    if any(one.way == Way.IN_PERSON for one in tried):
        return Way.POST
    if tried:
        return Way.IN_PERSON
    until = working_days_after(dated, "in-portal")
    return Way.OPENED if until is not None and on <= until else Way.IN_PERSON


def may_be_announced(tried: Collection[Tried]) -> bool:
    """Whether a public notice serves: handing over and the post both failed, and nobody refused it (art. 95).

    Who refuses is there: it is left with them.
    """
    ways = {one.way for one in tried}
    return {Way.IN_PERSON, Way.POST} <= ways and not any(one.why == Why.REFUSED for one in tried)
