"""What one person writes another releases: texts, years of the calendar, editions of the catalogue, by one rule."""

from __future__ import annotations

from django.utils.translation import gettext as _

from accounts.people import Person
from accounts.signing_in.credentials import DEPENDENT, had_hands_on


class NotReleased(Exception):
    """Who asks may not release this, or it is released already; the message says which."""


def check_second_person(by: Person, *, writer: Person) -> None:
    """Refuse who wrote it, and who had the writer's account in hand or gave theirs to the writer (domain F-8.2).

    Raises NotReleased.
    """
    if by.pk == writer.pk:
        raise NotReleased(_("You cannot release what you wrote. A second person has to."))
    if had_hands_on(by, writer):
        raise NotReleased(str(DEPENDENT))
