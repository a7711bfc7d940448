"""Reading certificates: a company's wallet and the figures."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from django.utils.module_loading import import_string

from accounts.represented.companies import Company
from licensing.applications.models.application import Application
from licensing.certificates.models import Certificate, CertificateQuerySet, State
from licensing.register.models import Place
from materials.catalogue.models.items import ServiceItem
from materials.catalogue.queries import catalogue_in_force


def in_force_count() -> int:
    """How many certificates are in force today."""
    return Certificate.objects.in_force().count()


def wallet(company: Company) -> CertificateQuerySet:
    """A company's certificates with their newest state and files, newest first."""
    return (
        Certificate.objects.filter(company=company)
        .with_state()
        .select_related("authority", "decision__application__item")
        .prefetch_related("copies__document")
    )


def standing_at(places: QuerySet[Place]) -> CertificateQuerySet:
    """The certificates that hold some places of the register."""
    held = places.filter(number=OuterRef("number"), version=OuterRef("version"))
    return Certificate.objects.filter(Exists(held)).order_by()


@dataclass(frozen=True, kw_only=True)
class Held:
    """A certificate in the wallet with what can be applied for from there."""

    certificate: Certificate
    next_items: tuple[ServiceItem, ...]
    renew_now: bool
    note: str = ""
    """What is due for it, as the setting NOTES_ON_CERTIFICATES tells: the yearly review of its vehicle."""


def notes_on(company: Company, certificates: Iterable[Certificate]) -> Mapping[str, str]:
    """What is due for some certificates of a company, by number: apps above know it, the setting names who."""
    told: Callable[[Company, Collection[str]], Mapping[str, str]] = import_string(settings.NOTES_ON_CERTIFICATES)
    return told(company, {certificate.number for certificate in certificates})


def held(certificates: Iterable[Certificate], notes: Mapping[str, str]) -> list[Held]:
    """Each certificate with the items that change, renew, replace or end it, as the catalogue in force says."""
    items = [item for item in ServiceItem.objects.filter(version=catalogue_in_force()) if item.effect.get("of")]
    window = timezone.localdate() + datetime.timedelta(days=settings.RENEWAL_WINDOW_DAYS)
    found = []
    for certificate in certificates:
        standing = certificate.state in (State.IN_FORCE, State.SUSPENDED)
        fitting = tuple(item for item in items if standing and _concerns(item, certificate))
        found.append(
            Held(
                certificate=certificate,
                next_items=fitting,
                renew_now=standing
                and certificate.valid_to <= window
                and any(item.effect.get("renews") for item in fitting),
                note=notes.get(certificate.number, "") if standing else "",
            )
        )
    return found


def _concerns(item: ServiceItem, certificate: Certificate) -> bool:
    if item.effect["of"] != certificate.kind:
        return False
    return certificate.kind != Certificate.Kind.RESULT or item.result_zh == certificate.subject


def vehicles_not_put_in(
    *, on: datetime.date, cases: Sequence[Application] | None = None
) -> Iterator[tuple[Application, datetime.date]]:
    """Grants (among some) whose promised vehicles did not come into service by their day (domain F-1.8)."""
    return promised_vehicles_missing(since=datetime.date.min, until=on - datetime.timedelta(days=1), cases=cases)


def promised_vehicles_missing(
    *,
    since: datetime.date,
    until: datetime.date,
    of: Company | None = None,
    cases: Sequence[Application] | None = None,
) -> Iterator[tuple[Application, datetime.date]]:
    """Grants (of a company, among some) whose vehicles were promised for a day between two, and are not all there."""
    days = (since.isoformat(), until.isoformat())
    promised = {"particulars__planned-date__gte": days[0], "particulars__planned-date__lte": days[1]}
    rows = Certificate.objects.in_force().filter(kind=Certificate.Kind.LICENCE, **promised)
    if of is not None:
        rows = rows.filter(company=of)
    if cases is not None:
        rows = rows.filter(decision__application__in=cases)
    for licence in rows.select_related("decision__application__authority", "company"):
        vehicles = Certificate.objects.in_force().filter(company=licence.company, kind=Certificate.Kind.VEHICLE)
        named = len(licence.decision.application.answers.of_section("vehicle"))
        if vehicles.count() < named + int(licence.particulars.get("planned-count") or 0):
            yield licence.decision.application, datetime.date.fromisoformat(licence.particulars["planned-date"])


def certificates_of(cases: Iterable[Application]) -> QuerySet[Certificate]:
    """What cases issued, with states and files, in the order of issue."""
    rows = Certificate.objects.filter(decision__application__in=cases).with_state()
    return rows.prefetch_related("copies").order_by("pk")
