"""Who may decide, and what must be certain before anyone does."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.companies import Membership
from accounts.people import Person
from accounts.roles import visible_authorities
from licensing.applications.models import Application, SubmittedVehicle
from licensing.applications.resolution import Resolved, Treatment, resolve
from licensing.applications.rules import why_commitment_is_closed
from licensing.decisions.models import SiteCheck
from materials.lookups.contract import Outcome


@dataclass(frozen=True, kw_only=True)
class Obstacle:
    """Something that stands in the way of a grant; `evidence` where it comes from a registry."""

    kind: str
    material: str
    label: str
    reason: str = ""


def belongs_to_applicant(person: Person, application: Application) -> bool:
    """Whether a person ever acted for the applicant: nobody decides their own case."""
    return (
        application.started_by_id == person.pk
        or Membership.objects.filter(company=application.company, person=person).exists()
    )


def may_handle(person: Person, application: Application) -> bool:
    """Whether a person may act officially on a case: own authority, not on the applicant's side."""
    return (
        person.authority_id == application.authority_id
        and visible_authorities(person).filter(pk=application.authority_id).exists()
        and not belongs_to_applicant(person, application)
    )


def is_closed(application: Application) -> bool:
    return any(hasattr(application, end) for end in ("decision", "withdrawal", "ending"))


def answer_is_overdue(application: Application, *, on: datetime.date) -> bool:
    """Whether a correction request went unanswered beyond its day."""
    request = getattr(application, "correction", None)
    return request is not None and not hasattr(application, "amendment") and on > request.answer_by


def why_not_yet(application: Application, *, on: datetime.date) -> str:
    """What keeps anybody from deciding now: a stopped limit, a hearing asked for; "" when nothing does."""
    if application.pauses.filter(resumption__isnull=True).exists():
        return _("The limit is stopped: an expert review or hearing is not finished.")
    offer = getattr(application, "hearing_offer", None)
    if offer is None or hasattr(offer, "record"):
        return ""
    answer = getattr(offer, "answer", None)
    if answer is None and on <= offer.ask_by:
        return _("The applicant may ask for a hearing until %(day)s.") % {"day": offer.ask_by.isoformat()}
    if answer is not None and answer.wants_hearing:
        return _("The applicant asked for a hearing; it has not been held yet.")
    return ""


def has_given_opinion(person: Person, application: Application) -> bool:
    """Whether a person has already looked into a case: the next look needs other eyes (四眼)."""
    return (
        application.reviews.filter(reviewed_by=person).exists()
        or SiteCheck.objects.filter(application=application)
        .filter(Q(officer=person) | Q(second_officer=person))
        .exists()
    )


def may_withdraw(application: Application) -> bool:
    """An applicant may withdraw until the decision is made."""
    return application.is_submitted and not is_closed(application)


def vehicles_in_other_open_cases(
    application: Application, plates: Iterable[tuple[str, str]], vins: Iterable[str]
) -> list[str]:
    """Plates and VINs that another undecided application already names."""
    others = SubmittedVehicle.objects.filter(
        application__decision__isnull=True,
        application__withdrawal__isnull=True,
        application__ending__isnull=True,
    ).exclude(application=application)
    if application.parent_id:
        others = others.exclude(application__parent=application.parent_id)
    taken = []
    for plate, colour in plates:
        if plate and others.filter(plate=plate, plate_colour=colour).exists():
            taken.append(plate)
    for vin in vins:
        if vin and others.filter(vin=vin).exists():
            taken.append(vin)
    return taken


def obstacles_to_grant(application: Application, resolved: Sequence[Resolved] | None = None) -> list[Obstacle]:
    """Every reason in the registries' newest answers why the application cannot be granted now.

    `resolved` saves resolving the materials a second time.
    """
    rows = resolve(application) if resolved is None else resolved
    found = []
    for row in rows:
        if row.treatment in (Treatment.MISSING, Treatment.CHECKING, Treatment.TO_CONFIRM):
            found += [
                Obstacle(kind=row.treatment.value, material=row.material.name, label=label)
                for label in row.unsettled or ("",)
            ]
        found += [
            Obstacle(kind="stale", material=row.material.name, label=evidence.subject_label)
            for evidence in row.evidence
            if evidence.outcome == Outcome.FOUND and not evidence.is_fresh(row.material.freshness_hours)
        ]
    if closed := application.procedure == "commitment" and why_commitment_is_closed(application):
        found.append(Obstacle(kind="credit", material="", label=application.company.name, reason=str(closed)))
    return found
