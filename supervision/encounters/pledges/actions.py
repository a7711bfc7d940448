"""Each officer signs the pledge of flexible enforcement every year; without a valid one there is no encounter."""

from __future__ import annotations

import datetime
from collections.abc import Collection

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.people import Person
from accounts.roles import visible_authorities
from clock.months import months_later
from desk.refusals import NotNow
from supervision.credit.letters.writing import Draft, chinese
from supervision.encounters import events
from supervision.encounters.letters.models import EncounterLetter
from supervision.encounters.letters.writing import draft, keep
from supervision.encounters.no_penalty.editions import list_in_force
from supervision.encounters.pledges.models import Pledge
from supervision.officers.models import EnforcementCertificate
from supervision.officers.queries import own_certificate


class NotPledged(NotNow):
    """The pledge cannot be signed now; the message says why."""


def valid_pledges(people: Collection[int], *, on: datetime.date) -> dict[int, Pledge]:
    """Person → the pledge that holds on a day, of those who have one."""
    rows = Pledge.objects.filter(officer__in=people, signed_on__lte=on, valid_to__gte=on).order_by("valid_to", "pk")
    return {row.officer_id: row for row in rows}


def pledges_of(person: Person) -> QuerySet[Pledge]:
    """An officer's own pledges, the newest first."""
    return Pledge.objects.filter(officer=person).select_related("letter__said", "letter__authority__division")


def pledges_for(person: Person) -> QuerySet[Pledge]:
    """The pledges of the authorities a person's roles reach."""
    return Pledge.objects.filter(authority__in=visible_authorities(person)).select_related("officer", "letter")


def pledge_paper(certificate: EnforcementCertificate, *, on: datetime.date) -> Draft:
    """The pledge as it would be signed on a day, by the text in force."""
    months = list_in_force(on=on).content.pledge_months
    until = months_later(on, months) - datetime.timedelta(days=1)
    return draft(
        EncounterLetter.Kind.PLEDGE,
        certificate.authority,
        addressee=certificate.authority.name_zh,
        dated=on,
        flags={},
        values={"officer": certificate.person.name, "certificate": certificate.number, "until": chinese(until)},
    )


def sign_pledge(*, by: Person) -> Pledge:
    """Sign it for a year from today. Raises NotPledged."""
    today = timezone.localdate()
    certificate = own_certificate(by, on=today)
    if certificate is None:
        raise NotPledged(
            _("Only those who hold a valid enforcement certificate of this authority can sign the pledge.")
        )
    months = list_in_force(on=today).content.pledge_months
    with transaction.atomic():
        Person.objects.select_for_update().get(pk=by.pk)
        if Pledge.objects.filter(officer=by, signed_on=today).exists():
            raise NotPledged(_("You have already signed the pledge today."))
        serial = Pledge.objects.filter(officer=by).count() + 1
        about = f"pledge-{by.pk}-{serial}"
        letter = keep(pledge_paper(certificate, on=today), certificate.authority, about=about, by=by)
        made = Pledge.objects.create(
            officer=by,
            authority=certificate.authority,
            certificate=certificate,
            letter=letter,
            signed_on=today,
            valid_to=months_later(today, months) - datetime.timedelta(days=1),
        )
        events.PLEDGED.record(subject=f"person:{by.pk}", by=by, authority=by.at, day=made.valid_to.isoformat())
    return made
