"""An offer ends: it lapses, is taken up by hand, or is found to be true no more."""

from __future__ import annotations

import datetime

from django.db import transaction
from django.utils import timezone

from accounts.people import Person
from licensing import events
from licensing.applications.models.application import Application
from licensing.offers.models import Offer, OfferEnd
from pages.one_by_one import one_by_one


class AlreadyOver(Exception):
    """The offer was signed, taken up or ended before."""


def open_offer(application: Application) -> Offer:
    """The offer of an application, its application locked. Raises AlreadyOver."""
    Application.objects.select_for_update(of=("self",), no_key=True).get(pk=application.pk)
    found = Offer.objects.filter(application=application, end__isnull=True).first()
    if found is None:
        raise AlreadyOver
    return found


@transaction.atomic
def end(
    application: Application, how: OfferEnd.How, *, why: OfferEnd.Why | None = None, by: Person | None = None
) -> None:
    """End an offer; what was prepared is put away, or becomes a draft of the holder's. Raises AlreadyOver.

    What was handed in stays, however its offer ends.
    """
    found = open_offer(application)
    OfferEnd.objects.create(offer=found, how=how, why=why or "", by=by)
    events.OFFER_ENDED.record(
        subject=application.subject,
        by=by or "timer",
        authority=application.authority.division_id,
        how=f"offer-{(why or how).value}",
    )
    rows = Application.objects.filter(pk=application.pk, submission__isnull=True)
    if how == OfferEnd.How.BY_HAND:
        rows.update(prepared_at=None)
    elif how != OfferEnd.How.SIGNED:
        rows.update(discarded_at=timezone.now(), draft={})


def lapse(*, on: datetime.date) -> int:
    """End the offers whose day has passed and that nobody handed in."""
    over = Offer.objects.open().filter(until__lt=on).select_related("application")
    count = 0
    for one in over[:100]:
        try:
            end(one.application, OfferEnd.How.LAPSED)
        except AlreadyOver:
            continue
        count += 1
    return count


UNFINISHED = datetime.timedelta(days=1)
"""What is older and has no offer was left behind by a worker that stopped in the middle."""


def sweep() -> int:
    """Put away what was begun in an earlier night and never offered."""
    left = Application.objects.filter(prepared_at__lt=timezone.now() - UNFINISHED, offer__isnull=True)
    rows = left.filter(submission__isnull=True, discarded_at__isnull=True).select_related("authority")
    return one_by_one(rows[:100], put_away, what="putting away")


@transaction.atomic
def put_away(application: Application) -> bool:
    """Put away what was prepared and is not offered; whether it was there still."""
    rows = Application.objects.filter(pk=application.pk, submission__isnull=True, discarded_at__isnull=True)
    if not rows.update(discarded_at=timezone.now(), draft={}):
        return False
    events.PUT_AWAY.record(subject=application.subject, by="timer", authority=application.authority.division_id)
    return True
