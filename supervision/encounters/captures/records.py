"""The record of an encounter as the phone sealed it (`supervision.phones.records` reads the values)."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from decimal import Decimal

from materials.identifiers import PLATE_COLOURS, normalise_plate
from supervision.encounters.captures.models import LONGEST, Ending, Missing
from supervision.phones.files import KeptFile
from supervision.phones.records import NamedFile, Unreadable, Values

VERSION = 1
MOST_EXCLUSIONS, NAME, PLACE = 20, 60, 100


@dataclass(frozen=True, kw_only=True)
class Record:
    """What an officer took down; `scanned` is what the code of a certificate says, looked up when it arrives, as is a
    picture of the code among the files.

    `begun` is when the vehicle was met, `at` when it was sealed.
    """

    at: datetime.datetime
    begun: datetime.datetime
    plate: str
    colour: str
    scanned: str
    place: str
    latitude: Decimal | None
    longitude: Decimal | None
    second: int
    excluded: tuple[str, ...]
    missing: tuple[str, ...]
    explained: str
    driver: str
    ending: str
    files: tuple[NamedFile, ...]

    @property
    def is_in_order(self) -> bool:
        """Whether its two times fit: else the phone's clock was moved between, and nobody knows how long it took."""
        return datetime.timedelta() <= self.at - self.begun <= LONGEST

    @property
    def minutes(self) -> int:
        """From the first word to the seal, of a record in order."""
        return int((self.at - self.begun).total_seconds() // 60)

    @property
    def named_missing(self) -> list[str]:
        return [str(Missing(code).label) for code in self.missing]


def read_record(text: str) -> Record:
    """The values of a record. Raises Unreadable."""
    told = Values.of_text(text, version=VERSION)
    record = Record(
        at=told.moment("at"),
        begun=told.moment("begun"),
        plate=normalise_plate(told.line("plate", 12)),
        colour=told.one_of("colour", ["", *PLATE_COLOURS]),
        scanned=told.line("scanned", 2000),
        place=told.line("place", PLACE),
        latitude=told.coordinate("lat", 90),
        longitude=told.coordinate("lon", 180),
        second=told.number("second", most=2**31) or 0,
        excluded=told.codes("excluded", MOST_EXCLUSIONS),
        missing=told.some_of("missing", Missing.values),
        explained=told.text("explained"),
        driver=told.line("driver", NAME),
        ending=told.one_of("outcome", Ending.values),
        files=told.files(KeptFile.What.values),
    )
    _whole(record)
    return record


def _whole(record: Record) -> None:
    """What belongs together is together: who signs has a name and a drawing, and something was said."""
    drawings = [file for file in record.files if file.kind == KeptFile.What.SIGNATURE]
    is_signed = record.ending == Ending.SIGNED
    if is_signed != (len(drawings) == 1) or (is_signed and not record.driver):
        raise Unreadable("signature")
    if not record.place or (record.latitude is None) != (record.longitude is None):
        raise Unreadable("place")
    if not record.missing and not record.explained:
        raise Unreadable("nothing")
    codes = [file for file in record.files if file.kind == KeptFile.What.CODE]
    if len(codes) > 1 or not (record.scanned or codes or record.plate):
        raise Unreadable("plate")


def contents_of(text: str) -> Record | None:
    """A record for somebody to look at; None when it cannot be read."""
    try:
        return read_record(text)
    except Unreadable:
        return None
