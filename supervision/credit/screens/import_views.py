"""A table of facts: handed in, shown as it would be taken in, and taken in whole or not at all."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import SignedInRequest, requires
from accounts.permissions import HANDLE_CREDIT
from materials.tables.handing_in import kept_table, looked_through
from materials.tables.models import held
from materials.tables.telling import remarks
from materials.tables.writing import table_file
from supervision.credit.facts import imports
from supervision.credit.facts.looking_up import ask_registries
from supervision.credit.facts.models import Source
from supervision.credit.screens.forms import FactTableForm
from supervision.credit.subjects.models import Subject

PAGE = "supervision/credit/import.html"


def _purpose(source: str) -> str:
    return f"credit-facts:{source}"


@require_http_methods(["GET", "POST"])
@requires(HANDLE_CREDIT)
def import_table(request: SignedInRequest) -> HttpResponseBase:
    """Hand a table in: it is read, kept, and shown as it would be taken in."""
    form = FactTableForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        source = form.cleaned_data["source"]
        if waiting := kept_table(form, purpose=_purpose(source), by=request.user):
            return redirect("codes:import_check", source=source, table=waiting.key)
    context = {"columns": imports.columns(), "form": form}
    return render(request, PAGE, context, status=422 if request.method == "POST" else 200)


@require_http_methods(["GET", "POST"])
@requires(HANDLE_CREDIT)
def import_check(request: SignedInRequest, source: str, table: UUID) -> HttpResponseBase:
    """Dry run: what is not understood is asked, every row with its errors; POST `checked` takes the rows in."""
    waiting = held(table, purpose=_purpose(source), by=request.user)
    if waiting is None:
        messages.info(request, _("This table has already been imported, or it is too old. Import it again."))
        return redirect("codes:import")
    columns = imports.columns()
    page = looked_through(waiting, columns, request)
    context: dict[str, Any] = {
        "columns": columns,
        "form": FactTableForm(),
        "held": waiting,
        "asked": page.asked,
        "source": Source(source).label,
    }
    try:
        lines, taken = imports.read(page.sheet, page.layout, source=source, with_hidden=page.with_hidden)
    except imports.NotATable as why:
        return render(request, PAGE, {**context, "refused": str(why)})
    wrong = [line for line in lines if line.errors]
    understood = page.is_understood
    if not wrong and not imports.reaches(request.user, lines):
        context["refused"] = _("The table names companies whose codes are another authority's.")
        understood = False
    known = sum(line.is_known for line in lines)
    context |= {
        "lines": lines,
        "wrong": wrong,
        "remarks": remarks(page.layout, taken, with_hidden=page.with_hidden),
        "may_take": understood,
    }
    context |= {"known": known, "new": len(lines) - len(wrong) - known}
    if page.wanted and lines and not wrong and understood:
        count = imports.take_in(lines, source=source, file=waiting.name[:80], by=request.user)
        waiting.delete()
        done = _("Facts imported: %(count)s; already known: %(known)s.")
        messages.success(request, done % {"count": count, "known": len(lines) - count})
        return redirect("codes:list")
    return render(request, PAGE, context)


@require_safe
@requires(HANDLE_CREDIT)
def template(request: SignedInRequest) -> HttpResponse:
    """An empty table with the right header row."""
    return table_file("credit-facts", [[column.label for column in imports.columns()]])


@require_POST
@requires(HANDLE_CREDIT)
def look_up(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """Ask the registries about a company now."""
    found = get_object_or_404(Subject.objects.visible_to(request.user), pk=pk)
    asked_now = ask_registries(found.company, by=request.user)
    silent = [inquiry for inquiry in asked_now if inquiry.outcome == "unavailable"]
    if not asked_now:
        messages.warning(request, _("No registry that knows credit facts is connected."))
    elif silent:
        messages.warning(request, _("A registry did not answer, so what it knows is unknown."))
    else:
        messages.success(request, _("The registries were asked. Their answers are shown below."))
    return redirect("codes:subject", pk=pk)
