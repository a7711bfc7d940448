"""Pages of the administrator: the staff of the authority, their roles, their accounts."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts import staff
from accounts.access import requires
from accounts.forms import FirstPasswordForm, RolesForm, StaffForm
from accounts.people import Person
from accounts.roles import Role, recorded_roles, visible_authorities

_ADMINISTERS = "accounts.manage_accounts"


def _by(request: HttpRequest) -> Person:
    if not isinstance(request.user, Person):
        raise PermissionDenied
    return request.user


def _colleagues(request: HttpRequest) -> QuerySet[Person]:
    """The staff an administrator looks after; everybody else does not exist here."""
    return Person.objects.filter(authority__in=visible_authorities(_by(request)))


def _labels(person: Person) -> list[Promise]:
    names = {group.name for group in person.groups.all()}
    return [role.label for role in Role if role.value in names]


@requires(_ADMINISTERS)
def people(request: HttpRequest) -> HttpResponse:
    """All colleagues, found by name or user name."""
    found = _colleagues(request).select_related("authority").prefetch_related("groups")
    search = request.GET.get("q", "").strip()
    if search:
        found = found.filter(Q(name__icontains=search) | Q(username__icontains=search))
    page = Paginator(found.order_by("authority", "username"), 25).get_page(request.GET.get("page"))
    rows = [(person, _labels(person)) for person in page]
    return render(request, "accounts/people.html", {"rows": rows, "page": page, "search": search})


@requires(_ADMINISTERS)
def add_person(request: HttpRequest) -> HttpResponseBase:
    """Enter a colleague."""
    form = StaffForm(request.POST or None, authorities=visible_authorities(_by(request)))
    if request.method == "POST" and form.is_valid():
        person = staff.add_staff(by=_by(request), **form.cleaned_data)
        messages.success(request, _("%(name)s can sign in now.") % {"name": person.name})
        return redirect("accounts:person", pk=person.pk)
    return render(request, "accounts/add_person.html", {"form": form})


@requires(_ADMINISTERS)
def person(request: HttpRequest, pk: int) -> HttpResponseBase:
    """One colleague: particulars, roles, account."""
    found = get_object_or_404(_colleagues(request).select_related("authority"), pk=pk)
    form = RolesForm(request.POST or None, initial={"roles": [role.value for role in recorded_roles(found)]})
    if request.method == "POST" and form.is_valid():
        _act(lambda: staff.set_roles(found, form.cleaned_data["roles"], by=_by(request)))
        messages.success(request, _("The roles of %(name)s are saved.") % {"name": found.name})
        return redirect("accounts:person", pk=pk)
    context = {"person": found, "form": form, "password_form": FirstPasswordForm(prefix="first")}
    return render(request, "accounts/person.html", context)


def _act(act: Callable[[], None]) -> None:
    try:
        act()
    except staff.NotTheirAdministrator as refused:
        raise PermissionDenied from refused


@require_POST
@requires(_ADMINISTERS)
def switch(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Deactivate an account, or activate it again, as the button says."""
    found = get_object_or_404(_colleagues(request), pk=pk)
    if request.POST.get("active") == "yes":
        _act(lambda: staff.reactivate(found, by=_by(request)))
        messages.success(request, _("The account of %(name)s is active again.") % {"name": found.name})
    else:
        _act(lambda: staff.deactivate(found, by=_by(request)))
        messages.success(request, _("The account of %(name)s is deactivated.") % {"name": found.name})
    return redirect("accounts:person", pk=pk)


@require_POST
@requires(_ADMINISTERS)
def first_password(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A first password for somebody who forgot theirs."""
    found = get_object_or_404(_colleagues(request).select_related("authority"), pk=pk)
    form = FirstPasswordForm(request.POST, prefix="first")
    if form.is_valid():
        _act(lambda: staff.set_password(found, form.cleaned_data["password"], by=_by(request)))
        messages.success(request, _("%(name)s has a new first password.") % {"name": found.name})
        return redirect("accounts:person", pk=pk)
    roles = RolesForm(initial={"roles": [role.value for role in recorded_roles(found)]})
    return render(request, "accounts/person.html", {"person": found, "form": roles, "password_form": form})


@require_POST
@requires(_ADMINISTERS)
def reset_second_factor(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A lost telephone: the second factor is forgotten and set up anew at the next sign-in."""
    found = get_object_or_404(_colleagues(request), pk=pk)
    _act(lambda: staff.reset_second_factor(found, by=_by(request)))
    messages.success(request, _("%(name)s sets up a new second factor at the next sign-in.") % {"name": found.name})
    return redirect("accounts:person", pk=pk)
