"""Grids and seats from a table: handed in, shown as it would be taken in, taken in."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import SignedInRequest, requires
from accounts.permissions import KEEP_GRIDS
from materials.tables.handing_in import kept_table, looked_through
from materials.tables.models import held
from materials.tables.telling import remarks
from materials.tables.writing import table_file
from supervision.grids.forms import TableForm
from supervision.grids.importing import columns, known_to, read, take_in

PURPOSE = "grids"


@require_http_methods(["GET", "POST"])
@requires(KEEP_GRIDS)
def import_table(request: SignedInRequest) -> HttpResponseBase:
    """Hand a table in: it is read, kept, and shown as it would be taken in."""
    form = TableForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid() and (waiting := kept_table(form, purpose=PURPOSE, by=request.user)):
        return redirect("grids:import_check", table=waiting.key)
    status = 422 if request.method == "POST" else 200
    return render(request, "supervision/grids/import.html", {"columns": columns(), "form": form}, status=status)


@require_http_methods(["GET", "POST"])
@requires(KEEP_GRIDS)
def import_check(request: SignedInRequest, table: UUID) -> HttpResponseBase:
    """Dry run: what is not understood is asked, every row with its errors; POST `checked` takes the rows in."""
    waiting = held(table, purpose=PURPOSE, by=request.user)
    if waiting is None:
        messages.info(request, _("This table has already been imported, or it is too old. Import it again."))
        return redirect("grids:import")
    page = looked_through(waiting, columns(), request)
    lines, found = read(page.sheet, page.layout, by=request.user, with_hidden=page.with_hidden)
    wrong = [line for line in lines if line.errors]
    if page.wanted and lines and not wrong and page.is_understood:
        done = take_in(lines, file=waiting.name[:80], by=request.user, known=known_to(request.user))
        waiting.delete()
        told = {"grids": done.grids, "seats": done.seats}
        messages.success(request, _("%(grids)s grids were opened and %(seats)s seats given.") % told)
        return redirect("grids:list")
    context = {
        "columns": columns(),
        "form": TableForm(),
        "held": waiting,
        "asked": page.asked,
        "lines": lines,
        "wrong": wrong,
        "remarks": remarks(page.layout, found, with_hidden=page.with_hidden),
        "may_take": page.is_understood,
    }
    return render(request, "supervision/grids/import.html", context)


@require_safe
@requires(KEEP_GRIDS)
def template(request: SignedInRequest) -> HttpResponse:
    """An empty table with the right header row."""
    return table_file("grids", [[column.label for column in columns()]])
