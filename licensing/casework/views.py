"""The desk and the case page of those who handle cases."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import SignedInRequest, requires
from accounts.people import Person
from accounts.permissions import ACCEPT, DECIDE
from desk import taking
from desk.acts import Act, carry_out, forms_of, offered, run
from desk.tasks import Task
from licensing import events
from licensing.applications.models.application import Application
from licensing.casework.above import above_the_list
from licensing.casework.acts.case_acts import ACTS, BY_NAME
from licensing.casework.acts.forms.ends import DeliveryForm
from licensing.casework.boxes import tabs
from licensing.casework.case import Case, case_of
from licensing.casework.case_file import CaseFile
from licensing.casework.desk_list import DESK
from licensing.casework.marking.forms import MarkForm
from licensing.casework.marking.marks import mark_of
from licensing.casework.queue import colleagues
from licensing.casework.reach import HANDLERS, case_or_404, case_to_show
from licensing.certificates.models import IssueOrder
from licensing.decisions.models.ends import Delivery
from licensing.decisions.rules import may_handle
from licensing.flow.open_steps import open_task
from licensing.flow.steps import BY_NAME as STEPS_BY_NAME
from licensing.moving import bundles
from licensing.moving.progress import open_node
from licensing.moving.worker import finish_case
from pages.lists.paging import number
from pages.lists.shown import Shown, show


@require_safe
@requires(*HANDLERS)
def queue(request: SignedInRequest) -> HttpResponseBase:
    """What waits: mine, nobody's yet, all of the authority; oldest first."""
    return show(request, DESK, "licensing/casework/queue.html", more=partial(_beside_the_list, request))


def _beside_the_list(request: SignedInRequest, listed: Shown) -> dict[str, Any]:
    """What stands above the list: how much is in each box, and what waits for somebody's own word."""
    above = above_the_list(request.user, at=listed.filters.authorities)
    return {
        "tabs": tabs(above.pop("counts"), here=listed.filters.chosen.get("box", "")),
        **above,
        "now": timezone.now(),
    }


def page_anew(request: SignedInRequest, key: str, **shown: Any) -> HttpResponse:
    """The case as it stands after an act was tried."""
    return _page(request, case_to_show(request, key), **shown)


def _page(request: SignedInRequest, application: Application, *, status: int = 200, **shown: Any) -> HttpResponse:
    """A case with the acts it offers; `shown` is what was sent and what came of it."""
    file = CaseFile(application=application)
    case = case_of(file, person=request.user)
    acts = [] if case.is_barred else forms_of(_open_to(request.user, case, file), file, request, shown)
    context: dict[str, Any] = {
        "application": application,
        "case": case,
        "acts": acts,
        "mark_form": MarkForm.of(mark_of(application, of=request.user)),
        "colleagues": colleagues(case.task, application, request.user) if case.task else [],
        **shown,
    }
    return render(request, "licensing/casework/case.html", context, status=status)


def _open_to(person: Person, case: Case, file: CaseFile) -> list[Act[CaseFile]]:
    """What is offered: an act that is the open step itself belongs to who has that step; others come beside it."""
    return [
        act
        for act in offered(ACTS, file, case.node, person)
        if case.may_act or not act.is_main or not _carries_out(act, case)
    ]


def _carries_out(act: Act[CaseFile], case: Case) -> bool:
    return case.node != "correct" and case.task is not None and case.task.owner_permission == act.permission


@require_safe
@requires(*HANDLERS)
def case(request: SignedInRequest, key: str) -> HttpResponseBase:
    """Everything about a case on one screen; looking at it is recorded."""
    application = case_to_show(request, key)
    if application.item.bundle_id is not None:
        return redirect("desk:bundle", key=key)
    events.CASE_SEEN.record(subject=application.subject, by=request.user, authority=application.authority.division_id)
    return _page(request, application)


@require_POST
@requires(*HANDLERS)
def take(request: SignedInRequest, key: str) -> HttpResponseBase:
    """Take the open step."""
    application = case_or_404(request, key)
    carry_out(request, lambda: taking.take(_task(application), by=request.user), _("The case is yours."))
    return redirect("desk:case", key=key)


@require_POST
@requires(*HANDLERS)
def put_back(request: SignedInRequest, key: str) -> HttpResponseBase:
    """Put the open step back in the queue."""
    application = case_or_404(request, key)
    carry_out(
        request, lambda: taking.put_back(_task(application), by=request.user), _("The case is back in the queue.")
    )
    return redirect("desk:case", key=key)


@require_POST
@requires(*HANDLERS)
def hand_over(request: SignedInRequest, key: str) -> HttpResponseBase:
    """Hand the open step to a colleague."""
    application = case_or_404(request, key)
    to = get_object_or_404(
        Person, pk=number(request.POST.get("to", "")), authority=request.user.authority, is_active=True
    )
    done = _("The case was handed to %(name)s.") % {"name": to.name}
    carry_out(request, lambda: taking.hand_over(_task(application), to=to, by=request.user), done)
    return redirect("desk:case", key=key)


def _task(application: Application) -> Task:
    return open_task(application, *STEPS_BY_NAME)


@require_POST
@requires(*HANDLERS)
def act(request: SignedInRequest, key: str, name: str) -> HttpResponseBase:
    """One of the acts of `acts`; the runner previews, has it signed, carries it out and tells."""
    chosen = BY_NAME.get(name)
    if chosen is None or chosen.has_own_page:
        raise Http404
    file = CaseFile(application=case_or_404(request, key))
    page, back = partial(page_anew, request, key), reverse("desk:case", args=[key])
    return run(request, chosen, file, node=file.node, page=page, back=back)


@require_POST
@requires(DECIDE)
def decide(request: SignedInRequest, key: str) -> HttpResponseBase:
    """The decision, at the step where the case stands: its own, or in one with the acceptance."""
    at_once = open_node(case_or_404(request, key)) == "check"
    return act(request, key, "decide-at-once" if at_once else "decide")


@require_POST
@requires(DECIDE)
def retry_issue(request: SignedInRequest, key: str) -> HttpResponseBase:
    """Have a failed issue tried again now."""
    application = case_or_404(request, key)
    order = get_object_or_404(IssueOrder, decision__application=application, completed_at__isnull=True)
    events.REVIVED.record(
        subject=application.subject, by=request.user, authority=application.authority.division_id, order=order.pk
    )
    finish_case.enqueue(application.pk)
    messages.success(request, _("Issuing is being tried again."))
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
        if not request.user.has_perm(ACCEPT):
            raise PermissionDenied
        if form.is_valid():
            way, note = Delivery.Way(form.cleaned_data["way"]), form.cleaned_data["note"]
            deliver = partial(bundles.deliver, application, way=way, note=note, by=request.user)
            carry_out(request, deliver, _("The delivery is recorded."))
            return redirect("desk:bundle", key=key)
    context = {
        "application": application,
        "steps": bundles.steps_of(application),
        "form": form if bundles.waits_for_delivery(application) else None,
        "finished": application.bundle_process.finished,
        "may_talk": may_handle(request.user, application),
    }
    return render(request, "licensing/casework/bundle.html", context, status=422 if form.errors else 200)
