"""The supervisor's page of open steps: who holds what, since when, and handing it over."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
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
from licensing.casework.boxes import HANDLERS
from licensing.casework.queue import authorities_of, open_steps
from licensing.casework.supervising.steps_list import STEPS_LIST
from pages.lists.paging import number
from pages.lists.shown import Shown, show


@require_safe
@requires(HAND_OVER)
def steps(request: SignedInRequest) -> HttpResponseBase:
    """Every open step of the authorities one supervises, with whom it can be given to, and who is away."""
    return show(request, STEPS_LIST, "licensing/casework/steps.html", more=partial(_beside_the_list, request))


def _beside_the_list(request: SignedInRequest, _listed: Shown) -> dict[str, Any]:
    # Grid members and officers of other trades hold no steps: their absence stops nothing here.
    staff = holding_any(visible_people(request.user).filter(is_active=True), (*HANDLERS, APPROVE_EXTENSIONS, VERIFY))
    away = Absence.objects.to_come(timezone.localdate()).filter(person__in=staff)
    return {"staff": staff.order_by("authority", "name"), "away": away.select_related("person", "deputy")}


@require_POST
@requires(HAND_OVER)
def hand_over(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """Give a step to somebody of the case's authority."""
    task = get_object_or_404(open_steps(at=authorities_of(request.user)), pk=pk).task
    to = get_object_or_404(staff_at(work_of(task).authority_id), pk=number(request.POST.get("to", "")))
    done = _("The case was handed to %(name)s.") % {"name": to.name}
    carry_out(request, lambda: taking.hand_over(task, to=to, by=request.user), done)
    return redirect("desk:steps")
