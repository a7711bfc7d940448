"""What can happen to long work, and the sentence that tells it. What it was about is no part of it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from accounts.people import Person
from pages.jobs.contract import NoSuchKind, kind_named
from trail.events import event, names


def _title_of(name: str) -> str:
    """What people call a kind of long work; other events write other things under the same value."""
    try:
        return str(kind_named(name).title)
    except NoSuchKind:
        return name


names({"kind": _title_of})
ASKED = event("work.asked", _("%(by)s started a background task (%(kind)s)"))
DONE = event("work.done", _("The result of a background task is ready (%(kind)s, %(bytes)s bytes, SHA-256 %(sha256)s)"))
FAILED = event("work.failed", _("A background task failed (%(kind)s: %(reason)s)"))
RETRIED = event("work.retried", _("%(by)s resumed a background task after a failure (%(kind)s)"))
CANCELLED = event("work.cancelled", _("%(by)s cancelled a background task (%(kind)s)"))
DOWNLOADED = event(
    "work.downloaded",
    _("%(by)s downloaded the result of a background task (%(kind)s, %(units)s entries, SHA-256 %(sha256)s)"),
)
CLEARED = event("work.cleared", _("The result of a background task was deleted after its retention period (%(kind)s)"))


def authority_of(person: Person) -> str:
    """The division whose auditors may read what somebody did here; "" for who is no official."""
    return person.authority.division_id if person.authority else ""
