"""What figures of the hotline count: rows of some authorities in some days, as query sets.

Whose rows is told by whoever asks: a reader's, or one authority's for its bulletin. There is no second count.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from accounts.authorities import Authority
from hotline.afterwards.models import Questionnaire, QuestionnaireAnswer
from hotline.calls.models import Call, CallReturned
from hotline.calls.standing import gone, over
from hotline.tickets.duplicates import of_hot_objects, repeats
from hotline.tickets.end_models import CallBack, Correction, Joining, StrikeOff, Supervision
from hotline.tickets.models import Due, Ticket
from hotline.tickets.step_models import Contact, ReplyReview, Sorted, Transfer
from pages.counted.figure import Rows
from pages.days import in_days

Authorities = QuerySet[Authority]
Count = Callable[[Authorities, datetime.date, datetime.date], Rows]

TRANSFER_WITHIN = datetime.timedelta(hours=2)
ONE_DAY = datetime.timedelta(days=1)
SATISFIED_FROM = 4
COMPLAINT, CONSULTATION = "complaint", "consultation"
REPLIES = ("reply", "redo")


def received(whose: Authorities, since: datetime.date, until: datetime.date) -> Rows:
    """Tickets received in the days."""
    rows = Ticket.objects.filter(authority__in=whose).select_related("standing")
    return in_days(rows, "received_at", since, until)


def about(theme: str) -> Count:
    """Tickets of a theme: that to which it was corrected last, else that under which it was told."""
    newest = Correction.objects.filter(ticket=OuterRef("pk")).order_by("-nth").values("theme")[:1]
    after_all = Coalesce(Subquery(newest), F("theme"))
    return lambda whose, since, until: (
        received(whose, since, until).annotate(after_all=after_all).filter(after_all=theme)
    )


def complaints(whose: Authorities, since: datetime.date, until: datetime.date) -> Rows:
    return received(whose, since, until).filter(kind=COMPLAINT)


def complaints_of_hot_objects(whose: Authorities, since: datetime.date, until: datetime.date) -> Rows:
    return of_hot_objects(received(whose, since, until))


def received_again(whose: Authorities, since: datetime.date, until: datetime.date) -> Rows:
    return repeats(received(whose, since, until))


def consultations(whose: Authorities, since: datetime.date, until: datetime.date) -> Rows:
    return received(whose, since, until).filter(kind=CONSULTATION)


def answered_at_once(whose: Authorities, since: datetime.date, until: datetime.date) -> Rows:
    return consultations(whose, since, until).filter(sorted__outcome=Sorted.Outcome.ANSWERED)


def of_drivers(whose: Authorities, since: datetime.date, until: datetime.date) -> Rows:
    """Tickets of drivers that were accepted, so that somebody had to be given them."""
    return received(whose, since, until).filter(is_driver=True, sorted__outcome=Sorted.Outcome.ACCEPTED)


def transfers_due(whose: Authorities, since: datetime.date, until: datetime.date) -> Rows:
    """Tickets of drivers somebody has to be given, sorted or not: only whose two hours still run are left out."""
    rows = received(whose, since, until).filter(is_driver=True)
    rows = rows.filter(Q(sorted__isnull=True) | Q(sorted__outcome=Sorted.Outcome.ACCEPTED))
    runs = Q(received_at__gt=timezone.now() - TRANSFER_WITHIN)
    return rows.exclude(runs & ~_given())


def transferred_in_time(whose: Authorities, since: datetime.date, until: datetime.date) -> Rows:
    return transfers_due(whose, since, until).filter(_given(at__lte=OuterRef("received_at") + TRANSFER_WITHIN))


def _given(**when: object) -> Q:
    """To a desk for the first time, or joined to a ticket that has one."""
    first = Transfer.objects.filter(ticket=OuterRef("pk"), turn=1, **when)
    joined = Joining.objects.filter(ticket=OuterRef("pk"), **when)
    return Q(Exists(first)) | Q(Exists(joined))


def _due(whose: Authorities, since: datetime.date, until: datetime.date, *steps: str) -> Rows:
    """Limits that were over in the days, extensions counted in; what runs still is not."""
    rows = Due.objects.filter(ticket__authority__in=whose, step__in=steps, dropped_at=None)
    rows = in_days(rows.select_related("ticket__standing"), "due_at", since, until)
    return rows.filter(due_at__lte=timezone.now())


def all_replies_due(whose: Authorities, since: datetime.date, until: datetime.date) -> Rows:
    return _due(whose, since, until, *REPLIES)


def all_replied_in_time(whose: Authorities, since: datetime.date, until: datetime.date) -> Rows:
    return _in_time(all_replies_due(whose, since, until))


def replies_due(*, complaints: bool) -> Count:
    def rows(whose: Authorities, since: datetime.date, until: datetime.date) -> Rows:
        found = all_replies_due(whose, since, until)
        return found.filter(ticket__kind=COMPLAINT) if complaints else found.exclude(ticket__kind=COMPLAINT)

    return rows


def replied_in_time(*, complaints: bool) -> Count:
    return lambda whose, since, until: _in_time(replies_due(complaints=complaints)(whose, since, until))


def _in_time(rows: Rows) -> Rows:
    return rows.filter(met_at__lte=F("due_at"))


def redos_due(whose: Authorities, since: datetime.date, until: datetime.date) -> Rows:
    return _due(whose, since, until, "redo")


def redone_in_time(whose: Authorities, since: datetime.date, until: datetime.date) -> Rows:
    return _in_time(redos_due(whose, since, until))


def call_backs_due(whose: Authorities, since: datetime.date, until: datetime.date) -> Rows:
    return _due(whose, since, until, "call-back")


def called_back(whose: Authorities, since: datetime.date, until: datetime.date) -> Rows:
    return call_backs_due(whose, since, until).filter(met_at__isnull=False)


def reached(whose: Authorities, since: datetime.date, until: datetime.date) -> Rows:
    """Call-backs at which somebody answered."""
    rows = CallBack.objects.filter(ticket__authority__in=whose, reached=True)
    return in_days(rows.select_related("ticket"), "at", since, until)


def contacted_in_time(whose: Authorities, since: datetime.date, until: datetime.date) -> Rows:
    return reached(whose, since, until).filter(responded=True)


def solved(whose: Authorities, since: datetime.date, until: datetime.date) -> Rows:
    return reached(whose, since, until).filter(solved__in=[CallBack.Solved.YES, CallBack.Solved.PARTLY])


def solved_partly(whose: Authorities, since: datetime.date, until: datetime.date) -> Rows:
    return reached(whose, since, until).filter(solved=CallBack.Solved.PARTLY)


def satisfied(whose: Authorities, since: datetime.date, until: datetime.date) -> Rows:
    return reached(whose, since, until).filter(stars__gte=SATISFIED_FROM)


def complaints_reached(whose: Authorities, since: datetime.date, until: datetime.date) -> Rows:
    return reached(whose, since, until).filter(ticket__kind=COMPLAINT)


def complaints_satisfied(whose: Authorities, since: datetime.date, until: datetime.date) -> Rows:
    return complaints_reached(whose, since, until).filter(stars__gte=SATISFIED_FROM)


def complaints_struck_off(whose: Authorities, since: datetime.date, until: datetime.date) -> Rows:
    rows = StrikeOff.objects.filter(ticket__authority__in=whose, ticket__kind=COMPLAINT)
    return rows.select_related("ticket").filter(on__gte=since, on__lte=until)


def complaints_reviewed(whose: Authorities, since: datetime.date, until: datetime.date) -> Rows:
    """A joined one rests with the reply to its mother."""
    read = ReplyReview.objects.filter(agrees=True).exclude(by=F("written_by"))
    own = read.filter(reply__ticket=OuterRef("ticket"))
    mothers = read.filter(reply__ticket=OuterRef("ticket__joined_to__mother"))
    return complaints_struck_off(whose, since, until).filter(Q(Exists(own)) | Q(Exists(mothers)))


def supervised(whose: Authorities, since: datetime.date, until: datetime.date) -> Rows:
    rows = Supervision.objects.filter(ticket__authority__in=whose).select_related("ticket")
    return in_days(rows, "at", since, until)


def listed(whose: Authorities, since: datetime.date, until: datetime.date) -> Rows:
    return supervised(whose, since, until).filter(level=3)


def open_now(whose: Authorities, _since: datetime.date, _until: datetime.date) -> Rows:
    rows = Ticket.objects.filter(authority__in=whose, standing__is_over=False)
    return rows.select_related("standing")


def unsigned_now(whose: Authorities, since: datetime.date, until: datetime.date) -> Rows:
    return open_now(whose, since, until).filter(standing__node="sign")


def due_today(whose: Authorities, since: datetime.date, until: datetime.date) -> Rows:
    now = timezone.now()
    return open_now(whose, since, until).filter(standing__due_at__gt=now, standing__due_at__date=timezone.localdate())


def overdue_now(whose: Authorities, since: datetime.date, until: datetime.date) -> Rows:
    return open_now(whose, since, until).filter(standing__due_at__lte=timezone.now())


def urgent_now(whose: Authorities, since: datetime.date, until: datetime.date) -> Rows:
    return open_now(whose, since, until).exclude(urgency="ordinary")


def at_level(level: int) -> Count:
    return lambda whose, since, until: open_now(whose, since, until).filter(standing__level=level)


def asked_afterwards(whose: Authorities, since: datetime.date, until: datetime.date) -> Rows:
    """Callers who were asked four weeks later; who stays silent is one of them."""
    return _asked(whose, since, until).filter(ticket__struck_off__isnull=False)


def _asked(whose: Authorities, since: datetime.date, until: datetime.date) -> Rows:
    rows = Questionnaire.objects.filter(ticket__authority__in=whose).select_related("ticket")
    return in_days(rows, "asked_at", since, until)


def at_once_rated(whose: Authorities, since: datetime.date, until: datetime.date) -> Rows:
    """Callers whose question was answered in the call and who gave stars when they were asked."""
    return _asked(whose, since, until).filter(ticket__struck_off__isnull=True, answer__isnull=False)


def at_once_satisfied(whose: Authorities, since: datetime.date, until: datetime.date) -> Rows:
    return at_once_rated(whose, since, until).filter(answer__stars__gte=SATISFIED_FROM)


def answered_afterwards(whose: Authorities, since: datetime.date, until: datetime.date) -> Rows:
    return asked_afterwards(whose, since, until).filter(answer__isnull=False)


def still_solved(whose: Authorities, since: datetime.date, until: datetime.date) -> Rows:
    return asked_afterwards(whose, since, until).filter(answer__solved=QuestionnaireAnswer.Solved.YES)


def first_called_back(whose: Authorities, since: datetime.date, until: datetime.date) -> Rows:
    """Callers who were reached after the first handling."""
    return reached(whose, since, until).filter(round=1)


def solved_at_first(whose: Authorities, since: datetime.date, until: datetime.date) -> Rows:
    return first_called_back(whose, since, until).filter(solved=CallBack.Solved.YES)


def reached_in_a_day(whose: Authorities, since: datetime.date, until: datetime.date) -> Rows:
    """Tickets of drivers whose handler reached the caller within a day of the call."""
    first = Contact.objects.filter(ticket=OuterRef("pk"), reached=True, by__isnull=False)
    return of_drivers(whose, since, until).filter(Exists(first.filter(at__lte=OuterRef("received_at") + ONE_DAY)))


def money_in_dispute(whose: Authorities, since: datetime.date, until: datetime.date) -> Rows:
    """Tickets with money in dispute whose reply went out in the days."""
    sent = ReplyReview.objects.filter(reply__ticket=OuterRef("pk"), agrees=True)
    rows = Ticket.objects.filter(authority__in=whose, amount__gt=0).select_related("standing")
    return rows.filter(Exists(in_days(sent, "at", since, until)))


def money_recovered(whose: Authorities, since: datetime.date, until: datetime.date) -> Rows:
    got = ReplyReview.objects.filter(reply__ticket=OuterRef("pk"), agrees=True, reply__recovered__gt=0)
    return money_in_dispute(whose, since, until).filter(Exists(in_days(got, "at", since, until)))


def calls(whose: Authorities, since: datetime.date, until: datetime.date) -> Rows:
    """Calls the exchange told of in the days, those that ring still left out: nobody can tell yet."""
    rows = in_days(Call.objects.filter(authority__in=whose), "started_at", since, until)
    return gone(rows).filter(over() | Q(answered_at__isnull=False))


def calls_answered(whose: Authorities, since: datetime.date, until: datetime.date) -> Rows:
    return calls(whose, since, until).filter(answered_at__isnull=False)


def calls_missed(whose: Authorities, since: datetime.date, until: datetime.date) -> Rows:
    """Of these, calls nobody answered whose number is known."""
    return calls(whose, since, until).filter(answered_at__isnull=True).exclude(number_digest="")


def calls_returned(whose: Authorities, since: datetime.date, until: datetime.date) -> Rows:
    """Whose caller was reached when called back; who got through later by themselves is not counted in."""
    reached_back = CallReturned.objects.filter(call=OuterRef("pk"), reached=True)
    return calls_missed(whose, since, until).filter(Exists(reached_back))
