"""Who is told of a clue: the officers of the authority. The company is not named."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.permissions import INSPECT
from accounts.roles import on_duty_at
from post.contract import PostSet, Told, in_every_language
from supervision.visits.clues.queries import clues_of
from supervision.visits.models import Visit
from trail.models import Event

_ABOUT = in_every_language(_("Clues from visits"))


def read(happened: Event, roles: Collection[str]) -> Told | None:
    """Whose duty the clue is; None when the event is about no visit, nobody where nothing waits."""
    noun, _colon, pk = happened.subject.partition(":")
    found = Visit.objects.filter(pk=int(pk)).first() if noun == "visit" and pk.isdigit() else None
    if found is None:
        return None
    officers: set[int] = set()
    for clue in clues_of(found).filter(answer__isnull=True):
        officers |= set(on_duty_at(clue.authority_id, INSPECT).values_list("pk", flat=True))
    return Told(
        about=_ABOUT,
        people=dict.fromkeys(roles, officers),
        addresses={"clues": f"{reverse('visits:clues')}?state=waits"},
        values={"number": str(happened.values.get("number", ""))},
    )


POST = PostSet(
    name="visit-clues",
    folder=Path(__file__).parent / "data",
    names={"number": "XS0000001"},
    topics={"visit-clues-work": _("Visits: clues that wait")},
    read=read,
)
