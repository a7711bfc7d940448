"""Who is told of care: whoever handed an application in, whoever may approve a programme, who handles what came in."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.authorities import Authority
from accounts.permissions import APPROVE_CARE, HANDLE_CARE
from accounts.roles import on_duty_at
from hotline.care.application_models import CareApplication
from post.contract import PostSet, Told, in_every_language
from trail.models import Event

_ABOUT = in_every_language(_("Care for drivers"))
_DUTIES = {"officer": HANDLE_CARE, "approver": APPROVE_CARE}


def read(happened: Event, roles: Collection[str]) -> Told | None:
    """Who is concerned; None when it is about no care."""
    noun, _colon, key = happened.subject.partition(":")
    if noun not in ("care", "care-programme") or not key.isdecimal():
        return None
    at = Authority.objects.filter(division=happened.authority).values_list("pk", flat=True).first() or 0
    asked_by = CareApplication.objects.filter(pk=key, applied_by__isnull=False) if noun == "care" else None
    people: dict[str, Collection[int]] = {
        "applicant": set(asked_by.values_list("applied_by", flat=True)) if asked_by is not None else set()
    }
    for role in set(roles) & set(_DUTIES):
        people[role] = set(on_duty_at(at, _DUTIES[role]).values_list("pk", flat=True))
    return Told(
        about=_ABOUT,
        people={role: people[role] for role in roles},
        addresses={
            "track": reverse("care:track"),
            "office": reverse("care:office"),
            "open": f"{reverse('care:applications')}?stands=open",
        },
        values={"number": str(happened.values.get("number", "")), "code": str(happened.values.get("code", ""))},
    )


POST = PostSet(
    name="care",
    folder=Path(__file__).parent / "data",
    names={"number": "GA0000001", "code": "warm-winter"},
    topics={"care": _("Applications for care"), "care-work": _("Care: what waits")},
    read=read,
)
