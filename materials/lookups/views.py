"""Pages of the administrator: how the registries answer, and importing the authority's own registers."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import SignedInRequest, requires
from accounts.permissions import MANAGE_LEDGERS
from materials.catalogue.models.materials import Material
from materials.catalogue.queries import catalogue_in_force, registries_in_force
from materials.lookups.ask import states
from materials.lookups.imports import NotATable, columns_of, read, take_in
from materials.tables.handing_in import kept_table, looked_through
from materials.tables.models import held
from materials.tables.reading import ACCEPTED
from materials.tables.telling import remarks
from materials.tables.writing import table_file


class TableForm(forms.Form):
    use_required_attribute = False
    table = forms.FileField(
        label=gettext_lazy("Table (XLSX, XLS, ODS or CSV)"), widget=forms.FileInput(attrs={"accept": ACCEPTED})
    )


@require_safe
@requires(MANAGE_LEDGERS)
def registries(request: SignedInRequest) -> HttpResponse:
    """Every registry of the catalogue: whose it is, where it is asked, how it answers."""
    found = states()
    rows: list[dict[str, Any]] = []
    for registry in registries_in_force():
        where = settings.REGISTRIES.get(registry.code, "")
        materials = list(registry.materials.order_by("code")) if where == "ledger" else []
        rows.append({"registry": registry, "state": found.get(registry.code), "where": where, "materials": materials})
    down = [row for row in rows if row["state"] and row["state"].is_down]
    return render(request, "materials/lookups/registries.html", {"rows": rows, "down": down})


def _ledger_material(code: str) -> Material:
    ledgers = [registry for registry, where in settings.REGISTRIES.items() if where == "ledger"]
    return get_object_or_404(Material, version=catalogue_in_force(), code=code, registry__code__in=ledgers)


@require_http_methods(["GET", "POST"])
@requires(MANAGE_LEDGERS)
def import_table(request: SignedInRequest, material: str) -> HttpResponseBase:
    """Hand a table in: it is read, kept, and shown as it would be taken in."""
    found = _ledger_material(material)
    form = TableForm(request.POST or None, request.FILES or None)
    if (
        request.method == "POST"
        and form.is_valid()
        and (waiting := kept_table(form, purpose=f"ledger:{found.code}", by=request.user))
    ):
        return redirect("registries:import_check", material=found.code, table=waiting.key)
    context = {"material": found, "columns": columns_of(found), "form": form}
    status = 422 if request.method == "POST" else 200
    return render(request, "materials/lookups/import.html", context, status=status)


@require_http_methods(["GET", "POST"])
@requires(MANAGE_LEDGERS)
def import_check(request: SignedInRequest, material: str, table: UUID) -> HttpResponseBase:
    """Dry run: what is not understood is asked, every row with its errors; POST `checked` takes the rows in."""
    found = _ledger_material(material)
    waiting = held(table, purpose=f"ledger:{found.code}", by=request.user)
    if waiting is None:
        messages.info(request, _("This table has already been imported, or it is too old. Import it again."))
        return redirect("registries:import", material=found.code)
    columns = columns_of(found)
    page = looked_through(waiting, columns, request)
    context: dict[str, Any] = {"material": found, "columns": columns, "form": TableForm(), "held": waiting}
    context["asked"] = page.asked
    try:
        lines, taken = read(found, page.sheet, page.layout, with_hidden=page.with_hidden)
    except NotATable as why:
        context["refused"] = str(why)
        return render(request, "materials/lookups/import.html", context)
    wrong = [line for line in lines if line.errors]
    context |= {"lines": lines, "wrong": wrong, "remarks": remarks(page.layout, taken, with_hidden=page.with_hidden)}
    context["may_take"] = page.is_understood
    if page.wanted and lines and not wrong and page.is_understood:
        result = take_in(found, lines, file=waiting.name[:80], by=request.user)
        waiting.delete()
        messages.success(
            request,
            _("%(count)s records were imported, %(known)s were already in the register.")
            % {"count": result.entered, "known": result.known},
        )
        return redirect("registries:list")
    return render(request, "materials/lookups/import.html", context)


@require_safe
@requires(MANAGE_LEDGERS)
def template(request: SignedInRequest, material: str) -> HttpResponse:
    """An empty table with the right header row."""
    found = _ledger_material(material)
    return table_file(found.code, [[column.label for column in columns_of(found)]])
