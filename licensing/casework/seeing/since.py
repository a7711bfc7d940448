"""What is new in a case to one reader: looks are in the trail already, so the last one is read there and kept nowhere.

Looks that follow one another closely are one sitting: a reload, or a preview, does not make everything old.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import ngettext

from accounts.people import Person
from licensing.events import CASE_SEEN
from trail.events import tell
from trail.models import Event

ONE_SITTING = datetime.timedelta(minutes=30)
"""Looks nearer than this belong together."""


@dataclass(frozen=True, kw_only=True)
class Told:
    """One thing that happened, as it is told, and whether the reader has not seen it yet."""

    event: Event
    words: str
    is_new: bool


@dataclass(frozen=True, kw_only=True)
class Since:
    """When somebody last looked at the case before this sitting; None when never."""

    at: datetime.datetime | None
    history: tuple[Told, ...]

    @property
    def news(self) -> list[Told]:
        """What others did since, the newest first."""
        return [one for one in reversed(self.history) if one.is_new]

    @property
    def told(self) -> str:
        """How much happened, and when last."""
        if not self.history:
            return ""
        many = ngettext("%(n)s entry", "%(n)s entries", len(self.history)) % {"n": len(self.history)}
        last = date_format(timezone.localtime(self.history[-1].event.at), "Y-m-d H:i")
        return f"{many} · {last}"

    def is_new(self, at: datetime.datetime | None) -> bool:
        """Whether something of that moment came after the last look."""
        return self.at is not None and at is not None and at > self.at


def since_last_look(events: Sequence[Event], *, person: Person) -> Since:
    """The history of a case, the oldest first, as somebody reads it who looked before; this very look may be in it."""
    me = f"person:{person.pk}"
    looks = [event.at for event in events if event.by == me and event.kind == CASE_SEEN.code]
    at = _last_sitting(looks, now=events[-1].at if events else None)
    return Since(
        at=at,
        history=tuple(
            Told(
                event=event,
                words=tell(event),
                is_new=at is not None and event.at > at and event.by != me and event.kind != CASE_SEEN.code,
            )
            for event in events
        ),
    )


def _last_sitting(looks: Sequence[datetime.datetime], *, now: datetime.datetime | None) -> datetime.datetime | None:
    later = now
    for look in reversed(looks):
        if later is not None and later - look > ONE_SITTING:
            return look
        later = look
    return None
