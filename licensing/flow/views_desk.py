"""The desk and the case page of those who handle cases."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import SignedInRequest, requires
from accounts.paging import page
from accounts.people import Person
from accounts.reauthentication import confirmed
from accounts.roles import visible_authorities
from licensing import events
from licensing.applications.documents import commitment_document
from licensing.applications.models import Application, Attachment
from licensing.certificates.foresight import foresee
from licensing.certificates.models import IssueOrder
from licensing.clock.working_days import CalendarUnknown
from licensing.decisions.actions import (
    MayNotHandle,
    NotYetCertain,
    acceptance_letter,
)
from licensing.decisions.documents import letter_document
from licensing.decisions.letters import Draft, of_decision
from licensing.decisions.models import Decision, Delivery, Letter, Review
from licensing.decisions.procedure import APPROVE_EXTENSIONS
from licensing.decisions.visits import reports_to_confirm
from licensing.flow import actions, bundles
from licensing.flow.act import Act, carry_out
from licensing.flow.acts import BY_NAME, offered
from licensing.flow.case import Case, case_of
from licensing.flow.forms import DecisionForm, DeliveryForm, ReviewForm
from licensing.flow.locking import NotYourTask, open_task
from licensing.flow.queue import (
    STEPS,
    bundle_deliveries,
    colleagues,
    counts,
    extensions_to_approve,
    stuck,
    tasks_for,
    waiting,
)
from licensing.flow.tasks import finish_case
from licensing.papers.responses import download
from licensing.verification.queries import proofs_of
from materials.uploads.responses import preview as show_upload

HANDLERS = (
    APPROVE_EXTENSIONS,
    "accounts.accept_applications",
    "accounts.review_applications",
    "accounts.decide_applications",
    "accounts.verify_commitments",
)


def case_or_404(request: SignedInRequest, key: Any) -> Application:
    """A submitted case of one's own authority; every other does not exist here."""
    rows = Application.objects.submitted().filter(authority__in=visible_authorities(request.user))
    rows = rows.select_related(
        "item__version", "item__bundle", "company__division", "authority__division", "submission", "started_by",
        "acceptance", "correction", "amendment", "extension", "hearing_offer", "site_check", "decision", "withdrawal",
        "ending", "process", "bundle_process", "parent__item",
    ).prefetch_related("pauses__resumption")  # fmt: skip
    return get_object_or_404(rows, key=key)


@require_safe
@requires(*HANDLERS)
def queue(request: SignedInRequest) -> HttpResponse:
    """What waits: mine, nobody's yet, all of the authority; searched, by step, oldest first."""
    box, step = request.GET.get("box", ""), request.GET.get("step", "")
    search = request.GET.get("q", "").strip()[:60]
    found = page(request, tasks_for(request.user, box=box, search=search, step=step), oldest_first=True)
    context = {
        "page": found,
        "rows": waiting(list(found.rows)),
        "box": box,
        "step": step,
        "steps": [(name, node.task_title) for name, node in STEPS.items()],
        "search": search,
        "counts": counts(request.user),
        "stuck": stuck(request.user),
        "bundles": bundle_deliveries(request.user),
        "visits": reports_to_confirm(request.user),
        "extensions": extensions_to_approve(request.user),
        "now": timezone.now(),
    }
    return render(request, "licensing/flow/queue.html", context)


def _page(request: SignedInRequest, application: Application, **more: Any) -> HttpResponse:
    case = case_of(application, person=request.user)
    context: dict[str, Any] = {"application": application, "case": case, **more}
    if case.may_act:
        context.setdefault("decision_form", DecisionForm(application=application))
        context.setdefault("review_form", ReviewForm())
    if not case.is_barred:
        sent = more.get("act_form")
        acts = [] if sent is None else [(BY_NAME[more["act_name"]], sent)]
        context["acts"] = acts + [
            (act, act.form(application=application, by=request.user))
            for act in offered(application, case.node, request.user)
            if act.name != more.get("act_name") and (case.may_act or not act.is_main or not _carries_out(act, case))
        ]
    context["colleagues"] = colleagues(case.task, request.user) if case.task else []
    return render(request, "licensing/flow/case.html", context, status=more.get("status", 200))


def _carries_out(act: Act, case: Case) -> bool:
    """Whether an act is the open step itself, and so belongs to who has that step; others may come beside it."""
    return case.node != "correct" and case.task is not None and case.task.owner_permission == act.permission


@require_safe
@requires(*HANDLERS)
def case(request: SignedInRequest, key: str) -> HttpResponseBase:
    """Everything about a case on one screen; looking at it is recorded."""
    application = case_or_404(request, key)
    if application.item.bundle_id is not None:
        return redirect("desk:bundle", key=key)
    events.CASE_SEEN.record(subject=application.subject, by=request.user, authority=application.authority.division_id)
    return _page(request, application)


