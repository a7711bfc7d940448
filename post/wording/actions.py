"""Writing a version of a message's text, and releasing it: two people, one after the other."""

from __future__ import annotations

import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.people import Person
from accounts.signing_in.credentials import DEPENDENT, had_hands_on
from accounts.versions import Difference, Stale, is_stale
from post import events
from post.wording.models import PostText, PostTextApproval
from post.wording.queries import versions_of
from post.wording.texts import HANS, PARTS, WRITTEN, Said, newest_version, text_in_force
from trail.events import EventKind


class NotReleased(Exception):
    """Who asks may not release this version, or it is released already; the message says which."""


def write(name: str, words: Said, *, in_force_from: datetime.date, seen: str, by: Person) -> PostText:
    """The next version of a text, behind the one its writer has `seen`. Raises Stale."""
    current = str(newest_version(name))
    if is_stale(seen, current):
        raise _both(name, words)
    try:
        with transaction.atomic():
            written = PostText.objects.create(
                name=name, version=int(current) + 1, words=words, in_force_from=in_force_from, written_by=by
            )
            _tell(events.WRITTEN, written, by=by)
    except IntegrityError as race:
        raise _both(name, words) from race
    return written


def _both(name: str, mine: Said) -> Stale:
    """The newest version beside what was typed."""
    newest = versions_of(name).first()
    theirs = newest.words if newest else text_in_force(name, on=timezone.localdate()).words
    return Stale(
        version=str(newest_version(name)),
        who=newest.written_by.name if newest else "",
        when=newest.written_at if newest else None,
        differences=[
            Difference(label=f"{language} {part}", theirs=theirs[language][part], mine=mine[language][part])
            for language in WRITTEN
            for part in PARTS
            if theirs[language][part] != mine[language][part]
        ],
    )


def release(written: PostText, *, by: Person) -> None:
    """Put a version in force from its day; who wrote it, or had their account in hand, does not. Raises NotReleased."""
    if written.written_by_id == by.pk:
        raise NotReleased(_("Who wrote it does not release it: a second person has to."))
    if had_hands_on(by, written.written_by):
        raise NotReleased(DEPENDENT)
    try:
        with transaction.atomic():
            PostTextApproval.objects.create(text=written, by=by)
            _tell(events.RELEASED, written, by=by)
    except IntegrityError as again:
        raise NotReleased(_("This version is released already.")) from again


def _tell(kind: EventKind, written: PostText, *, by: Person) -> None:
    authority = by.authority.division_id if by.authority else ""
    subject = str(written.words[HANS]["subject"])
    kind.record(subject=f"message:{written.name}", by=by, authority=authority, text=subject, version=written.version)
