"""How each registry has been answering, the same for every process: the page of the administrator and `/health/`."""

from __future__ import annotations

import datetime
import logging
from dataclasses import asdict, dataclass
from typing import Any

from django.db import DatabaseError

from materials.lookups.contract import Answer, Outcome
from materials.lookups.models import RegistryPulse
from pages.statements import Asked, Statement

OFTEN_ENOUGH = datetime.timedelta(seconds=10)
"""Good answers in a row are written down at most this often."""
WRITTEN = ["last_answer_at", "last_failure", "last_failure_at", "milliseconds"]
logger = logging.getLogger(__name__)


_ALL = Statement(RegistryPulse.objects.all)
_OF_REGISTRY = Statement(lambda: RegistryPulse.objects.filter(registry=Asked("registry")))


@dataclass(kw_only=True)
class State:
    """`kind`: ledger, exchange or none; `last_failure` is empty once it has answered again."""

    kind: str
    circuit: str = "closed"
    last_answer_at: datetime.datetime | None = None
    last_failure: str = ""
    last_failure_at: datetime.datetime | None = None
    milliseconds: int | None = None

    @property
    def ok(self) -> bool:
        return self.kind != "none" and not self.is_down

    @property
    def is_down(self) -> bool:
        """Connected, but its last question failed or it is left alone."""
        return self.kind != "none" and (self.circuit != "closed" or bool(self.last_failure))

    def as_data(self) -> dict[str, Any]:
        data = asdict(self)
        for name in ("last_answer_at", "last_failure_at"):
            data[name] = data[name].isoformat() if data[name] else None
        return {"ok": self.ok, "down": self.is_down, **data}


def note_answer(answer: Answer, known: dict[str, RegistryPulse]) -> None:
    """Write down how a registry answered. Never raises for a database in trouble.

    `known` is what `known_before` found before the questions went out: most answers are no news, and ask nothing more.
    """
    try:
        before = known.get(answer.registry)
        if before is not None and not _is_news(before, answer):
            return
        # What is news is held against the row as it is now: another process may have written meanwhile.
        before = next(iter(_OF_REGISTRY(registry=answer.registry)), None)
        if before is not None and not _is_news(before, answer):
            return
        told = known[answer.registry] = _told(before or RegistryPulse(registry=answer.registry), answer)
        # One statement, whoever else writes down the first answer of a registry at the same moment.
        RegistryPulse.objects.bulk_create(
            [told], update_conflicts=True, unique_fields=["registry"], update_fields=WRITTEN
        )
    except DatabaseError:
        logger.exception("how a registry answered cannot be kept")


def _is_news(known: RegistryPulse, answer: Answer) -> bool:
    if answer.outcome is Outcome.UNAVAILABLE or known.last_failure or known.last_answer_at is None:
        return True
    return abs(answer.answered_at - known.last_answer_at) >= OFTEN_ENOUGH


def _told(known: RegistryPulse, answer: Answer) -> RegistryPulse:
    known.pk = None  # by its registry it is found, whoever wrote of it first
    if answer.outcome is Outcome.UNAVAILABLE:
        # Being left alone is no new failure: what went wrong before is what is wrong.
        known.last_failure = known.last_failure if answer.reason == "circuit-open" else answer.reason
        known.last_failure_at = answer.answered_at
    else:
        known.last_failure = ""
        known.last_answer_at = answer.answered_at
        known.milliseconds = round((answer.answered_at - answer.requested_at).total_seconds() * 1000)
    return known


def pulses() -> dict[str, RegistryPulse]:
    """Registry code -> what is written down of it."""
    return {row.registry: row for row in _ALL()}


def known_before() -> dict[str, RegistryPulse]:
    """The same before questions go out; nothing while the database is in trouble: they go out all the same."""
    try:
        return pulses()
    except DatabaseError:
        logger.exception("how registries answered cannot be read")
        return {}
