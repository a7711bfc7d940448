"""What the holder is told of a promise, and when the verifier is. A message names no plate and no person."""

from __future__ import annotations

import datetime
from collections.abc import Collection
from pathlib import Path

from django.urls import reverse
from django.utils.functional import lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.permissions import VERIFY
from materials.catalogue.wording import in_readers_language
from post.contract import PostSet, Told, Value, in_every_language
from supervision.concerned import company_of, people
from supervision.promises.editions import PUT_IN, name_zh_of
from trail.events import said
from trail.models import Event


def _in_words(zh: str) -> str:
    return _("Vehicles to be put in") if zh == name_zh_of(PUT_IN) else in_readers_language(zh)


def _in_its_words(status: str) -> str:
    return str(said(status))


_said = lazy(_in_words, str)
_shown = lazy(_in_its_words, str)
_DUTIES = {"verifier": VERIFY}
_ABOUT = in_every_language(gettext_lazy("Living promises"))


def read(happened: Event, roles: Collection[str]) -> Told | None:
    """Who is concerned by what happened to a promise; None when it is about no company."""
    company = company_of(happened)
    if company is None:
        return None
    values: dict[str, Value] = {"material": in_every_language(_said(str(happened.values.get("material", ""))))}
    if status := happened.values.get("status"):
        values["status"] = in_every_language(_shown(str(status)))
    if due := happened.values.get("due"):
        values["due"] = datetime.date.fromisoformat(str(due))
    return Told(
        about=_ABOUT,
        people=people(company, happened, roles, _DUTIES),
        addresses={
            "own": reverse("promises:own"),
            "list": f"{reverse('promises:list')}?state=with-verifier",
            **({"end": reverse("desk:after_grant", args=[case])} if (case := happened.values.get("case")) else {}),
        },
        values=values,
    )


POST = PostSet(
    name="promises",
    folder=Path(__file__).parent / "data",
    names={
        "material": in_every_language(gettext_lazy("Vehicles to be put in")),
        "status": in_every_language(gettext_lazy("struck off as an undertaking")),
        "due": datetime.date(2026, 12, 17),
    },
    topics={
        "promises": gettext_lazy("The promises of the company"),
        "promises-work": gettext_lazy("Promises: what waits for a verifier"),
    },
    read=read,
)
