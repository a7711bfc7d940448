"""One act on many cases chosen on the desk."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.access import SignedInRequest, requires
from desk.bulk import MOST_AT_ONCE, Chosen, Outcome, run_in_bulk
from licensing.applications.models.application import Application
from licensing.casework.bulk import bulk_acts
from licensing.casework.case_file import CaseFile
from licensing.casework.queue import authorities_of, cases_of_steps
from licensing.casework.reach import HANDLERS, cases_in_reach
from pages.lists.addresses import back_to
from pages.lists.paging import number


@require_POST
@requires(*HANDLERS)
def chosen(request: SignedInRequest) -> HttpResponseBase:
    """Do one act to every chosen case, and tell how each went."""
    back = back_to(request, usual=reverse("desk:queue"))
    act = next((act for act in bulk_acts(request.user) if act.name == request.POST.get("act")), None)
    keys = [key for typed in request.POST.getlist("row")[:MOST_AT_ONCE] if (key := number(typed))]
    if act is None or not keys:
        messages.warning(request, _("Select at least one row and an action."))
        return redirect(back)
    rows = _rows(request, keys)
    context: dict[str, Any] = {"act": act, "rows": rows, "keys": keys, "back": back, "action": request.path}
    return run_in_bulk(request, act, rows, ask=partial(_ask, request, context), tell=partial(_tell, request, context))


def _ask(request: SignedInRequest, context: dict[str, Any], *, status: int = 200, **shown: Any) -> HttpResponseBase:
    return render(request, "desk/bulk_ask.html", {**context, **shown}, status=status)


def _tell(request: SignedInRequest, context: dict[str, Any], outcomes: list[Outcome]) -> HttpResponseBase:
    done = sum(outcome.is_done for outcome in outcomes)
    return render(request, "desk/bulk_done.html", {**context, "outcomes": outcomes, "done": done})


def _rows(request: SignedInRequest, keys: list[int]) -> list[Chosen[CaseFile]]:
    """The chosen steps in the order they were chosen; one that is not theirs to see is told as gone."""
    cases = cases_of_steps(keys, at=authorities_of(request.user))
    return [_row(request, key, cases.get(key)) for key in dict.fromkeys(keys)]


def _row(request: SignedInRequest, key: int, case: Application | None) -> Chosen[CaseFile]:
    if case is None:
        return Chosen(label="–", link="", find=lambda: None)
    link = reverse("desk:case", args=[case.key])
    return Chosen(label=case.receipt_number, link=link, find=partial(_find, request, key, case.pk))


def _find(request: SignedInRequest, key: int, case: int) -> tuple[CaseFile, str] | None:
    """The case as it stands when its turn has come; at no step when the chosen one was done meanwhile."""
    application = cases_in_reach(request).filter(pk=case).first()
    if application is None:
        return None
    file = CaseFile(application=application)
    is_there = file.task is not None and file.task.pk == key
    return file, file.node if is_there else ""
