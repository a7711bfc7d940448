"""Pages of the administrator: the staff of the authority, their roles, their accounts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from accounts.access import requires
from accounts.forms import RolesForm, StaffForm
from accounts.people import Person
from accounts.permissions import MANAGE_ACCOUNTS
from accounts.roles import Role, recorded_roles, visible_authorities, visible_people
from accounts.signing_in.credentials import CredentialRequest, waiting_for
from accounts.staffing import staff
from accounts.staffing.last_one import LastOfTheirRole, left_open, may_approve, somebody_may_approve
from accounts.staffing.people_list import PEOPLE
from accounts.versions import Stale, seen_version
from pages.lists.shown import show
from pages.outcomes import outcome
from pages.sentences import listed

R = TypeVar("R")


def _by(request: HttpRequest) -> Person:
    if not isinstance(request.user, Person):
        raise PermissionDenied
    return request.user


def _colleagues(request: HttpRequest) -> QuerySet[Person]:
    """The staff an administrator looks after; everybody else does not exist here."""
    return visible_people(_by(request))


@requires(MANAGE_ACCOUNTS)
def people(request: HttpRequest) -> HttpResponseBase:
    """All colleagues, and what waits for a second administrator."""
    waiting = [_shown(asked, _by(request)) for asked in waiting_for(_colleagues(request).values("pk"))]
    return show(request, PEOPLE, "accounts/people.html", more=lambda listed: {"requests": waiting})


def _tell_that_another_agrees(request: HttpRequest, person: Person) -> None:
    """A second person has to agree; where there is none who may, what makes one."""
    messages.info(request, _("A second administrator has to agree first."))
    asked = waiting_for([person.pk]).first()
    if asked and not somebody_may_approve(asked):
        messages.warning(
            request,
            _(
                "No administrator here or at the city bureau may agree to this. Whoever operates the portal enters "
                "another one (add_administrator), who then agrees; nobody can do it alone."
            ),
        )


def _tell_what_is_left_open(request: HttpRequest, person: Person, roles: Sequence[Role]) -> None:
    if roles:
        told = _("At %(authority)s too few people hold these roles now: %(roles)s. Steps that need them wait.")
        values = {
            "authority": person.authority.name if person.authority else "",
            "roles": listed(r.label for r in roles),
        }
        messages.warning(request, told % values)


def _hand_over(request: HttpRequest, person: Person, code: str) -> HttpResponseBase:
    """The address with which a colleague chooses a password, shown once; or that a second person has to agree."""
    if not code:
        _tell_that_another_agrees(request, person)
        return redirect("accounts:person", pk=person.pk)
    address = f"{settings.PUBLIC_URL}{reverse('accounts:set_up', args=[code])}"
    return outcome(request, "accounts/hand_over.html", {"person": person, "address": address})


@never_cache
@requires(MANAGE_ACCOUNTS)
def add_person(request: HttpRequest) -> HttpResponseBase:
    """Enter a colleague."""
    form = StaffForm(request.POST or None, authorities=visible_authorities(_by(request)))
    if request.method == "POST" and form.is_valid():
        person, code = staff.add_staff(by=_by(request), **form.cleaned_data)
        return _hand_over(request, person, code)
    return render(request, "accounts/add_person.html", {"form": form})


@requires(MANAGE_ACCOUNTS)
def person(request: HttpRequest, pk: int) -> HttpResponseBase:
    """One colleague: particulars, roles, account, and what waits for a second administrator."""
    found = get_object_or_404(_colleagues(request).select_related("authority"), pk=pk)
    context = _of_page(found, _by(request), request.POST or None)
    form = context["form"]
    if request.method == "POST" and form.is_valid():
        roles, seen = form.cleaned_data["roles"], seen_version(request.POST)
        open_then = left_open(found, roles)
        try:
            done = _act(
                lambda: staff.set_roles(found, roles, by=_by(request), seen=seen, though_last="last" in request.POST)
            )
        except LastOfTheirRole as alone:
            return render(request, "accounts/person.html", {**context, "alone": alone}, status=409)
        except Stale as meanwhile:
            context |= {"stale": meanwhile, "stands_on": request.POST.get("stands-on", "")}
            return render(request, "accounts/person.html", context, status=409)
        if done:
            messages.success(request, _("The roles of %(name)s are saved.") % {"name": found.name})
            _tell_what_is_left_open(request, found, open_then)
        else:
            _tell_that_another_agrees(request, found)
        return redirect("accounts:person", pk=pk)
    return render(request, "accounts/person.html", context, status=422 if form.errors else 200)


def _of_page(found: Person, by: Person, posted: Mapping[str, Any] | None = None) -> dict[str, Any]:
    held = recorded_roles(found)
    return {
        "person": found,
        "form": RolesForm(posted, initial={"roles": [role.value for role in held]}),
        "stands_on": staff.roles_version(held),
        "requests": [_shown(asked, by) for asked in waiting_for([found.pk])],
    }


def _shown(asked: CredentialRequest, by: Person) -> CredentialRequest:
    asked.labels = [Role(value).label for value in asked.roles]  # type: ignore[attr-defined]
    asked.may_approve = may_approve(asked, by)  # type: ignore[attr-defined]
    asked.is_stuck = not somebody_may_approve(asked)  # type: ignore[attr-defined]
    return asked


def _act(act: Callable[[], R]) -> R:
    try:
        return act()
    except staff.NotTheirAdministrator as refused:
        raise PermissionDenied from refused


@require_POST
@requires(MANAGE_ACCOUNTS)
def switch(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Deactivate an account, or activate it again, as the button says."""
    found = get_object_or_404(_colleagues(request), pk=pk)
    if request.POST.get("active") == "yes":
        _act(lambda: staff.reactivate(found, by=_by(request)))
        messages.success(request, _("The account of %(name)s is active again.") % {"name": found.name})
    else:
        try:
            _act(lambda: staff.deactivate(found, by=_by(request), though_last="last" in request.POST))
        except LastOfTheirRole as alone:
            return render(
                request, "accounts/person.html", {**_of_page(found, _by(request)), "alone": alone}, status=409
            )
        messages.success(request, _("The account of %(name)s is deactivated.") % {"name": found.name})
        _tell_what_is_left_open(request, found, left_open(found))
    return redirect("accounts:person", pk=pk)


