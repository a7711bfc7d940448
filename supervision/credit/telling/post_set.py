"""What a company is told of its code. Nothing here is personal data: a message names the sector, the colour, a day."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable
from pathlib import Path

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.authorities import Authority
from accounts.permissions import CONFIRM_CREDIT, DECIDE_OBJECTIONS, HANDLE_CREDIT, codename
from accounts.represented.companies import Company, Membership
from accounts.roles import staff_at
from post.contract import PostSet, Told, Value, in_every_language
from supervision.credit.subjects.models import ColourChoices, Sector
from trail.models import Event

COLOURS = {f"code-{code}": name for code, name in ColourChoices.choices}
_ABOUT = in_every_language(_("Credit code"))
_DUTIES = {"officer": HANDLE_CREDIT, "confirmer": CONFIRM_CREDIT, "decider": DECIDE_OBJECTIONS}


def read(happened: Event, roles: Collection[str]) -> Told | None:
    """Who is concerned by what happened to a code; None when it is about no company."""
    noun, _colon, number = happened.subject.partition(":")
    company = Company.objects.filter(pk=number).first() if noun == "company" and number.isdecimal() else None
    if company is None:
        return None
    values: dict[str, Value] = {}
    if sector := str(happened.values.get("sector", "")).removeprefix("sector-"):
        values["sector"] = in_every_language(Sector(sector).label)
    if (colour := str(happened.values.get("becomes", ""))) in COLOURS:
        values["colour"] = in_every_language(COLOURS[colour])
    if day := happened.values.get("day"):
        values["due"] = datetime.date.fromisoformat(str(day))
    return Told(
        about=_ABOUT,
        people={role: set(_people(company, happened.authority, role)) for role in roles},
        addresses={"own": reverse("credit:own"), "waiting": reverse("codes:waiting")},
        values=values,
    )


def _people(company: Company, division: str, role: str) -> Iterable[int]:
    if role == "company":
        return Membership.objects.in_force().filter(company=company).values_list("person", flat=True)
    at = Authority.objects.filter(division=division).values_list("pk", flat=True).first()
    colleagues = staff_at(at or 0)
    return colleagues.filter(groups__permissions__codename=codename(_DUTIES[role])).values_list("pk", flat=True)


POST = PostSet(
    name="supervision",
    folder=Path(__file__).parent / "data",
    names={
        "sector": in_every_language(Sector.FREIGHT.label),
        "colour": in_every_language(COLOURS["code-yellow"]),
        "due": datetime.date(2026, 12, 7),
    },
    topics={"credit": _("The credit code of the company"), "credit-work": _("Credit codes: what waits")},
    read=read,
)
