"""Reading the trail about a case, as an auditor reads it."""

from __future__ import annotations

from trail.models import Event


def events_of(subjects: list[str]) -> list[Event]:
    """Everything the trail holds about some subjects, oldest first."""
    return list(Event.objects.filter(subject__in=subjects).order_by("pk"))
