"""Who signs or decides proves once more, on the same form, that it is they."""

from __future__ import annotations

from axes.utils import reset
from django.contrib.auth import authenticate
from django.http import HttpRequest


def confirmed(request: HttpRequest, password: str) -> bool:
    """Whether the signed-in person typed their own password; failures count towards the lockout.

    The lockout answers in place of the view once the limit is reached.
    """
    person = request.user
    if not person.is_authenticated or not password:
        return False
    proved = authenticate(request, username=person.get_username(), password=password)
    if proved is None or proved.pk != person.pk:
        return False
    reset(username=person.get_username())
    return True
