"""What a finding rests on, in the words of a letter: records, photos, what the holder said, the file itself.

A penalty decision states its evidence (Penalty Law art. 59); it is read from the rows of the case, never invented.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.utils import timezone

from licensing.applications.models.application import Application
from licensing.decisions.writing.letters import chinese
from licensing.verification.models import Inquiry, Inspection


def evidence_of(application: Application, inquiry: Inquiry | None) -> str:
    """The evidence of a case, oldest first; never empty, as the file is always there."""
    found = [_inspected(inspection) for inspection in _inspections(application)]
    if inquiry is not None:
        found += _said(inquiry)
    return "；".join([*found, f"收件编号{application.receipt_number}案卷所载材料"])


def _inspections(application: Application) -> Iterator[Inspection]:
    verification = getattr(application, "verification", None)
    if verification is not None:
        yield from verification.inspections.all()


def _inspected(inspection: Inspection) -> str:
    officers = "、".join(o.name for o in (inspection.officer, inspection.second_officer) if o)
    photos = inspection.photos.count()
    pictures = f"及照片{photos}张" if photos else ""
    return f"{_day(inspection.inspected_at)}事后核查记录（核查人：{officers}）{pictures}"


def _said(inquiry: Inquiry) -> Iterator[str]:
    if statement := getattr(inquiry, "statement", None):
        yield f"{_day(statement.stated_at)}陈述、申辩材料"
    if hearing := getattr(inquiry, "hearing", None):
        yield f"{chinese(hearing.held_on)}听证笔录"


def _day(moment: datetime) -> str:
    return chinese(timezone.localdate(moment))
