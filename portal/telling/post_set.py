"""What people are told of their long work. What it was about is not in the message: a search may hold a name."""

from __future__ import annotations

import datetime
from collections.abc import Collection
from pathlib import Path

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pages.jobs.contract import NoSuchKind, kind_named
from pages.jobs.models import Job
from post.contract import PostSet, Told, Words, in_every_language
from trail.models import Event


def read(happened: Event, roles: Collection[str]) -> Told | None:
    """Who began it, and what kind of work it is; None when it is no long work, or of a kind that is gone."""
    noun, _colon, number = happened.subject.partition(":")
    if noun != "work":
        return None
    job = Job.objects.defer("plan").filter(pk=number).first()
    if job is None:
        return None
    try:
        title = in_every_language(kind_named(job.kind).title)
    except NoSuchKind:
        return None
    until = {"until": timezone.localdate(job.kept_until)} if job.kept_until else {}
    return Told(
        about=title,
        people={role: {job.asked_by_id} for role in roles},
        addresses={"work": reverse("work:mine")},
        values={"title": title, **until},
    )


_SAMPLE: Words = {
    "zh-hans": "企业证照打包（ZIP）",
    "zh-hant": "企業證照打包（ZIP）",
    "en": "Certificates of the company, as a ZIP archive",
}
POST = PostSet(
    name="long-work",
    folder=Path(__file__).parent / "data",
    names={"title": _SAMPLE, "until": datetime.date(2026, 12, 1)},
    topics={"long-work": _("A background task is ready")},
    read=read,
)
