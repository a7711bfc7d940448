"""Answers as they are read: by officials in versions, by the public what is in force."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from hotline.knowledge.models import AnswerVersion, KnowledgeEntry, VersionQuerySet
from hotline.knowledge.topics import TOPICS


def versions() -> VersionQuerySet:
    """Every version with what is read beside it."""
    rows = AnswerVersion.objects.select_related(
        "entry__authority", "entry__retired", "owner", "written_by", "release__by"
    )
    return rows.prefetch_related("entry__versions__release")


def newest() -> QuerySet[AnswerVersion]:
    """The last version of each entry: what officials look after."""
    return versions().newest()


def entries() -> QuerySet[KnowledgeEntry]:
    return KnowledgeEntry.objects.select_related("authority", "retired")


def versions_of(entry: KnowledgeEntry) -> Sequence[tuple[AnswerVersion, str]]:
    """Every version with its state, the newest first."""
    today = timezone.localdate()
    return [(version, version.state(on=today)) for version in versions().filter(entry=entry).order_by("-number")]


@dataclass(frozen=True, kw_only=True)
class Told:
    """A topic of the public page with its answers."""

    code: str
    title: Any
    answers: Sequence[AnswerVersion]


def told_by_topic() -> Sequence[Told]:
    """What is in force, topic by topic; topics without an answer are left out."""
    rows = list(versions().told(on=timezone.localdate()).order_by("entry__code"))
    by_topic = {code: [row for row in rows if row.entry.topic == code] for code in TOPICS}
    return [Told(code=code, title=TOPICS[code], answers=found) for code, found in by_topic.items() if found]
