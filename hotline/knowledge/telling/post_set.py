"""Who is told of an answer: its owner before its last day, and whoever may release what was written."""

from __future__ import annotations

import datetime
from collections.abc import Collection
from pathlib import Path

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.permissions import KEEP_KNOWLEDGE
from accounts.roles import on_duty_at
from hotline.knowledge.models import AnswerVersion
from post.contract import PostSet, Told, in_every_language
from trail.models import Event

_ABOUT = in_every_language(_("Knowledge of the hotline"))


def read(happened: Event, roles: Collection[str]) -> Told | None:
    """Who is concerned; None when it is about no answer."""
    noun, _colon, key = happened.subject.partition(":")
    if noun != "knowledge" or not key.isdecimal():
        return None
    versions = AnswerVersion.objects.filter(entry=int(key), number=happened.values.get("version"))
    version = versions.select_related("entry").first()
    if version is None:
        return None
    keepers = set(on_duty_at(version.entry.authority_id, KEEP_KNOWLEDGE).values_list("pk", flat=True))
    people: dict[str, Collection[int]] = {
        # Whose owner left, or looks after answers no more, is everybody's who does.
        "owner": {version.owner_id} & keepers or keepers,
        "second": keepers - {version.written_by_id},
    }
    return Told(
        about=_ABOUT,
        people={role: people[role] for role in roles},
        addresses={"entry": reverse("knowledge:entry", args=[version.entry_id])},
        values={"code": version.entry.code, "until": version.valid_to},
    )


POST = PostSet(
    name="knowledge",
    folder=Path(__file__).parent / "data",
    names={"code": "complaint-limits", "until": datetime.date(2026, 12, 31)},
    topics={"knowledge": _("Answers of the hotline: what is due for review or waits for release")},
    read=read,
)