def words_of(form: Form) -> list[tuple[str, str]]:
    """What was typed, as (label, words): to be copied where it is needed now."""
    return [
        (str(form.fields[name].label), value)
        for name, value in form.cleaned_data.items()
        if name in form.fields and isinstance(value, str) and value.strip()
    ]


def _act(
    request: SignedInRequest, application: Application, act: Any, done: str, form: Form | None = None
) -> HttpResponseBase:
    """Carry out one act and say how it went; whoever comes too late gets a clear page."""
    try:
        is_done = carry_out(request, act, done)
    except NotYetCertain as unsure:
        return _page(
            request,
            application,
            obstacles=unsure.obstacles,
            decision_form=DecisionForm(request.POST, application=application),
            status=409,
        )
    if not is_done and form is not None and form.is_bound:
        # Nothing was done: what was typed is not lost with it, whatever the case offers by now.
        return _page(request, case_or_404(request, application.key), kept_words=words_of(form), status=409)
    return redirect("desk:case", key=application.key)


@require_POST
@requires(*HANDLERS)
def take(request: SignedInRequest, key: str) -> HttpResponseBase:
    application = case_or_404(request, key)
    return _act(
        request, application, lambda: actions.take(_task(application), by=request.user), _("The case is yours.")
    )


@require_POST
@requires(*HANDLERS)
def put_back(request: SignedInRequest, key: str) -> HttpResponseBase:
    application = case_or_404(request, key)
    done = _("The case is back in the queue.")
    return _act(request, application, lambda: actions.put_back(_task(application), by=request.user), done)


@require_POST
@requires(*HANDLERS)
def hand_over(request: SignedInRequest, key: str) -> HttpResponseBase:
    application = case_or_404(request, key)
    chosen = request.POST.get("to", "")
    to = get_object_or_404(
        Person, pk=int(chosen) if chosen.isdecimal() else 0, authority=request.user.authority, is_active=True
    )
    done = _("The case was handed to %(name)s.") % {"name": to.name}
    return _act(request, application, lambda: actions.hand_over(_task(application), to=to, by=request.user), done)


def _task(application: Application) -> Any:
    return open_task(application, *STEPS)


@require_POST
@requires("accounts.accept_applications")
def accept(request: SignedInRequest, key: str) -> HttpResponseBase:
    """Accept a complete application; `act=preview` shows the letter first."""
    application = case_or_404(request, key)
    if request.POST.get("act") == "preview":
        try:
            return _page(request, application, letter=acceptance_letter(application))
        except CalendarUnknown:
            pass  # told by the act itself, below
    done = _("The application is accepted; the letter is in the file.")
    return _act(request, application, lambda: actions.accept(application, by=request.user), done)


@require_POST
@requires(*HANDLERS)
def act(request: SignedInRequest, key: str, name: str) -> HttpResponseBase:
    """One of the acts of `flow.acts`; `act=preview` shows its letter first, and nothing typed is lost."""
    chosen = BY_NAME.get(name)
    if chosen is None:
        raise Http404
    if chosen.whose is None and not request.user.has_perm(chosen.permission):
        raise PermissionDenied
    application = case_or_404(request, key)
    if not chosen.may(application, request.user):
        raise PermissionDenied
    form = chosen.form(request.POST, request.FILES, application=application, by=request.user)
    filled = {"act_form": form, "act_name": name}
    if not form.is_valid():
        return _page(request, application, **filled, status=422)
    if chosen.letter and request.POST.get("act") == "preview":
        try:
            return _page(request, application, **filled, letter=chosen.letter(application, form.cleaned_data))
        except CalendarUnknown:
            pass  # told by the act itself, below
    values = form.cleaned_data
    done = str(chosen.done)
    return _act(request, application, lambda: chosen.perform(application, values, request.user), done, form)


@require_POST
@requires("accounts.review_applications")
def review(request: SignedInRequest, key: str) -> HttpResponseBase:
    application = case_or_404(request, key)
    form = ReviewForm(request.POST)
    if not form.is_valid():
        return _page(request, application, review_form=form, status=422)
    recommendation = Review.Recommendation(form.cleaned_data["recommendation"])
    opinion = form.cleaned_data["opinion"]
    return _act(
        request,
        application,
        lambda: actions.review(application, recommendation=recommendation, opinion=opinion, by=request.user),
        _("The review is in the file."),
        form,
    )


