"""What phones sent of encounters and was not taken in: who looks at it, and what was done with it."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Case, QuerySet, When
from django.utils.translation import gettext as _

from accounts.people import Person
from accounts.roles import visible_authorities
from desk.refusals import NotNow, TooLate
from pages.lists.order import Order
from supervision.encounters import events
from supervision.encounters.captures.models import EncounterAside, EncounterAsideSettled

WAITING_FIRST = Order(fields=("waits",), is_descending=True)


class SettledAlready(TooLate):
    """Somebody looked at it meanwhile."""

    words = ""


def asides_for(person: Person) -> QuerySet[EncounterAside]:
    """What officers of a person's authorities sent and was not taken in (WAITING_FIRST)."""
    rows = EncounterAside.objects.filter(officer__authority__in=visible_authorities(person))
    rows = rows.annotate(waits=Case(When(settled__isnull=True, then=1), default=0))
    return rows.select_related("officer", "settled__by").prefetch_related("files")


def waiting_asides(person: Person) -> int:
    """How many nobody has looked at."""
    return asides_for(person).filter(settled__isnull=True).count()


def settle(aside: EncounterAside, words: str, *, by: Person) -> EncounterAsideSettled:
    """Write down what was done with it. Raises SettledAlready, NotNow."""
    with transaction.atomic():
        found = EncounterAside.objects.select_for_update().get(pk=aside.pk)
        if EncounterAsideSettled.objects.filter(item=found).exists():
            raise SettledAlready(_("Somebody has looked at this item already."))
        if not words.strip():
            raise NotNow(_("Say what was done with it."))
        settled = EncounterAsideSettled.objects.create(item=found, words=words.strip()[:400], by=by)
        events.SETTLED.record(subject=f"encounter-item:{found.key}", by=by, authority=found.officer.at)
    return settled
