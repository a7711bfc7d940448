"""Taking rows in from a table: what is understood at once, what is not after its questions are answered."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from accounts.versions import Stale
from licensing.applicant.path.form_page import FormPage
from licensing.applicant.path.form_views import shown
from licensing.applicant.reach import FilingRequest, changes_draft, own_draft
from licensing.applicant.rows.imports import NothingToImport, columns_of, merged, rows_of
from licensing.applicant.topics import Topic, topic_of
from licensing.applications.actions import drafting
from licensing.applications.drafts import DraftTooLarge, Page, topic_version
from licensing.applications.evidence.look_ups import ask_registries
from licensing.applications.models.application import Application
from licensing.applications.sheet import sheet_of
from materials.tables.asking import answered, asked
from materials.tables.layout import Layout, layout_of, visible_sheets
from materials.tables.models import HeldTable, held, hold
from materials.tables.reading import Sheet, UnreadableTable, read_table, read_text
from materials.tables.telling import questions


def _topic(application: Application, code: str) -> Topic:
    topic = topic_of(sheet_of(application), code)
    if topic is None or not topic.section.repeatable:
        raise Http404
    return topic


def _purpose(application: Application, code: str) -> str:
    return f"draft:{application.key}:{code}"


@require_POST
@changes_draft
def section_import(request: FilingRequest, key: str, code: str) -> HttpResponseBase:
    """Take rows in from a spreadsheet file or from pasted lines; nothing typed before is lost."""
    application = own_draft(request, key)
    topic = _topic(application, code)
    file = request.FILES.get("table")
    try:
        sheets = read_table(file) if file else read_text(request.POST.get("lines", ""))
        if not visible_sheets(sheets):
            raise NothingToImport(_("The table is empty."))
        columns = columns_of(topic.section)
        layout = layout_of(sheets, columns)
        if questions(sheets, columns, layout):
            name = str(file.name) if file else ""
            table = hold(sheets, purpose=_purpose(application, code), name=name, by=request.person)
            return redirect("applications:import_check", key=key, code=code, table=table.key)
        return _take_in(request, application, topic, sheets, layout)
    except (UnreadableTable, NothingToImport) as why:
        messages.error(request, str(why))
        page, lines = FormPage(topics=(topic,)), request.POST.get("lines", "")
        return shown(request, sheet_of(application), page, status=422, lines=lines)


@require_http_methods(["GET", "POST"])
@changes_draft
def import_check(request: FilingRequest, key: str, code: str, table: UUID) -> HttpResponseBase:
    """What of a table was not understood, as questions; POST `act`: take, show."""
    application = own_draft(request, key)
    topic = _topic(application, code)
    waiting = held(table, purpose=_purpose(application, code), by=request.person)
    if waiting is None:
        messages.info(request, _("This table has already been imported, or it is too old. Import it again."))
        return redirect("applications:section", key=key, code=code)
    return _ask(request, application, topic, waiting)


def _ask(request: FilingRequest, application: Application, topic: Topic, waiting: HeldTable) -> HttpResponseBase:
    sheets, columns = waiting.sheets, columns_of(topic.section)
    layout = answered(sheets, columns, request.POST) if request.method == "POST" else layout_of(sheets, columns)
    with_hidden = "hidden" in request.POST
    if request.method == "POST" and request.POST.get("act") == "take" and layout.places:
        try:
            taken_in = _take_in(request, application, topic, sheets, layout, with_hidden=with_hidden)
        except NothingToImport as why:
            messages.error(request, str(why))
        else:
            waiting.delete()
            return taken_in
    context = {
        "application": application,
        "section": topic.section,
        "held": waiting,
        "asked": asked(sheets, columns, layout, with_hidden=with_hidden),
    }
    page = "licensing/applicant/import_check.html"
    return render(request, page, context, status=422 if request.method == "POST" else 200)


def _take_in(
    request: FilingRequest,
    application: Application,
    topic: Topic,
    sheets: Sequence[Sheet],
    layout: Layout,
    *,
    with_hidden: bool = False,
) -> HttpResponseBase:
    section = topic.section
    found = rows_of(section, sheets, layout, with_hidden=with_hidden)
    together = merged(section, topic.held, found.rows)
    page = Page(section=section, name="", seen=topic_version(application.draft, section), row_ids=together.ids)
    try:
        application = drafting.save_section(
            application, fields={}, rows={section.code: together.rows}, doubts={}, page=page
        )
    except DraftTooLarge as why:
        raise NothingToImport(str(why)) from why
    except Stale as meanwhile:
        raise NothingToImport(_("The rows were changed elsewhere just now. Import the table again.")) from meanwhile
    ask_registries(request, application, by=request.person, only=topic.registry_materials)
    _tell(request, together.added, together.known, found.remarks)
    address = reverse("applications:section", kwargs={"key": application.key, "code": section.code})
    return redirect(f"{address}?checked=1#{section.code}-rows")


def _tell(request: FilingRequest, added: int, known: int, remarks: Sequence[str]) -> None:
    told = ngettext("%(count)s row was imported.", "%(count)s rows were imported.", added) % {"count": added}
    if known:
        told += " " + ngettext("%(count)s row was already here.", "%(count)s rows were already here.", known) % {
            "count": known
        }
    marked = _("Rows with errors are marked.")
    messages.success(request, f"{told} {marked}")
    for remark in remarks:
        messages.info(request, remark)
