"""Who applies, as the account knows it; what stands here is never taken from a form.

A company's facts came from the business register when it entered the portal, a person's from their account. The keys
with which registries are asked come from here, so nobody gets a certificate over another's particulars.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from accounts.represented.companies import Company, Membership
from materials.catalogue.forms import form_for

if TYPE_CHECKING:
    from licensing.applications.models.application import Application

OF_COMPANY = {
    "uscc": "uscc",
    "operator-name": "name",
    "entity-type": "entity_type",
    "legal-rep": "legal_rep",
    "legal-rep-id": "legal_rep_id",
    "registered-address": "registered_address",
    "business-place": "registered_address",
}
"""Field of the form → what the account holds of a company."""
OF_PERSON = {
    "applicant-name": "legal_rep",
    "applicant-id": "legal_rep_id",
    "operator-name": "name",
    "legal-rep": "legal_rep",
    "legal-rep-id": "legal_rep_id",
}
"""Field of the form → what the account holds of a person who applies in their own name."""
OF_AGENT = frozenset({"has-agent", "agent-name", "agent-id"})


def of_account(application: Application) -> dict[str, Any]:
    """Field code → value, for every field of the form the account knows."""
    company = application.company
    known: dict[str, Any] = {"applicant-kind": "individual"} if company.is_individual else {}
    source = OF_PERSON if company.is_individual else OF_COMPANY
    for code in _codes(application) & source.keys():
        if value := getattr(company, source[code]):
            known[code] = value
    return known


def _codes(application: Application) -> set[str]:
    return {spec.code for section in form_for(application.item) for spec in section.fields}


def settled_by_account(application: Application) -> frozenset[str]:
    """The fields nobody types: what the account knows of the applicant, and of a handler who acts for it."""
    known = frozenset(of_account(application))
    return known | (_of_handler(application) if _is_handled(application) else frozenset())


def _is_handled(application: Application) -> bool:
    """Whether somebody other than the principal began it: then the agent is that person, not whom the form names."""
    company, person = application.company, application.started_by
    if company.is_individual or is_principal(company, person.id_number):
        return False
    return not company.memberships.filter(person=person, kind=Membership.Kind.PRINCIPAL).exists()


def _of_handler(application: Application) -> frozenset[str]:
    on_form = _codes(application) & OF_AGENT
    return frozenset(on_form if application.started_by.id_number else on_form - {"agent-id"})


def is_principal(company: Company, id_number: str) -> bool:
    """Whether an ID number is that of the company's legal representative."""
    return bool(id_number) and id_number == company.legal_rep_id
