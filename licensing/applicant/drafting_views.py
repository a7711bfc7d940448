"""Pages of the applicant while an application is drafted: list, start, overview, one topic after the other."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import CompanyRequest, applicant_required
from accounts.versions import Stale
from licensing.applicant.forms import MOST_ROWS
from licensing.applicant.reach import drafting, own, own_draft
from licensing.applicant.rows.cards import Problem
from licensing.applicant.rows.parts import Window, number_in
from licensing.applicant.rows.posted import TooManyRows
from licensing.applicant.task_list import tasks_of
from licensing.applicant.topics import Topic, topic_of
from licensing.applications import actions, rules
from licensing.applications.drafts import DraftTooLarge
from licensing.applications.evidence.look_ups import ask_registries
from licensing.applications.evidence.resolution import tally
from licensing.applications.models import Application
from licensing.applications.sheet import Sheet, sheet_of
from licensing.applications.standing.rivals import warnings_before, warnings_of
from materials.catalogue.models import ServiceItem
from materials.catalogue.queries import has_form as item_has_form
from materials.catalogue.queries import item_in_force


@require_http_methods(["GET", "POST"])
@applicant_required
def new(request: CompanyRequest, code: str) -> HttpResponseBase:
    """Begin an application: for whom, at which authority, by which procedure."""
    try:
        item = item_in_force(code)
    except ServiceItem.DoesNotExist as unknown:
        raise Http404 from unknown
    has_form = item_has_form(item)
    authority = rules.competent_authority(item, request.company)
    context = {
        "item": item,
        "authority": authority,
        "company": request.company,
        "has_form": has_form,
        "may_apply": rules.may_apply(item, request.company),
        "for_persons": "individual" in item.applicants and not request.company.is_individual,
        "drafts": Application.objects.of_company(request.company).drafts().filter(item__code=code),
        "warnings": warnings_before(item, request.company),
    }
    if request.method == "POST" and has_form:
        try:
            application = actions.start(item, request.company, by=request.user)
        except actions.CannotStart as why:
            messages.error(request, str(why))
            return render(request, "licensing/applicant/new.html", context)
        ask_registries(request, application, by=request.user)
        return redirect("applications:overview", key=application.key)
    return render(request, "licensing/applicant/new.html", context)


@require_safe
@applicant_required
def overview(request: CompanyRequest, key: str) -> HttpResponseBase:
    """The task list of a draft."""
    application = own(request, key)
    if application.is_submitted:
        return redirect("applications:progress", key=key)
    sheet = sheet_of(application)
    context = {
        "application": application,
        "tasks": tasks_of(sheet, with_materials=True),
        "tally": tally(sheet.resolved),
        "held": rules.holds_excluding_record(sheet),
        "warnings": warnings_of(sheet),
        "closed": sheet.closed,
        "exempt": actions.exempt(sheet),
    }
    return render(request, "licensing/applicant/overview.html", context)


@require_http_methods(["GET", "POST"])
@drafting
def section(request: CompanyRequest, key: str, code: str) -> HttpResponseBase:
    """One topic of the form, `part` of its rows. POST `act`: continue, add, fill, remove-<n>, part-<n>."""
    application = own_draft(request, key)
    sheet, window = sheet_of(application), _window(request)
    # Rows of a table were taken in a moment ago, or marked on another part: what is wrong with them is shown.
    topic = topic_of(sheet, code, checked=request.method == "GET" and "checked" in request.GET, window=window)
    if topic is None:
        raise Http404
    if request.method == "POST":
        act = request.POST.get("act", "continue")
        try:
            application = _save(application, topic, request)
        except Stale as stale:
            return _both(request, sheet, topic, stale)
        except DraftTooLarge as why:
            return _too_large(request, sheet, topic, why)
        except TooManyRows:
            messages.error(request, too_many_rows())
            return redirect(request.path)
        if topic.section.repeatable and act in ("continue", "fill"):
            ask_registries(request, application, by=request.user, only=topic.registry_materials)
        sheet = sheet_of(application)
        topic = topic_of(sheet, code, checked=act in ("continue", "fill"), window=window)
        assert topic is not None  # noqa: S101 - it was there a moment ago
        if act == "continue" and not topic.has_errors:
            return redirect("applications:overview", key=key)
        if act.startswith(("add", "remove-", "part-")):
            return redirect(_rows_address(request, topic, act))
    return _page(request, sheet, topic)


def _window(request: HttpRequest) -> Window:
    asked = request.GET if request.method == "GET" else request.POST
    return Window(number=number_in(asked.get("part", "")))


def _rows_address(request: HttpRequest, topic: Topic, act: str) -> str:
    """Where the rows are seen after an act on them: an added one stands on the last part."""
    part = topic.part
    if act == "add" and topic.parts:
        part = topic.parts[-1].number
    if act.startswith("part-"):
        part = number_in(act.removeprefix("part-"))
    return f"{request.path}{f'?part={part}' if part > 1 else ''}#{topic.section.code}-rows"


def _page(request: HttpRequest, sheet: Sheet, topic: Topic, *, status: int = 200, **more: Any) -> HttpResponse:
    context = {
        "application": sheet.application,
        "topic": topic,
        "tasks": tasks_of(sheet, with_materials=False),
        **more,
    }
    return render(request, "licensing/applicant/section.html", context, status=status)


def _save(application: Application, topic: Topic, request: HttpRequest) -> Application:
    read = topic.read(request.POST)
    return actions.save_section(application, fields=read.fields, rows=read.rows, doubts=read.doubts, page=read.page)


def _typed(request: HttpRequest, sheet: Sheet, topic: Topic, *, checked: bool = False) -> tuple[Sheet, Topic]:
    """The topic as it was typed, and the sheet it would make; nothing is stored."""
    read = topic.read(request.POST)
    would_be = sheet.with_draft(sheet.answers.with_section(fields=read.fields, rows=read.rows, doubts=read.doubts))
    ids = read.page.row_ids if read.page.part is None else read.page.part
    window = Window(number=topic.part, ids=frozenset(ids))
    typed = topic_of(would_be, topic.section.code, checked=checked, window=window, row_ids=read.page.row_ids)
    return would_be, typed or topic


def _too_large(request: HttpRequest, sheet: Sheet, topic: Topic, why: DraftTooLarge) -> HttpResponse:
    """The page as it was typed, each field that is too long marked."""
    seen = request.POST.get("stands-on", "")
    would_be, typed = _typed(request, sheet, topic, checked=True)
    first = typed.problems[0].target if typed.problems else f"{typed.section.code}-rows"
    typed = replace(typed, problems=(Problem(target=first, message=str(why)), *typed.problems))
    return _page(request, would_be, typed, status=422, stands_on=seen, unsaved=True)


def _both(request: HttpRequest, sheet: Sheet, topic: Topic, stale: Stale) -> HttpResponse:
    """The page as it was typed, what is stored now beside it; nothing is stored."""
    would_be, typed = _typed(request, sheet, topic)
    return _page(request, would_be, typed, status=409, stale=stale, stands_on=request.POST.get("stands-on", ""))


def too_many_rows() -> str:
    return _("A topic holds at most %(most)s rows; nothing was changed.") % {"most": MOST_ROWS}


@require_POST
@drafting
def section_save(request: CompanyRequest, key: str, code: str) -> HttpResponse:
    """Save a topic while it is typed; answers one line for the reader."""
    application = own_draft(request, key)
    topic = topic_of(sheet_of(application), code)
    if topic is None:
        raise Http404
    try:
        saved = _save(application, topic, request)
    except Stale:
        told = _("Changed elsewhere meanwhile: not saved. “Save and continue” shows both.")
        return HttpResponse(told, status=409)
    except DraftTooLarge as why:
        return HttpResponse(str(why), status=422, content_type="text/plain; charset=utf-8")
    except TooManyRows:
        return HttpResponse(too_many_rows(), status=422)
    return HttpResponse(_("Saved at %(time)s") % {"time": timezone.localtime(saved.saved_at).strftime("%H:%M:%S")})


@require_POST
@drafting
def discard(request: CompanyRequest, key: str) -> HttpResponseBase:
    """Put a draft away."""
    actions.discard(own_draft(request, key), by=request.user)
    messages.success(request, _("The draft was discarded."))
    return redirect("applications:list")
