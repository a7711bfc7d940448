"""What the tickets say of the seventeen measures, this year so far; named in the setting MEASURE_FIGURES."""

from __future__ import annotations

from django.db.models import Count, Q
from django.utils import timezone

from hotline.figures import counting
from hotline.figures.counting import Authorities
from hotline.figures.definitions import FIGURES
from hotline.measures.reading import Measured
from hotline.tickets.end_models import Supervision
from pages.charts.period import this_year
from pages.counted.figure import PARTS
from pages.days import in_days

DRIVERS_OWN = ("own-page", "mini-program")


def _measured(whose: Authorities, code: str) -> Measured:
    """A figure: what it counts, of what."""
    since, until = this_year(timezone.localdate())
    value, of = (FIGURES[code].rows_of(part, whose, since, until).count() for part in PARTS)
    return Measured(value=value, of=of)


def received(whose: Authorities) -> Measured:
    """Tickets of all channels."""
    return Measured(value=counting.received(whose, *this_year(timezone.localdate())).count())


def by_drivers_own_entry(whose: Authorities) -> Measured:
    """Tickets drivers entered themselves, of all."""
    rows = counting.received(whose, *this_year(timezone.localdate()))
    return Measured(value=rows.filter(channel__in=DRIVERS_OWN).count(), of=rows.count())


def transferred_in_time(whose: Authorities) -> Measured:
    return _measured(whose, "transfer-in-time")


def first_handler_kept(whose: Authorities) -> Measured:
    """Tickets that only one desk ever signed for, of those that were signed for (首接负责制)."""
    rows = counting.received(whose, *this_year(timezone.localdate()))
    signed = rows.annotate(signed=Count("transfers", filter=Q(transfers__answer__signed=True))).filter(signed__gt=0)
    return Measured(value=signed.filter(signed=1).count(), of=signed.count())


def on_time(whose: Authorities) -> Measured:
    return _measured(whose, "on-time")


def supervision_answered(whose: Authorities) -> Measured:
    """Supervision of this year that was answered, of all."""
    since, until = this_year(timezone.localdate())
    rows = in_days(Supervision.objects.filter(ticket__authority__in=whose), "at", since, until)
    return Measured(value=rows.filter(answer__isnull=False).count(), of=rows.count())


def reviewed(whose: Authorities) -> Measured:
    return _measured(whose, "reviewed")


def called_back(whose: Authorities) -> Measured:
    return _measured(whose, "called-back")


def redone(whose: Authorities) -> Measured:
    return _measured(whose, "redone")
