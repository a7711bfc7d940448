"""The record of a visit as the phone sealed it: read strictly, kept as it came.

What is hashed is the text itself, so that whoever has it recomputes the seal with any SHA-256; no two programs have to
agree on how to write the same values.
"""

from __future__ import annotations

import datetime
import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from accounts.typed.text import one_line, visible
from supervision.visits.models import Outcome, VisitFile, Way
from supervision.visits.reference import explained_topics, kinds_of_need

VERSION = 1
LONGEST_RECORD = 32 * 1024
MOST_NEEDS, MOST_FILES = 10, 6
WORDS, NAME = 2000, 60
_DIGEST = re.compile(r"[0-9a-f]{64}\Z")


class Unreadable(Exception):
    """A record that is none: its text says which part."""


@dataclass(frozen=True, kw_only=True)
class NoticedNeed:
    """What a company said it needs; `note` is what it was told at once, "" when it stays open."""

    kind: str
    words: str
    note: str


@dataclass(frozen=True, kw_only=True)
class NamedFile:
    """A file a record names by its digest."""

    digest: str
    kind: str


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


def seal_of(text: str) -> str:
    """SHA-256 of a record's text. Raises Unreadable for text no file can hold."""
    try:
        return hashlib.sha256(text.encode()).hexdigest()
    except UnicodeEncodeError as broken:
        raise Unreadable("text") from broken


def read_record(text: str) -> Record:
    """The values of a record. Raises Unreadable."""
    if len(text) > LONGEST_RECORD:
        raise Unreadable("length")
    try:
        told = json.loads(text)
    except (ValueError, RecursionError) as broken:
        raise Unreadable("json") from broken
    if not isinstance(told, dict) or told.get("v") != VERSION:
        raise Unreadable("version")
    record = Record(
        company=_number(told, "company", most=2**31) or 0,
        grid=_words(told, "grid", 20),
        planned=_number(told, "planned", most=2**31),
        at=_moment(told),
        way=_one_of(told, "way", Way.values),
        minutes=_number(told, "minutes", most=1440),
        place=_words(told, "place", 200),
        latitude=_coordinate(told, "lat", 90),
        longitude=_coordinate(told, "lon", 180),
        topics=_topics(told),
        explained=_text(told, "explained"),
        needs=tuple(_need(one) for one in _list(told, "needs", MOST_NEEDS)),
        outcome=_one_of(told, "outcome", Outcome.values),
        signer=_words(told, "signer", NAME),
        files=tuple(_file(one) for one in _list(told, "files", MOST_FILES)),
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


def _number(told: Mapping[str, Any], name: str, *, most: int) -> int | None:
    value = told.get(name)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= most:
        raise Unreadable(name)
    return value


def _text(told: Mapping[str, Any], name: str, most: int = WORDS) -> str:
    value = told.get(name, "")
    if not isinstance(value, str) or len(value) > most:
        raise Unreadable(name)
    return visible(value).strip()


def _words(told: Mapping[str, Any], name: str, most: int) -> str:
    return one_line(_text(told, name, most))


def _one_of(told: Mapping[str, Any], name: str, known: list[str]) -> str:
    value = told.get(name)
    if not isinstance(value, str) or value not in known:
        raise Unreadable(name)
    return value


def _list(told: Mapping[str, Any], name: str, most: int) -> list[Any]:
    value = told.get(name, [])
    if not isinstance(value, list) or len(value) > most:
        raise Unreadable(name)
    return value


def _moment(told: Mapping[str, Any]) -> datetime.datetime:
    try:
        at = datetime.datetime.fromisoformat(str(told.get("at")))
        # Days before and after the calendar of the product break its arithmetic, and no phone is that far off.
        if at.tzinfo is None or not 2000 <= at.year <= 2199:
            raise Unreadable("at")
    except (ValueError, OverflowError) as broken:
        raise Unreadable("at") from broken
    return at


def _coordinate(told: Mapping[str, Any], name: str, most: int) -> Decimal | None:
    """Degrees as text, to a metre."""
    value = told.get(name)
    if value is None:
        return None
    if not isinstance(value, str) or not re.fullmatch(r"-?\d{1,3}(\.\d{1,12})?", value, re.ASCII):
        raise Unreadable(name)
    try:
        degrees = Decimal(value).quantize(Decimal("0.00001"))
    except InvalidOperation as broken:
        raise Unreadable(name) from broken
    if abs(degrees) > most:
        raise Unreadable(name)
    return degrees


def _topics(told: Mapping[str, Any]) -> tuple[str, ...]:
    known = {topic.code for topic in explained_topics()}
    found = _list(told, "topics", len(known))
    if any(not isinstance(code, str) or code not in known for code in found):
        raise Unreadable("topics")
    return tuple(dict.fromkeys(found))


def _need(told: Any) -> NoticedNeed:
    if not isinstance(told, dict):
        raise Unreadable("needs")
    kind = _one_of(told, "kind", [topic.code for topic in kinds_of_need()])
    need = NoticedNeed(kind=kind, words=_text(told, "words"), note=_text(told, "note"))
    if not need.words:
        raise Unreadable("needs")
    return need


def _file(told: Any) -> NamedFile:
    if not isinstance(told, dict) or not _DIGEST.match(str(told.get("digest"))):
        raise Unreadable("files")
    return NamedFile(digest=str(told["digest"]), kind=_one_of(told, "kind", VisitFile.Kind.values))


def contents_of(text: str) -> Record | None:
    """A record for somebody to look at; None when it cannot be read."""
    try:
        return read_record(text)
    except Unreadable:
        return None
