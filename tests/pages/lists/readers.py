"""The lists of the portal and who reads them."""

from __future__ import annotations

from django.conf import settings

from accounts.people import Person
from accounts.represented.companies import Company
from accounts.roles import Role
from pages.lists.definition import list_named
from tests.factories import principal_of, staff

LISTS = {name: list_named(name) for name in settings.LISTS}


def everybody_reading(company: Company) -> list[Person]:
    """People of every role who read some list; a company's own are its principal's."""
    officials = [staff(f"reads-{role.value}", role.value) for role in Role if role is not Role.APPLICANT]
    return [*officials, principal_of(company)]


def reader_of(what, everybody):
    return next(person for person in everybody if what.may_be_read_by(person))
