"""What of a case is a service somebody can rate: one thing on line is one, each visit at the counter one (F-12.21)."""

from __future__ import annotations

from django.utils import timezone

from accounts.people import Person
from licensing.applications.models.application import Application
from rating.contract import Days
from rating.service_models import Service
from rating.serving import Matter, serve

Way = Service.Way


def matter_of(application: Application) -> Matter:
    """A case as those see it who only know that somebody was served."""
    item = application.item
    return Matter(
        subject=application.subject,
        reference=application.receipt_number,
        item=item.code,
        item_zh=item.name_zh,
        item_en=item.name_en,
        authority=application.authority,
        company=application.company,
    )


def closed(application: Application, code: str, *, by: Person | None) -> None:
    """A case is closed on line: its decision, or its end, was served by who decided."""
    serve(matter_of(application), code, way=Way.ONLINE, by=by)


def delivered(application: Application, *, at_counter_by: Person | None) -> None:
    """The result reached the applicant; handed over at the counter it is a visit besides.

    A bundle is rated by its items: whoever decided each of them served.
    """
    if application.item.bundle_id is None:
        closed(application, "result", by=application.decision.decided_by)
    if at_counter_by is not None:
        serve(matter_of(application), "hand-over", way=Way.COUNTER, by=at_counter_by)


def days_of(key: str) -> Days:
    """When a case was accepted and decided: for the file a provincial system takes."""
    found = Application.objects.filter(pk=int(key)).select_related("acceptance", "decision").first()
    accepted, decided = getattr(found, "acceptance", None), getattr(found, "decision", None)
    return Days(
        accepted_on=timezone.localdate(accepted.accepted_at) if accepted else None,
        decided_on=timezone.localdate(decided.decided_at) if decided else None,
    )
