"""A letter of supervision reaches the company: as agreed, by being opened, or on paper; from then its limit runs.

Knows letters by what they have in common; whose duty it is to serve one is asked by whoever offers the act.
"""

from __future__ import annotations

import datetime
import logging
from collections.abc import Iterable
from typing import TypeVar

from django.db import OperationalError, transaction
from django.utils import timezone

from accounts.people import Person
from accounts.represented.companies import Company
from desk.serving.recording import as_said, record_on_paper
from materials.uploads.rules import Checked
from papers.serving.agreeing import agrees_now, say
from papers.serving.days import Remedy
from papers.serving.reaching import reached
from papers.serving.rows import Way
from supervision import events
from supervision.serving.models import CompanyLetter, ServiceAgreement
from trail.events import EventKind

logger = logging.getLogger(__name__)


Kept = TypeVar("Kept", bound=CompanyLetter)


def agreement_of(company: Company) -> ServiceAgreement | None:
    """What a company said last of being served electronically."""
    return ServiceAgreement.objects.filter(company=company).order_by("-pk").first()


def say_of_service(company: Company, *, agrees: bool, by: Person) -> bool:
    """Keep what a company says of it; whether it is new. It holds for letters from now on."""
    with transaction.atomic():
        if not say(ServiceAgreement, agrees=agrees, said=agreement_of(company), by=by, company=company):
            return False
        events.SERVICE_AGREED.record(
            subject=f"company:{company.pk}", by=by, authority=company.division_id, agrees=agrees
        )
    return True


def served_as_agreed(letter: Kept) -> Kept:
    """A letter that was just written is served with it where the company agreed; in the caller's transaction."""
    if letter.is_unserved and agrees_now(agreement_of(letter.company)):
        reached(letter, way=Way.AGREED, served_on=letter.dated, by=None)
    return letter


def seen(letters: Iterable[CompanyLetter], *, by: Person) -> None:
    """The company has these letters before its eyes: those that begin a limit have reached it.

    A page that cannot be written down is shown all the same: the letter counts as served the next time it is opened.
    """
    try:
        for letter in letters:
            if letter.is_unserved:
                _opened(letter, by=by)
    except OperationalError:
        logger.warning("a letter was opened and could not be noted as served", exc_info=True)


def _opened(letter: CompanyLetter, *, by: Person) -> None:
    today = timezone.localdate()
    with transaction.atomic():
        if reached(letter, way=Way.OPENED, served_on=today, by=by):
            _tell(letter, way=Way.OPENED, served_on=today, by=by)


def record_service(
    letter: CompanyLetter,
    *,
    way: Way,
    served_on: datetime.date,
    proof: str,
    acknowledgement: Checked | None = None,
    failed: str = "",
    by: Person,
) -> None:
    """Take down how a letter was served on paper (送达回证), or what was tried in vain. Raises NotNow."""
    with transaction.atomic():
        if record_on_paper(
            letter, way=way, served_on=served_on, proof=proof, acknowledgement=acknowledgement, failed=failed, by=by
        ):
            _tell(letter, way=way, served_on=served_on, by=by)
        else:
            _say(events.SERVICE_TRIED, letter, by=by, how=as_said(way, failed))


def served_by_notice(letter: CompanyLetter, served_on: datetime.date) -> None:
    """The period of a public notice is over: the timer wrote the row of service."""
    _tell(letter, way=Way.NOTICE, served_on=served_on, by="timer")


def waits(letter: CompanyLetter, *, next_way: Way, day: datetime.date | None) -> None:
    """Its office is told that a letter waits for its next way of service."""
    _say(events.SERVICE_WAITS, letter, by="timer", next=f"next-{next_way.value}", day=day.isoformat() if day else "")


def is_late(letter: CompanyLetter, *, day: datetime.date) -> None:
    """Who supervises is told that a letter was to be served by a day and was not."""
    _say(events.SERVICE_OVERDUE, letter, by="timer", day=day.isoformat())


def ends_soon(letter: CompanyLetter, *, remedy: Remedy, day: datetime.date) -> None:
    """The company is told that one of its ways against a decision is open only until a day."""
    _say(events.CONTEST_ENDS, letter, by="timer", remedy=f"remedy-{remedy.value}", day=day.isoformat())


def _say(kind: EventKind, letter: CompanyLetter, *, by: Person | str, **values: object) -> None:
    subject, authority = f"company:{letter.company.pk}", letter.authority.division_id
    kind.record(subject=subject, by=by, authority=authority, letter=letter.number, **values)


def _tell(letter: CompanyLetter, *, way: Way, served_on: datetime.date, by: Person | str) -> None:
    _say(events.LETTER_SERVED, letter, by=by, way=f"served-{way.value}", day=served_on.isoformat())
