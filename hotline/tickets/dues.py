"""Limits of a ticket as rows: a step begins, is done, dropped or put off; counted by the one clock (F-10.5)."""

from __future__ import annotations

import datetime

from django.utils import timezone

from clock.hours import Span, Unit, moment_after
from clock.working_days import CalendarUnknown
from hotline.rulebook.reading import Rulebook, rulebook_of
from hotline.tickets.models import Due, Ticket
from hotline.tickets.step_models import SourceNotice

_LATER = datetime.timedelta(days=1)
"""When nobody can tell a due day, a timer looks again the next day."""


def book_of(ticket: Ticket) -> Rulebook:
    """The rules a ticket keeps."""
    return rulebook_of(ticket.edition)


def limit_of(ticket: Ticket, step: str) -> Span:
    return book_of(ticket).limit(step, is_driver=ticket.is_driver, kind=ticket.kind, urgency=ticket.urgency)


def begin(ticket: Ticket, step: str, *, at: datetime.datetime | None = None) -> Due:
    """A step is to be done from now on; in the caller's transaction."""
    span = limit_of(ticket, step)
    due = Due(ticket=ticket, step=step, began_at=at or timezone.now(), amount=span.amount, unit=span.unit.value)
    reckon(due)
    due.save()
    return due


def reckon(due: Due) -> None:
    """Count when it is over and when a timer looks at it; a calendar nobody entered is told by no day."""
    span = Span(amount=due.amount, unit=Unit(due.unit)).longer(due.longer)
    share = book_of(due.ticket).warn_share(due.step)
    theirs = senders_limit(due.ticket) if due.step == "reply" else None
    try:
        due.due_at = moment_after(due.began_at, span)
        warned_at = moment_after(due.began_at, span, share=share)
        if theirs is not None and theirs < due.due_at:
            # Two hotlines count: the earlier limit runs (F-13.8).
            due.due_at, warned_at = theirs, min(warned_at, due.began_at + (theirs - due.began_at) * share)
    except CalendarUnknown:
        due.due_at, due.look_at = theirs, timezone.now() + _LATER
        return
    moments = [warned_at, due.due_at, _third_level(due)]
    due.look_at = moments[due.level] if due.level < len(moments) else None


def _third_level(due: Due) -> datetime.datetime:
    """When it is long overdue. Hours need no calendar: one missing for these days takes nothing from the limit."""
    assert due.due_at is not None  # noqa: S101 - counted just before
    try:
        return moment_after(due.due_at, book_of(due.ticket).third_level_after)
    except CalendarUnknown:
        return max(due.due_at, timezone.now()) + _LATER


def senders_limit(ticket: Ticket) -> datetime.datetime | None:
    """By when who sent a ticket wants the reply, as it was told last."""
    rows = SourceNotice.objects.filter(ticket=ticket, is_late=False) if ticket.external else SourceNotice.objects.none()
    newest = rows.order_by("-version").first()
    return newest.due_at if newest else None


def running(ticket: Ticket, step: str) -> Due | None:
    return Due.objects.running().filter(ticket=ticket, step=step).first()


def meet(ticket: Ticket, *steps: str) -> None:
    """Steps are done."""
    Due.objects.running().filter(ticket=ticket, step__in=steps).update(met_at=timezone.now(), look_at=None)


def drop(ticket: Ticket, *steps: str) -> None:
    """Steps need not be done any more; all that run when none is named."""
    rows = Due.objects.running().filter(ticket=ticket)
    rows = rows.filter(step__in=steps) if steps else rows
    rows.update(dropped_at=timezone.now(), look_at=None)


def put_off_until(due: Due, days: int) -> datetime.datetime:
    """When a limit would be over if it were so many days longer. Raises CalendarUnknown."""
    return moment_after(due.began_at, Span(amount=due.amount, unit=Unit(due.unit)).longer(due.longer + days))


def put_off(due: Due, days: int) -> None:
    """An extension was granted."""
    due.longer += days
    reckon(due)
    due.save()


def take_up(ticket: Ticket) -> None:
    """A reply was sent back: its limit runs on as if it had never been met."""
    due = Due.objects.filter(ticket=ticket, step__in=REPLY, met_at__isnull=False).order_by("-pk").first()
    if due is not None:
        due.met_at = None
        reckon(due)
        due.save()


REPLY = ("reply", "redo")
"""The steps a reply ends: the first answer, and the one after an unsatisfied call-back."""


def reply_due(ticket: Ticket) -> Due | None:
    """The limit of the reply that is to be written now."""
    return Due.objects.running().filter(ticket=ticket, step__in=REPLY).first()
