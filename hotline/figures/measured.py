"""What the tickets say of the seventeen measures, this year so far; named in the setting MEASURE_FIGURES."""

from __future__ import annotations

from django.db.models import Count, Q
from django.utils import timezone

from accounts.people import Person
from accounts.roles import visible_authorities
from hotline.figures import counting
from hotline.figures.definitions import FIGURES
from hotline.measures.reading import Measured
from hotline.tickets.end_models import Supervision
from pages.charts.period import this_year
from pages.counted.figure import count

DRIVERS_OWN = ("own-page", "mini-program")


def _measured(reader: Person, *codes: str) -> Measured:
    """Figures added up: what they count, of what."""
    since, until = this_year(timezone.localdate())
    counted = [count(FIGURES[code], reader, since, until) for code in codes]
    return Measured(value=sum(one.number for one in counted), of=sum(one.of for one in counted))


def received(reader: Person) -> Measured:
    """Tickets of all channels."""
    return Measured(value=counting.received(reader, *this_year(timezone.localdate())).count())


def by_drivers_own_entry(reader: Person) -> Measured:
    """Tickets drivers entered themselves, of all."""
    rows = counting.received(reader, *this_year(timezone.localdate()))
    return Measured(value=rows.filter(channel__in=DRIVERS_OWN).count(), of=rows.count())


def transferred_in_time(reader: Person) -> Measured:
    return _measured(reader, "transfer-in-time")


def first_handler_kept(reader: Person) -> Measured:
    """Tickets that only one desk ever signed for, of those that were signed for (首接负责制)."""
    rows = counting.received(reader, *this_year(timezone.localdate()))
    signed = rows.annotate(signed=Count("transfers", filter=Q(transfers__answer__signed=True))).filter(signed__gt=0)
    return Measured(value=signed.filter(signed=1).count(), of=signed.count())


def on_time(reader: Person) -> Measured:
    return _measured(reader, "complaints-on-time", "others-on-time")


def supervision_answered(reader: Person) -> Measured:
    """Supervision of this year that was answered, of all."""
    since, until = this_year(timezone.localdate())
    rows = Supervision.objects.filter(
        ticket__authority__in=visible_authorities(reader), at__date__gte=since, at__date__lte=until
    )
    return Measured(value=rows.filter(answer__isnull=False).count(), of=rows.count())


def reviewed(reader: Person) -> Measured:
    return _measured(reader, "reviewed")


def called_back(reader: Person) -> Measured:
    return _measured(reader, "called-back")


def redone(reader: Person) -> Measured:
    return _measured(reader, "redone")
