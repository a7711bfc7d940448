"""Writing a version of a letter's text, and releasing it: two people, one after the other."""

from __future__ import annotations

import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.people import Person
from accounts.signing_in.credentials import DEPENDENT, had_hands_on
from accounts.versions import Difference, Stale, is_stale
from papers.letters import events
from papers.letters.models import LetterText, LetterTextApproval
from papers.letters.queries import versions_of
from papers.letters.texts import newest_version, text_in_force
from trail.events import EventKind


class NotReleased(Exception):
    """Who asks may not release this version, or it is released already; the message says which."""


def write(
    name: str, *, title: str, body: str, in_force_from: datetime.date, seen: str, by: Person, on: datetime.date
) -> LetterText:
    """The next version of a text, behind the one its writer has `seen`. Raises Stale."""
    current = str(newest_version(name))
    typed = {"title": title, "body": body, "in_force_from": in_force_from}
    if is_stale(seen, current):
        raise _both(name, typed, on=on)
    try:
        with transaction.atomic():
            written = LetterText.objects.create(kind=name, version=int(current) + 1, written_by=by, **typed)
            _tell(events.WRITTEN, written, by=by)
    except IntegrityError as race:
        raise _both(name, typed, on=on) from race
    return written


def _both(name: str, typed: dict[str, object], *, on: datetime.date) -> Stale:
    """The newest version beside what was typed."""
    newest = versions_of(name).first()
    theirs: object = newest or text_in_force(name, on=on)
    labels = {"title": _("Title"), "body": _("Text, one paragraph a line"), "in_force_from": _("In force from")}
    return Stale(
        version=str(newest_version(name)),
        who=newest.written_by.name if newest else "",
        when=newest.written_at if newest else None,
        differences=[
            Difference(label=label, theirs=str(getattr(theirs, field, "")), mine=str(typed[field]))
            for field, label in labels.items()
            if getattr(theirs, field, None) != typed[field]
        ],
    )


def release(written: LetterText, *, by: Person) -> None:
    """Put a version in force from its day; who wrote it, or had their account in hand, does not. Raises NotReleased."""
    if written.written_by_id == by.pk:
        raise NotReleased(_("Who wrote it does not release it: a second person has to."))
    if had_hands_on(by, written.written_by):
        raise NotReleased(DEPENDENT)
    try:
        with transaction.atomic():
            LetterTextApproval.objects.create(text=written, by=by)
            _tell(events.RELEASED, written, by=by)
    except IntegrityError as again:
        raise NotReleased(_("This version is released already.")) from again


def _tell(kind: EventKind, written: LetterText, *, by: Person) -> None:
    authority = by.authority.division_id if by.authority else ""
    kind.record(subject=f"text:{written.kind}", by=by, authority=authority, text=written.title, version=written.version)
