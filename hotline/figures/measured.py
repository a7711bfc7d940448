"""What the tickets say of the seventeen measures, this year so far; named in the setting MEASURE_FIGURES."""

from __future__ import annotations

from django.db.models import Count, Q
from django.utils import timezone

from hotline.figures import counting
from hotline.figures.counting import Authorities
from hotline.figures.definitions import FIGURES
from hotline.measures.reading import Measuring
from hotline.tickets.end_models import Supervision
from pages.charts.period import this_year
from pages.counted.figure import PARTS
from pages.days import in_days

DRIVERS_OWN = ("own-page", "mini-program")


def _measured(whose: Authorities, code: str) -> Measuring:
    """A figure: what it counts, of what."""
    since, until = this_year(timezone.localdate())
    value, of = (FIGURES[code].rows_of(part, whose, since, until) for part in PARTS)
    return Measuring(value=value, of=of)


def received(whose: Authorities) -> Measuring:
    """Tickets of all channels."""
    return Measuring(value=counting.received(whose, *this_year(timezone.localdate())))


def by_drivers_own_entry(whose: Authorities) -> Measuring:
    """Tickets drivers entered themselves, of all."""
    rows = counting.received(whose, *this_year(timezone.localdate()))
    return Measuring(value=rows.filter(channel__in=DRIVERS_OWN), of=rows)


def transferred_in_time(whose: Authorities) -> Measuring:
    return _measured(whose, "transfer-in-time")


def first_handler_kept(whose: Authorities) -> Measuring:
    """Tickets that only one desk ever signed for, of those that were signed for (首接负责制)."""
    rows = counting.received(whose, *this_year(timezone.localdate()))
    signed = rows.annotate(signed=Count("transfers", filter=Q(transfers__answer__signed=True))).filter(signed__gt=0)
    return Measuring(value=signed.filter(signed=1), of=signed)


def on_time(whose: Authorities) -> Measuring:
    return _measured(whose, "on-time")


def supervision_answered(whose: Authorities) -> Measuring:
    """Supervision of this year that was answered, of all."""
    since, until = this_year(timezone.localdate())
    rows = in_days(Supervision.objects.filter(ticket__authority__in=whose), "at", since, until)
    return Measuring(value=rows.filter(answer__isnull=False), of=rows)


def reviewed(whose: Authorities) -> Measuring:
    return _measured(whose, "reviewed")


def called_back(whose: Authorities) -> Measuring:
    return _measured(whose, "called-back")


def redone(whose: Authorities) -> Measuring:
    return _measured(whose, "redone")
