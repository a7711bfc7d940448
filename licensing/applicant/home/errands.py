"""What a company has to do in its cases and for what it holds (`pages.errands`)."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.people import Person
from accounts.represented.companies import Company
from licensing.applications.agreements.models import VehicleAgreement
from licensing.applications.models.application import Application, SubmittedVehicle
from licensing.certificates.queries import held, promised_vehicles_missing, standing_at
from licensing.decisions.rules import RENEWAL_LEAD_DAYS
from licensing.offers.models import Offer
from licensing.register.models import Place
from licensing.register.places import VEHICLE, plate_place, vehicle_at
from licensing.verification.models import Inquiry, Inspection
from pages.errands import Errand

AHEAD = datetime.timedelta(days=60)
"""So long before its end an agreement about a vehicle is told."""


def in_cases(company: Company, person: Person, on: datetime.date) -> Iterator[Errand]:
    """Requests for correction, offers of a hearing, orders to rectify, statements that are waited for."""
    cases = Application.objects.of_company(company).submitted().select_related("item", "submission")
    cases = cases.defer("draft", "submission__answers")  # sealed, and not told here
    running = cases.filter(decision__isnull=True, withdrawal__isnull=True, ending__isnull=True)
    asked = running.filter(correction__isnull=False, amendment__isnull=True).select_related("correction")
    for case in asked:
        yield Errand(
            title=_("Correct the application"),
            about=_about(case),
            due=case.correction.last_day,
            address=reverse("applications:correct", args=[case.key]),
            happens=_("If you do not answer, the procedure ends."),
        )
    offered = running.filter(hearing_offer__isnull=False, hearing_offer__answer__isnull=True)
    for case in offered.select_related("hearing_offer"):
        yield Errand(
            title=_("Say whether you want a hearing"),
            about=_about(case),
            due=case.hearing_offer.last_day,
            address=_progress(case),
            happens=_("After that day it is decided without one."),
        )
    yield from _after_the_grant(company)


def _after_the_grant(company: Company) -> Iterator[Errand]:
    of_company = {"verification__application__company": company}
    newest = Inspection.objects.filter(verification=OuterRef("verification")).order_by("-pk").values("pk")[:1]
    found = Inspection.objects.filter(
        **of_company, rectify_by__isnull=False, rectification__isnull=True, pk=Subquery(newest)
    )
    for one in found.select_related("verification__application__item", "verification__application__submission"):
        case = one.verification.application
        yield Errand(
            title=_("Put right what was found, and report it"),
            about=_about(case),
            due=one.last_day,
            address=_progress(case),
            happens=_("If it is not put right in time, the grant may be revoked."),
        )
    asked = Inquiry.objects.filter(application__company=company, statement__isnull=True, decision__isnull=True)
    for inquiry in asked.select_related("application__item", "application__submission"):
        yield Errand(
            title=_("State your case before the grant is ended"),
            about=_about(inquiry.application),
            due=inquiry.last_day,
            address=_progress(inquiry.application),
            happens=_("After that day the decision is based on what is known."),
        )


MORE_VEHICLES = "vehicle-permit-issue"
"""The item by which a holder puts more vehicles into service."""


def more_vehicles() -> str:
    """Where certificates for more vehicles are applied for."""
    return reverse("services:guide", args=[MORE_VEHICLES])


def _about(case: Application) -> str:
    return f"{case.item.name} · {case.receipt_number}"


def _progress(case: Application) -> str:
    return reverse("applications:progress", args=[case.key])


def that_expire(company: Company, person: Person, on: datetime.date) -> Iterator[Errand]:
    """Licences and vehicles' certificates that expire, agreements that end, vehicles that were promised."""
    window = on + datetime.timedelta(days=settings.RENEWAL_WINDOW_DAYS)
    mine = Place.objects.filter(company=company, valid_to__lte=window)
    yield from _licences(mine.exclude(licence=VEHICLE), company, on)
    yield from _vehicles(mine.vehicles(), company, on)
    yield from _agreements(company, on)
    for application, due in promised_vehicles_missing(since=on, until=datetime.date.max, of=company):
        yield Errand(
            title=_("Put the promised vehicles into service"),
            about=_about(application),
            due=due,
            address=more_vehicles(),
            happens=_("After that day the licence may be withdrawn."),
        )


def _licences(places: Any, company: Company, on: datetime.date) -> Iterator[Errand]:
    in_hand = set(_in_hand(company).values_list("item__code", flat=True))
    for entry in held(standing_at(places).with_state().order_by("valid_to"), {}):
        one = entry.certificate
        renewing = next((item for item in entry.next_items if item.effect.get("renews")), None)
        if renewing is None or one.valid_to < on or renewing.code in in_hand:
            continue
        best_by = one.valid_to - datetime.timedelta(days=RENEWAL_LEAD_DAYS)
        yield Errand(
            title=_("Renew what expires on %(day)s") % {"day": one.valid_to.isoformat()},
            about=f"{renewing.name} · {one.number}",
            due=best_by if best_by >= on else one.valid_to,
            address=reverse("applications:new", args=[renewing.code]),
            happens=_("Apply 30 days before it expires; once it has expired a new licence is needed."),
        )


def _vehicles(places: Any, company: Company, on: datetime.date) -> Iterator[Errand]:
    """All vehicles in one line: the table tells which."""
    running = places.filter(valid_to__gte=on, is_suspended=False).values_list("key", "valid_to")
    renewed = _vehicles_in_hand(company)
    left = [valid_to for key, valid_to in running if vehicle_at(key)[0] not in renewed]
    if number := len(left):
        yield Errand(
            title=ngettext(
                "%(n)s vehicle's certificate expires soon", "%(n)s vehicles' certificates expire soon", number
            )
            % {"n": number},
            due=min(left),
            address=f"{reverse('fleet:list')}?company={company.pk}&state=expiring&sort=valid",
        )


def _in_hand(company: Company) -> QuerySet[Application]:
    """What renews something already: handed in and not over, or offered for a signature."""
    waits = {"decision__isnull": True, "withdrawal__isnull": True, "ending__isnull": True}
    is_offered = Q(offer__isnull=False, offer__end__isnull=True)
    cases = Application.objects.of_company(company).filter(item__effect__renews=True, **waits)
    return cases.filter(is_offered | Q(submission__isnull=False))


def _vehicles_in_hand(company: Company) -> set[str]:
    """The plates of it."""
    cases = _in_hand(company)
    offered = Offer.objects.open().filter(company=company, application__in=cases).values_list("about", flat=True)
    named = SubmittedVehicle.objects.filter(application__in=cases).values_list("plate", flat=True)
    return {*named, *(plate for about in offered for plate in about)}


def _agreements(company: Company, on: datetime.date) -> Iterator[Errand]:
    """With the agreement the certificate of another's vehicle ends (domain F-1.1)."""
    rows = VehicleAgreement.objects.filter(company=company, ends_on__gte=on, ends_on__lte=on + AHEAD)
    ends = {plate_place(one.plate, one.plate_colour): one for one in rows.order_by("pk")}
    standing = Place.objects.filter(company=company, key__in=ends).values_list("key", "valid_to")
    for key, valid_to in standing:
        if valid_to == ends[key].ends_on:
            yield Errand(
                title=_("A vehicle's hire or financing agreement is about to end"),
                about=ends[key].plate,
                due=valid_to,
                address=f"{reverse('fleet:list')}?company={company.pk}&q={ends[key].plate}",
                happens=_("The vehicle's certificate ends with it."),
            )
