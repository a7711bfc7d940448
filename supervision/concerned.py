"""Who is concerned by what happened to a company after the licence: who acts for it, and whose duty it is."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from accounts.authorities import Authority
from accounts.represented.companies import Company, Membership
from accounts.roles import on_duty_at
from trail.models import Event

COMPANY = "company"
"""The role of who acts for the company; every other one is a duty."""


def company_of(happened: Event) -> Company | None:
    """The company an event is about; None when it is about something else."""
    noun, _colon, number = happened.subject.partition(":")
    return Company.objects.filter(pk=number).first() if noun == "company" and number.isdecimal() else None


def people(
    company: Company, happened: Event, roles: Collection[str], duties: Mapping[str, str]
) -> dict[str, Collection[int]]:
    """For each role the people: who acts for the company, or has the duty's permission at the event's authority."""
    at = Authority.objects.filter(division=happened.authority).values_list("pk", flat=True).first()
    return {
        role: set(Membership.objects.acting_for(company.pk))
        if role == COMPANY
        else set(on_duty_at(at or 0, duties[role]).values_list("pk", flat=True))
        for role in roles
    }
