"""Who signs or decides proves once more, on the same form, that it is they."""

from __future__ import annotations

from django.db import transaction
from django.http import HttpRequest

from accounts import events
from accounts.people import Person
from accounts.signing_in.throttle import attempt, forgive


def confirmed(request: HttpRequest, password: str) -> bool:
    """Whether the signed-in person typed their own password.

    Failures count for this person alone, apart from the lockout of the sign-in: a stranger who guesses at an
    official's account cannot keep the official from signing. One person's tries wait for one another, so many at
    once are as limited as many in a row, and fifty right ones are all right. Raises TooOften after five failures.
    """
    return isinstance(request.user, Person) and confirmed_as(request.user, password)


def confirmed_as(person: Person, password: str) -> bool:
    """The same of somebody who is known otherwise than by a sign-in: by a code sent to their telephone."""
    if not password:
        return False
    with transaction.atomic():
        attempt("confirmation", person=person)
        if person.check_password(password):
            forgive("confirmation", person=person)
            return True
        authority = person.authority.division_id if person.authority else ""
        events.CONFIRMATION_FAILED.record(subject=f"person:{person.pk}", by=person, authority=authority)
    return False
