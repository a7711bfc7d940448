"""Who is told of a message, of a conversation that opens again, of a note; and where it leads."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable

from django.urls import reverse

from accounts.permissions import ACCEPT, codename
from licensing.applications.models.application import Application
from licensing.talking.rules import Matter, colleagues_for
from post.talks.models import Side
from post.talks.queries import has_read, last_speaker
from trail.models import Event

OnDuty = Callable[[Application], Iterable[int]]


def office(matter: Matter, _happened: Event, on_duty: OnDuty) -> set[int]:
    """Who has the case in hand; else who answered last; else whoever receives cases. Never who may not see it."""
    may_see = set(colleagues_for(matter).values_list("pk", flat=True))
    in_hand = set() if matter.certificate else set(on_duty(matter.application)) & may_see
    if in_hand:
        return in_hand
    last = {last_speaker(matter.subject, Side.OFFICE)} & may_see
    receive = colleagues_for(matter).filter(groups__permissions__codename=codename(ACCEPT))
    return {number for number in last if number} or set(receive.values_list("pk", flat=True))


def mentioned(matter: Matter, happened: Event, _on_duty: OnDuty) -> set[int]:
    """Whom a note mentions, as far as they may still see the case."""
    wanted = happened.values.get("mentioned", [])
    return set(colleagues_for(matter).filter(pk__in=wanted).values_list("pk", flat=True))


TALKING: dict[str, Callable[[Matter, Event, OnDuty], set[int]]] = {"talk-office": office, "mentioned": mentioned}


def those_who_read(happened: Event, people: Collection[int]) -> set[int]:
    """Who has had the message before them already."""
    message = happened.values.get("message")
    return has_read(sorted(people), message) if message else set()


def addresses_of_talk(matter: Matter) -> dict[str, str]:
    """The pages of the conversation, from each side, and of the notes."""
    name = {"name": matter.name}
    return {
        "talk": reverse("talks:own", kwargs=name),
        "desk-talk": reverse("talks:office", kwargs=name),
        "notes": reverse("talks:notes", kwargs=name),
    }
