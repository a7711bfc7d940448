"""A principal lets somebody act for the company until a day, and may end it before."""

from __future__ import annotations

import datetime

from django.db import transaction
from django.utils import timezone

from accounts import events
from accounts.people import Person
from accounts.represented.companies import Company, Membership
from accounts.roles import is_staff_member


class MayNotDelegate(Exception):
    """Only a principal of the company delegates, and ends what was delegated."""


class CannotBeDelegated(Exception):
    """This person cannot act for companies: a staff account, or not active."""


class AlreadyActs(Exception):
    """This person acts for the company already."""


class EndIsPast(Exception):
    """A delegation must end today or later."""


def is_principal_of(person: Person, company: Company) -> bool:
    """Whether a person speaks for the company in their own right today."""
    return Membership.objects.in_force().filter(company=company, person=person, kind=Membership.Kind.PRINCIPAL).exists()


@transaction.atomic
def delegate(company: Company, *, to: Person, until: datetime.date, by: Person) -> Membership:
    """Let a person act for the company up to and including a day.

    Raises MayNotDelegate, CannotBeDelegated, AlreadyActs, EndIsPast.
    """
    if not is_principal_of(by, company):
        raise MayNotDelegate
    if until < timezone.localdate():
        raise EndIsPast
    if not to.is_active or is_staff_member(to):
        raise CannotBeDelegated
    # The lock makes two clicks wait for each other; the second then finds the first.
    Company.objects.select_for_update().get(pk=company.pk)
    if Membership.objects.in_force().filter(company=company, person=to).exists():
        raise AlreadyActs
    membership = Membership.objects.create(
        company=company, person=to, kind=Membership.Kind.HANDLER, until=until, granted_by=by
    )
    events.DELEGATED.record(
        subject=f"company:{company.pk}",
        by=by,
        authority=company.division_id,
        company=company.name,
        person=to.name,
        until=until.isoformat(),
    )
    return membership


@transaction.atomic
def end_delegation(membership: Membership, *, by: Person) -> None:
    """End a delegation now; a principal ends anybody's, a handler their own. Ending twice changes nothing.

    Raises MayNotDelegate.
    """
    membership = Membership.objects.select_for_update().select_related("company", "person").get(pk=membership.pk)
    own = membership.person_id == by.pk
    if membership.kind != Membership.Kind.HANDLER or not (own or is_principal_of(by, membership.company)):
        raise MayNotDelegate
    if membership.ended_at:
        return
    membership.ended_at, membership.ended_by = timezone.now(), by
    membership.save(update_fields=["ended_at", "ended_by"])
    events.DELEGATION_ENDED.record(
        subject=f"company:{membership.company_id}",
        by=by,
        authority=membership.company.division_id,
        company=membership.company.name,
        person=membership.person.name,
    )
