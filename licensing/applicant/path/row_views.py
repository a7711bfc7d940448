"""A row of the form alone: saved and looked up as soon as what its registries ask for stands in it."""

from __future__ import annotations

from dataclasses import replace

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.signing_in.throttle import TooOften
from accounts.versions import Stale
from licensing.applicant.path.form_page import CHANGED_ELSEWHERE, asked_for, own_words, save
from licensing.applicant.reach import FilingRequest, changes_draft, own_draft
from licensing.applicant.rows.parts import Window
from licensing.applicant.rows.posted import TooManyRows
from licensing.applicant.topics import topic_of
from licensing.applications.actions.asking import pending_needs
from licensing.applications.drafts import DraftTooLarge
from licensing.applications.evidence.look_ups import ask_registries
from licensing.applications.sheet import Sheet, sheet_of


@require_POST
@changes_draft
def section_row(request: FilingRequest, key: str, code: str) -> HttpResponse:
    """Save the page, look its rows up, answer one of them (`row`) as it stands then.

    Only what was typed is checked: somebody is still typing. What cannot be saved says so in one line (409, 422).
    """
    application = own_draft(request, key)
    page = asked_for(request, sheet_of(application), code)
    topic = next((one for one in page.topics if one.section.code == request.GET.get("rows", code)), None)
    if topic is None or not topic.section.repeatable:
        raise Http404
    try:
        application = save(application, page, request.POST)
    except Stale:
        return HttpResponse(CHANGED_ELSEWHERE, status=409)
    except (DraftTooLarge, TooManyRows) as why:
        return HttpResponse(str(why), status=422)
    told = _look_up(request, sheet_of(application), topic.registry_materials)
    name = own_words(request.POST, topic).get(f"{topic.section.code}-{request.GET.get('place', '0')}-row", "")
    window = Window(ids=frozenset([name]))
    shown = topic_of(sheet_of(application), topic.section.code, checked=True, only_typed=True, window=window)
    row = next((row for row in shown.rows if row.id == name), None) if shown else None
    if row is None:
        return HttpResponse(_("This row no longer exists."), status=409)
    context = {"application": application, "topic": replace(topic, rows=(row,)), "row": row, "too_often": told}
    return render(request, "licensing/applicant/_row.html", context)


def _look_up(request: FilingRequest, sheet: Sheet, materials: set[str]) -> bool:
    """Ask what was not asked yet; whether that was too often for now: the row is kept all the same."""
    needs = pending_needs(sheet, by=f"person:{request.person.pk}")
    if not any(need.question.material in materials for need in needs):
        return False
    try:
        ask_registries(request, sheet.application, by=request.person, only=materials)
    except TooOften:
        return True
    return False
