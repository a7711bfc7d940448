"""An application as an act holds it: read in one statement under the lock, with what the act asks about it first."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, prefetch_related_objects

from accounts.people import Person
from licensing.applications.counter.rules import has_acted
from licensing.applications.models.application import Application
from licensing.register.actions import alone_with
from pages.lists.beside import locked, spare, telling
from pages.statements import Asked, Statement

READ = ("attachments", "fact_checks", "reviews", "pauses")
"""What an acceptance or a decision reads beside the application, and never writes."""


@dataclass(frozen=True, kw_only=True)
class Between:
    """What stands between a person and a case, as the database has it now."""

    is_closed: bool
    is_applicants_own: bool


@dataclass(frozen=True, kw_only=True)
class Held:
    """What an act under way knows of its application; of that very value alone, and as long as the act lasts."""

    application: Application
    by: Person
    between: Between
    is_alone: bool


_held: ContextVar[Held | None] = ContextVar("held", default=None)


def _to_be_held() -> QuerySet[Application]:
    rows = Application.objects.to_be_decided().annotate(**_what_stands_between(Asked("by")))
    return telling(rows, *READ).filter(pk=Asked("pk"))


_ALIKE = Statement(_to_be_held)
_ALONE = Statement(lambda: _to_be_held().select_for_update(of=("company",), no_key=True))


@contextmanager
def held_for(pk: int, *, by: Person, alone: bool = False) -> Iterator[Application]:
    """Read an application for an acceptance or a decision; the caller holds the lock of its process.

    `alone`: nobody else decides for the company meanwhile either (see `alone_with`).
    """
    application = locked(_ALONE if alone else _ALIKE, pk=pk, by=by.pk)
    spare([application], *READ)
    prefetch_related_objects([application], "reviews__reviewed_by")
    now = _between(by, application.started_by_id, closed=application.is_over, acted=application.has_acted)  # type: ignore[attr-defined]
    before = _held.set(Held(application=application, by=by, between=now, is_alone=alone))
    try:
        yield application
    finally:
        _held.reset(before)


def standing_between(person: Person | None, application: Application) -> Between:
    """Whether a case is closed, and whether the person ever acted or typed for the applicant; asked at once."""
    known = _held.get()
    if known is not None and known.application is application and known.by == person:
        return known.between
    rows: Any = Application.objects.filter(pk=application.pk).annotate(**_what_stands_between(person))
    closed, acted, began = rows.values_list("is_over", "has_acted", "started_by").get()
    return _between(person, began, closed=closed, acted=acted)


def decide_alone(application: Application) -> None:
    """Wait until nobody else decides for the company; unless that was waited for with the application."""
    known = _held.get()
    if known is None or known.application is not application or not known.is_alone:
        alone_with(application.company)


def _what_stands_between(person: Person | Asked | None) -> dict[str, Any]:
    over = Application.objects.closed().filter(pk=OuterRef("pk"))
    return {"is_over": Exists(over), "has_acted": has_acted(person)}


def _between(person: Person | None, began: int, *, closed: bool, acted: bool) -> Between:
    own = person is not None and (acted or began == person.pk)
    return Between(is_closed=closed, is_applicants_own=own)
