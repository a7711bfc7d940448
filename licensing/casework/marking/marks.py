"""Marking cases for oneself, and what comes back on its day."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils import timezone

from accounts.people import Person
from licensing.applications.models.application import Application
from licensing.casework.marking.models import CaseMark

LONGEST_WORDS = 300


def mark_of(application: Application, *, of: Person) -> CaseMark | None:
    """What somebody marked on a case; nothing is read where the case is known to have no mark of theirs."""
    if not getattr(application, "is_marked", True):
        return None
    return CaseMark.objects.filter(person=of, application=application).first()


def flag_of(person: Person, case: str) -> Subquery:
    """The flag somebody put on the case a row names by `case`, as a part of its query."""
    rows = CaseMark.objects.filter(person=person, application=OuterRef(case))
    return Subquery(rows.values("flag")[:1])


def mark(
    application: Application, *, flag: str, follow_on: datetime.date | None, words: str, by: Person
) -> CaseMark | None:
    """Mark a case for oneself; with nothing to say the mark is taken away."""
    if not (flag or follow_on or words.strip()):
        CaseMark.objects.filter(person=by, application=application).delete()
        return None
    said = {"flag": flag, "follow_on": follow_on, "words": words.strip(), "marked_at": timezone.now()}
    made, _new = CaseMark.objects.update_or_create(person=by, application=application, defaults=said)
    return made


def flagged(person: Person, *, flag: str = "") -> QuerySet[CaseMark]:
    """The cases somebody put a flag on; of one colour or of any."""
    rows = CaseMark.objects.filter(person=person).exclude(flag="")
    return rows.filter(flag=flag) if flag else rows


def to_follow_up(person: Person, *, at: Sequence[int], on: datetime.date) -> QuerySet[CaseMark]:
    """What somebody wanted to see again by a day, at authorities they still reach; what has waited longest first."""
    rows = CaseMark.objects.filter(person=person, follow_on__lte=on, application__authority__in=at)
    return rows.select_related("application__company", "application__submission").order_by("follow_on", "pk")
