"""Interviews as a monthly review tells of them: those it called for, and those of earlier months that are not over."""

from __future__ import annotations

from hotline.bulletins.models import Bulletin
from hotline.interviews.models import Interview


def of_month(bulletin: Bulletin) -> list[Interview]:
    """Live, not frozen: a month proposes after it was made, and what becomes of it belongs beside it."""
    return list(Interview.objects.told_in(bulletin).order_by("-month", "pk"))
