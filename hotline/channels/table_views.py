"""Tickets of another hotline as a table: shown as it would be taken in, taken in, and the results as one to go back."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import SignedInRequest, requires
from accounts.authorities import Authority
from accounts.permissions import DISPATCH_TICKETS
from hotline.channels import events
from hotline.channels.channel_lists import channel_name
from hotline.channels.forms import ResultsForm, TableForm, usual_results
from hotline.channels.looks import TABLE_ROWS
from hotline.channels.tables import importing
from hotline.channels.tables.columns import columns
from hotline.channels.tables.results import lines as result_lines
from hotline.channels.tables.results import tickets_of
from hotline.tickets.doing.relaying import Outcome
from materials.tables.handing_in import kept_table, looked_through
from materials.tables.models import held
from materials.tables.telling import remarks
from materials.tables.writing import XLSX, table_file
from pages.lists.exporting import streamed
from pages.lists.tables import xlsx_parts
from pages.sentences import labelled

PAGE = "hotline/channels/table.html"
MOST_SHOWN = 200
MOST_TOLD = 20


def _purpose(source: str) -> str:
    return f"tickets:{source}"


def _authority(request: SignedInRequest) -> Authority:
    if request.user.authority is None:
        raise PermissionDenied
    return request.user.authority


def _page(request: SignedInRequest, *, status: int = 200, **shown: Any) -> HttpResponse:
    context = {"form": TableForm(), "results_form": ResultsForm(), **shown}
    return render(request, PAGE, context, status=status)


@require_http_methods(["GET", "POST"])
@requires(DISPATCH_TICKETS)
def import_table(request: SignedInRequest) -> HttpResponseBase:
    """Hand a table in: it is read, kept, and shown as it would be taken in."""
    form = TableForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        source = form.cleaned_data["source"]
        if waiting := kept_table(form, purpose=_purpose(source), by=request.user):
            return redirect("channels:table_check", source=source, table=waiting.key)
    return _page(request, form=form, status=422 if request.method == "POST" else 200)


@require_http_methods(["GET", "POST"])
@requires(DISPATCH_TICKETS)
def import_check(request: SignedInRequest, source: str, table: UUID) -> HttpResponseBase:
    """Dry run: what is not understood is asked, every row with what it does; POST `checked` takes the rows in."""
    waiting = held(table, purpose=_purpose(source), by=request.user)
    if waiting is None:
        messages.info(request, _("This table has already been imported, or it is too old. Import it again."))
        return redirect("channels:table")
    page, authority = looked_through(waiting, columns(), request), _authority(request)
    context: dict[str, Any] = {"held": waiting, "asked": page.asked, "source": channel_name(source)}
    try:
        rows, taken = importing.read(
            page.sheet, page.layout, source=source, authority=authority, with_hidden=page.with_hidden
        )
    except importing.NotATable as why:
        return _page(request, **context, refused=str(why))
    wrong = [row for row in rows if row.errors]
    if page.wanted and rows and not wrong and page.is_understood:
        done = importing.take_in(rows, source=source, authority=authority, file=waiting.name[:80], by=request.user)
        waiting.delete()
        counted = {outcome.value: count for outcome, count in done.counts.items()}
        said = _("%(taken)s tickets are new, %(changed)s were changed, %(same)s were told before.")
        messages.success(request, said % {**counted, "same": counted["same"] + counted["older"]})
        for external, told in done.refused[:MOST_TOLD]:
            messages.warning(request, labelled(external, told))
        if (more := len(done.refused) - MOST_TOLD) > 0:
            messages.warning(request, _("%(count)s more could not be imported.") % {"count": more})
        return redirect("channels:list")
    context |= {"lines": rows, "wrong": wrong, "remarks": remarks(page.layout, taken, with_hidden=page.with_hidden)}
    context["may_take"] = page.is_understood
    context |= {"told": [_told(row) for row in rows[:MOST_SHOWN]], "counts": _counts(rows)}
    return _page(request, **context)


def _told(row: importing.Line) -> dict[str, Any]:
    name = "wrong" if row.errors or row.outcome is None else row.outcome.value
    return {"row": row, "look": TABLE_ROWS[name], "changed": "、".join(row.changed)}


def _counts(rows: list[importing.Line]) -> list[tuple[Any, int]]:
    found = [(TABLE_ROWS[one.value], sum(row.outcome == one and not row.errors for row in rows)) for one in Outcome]
    return [(look, count) for look, count in found if count]


@require_safe
@requires(DISPATCH_TICKETS)
def template(request: SignedInRequest) -> HttpResponse:
    """An empty table with the right header row."""
    return table_file("tickets", [[column.label for column in columns()]])


@require_safe
@requires(DISPATCH_TICKETS)
def results(request: SignedInRequest) -> HttpResponseBase:
    """What became of a source's tickets, as a spreadsheet; that it left is written down before the first row does."""
    form = ResultsForm(request.GET or usual_results())
    if not form.is_valid():
        return _page(request, results_form=form, status=422)
    source, since, until = (form.cleaned_data[name] for name in ("source", "since", "until"))
    found = tickets_of(request.user, source, since, until)
    days = {"since": since.isoformat(), "until": until.isoformat()}
    events.RESULTS_TAKEN.record(
        subject=f"channel:{source}", by=request.user, authority=request.user.at, channel=source, rows=found.count(),
        **days,
    )  # fmt: skip
    parts = xlsx_parts("办理结果", result_lines(found, now=timezone.now()))
    return streamed(parts, kind=XLSX, name=f"{source}-{since:%Y%m%d}-{until:%Y%m%d}.xlsx")
