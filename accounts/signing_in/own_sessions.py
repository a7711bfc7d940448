"""Where somebody is signed in: each sees all of their own sessions, and ends one of them or every other one."""

from __future__ import annotations

from typing import cast

from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts import events
from accounts.people import Person


@require_http_methods(["GET", "POST"])
@login_required
def own_sessions(request: HttpRequest) -> HttpResponseBase:
    """The list of one's own sessions. POST `session` ends that one, without it every other one."""
    person = cast(Person, request.user)
    held: list[UserSession] = UserSession.objects.purge_and_list(person)
    if request.method == "POST":
        number = request.POST.get("session")
        _end(person, chosen(held, number))
        everywhere = _("You are signed out everywhere else.")
        messages.success(request, everywhere if number is None else _("That session has ended."))
        return redirect("usersessions_list")
    return render(request, "usersessions/usersession_list.html", {"sessions": held, "session_count": len(held)})


def chosen(held: list[UserSession], number: str | None) -> list[UserSession]:
    """One of somebody's own sessions by its number, all but the present one without a number. Raises Http404."""
    others = [session for session in held if not session.is_current()]
    if number is None:
        return others
    found = [session for session in others if str(session.pk) == number]
    if not found:
        raise Http404
    return found


def _end(person: Person, sessions: list[UserSession]) -> None:
    authority = person.authority.division_id if person.authority else ""
    with transaction.atomic():
        for session in sessions:
            session.end()
        events.SESSIONS_ENDED.record(subject=f"person:{person.pk}", by=person, authority=authority, count=len(sessions))
