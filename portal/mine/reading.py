"""The home of a company, put together from what each app tells: what is to be done, what runs, what there is."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.people import Person
from accounts.represented.companies import Company, Membership
from clock.limits import Limit
from licensing.decisions.limits import until
from pages.errands import Errand, Kind, Whom, errands
from pages.looks import Look, Tone, look
from post.addresses.queries import addresses_of
from post.telling.doubts import DoubtfulAddress

SOON_DAYS = 3
"""So many working days before its end a limit is marked."""


@dataclass(frozen=True, kw_only=True)
class Shown:
    """An errand with the mark of its day."""

    errand: Errand
    look: Look | None


def to_do(company: Company, person: Person, *, on: datetime.date) -> list[Shown]:
    """What there is to do, each with its last day, the weekday and the working days that are left."""
    return [Shown(errand=one, look=_look(one.due, on) if one.due else None) for one in errands(company, person, on=on)]


def _look(due: datetime.date, on: datetime.date) -> Look:
    limit = until(due, since=timezone.now(), on=on)
    day = f"{date_format(due, 'Y-m-d')} · {date_format(due, 'l')}"
    if due < on:
        overdue = _("overdue")
        return look(f"{day} · {overdue}", Tone.DANGER, "exclamation-circle")
    if limit.unknown_year:
        return look(day, Tone.QUIET, "clock")  # the calendar of that year is not released: days cannot be counted
    left = _left(limit)
    return look(f"{day} · {left}", Tone.WARNING if (limit.left or 0) <= SOON_DAYS else Tone.INFO, "clock")


def _left(limit: Limit) -> str:
    if not limit.left:
        return _("the last day")
    return ngettext("%(n)s working day left", "%(n)s working days left", limit.left) % {"n": limit.left}


def people_of(company: Company) -> QuerySet[Membership]:
    """Who acts for a company today."""
    return (
        Membership.objects.in_force().filter(company=company).select_related("person").order_by("-kind", "since", "pk")
    )


def _unreachable(_doubts: QuerySet[DoubtfulAddress], whom: Whom) -> Iterator[Errand]:
    for where in addresses_of(whom.person):
        if where.is_doubtful:
            yield Errand(
                title=_("Messages do not reach you: correct the address"),
                about=f"{where.title} {where.address}",
                address=reverse("post:address", args=[where.channel]),
            )


KINDS = (Kind(rows=lambda whom: DoubtfulAddress.objects.filter(person=whom.person), tell=_unreachable),)
"""An address from which messages come back: whoever is warned there is warned of nothing."""
