"""Who leads the hotline is told of interviews that wait: for a decision, for their promises to be followed up."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.permissions import LEAD_HOTLINE
from accounts.roles import on_duty_at
from hotline.interviews.models import Interview
from post.contract import PostSet, Told, in_every_language
from trail.models import Event

_ABOUT = in_every_language(_("Interviews"))


def read(happened: Event, roles: Collection[str]) -> Told | None:
    """Who leads; None when it is about no interview."""
    noun, _colon, key = happened.subject.partition(":")
    rows = Interview.objects.select_related("desk")
    found = rows.filter(pk=int(key)).first() if noun == "interview" and key.isdecimal() else None
    if found is None:
        return None
    leaders = set(on_duty_at(found.authority_id, LEAD_HOTLINE).values_list("pk", flat=True))
    return Told(
        about=_ABOUT,
        people=dict.fromkeys(roles, leaders),
        addresses={"interview": reverse("interviews:interview", args=[found.pk])},
        values={"desk": found.desk.name},
    )


POST = PostSet(
    name="interviews",
    folder=Path(__file__).parent / "data",
    names={"desk": "豫北网络货运有限公司"},
    topics={"interviews": _("Interviews of units and platforms")},
    read=read,
)
