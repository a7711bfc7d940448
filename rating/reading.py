"""What pages tell of services and their ratings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from accounts.represented.companies import Company
from rating.models import Grade, Rating, Service


def services() -> Any:
    """Every service with what its line shows."""
    return Service.objects.select_related("authority", "rating")


def of_company(company: Company) -> Any:
    """What a company was served with, the newest first."""
    return services().of(company).order_by("-pk")


def of_matter(subject: str) -> list[Service]:
    """The services of a matter, in their order."""
    return list(services().about(subject))


def state_of(service: Service) -> str:
    """Silence has a state of its own: it is no satisfaction."""
    if service.given is not None:
        return "rated"
    return "ratable" if service.is_open else "silent"


@dataclass(frozen=True, kw_only=True)
class Line:
    """An indicator as it was graded."""

    name: str
    grade: Grade


def indicators_of(rating: Rating) -> list[Line]:
    """What was graded beside the whole, in the order of the rules."""
    asked = rating.service.rules.indicators
    given = rating.indicators
    return [Line(name=one.name, grade=Grade(given[one.code])) for one in asked if one.code in given]
