"""Officials' pages of inspections: the list, one of them with what may be done, a draft, papers, what was refused."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import SignedInRequest, requires
from accounts.permissions import APPROVE_INSPECTIONS, INSPECT, READ_INSPECTIONS
from clock.working_days import CalendarUnknown
from desk.acts import calendar_missing, forms_of, offered, run
from desk.refusals import NotYours, Refusal
from materials.uploads.responses import preview as show_upload
from pages.lists.paging import page
from pages.lists.shown import show
from papers.responses import download
from supervision.credit.letters.writing import letter_document
from supervision.draws.models import DrawObject
from supervision.draws.queries import listed_under
from supervision.inspections.doing import planning, visiting
from supervision.inspections.flow.open_steps import step_name
from supervision.inspections.models import CompanyInspection
from supervision.inspections.queries import files_for, inspections_for, letters_about, letters_for, turned_away_for
from supervision.inspections.rules import drawn_pair, officers_now
from supervision.inspections.screens.acts import ACTS, named
from supervision.inspections.screens.forms import DraftForm
from supervision.inspections.screens.lists import INSPECTIONS


@require_safe
@requires(READ_INSPECTIONS)
def inspections(request: SignedInRequest) -> HttpResponseBase:
    """The inspections of one's authorities, the newest first."""
    may_draft = request.user.has_perm(INSPECT)
    return show(
        request,
        INSPECTIONS,
        "supervision/inspections/inspections.html",
        more=lambda _listed: {"may_draft": may_draft},
    )


def _inspection(request: SignedInRequest, number: str) -> CompanyInspection:
    return get_object_or_404(inspections_for(request.user).prefetch_related("items", "records"), number=number)


def _page(request: SignedInRequest, number: str, *, status: int = 200, **shown: Any) -> HttpResponse:
    found = _inspection(request, number)
    step = step_name(found)
    context = {
        "inspection": found,
        "application": found,
        "step": step,
        "officers": officers_now(found),
        "records": found.records.select_related("by", "answer__by").prefetch_related("files__upload").order_by("pk"),
        "letters": letters_about(found),
        "letter_at": "inspections:letter",
        "acts": forms_of(offered(ACTS, found, step, request.user), found, request, shown),
        "act_url": "inspections:act",
        **shown,
    }
    return render(request, "supervision/inspections/inspection.html", context, status=status)


@require_safe
@requires(READ_INSPECTIONS)
def inspection(request: SignedInRequest, number: str) -> HttpResponse:
    """One inspection: what was said and found, its papers, and what may be done now."""
    return _page(request, number)


@require_POST
@requires(INSPECT, APPROVE_INSPECTIONS)
def act(request: SignedInRequest, number: str, name: str) -> HttpResponseBase:
    """Carry out a step."""
    found, row = _inspection(request, number), named(name)
    if row is None:
        raise Http404
    back = reverse("inspections:inspection", args=[number])
    return run(request, row, found, node=step_name(found), page=partial(_page, request, number), back=back)


def _sent(request: SignedInRequest, form: DraftForm, make: Any, **context: Any) -> HttpResponseBase:
    """Show the draft, or make it; what stands against it is told on the form, and nothing typed is lost."""
    if request.method == "POST" and form.is_valid():
        try:
            made = make(form.cleaned_data)
        except NotYours as mine:
            raise PermissionDenied(str(mine)) from mine
        except Refusal as why:
            form.add_error(None, str(why))
        except CalendarUnknown as unknown:
            form.add_error(None, calendar_missing(unknown))
        else:
            messages.success(request, _("The inspection is drafted."))
            return redirect("inspections:inspection", number=made.number)
    status = 422 if form.errors else 200
    return render(request, "supervision/inspections/draft.html", {"form": form, **context}, status=status)


@require_http_methods(["GET", "POST"])
@requires(INSPECT)
def draft(request: SignedInRequest) -> HttpResponseBase:
    """Draft an inspection, or begin an urgent one."""
    return _sent(request, DraftForm(request.POST or None, by=request.user), partial(_make, request))


def _make(request: SignedInRequest, typed: dict[str, Any]) -> CompanyInspection:
    told = {name: typed[name] for name in ("items", "source", "words", "joint")}
    officers = [typed["first"], typed["second"]]
    if typed["urgent"]:
        return visiting.enter_urgently(typed["subject"], officers=officers, by=request.user, **told)
    return planning.draft(
        typed["subject"],
        officers=officers,
        planned_on=typed["planned_on"],
        on_site=typed["on_site"],
        unannounced=typed["unannounced"],
        by=request.user,
        **told,
    )


@require_http_methods(["GET", "POST"])
@requires(INSPECT)
def from_draw(request: SignedInRequest, draw: str, key: str) -> HttpResponseBase:
    """Draft the inspection of a drawn company: the draw says whom and by whom."""
    drawn = get_object_or_404(listed_under(request.user, number=draw, key=key))
    known = {"on_site": drawn.draw.on_site, "words": f"{drawn.draw.purpose} · {drawn.draw.number}"}
    form = DraftForm(request.POST or None, by=request.user, is_drawn=True, initial=known)
    context = {"drawn": drawn, "officers": drawn_pair(drawn)}
    return _sent(request, form, partial(_make_drawn, request, drawn), **context)


def _make_drawn(request: SignedInRequest, drawn: DrawObject, typed: dict[str, Any]) -> CompanyInspection:
    return planning.draft(
        drawn.subject,
        items=typed["items"],
        source=CompanyInspection.Source.DRAW,
        words=typed["words"],
        planned_on=typed["planned_on"],
        drawn=drawn,
        on_site=typed["on_site"],
        joint=typed["joint"],
        by=request.user,
    )


@require_safe
@requires(READ_INSPECTIONS)
def letter(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """A paper of an inspection, as it was signed."""
    found = get_object_or_404(letters_for(request.user), pk=pk)
    return download(letter_document(found), f"{found.title}-{found.number}.pdf")


@require_safe
@requires(READ_INSPECTIONS)
def file(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """A photo or form that belongs to a record."""
    return show_upload(request, get_object_or_404(files_for(request.user), pk=pk).upload)


@require_safe
@requires(READ_INSPECTIONS)
def turned_away(request: SignedInRequest) -> HttpResponse:
    """What companies refused, and why."""
    found = page(request, turned_away_for(request.user))
    return render(request, "supervision/inspections/turned_away.html", {"page": found, "rows": found.rows})
