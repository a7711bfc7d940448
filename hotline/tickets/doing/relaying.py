"""Another hotline tells of a ticket: once, again, in whatever order; nothing newer is ever overwritten (F-13.8)."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db import transaction

from accounts.authorities import Authority
from hotline.tickets import dues, events
from hotline.tickets.doing.recording import Told, known_external, record
from hotline.tickets.doing.refused import NotDone, tell
from hotline.tickets.end_models import Supervision
from hotline.tickets.flow.standing import follow
from hotline.tickets.models import Due, Ticket
from hotline.tickets.step_models import SourceNotice
from hotline.tickets.supervising.levels import raise_to

SENDERS_LEVEL = 2
"""To which a ticket is raised that its sender supervises: the head answers within a working day."""


class AnotherText(NotDone):
    """The same version was told before, and said something else."""


class Outcome(StrEnum):
    """What a message did."""

    TAKEN = "taken"
    CHANGED = "changed"
    SAME = "same"
    OLDER = "older"


@dataclass(frozen=True, kw_only=True)
class Notice:
    """A message of a sender, understood."""

    told: Told
    version: int
    digest: str
    whole: dict[str, Any]
    is_withdrawn: bool = False
    handling_number: str = ""
    handling: int = SourceNotice.Handling.TRANSFER
    due_at: datetime.datetime | None = None


def take_notice(notice: Notice, *, authority: Authority) -> tuple[Ticket, Outcome]:
    """Record the ticket, or add to the one that is there. Raises NotDone, AnotherText."""
    with transaction.atomic():
        told = notice.told
        found = known_external(authority, told.channel, told.external)
        found = found or record(told, authority=authority, by=None)
        # Copies that come side by side wait here for each other; whoever is second finds the row of the first.
        ticket = Ticket.objects.select_for_update().select_related("authority").get(pk=found.pk)
        notices = SourceNotice.objects.filter(ticket=ticket)
        again = notices.filter(version=notice.version).first()
        if again is not None:
            if again.digest != notice.digest:
                raise AnotherText("version-told-before")
            return ticket, Outcome.SAME
        newest = notices.order_by("-version").first()
        return ticket, _add(ticket, notice, newest)


def _add(ticket: Ticket, notice: Notice, newest: SourceNotice | None) -> Outcome:
    is_late = newest is not None and newest.version > notice.version
    changed = what_changed(newest.told, notice.whole) if newest is not None and not is_late else []
    SourceNotice.objects.create(
        ticket=ticket,
        version=notice.version,
        digest=notice.digest,
        is_late=is_late,
        is_withdrawn=notice.is_withdrawn,
        handling_number=notice.handling_number,
        handling=notice.handling,
        due_at=notice.due_at,
        facts=notice.told.facts,
        changed=changed,
        told=notice.whole,
    )
    if is_late:
        tell(events.TOLD_LATE, ticket, by="hotline", channel=ticket.channel)
        return Outcome.OLDER
    if newest is not None:
        tell(events.TOLD_AGAIN, ticket, by="hotline", channel=ticket.channel, changed="、".join(changed))
    if notice.is_withdrawn and not (newest and newest.is_withdrawn):
        tell(events.WITHDRAWN, ticket, by="hotline", channel=ticket.channel)
    _supervise(ticket, notice)
    _count_anew(ticket)
    return Outcome.TAKEN if newest is None else Outcome.CHANGED


def _supervise(ticket: Ticket, notice: Notice) -> None:
    """督办 of the sender is a notice to the head here, once; a level is only ever raised, and nothing ends by it."""
    if notice.handling != SourceNotice.Handling.SUPERVISION or ticket.standing.is_over:
        return
    if not ticket.supervisions.filter(level__gte=SENDERS_LEVEL).exists():
        raise_to(ticket, SENDERS_LEVEL, ground=Supervision.Ground.SENDER)
        follow(ticket)


def what_changed(before: dict[str, Any], now: dict[str, Any]) -> list[str]:
    """The names of what is not as before; never what it says."""
    names = {*before, *now} - {"version"}
    return sorted(name for name in names if before.get(name) != now.get(name))


def _count_anew(ticket: Ticket) -> None:
    """The sender's limit may be another than before: the earlier one runs."""
    due = dues.running(ticket, "reply")
    if due is not None:
        dues.reckon(due)
        # Only while it runs: an act beside this one may have met it meanwhile.
        Due.objects.running().filter(pk=due.pk).update(due_at=due.due_at, look_at=due.look_at)
        follow(ticket)
