"""Reading certificates: a company's wallet and the figures."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.db.models.fields.json import KT
from django.db.models.functions import TruncMonth
from django.urls import reverse
from django.utils import timezone
from django.utils.module_loading import import_string

from accounts.represented.companies import Company
from accounts.typed.text import code, spellings
from licensing.applications.models import Application
from licensing.certificates.checking.spelling import key_of
from licensing.certificates.models import Certificate, Publication, State
from licensing.register.models import Place
from materials.catalogue.models import ServiceItem
from materials.catalogue.queries import catalogue_in_force


def in_force_count() -> int:
    """How many certificates are in force today."""
    return Certificate.objects.in_force().count()


def wallet(company: Company) -> Any:
    """A company's certificates with their newest state and files, newest first."""
    return (
        Certificate.objects.filter(company=company)
        .with_state()
        .select_related("authority", "decision__application__item")
        .prefetch_related("copies__document")
    )


def standing_at(places: QuerySet[Place]) -> Any:
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


def vehicles_not_put_in(*, on: datetime.date) -> Iterator[tuple[Application, datetime.date]]:
    """Grants whose promised vehicles did not come into service by their day: they may be withdrawn (domain F-1.8)."""
    return promised_vehicles_missing(since=datetime.date.min, until=on - datetime.timedelta(days=1))


def promised_vehicles_missing(
    *, since: datetime.date, until: datetime.date, of: Company | None = None
) -> Iterator[tuple[Application, datetime.date]]:
    """Grants (of a company) whose vehicles were promised for a day between two, and are not all in service."""
    days = (since.isoformat(), until.isoformat())
    promised = {"particulars__planned-date__gte": days[0], "particulars__planned-date__lte": days[1]}
    rows = Certificate.objects.in_force().filter(kind=Certificate.Kind.LICENCE, **promised)
    if of is not None:
        rows = rows.filter(company=of)
    for licence in rows.select_related("decision__application__authority", "company"):
        vehicles = Certificate.objects.in_force().filter(company=licence.company, kind=Certificate.Kind.VEHICLE)
        named = len(licence.decision.application.answers.of_section("vehicle"))
        if vehicles.count() < named + int(licence.particulars.get("planned-count") or 0):
            yield licence.decision.application, datetime.date.fromisoformat(licence.particulars["planned-date"])


@dataclass(frozen=True, kw_only=True)
class Granted:
    """Which grants of the public list: decided from a day to a day, of a service; all where it is empty."""

    since: datetime.date | None = None
    until: datetime.date | None = None
    item: str = ""

    def among(self, rows: QuerySet[Publication]) -> QuerySet[Publication]:
        if self.since:
            rows = rows.filter(decision__decided_at__gte=_midnight(self.since))
        if self.until:
            rows = rows.filter(decision__decided_at__lt=_midnight(self.until + datetime.timedelta(days=1)))
        return rows.filter(decision__application__item__code=self.item) if self.item else rows

    def address(self) -> str:
        """Where the public list shows them."""
        told = {"since": self.since or "", "until": self.until or "", "item": self.item}
        return f"{reverse('verify:publicity')}?{urlencode({name: value for name, value in told.items() if value})}"


def _midnight(day: datetime.date) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time()))


def names_of_items(codes: Collection[str]) -> dict[str, str]:
    """What the newest edition that has them calls some services, in the reader's language."""
    return {item.code: item.name for item in ServiceItem.everything.filter(code__in=codes).order_by("version", "pk")}


def count_granted(wanted: Granted) -> dict[str, list[list[Any]]]:
    """How many grants of the public list each month and each service has: [first day or code, number]."""
    rows = wanted.among(Publication.objects.order_by())
    months = rows.annotate(month=TruncMonth("decision__decided_at")).values_list("month").annotate(count=Count("pk"))
    items = rows.values_list("decision__application__item__code").annotate(count=Count("pk"))
    return {
        "months": [[timezone.localtime(month).date().isoformat(), count] for month, count in months.order_by("month")],
        "items": [list(one) for one in items.order_by("-count", "decision__application__item__code")],
    }


def count_granted_this_year() -> dict[str, list[list[Any]]]:
    """Counting of the setting FIGURES: the year's grants, for everybody."""
    today = timezone.localdate()
    return count_granted(Granted(since=today.replace(day=1, month=1), until=today))


def published(search: str = "", *, among: Granted | None = None) -> Any:
    """The public list of grants, newest first; `search` in holder, document number or the beginning of a code."""
    rows = (
        (among or Granted())
        .among(Publication.objects.order_by("-id"))
        .select_related("decision__application__verification", "decision__letter")
        .prefetch_related(
            "decision__application__verification__inspections__inquiry__decision", "decision__letter__outcomes"
        )
    )
    if search:
        wanted = Q(pk=None)
        if written := code(search):  # signs alone are no key: every code begins with nothing
            wanted = Q(its_code__startswith=written) | Q(its_document__has_text=key_of(search))
        for name in spellings(search):
            wanted |= Q(its_holder__has_text=name) | Q(its_document__has_text=name)
        rows = rows.alias(
            its_code=KT("entry__uscc"), its_document=KT("entry__document"), its_holder=KT("entry__holder")
        ).filter(wanted)
    return rows


def certificates_of(cases: Iterable[Application]) -> QuerySet[Certificate]:
    """What cases issued, with states and files, in the order of issue."""
    rows = Certificate.objects.filter(decision__application__in=cases).with_state()
    return rows.prefetch_related("copies").order_by("pk")
