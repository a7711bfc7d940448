"""Where somebody is signed in: each sees all of their own sessions, and ends one of them or every other one."""

from __future__ import annotations

from typing import cast

from allauth.account.decorators import reauthentication_required
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.people import Person
from accounts.signing_in.sessions.ends import end


@require_http_methods(["GET", "POST"])
@login_required
@reauthentication_required(allow_get=True)
def own_sessions(request: HttpRequest) -> HttpResponseBase:
    """The list of one's own sessions. POST `session` ends that one, without it every other one.

    Ending asks for the password once more: whoever found a browser open must not keep its owner out.
    """
    person = cast(Person, request.user)
    held: list[UserSession] = UserSession.objects.purge_and_list(person)
    if request.method == "POST":
        number = request.POST.get("session")
        end(person, chosen(held, number))
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
