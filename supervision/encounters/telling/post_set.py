"""Who is told of a clue: the officers of the authority. Nobody else is told of an encounter (F-9.21)."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.permissions import INSPECT
from accounts.roles import on_duty_at
from post.contract import PostSet, Told, in_every_language
from supervision.encounters.models import Encounter, FollowUp
from trail.models import Event

_ABOUT = in_every_language(_("Encounters on the road"))


def read(happened: Event, roles: Collection[str]) -> Told | None:
    """Whose duty the clue is; None when the event is about no encounter, nobody where nothing waits."""
    noun, _colon, number = happened.subject.partition(":")
    found = Encounter.objects.filter(number=number).first() if noun == "encounter" else None
    if found is None:
        return None
    waits = FollowUp.objects.filter(outcome__encounter=found, how__in=FollowUp.CLUES, answer__isnull=True).exists()
    officers = set(on_duty_at(found.authority_id, INSPECT).values_list("pk", flat=True)) if waits else set()
    return Told(
        about=_ABOUT,
        people=dict.fromkeys(roles, officers),
        addresses={"clues": f"{reverse('encounters:list')}?stand=clue"},
        values={"number": number},
    )


POST = PostSet(
    name="encounters",
    folder=Path(__file__).parent / "data",
    names={"number": "410802-L2026-0001"},
    topics={"encounters-work": _("Encounters: clues that wait")},
    read=read,
)
