"""What a registry is asked and what it may answer; every provider keeps to this page.

A provider turns a `Question` into an `Answer` and never raises for faults outside: a registry that is down
answers UNAVAILABLE with a reason, and that is never the same as NOT_FOUND (house, decision 6).
"""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from django.utils import timezone


class Outcome(StrEnum):
    FOUND = "found"
    """A valid record: the only outcome that waives anything."""
    NOT_FOUND = "not-found"
    """The registry answered that it has no such record."""
    CONFLICT = "conflict"
    """There is a record, but it proves nothing: expired, cancelled, abnormal, or not the one asked for."""
    UNAVAILABLE = "unavailable"
    """The registry did not answer, or not in a way that can be trusted."""


@dataclass(frozen=True, kw_only=True)
class Purpose:
    """Why somebody looks: item and case by code and key, and the article that allows it (PIPL art. 13)."""

    item: str
    case: str
    legal_basis: str


@dataclass(frozen=True, kw_only=True)
class Question:
    """`material` and `registry` by catalogue code; `keys` name -> value; `by` who or what asks."""

    material: str
    registry: str
    keys: Mapping[str, str]
    purpose: Purpose
    by: str


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What came back: `fields` code -> text, `digest` SHA-256 (hex) of outcome, version and fields."""

    outcome: Outcome
    registry: str
    requested_at: datetime.datetime
    answered_at: datetime.datetime
    fields: Mapping[str, str] = field(default_factory=dict)
    source_version: str = ""
    as_of: datetime.datetime | None = None
    digest: str = ""
    reason: str = ""


class Provider(Protocol):
    """Whoever answers for a registry."""

    kind: str
    """"ledger", "exchange" or "credit", for the health page."""
    local: bool
    """Whether it answers from our own database, and so in the calling thread."""

    def ask(self, question: Question, *, seconds: float) -> Answer:
        """Answer within some seconds; never raises for faults outside."""
        ...


def answered(
    question: Question,
    outcome: Outcome,
    *,
    requested_at: datetime.datetime,
    fields: Mapping[str, str] | None = None,
    source_version: str = "",
    as_of: datetime.datetime | None = None,
    reason: str = "",
) -> Answer:
    """An answer stamped with now and its digest."""
    taken = {str(code): str(value) for code, value in (fields or {}).items()}
    body = {"outcome": outcome.value, "version": source_version, "fields": taken}
    digest = hashlib.sha256(json.dumps(body, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
    return Answer(
        outcome=outcome,
        registry=question.registry,
        requested_at=requested_at,
        answered_at=timezone.now(),
        fields=taken,
        source_version=source_version,
        as_of=as_of,
        digest="" if outcome is Outcome.UNAVAILABLE else digest,
        reason=reason,
    )


def unavailable(question: Question, reason: str, *, requested_at: datetime.datetime | None = None) -> Answer:
    """The answer of a registry that gave none; `reason` is a short word such as "timeout"."""
    return answered(question, Outcome.UNAVAILABLE, requested_at=requested_at or timezone.now(), reason=reason)
