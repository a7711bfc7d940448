"""Files brought on a page of the form, beside the answers they prove; what is refused says why, the others stay."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Protocol

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from django.utils.translation import gettext as _

from accounts.people import Person
from desk.fields import MOST_FILES
from licensing.applicant.reach import FilingRequest
from licensing.applicant.rows.cards import Problem
from licensing.applications.actions import attaching
from licensing.applications.evidence.beside import to_bring_beside
from licensing.applications.models.application import Application
from licensing.applications.models.attachments import Attachment
from licensing.applications.sheet import Sheet
from materials.uploads.rules import RefusedUpload
from pages.sentences import labelled

FILES = "files-"
"""Before the code of a material: the name of the field that takes its files."""


class Taking(Protocol):
    """The action that takes one file in. Raises RefusedUpload."""

    def __call__(self, application: Application, material: str, file: UploadedFile, *, by: Person) -> Any: ...


def take_in(
    add: Taking, application: Application, material: str, files: Sequence[UploadedFile], *, by: Person
) -> list[str]:
    """Take files in as proof of a material; why some were refused."""
    if len(files) > MOST_FILES:
        return [_("At most %(count)s files at once.") % {"count": MOST_FILES}]
    refused = []
    for file in files:
        try:
            add(application, material, file, by=by)
        except RefusedUpload as why:
            refused.append(labelled(file.name, why))
    return refused


def take_in_each(
    request: HttpRequest, application: Application, materials: Iterable[str], *, add: Taking, by: Person
) -> dict[str, list[str]]:
    """Take in what came for each of some materials; material → why some of its files were refused."""
    found = {
        material: take_in(add, application, material, request.FILES.getlist(f"{FILES}{material}"), by=by)
        for material in materials
    }
    return {material: lines for material, lines in found.items() if lines}


def brought_on(request: FilingRequest, sheet: Sheet) -> tuple[Problem, ...]:
    """Take in what came with a page of the form, or take out what it asks to; what is to be told of it."""
    act = request.POST.get("act", "")
    beside = to_bring_beside(sheet)
    if act.startswith("detach-"):
        _take_out(sheet, act.removeprefix("detach-"), by=request.person)
    codes = dict.fromkeys(one.code for one in beside)
    refused = take_in_each(request, sheet.application, codes, add=attaching.attach, by=request.person)
    asked = next((one for one in beside if act == f"attach-{one.id}"), None)
    if asked is not None and not request.FILES.getlist(f"{FILES}{asked.code}"):
        refused[asked.code] = [_("Choose a file first.")]
    places = {one.code: one.id for one in reversed(beside)} | ({asked.code: asked.id} if asked else {})
    return tuple(
        Problem(target=f"proof-{places[code]}", message=line) for code, lines in refused.items() for line in lines
    )


def _take_out(sheet: Sheet, pk: str, *, by: Person) -> None:
    found: Attachment | None = next((file for file in sheet.rows.attachments if str(file.pk) == pk), None)
    if found is not None:
        attaching.detach(found, by=by)
