"""Drivers read what there is, apply, and read where it stands; companies and grid members nominate."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import SignedInRequest, requires, to_choose_company
from accounts.people import Person
from accounts.permissions import FILE, VISIT
from accounts.represented.acting import acting_company
from accounts.signing_in.throttle import attempt, guess
from desk.refusals import Refusal
from hotline.care.application_models import CareApplication, Origin
from hotline.care.applying import apply, by_code
from hotline.care.models import Programme
from hotline.care.reading import handed_in_by, in_public, public_programmes
from hotline.care.screens.forms import ApplyForm, CodeForm
from pages.outcomes import outcome


@require_safe
def programmes(request: HttpRequest) -> HttpResponse:
    """What there is for drivers, open or over."""
    today = timezone.localdate()
    rows = [(one, one.takes_applications(on=today)) for one in public_programmes()]
    return render(request, "hotline/care/programmes.html", {"rows": rows, "code_form": CodeForm()})


@require_safe
def programme(request: HttpRequest, code: str) -> HttpResponse:
    """One programme: its rule, its table, who stands in public."""
    found = get_object_or_404(public_programmes(), code=code)
    context = {
        "programme": found,
        "in_public": in_public(found),
        "takes": found.takes_applications(on=timezone.localdate()),
    }
    return render(request, "hotline/care/programme.html", context)


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, code: str) -> HttpResponseBase:
    """Apply for oneself; no account is needed."""
    by = request.user if isinstance(request.user, Person) else None
    return _ask(request, _open_one(code), by=by, origin=Origin.SELF, company=None)


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@requires(FILE, VISIT)
def nominate(request: SignedInRequest, code: str) -> HttpResponseBase:
    """Nominate a driver who agreed."""
    company = acting_company(request)
    if company is None and not request.user.has_perm(VISIT):
        return to_choose_company(request)
    origin = Origin.COMPANY if company is not None else Origin.GRID
    return _ask(request, _open_one(code), by=request.user, origin=origin, company=company)


def _open_one(code: str) -> Programme:
    return get_object_or_404(public_programmes(), code=code)


def _ask(request: HttpRequest, found: Programme, *, by: Person | None, origin: str, company: Any) -> HttpResponse:
    context: dict[str, Any] = {"programme": found, "origin": origin, "company": company}
    if not found.takes_applications(on=timezone.localdate()):
        raise Http404
    if request.method != "POST":
        return render(
            request,
            "hotline/care/apply.html",
            {**context, "form": ApplyForm(programme=found, is_signed_in=by is not None)},
        )
    attempt("care", request=request, person=by)
    form = ApplyForm(request.POST, request.FILES, programme=found, is_signed_in=by is not None)
    if form.is_valid():
        try:
            application, code = apply(
                found,
                form.asked(),
                origin=origin,
                company=company,
                proofs=form.cleaned_data.get("proofs", ()),
                by=by,
            )
        except Refusal as why:
            form.add_error(None, str(why))
        else:
            return outcome(request, "hotline/care/asked.html", {"application": application, "code": code})
    return render(request, "hotline/care/apply.html", {**context, "form": form}, status=422)


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def track(request: HttpRequest) -> HttpResponse:
    """Where an application stands, by its code; and one's own, for whoever is signed in."""
    form = CodeForm(request.POST or None)
    context: dict[str, Any] = {"form": form, "today": timezone.localdate()}
    if isinstance(request.user, Person):
        context["mine"] = _with_states(handed_in_by(request.user))
    if form.is_bound and form.is_valid():
        found = guess("track", lambda: by_code(form.cleaned_data["code"]), request=request)
        if found is None:
            form.add_error("code", _("No application has this code."))
        else:
            context["found"] = _with_states([found])[0]
    status = 422 if form.is_bound and "found" not in context else 200
    return render(request, "hotline/care/track.html", context, status=status)


def _with_states(rows: Any) -> list[tuple[CareApplication, str]]:
    today = timezone.localdate()
    return [(row, row.state(on=today)) for row in rows]
