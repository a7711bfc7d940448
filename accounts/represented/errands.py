"""What there is to do about who acts for a company, and as whom (`pages.errands`)."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.people import Person
from accounts.represented.companies import Company, Membership
from accounts.represented.real_name import is_proved
from pages.errands import Errand

AHEAD = datetime.timedelta(days=30)
"""So long before its end a delegation is told."""


def about_people(company: Company, person: Person, on: datetime.date) -> Iterator[Errand]:
    """Delegations that end soon; an identity that is not proved yet."""
    ending = Membership.objects.in_force(on=on).filter(
        company=company, kind=Membership.Kind.HANDLER, until__lte=on + AHEAD
    )
    for one in ending.select_related("person"):
        yield Errand(
            title=_("A delegation is about to end: renew it in time"),
            about=one.person.name,
            due=one.until,
            address=reverse("accounts:company", args=[company.uscc]),
            happens=_("After that day this person can no longer act for the company."),
        )
    if not is_proved(person):
        yield Errand(title=_("Prove who you are"), about=person.name, address=reverse("accounts:prove"))
