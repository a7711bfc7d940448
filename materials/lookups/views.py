"""Pages of the administrator: how the registries answer, and importing the authority's own registers."""

from __future__ import annotations

import io
import json
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.signing import BadSignature, dumps, loads
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe
from openpyxl import Workbook

from accounts.access import SignedInRequest, requires
from accounts.sealing import seal, unseal
from materials.catalogue.models import Material, Registry
from materials.catalogue.queries import catalogue_in_force
from materials.lookups.ask import states
from materials.lookups.imports import Line, NotATable, columns_of, read, take_in
from materials.uploads.tables import UnreadableTable, read_table

MANAGE = "accounts.manage_ledgers"
_DRY_RUN_SECONDS = 1800


class TableForm(forms.Form):
    use_required_attribute = False
    table = forms.FileField(label=gettext_lazy("Table (XLSX or CSV)"))


@require_safe
@requires(MANAGE)
def registries(request: SignedInRequest) -> HttpResponse:
    """Every registry of the catalogue: whose it is, where it is asked, how it answers."""
    found = states()
    rows: list[dict[str, Any]] = []
    for registry in Registry.objects.filter(version=catalogue_in_force()).order_by("-internal", "code"):
        where = settings.REGISTRIES.get(registry.code, "")
        materials = list(registry.materials.order_by("code")) if where == "ledger" else []
        rows.append({"registry": registry, "state": found.get(registry.code), "where": where, "materials": materials})
    down = [row for row in rows if row["state"] and row["state"].is_down]
    return render(request, "materials/lookups/registries.html", {"rows": rows, "down": down})


def _ledger_material(code: str) -> Material:
    ledgers = [registry for registry, where in settings.REGISTRIES.items() if where == "ledger"]
    return get_object_or_404(Material, version=catalogue_in_force(), code=code, registry__code__in=ledgers)


@require_http_methods(["GET", "POST"])
@requires(MANAGE)
def import_table(request: SignedInRequest, material: str) -> HttpResponseBase:
    """Dry run first: every row with its errors; a second click takes the checked rows in."""
    found = _ledger_material(material)
    context: dict[str, Any] = {"material": found, "columns": columns_of(found), "form": TableForm()}
    if request.method == "POST" and "checked" in request.POST:
        return _take_in(request, found)
    if request.method == "POST":
        form = context["form"] = TableForm(request.POST, request.FILES)
        if form.is_valid():
            try:
                lines = read(found, read_table(form.cleaned_data["table"]))
            except (UnreadableTable, NotATable) as why:
                form.add_error("table", str(why))
            else:
                wrong = [line for line in lines if line.errors]
                context |= {"lines": lines, "wrong": wrong, "name": form.cleaned_data["table"].name}
                if not wrong:
                    context["checked"] = _packed(lines, form.cleaned_data["table"].name)
    return render(request, "materials/lookups/import.html", context)


def _packed(lines: list[Line], name: str) -> str:
    # The checked rows travel through the page sealed: nobody can read or change them on the way.
    return dumps(seal(json.dumps({"name": name, "rows": [[line.place, line.values] for line in lines]})))


def _take_in(request: SignedInRequest, material: Material) -> HttpResponseBase:
    try:
        packed = json.loads(unseal(loads(request.POST["checked"], max_age=_DRY_RUN_SECONDS)))
    except BadSignature:
        messages.error(request, _("The dry run is too old. Upload the table again."))
        return redirect("registries:import", material=material.code)
    lines = [Line(place=place, values=values, errors=[]) for place, values in packed["rows"]]
    count = take_in(material, lines, file=str(packed["name"])[:80], by=request.user)
    messages.success(request, _("%(count)s records were taken in.") % {"count": count})
    return redirect("registries:list")


@require_safe
@requires(MANAGE)
def template(request: SignedInRequest, material: str) -> HttpResponse:
    """An empty table with the right header row."""
    found = _ledger_material(material)
    book = Workbook(write_only=True)
    book.create_sheet(found.code[:31]).append([column.label for column in columns_of(found)])
    content = io.BytesIO()
    book.save(content)
    response = HttpResponse(
        content.getvalue(), content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    )
    response["Content-Disposition"] = f'attachment; filename="{found.code}.xlsx"'
    return response
