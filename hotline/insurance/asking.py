"""An insurer is asked to insure, with the day by which it answers: its own pledge's, else that of the limits."""

from __future__ import annotations

import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.people import Person
from desk.refusals import NotNow
from hotline.insurance import events
from hotline.insurance.actions import DoneAlready, alone_with, pledge_of, tell
from hotline.insurance.asking_models import InsuranceDue, InsurerAsked
from hotline.insurance.models import InsuranceCase, Insurer, Step
from hotline.insurance.rules import EDITIONS, due_on

ONE_DAY = datetime.timedelta(days=1)


def ask_insurer(
    case: InsuranceCase, insurer: Insurer, *, asked_on: datetime.date, channel: str, by: Person
) -> InsurerAsked:
    """Note that an insurer was asked. Raises DoneAlready, MayNotHandle, NotNow."""
    try:
        with transaction.atomic():
            fresh = alone_with(case, by)
            if fresh.state in (Step.INSURED, Step.DECLINED):
                raise NotNow(_("The case has already been settled."))
            pledge = pledge_of(insurer, on=asked_on)
            limits = EDITIONS.of(fresh.edition)
            promised = pledge.answer_days if pledge else None
            days = promised or limits.offer
            answer_by = due_on(asked_on, days)
            made = InsurerAsked.objects.create(
                case=fresh,
                insurer=insurer,
                asked_on=asked_on,
                channel=channel,
                days=days,
                pledge=pledge if promised else None,
                answer_by=answer_by,
                by=by,
            )
            InsuranceDue.objects.create(
                case=fresh,
                what=InsuranceDue.What.ANSWER,
                asked=made,
                # Noted afterwards, its answer is noted afterwards as well: nobody is late before that can be done.
                look_on=max(answer_by, timezone.localdate()) + ONE_DAY if answer_by else None,
            )
            tell(events.ASKED, fresh, by=by, insurer=insurer.name)
    except IntegrityError as twice:
        raise DoneAlready from twice
    return made
