"""Who is told of a letter nobody was served: whoever has to serve it, and who supervises when it is late."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable
from pathlib import Path

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.people import Person
from accounts.permissions import HAND_OVER
from accounts.represented.companies import Membership
from accounts.roles import holding_any, on_duty_at_or_above, staff_at
from post.contract import PostSet, Told, Value, in_every_language
from supervision.concerned import COMPANY
from supervision.serving.models import CompanyLetter
from supervision.serving.waiting import ROOMS, key_of, room_of
from trail.models import Event

REMEDIES = {"remedy-reconsideration": _("reconsideration"), "remedy-suit": _("a suit")}
OWN = {"credit": "credit:own", "inspections": "inspections:ours"}
"""Where a company reads its letters of a room."""
_ABOUT = in_every_language(_("Letters not served yet"))


def read(happened: Event, roles: Collection[str]) -> Told | None:
    """Who is concerned; None when the letter is not one of supervision's."""
    letter = _letter(str(happened.values.get("letter", "")))
    if letter is None:
        return None
    remedy = str(happened.values.get("remedy", ""))
    day = str(happened.values.get("day") or "")
    return Told(
        about=_ABOUT,
        people={role: set(_people(letter, role)) for role in roles},
        addresses={
            "letter": reverse("serving:letter", args=[key_of(letter)]),
            "own": reverse(OWN[room_of(letter).name]),
        },
        values={
            "number": letter.number,
            "due": datetime.date.fromisoformat(day) if day else letter.dated,
            **_remedy(remedy),
        },
    )


def _remedy(code: str) -> dict[str, Value]:
    return {"remedy": in_every_language(REMEDIES[code])} if code in REMEDIES else {}


def _letter(number: str) -> CompanyLetter | None:
    for room in ROOMS.values():
        found: CompanyLetter | None = room.model._default_manager.filter(number=number).first()
        if found is not None:
            return found
    return None


def _people(letter: CompanyLetter, role: str) -> Iterable[int]:
    if role == COMPANY:
        return set(Membership.objects.acting_for(letter.company.pk))
    if role == "supervisor":
        return on_duty_at_or_above(letter.authority, HAND_OVER).values_list("pk", flat=True)
    at: Collection[Person] = holding_any(staff_at(letter.authority_id), room_of(letter).serve)
    return [person.pk for person in at]


POST = PostSet(
    name="serving",
    folder=Path(__file__).parent / "data",
    names={
        "number": "焦解交改〔2026〕1号",
        "due": datetime.date(2026, 12, 8),
        "remedy": in_every_language(_("reconsideration")),
    },
    topics={
        "contests": _("Until when a decision may be contested"),
        "serving-work": _("Letters that wait to be served"),
    },
    read=read,
)
