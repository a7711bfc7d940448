"""The supervisor's page of open steps: who holds what, since when, and handing it over."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.access import SignedInRequest, requires
from accounts.permissions import APPROVE_EXTENSIONS, HAND_OVER, VERIFY
from accounts.roles import holding_any, staff_at, visible_people
from accounts.staffing.absence import Absence
from desk import taking
from desk.acts import carry_out
from desk.worked import work_of
from licensing.casework.queue import HANDLERS, authorities_of, colleagues_of, steps_for, waiting
from pages.lists.paging import number, page


@require_safe
@requires(HAND_OVER)
def steps(request: SignedInRequest) -> HttpResponse:
    """Every open step of the authorities one supervises, with whom it can be given to."""
    at, search = authorities_of(request.user), request.GET.get("q", "").strip()
    found = page(request, steps_for(at=at, search=search), oldest_first=True)
    shown = waiting(found.rows)
    to = colleagues_of([(step.task, step.application) for step in shown], request.user)
    rows: list[dict[str, Any]] = [{"step": step, "to": to[step.pk]} for step in shown]
    # Grid members and officers of other trades hold no steps: their absence stops nothing here.
    staff = holding_any(visible_people(request.user).filter(is_active=True), (*HANDLERS, APPROVE_EXTENSIONS, VERIFY))
    context = {
        "page": found,
        "rows": rows,
        "staff": staff.order_by("authority", "name"),
        "away": Absence.objects.to_come(timezone.localdate())
        .filter(person__in=staff)
        .select_related("person", "deputy"),
    }
    return render(request, "licensing/casework/steps.html", context)


@require_POST
@requires(HAND_OVER)
def hand_over(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """Give a step to somebody of the case's authority."""
    task = get_object_or_404(steps_for(at=authorities_of(request.user)), pk=pk).task
    to = get_object_or_404(staff_at(work_of(task).authority_id), pk=number(request.POST.get("to", "")))
    done = _("The case was handed to %(name)s.") % {"name": to.name}
    carry_out(request, lambda: taking.hand_over(task, to=to, by=request.user), done)
    return redirect("desk:steps")
