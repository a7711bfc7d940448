"""Tasks of the monthly reviews, and how far one is."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import SignedInRequest, requires
from accounts.permissions import HANDLE_TICKETS, LEAD_HOTLINE, READ_TICKETS, SEE_HOTLINE
from desk.refusals import NotYours, Refusal
from hotline.bulletins.following import may_step, take_step
from hotline.bulletins.models import MonthlyTask, TaskStep
from hotline.bulletins.screens.forms import TaskStepForm
from hotline.bulletins.states import task_state
from pages.lists.paging import page


@require_safe
@requires(SEE_HOTLINE, READ_TICKETS, HANDLE_TICKETS)
def tasks(request: SignedInRequest) -> HttpResponse:
    """Tasks one may know, the newest first."""
    found = page(request, MonthlyTask.objects.visible_to(request.user).order_by("-pk"))
    context = {"page": found, "tasks": found.rows, "today": timezone.localdate()}
    return render(request, "hotline/bulletins/tasks.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(LEAD_HOTLINE, HANDLE_TICKETS)
def task(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """What became of a task; its owner notes how far it is."""
    found = get_object_or_404(MonthlyTask.objects.visible_to(request.user), pk=pk)
    if not may_step(request.user, found):
        raise PermissionDenied
    form = TaskStepForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            take_step(found, by=request.user, **form.cleaned_data)
        except NotYours as mine:
            raise PermissionDenied(str(mine)) from mine
        except Refusal as why:
            form.add_error(None, str(why))
        else:
            messages.success(request, _("It is noted."))
            return redirect("bulletins:tasks")
    is_open = task_state(found) not in TaskStep.OVER
    context = {"task": found, "form": form if is_open else None}
    return render(request, "hotline/bulletins/task.html", context, status=422 if form.errors else 200)
