"""Programmes and applications as they are read."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import QuerySet
from django.utils import timezone

from accounts.people import Person
from hotline.care.application_models import CareApplication, CareApplicationQuerySet
from hotline.care.models import Programme, ProgrammeQuerySet
from materials.uploads.models import Upload


def _programmes() -> ProgrammeQuerySet:
    rows = Programme.objects.select_related("authority__division", "written_by", "account__by")
    return rows.prefetch_related("approvals__by", "steps__by")


def public_programmes() -> QuerySet[Programme]:
    """What was opened, the newest first."""
    return _programmes().public()


def programmes_of(person: Person) -> QuerySet[Programme]:
    return _programmes().visible_to(person)


def applications() -> CareApplicationQuerySet:
    """Every application with what its state is read from."""
    return CareApplication.objects.select_related(
        "programme__authority", "county", "company", "check_result__by", "publicity", "grant__by", "grant__end",
        "grant__hand_over__by", "applied_by",
    )  # fmt: skip


def applications_of(person: Person) -> QuerySet[CareApplication]:
    return applications().visible_to(person)


def handed_in_by(person: Person) -> Sequence[CareApplication]:
    """What somebody applied for or nominated, the newest first."""
    return list(applications().of(person).order_by("-pk")[:50])


def in_public(programme: Programme) -> Sequence[CareApplication]:
    """Who stands in public today; names are shown masked, grounds not at all."""
    today = timezone.localdate()
    rows = applications().filter(programme=programme, publicity__from_on__lte=today, publicity__until_on__gte=today)
    return list(rows.order_by("county", "pk"))


def files_of(application: CareApplication) -> QuerySet[Upload]:
    """The proofs and receipts of an application."""
    keys = list(application.proofs.values_list("pk", flat=True))
    if hasattr(application, "grant") and hasattr(application.grant, "hand_over"):
        keys += [key for key in (application.grant.hand_over.signature_id, application.grant.hand_over.photo_id) if key]
    return Upload.objects.filter(pk__in=keys)
