"""An event of a service is written into the trail."""

from __future__ import annotations

from accounts.people import Person
from rating.service_models import Service
from trail.events import EventKind


def tell(kind: EventKind, service: Service, *, by: Person | str, **values: object) -> None:
    """Write it down in the caller's transaction."""
    kind.record(
        subject=f"service:{service.pk}",
        by=by,
        authority=service.authority.division_id,
        reference=service.reference,
        number=service.number,
        **values,
    )
