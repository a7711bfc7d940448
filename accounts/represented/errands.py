"""What there is to do about who acts for a company, and as whom (`pages.errands`)."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.represented.companies import Membership
from accounts.represented.real_name import is_proved
from pages.errands import Errand, Kind, Whom

AHEAD_DAYS = 30
"""So long before its end a delegation is told."""


def _delegations(ending: QuerySet[Membership], _whom: Whom) -> Iterator[Errand]:
    for one in ending.select_related("person"):
        yield Errand(
            title=_("A delegation is about to end: renew it in time"),
            about=one.person.name,
            due=one.until,
            address=reverse("accounts:company", args=[one.company.uscc]),
            happens=_("After that day this person can no longer act for the company."),
        )


def _identity(_rows: None, whom: Whom) -> Iterator[Errand]:
    if not is_proved(whom.person):
        yield Errand(title=_("Prove who you are"), about=whom.person.name, address=reverse("accounts:prove"))


def _ending(whom: Whom) -> QuerySet[Membership]:
    rows = Membership.objects.in_force(on=whom.on).select_related("company")
    return rows.filter(company=whom.company, kind=Membership.Kind.HANDLER, until__lte=whom.later(lambda: AHEAD_DAYS))


KINDS = (Kind(rows=_ending, tell=_delegations), Kind(rows=None, tell=_identity))
"""Delegations that end soon; an identity that is not proved yet."""
