"""Pages of the applicant once the flow is concerned: handing in, following, withdrawing; and tracking for all."""

from __future__ import annotations

from csp.decorators import csp_exempt
from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from accounts.access import CompanyRequest, applicant_required
from accounts.signing_in.throttle import guess
from desk.refusals import NotYourTask, SomebodyElseIsWorking
from licensing.applicant.holding.serving import seen
from licensing.applicant.holding.views import for_holder, may_act_after
from licensing.applicant.home.again import may_be_begun_from
from licensing.applicant.reach import FilingRequest, filing, followed, ones_applications, own
from licensing.applications.evidence.not_asked_for import not_asked_for, tally_of
from licensing.applications.models.application import Application, Procedure
from licensing.applications.tracking import tracked, tracking_code
from licensing.certificates.actions import note_download
from licensing.certificates.queries import certificates_of
from licensing.decisions.limits import history
from licensing.decisions.models.letters import RECEIPT, Letter
from licensing.decisions.queries import letters_of
from licensing.decisions.rules import may_ask_for_hearing, may_be_heard, may_withdraw
from licensing.decisions.serving.rules import consent_of
from licensing.decisions.writing.documents import letter_document
from licensing.flow.picture import flow_svg
from licensing.moving import bundles
from licensing.moving.progress import limits_of, open_node, stages_of
from licensing.verification.queries import undone_by
from pages.lists.paging import page
from papers.responses import download
from rating.reading import of_matter


@require_safe
@filing
def applications(request: FilingRequest) -> HttpResponse:
    """Drafts first, then everything handed in, newest first."""
    rows = (
        ones_applications(request)
        .filter(parent__isnull=True)
        .select_related("item", "submission", "authority", "standing")
    )
    context = {
        "drafts": rows.drafts().order_by("-saved_at"),
        "page": page(request, rows.submitted().order_by("-pk")),
    }
    return render(request, "licensing/applicant/applications.html", context)


def _handed_in(request: CompanyRequest, key: str) -> Application:
    application = own(request, key)
    if not application.is_submitted:
        raise Http404
    return application


@require_safe
@filing
def submitted(request: FilingRequest, key: str) -> HttpResponse:
    """Confirmation: receipt number and what happens next."""
    application = _handed_in(request, key)
    decision = getattr(application, "decision", None)
    certificates = list(certificates_of([application])) if decision is not None else []
    in_hand = bool(certificates) and all(certificate.copies.all() for certificate in certificates)
    context = {
        "application": application,
        "decision": decision,
        "certificates": certificates,
        # Of a bundle each item is decided by itself: its progress page tells.
        "asks_again": application.item.bundle_id is None and not in_hand and (not decision or decision.is_granted),
    }
    if request.headers.get("HX-Request"):  # the page asks by itself what became of it
        return render(request, "licensing/applicant/_outcome.html", context)
    more = {"limits": limits_of(application), "tracking_code": tracking_code(application.receipt_number)}
    return render(request, "licensing/applicant/submitted.html", {**context, **more})


@require_safe
@filing
def progress(request: FilingRequest, key: str) -> HttpResponseBase:
    """What happened, what comes next, every document."""
    application = followed(request, key)
    if not application.is_submitted:
        return redirect("applications:overview", key=key)
    if application.item.bundle_id is not None:
        return _bundle_progress(request, application)
    letters = letters_of([application])
    seen(request, application, letters)
    kept = not_asked_for(application)
    by_oneself = request.visit is None
    acts = may_act_after(request, application)
    withdrawable = acts and may_withdraw(application)
    here = open_node(application)
    context = {
        "application": application,
        "stages": stages_of(application, now=here),
        "limits": limits_of(application),
        "letters": letters,
        "consent": consent_of(application),
        "undone": undone_by(application),
        "commitment": application.commitments.order_by("-pk").first(),
        "certificates": certificates_of([application]),
        "may_withdraw": withdrawable,
        "may_leave_commitment": by_oneself and withdrawable and application.procedure == Procedure.COMMITMENT,
        "turns": history(application),
        "not_asked_for": kept,
        "tally": tally_of(kept),
        "here": here,
        "services": of_matter(application.subject),
        "may_begin_again": by_oneself and may_be_begun_from(application),
        "may_be_heard": acts and may_be_heard(application),
        "may_ask_for_hearing": acts and may_ask_for_hearing(application, on=timezone.localdate()),
        **(for_holder(application) if acts else {}),
    }
    return render(request, "licensing/applicant/progress.html", context)


