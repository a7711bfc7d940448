"""The form as it is filled in, a page of topics after the other: saved while it is typed, leading on when sent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import islice
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.versions import Stale, seen_version
from licensing.applicant.path.bringing import brought_on
from licensing.applicant.path.form_page import CHANGED_ELSEWHERE, FormPage, asked_for, next_step, own_words, save
from licensing.applicant.path.tasks import progress_of
from licensing.applicant.reach import FilingRequest, changes_draft, own_draft
from licensing.applicant.rows.cards import Problem
from licensing.applicant.rows.parts import Window, number_in
from licensing.applicant.rows.posted import TooManyRows
from licensing.applicant.topics import Topic, topic_of
from licensing.applications.actions.asking import pending_needs
from licensing.applications.drafts import DraftTooLarge
from licensing.applications.evidence.look_ups import ask_registries
from licensing.applications.evidence.prefill import only_inputs
from licensing.applications.models.application import Application
from licensing.applications.sheet import Sheet, sheet_of

MOST_PLACES = 3


@require_http_methods(["GET", "POST"])
@changes_draft
def section(request: FilingRequest, key: str, code: str) -> HttpResponseBase:
    """A page of the form: one topic with a `part` of its rows, or those the address names (`topic`).

    POST `act`: continue, add, fill, remove-<n>, part-<n>, attach-<place>, detach-<file>.
    """
    application = own_draft(request, key)
    sheet = sheet_of(application)
    # Rows of a table were taken in a moment ago, or marked on another part: what is wrong with them is shown.
    page = asked_for(request, sheet, code, checked=request.method == "GET" and "checked" in request.GET)
    if request.method != "POST":
        return shown(request, sheet, page)
    act, topic = page.act(request.POST)
    # What is brought is only added to: files go in whatever becomes of the words.
    refused = brought_on(request, sheet)
    try:
        application = save(application, page, request.POST)
    except Stale as stale:
        return _both(request, sheet_of(own_draft(request, key)), page, stale, refused)
    except DraftTooLarge as why:
        return _unsaved(request, sheet, page, str(why), checked=True)
    except TooManyRows as why:
        return _unsaved(request, sheet, page, str(why), about=why.section)
    _look_up(request, application, page, act, topic)
    sheet = sheet_of(application)
    if refused:
        return shown(request, sheet, asked_for(request, sheet, code), status=422, refused=refused)
    if act.startswith(("attach-", "detach-")):
        return redirect(_beside_address(page, act))
    if act == "fill" and topic is not None:
        return shown(request, sheet, asked_for(request, sheet, code, checked=[topic.section.code]))
    page = asked_for(request, sheet, code, checked=act == "continue")
    if act == "continue" and not page.problems:
        return lead_on(request, sheet)
    if act.startswith(("add", "remove-", "part-")) and topic is not None:
        return redirect(_rows_address(page, topic, act))
    return shown(request, sheet, page)


def _look_up(request: FilingRequest, application: Application, page: FormPage, act: str, topic: Topic | None) -> None:
    """Ask the registries about the rows that were typed."""
    if act not in ("continue", "fill"):
        return
    asked = [one for one in page.topics if one.section.repeatable and topic in (one, None)]
    if only := {material for one in asked for material in one.registry_materials}:
        ask_registries(request, application, by=request.person, only=only)


def lead_on(request: FilingRequest, sheet: Sheet) -> HttpResponseBase:
    """Where it goes on; once the form is complete every registry is asked what was not asked yet."""
    application = sheet.application
    step = next_step(sheet)
    if step != "overview" and pending_needs(sheet, by=f"person:{request.person.pk}"):
        ask_registries(request, application, by=request.person)
        step = next_step(sheet_of(application))
    return redirect(f"applications:{step}", key=application.key)


def _beside_address(page: FormPage, act: str) -> str:
    """Where what was just brought, or taken out, is seen."""
    of_rows = next((topic for topic in page.topics if topic.parts), None)
    address = page.part_address(of_rows, of_rows.part) if of_rows else page.address
    return f"{address}#proof-{act.removeprefix('attach-')}" if act.startswith("attach-") else address


def _rows_address(page: FormPage, topic: Topic, act: str) -> str:
    """Where the rows are seen after an act on them: an added one stands on the last part."""
    topic = next(one for one in page.topics if one.section == topic.section)
    part = topic.part
    if act == "add" and topic.parts:
        part = topic.parts[-1].number
    if act.startswith("part-"):
        part = number_in(act.removeprefix("part-"))
    return f"{page.part_address(topic, part)}#{topic.section.code}-rows"


def shown(request: HttpRequest, sheet: Sheet, page: FormPage, *, status: int = 200, **more: Any) -> HttpResponse:
    """A page of the form with the list of all that is to do beside it."""
    context = {"application": sheet.application, "page": page, "progress": progress_of(sheet, page), **more}
    return render(request, "licensing/applicant/section.html", context, status=status)


def _typed(request: HttpRequest, sheet: Sheet, page: FormPage, *, checked: bool = False) -> tuple[Sheet, FormPage]:
    """The page as it was typed, and the sheet it would make; nothing is stored."""
    answers, topics = sheet.answers, []
    read = page.read(request.POST)
    for typed in read:
        # What is known anyway was not sent: it stands as it is kept, as it does when the page is saved.
        fields, _rows = only_inputs(sheet, typed.fields, {})
        answers = answers.with_section(fields=fields, rows=typed.rows, doubts=typed.doubts)
    would_be = sheet.with_draft(answers)
    for topic, typed in zip(page.topics, read, strict=True):
        assert typed.page is not None  # noqa: S101 - a topic is read with its page
        ids = typed.page.row_ids if typed.page.part is None else typed.page.part
        window = Window(number=topic.part, ids=frozenset(ids))
        again = topic_of(would_be, topic.section.code, checked=checked, window=window, row_ids=typed.page.row_ids)
        seen, name = seen_version(own_words(request.POST, topic)), typed.page.name
        topics.append(replace(again or topic, prefix=topic.prefix, stands_on=seen, page=name))
    return would_be, FormPage(topics=tuple(topics))


def _unsaved(
    request: HttpRequest, sheet: Sheet, page: FormPage, why: str, *, about: str = "", checked: bool = False
) -> HttpResponse:
    """The page as it was typed and why nothing of it is stored; `checked` marks each field that is too long."""
    would_be, typed = _typed(request, sheet, page, checked=checked)
    first = typed.problems[0].target if typed.problems else f"{about or typed.first.section.code}-rows"
    told = Problem(target=first, message=why)
    marked = replace(typed.first, problems=(told, *typed.first.problems))
    page = FormPage(topics=(marked, *typed.topics[1:]))
    return shown(request, would_be, page, status=422, unsaved=True)


def _both(request: HttpRequest, sheet: Sheet, page: FormPage, stale: Stale, refused: Sequence[Problem]) -> HttpResponse:
    """The page as it was typed, what is stored now beside it; of the topic in question nothing is stored."""
    would_be, typed = _typed(request, sheet, page)
    return shown(request, would_be, typed, status=409, stale=stale, refused=refused)


@require_POST
@changes_draft
def section_save(request: FilingRequest, key: str, code: str) -> HttpResponse:
    """Save a page while it is typed; answers one line for its foot, or what stands at its top when it is not saved."""
    application = own_draft(request, key)
    page = asked_for(request, sheet_of(application), code)
    try:
        saved = save(application, page, request.POST)
    except Stale as stale:
        return _not_saved(request, str(CHANGED_ELSEWHERE), status=409, at=_places(page, stale))
    except (DraftTooLarge, TooManyRows) as why:
        return _not_saved(request, str(why), status=422)
    return HttpResponse(_("Saved at %(time)s") % {"time": timezone.localtime(saved.saved_at).strftime("%H:%M:%S")})


def _not_saved(request: HttpRequest, why: str, *, status: int, at: Sequence[Problem] = ()) -> HttpResponse:
    return render(request, "licensing/applicant/_not_saved.html", {"why": why, "at": at}, status=status)


def _places(page: FormPage, stale: Stale) -> list[Problem]:
    """Where on the page as it was typed the fields stand that somebody else wrote meanwhile."""
    prefix = next((topic.prefix for topic in page.topics if topic.section.code == stale.about), "")
    found = (one for one in stale.differences if one.place)
    return [Problem(target=f"id_{prefix}{one.place}", message=one.label) for one in islice(found, MOST_PLACES)]
