"""Who is told of ratings: whoever was served is asked how it was."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.represented.companies import Membership
from materials.characters import traditional
from post.contract import PostSet, Told, Words
from rating.models import Service
from trail.models import Event


def _in_languages(zh: str, en: str) -> Words:
    return {"zh-hans": zh, "zh-hant": traditional(zh), "en": en or zh}


def read(happened: Event, roles: Collection[str]) -> Told | None:
    """Who is concerned; None when it is about no service of a company."""
    noun, _colon, key = happened.subject.partition(":")
    found = Service.objects.filter(pk=int(key)).first() if noun == "service" and key.isdecimal() else None
    if found is None or found.company_id is None:
        return None
    item = _in_languages(found.item_zh, found.item_en)
    served = set(Membership.objects.acting_for(found.company_id))
    return Told(
        about={language: f"{name} · {found.reference}" for language, name in item.items()},
        people={role: served if role == "served" else set() for role in roles},
        addresses={"rate": reverse("rating:give", args=[found.pk])},
        values={"item": item, "reference": found.reference},
    )


POST = PostSet(
    name="rating",
    folder=Path(__file__).parent / "data",
    names={
        "item": _in_languages("道路普通货物运输经营许可", "Licence for ordinary road freight"),
        "reference": "4108022026110001",
    },
    topics={"rating": _("Ratings: invitations, and what became of yours")},
    read=read,
)
