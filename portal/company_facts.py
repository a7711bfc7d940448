"""Joins accounts to the look-ups: a company's facts are its business licence, asked where materials ask it."""

from __future__ import annotations

from django.utils import timezone

from accounts.people import Person
from accounts.represented.company_facts import CompanyFacts, CompanyNotFound, CompanyNotNormal, RegisterUnreachable
from materials.lookups.ask import ask as ask_registry
from materials.lookups.contract import Outcome, Purpose, Question

_PURPOSE = Purpose(item="company-registration", case="", legal_basis="优化营商环境条例第四十三条")


def ask(uscc: str, *, by: Person) -> CompanyFacts:
    """The register's entry. Raises CompanyNotFound, CompanyNotNormal or RegisterUnreachable."""
    answer = ask_registry(
        Question(
            material="business-licence",
            registry="mkt-business",
            keys={"uscc": uscc},
            purpose=_PURPOSE,
            by=f"person:{by.pk}",
        )
    )
    if answer.outcome is Outcome.NOT_FOUND:
        raise CompanyNotFound(uscc)
    if answer.outcome is Outcome.CONFLICT:
        raise CompanyNotNormal(uscc)
    fields = answer.fields
    if answer.outcome is not Outcome.FOUND or fields.get("uscc", uscc) != uscc or not fields.get("name"):
        raise RegisterUnreachable(answer.reason)
    return CompanyFacts(
        uscc=uscc,
        name=fields["name"],
        entity_type=fields.get("entity-type", ""),
        legal_rep=fields.get("legal-rep", ""),
        address=fields.get("address", ""),
        legal_rep_id=fields.get("legal-rep-id", ""),
        division=fields.get("division", ""),
        as_of=answer.as_of or timezone.now(),
    )
