"""Told to whoever may be the second person: what waits, and the page on which it is read and released."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from portal.telling.second_person.waiting import WAITING, second_people
from post.contract import PostSet, Told, Words, in_every_language
from trail.models import Event


def read(happened: Event, roles: Collection[str]) -> Told | None:
    """Who may; None when nothing waits by such an event."""
    waiting = WAITING.get(happened.kind)
    if waiting is None:
        return None
    what = in_every_language(waiting.what)
    people = second_people(happened)
    return Told(
        about=what,
        people=dict.fromkeys(roles, people),
        addresses={"there": waiting.where(happened)},
        values={"what": what},
    )


_SAMPLE: Words = {"zh-hans": "事项目录版本", "zh-hant": "事項目錄版本", "en": "Edition of the catalogue"}
POST = PostSet(
    name="second-person",
    folder=Path(__file__).parent / "data",
    names={"what": _SAMPLE},
    topics={"second-person": _("What colleagues wrote or asked for and a second person releases")},
    read=read,
)
