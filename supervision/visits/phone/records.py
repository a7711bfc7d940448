"""The record of a visit as the phone sealed it (`supervision.phones.records` reads the values)."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from decimal import Decimal

from supervision.phones.records import NamedFile, Unreadable, Values
from supervision.visits.models import Outcome, VisitFile, Way
from supervision.visits.reference import explained_topics, kinds_of_need

VERSION = 1
MOST_NEEDS, NAME = 10, 60


@dataclass(frozen=True, kw_only=True)
class NoticedNeed:
    """What a company said it needs; `note` is what it was told at once, "" when it stays open."""

    kind: str
    words: str
    note: str


@dataclass(frozen=True, kw_only=True)
class Record:
    """What a member took down."""

    company: int
    grid: str
    planned: int | None
    at: datetime.datetime
    way: str
    minutes: int | None
    place: str
    latitude: Decimal | None
    longitude: Decimal | None
    topics: tuple[str, ...]
    explained: str
    needs: tuple[NoticedNeed, ...]
    outcome: str
    signer: str
    files: tuple[NamedFile, ...]


def read_record(text: str) -> Record:
    """The values of a record. Raises Unreadable."""
    told = Values.of_text(text, version=VERSION)
    record = Record(
        company=told.number("company", most=2**31) or 0,
        grid=told.line("grid", 20),
        planned=told.number("planned", most=2**31),
        at=told.moment("at"),
        way=told.one_of("way", Way.values),
        minutes=told.number("minutes", most=1440),
        place=told.line("place", 200),
        latitude=told.coordinate("lat", 90),
        longitude=told.coordinate("lon", 180),
        topics=told.some_of("topics", [topic.code for topic in explained_topics()]),
        explained=told.text("explained"),
        needs=tuple(_need(one) for one in told.rows("needs", MOST_NEEDS)),
        outcome=told.one_of("outcome", Outcome.values),
        signer=told.line("signer", NAME),
        files=told.files(VisitFile.Kind.values),
    )
    _whole(record)
    return record


def _whole(record: Record) -> None:
    """What belongs together is together: who signs has a name and a signature, what did not happen explains nothing."""
    is_signed = record.outcome == Outcome.SIGNED
    signatures = [file for file in record.files if file.kind == VisitFile.Kind.SIGNATURE]
    if is_signed != bool(record.signer) or is_signed != (len(signatures) == 1):
        raise Unreadable("signature")
    if is_signed and record.way != Way.ON_SITE:
        raise Unreadable("signature")
    if record.outcome in (Outcome.SIGNED, Outcome.UNSIGNED) and not (record.topics or record.explained or record.needs):
        raise Unreadable("nothing")
    if (record.latitude is None) != (record.longitude is None):
        raise Unreadable("place")
    if record.way == Way.ON_SITE and not record.place:
        raise Unreadable("place")


def _need(told: object) -> NoticedNeed:
    values = Values(told, of="needs")
    kind = values.one_of("kind", [topic.code for topic in kinds_of_need()])
    need = NoticedNeed(kind=kind, words=values.text("words"), note=values.text("note"))
    if not need.words:
        raise Unreadable("needs")
    return need


def contents_of(text: str) -> Record | None:
    """A record for somebody to look at; None when it cannot be read."""
    try:
        return read_record(text)
    except Unreadable:
        return None
