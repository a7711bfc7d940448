"""Writing a version of a text, and releasing it: two people, one after the other."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.people import Person
from accounts.staffing.second_person import NotReleased, check_second_person
from accounts.texts.models import OwnText, OwnTextApproval
from accounts.versions import Difference, Stale, is_stale
from trail.events import EventKind

Version = TypeVar("Version", bound=OwnText)
Differences = Callable[[Any], Sequence[Difference]]
"""What was typed beside the newest version of the authority's own, or, given None, beside what ships."""


def write_next(
    model: type[Version],
    name: str,
    *,
    newest: int,
    seen: str,
    in_force_from: datetime.date,
    by: Person,
    told: EventKind,
    differences: Differences,
    **words: object,
) -> Version:
    """The version after the `newest`, unless its writer has `seen` another. Raises Stale."""
    if is_stale(seen, str(newest)):
        raise _overtaken(model, name, newest, differences)
    try:
        with transaction.atomic():
            written = model(name=name, version=newest + 1, in_force_from=in_force_from, written_by=by, **words)
            written.save()
            _tell(told, written, by=by)
    except IntegrityError as race:
        raise _overtaken(model, name, newest, differences) from race
    return written


def _overtaken(model: type[OwnText], name: str, newest: int, differences: Differences) -> Stale:
    row = model.objects.versions_of(name).first()
    return Stale(
        version=str(max(newest, row.version) if row else newest),
        who=row.written_by.name if row else "",
        when=row.written_at if row else None,
        differences=list(differences(row)),
    )


def release(approval: OwnTextApproval, *, told: EventKind) -> None:
    """Put a version in force from its day by an approval not yet stored. Raises NotReleased."""
    check_second_person(approval.by, writer=approval.text.written_by)
    try:
        with transaction.atomic():
            approval.save()
            _tell(told, approval.text, by=approval.by)
    except IntegrityError as again:
        raise NotReleased(_("This version has already been released.")) from again


def _tell(kind: EventKind, written: OwnText, *, by: Person) -> None:
    authority = by.authority.division_id if by.authority else ""
    kind.record(subject=written.subject, by=by, authority=authority, text=written.heading, version=written.version)
