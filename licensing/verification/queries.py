"""Reading what followed a grant."""

from __future__ import annotations

from django.db.models import QuerySet

from accounts.people import Person
from accounts.permissions import APPROVE_EXTENSIONS, DECIDE
from accounts.roles import visible_authorities
from licensing.applications.models.application import Application
from licensing.decisions.models.checking import SiteCheck
from licensing.verification.models import Inquiry, Inspection, RemedyOutcome
from materials.uploads.models import Upload


def inspections_of(application: Application) -> QuerySet[Inspection]:
    """Every look at the promise, oldest first, with what was reported since."""
    rows = Inspection.objects.filter(verification__application=application)
    return rows.select_related("officer", "second_officer", "rectification", "letter").prefetch_related(
        "photos", "rectification__proofs"
    )


def inquiries_of(application: Application) -> QuerySet[Inquiry]:
    """Every proceeding to end the licence, with statement, hearing and decision."""
    return application.inquiries.select_related(
        "opened_by", "letter", "statement", "hearing", "decision__letter", "decision__decided_by"
    ).prefetch_related("statement__proofs")


def proofs_of(application: Application) -> QuerySet[Upload]:
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


def undone_by(application: Application) -> QuerySet[RemedyOutcome]:
    """What a reconsideration or a court undid of a case, newest first."""
    return application.remedies.filter(undoes=True).select_related("attacked").order_by("-pk")


def to_be_decided_anew(person: Person) -> QuerySet[RemedyOutcome]:
    """What was annulled and is still to be decided anew, first due first; for who decides and for the head."""
    if not (person.has_perm(DECIDE) or person.has_perm(APPROVE_EXTENSIONS)):
        return RemedyOutcome.objects.none()
    rows = RemedyOutcome.objects.filter(
        anew_by__isnull=False, decided__isnull=True, application__authority__in=visible_authorities(person)
    )
    return rows.select_related("application__company", "application__submission").order_by("anew_by")[:50]
