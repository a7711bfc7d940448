"""Which letters have to be served, whether on line is enough, and which have not reached anybody yet."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import QuerySet

from licensing.applications.models.application import Application
from licensing.decisions.models.hearings import InterestedParty
from licensing.decisions.models.letters import HEARING, Letter
from licensing.decisions.serving.models import Service, ServiceConsent
from materials.uploads.models import Upload
from papers.serving.agreeing import agrees_now


def consent_of(application: Application) -> ServiceConsent | None:
    """What the applicant said last of being served on line; of a step of a bundle, with the bundle too."""
    cases = [key for key in (application.pk, application.parent_id) if key]
    return ServiceConsent.objects.filter(application__in=cases).order_by("-pk").first()


def is_served_on_line(application: Application) -> bool:
    """Whether a letter written now is served by being put on line: agreed, and not taken back."""
    return agrees_now(consent_of(application))


def unserved(application: Application) -> QuerySet[Letter]:
    """The letters of a case that must be served and reached nobody yet."""
    return unserved_letters().filter(application=application).order_by("pk")


def unserved_letters() -> QuerySet[Letter]:
    """The letters of all cases that must be served and reached nobody yet."""
    return Letter.objects.filter(kind__in=Letter.must_be_served(), service__isnull=True)


def for_the_applicant(letters: Sequence[Letter]) -> list[Letter]:
    """Those of some letters that must be served on the applicant, not on an interested party."""
    found = [letter for letter in letters if letter.kind in Letter.must_be_served()]
    if not any(letter.kind == HEARING for letter in found):
        return found
    others = set(InterestedParty.objects.filter(letter__in=found).values_list("letter", flat=True))
    return [letter for letter in found if letter.pk not in others]


def acknowledgements_of(application: Application, *, of_others: bool = True) -> QuerySet[Upload]:
    """The scanned acknowledgements of a case's letters; an interested party's is nothing to the applicant."""
    rows = Service.objects.filter(letter__application=application, acknowledgement__isnull=False)
    if not of_others:
        to_others = InterestedParty.objects.filter(offer__application=application).values("letter")
        rows = rows.exclude(letter__in=to_others)
    return Upload.objects.filter(pk__in=rows.values("acknowledgement"))
