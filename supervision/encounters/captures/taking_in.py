"""Taking in what officers took down without network: the same twice is one, what does not fit is kept for a person.

Nothing was looked up at the roadside, so nothing is known until it arrives: then the registries are asked, as of the
day that counts, and a silence stays a silence. Everything an encounter wants is asked again under the lock.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.people import Person
from licensing.certificates.checking.scanned import NotOurs, number_and_code
from licensing.certificates.models import Certificate
from materials.identifiers import is_valid_plate
from materials.uploads.qr_codes import ReadersBusy, codes_in
from materials.uploads.rules import Checked, RefusedUpload
from supervision.encounters.captures.asides import set_aside
from supervision.encounters.captures.models import (
    Capture,
    CaptureFile,
    CaptureWords,
    EncounterAside,
)
from supervision.encounters.captures.records import Record, read_record
from supervision.encounters.models import Encounter, LookUp
from supervision.encounters.opening import Hindered, Meeting, enter, held_by, looked_up
from supervision.encounters.queries import certificate_of, certificate_scanned
from supervision.officers.queries import own_certificate
from supervision.phones.clock import Clock, Misfit, day_of
from supervision.phones.files import KeptFile, keep
from supervision.phones.items import Files, Item, TryLater, looked_at
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
    found = _taken_in(item, sent_at, by=by)
    return found if isinstance(found, Taken) else Taken(aside=set_aside(item, found, by=by))


def _taken_in(item: Item, sent_at: datetime.datetime, *, by: Person) -> Taken | Reason:
    """The encounter it became, or why there is none."""
    try:
        is_whole = seal_of(item.record) == item.seal
        record = read_record(item.record)
    except Unreadable:
        return Reason.UNREADABLE
    if not is_whole:
        return Reason.BROKEN_SEAL
    clock = Clock(at=record.begun, sent_at=sent_at, received_at=timezone.now())
    at = _met_at(record, clock)
    if isinstance(at, Reason):
        return at
    try:
        found = _entered(item, record, looked_at(record.files, item.files), clock, at, by=by)
    except IntegrityError:
        # The same key came by another way in the same moment.
        if (known := _known(item, by)) is None:
            raise
        return known
    return found if isinstance(found, Reason) else Taken(encounter=found)


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
    aside = EncounterAside.objects.filter(key=item.key, seal=item.seal, sender=by).first()
    if aside is not None:
        return Taken(aside=aside)
    if Encounter.objects.filter(key=item.key).exists():
        return Taken(aside=set_aside(item, Reason.OTHER_SEAL, by=by))
    return None


def _entered(
    item: Item, record: Record, files: Files, clock: Clock, at: datetime.datetime, *, by: Person
) -> Encounter | Reason:
    """The encounter, or why there is none. The registries are asked before anything is locked."""
    vehicle = _vehicle(record, files)
    if vehicle is None:
        return Reason.VEHICLE
    first, second = own_certificate(by, on=day_of(at)), held_by(record.second)
    if first is None:
        return Reason.CERTIFICATE
    if second is None:
        return Reason.TWO_OFFICERS
    plate, colour = vehicle
    meeting = Meeting(
        plate=plate,
        colour=colour,
        place=record.place,
        excluded=record.excluded,
        key=item.key,
        officers=[first, second],
        at=at,
        occasion=LookUp.Occasion.AFTERWARDS,
    )
    try:
        standing = looked_up(meeting, by=by)
        with transaction.atomic():
            made = enter(meeting, standing, by=by)
            _keep_with(made, item, record, files, clock)
    except Hindered as why:
        return Reason(why.code)
    return made


def _vehicle(record: Record, files: Files) -> tuple[str, str] | None:
    """Plate and colour: typed, or of the certificate whose code was scanned or photographed. Raises TryLater."""
    photographed = next((file for kind, file in files.good if kind == KeptFile.What.CODE), None)
    if record.scanned:
        found = certificate_scanned(record.scanned)
    elif photographed is not None:
        found = _of_picture(photographed)
    else:
        return (record.plate, record.colour) if is_valid_plate(record.plate, record.colour) else None
    if found is None or found.kind != Certificate.Kind.VEHICLE:
        return None
    plate, _slash, colour = found.subject.partition("/")
    return plate, colour


def _of_picture(picture: Checked) -> Certificate | None:
    """The certificate whose code a picture shows; None when none of ours can be read. Raises TryLater."""
    try:
        return certificate_of(*number_and_code(codes_in(picture)))
    except ReadersBusy as later:
        raise TryLater from later
    except (RefusedUpload, NotOurs):
        return None


def _keep_with(made: Encounter, item: Item, record: Record, files: Files, clock: Clock) -> None:
    """What was sealed, beside the encounter it became."""
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
