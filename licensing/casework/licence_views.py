"""After the grant: the verifier's desk, the page of one licence, and the holder's answers."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.access import SignedInRequest, requires
from accounts.permissions import VERIFY
from desk.acts import forms_of, offered, run
from licensing.applications.actions.asking import look_up
from licensing.applications.queries import credit_file
from licensing.casework.acts.licence_acts import AFTER_ACTS, BY_NAME
from licensing.casework.case_file import CaseFile
from licensing.casework.licence_queue import NODES, VERIFICATIONS
from licensing.casework.reach import HANDLERS, granted_or_404
from licensing.certificates.ends import resting_on
from licensing.decisions.models.checking import VisitReport
from licensing.decisions.visits import open_report
from licensing.flow.open_steps import open_step_name
from licensing.verification.queries import inquiries_of, inspections_of
from licensing.verification.rules import limit_of
from pages.lists.shown import show


@require_safe
@requires(*HANDLERS)
def verifications(request: SignedInRequest) -> HttpResponseBase:
    """What is to be verified or decided after a grant: oldest, and so first due, first."""
    return show(request, VERIFICATIONS, "licensing/casework/verifications.html")


def _page(request: SignedInRequest, key: str, *, status: int = 200, **shown: Any) -> HttpResponse:
    """What followed a grant as it stands now, with the acts it offers."""
    application = granted_or_404(request, key)
    case = CaseFile(application=application)
    verification = getattr(application, "verification", None)
    node = open_step_name(application)
    context = {
        "application": application,
        "verification": verification,
        "limit": limit_of(verification, on=timezone.localdate()) if verification else None,
        "inspections": inspections_of(application),
        "inquiries": inquiries_of(application),
        "direct_ends": application.direct_ends.select_related("letter", "decided_by"),
        "certificates": resting_on(application),
        "credit": credit_file(application.company),
        "resolved": case.sheet.resolved,
        "node": node,
        "visit": open_report(application, VisitReport.Step.VERIFY) if node == "verify" else None,
        "step": NODES.get(node),
        "acts": forms_of(offered(AFTER_ACTS, case, node, request.user), case, request, shown),
        **shown,
    }
    return render(request, "licensing/casework/after.html", context, status=status)


@require_safe
@requires(*HANDLERS)
def after_grant(request: SignedInRequest, key: str) -> HttpResponse:
    """Everything that followed a grant, and what may be done now."""
    return _page(request, key)


@require_POST
@requires(VERIFY)
def look_up_again(request: SignedInRequest, key: str) -> HttpResponseBase:
    """The data check: every registry is asked again."""
    application = granted_or_404(request, key)
    look_up(application, by=f"person:{request.user.pk}")
    messages.success(request, _("The registries were asked again. The answers are shown below."))
    return redirect("desk:after_grant", key=key)


@require_POST
@requires(*HANDLERS)
def act(request: SignedInRequest, key: str, name: str) -> HttpResponseBase:
    """One of the acts of `licence_acts`."""
    chosen = BY_NAME.get(name)
    if chosen is None:
        raise Http404
    application = granted_or_404(request, key)
    page, back = partial(_page, request, key), reverse("desk:after_grant", args=[key])
    return run(
        request, chosen, CaseFile(application=application), node=open_step_name(application), page=page, back=back
    )
