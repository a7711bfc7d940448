"""What a company is told of its code. Nothing here is personal data: a message names the sector, the colour, a day."""

from __future__ import annotations

import datetime
from collections.abc import Collection
from pathlib import Path

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.permissions import CONFIRM_CREDIT, DECIDE_OBJECTIONS, HANDLE_CREDIT
from post.contract import PostSet, Told, Value, in_every_language
from supervision.concerned import company_of, people
from supervision.credit.subjects.models import ColourChoices, Sector
from trail.models import Event

COLOURS = {f"code-{code}": name for code, name in ColourChoices.choices}
_ABOUT = in_every_language(_("Credit code"))
_DUTIES = {"officer": HANDLE_CREDIT, "confirmer": CONFIRM_CREDIT, "decider": DECIDE_OBJECTIONS}


def read(happened: Event, roles: Collection[str]) -> Told | None:
    """Who is concerned by what happened to a code; None when it is about no company."""
    company = company_of(happened)
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
        people=people(company, happened, roles, _DUTIES),
        addresses={"own": reverse("credit:own"), "waiting": reverse("codes:waiting")},
        values=values,
    )


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
