"""Taking in what officers took down without network: the same twice is one, what does not fit is kept for a person.

Nothing was looked up at the roadside, so nothing is known until it arrives: then the registries are asked, as of the
day that counts, and a silence stays a silence. Everything an encounter wants is asked again under the lock.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.people import Person
from licensing.certificates.models import Certificate
from materials.identifiers import is_valid_plate
from materials.uploads.rules import Checked
from supervision.encounters import events
from supervision.encounters.asking import Standing, look
from supervision.encounters.captures.files import keep
from supervision.encounters.captures.models import (
    Capture,
    CaptureFile,
    CaptureWords,
    EncounterAside,
    EncounterAsideFile,
)
from supervision.encounters.captures.records import Record, read_record
from supervision.encounters.models import Encounter, LookUp
from supervision.encounters.no_penalty.editions import list_in_force
from supervision.encounters.opening import Meeting, enter
from supervision.encounters.queries import certificate_scanned
from supervision.encounters.rules import obstacles_to_meeting
from supervision.officers.models import EnforcementCertificate
from supervision.officers.queries import own_certificate
from supervision.phones.clock import Clock, Misfit, day_of
from supervision.phones.items import Files, Item, looked_at
from supervision.phones.records import Unreadable, seal_of

Reason = EncounterAside.Reason


@dataclass(frozen=True, kw_only=True)
class Taken:
    """What became of an item."""

    encounter: Encounter | None = None
    aside: EncounterAside | None = None


def receive(item: Item, *, sent_at: datetime.datetime, by: Person) -> Taken:
    """Take one item in, or set it aside; the same item again gives the same answer. Raises TryLater."""
    if (known := _known(item, by)) is not None:
        return known
    try:
        is_whole = seal_of(item.record) == item.seal
        record = read_record(item.record)
    except Unreadable:
        return _set_aside(item, Reason.UNREADABLE, files=(), by=by)
    files = looked_at(record.files, item.files)
    if not is_whole:
        return _set_aside(item, Reason.BROKEN_SEAL, files=files.good, by=by)
    clock = Clock(at=record.begun, sent_at=sent_at, received_at=timezone.now())
    at = _met_at(record, clock)
    if isinstance(at, Reason):
        return _set_aside(item, at, files=files.good, by=by)
    try:
        found = _entered(item, record, files, clock, at, by=by)
    except IntegrityError:
        # The same key came by another way in the same moment.
        if (known := _known(item, by)) is None:
            raise
        return known
    return _set_aside(item, found, files=files.good, by=by) if isinstance(found, Reason) else Taken(encounter=found)


def _met_at(record: Record, clock: Clock) -> datetime.datetime | Reason:
    """When it was met by our clock, which is what counts, not the seal; or why nobody can tell."""
    if not record.is_in_order:
        return Reason.TIMES
    met, sealed = clock.counts(), replace(clock, at=record.at).counts()
    if isinstance(sealed, Misfit):
        return Reason(sealed)
    return Reason(met) if isinstance(met, Misfit) else met


def _known(item: Item, by: Person) -> Taken | None:
    said = CaptureWords.objects.filter(capture__encounter__key=item.key, seal=item.seal).first()
    if said is not None and said.capture.encounter.opened_by_id == by.pk:
        return Taken(encounter=said.capture.encounter)
    aside = EncounterAside.objects.filter(key=item.key, seal=item.seal, officer=by).first()
    if aside is not None:
        return Taken(aside=aside)
    if Encounter.objects.filter(key=item.key).exists():
        return _set_aside(item, Reason.OTHER_SEAL, files=(), by=by)
    return None


def _entered(
    item: Item, record: Record, files: Files, clock: Clock, at: datetime.datetime, *, by: Person
) -> Encounter | Reason:
    """The encounter, or why there is none. The registries are asked before anything is locked."""
    on = day_of(at)
    vehicle = _vehicle(record)
    if vehicle is None:
        return Reason.VEHICLE
    first, second = own_certificate(by, on=on), _held(record.second)
    if first is None:
        return Reason.CERTIFICATE
    if second is None or second.authority_id != first.authority_id:
        return Reason.TWO_OFFICERS
    held = list_in_force(on=on)
    if any(held.content.exclusion(code) is None for code in record.excluded):
        return Reason.EDITION
    if (obstacle := next(obstacles_to_meeting([first, second], None, on=on), None)) is not None:
        return Reason(obstacle.code)
    plate, colour = vehicle
    days = held.content.days["curable"].days
    standing = look(plate, colour, curable_days=days, case=f"encounter:{item.key}", by=f"person:{by.pk}", on=on)
    meeting = Meeting(
        plate=plate,
        colour=colour,
        place=record.place,
        excluded=record.excluded,
        key=item.key,
        edition=held.number,
        at=at,
        occasion=LookUp.Occasion.AFTERWARDS,
    )
    with transaction.atomic():
        officers = _locked(first, second)
        if (obstacle := next(obstacles_to_meeting(officers, standing.company, on=on), None)) is not None:
            return Reason(obstacle.code)
        return _kept(item, record, files, clock, standing, meeting, officers, by=by)


def _vehicle(record: Record) -> tuple[str, str] | None:
    """Plate and colour, typed or as the scanned certificate has them."""
    if not record.scanned:
        return (record.plate, record.colour) if is_valid_plate(record.plate, record.colour) else None
    found = certificate_scanned(record.scanned)
    if found is None or found.kind != Certificate.Kind.VEHICLE:
        return None
    plate, _slash, colour = found.subject.partition("/")
    return plate, colour


def _held(pk: int) -> EnforcementCertificate | None:
    return EnforcementCertificate.objects.select_related("person", "authority", "end").filter(pk=pk).first()


def _locked(*officers: EnforcementCertificate) -> list[EnforcementCertificate]:
    """The certificates as they stand now, in their order; nobody ends one meanwhile."""
    wanted = [one.pk for one in officers]
    list(EnforcementCertificate.objects.select_for_update().filter(pk__in=wanted).order_by("pk"))
    return [one for pk in wanted if (one := _held(pk)) is not None]


def _kept(
    item: Item,
    record: Record,
    files: Files,
    clock: Clock,
    standing: Standing,
    meeting: Meeting,
    officers: Sequence[EnforcementCertificate],
    *,
    by: Person,
) -> Encounter:
    made = enter(meeting, standing, officers, by=by)
    capture = Capture.objects.create(
        encounter=made,
        at=record.at,
        clock_off=clock.off,
        received_at=clock.received_at,
        minutes=record.minutes,
        ending=record.ending,
        left_out=files.left_out,
    )
    CaptureWords.objects.create(capture=capture, seal=item.seal, record=item.record)
    keep(files.good, lambda: CaptureFile(capture=capture))
    return made


def _set_aside(item: Item, reason: Reason, *, files: Sequence[tuple[str, Checked]], by: Person) -> Taken:
    """Keep what was not taken in, as it came, for a person."""
    with transaction.atomic():
        aside, is_new = EncounterAside.objects.get_or_create(
            key=item.key, seal=item.seal, officer=by, defaults={"record": item.record, "reason": reason}
        )
        if is_new:
            keep(files, lambda: EncounterAsideFile(item=aside))
            told = f"road-{reason.value}"
            events.SET_ASIDE.record(subject=f"encounter-item:{item.key}", by=by, authority=by.at, reason=told)
    return Taken(aside=aside)
