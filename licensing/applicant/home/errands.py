"""What a company has to do in its cases and for what it holds (`pages.errands`)."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from django.conf import settings
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.represented.companies import Company
from licensing.applications.agreements.models import VehicleAgreement
from licensing.applications.models.application import Application, SubmittedVehicle
from licensing.certificates.models import Certificate
from licensing.certificates.queries import held, promised_vehicles_missing, standing_at
from licensing.decisions.rules import RENEWAL_LEAD_DAYS
from licensing.offers.models import Offer
from licensing.register.models import Place, PlaceQuerySet
from licensing.register.places import VEHICLE, plate_place, vehicle_at
from licensing.verification.models import Inquiry, Inspection
from pages.errands import Errand, Kind, Whom

AHEAD_DAYS = 60
"""So long before its end an agreement about a vehicle is told."""


def _running(whom: Whom) -> QuerySet[Application]:
    cases = Application.objects.of_company(whom.company).submitted().select_related("item", "submission")
    cases = cases.defer("draft", "submission__answers")  # sealed, and not told here
    return cases.filter(decision__isnull=True, withdrawal__isnull=True, ending__isnull=True)


def _asked_to_correct(whom: Whom) -> QuerySet[Application]:
    return _running(whom).filter(correction__isnull=False, amendment__isnull=True).select_related("correction")


def _corrections(cases: QuerySet[Application], _whom: Whom) -> Iterator[Errand]:
    for case in cases:
        yield Errand(
            title=_("Correct the application"),
            about=_about(case),
            due=case.correction.last_day,
            address=reverse("applications:correct", args=[case.key]),
            happens=_("If you do not answer, the procedure ends."),
        )


def _offered_a_hearing(whom: Whom) -> QuerySet[Application]:
    offered = _running(whom).filter(hearing_offer__isnull=False, hearing_offer__answer__isnull=True)
    return offered.select_related("hearing_offer")


def _hearings(cases: QuerySet[Application], _whom: Whom) -> Iterator[Errand]:
    for case in cases:
        yield Errand(
            title=_("Say whether you want a hearing"),
            about=_about(case),
            due=case.hearing_offer.last_day,
            address=_progress(case),
            happens=_("After that day it is decided without one."),
        )


def _to_be_rectified(whom: Whom) -> QuerySet[Inspection]:
    newest = Inspection.objects.filter(verification=OuterRef("verification")).order_by("-pk").values("pk")[:1]
    of_company = {"verification__application__company": whom.company}
    found = Inspection.objects.filter(
        **of_company, rectify_by__isnull=False, rectification__isnull=True, pk=Subquery(newest)
    )
    return found.select_related("verification__application__item", "verification__application__submission")


def _rectifications(found: QuerySet[Inspection], _whom: Whom) -> Iterator[Errand]:
    for one in found:
        case = one.verification.application
        yield Errand(
            title=_("Put right what was found, and report it"),
            about=_about(case),
            due=one.last_day,
            address=_progress(case),
            happens=_("If it is not put right in time, the grant may be revoked."),
        )


def _unanswered(whom: Whom) -> QuerySet[Inquiry]:
    asked = Inquiry.objects.filter(application__company=whom.company, statement__isnull=True, decision__isnull=True)
    return asked.select_related("application__item", "application__submission")


def _inquiries(asked: QuerySet[Inquiry], _whom: Whom) -> Iterator[Errand]:
    for inquiry in asked:
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


def _expiring(whom: Whom) -> PlaceQuerySet:
    window = whom.later(lambda: settings.RENEWAL_WINDOW_DAYS)
    return Place.objects.filter(company=whom.company, valid_to__lte=window)


def _licences(places: PlaceQuerySet, whom: Whom) -> Iterator[Errand]:
    in_hand, on = set(_in_hand(whom.company).values_list("item__code", flat=True)), whom.on
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


def _running_out(whom: Whom) -> PlaceQuerySet:
    return _expiring(whom).vehicles().filter(valid_to__gte=whom.on, is_suspended=False)


def _vehicles(places: PlaceQuerySet, whom: Whom) -> Iterator[Errand]:
    """All vehicles in one line: the table tells which."""
    renewed = _vehicles_in_hand(whom.company)
    left = [valid_to for key, valid_to in places.values_list("key", "valid_to") if vehicle_at(key)[0] not in renewed]
    if number := len(left):
        yield Errand(
            title=ngettext(
                "%(n)s vehicle's certificate expires soon", "%(n)s vehicles' certificates expire soon", number
            )
            % {"n": number},
            due=min(left),
            address=f"{reverse('fleet:list')}?company={whom.company.pk}&state=expiring&sort=valid",
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


def _ending(whom: Whom) -> QuerySet[VehicleAgreement]:
    rows = VehicleAgreement.objects.filter(company=whom.company, ends_on__gte=whom.on)
    return rows.filter(ends_on__lte=whom.later(lambda: AHEAD_DAYS)).order_by("pk")


def _agreements(rows: QuerySet[VehicleAgreement], whom: Whom) -> Iterator[Errand]:
    """With the agreement the certificate of another's vehicle ends (domain F-1.1)."""
    ends = {plate_place(one.plate, one.plate_colour): one for one in rows}
    standing = Place.objects.filter(company=whom.company, key__in=ends).values_list("key", "valid_to")
    for key, valid_to in standing:
        if valid_to == ends[key].ends_on:
            yield Errand(
                title=_("A vehicle's hire or financing agreement is about to end"),
                about=ends[key].plate,
                due=valid_to,
                address=f"{reverse('fleet:list')}?company={whom.company.pk}&q={ends[key].plate}",
                happens=_("The vehicle's certificate ends with it."),
            )


def _promised(whom: Whom) -> QuerySet[Certificate]:
    return Certificate.objects.filter(
        company=whom.company, kind=Certificate.Kind.LICENCE, particulars__has_key="planned-date"
    )


def _promised_vehicles(_licences: QuerySet[Certificate], whom: Whom) -> Iterator[Errand]:
    for application, due in promised_vehicles_missing(since=whom.on, until=datetime.date.max, of=whom.company):
        yield Errand(
            title=_("Put the promised vehicles into service"),
            about=_about(application),
            due=due,
            address=more_vehicles(),
            happens=_("After that day the licence may be withdrawn."),
        )


KINDS = (
    Kind(rows=_asked_to_correct, tell=_corrections),
    Kind(rows=_offered_a_hearing, tell=_hearings),
    Kind(rows=_to_be_rectified, tell=_rectifications),
    Kind(rows=_unanswered, tell=_inquiries),
    Kind(rows=lambda whom: _expiring(whom).exclude(licence=VEHICLE), tell=_licences),
    Kind(rows=_running_out, tell=_vehicles),
    Kind(rows=_ending, tell=_agreements),
    Kind(rows=_promised, tell=_promised_vehicles),
)
"""What it is asked in its cases and after a grant; what of its certificates ends, and vehicles that were promised."""
