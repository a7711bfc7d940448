"""An offer is made: an application prepared in the holder's name, asked about, kept only if everything is proved."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts.people import Person
from accounts.represented.companies import Company, Membership
from licensing import events
from licensing.applications.actions.asking import look_up
from licensing.applications.actions.drafting import CannotStart, prepare, save_section
from licensing.applications.models.application import Application
from licensing.applications.sheet import Sheet, sheet_of
from licensing.certificates.models import Certificate
from licensing.offers.ending import put_away
from licensing.offers.models import Offer
from licensing.offers.noticing import is_otherwise
from licensing.offers.proving import digest_of, proof_of, why_not_proved, with_only
from licensing.offers.rules import BY_TIMER, Rule
from licensing.register.models import Place, PlaceQuerySet
from licensing.register.places import VEHICLE, vehicle_at
from materials.catalogue.models.items import ServiceItem
from materials.catalogue.queries import item_in_force
from materials.lookups.contract import Outcome

MOST_VEHICLES = 100
"""In one application; the others are offered when these are through."""
SECTION = "vehicle"


class NotNow(Exception):
    """Nothing is offered; `days` until it is worth looking again."""

    def __init__(self, days: int) -> None:
        self.days = days
        super().__init__(str(days))


class NothingDue(NotNow):
    """Nothing of the company expires within the time of a renewal: there is nothing to look for again."""


def places_due(company: Company, rule: Rule, *, on: datetime.date) -> list[Place]:
    """What of a company expires within the time of a renewal, or what a register may have overtaken."""
    return list(_concerned(company, rule, on=on).filter(is_suspended=False).order_by("valid_to", "pk")[:MOST_VEHICLES])


def _concerned(company: Company, rule: Rule, *, on: datetime.date) -> PlaceQuerySet:
    """The same with what is suspended: that may be lifted."""
    rows = Place.objects.filter(company=company, valid_to__gte=on)
    if not rule.is_told:
        rows = rows.filter(valid_to__lte=on + datetime.timedelta(days=settings.RENEWAL_WINDOW_DAYS))
    return rows.vehicles() if rule.licence == VEHICLE else rows.filter(licence=rule.licence)


def offer(company: Company, rule: Rule, *, on: datetime.date) -> Offer:
    """Prepare an application and offer it. Raises NotNow, and leaves no draft behind, when anything is not proved.

    Raises NothingDue where there is nothing to renew, or the registers say what the certificate says.
    """
    places = places_due(company, rule, on=on)
    if not places and not _concerned(company, rule, on=on).exists():
        raise NothingDue(AGAIN_DAYS)
    principal = _principal(company)
    if not places or principal is None or _is_in_hand(company, rule):
        raise NotNow(AGAIN_DAYS)
    try:
        application = prepare(item_in_force(rule.item), company, for_whom=principal, by=BY_TIMER)
    except (CannotStart, ServiceItem.DoesNotExist) as why:
        raise NotNow(AGAIN_DAYS) from why
    try:
        return _asked_about(application, rule, places)
    except Exception:  # whatever it was: what nobody is offered keeps no other offer back
        put_away(application)
        raise


def _asked_about(application: Application, rule: Rule, places: Sequence[Place]) -> Offer:
    rows = _rows(places) if rule.licence == VEHICLE else []
    application = _filled(application, rule, rows)
    for _round in range(2):  # what one answer shows may ask for another look-up
        look_up(application, by=BY_TIMER)
    sheet = sheet_of(application)
    if rule.is_told:
        application, sheet = _changed(application, sheet, rule)
    if rows:
        application, sheet = _proved_vehicles(application, sheet, rule)
        places = _kept(places, sheet)
    if why_not_proved(sheet, rule):
        raise NotNow(1 if _is_silent(sheet) else AGAIN_DAYS)
    return _made(application, sheet, rule, places)


def _is_silent(sheet: Sheet) -> bool:
    return any(row.outcome == Outcome.UNAVAILABLE for row in sheet.evidence.values())


DRAFTING_DAYS = 14
"""Who worked on a draft of it within these days is left in peace."""
AGAIN_DAYS = 7
"""What is not proved today may be in a week; a registry that was silent is asked again tomorrow."""


def _principal(company: Company) -> Person | None:
    rows = Membership.objects.in_force().filter(company=company, kind=Membership.Kind.PRINCIPAL)
    first = rows.select_related("person").order_by("pk").first()
    return first.person if first else None


def _is_in_hand(company: Company, rule: Rule) -> bool:
    """Whether the holder applies for it already, or has an offer that is open."""
    cases = Application.objects.of_company(company).filter(item__code=rule.item)
    ends = {"decision__isnull": True, "withdrawal__isnull": True, "ending__isnull": True}
    lately = timezone.now() - datetime.timedelta(days=DRAFTING_DAYS)
    is_drafted = Q(prepared_at__isnull=True, saved_at__gte=lately)
    is_offered = Q(offer__isnull=False, offer__end__isnull=True)
    is_open = Q(submission__isnull=False) | is_drafted | is_offered
    return cases.filter(is_open, **ends).exists()


def _rows(places: Sequence[Place]) -> list[dict[str, Any]]:
    issued = Certificate.objects.filter(number__in=[place.number for place in places])
    vins = {(one.number, one.version): one.particulars.get("vin", "") for one in issued}
    rows = []
    for place in places:
        plate, colour = vehicle_at(place.key)
        rows.append({"plate": plate, "plate-colour": colour, "vin": vins.get((place.number, place.version), "")})
    return rows


def _filled(
    application: Application, rule: Rule, rows: list[dict[str, Any]], *, changes: Sequence[str] = ()
) -> Application:
    wanted = {SECTION: rows} if rows else {}
    asked = {"change-kinds": list(changes or rule.kinds)} if rule.is_told else {}
    return save_section(application, fields={**rule.settles, **asked}, rows=wanted, doubts={})


def _changed(application: Application, sheet: Sheet, rule: Rule) -> tuple[Application, Sheet]:
    """With the changes the register tells, and no other. Raises NothingDue if none, NotNow if silent."""
    told = sheet.filled.fields
    found = [kind for kind in rule.kinds if is_otherwise(kind, told.get(f"before-{kind}"), told.get(f"after-{kind}"))]
    if not found:
        raise NotNow(1) if _is_silent(sheet) else NothingDue(AGAIN_DAYS)
    application = _filled(application, rule, [], changes=found)
    return application, sheet_of(application)


def _proved_vehicles(application: Application, sheet: Sheet, rule: Rule) -> tuple[Application, Sheet]:
    """Only the vehicles of which everything is proved: one the registers know too little of keeps no other back."""
    rows = sheet.answers.of_section(SECTION)
    if not why_not_proved(sheet, rule):
        return application, sheet
    proved = [row for row in rows if not why_not_proved(with_only(sheet, SECTION, [row]), rule)]
    if not proved:
        return application, sheet
    application = save_section(application, fields={}, rows={SECTION: proved}, doubts={})
    return application, sheet_of(application)


def _kept(places: Sequence[Place], sheet: Sheet) -> list[Place]:
    """The places of the vehicles that are in it still."""
    named = {(row["plate"], row["plate-colour"]) for row in sheet.answers.of_section(SECTION)}
    return [place for place in places if vehicle_at(place.key) in named]


def _until(places: Sequence[Place], rule: Rule, *, on: datetime.date) -> datetime.date:
    """The last day to sign: what is renewed expires; what a register told is asked about anew after that time."""
    expires = min(place.valid_to for place in places)
    return min(expires, on + datetime.timedelta(days=settings.RENEWAL_WINDOW_DAYS)) if rule.is_told else expires


@transaction.atomic
def _made(application: Application, sheet: Sheet, rule: Rule, places: Sequence[Place]) -> Offer:
    """Raises NotNow where somebody else was quicker: the company's row is locked, so that only one offer is open."""
    company = Company.objects.select_for_update(no_key=True).get(pk=application.company_id)
    if _is_in_hand(company, rule):
        raise NotNow(AGAIN_DAYS)
    until = _until(places, rule, on=timezone.localdate())
    plates = [vehicle_at(place.key)[0] for place in places] if rule.licence == VEHICLE else []
    made = Offer.objects.create(
        application=application,
        company=company,
        rule=rule.name,
        edition=rule.edition,
        about=sorted(plates) or [place.number for place in places],
        proof=proof_of(sheet),
        answers_digest=digest_of(sheet, rule),
        until=until,
    )
    events.OFFERED.record(
        subject=application.subject,
        by="timer",
        authority=application.authority.division_id,
        item=application.item.name_zh,
        until=until.isoformat(),
    )
    return made
