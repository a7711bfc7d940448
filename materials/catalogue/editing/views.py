"""The catalogue in the browser: editions, drafts, items, differences, release, import and export."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import SignedInRequest, requires
from accounts.permissions import EDIT_CATALOGUE
from accounts.staffing.second_person import NotReleased
from accounts.versions import Stale, seen_version, version_of
from materials.catalogue.editing import editions
from materials.catalogue.editing.forms import BeginForm, ItemForm, PartForm, ReleaseForm, RequirementForm
from materials.catalogue.editing.naming import in_words
from materials.catalogue.editing.open_cases import open_cases_by_edition
from materials.catalogue.models.editions import CatalogueDraft, CatalogueVersion
from materials.catalogue.queries import catalogue_in_force, open_drafts
from materials.tables.writing import saved
from pages.languages import pair


@require_http_methods(["GET", "POST"])
@requires(EDIT_CATALOGUE)
def list_editions(request: SignedInRequest) -> HttpResponseBase:
    """Every edition and every draft; POST begins the next one from the edition in force."""
    form = BeginForm(request.POST or None)
    current = catalogue_in_force()
    if request.method == "POST" and form.is_valid():
        try:
            draft = editions.begin(current, version=form.cleaned_data["version"], by=request.user)
        except editions.CannotEdit as why:
            form.add_error("version", str(why))
        else:
            return redirect("catalogue:draft", pk=draft.pk)
    counted = open_cases_by_edition()
    context = {
        "form": form,
        "current": current,
        "editions": [
            (edition, counted.get(edition.pk, 0))
            for edition in CatalogueVersion.objects.select_related("release__released_by")
        ],
        "drafts": open_drafts(),
    }
    return render(request, "materials/catalogue/editions.html", context, status=422 if form.errors else 200)


def _draft(pk: int) -> CatalogueDraft:
    return get_object_or_404(CatalogueDraft.objects.select_related("based_on", "written_by"), pk=pk)


@require_safe
@requires(EDIT_CATALOGUE)
def draft(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """What a draft changes, what is wrong with it, and the items to change."""
    return render(request, "materials/catalogue/draft.html", _context(_draft(pk), request))


def _context(held: CatalogueDraft, request: SignedInRequest, **more: Any) -> dict[str, Any]:
    return {
        "draft": held,
        "open_cases": open_cases_by_edition().get(held.based_on_id, 0),
        "released": hasattr(held, "release"),
        "differences": in_words(
            editions.differences(held.based_on.content, held.content), held.based_on.content, held.content
        ),
        "problems": editions.problems(held),
        "items": [
            {"code": entry["code"], "name": pair(entry, "name"), "order": entry["order"]}
            for entry in sorted(held.content["items"]["items"], key=lambda entry: entry["order"])
        ],
        "stands_on": version_of(held.content),
        "part_form": PartForm(),
        "release_form": ReleaseForm(),
        "may_release": held.sent_at is not None and held.written_by_id != request.user.pk,
        **more,
    }


@require_http_methods(["GET", "POST"])
@requires(EDIT_CATALOGUE)
def draft_item(request: SignedInRequest, pk: int, code: str) -> HttpResponseBase:
    """Change one item and what becomes of each of its materials."""
    held = _draft(pk)
    content = held.content
    if not any(entry["code"] == code for entry in content["items"]["items"]):
        raise Http404
    rows = [row for row in content["requirements"]["requirements"] if row["item"] == code]
    facts = [(fact["code"], pair(fact)) for fact in content["requirements"]["facts"]]
    names = {entry["code"]: pair(entry, "name") for entry in content["materials"]["materials"]}
    data = request.POST or None
    stale: Stale | None = None
    form = ItemForm(data, content=content, code=code)
    row_forms = [
        RequirementForm(
            data, prefix=row["material"], facts=facts, initial={"waiver": row["waiver"], "condition": row["condition"]}
        )
        for row in rows
    ]
    if request.method == "POST" and form.is_valid() and all(row.is_valid() for row in row_forms):
        wanted = {
            row["material"]: (filled.cleaned_data["waiver"], filled.cleaned_data["condition"] or None)
            for row, filled in zip(rows, row_forms, strict=True)
        }
        gone = [r["material"] for r, f in zip(rows, row_forms, strict=True) if f.cleaned_data["leave_out"]]

        def alter(stands: Mapping[str, Any]) -> Mapping[str, Any]:
            new = editions.with_item(stands, code, form.entry(), {"keywords": form.cleaned_data["keywords"]})
            return editions.with_requirements(new, code, wanted, leave_out=gone)

        try:
            editions.change(
                held,
                alter,
                by=request.user,
                what=code,
                seen=seen_version(request.POST),
                version=lambda stands: editions.item_version(stands, code),
            )
        except editions.CannotEdit as why:
            messages.error(request, str(why))
            return redirect("catalogue:draft", pk=pk)
        except Stale as meanwhile:
            now = _draft(pk).content
            meanwhile.differences = editions.item_differences(now, alter(now), code)
            stale = meanwhile
        else:
            messages.success(request, _("The draft is changed."))
            return redirect("catalogue:draft", pk=pk)
    context = {
        "draft": held,
        "open_cases": open_cases_by_edition().get(held.based_on_id, 0),
        "stale": stale,
        "stands_on": request.POST.get("stands-on") or editions.item_version(content, code),
        "form": form,
        "name": next(pair(e, "name") for e in content["items"]["items"] if e["code"] == code),
        "rows": [(names[row["material"]], filled) for row, filled in zip(rows, row_forms, strict=True)],
        "steps": [(step["code"], pair(step, "name")) for step in content["items"]["steps"]],
    }
    wrong = bool(form.errors) or any(row.errors for row in row_forms)
    status = 409 if stale else 422 if wrong else 200
    return render(request, "materials/catalogue/draft_item.html", context, status=status)


@require_POST
@requires(EDIT_CATALOGUE)
def import_part(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """Read an exported file back in; what is wrong with it is listed, and it can be mended."""
    held = _draft(pk)
    form = PartForm(request.POST, request.FILES)
    if not form.is_valid():
        context = _context(held, request, part_form=form)
        return render(request, "materials/catalogue/draft.html", context, status=422)
    part = form.cleaned_data["part"]
    try:
        editions.change(
            held,
            lambda stands: editions.with_part(stands, part, form.cleaned_data["file"]),
            by=request.user,
            what=part,
            seen=seen_version(request.POST),
        )
    except Stale as meanwhile:
        told = _("The draft was changed after you opened this page. Look at it again first.")
        form.add_error("file", f"{told} {meanwhile.who}")
        context = _context(_draft(pk), request, part_form=form)
        return render(request, "materials/catalogue/draft.html", context, status=409)
    except editions.CannotEdit as why:
        form.add_error("file", str(why))
        context = _context(held, request, part_form=form)
        return render(request, "materials/catalogue/draft.html", context, status=422)
    else:
        messages.success(request, _("The draft is changed."))
    return redirect("catalogue:draft", pk=pk)


@require_POST
@requires(EDIT_CATALOGUE)
def send(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """Send a draft to a second person."""
    return _do(
        request, pk, lambda held: editions.send(held, by=request.user), _("The draft waits for a second person.")
    )


@require_POST
@requires(EDIT_CATALOGUE)
def discard(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """Put a draft away."""
    _do(request, pk, lambda held: editions.discard(held, by=request.user), _("The draft was put away."))
    return redirect("catalogue:editions")


@require_POST
@requires(EDIT_CATALOGUE)
def release(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """Put a reviewed draft in force from a day."""
    form = ReleaseForm(request.POST)
    if not form.is_valid():
        return render(
            request, "materials/catalogue/draft.html", _context(_draft(pk), request, release_form=form), status=422
        )
    day = form.cleaned_data["in_force_from"]
    return _do(
        request,
        pk,
        lambda held: editions.release(held, in_force_from=day, by=request.user, seen=seen_version(request.POST)),
        _("The edition is released, in force from %(day)s.") % {"day": day},
    )


def _do(request: SignedInRequest, pk: int, act: Any, done: str) -> HttpResponseBase:
    try:
        act(_draft(pk))
    except (editions.CannotEdit, NotReleased) as why:
        messages.error(request, str(why))
    else:
        messages.success(request, done)
    return redirect("catalogue:draft", pk=pk)


@require_safe
@requires(EDIT_CATALOGUE)
def export(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """An edition as a ZIP of its JSON files."""
    return _zip(get_object_or_404(CatalogueVersion, pk=pk).content, f"catalogue-{pk}")


@require_safe
@requires(EDIT_CATALOGUE)
def export_draft(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """A draft as a ZIP of its JSON files."""
    return _zip(_draft(pk).content, f"catalogue-draft-{pk}")


def _zip(content: dict[str, Any], name: str) -> HttpResponse:
    if not content:
        raise Http404
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, value in content.items():
            archive.writestr(f"{part}.json", json.dumps(value, ensure_ascii=False, indent=2, sort_keys=True) + "\n")
    return saved(packed.getvalue(), f"{name}.zip", kind="application/zip")
