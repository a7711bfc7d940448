"""Reading what followed a grant."""

from __future__ import annotations

from typing import Any

from licensing.applications.models import Application
from licensing.decisions.models import SiteCheck
from licensing.verification.models import Inspection
from materials.uploads.models import Upload


def inspections_of(application: Application) -> Any:
    """Every look at the promise, oldest first, with what was reported since."""
    rows = Inspection.objects.filter(verification__application=application)
    return rows.select_related("officer", "second_officer", "rectification", "letter").prefetch_related(
        "photos", "rectification__proofs"
    )


def inquiries_of(application: Application) -> Any:
    """Every proceeding to end the licence, with statement, hearing and decision."""
    return application.inquiries.select_related(
        "opened_by", "letter", "statement", "hearing", "decision__letter", "decision__decided_by"
    ).prefetch_related("statement__proofs")


def proofs_of(application: Application) -> Any:
    """Every photo and paper officials or the holder added: on site, in verification, in defence."""
    ids: set[int] = set()
    for report in application.visit_reports.prefetch_related("photos"):
        ids |= {photo.pk for photo in report.photos.all()}
    for check in SiteCheck.objects.filter(application=application).prefetch_related("photos"):
        ids |= {photo.pk for photo in check.photos.all()}
    for inspection in inspections_of(application):
        ids |= {photo.pk for photo in inspection.photos.all()}
        if mended := getattr(inspection, "rectification", None):
            ids |= {file.pk for file in mended.proofs.all()}
    for inquiry in inquiries_of(application):
        if statement := getattr(inquiry, "statement", None):
            ids |= {file.pk for file in statement.proofs.all()}
    return Upload.objects.filter(pk__in=ids)
