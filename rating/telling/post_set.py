"""Who is told of ratings: whoever was served is asked how it was."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.permissions import HANDLE_RATINGS, SEE_STATISTICS
from accounts.represented.companies import Membership
from accounts.roles import on_duty_at
from pages.characters import traditional
from post.contract import PostSet, Told, Words
from rating.handling.states import Kind, last_of, steps_of
from rating.service_models import Service
from trail.models import Event


def _in_languages(zh: str, en: str) -> Words:
    return {"zh-hans": zh, "zh-hant": traditional(zh), "en": en or zh}


def read(happened: Event, roles: Collection[str]) -> Told | None:
    """Who is concerned; None when it is about no service of a company."""
    noun, _colon, key = happened.subject.partition(":")
    found = Service.objects.filter(pk=int(key)).first() if noun == "service" and key.isdecimal() else None
    if found is None:
        return None
    item = _in_languages(found.item_zh, found.item_en)
    return Told(
        about={language: f"{name} · {found.reference}" for language, name in item.items()},
        people={role: set(_people(role, found)) for role in roles},
        addresses=_addresses(found),
        values={"item": item, "reference": found.reference},
    )


def _people(role: str, service: Service) -> Iterable[int]:
    """Never who was rated: they read it under their own ratings."""
    if role == "served":
        return Membership.objects.acting_for(service.company_id) if service.company_id else ()
    if role == "handler":
        given = last_of(steps_of(service.rating), Kind.ASSIGNED) if service.given else None
        return {given.handler_id} if given and given.handler_id else ()
    duty = {"officer": HANDLE_RATINGS, "supervisor": SEE_STATISTICS}[role]
    on_duty = on_duty_at(service.authority_id, duty).exclude(pk=service.served_by_id or 0)
    return on_duty.values_list("pk", flat=True)


def _addresses(service: Service) -> dict[str, str]:
    found = {"rate": reverse("rating:give", args=[service.pk]), "bad": f"{reverse('rating:list')}?stands=open"}
    return found | ({"rating": reverse("rating:rating", args=[service.given.pk])} if service.given else {})


POST = PostSet(
    name="rating",
    folder=Path(__file__).parent / "data",
    names={
        "item": _in_languages("道路普通货物运输经营许可", "Licence for ordinary road freight"),
        "reference": "4108022026110001",
    },
    topics={"rating": _("Ratings: invitations, and what became of yours"), "rating-work": _("Ratings: what waits")},
    read=read,
)
