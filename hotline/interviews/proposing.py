"""Interviews are proposed by a timer when the figures of a month are there; a person decides (F-10.15)."""

from __future__ import annotations

from django.db import IntegrityError, transaction

from hotline.bulletins.models import Bulletin, Kind
from hotline.desks.models import Desk
from hotline.interviews.actions import proposed
from hotline.interviews.broken import propose_broken
from hotline.interviews.models import Interview, Round
from hotline.interviews.triggers import proposals, triggers_on
from pages.one_by_one import one_by_one

MOST = 20


def tick() -> int:
    """Timer: propose by every month nobody held against the triggers; returns how many. Harmless to repeat."""
    rows = Bulletin.objects.current().filter(kind=Kind.MONTHLY, interview_round__isnull=True)
    months = rows.select_related("authority").order_by("since")[:MOST]
    return one_by_one(months, propose, what="proposing interviews") + propose_broken()


def propose(bulletin: Bulletin) -> int:
    """Propose whom the figures of a month call for: a desk once a month, whatever was counted anew since."""
    triggers = triggers_on(bulletin.until)
    if triggers is None:
        return 0
    try:
        with transaction.atomic():
            Round.objects.create(bulletin=bulletin, triggers=triggers.edition)
            open_ones = Desk.objects.open().filter(authority=bulletin.authority_id).select_related("authority")
            desks = {desk.code: desk for desk in open_ones}
            known = set(Interview.objects.called_for_in(bulletin.since).values_list("desk__code", flat=True))
            found = [one for one in proposals(bulletin, triggers) if one.desk in desks and one.desk not in known]
            for one in found:
                proposed(
                    desks[one.desk],
                    bulletin=bulletin,
                    month=bulletin.since,
                    edition=triggers.edition,
                    grounds=one.grounds,
                )
    except IntegrityError:
        if Round.objects.filter(bulletin=bulletin).exists():
            return 0  # another worker was quicker
        raise
    return len(found)
