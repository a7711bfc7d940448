"""Who is told of an inspection: whose turn it is, and the company what it may know. No name in a message."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable
from pathlib import Path

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.permissions import APPROVE_INSPECTIONS, INSPECT
from accounts.represented.companies import Membership
from accounts.roles import on_duty_at
from post.contract import PostSet, Told, in_every_language
from supervision.inspections.models import CompanyInspection
from supervision.inspections.queries import inspections_of
from supervision.inspections.rules import came, is_approved, officers_now
from trail.models import Event

_ABOUT = in_every_language(_("Inspections"))


def read(happened: Event, roles: Collection[str]) -> Told | None:
    """Who is concerned by what happened to an inspection; None when it is about none."""
    noun, _colon, number = happened.subject.partition(":")
    rows = CompanyInspection.objects.select_related("company")
    found = rows.filter(number=number).first() if noun == "inspection" else None
    if found is None:
        return None
    return Told(
        about=_ABOUT,
        people={role: set(_people(found, role)) for role in roles},
        addresses={
            "own": reverse("inspections:our", args=[number]),
            "office": reverse("inspections:inspection", args=[number]),
        },
        values={"number": number, "due": found.planned_on},
    )


def _people(inspection: CompanyInspection, role: str) -> Iterable[int]:
    """The company learns nothing of one that is not announced before it begins."""
    if role == "company":
        if not inspections_of(inspection.company).filter(pk=inspection.pk).exists():
            return []
        return Membership.objects.acting_for(inspection.company_id)
    if role == "officers":
        return _officers(inspection)
    if role == "approver" and is_approved(inspection):
        return []
    return on_duty_at(inspection.authority_id, APPROVE_INSPECTIONS).values_list("pk", flat=True)


def _officers(inspection: CompanyInspection) -> Iterable[int]:
    """The two who go or came; where neither is there any more, whoever may stand in for them."""
    two = came(inspection) if hasattr(inspection, "entry") else officers_now(inspection)
    officers = on_duty_at(inspection.authority_id, INSPECT).values_list("pk", flat=True)
    return set(officers) & {one.person_id for one in two} or officers


POST = PostSet(
    name="inspections",
    folder=Path(__file__).parent / "data",
    names={"number": "410802-J2026-001", "due": datetime.date(2026, 12, 8)},
    topics={"inspections": _("Inspections of the company"), "inspections-work": _("Inspections: what waits")},
    read=read,
)
