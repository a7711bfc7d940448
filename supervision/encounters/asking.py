"""What is known of a vehicle by its plate: first our own register, then the registry; a silence stays a silence."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone

from accounts.represented.companies import Company
from licensing.certificates.models import Certificate, State
from materials.catalogue.kept import materials_of
from materials.catalogue.queries import catalogue_in_force
from materials.lookups.ask import ask
from materials.lookups.contract import Answer, Outcome, Purpose, Question
from materials.lookups.validity import why_invalid
from supervision.encounters.models import OWN, Found
from supervision.reviews.models import ReviewedVehicle, ReviewRequest

PERMIT = "vehicle-operation-permit"
BASIS = "《道路运输条例》第五十八条、第五十九条"
UNTIL = ("valid-to", "review-to")


@dataclass(frozen=True, kw_only=True)
class Standing:
    """A vehicle as it stands on a day; `answers` are what was asked: registry, outcome, reason, fields, digest."""

    found: Found
    days_over: int | None = None
    over: str = ""
    """What ran out: "certificate", "review", or "" when nothing did or nobody says."""
    certificate: Certificate | None = None
    company: Company | None = None
    holder: str = ""
    number: str = ""
    answers: tuple[Mapping[str, Any], ...] = field(default=())


def look(
    plate: str, colour: str, *, curable_days: int, case: str, by: str, on: datetime.date | None = None
) -> Standing:
    """How a vehicle stands today, or stood on the day it was met. Never raises for faults outside."""
    on = on or timezone.localdate()
    own = own_certificate(plate, colour, on=on)
    if own is not None:
        return _of_register(own, on=on, curable_days=curable_days)
    return _of_registry(_asked(plate, colour, case=case, by=by), on=on, curable_days=curable_days)


def own_certificate(plate: str, colour: str, *, on: datetime.date) -> Certificate | None:
    """The newest certificate this register had of a vehicle on a day, with the state of that day (`state_on`)."""
    rows = Certificate.objects.filter(kind=Certificate.Kind.VEHICLE, plate=plate, subject=f"{plate}/{colour}")
    rows = rows.filter(issued_on__lte=on).with_state(on=on).select_related("company", "authority")
    found: Certificate | None = rows.order_by("-pk").first()
    return found


def state_on(certificate: Certificate, *, on: datetime.date) -> State:
    """How a certificate stood on a day; what was issued that day and written down later stands as it was issued."""
    written = getattr(certificate, "newest_state", None)
    state = State(written or certificate.states.order_by("pk").values_list("state", flat=True)[0])
    return State.EXPIRED if state == State.IN_FORCE and certificate.valid_to < on else state


def _of_register(certificate: Certificate, *, on: datetime.date, curable_days: int) -> Standing:
    state = state_on(certificate, on=on)
    found, days, over = Found.LAPSED, None, ""
    if state == State.EXPIRED:
        days, over = (on - certificate.valid_to).days, "certificate"
    elif state == State.IN_FORCE:
        days, over = _review_over(certificate, on=on), "review"
        found = Found.VALID if days is None else found
    if days is not None and days <= curable_days:
        found = Found.CURABLE
    answer = {"registry": OWN, "outcome": "found" if found == Found.VALID else "conflict", "reason": str(state.value)}
    return Standing(
        found=found,
        days_over=days,
        over=over if days is not None else "",
        certificate=certificate,
        company=certificate.company,
        holder=certificate.holder_name,
        number=certificate.number,
        answers=(answer,),
    )


def _review_over(certificate: Certificate, *, on: datetime.date) -> int | None:
    """For how many days the yearly review had been due on a day; None when it was not."""
    row = ReviewedVehicle.objects.standing().filter(number=certificate.number).first()
    if row is None:
        return None
    # A review that was passed since moved the day it was due: until then the day it was asked for counted.
    passed = ReviewRequest.objects.filter(vehicle=row, result__outcome="passed", result__at__date__gt=on)
    due = passed.order_by("result__at").values_list("due_on", flat=True).first() or row.due_on
    return (on - due).days if due < on else None


def _asked(plate: str, colour: str, *, case: str, by: str) -> Answer:
    material = materials_of(catalogue_in_force().pk).get(PERMIT)
    registry = material.registry.code if material is not None and material.registry is not None else "none"
    return ask(
        Question(
            material=PERMIT,
            registry=registry,
            keys={"plate": plate, "plate-colour": colour},
            purpose=Purpose(item="roadside-encounter", case=case, legal_basis=BASIS),
            by=by,
        )
    )


def _of_registry(answer: Answer, *, on: datetime.date, curable_days: int) -> Standing:
    told = {
        "registry": answer.registry,
        "outcome": answer.outcome.value,
        "reason": answer.reason,
        "fields": dict(answer.fields),
        "version": answer.source_version,
        "digest": answer.digest,
    }
    found, days, over = _read(answer, on=on, curable_days=curable_days)
    return Standing(
        found=found,
        days_over=days,
        over=over,
        company=Company.objects.filter(name=answer.fields.get("holder-name", "")).first(),
        holder=answer.fields.get("holder-name", "")[:100],
        number=answer.fields.get("cert-number", "")[:40],
        answers=({"registry": OWN, "outcome": "not-found", "reason": ""}, told),
    )


def _read(answer: Answer, *, on: datetime.date, curable_days: int) -> tuple[Found, int | None, str]:
    if answer.outcome is Outcome.UNAVAILABLE:
        return Found.SILENT, None, ""
    if answer.outcome is Outcome.NOT_FOUND:
        return Found.UNKNOWN, None, ""
    until = {name: day for name in UNTIL if (day := _day(answer.fields.get(name, "")))}
    over = {name: (on - day).days for name, day in until.items() if day < on}
    ran_out_since = any(on <= day < timezone.localdate() for day in until.values())
    held_then = ran_out_since and answer.reason == "expired" and not why_invalid(answer.fields, on=on)
    if not over and (answer.outcome is Outcome.FOUND or held_then):
        return Found.VALID, None, ""
    # An abnormal state is no date that passed, and is not mended online; a registry names the date first.
    state = {name: text for name, text in answer.fields.items() if name not in UNTIL}
    if not over or why_invalid(state, on=on):
        return Found.LAPSED, None, ""
    name, days = max(over.items(), key=lambda one: one[1])
    kind = "certificate" if name == "valid-to" else "review"
    return (Found.CURABLE if days <= curable_days else Found.LAPSED), days, kind


def _day(text: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(text[:10]) if text else None
    except ValueError:
        return None
