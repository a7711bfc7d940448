"""The teams of an office on one page: each with its people, and what may be done with it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.access import SignedInRequest, requires
from accounts.authorities import Authority
from accounts.permissions import HAND_OVER
from accounts.roles import staff_at, visible_authorities
from accounts.teams import actions
from accounts.teams.models import Member, Team
from accounts.teams.queries import members_shown
from licensing.allocation.team_forms import LastDayForm, MemberForm, TeamForm


def _office(request: SignedInRequest, at: str) -> Authority:
    return get_object_or_404(visible_authorities(request.user), division=at)


def _team(request: SignedInRequest, pk: int) -> Team:
    """A team of an office whose steps this person hands over; every other does not exist here."""
    rows = Team.objects.kept().at(visible_authorities(request.user))
    return get_object_or_404(rows.select_related("authority"), pk=pk)


def _page(
    request: SignedInRequest,
    authority: Authority,
    *,
    made: forms.Form | None = None,
    came: dict[int, forms.Form] | None = None,
) -> HttpResponse:
    """The page; a form that was not taken stands where it was sent from, as it was typed."""
    today, sent = timezone.localdate(), came or {}
    working = set(staff_at(authority.pk).values_list("pk", flat=True))
    context: dict[str, Any] = {
        "authority": authority,
        "today": today,
        "working": working,
        "teams": [
            (team, rows, sent.get(team.pk) or MemberForm(of=authority, auto_id=f"id_{team.pk}_%s"))
            for team, rows in members_shown(authority, on=today)
        ],
        "form": made or TeamForm(),
    }
    return render(request, "licensing/allocation/teams.html", context, status=422 if made or came else 200)


def _back(team: Team) -> HttpResponseBase:
    return redirect("allocation:teams", at=team.authority.division_id)


@require_safe
@requires(HAND_OVER)
def teams(request: SignedInRequest, at: str) -> HttpResponseBase:
    """The teams of an office, with who belongs to each."""
    return _page(request, _office(request, at))


@require_POST
@requires(HAND_OVER)
def make(request: SignedInRequest, at: str) -> HttpResponseBase:
    """Make a team."""
    authority, form = _office(request, at), TeamForm(request.POST)
    if form.is_valid():
        try:
            made = actions.make_team(authority, form.cleaned_data["name"], by=request.user)
        except actions.NameTaken:
            form.add_error("name", _("The office has, or had, a team of this name."))
        else:
            messages.success(request, _("The team “%(name)s” is made.") % {"name": made.name})
            return _back(made)
    return _page(request, authority, made=form)


@require_POST
@requires(HAND_OVER)
def join(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """Put a colleague into a team."""
    team = _team(request, pk)
    form = MemberForm(request.POST, of=team.authority, auto_id=f"id_{team.pk}_%s")
    if form.is_valid():
        try:
            actions.add_member(team, by=request.user, **form.cleaned_data)
        except actions.AlreadyMember:
            form.add_error("person", _("Already belongs to this team, or will from a later day."))
        except (actions.NoColleague, actions.TeamIsDissolved):
            form.add_error(None, _("This has already been settled."))
        else:
            messages.success(request, _("The team is saved."))
            return _back(team)
    return _page(request, team.authority, came={team.pk: form})


@require_POST
@requires(HAND_OVER)
def leave(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """Somebody's last day in a team."""
    found = get_object_or_404(
        Member.objects.select_related("team__authority", "person"),
        team__authority__in=visible_authorities(request.user),
        pk=pk,
    )
    form = LastDayForm(request.POST)
    if form.is_valid():
        actions.end_member(found, until=form.cleaned_data["until"], by=request.user)
        messages.success(request, _("The team is saved."))
    else:
        messages.error(request, _("This is not a valid date. Nothing was changed."))
    return _back(found.team)


@require_POST
@requires(HAND_OVER)
def dissolve(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """End a team."""
    team = _team(request, pk)
    actions.dissolve_team(team, by=request.user)
    messages.success(request, _("The team “%(name)s” is dissolved.") % {"name": team.name})
    return _back(team)
