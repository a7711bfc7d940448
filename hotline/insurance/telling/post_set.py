"""Who helps with insurance is told of days that have passed; who leads the hotline, of pledges that were broken."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.permissions import HANDLE_CARE, LEAD_HOTLINE
from accounts.roles import on_duty_at
from hotline.insurance.models import InsuranceCase
from post.contract import PostSet, Told, in_every_language
from trail.models import Event

_ABOUT = in_every_language(_("Insurance of trucks"))
DUTIES = {"officers": HANDLE_CARE, "leaders": LEAD_HOTLINE}


def read(happened: Event, roles: Collection[str]) -> Told | None:
    """Who is concerned by what happened in a case; None when it is about none. Neither plate nor owner is told."""
    noun, _colon, key = happened.subject.partition(":")
    found = InsuranceCase.objects.filter(pk=int(key)).first() if noun == "insurance" and key.isdecimal() else None
    if found is None:
        return None
    return Told(
        about=_ABOUT,
        people={role: _on_duty(found, role) for role in roles},
        addresses={"case": reverse("insurance:case", args=[found.pk]), "insurers": reverse("insurance:insurers")},
        values={"number": found.number, "insurer": str(happened.values.get("insurer", ""))},
    )


def _on_duty(case: InsuranceCase, role: str) -> set[int]:
    return set(on_duty_at(case.authority_id, DUTIES[role]).values_list("pk", flat=True))


POST = PostSet(
    name="insurance",
    folder=Path(__file__).parent / "data",
    names={"number": "TB0000012", "insurer": "太行财产保险焦作支公司"},
    topics={"insurance": _("Insurance of trucks")},
    read=read,
)
