"""What figures of the hotline count: rows of a reader's authorities in some days, as query sets (domain § 10.5)."""

from __future__ import annotations

import datetime

from django.db.models import Exists, F, OuterRef
from django.utils import timezone

from accounts.people import Person
from accounts.roles import visible_authorities
from hotline.tickets.end_models import CallBack, StrikeOff
from hotline.tickets.models import Due, Ticket
from hotline.tickets.step_models import ReplyReview, Sorted, Transfer
from pages.counted.figure import Counting, Rows

TRANSFER_WITHIN = datetime.timedelta(hours=2)
SATISFIED_FROM = 4
COMPLAINT, CONSULTATION = "complaint", "consultation"
REPLIES = ("reply", "redo")


def received(person: Person, since: datetime.date, until: datetime.date) -> Rows:
    """Tickets received in the days."""
    rows = Ticket.objects.filter(authority__in=visible_authorities(person)).select_related("standing")
    return rows.filter(received_at__date__gte=since, received_at__date__lte=until)


def about(theme: str) -> Counting:
    return lambda person, since, until: received(person, since, until).filter(theme=theme)


def consultations(person: Person, since: datetime.date, until: datetime.date) -> Rows:
    return received(person, since, until).filter(kind=CONSULTATION)


def answered_at_once(person: Person, since: datetime.date, until: datetime.date) -> Rows:
    return consultations(person, since, until).filter(sorted__outcome=Sorted.Outcome.ANSWERED)


def of_drivers(person: Person, since: datetime.date, until: datetime.date) -> Rows:
    """Tickets of drivers that were accepted, so that somebody had to be given them."""
    return received(person, since, until).filter(is_driver=True, sorted__outcome=Sorted.Outcome.ACCEPTED)


def transferred_in_time(person: Person, since: datetime.date, until: datetime.date) -> Rows:
    first = Transfer.objects.filter(ticket=OuterRef("pk"), turn=1, at__lte=OuterRef("received_at") + TRANSFER_WITHIN)
    return of_drivers(person, since, until).filter(Exists(first))


def _due(person: Person, since: datetime.date, until: datetime.date, *steps: str) -> Rows:
    """Limits that were over in the days, extensions counted in; what runs still is not."""
    rows = Due.objects.filter(ticket__authority__in=visible_authorities(person), step__in=steps, dropped_at=None)
    rows = rows.select_related("ticket__standing").filter(due_at__date__gte=since, due_at__date__lte=until)
    return rows.filter(due_at__lte=timezone.now())


def replies_due(*, complaints: bool) -> Counting:
    def rows(person: Person, since: datetime.date, until: datetime.date) -> Rows:
        found = _due(person, since, until, *REPLIES)
        return found.filter(ticket__kind=COMPLAINT) if complaints else found.exclude(ticket__kind=COMPLAINT)

    return rows


def replied_in_time(*, complaints: bool) -> Counting:
    return lambda person, since, until: _in_time(replies_due(complaints=complaints)(person, since, until))


def _in_time(rows: Rows) -> Rows:
    return rows.filter(met_at__lte=F("due_at"))


def redos_due(person: Person, since: datetime.date, until: datetime.date) -> Rows:
    return _due(person, since, until, "redo")


def redone_in_time(person: Person, since: datetime.date, until: datetime.date) -> Rows:
    return _in_time(redos_due(person, since, until))


def call_backs_due(person: Person, since: datetime.date, until: datetime.date) -> Rows:
    return _due(person, since, until, "call-back")


def called_back(person: Person, since: datetime.date, until: datetime.date) -> Rows:
    return call_backs_due(person, since, until).filter(met_at__isnull=False)


def reached(person: Person, since: datetime.date, until: datetime.date) -> Rows:
    """Call-backs at which somebody answered."""
    rows = CallBack.objects.filter(ticket__authority__in=visible_authorities(person), reached=True)
    return rows.select_related("ticket").filter(at__date__gte=since, at__date__lte=until)


def contacted_in_time(person: Person, since: datetime.date, until: datetime.date) -> Rows:
    return reached(person, since, until).filter(responded=True)


def solved(person: Person, since: datetime.date, until: datetime.date) -> Rows:
    return reached(person, since, until).filter(solved__in=[CallBack.Solved.YES, CallBack.Solved.PARTLY])


def solved_partly(person: Person, since: datetime.date, until: datetime.date) -> Rows:
    return reached(person, since, until).filter(solved=CallBack.Solved.PARTLY)


def satisfied(person: Person, since: datetime.date, until: datetime.date) -> Rows:
    return reached(person, since, until).filter(stars__gte=SATISFIED_FROM)


def complaints_reached(person: Person, since: datetime.date, until: datetime.date) -> Rows:
    return reached(person, since, until).filter(ticket__kind=COMPLAINT)


def complaints_satisfied(person: Person, since: datetime.date, until: datetime.date) -> Rows:
    return complaints_reached(person, since, until).filter(stars__gte=SATISFIED_FROM)


def complaints_struck_off(person: Person, since: datetime.date, until: datetime.date) -> Rows:
    rows = StrikeOff.objects.filter(ticket__authority__in=visible_authorities(person), ticket__kind=COMPLAINT)
    return rows.select_related("ticket").filter(on__gte=since, on__lte=until)


def complaints_reviewed(person: Person, since: datetime.date, until: datetime.date) -> Rows:
    read = ReplyReview.objects.filter(reply__ticket=OuterRef("ticket"), agrees=True).exclude(by=F("written_by"))
    return complaints_struck_off(person, since, until).filter(Exists(read))


def open_now(person: Person, _since: datetime.date, _until: datetime.date) -> Rows:
    rows = Ticket.objects.filter(authority__in=visible_authorities(person), standing__is_over=False)
    return rows.select_related("standing")


def unsigned_now(person: Person, since: datetime.date, until: datetime.date) -> Rows:
    return open_now(person, since, until).filter(standing__node="sign")


def due_today(person: Person, since: datetime.date, until: datetime.date) -> Rows:
    now = timezone.now()
    return open_now(person, since, until).filter(standing__due_at__gt=now, standing__due_at__date=timezone.localdate())


def overdue_now(person: Person, since: datetime.date, until: datetime.date) -> Rows:
    return open_now(person, since, until).filter(standing__due_at__lte=timezone.now())


def urgent_now(person: Person, since: datetime.date, until: datetime.date) -> Rows:
    return open_now(person, since, until).exclude(urgency="ordinary")
