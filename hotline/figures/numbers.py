"""What the law counts that is no share: repeats per 1,000 vehicles a year, hours to the first contact, yuan (§ 10.5).

Each names the figure whose tickets stand behind it, so that it is drilled into and taken out like any other.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from statistics import median

from django.db.models import Min, OuterRef, Q, Subquery, Sum
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.authorities import Authority
from accounts.people import Person
from accounts.roles import visible_authorities
from hotline.bulletins.models import BulletinFigure
from hotline.figures import counting
from hotline.figures.counting import Authorities, Count
from hotline.tickets.step_models import ReplyReview
from licensing.register.models import Place
from pages.counted.figure import FEWEST, Words
from pages.days import in_days

YEAR = 365
VEHICLES = "vehicles"


@dataclass(frozen=True, kw_only=True)
class Number:
    """A number with its definition; none where there are too few to say. `code` is the figure behind it."""

    code: str
    title: Words
    explained: Words
    value: str | None


def numbers(person: Person, since: datetime.date, until: datetime.date) -> list[Number]:
    """Of the authorities a reader's roles reach, in some days."""
    return numbers_of(visible_authorities(person), since, until)


def numbers_of(whose: Authorities, since: datetime.date, until: datetime.date) -> list[Number]:
    """The same of some authorities."""
    return [
        Number(
            code="complaints",
            title=_("Complaints per 1,000 vehicles and year"),
            explained=_("Complaints × 1,000 ÷ vehicles in service (mean of the month ends), times 365 ÷ days."),
            value=_a_thousand(counting.complaints, whose, since, until),
        ),
        Number(
            code="repeats",
            title=_("Reported again, per 1,000 vehicles and year"),
            explained=_("Repeated tickets × 1,000 ÷ vehicles in service (mean of the month ends), times 365 ÷ days."),
            value=_a_thousand(counting.received_again, whose, since, until),
        ),
        Number(
            code="first-contact",
            title=_("Hours to the first contact"),
            explained=_("Median from the call to the handler's first reached contact; of ten or more. At most 24."),
            value=_hours(whose, since, until),
        ),
        Number(
            code="recovered",
            title=_("Money recovered (yuan)"),
            explained=_("What callers got by the newest reply that went out, of tickets with money in dispute."),
            value=f"{recovered(whose, since, until):.2f}",
        ),
    ]


def _a_thousand(count: Count, whose: Authorities, since: datetime.date, until: datetime.date) -> str | None:
    vehicles, days = vehicles_in_service(whose, since, until), (until - since).days + 1
    if not vehicles:
        return None
    return f"{count(whose, since, until).count() * 1000 / vehicles * YEAR / days:.2f}"


def vehicles_in_service(whose: Authorities, since: datetime.date, until: datetime.date) -> float:
    """The mean of the month ends that were frozen in the days; where none was, what the register says today."""
    ends = BulletinFigure.objects.filter(
        bulletin__authority__in=whose, bulletin__restated__isnull=True, code=VEHICLES,
        bulletin__until__gte=since, bulletin__until__lte=until,
    )  # fmt: skip
    months = list(ends.order_by().values("bulletin").annotate(number=Sum("number")).values_list("number", flat=True))
    if months:
        return sum(months) / len(months)
    divisions = Authority.objects.filter(pk__in=whose).values("division")
    here = Q(company__division__in=divisions) | Q(company__division__city__in=divisions)
    rows = Place.objects.filter(here, licence="vehicle", is_suspended=False)
    return rows.unexpired(on=timezone.localdate()).count()


def _hours(whose: Authorities, since: datetime.date, until: datetime.date) -> str | None:
    reached = Q(contacts__reached=True, contacts__by__isnull=False)
    rows = counting.of_drivers(whose, since, until).annotate(first=Min("contacts__at", filter=reached))
    spans = [
        (first - at).total_seconds() / 3600
        for at, first in rows.filter(first__isnull=False).values_list("received_at", "first")
    ]
    return f"{median(spans):.1f}" if len(spans) >= FEWEST else None


def recovered(whose: Authorities, since: datetime.date, until: datetime.date) -> float:
    """Yuan, each ticket once: by the newest reply of it that went out."""
    sent = ReplyReview.objects.filter(reply__ticket=OuterRef("pk"), agrees=True)
    newest = in_days(sent, "at", since, until).order_by("-pk").values("reply__recovered")[:1]
    rows = counting.money_in_dispute(whose, since, until).annotate(got=Subquery(newest))
    return rows.aggregate(yuan=Sum("got"))["yuan"] or 0
