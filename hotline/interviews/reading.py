"""Interviews as a monthly review tells of them: those it called for, and those of earlier months that are not over."""

from __future__ import annotations

from hotline.bulletins.models import Bulletin
from hotline.interviews.models import Interview
from hotline.interviews.states import NEXT, state_of


def of_month(bulletin: Bulletin) -> list[Interview]:
    """Live, not frozen: a month proposes after it was made, and what becomes of it belongs beside it."""
    rows = Interview.objects.filter(authority=bulletin.authority_id, month__lte=bulletin.since)
    found = rows.select_related("desk").prefetch_related("steps").order_by("-month", "pk")
    return [one for one in found if one.month == bulletin.since or NEXT[state_of(one)]]