@require_POST
@requires("accounts.decide_applications")
def decide(request: SignedInRequest, key: str) -> HttpResponseBase:
    """Decide with the password; `act=preview` shows the letter that would be sent."""
    application = case_or_404(request, key)
    form = DecisionForm(request.POST, application=application)
    if not form.is_valid():
        return _page(request, application, decision_form=form, status=422)
    outcome = Decision.Outcome(form.cleaned_data["decided"])
    is_for_falsehood = form.cleaned_data["is_for_falsehood"]
    reasons, articles = form.cleaned_data["letter_reasons"], form.cleaned_data["letter_articles"]
    if request.POST.get("act") == "preview":
        rows = foresee(application, keep=False).rows if outcome == Decision.Outcome.GRANTED else ()
        letter: Draft = of_decision(
            application,
            outcome,
            dated=timezone.localdate(),
            reasons=reasons,
            articles=articles,
            rows=rows,
            is_for_falsehood=is_for_falsehood,
        )
        return _page(request, application, decision_form=form, letter=letter)
    if not confirmed(request, request.POST.get("password", "")):
        return _page(
            request, application, decision_form=form, password_error=_("The password is not right."), status=422
        )
    granted = _("The licence is granted. The certificates are made now and appear here in a moment.")
    if application.item.type != "licence":
        granted = _("It is entered; what the applicant gets is made now and appears here in a moment.")
    return _act(
        request,
        application,
        lambda: actions.decide(
            application,
            outcome,
            by=request.user,
            reasons=reasons,
            articles=articles,
            is_for_falsehood=is_for_falsehood,
        ),
        granted if outcome == Decision.Outcome.GRANTED else _("The application is refused; the letter is on its way."),
        form,
    )


@require_POST
@requires("accounts.decide_applications")
def retry_issue(request: SignedInRequest, key: str) -> HttpResponseBase:
    """Have a failed issue tried again now."""
    application = case_or_404(request, key)
    order = get_object_or_404(IssueOrder, decision__application=application, completed_at__isnull=True)
    events.REVIVED.record(
        subject=application.subject, by=request.user, authority=application.authority.division_id, order=order.pk
    )
    finish_case.enqueue(application.pk)
    messages.success(request, _("Issuing is tried again."))
    return redirect("desk:case", key=key)


@require_http_methods(["GET", "POST"])
@requires(*HANDLERS)
def bundle(request: SignedInRequest, key: str) -> HttpResponseBase:
    """A one-thing application: its items, and the one delivery of what was granted."""
    application = case_or_404(request, key)
    if application.item.bundle_id is None:
        raise Http404
    form = DeliveryForm(request.POST or None)
    if request.method == "POST":
        if not request.user.has_perm("accounts.accept_applications"):
            raise PermissionDenied
        if form.is_valid():
            way = Delivery.Way(form.cleaned_data["way"])
            try:
                bundles.deliver(application, way=way, note=form.cleaned_data["note"], by=request.user)
            except MayNotHandle as mine:
                raise PermissionDenied(_("You belong to the applicant's side or to another authority.")) from mine
            except NotYourTask:
                messages.warning(request, _("This step was done already, or somebody else has taken it."))
            else:
                messages.success(request, _("The delivery is recorded."))
            return redirect("desk:bundle", key=key)
    context = {
        "application": application,
        "steps": bundles.steps_of(application),
        "form": form if bundles.waits_for_delivery(application) else None,
        "finished": application.bundle_process.finished,
    }
    return render(request, "licensing/flow/bundle.html", context, status=422 if form.errors else 200)


@require_safe
@requires(*HANDLERS)
def letter(request: SignedInRequest, key: str, pk: int) -> HttpResponseBase:
    found = get_object_or_404(Letter, application=case_or_404(request, key), pk=pk)
    return download(letter_document(found), f"{found.number}.pdf")


@require_safe
@requires(*HANDLERS)
def commitment(request: SignedInRequest, key: str, pk: int) -> HttpResponseBase:
    found = get_object_or_404(case_or_404(request, key).commitments, pk=pk)
    name = _("commitment")
    return download(commitment_document(found), f"{name}-{timezone.localdate(found.signed_at)}.pdf")


@require_safe
@requires(*HANDLERS)
def attachment(request: SignedInRequest, key: str, pk: int) -> HttpResponseBase:
    found = get_object_or_404(
        Attachment.objects.select_related("upload"),
        application=case_or_404(request, key),
        pk=pk,
    )
    return show_upload(request, found.upload)


@require_safe
@requires(*HANDLERS)
def site_photo(request: SignedInRequest, key: str, pk: int) -> HttpResponseBase:
    """A photo of the check on site."""
    return show_upload(request, get_object_or_404(proofs_of(case_or_404(request, key)), pk=pk))
