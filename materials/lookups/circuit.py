"""A registry that fails again and again is left alone for a while, so that nobody waits for it.

One truth for all processes: what is known of an address stands in the database, not in the memory of one worker.
"""

from __future__ import annotations

import datetime
import logging
from dataclasses import dataclass
from typing import Protocol

from django.db import DatabaseError, transaction
from django.utils import timezone

from materials.lookups.models import RegistryCircuit

FAILURES_TO_OPEN = 5
PAUSE = datetime.timedelta(seconds=30)
logger = logging.getLogger(__name__)


class Memory(Protocol):
    """What a circuit remembers: failures in a row, when it opened, until when somebody is trying."""

    failures: int
    opened_at: datetime.datetime | None
    trying_until: datetime.datetime | None


@dataclass
class Remembered:
    """A memory of its own, for one calculation."""

    failures: int = 0
    opened_at: datetime.datetime | None = None
    trying_until: datetime.datetime | None = None


def state_of(memory: Memory, *, now: datetime.datetime) -> str:
    """closed, open, or half-open."""
    if memory.opened_at is None:
        return "closed"
    return "half-open" if now - memory.opened_at >= PAUSE else "open"


def let_through(memory: Memory, *, now: datetime.datetime) -> bool:
    """Whether a question may go out now; when half-open only one at a time, whose asker may also vanish."""
    state = state_of(memory, now=now)
    if state == "half-open" and (memory.trying_until is None or now >= memory.trying_until):
        memory.trying_until = now + PAUSE
        return True
    return state == "closed"


def succeeded(memory: Memory) -> None:
    memory.failures, memory.opened_at, memory.trying_until = 0, None, None


def failed(memory: Memory, *, now: datetime.datetime) -> None:
    """Opens after some failures in a row; a trial that fails opens it anew."""
    memory.failures += 1
    memory.trying_until = None
    if memory.failures >= FAILURES_TO_OPEN:
        memory.opened_at = now


def may_ask(address: str) -> bool:
    """Whether an address may be asked now, for every process; a database in trouble never forbids it."""
    try:
        known = RegistryCircuit.objects.filter(address=address).first()
        if known is None or known.opened_at is None:
            return True
        with transaction.atomic():
            held = RegistryCircuit.objects.select_for_update().get(pk=known.pk)
            through = let_through(held, now=timezone.now())
            held.save()
    except DatabaseError:
        logger.exception("the state of a registry cannot be read")
        return True
    return through


def note(address: str, *, answered: bool) -> None:
    """Remember how an address answered; costs one reading query while all is well."""
    try:
        known = RegistryCircuit.objects.filter(address=address).first()
        if answered and (known is None or not known.failures):
            return
        with transaction.atomic():
            held, _new = RegistryCircuit.objects.select_for_update().get_or_create(address=address)
            if answered:
                succeeded(held)
            else:
                failed(held, now=timezone.now())
            held.save()
    except DatabaseError:
        logger.exception("the state of a registry cannot be kept")


def states() -> dict[str, str]:
    """Address -> closed, open or half-open, for the addresses that ever failed."""
    now = timezone.now()
    return {row.address: state_of(row, now=now) for row in RegistryCircuit.objects.all()}


def close_all() -> None:
    """Let every registry be asked again at once."""
    RegistryCircuit.objects.update(failures=0, opened_at=None, trying_until=None)
