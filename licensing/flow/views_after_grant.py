"""After the grant: the verifier's desk, the page of one licence, and the holder's answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from viewflow.workflow.models import Task

from accounts.access import CompanyRequest, SignedInRequest, applicant_required, requires
from accounts.paging import page
from accounts.reauthentication import confirmed
from accounts.roles import visible_authorities
from licensing.applications.actions import look_up
from licensing.applications.models import Application, CreditEntry
from licensing.applications.resolution import resolve
from licensing.applications.views import own
from licensing.certificates.ends import resting_on
from licensing.clock.limits import Limit
from licensing.clock.working_days import CalendarUnknown
from licensing.decisions.actions import NotNow
from licensing.decisions.models import VisitReport
from licensing.decisions.visits import open_report
from licensing.flow import after_grant_actions as actions
from licensing.flow.act import calendar_missing, carry_out
from licensing.flow.after_grant import AfterGrantFlow
from licensing.flow.after_grant_acts import BY_NAME, offered
from licensing.flow.after_grant_forms import DefenceForm, RectificationForm
from licensing.flow.queue import cases_found_by
from licensing.flow.views_desk import HANDLERS, case_or_404
from licensing.verification.queries import inquiries_of, inspections_of, proofs_of
from licensing.verification.rules import limit_of
from materials.uploads.responses import preview

STEPS = {
    node.name: node
    for node in (AfterGrantFlow.verify, AfterGrantFlow.rectify, AfterGrantFlow.defend, AfterGrantFlow.decide_end)
}


@dataclass(frozen=True, kw_only=True)
class Due:
    """A step after the grant on the desk."""

    task: Task
    application: Application
    limit: Limit | None

    @property
    def pk(self) -> int:
        return self.task.pk

    @property
    def title(self) -> str:
        return str(self.task.flow_task.task_title)


@require_safe
@requires(*HANDLERS)
def verifications(request: SignedInRequest) -> HttpResponse:
    """What is to be verified or decided after a grant: oldest, and so first due, first."""
    step, standing = request.GET.get("step", ""), request.GET.get("standing", "")
    search = request.GET.get("q", "").strip()[:60]
    rows = Task.objects.filter(
        flow_task__in=list(STEPS.values()),
        status__in=actions.OPEN,
        process__aftergrantprocess__application__authority__in=visible_authorities(request.user),
    )
    about = "process__aftergrantprocess__application__"
    if step in STEPS:
        rows = rows.filter(flow_task=STEPS[step])
    if standing:
        rows = rows.filter(**{f"{about}verification__standing": "" if standing == "unknown" else standing})
    if search:
        rows = rows.filter(process__aftergrantprocess__application__in=cases_found_by(search))
    rows = rows.select_related("owner", "process__aftergrantprocess").order_by("pk")
    found = page(request, rows, oldest_first=True)
    context = {
        "page": found,
        "rows": _due(list(found.rows)),
        "step": step,
        "standing": standing,
        "steps": [(name, node.task_title) for name, node in STEPS.items()],
        "search": search,
    }
    return render(request, "licensing/verification/desk.html", context)


def _due(tasks: list[Task]) -> list[Due]:
    ids = {task.process.aftergrantprocess.application_id for task in tasks}
    cases = (
        Application.objects.filter(pk__in=ids)
        .select_related("item", "company", "submission", "verification", "authority")
        .in_bulk()
    )
    today = timezone.localdate()
    due = []
    for task in tasks:
        application = cases[task.process.aftergrantprocess.application_id]
        verification = getattr(application, "verification", None)
        due.append(
            Due(task=task, application=application, limit=limit_of(verification, on=today) if verification else None)
        )
    return due


def _context(request: SignedInRequest, application: Application, **more: Any) -> dict[str, Any]:
    verification = getattr(application, "verification", None)
    node = actions.open_step_name(application)
    sent = more.get("act_form")
    acts = [] if sent is None else [(BY_NAME[more["act_name"]], sent)]
    acts += [
        (act, act.form(application=application, by=request.user))
        for act in offered(application, node, request.user)
        if act.name != more.get("act_name")
    ]
    return {
        "application": application,
        "verification": verification,
        "limit": limit_of(verification, on=timezone.localdate()) if verification else None,
        "inspections": inspections_of(application),
        "inquiries": inquiries_of(application),
        "direct_ends": application.direct_ends.select_related("letter", "decided_by"),
        "certificates": resting_on(application),
        "credit": CreditEntry.objects.filter(company=application.company).select_related("repair"),
        "resolved": resolve(application),
        "node": node,
        "visit": open_report(application, VisitReport.Step.VERIFY) if node == "verify" else None,
        "step": STEPS.get(node),
        "acts": acts,
        **more,
    }


def _granted(request: SignedInRequest, key: str) -> Application:
    application = case_or_404(request, key)
    decision = getattr(application, "decision", None)
    if decision is None or not decision.is_granted:
        raise Http404
    return application


@require_safe
@requires(*HANDLERS)
def after_grant(request: SignedInRequest, key: str) -> HttpResponse:
    """Everything that followed a grant, and what may be done now."""
    return render(request, "licensing/verification/after.html", _context(request, _granted(request, key)))


@require_POST
@requires("accounts.verify_commitments")
def look_up_again(request: SignedInRequest, key: str) -> HttpResponseBase:
    """The data check: every registry is asked again."""
    application = _granted(request, key)
    look_up(application, by=f"person:{request.user.pk}")
    messages.success(request, _("The registries were asked again; the answers stand below."))
    return redirect("desk:after_grant", key=key)


@require_POST
@requires(*HANDLERS)
def act(request: SignedInRequest, key: str, name: str) -> HttpResponseBase:
    """One of the acts of `after_grant_acts`."""
    chosen = BY_NAME.get(name)
    if chosen is None:
        raise Http404
    if chosen.whose is None and not request.user.has_perm(chosen.permission):
        raise PermissionDenied
    application = _granted(request, key)
    if not chosen.may(application, request.user):
        raise PermissionDenied
    node = actions.open_step_name(application)
    if node not in chosen.nodes or not chosen.is_open(application):
        messages.warning(request, _("This step was done already, or somebody else has taken it."))
        return redirect("desk:after_grant", key=key)
    form = chosen.form(request.POST, request.FILES, application=application, by=request.user)
    more: dict[str, Any] = {"act_form": form, "act_name": name}
    if not form.is_valid():
        return render(request, "licensing/verification/after.html", _context(request, application, **more), status=422)
    if chosen.letter and request.POST.get("act") == "preview":
        try:
            more["letter"] = chosen.letter(application, form.cleaned_data)
        except CalendarUnknown as unknown:
            messages.error(request, calendar_missing(unknown))
        except NotNow as why:
            messages.error(request, str(why))
        return render(request, "licensing/verification/after.html", _context(request, application, **more))
    if chosen.signs and not confirmed(request, request.POST.get("password", "")):
        more["password_error"] = _("The password is not right.")
        return render(request, "licensing/verification/after.html", _context(request, application, **more), status=422)
    values = form.cleaned_data
    if not carry_out(request, lambda: chosen.perform(application, values, request.user), str(chosen.done)):
        # Nothing was done: the form comes back as it was typed.
        return render(request, "licensing/verification/after.html", _context(request, application, **more), status=409)
    return redirect("desk:after_grant", key=key)


@require_safe
@requires(*HANDLERS)
def proof(request: SignedInRequest, key: str, pk: int) -> HttpResponseBase:
    """A photo or paper of what followed the grant."""
    application = _granted(request, key)
    return preview(request, get_object_or_404(proofs_of(application), pk=pk))


def for_holder(application: Application) -> dict[str, Any]:
    """What the holder sees of it on the progress page."""
    decision = getattr(application, "decision", None)
    if decision is None or not decision.is_granted:
        return {}
    verification = getattr(application, "verification", None)
    node = actions.open_step_name(application)
    return {
        "verification": verification,
        "verification_limit": limit_of(verification, on=timezone.localdate()) if verification else None,
        "inspections": inspections_of(application),
        "inquiries": inquiries_of(application),
        "direct_ends": application.direct_ends.select_related("letter"),
        "after_node": node,
        "rectification_form": RectificationForm() if node == "rectify" else None,
        "defence_form": DefenceForm() if node == "defend" else None,
    }


@require_POST
@applicant_required
def rectify(request: CompanyRequest, key: str) -> HttpResponseBase:
    """Report what was mended."""
    application = own(request, key)
    form = RectificationForm(request.POST, request.FILES)
    if not form.is_valid():
        return _ask_again(request, application, form, _("Report what you have mended"))
    values = form.cleaned_data
    return _answer(
        request,
        application,
        lambda: actions.report_rectified(application, words=values["words"], proofs=values["proofs"], by=request.user),
        _("Your report is handed in; it will be verified again."),
    )


@require_POST
@applicant_required
def defend(request: CompanyRequest, key: str) -> HttpResponseBase:
    """State one's case before a decision that would end the licence."""
    application = own(request, key)
    form = DefenceForm(request.POST, request.FILES)
    if not form.is_valid():
        return _ask_again(request, application, form, _("State your case"))
    values = form.cleaned_data
    return _answer(
        request,
        application,
        lambda: actions.state_case(
            application,
            words=values["words"],
            wants_hearing=values["wants_hearing"],
            proofs=values["proofs"],
            by=request.user,
        ),
        _("Your statement is in the file; another person decides in view of it."),
    )


def _answer(request: CompanyRequest, application: Application, act: Any, done: str) -> HttpResponseBase:
    carry_out(request, act, done)
    return redirect("applications:progress", key=application.key)


def _ask_again(request: CompanyRequest, application: Application, form: Any, title: str) -> HttpResponseBase:
    """The answer with its errors on a page of its own: nothing typed is lost."""
    context = {"application": application, "form": form, "title": title}
    return render(request, "licensing/verification/answer.html", context, status=422)


@require_safe
@applicant_required
def own_proof(request: CompanyRequest, key: str, pk: int) -> HttpResponseBase:
    """A photo or paper of one's own case after the grant."""
    return preview(request, get_object_or_404(proofs_of(own(request, key)), pk=pk))