def _bundle_progress(request: FilingRequest, application: Application) -> HttpResponseBase:
    """One page for all items of a bundle: where each stands, what others do, every document."""
    steps = bundles.steps_of(application)
    cases = [step.case for step in steps if step.case is not None]
    letters = letters_of([application, *cases])
    for case in (application, *cases):
        seen(request, case, letters)
    context = {
        "application": application,
        "steps": steps,
        "letters": letters,
        "consent": consent_of(application),
        "certificates": certificates_of(cases),
        "commitment": application.commitments.order_by("-pk").first(),
        "may_withdraw": may_act_after(request, application)
        and may_withdraw(application)
        and not all(step.is_settled for step in steps),
        "finished": application.bundle_process.finished,
    }
    return render(request, "licensing/applicant/bundle_progress.html", context)


@require_POST
@applicant_required
def external_done(request: CompanyRequest, key: str, node: str) -> HttpResponseBase:
    """State that another authority's step is done, or have the registries asked again (`act=ask`)."""
    application = _handed_in(request, key)
    if application.item.bundle_id is None:
        raise Http404
    try:
        if request.POST.get("act") == "ask":
            bundles.ask_again(application, by=request.user)
            messages.info(request, _("The registries were asked again."))
        else:
            bundles.state_done(application, node, by=request.user)
            messages.success(request, _("Noted. What was waiting for it continues."))
    except NotYourTask:
        messages.info(request, _("This step has already been done, or its turn has not come yet."))
    except SomebodyElseIsWorking:
        messages.warning(request, _("Someone else is working on this case. Try again in a moment."))
    return redirect("applications:progress", key=key)


def _send(request: FilingRequest, application: Application, found: Letter) -> HttpResponseBase:
    name = f"{found.number}.pdf"
    note_download(name, subject=application.subject, authority=application.authority.division_id, by=request.user)
    return download(letter_document(found), name)


@require_safe
@filing
def receipt(request: FilingRequest, key: str) -> HttpResponseBase:
    """The receipt as PDF."""
    application = _handed_in(request, key)
    return _send(request, application, get_object_or_404(application.letters, kind=RECEIPT))


@require_safe
@filing
def letter(request: FilingRequest, key: str, pk: int) -> HttpResponseBase:
    """A letter of one's own case as PDF."""
    application = _handed_in(request, key)
    found = get_object_or_404(application.letters, pk=pk)
    seen(request, application, [found])
    return _send(request, application, found)


@require_safe
@csp_exempt()
def picture(request: HttpRequest) -> HttpResponse:
    """The procedure as a picture; `here` marks a step. Its own styles are inside, so it has its own policy."""
    here = request.GET.get("here", "")
    response = HttpResponse(flow_svg(highlight=here), content_type="image/svg+xml")
    response["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"
    return response


class TrackForm(forms.Form):
    """Receipt number and the code printed beside it: a receipt number alone is known to many."""

    receipt = forms.CharField(label=gettext_lazy("Receipt number"), max_length=60)
    code = forms.CharField(label=gettext_lazy("Tracking code on the receipt"), max_length=60)


@require_safe
def track(request: HttpRequest) -> HttpResponse:
    """Follow a case without an account."""
    form = TrackForm(request.GET) if request.GET else TrackForm()
    context: dict[str, object] = {"form": form}
    if form.is_bound and form.is_valid():
        typed = form.cleaned_data
        found = guess("track", lambda: tracked(typed["receipt"], typed["code"]), request=request)
        if found:
            context |= {"application": found}
            if found.item.bundle_id is not None:
                context |= {"steps": bundles.steps_of(found)}
            else:
                context |= {"stages": stages_of(found), "limits": limits_of(found)}
        else:
            form.add_error(None, _("No case matches this receipt number and tracking code."))
    return render(request, "licensing/applicant/track.html", context)