@require_POST
@requires(MANAGE_ACCOUNTS)
def sign_out(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A browser somebody left open, a telephone that was stolen: the account is signed out everywhere."""
    found = get_object_or_404(_colleagues(request), pk=pk)
    count = _act(lambda: staff.sign_out(found, by=_by(request)))
    told = ngettext(
        "%(name)s is signed out of %(count)s session.", "%(name)s is signed out of %(count)s sessions.", count
    )
    messages.success(request, told % {"name": found.name, "count": count})
    return redirect("accounts:person", pk=pk)


@never_cache
@require_POST
@requires(MANAGE_ACCOUNTS)
def new_password(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Somebody who forgot their password chooses a new one."""
    found = get_object_or_404(_colleagues(request).select_related("authority"), pk=pk)
    return _hand_over(request, found, _act(lambda: staff.renew_password(found, by=_by(request))))


@require_POST
@requires(MANAGE_ACCOUNTS)
def reset_second_factor(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A lost telephone: the second factor is forgotten and set up anew at the next sign-in."""
    found = get_object_or_404(_colleagues(request), pk=pk)
    if _act(lambda: staff.reset_second_factor(found, by=_by(request))):
        messages.success(
            request, _("%(name)s will set up a new second factor at the next sign-in.") % {"name": found.name}
        )
    else:
        _tell_that_another_agrees(request, found)
    return redirect("accounts:person", pk=pk)


@never_cache
@require_POST
@requires(MANAGE_ACCOUNTS)
def settle(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Agree, or not, to what another administrator asked for."""
    rows = CredentialRequest.objects.select_related("person", "requested_by")
    asked = get_object_or_404(rows, person__in=_colleagues(request), pk=pk)
    try:
        if request.POST.get("act") != "approve":
            _act(lambda: staff.drop(asked, by=_by(request)))
            messages.success(request, _("Not agreed to. Nothing was done."))
            return redirect("accounts:person", pk=asked.person_id)
        code = _act(lambda: staff.approve(asked, by=_by(request)))
    except staff.NeedsAnother:
        messages.error(
            request,
            _(
                "You cannot agree to this: you asked for it, or you and the person who "
                "asked recently created or reset each other's account."
            ),
        )
    except staff.AlreadySettled:
        messages.info(request, _("This has already been settled."))
    else:
        if code:
            return _hand_over(request, asked.person, code)
        messages.success(request, _("It is carried out."))
    return redirect("accounts:person", pk=asked.person_id)
