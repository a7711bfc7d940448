"""Long work as its person sees it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from pages.jobs.contract import Kind, NoSuchKind, kind_named
from pages.jobs.looks import JOBS
from pages.jobs.models import Job, JobQuerySet, State
from pages.jobs.running import ERROR, NOT_ALLOWED, UNKNOWN_KIND
from pages.looks import Look


@dataclass(frozen=True, kw_only=True)
class Row:
    """A job in the reader's words."""

    job: Job
    title: str
    about: str
    look: Look
    reason: str

    @property
    def can_be_fetched(self) -> bool:
        return self.job.state == State.DONE

    @property
    def can_be_retried(self) -> bool:
        return self.job.state == State.FAILED and self.job.cleared_at is None


def jobs_of(person: Any) -> JobQuerySet:
    """A person's own long work, newest first; what a list does not show is not read."""
    return Job.objects.asked_by_person(person).defer("plan")


def shown(jobs: Iterable[Job]) -> list[Row]:
    return [_shown(job) for job in jobs]


def _shown(job: Job) -> Row:
    look = JOBS[job.state]
    try:
        kind = kind_named(job.kind)
    except NoSuchKind:
        return Row(job=job, title=job.kind, about="", look=look, reason=_reason(job, None))
    return Row(job=job, title=str(kind.title), about=kind.told(job.about), look=look, reason=_reason(job, kind))


def _reason(job: Job, kind: Kind | None) -> str:
    code, _colon, detail = job.reason.partition(":")
    if not code:
        return ""
    if code == NOT_ALLOWED:
        return _("You no longer have access to this: your role, or the company you act for, has changed.")
    if code == UNKNOWN_KIND:
        return _("The portal no longer makes this.")
    if code == ERROR:
        return _("The portal failed three times in a row (%(kind)s). The details are in its log.") % {"kind": detail}
    return str(kind.reasons[code]) if kind and code in kind.reasons else code
