"""Who may open a page: decorators for views (classes: through `method_decorator(…, name="dispatch")`)."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar, cast
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.people import Person
from accounts.represented.acting import acting_company
from accounts.represented.companies import Company
from accounts.roles import is_staff_member

P = ParamSpec("P")
R = TypeVar("R", bound=HttpRequest)
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


class SignedInRequest(HttpRequest):
    """A request behind one of these decorators, for type hints."""

    user: Person


class CompanyRequest(SignedInRequest):
    """A request behind `applicant_required`: it knows for whom it acts."""

    company: Company


def _to_sign_in(request: HttpRequest) -> HttpResponseBase:
    """Sign in and come back; a form that was being sent comes back to the page it stood on."""
    return redirect_to_login(request.get_full_path())


def requires(*permissions: str) -> Callable[[Callable[Concatenate[R, P], HttpResponseBase]], View[P]]:
    """Any one of these permissions opens the page: sign-in for strangers, 403 for the others."""

    def decorate(view: Callable[Concatenate[R, P], HttpResponseBase]) -> View[P]:
        @wraps(view)
        def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return _to_sign_in(request)
            if not any(request.user.has_perm(permission) for permission in permissions):
                raise PermissionDenied
            return view(cast("R", request), *args, **kwargs)

        return guarded

    return decorate


def signed_in(view: Callable[Concatenate[R, P], HttpResponseBase]) -> View[P]:
    """Everybody with an account may open the page."""

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        return view(cast("R", request), *args, **kwargs) if request.user.is_authenticated else _to_sign_in(request)

    return guarded


def polled(view: Callable[Concatenate[HttpRequest, P], HttpResponseBase]) -> View[P]:
    """A page asks here again and again by itself: that keeps no session alive, and one that ended reloads the page."""

    @wraps(view)
    def asked(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        request.is_polled = True  # type: ignore[attr-defined]
        if "HX-Request" in request.headers and not request.user.is_authenticated:
            return HttpResponse(headers={"HX-Refresh": "true"})  # else the page to sign in would stand in its place
        return view(request, *args, **kwargs)

    return asked


def to_choose_company(request: HttpRequest) -> HttpResponse:
    """Where somebody chooses for whom they act, and comes back to the page they asked for."""
    messages.info(request, _("Choose the company you act for first."))
    back = f"?{urlencode({'next': request.get_full_path()})}" if request.method == "GET" else ""
    return redirect(f"{reverse('accounts:companies')}{back}")


def applicant_required(view: Callable[Concatenate[R, P], HttpResponseBase]) -> View[P]:
    """Only who acts for a company opens the page; `request.company` is that company.

    Staff get 403; an applicant without a chosen company is led to choose one.
    """

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return _to_sign_in(request)
        if is_staff_member(request.user):
            raise PermissionDenied
        company = acting_company(request)
        if company is None:
            return to_choose_company(request)
        request.company = company  # type: ignore[attr-defined]
        return view(cast("R", request), *args, **kwargs)

    return guarded
