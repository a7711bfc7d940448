"""What the business register says about a company, and the question for it.

Accounts know no registry: the setting COMPANY_FACTS names who asks one.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string

from accounts.people import Person


@dataclass(frozen=True, kw_only=True)
class CompanyFacts:
    """One entry of the business register. `division` and `legal_rep_id` are empty when it does not tell them."""

    uscc: str
    name: str
    entity_type: str
    legal_rep: str
    address: str
    as_of: datetime.datetime
    legal_rep_id: str = ""
    division: str = ""


class CompanyNotFound(Exception):
    """The register has no such company."""


class CompanyNotNormal(Exception):
    """The register has the company, but not in normal standing (revoked, struck off, abnormal)."""


class RegisterUnreachable(Exception):
    """The register did not answer; nothing is known about the company."""


class CompanyRegister(Protocol):
    """Whoever answers for the business register."""

    def __call__(self, uscc: str, *, by: Person) -> CompanyFacts:
        """Raises CompanyNotFound, CompanyNotNormal or RegisterUnreachable."""
        ...


def company_register() -> CompanyRegister:
    """The register this installation is connected to."""
    register: CompanyRegister = import_string(settings.COMPANY_FACTS)
    return register
