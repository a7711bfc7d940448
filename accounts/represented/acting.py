"""For whom a person acts now: kept in the session, checked against the memberships in force at every use."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from accounts.represented.companies import Company
from accounts.roles import is_staff_member

_SESSION_KEY = "acting_company"


def my_companies(request: HttpRequest) -> list[Company]:
    """The companies the signed-in person may act for today; read once a request.

    Staff accounts act for nobody: who handles cases files none with the same sign-in.
    """
    found: list[Company] | None = getattr(request, "_my_companies", None)
    if found is None:
        person = getattr(request, "user", None)
        acts = person is not None and person.is_authenticated and not is_staff_member(person)
        found = list(Company.objects.acted_for_by(person).filter(is_active=True)) if acts and person else []
        request._my_companies = found  # type: ignore[attr-defined]
    return found


def acting_company(request: HttpRequest) -> Company | None:
    """The company chosen for this session while the right to act for it lasts; the only one without asking."""
    companies = my_companies(request)
    chosen = request.session.get(_SESSION_KEY)
    if len(companies) == 1:
        return companies[0]
    return next((company for company in companies if company.pk == chosen), None)


def act_for(request: HttpRequest, company_id: int) -> Company | None:
    """Choose a company for this session; None, and nothing chosen, when the person may not act for it."""
    company = next((company for company in my_companies(request) if company.pk == company_id), None)
    if company:
        request.session[_SESSION_KEY] = company.pk
    return company


def acting(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `acting_company` and `my_companies`, asked for only where a template shows them."""
    if not hasattr(request, "session"):
        return {"acting_company": None, "my_companies": []}
    return {
        "acting_company": SimpleLazyObject(lambda: acting_company(request)),
        "my_companies": SimpleLazyObject(lambda: my_companies(request)),
    }


def forget(request: HttpRequest) -> None:
    """Read the companies anew within this request: the right to act has just changed."""
    request.__dict__.pop("_my_companies", None)
