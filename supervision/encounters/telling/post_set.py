"""Who is told: the officers of a clue, the head of a proposal not to punish, and nobody else (F-9.21)."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.permissions import APPROVE_INSPECTIONS, HAND_OVER, INSPECT
from accounts.roles import on_duty_at
from post.contract import PostSet, Told, in_every_language
from supervision.encounters.follow_up_models import FollowUp
from supervision.encounters.models import Encounter
from supervision.encounters.queries import PROPOSED, stands
from trail.models import Event

_ABOUT = in_every_language(_("Encounters on the road"))


def read(happened: Event, roles: Collection[str]) -> Told | None:
    """Whose duty the clue or proposal is; None when the event is about no encounter, nobody where nothing waits."""
    noun, _colon, number = happened.subject.partition(":")
    found = Encounter.objects.filter(number=number).first() if noun == "encounter" else None
    if found is None:
        return None
    waiting = {"officer": ("clue", INSPECT), "head": (PROPOSED, APPROVE_INSPECTIONS), **_SERVING}
    stand, told = stands(found), {role: waiting[role] for role in roles}
    return Told(
        about=_ABOUT,
        people={role: _on_duty(found, duty) if at == stand else set() for role, (at, duty) in told.items()},
        addresses={
            "spared": reverse("encounters:encounter", args=[number]),
            "clues": f"{reverse('encounters:list')}?stand=clue",
            "proposed": f"{reverse('encounters:list')}?stand={PROPOSED}",
        },
        values={"number": number},
    )


_SERVING = {"server": (FollowUp.How.SPARED.value, INSPECT), "supervisor": (FollowUp.How.SPARED.value, HAND_OVER)}
"""Who serves a decision not to punish, and who is told when nobody did."""


def _on_duty(found: Encounter, duty: str) -> set[int]:
    return set(on_duty_at(found.authority_id, duty).values_list("pk", flat=True))


POST = PostSet(
    name="encounters",
    folder=Path(__file__).parent / "data",
    names={"number": "410802-L2026-0001"},
    topics={"encounters-work": _("Encounters: clues and proposals that wait")},
    read=read,
)
