"""A row behind a finding, whatever it is a row of."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from accounts.sealing import mask_if_id
from licensing.applications.models.application import Application, Submission
from licensing.applications.models.evidence import Evidence, Waiver
from licensing.auditing.findings.counting import missing
from licensing.auditing.registers.columns import file_of
from licensing.certificates.models import Certificate
from licensing.decisions.models.ends import Decision
from licensing.decisions.models.limits import Escalation
from pages.counted.figure import Told
from papers.numbers import NumberSeries

MOST_NAMED = 10
"""So many missing numbers are named."""


def told(row: Any) -> Told:
    """A row of any finding; a person who applied is told by their family name alone."""
    return _TELL[type(row)](row)


def _case(application: Application, *, day: Any, about: str = "", place: str = "") -> Told:
    what = " · ".join(part for part in (application.company.public_name, about) if part)
    return Told(day=day, number=application.receipt_number, about=what, address=f"{file_of(application)}{place}")


def _submission(row: Submission) -> Told:
    return _case(row.application, day=timezone.localdate(row.submitted_at))


def _decision(row: Decision) -> Told:
    return _case(row.application, day=timezone.localdate(row.decided_at), about=str(row.get_outcome_display()))


def _waiver(row: Waiver) -> Told:
    return _case(row.application, day=timezone.localdate(row.granted_at), about=row.requirement.material.name)


def _evidence(row: Evidence) -> Told:
    about = f"{row.number} {row.material_name}"
    return _case(row.application, day=timezone.localdate(row.answered_at), about=about, place=f"#evidence-{row.pk}")


def _limit(row: Escalation) -> Told:
    return _case(row.application, day=row.due, about=row.limit_label)


def _certificate(row: Certificate) -> Told:
    return Told(
        day=row.issued_on,
        number=mask_if_id(row.number),
        about=row.company.public_name,
        address=file_of(row.decision.application),
    )


def _series(row: NumberSeries) -> Told:
    number = f"{row.authority.division_id} {row.kind}{f' {row.year}' if row.year else ''}"
    lost = missing(row)
    named = "、".join(str(one) for one in lost[:MOST_NAMED]) + ("…" if len(lost) > MOST_NAMED else "")
    return Told(day=None, number=number, about=f"{named} ({len(lost)} / {row.last})", address="", lang="")


_TELL: dict[type[Any], Any] = {
    Submission: _submission,
    Decision: _decision,
    Waiver: _waiver,
    Evidence: _evidence,
    Escalation: _limit,
    Certificate: _certificate,
    NumberSeries: _series,
}
