"""The counter: a visitor is received, their applications are typed on the applicant's own pages, they leave."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import SignedInRequest, requires
from accounts.permissions import ACCEPT
from accounts.represented.company_facts import (
    CompanyFacts,
    CompanyNotFound,
    CompanyNotNormal,
    RegisterUnreachable,
    company_register,
)
from accounts.represented.real_name import NotThatPerson
from accounts.represented.registering import DivisionUnknown, NotThePrincipal, NumberNotTold
from accounts.signing_in.throttle import attempt
from licensing import events
from licensing.applications.counter import at_hand
from licensing.applications.counter.actions import (
    DelegationMissing,
    MayNotReceive,
    NoSuchMatter,
    VisitOver,
    leave,
    receive,
)
from licensing.applications.counter.models import CounterVisit
from licensing.applications.counter.rules import open_to
from licensing.applications.rules import may_apply
from licensing.casework.counter.forms import ReceiveForm, Right
from materials.catalogue.models.editions import CatalogueVersion
from materials.catalogue.models.items import ServiceItem
from materials.catalogue.queries import catalogue_in_force, services_of
from materials.uploads.responses import preview


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@requires(ACCEPT)
def page(request: SignedInRequest) -> HttpResponseBase:
    """Who is at the counter and what they are about; while nobody is, who comes. `?right=`: by what right."""
    try:
        visit = at_hand.visit_at_hand(request)
    except VisitOver:
        messages.info(request, _("The last visit has ended."))
        at_hand.forget(request)
        visit = None
    if visit is not None:
        return render(request, "licensing/casework/counter/visit.html", _about(visit))
    asked = request.GET.get("right", "")
    right = Right(asked) if asked in Right.values else Right.REPRESENTATIVE
    form = ReceiveForm(right, request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        attempt("counter", request=request, person=request.user)
        received = _received(request, form)
        if received is not None:
            at_hand.begin(request, received)
            return redirect("counter:page")
    context = {"form": form, "right": right, "rights": Right.choices}
    return render(request, "licensing/casework/counter/receive.html", context, status=422 if form.errors else 200)


def _about(visit: CounterVisit) -> dict[str, Any]:
    catalogue = catalogue_in_force()
    rows = open_to(visit).filter(parent__isnull=True).select_related("item", "submission", "standing")
    open_items = [
        (domain, [item for item in items if may_apply(item, visit.company)]) for domain, items in services_of(catalogue)
    ]
    return {
        "visit": visit,
        "drafts": rows.drafts().order_by("-saved_at")[:10],
        "cases": rows.submitted().order_by("-pk")[:10],
        "services": [(domain, items) for domain, items in open_items if items],
        "bundles": [item for item in _bundles(catalogue) if may_apply(item, visit.company)],
    }


def _bundles(catalogue: CatalogueVersion) -> list[ServiceItem]:
    """The one-thing bundles, each in the shape in which it is applied for."""
    return list(ServiceItem.everything.filter(version=catalogue, bundle__isnull=False))


def _received(request: SignedInRequest, form: ReceiveForm) -> CounterVisit | None:
    """Begin the visit; what is wrong is said on its field."""
    typed = {name: value for name, value in form.cleaned_data.items() if name not in ("uscc", "seen")}
    try:
        return receive(request.user, form.right, facts=_facts(request, form), **typed)
    except RegisterUnreachable:
        form.add_error(None, _("The business register is not responding. Please try again later."))
        return None
    except tuple(REFUSALS) as refused:
        field, words, why = REFUSALS[type(refused)]
        if field == "id_number" and form.right == Right.TABLET and isinstance(refused, NotThePrincipal):
            field = "delegator_id_number"
        form.add_error(field, words)
    # A counter is no look-up service: who is refused often is slowed down, and every time is kept.
    events.REFUSED_AT_COUNTER.record(
        subject=f"person:{request.user.pk}", by=request.user, authority=request.user.at, why=why
    )
    attempt("counter-refused", request=request, person=request.user)
    return None


_NOT_THEM = gettext_lazy("Name and number do not match those of the legal representative in the business register.")
REFUSALS: dict[type[Exception], tuple[str | None, Any, str]] = {
    CompanyNotFound: ("uscc", gettext_lazy("The business register has no company with this code."), "counter-company"),
    CompanyNotNormal: (
        "uscc",
        gettext_lazy("The business register does not list this company as in normal standing."),
        "counter-company",
    ),
    DivisionUnknown: (
        "uscc",
        gettext_lazy("The registered address is outside the area this portal serves."),
        "counter-company",
    ),
    NotThatPerson: (
        "id_number",
        gettext_lazy("This person cannot be received under this name and number; perhaps a colleague can."),
        "counter-person",
    ),
    NotThePrincipal: ("id_number", _NOT_THEM, "counter-person"),
    NumberNotTold: (
        "id_number",
        gettext_lazy(
            "The business register does not give the representative's ID number. Ask for a written delegation."
        ),
        "counter-person",
    ),
    DelegationMissing: (
        "delegated_until",
        gettext_lazy("A delegation can last from today to one year from now."),
        "counter-delegation",
    ),
    NoSuchMatter: (
        "matter",
        gettext_lazy("The company has no case of this receipt number."),
        "counter-delegation",
    ),
    MayNotReceive: (
        None,
        gettext_lazy("You have acted for this applicant yourself, so a colleague has to receive them."),
        "counter-interest",
    ),
}
"""Why somebody is not received: the field it concerns, what is said of it, what is kept."""


def _facts(request: SignedInRequest, form: ReceiveForm) -> CompanyFacts | None:
    uscc = form.cleaned_data.get("uscc")
    return company_register()(uscc, by=request.user) if uscc else None


@require_safe
@requires(ACCEPT)
def begin(request: SignedInRequest) -> HttpResponseBase:
    """Lead to the application for the chosen service, on the applicant's own pages."""
    code = request.GET.get("service", "")
    known = {item.code for _domain, items in services_of(catalogue_in_force()) for item in items}
    known |= {item.code for item in _bundles(catalogue_in_force())}
    if code not in known:
        messages.warning(request, _("Choose a service first."))
        return redirect("counter:page")
    return redirect("applications:new", code=code)


@require_safe
@requires(ACCEPT)
def delegation(request: SignedInRequest) -> HttpResponseBase:
    """The delegation of the visitor who is here, as it was shown."""
    try:
        visit = at_hand.visit_at_hand(request)
    except VisitOver:
        visit = None
    if visit is None or visit.delegation is None:
        return redirect("counter:page")
    return preview(request, visit.delegation)


@require_POST
@requires(ACCEPT)
def end(request: SignedInRequest) -> HttpResponseBase:
    """The visitor leaves."""
    try:
        visit = at_hand.visit_at_hand(request)
    except VisitOver:
        visit = None
    if visit is not None:
        leave(visit)
        at_hand.forget(request)
    messages.success(request, _("The visit has ended. Drafts are saved; the visitor can come again."))
    return redirect("counter:page")
