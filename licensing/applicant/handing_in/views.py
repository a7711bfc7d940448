"""Handing in, exactly once: with what was looked at, and at the counter with the visitor's signature."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.versions import Stale, seen_version
from licensing.applicant.handing_in.by_hand import hand_of, wrong_hand
from licensing.applicant.holding.serving import AGREES, agreed_with
from licensing.applicant.reach import FilingRequest, changes_draft, own_draft
from licensing.applications.actions.drafting import AlreadySubmitted
from licensing.applications.actions.handing_in import NotComplete
from licensing.applications.answers.reading import with_proofs
from licensing.applications.checked import checked_version
from licensing.applications.counter.actions import NotSigned, hand_in_at_counter, sign_by_hand
from licensing.applications.counter.forms import ByHandForm
from licensing.applications.evidence.resolution import Treatment, tally
from licensing.applications.models.application import Application
from licensing.applications.sheet import Sheet, sheet_of
from licensing.decisions.actions.receiving import VehicleTaken
from licensing.moving import cases as actions


def check_page(request: FilingRequest, sheet: Sheet, by_hand: ByHandForm | None) -> HttpResponseBase:
    """Check your answers: everything on one page, with what is still missing, and at the counter the signature."""
    context = {
        "application": sheet.application,
        "topics": with_proofs(sheet),
        "resolved": sheet.resolved,
        "tally": tally(sheet.resolved),
        "files": sheet.rows.attachments,
        "missing": sheet.missing,
        "by_hand": by_hand,
        "commitment": sheet.signed,
        "stands_on": checked_version(sheet),
        "treatments": Treatment,
    }
    status = 422 if by_hand is not None and by_hand.is_bound else 200
    return render(request, "licensing/applicant/check.html", context, status=status)


@require_POST
@changes_draft
def submit(request: FilingRequest, key: str) -> HttpResponseBase:
    """Hand in, exactly once; a second click finds it done. At the counter with the visitor's signature."""
    application = own_draft(request, key)
    by_hand = hand_of(request, sheet_of(application))
    if request.visit is not None and by_hand is not None:
        if wrong_hand(by_hand):
            return check_page(request, sheet_of(application), by_hand)
        try:
            sign_by_hand(request.visit, application, by_hand.cleaned_data["signature"], seen=seen_version(request.POST))
        except Stale:
            return _changed_meanwhile(request, key)
    return handed_in(request, application)


def handed_in(request: FilingRequest, application: Application) -> HttpResponseBase:
    """Hand in what was looked at, and lead to what became of it."""
    key = str(application.key)
    also = partial(hand_in_at_counter, request.visit) if request.visit is not None else None
    if also is None and request.POST.get(AGREES):
        also = partial(agreed_with, request.person)
    try:
        actions.hand_in(application, by=request.person, seen=seen_version(request.POST), also=also)
    except Stale:
        return _changed_meanwhile(request, key)
    except NotSigned:
        messages.error(request, _("Nothing has been handed in yet. The visitor signs by hand what is shown here."))
        return redirect("applications:check", key=key)
    except NotComplete:
        messages.error(request, _("Something is still missing. The list says what, and leads there."))
        return redirect("applications:check", key=key)
    except VehicleTaken as taken:
        messages.error(request, taken.told)
        return redirect("applications:section", key=key, code="vehicle")
    except AlreadySubmitted:
        pass
    return redirect("applications:submitted", key=key)


def _changed_meanwhile(request: FilingRequest, key: str) -> HttpResponseBase:
    told = _("The application was changed after you opened this page, so it was not handed in. Please check it again.")
    messages.warning(request, told)
    return redirect("applications:check", key=key)
