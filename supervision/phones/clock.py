"""The phone's clock against ours: which day counts for what it took down, and when none can be told."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from enum import StrEnum

from django.utils import timezone

from supervision.phones.limits import limits


class Misfit(StrEnum):
    """Why no day can be told: codes of the tables of what was set aside."""

    FUTURE = "future"
    TOO_OLD = "too-old"


@dataclass(frozen=True, kw_only=True)
class Clock:
    """What the phone said of the act and of the sending, and when we received it."""

    at: datetime.datetime
    sent_at: datetime.datetime
    received_at: datetime.datetime

    @property
    def off(self) -> int:
        """Seconds by which the phone's clock was ahead; at most what a column holds."""
        seconds = int((self.sent_at - self.received_at).total_seconds())
        return max(-(2**31) + 1, min(2**31 - 1, seconds))

    def happened(self) -> datetime.datetime:
        """When it was by our clock: as the phone says where the two agree, else moved by as much as they differ."""
        return self.at - datetime.timedelta(seconds=self.off) if differs(self.off) else self.at

    def counts(self) -> datetime.datetime | Misfit:
        """The moment that counts, never after it arrived; or why none can be told."""
        happened = self.happened()
        if happened > self.received_at + datetime.timedelta(minutes=limits().clock_minutes):
            return Misfit.FUTURE
        if self.received_at - happened > datetime.timedelta(days=limits().latest_days):
            return Misfit.TOO_OLD
        return min(happened, self.received_at)


def differs(seconds: int) -> bool:
    """Whether a phone's clock was further from ours than is usual, so that both are worth showing."""
    return abs(seconds) > limits().clock_minutes * 60


def day_of(at: datetime.datetime) -> datetime.date:
    return timezone.localtime(at).date()
