"""Days of insurance cases: rows a timer looks at when their day has come; it tells who helps, and ends nothing."""

from __future__ import annotations

import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from hotline.insurance import events
from hotline.insurance.asking_models import InsuranceDue, InsurerAsked, InsurerLate, LateCleared
from hotline.insurance.models import InsuranceCase, InsurerAnswer, Step
from hotline.insurance.rules import in_force
from pages.one_by_one import one_by_one

BY_TIMER = "timer:insurance"
MOST = 100
What = InsuranceDue.What
ENDED = (Step.INSURED, Step.DECLINED)
SAID = (InsurerAnswer.Answer.QUOTE, InsurerAnswer.Answer.REFUSED)
"""No answer is none: silence meets no limit."""


def begin(case: InsuranceCase) -> None:
    """Write down the days of a new case, in its transaction."""
    next_day = datetime.timedelta(days=1)
    days = {What.SEND: case.send_by, What.OFFER: case.offer_by, What.SETTLE: case.settle_by}
    rows = [InsuranceDue(case=case, what=what, look_on=day + next_day if day else None) for what, day in days.items()]
    if case.policy_end is not None:
        before = datetime.timedelta(days=in_force(on=timezone.localdate()).urgent_days)
        rows.append(InsuranceDue(case=case, what=What.URGENT, look_on=case.policy_end - before))
    InsuranceDue.objects.bulk_create(rows)


def tick() -> int:
    """Timer: look at what is due; returns how many limits had passed. Harmless to repeat."""
    keys = InsuranceDue.objects.to_look_at(on=timezone.localdate()).order_by("look_on", "pk")
    return one_by_one(keys.values_list("pk", flat=True)[:MOST], _look, what="a limit of insurance")


def _look(key: int) -> bool:
    with transaction.atomic():
        rows = InsuranceDue.objects.select_for_update(of=("self",), skip_locked=True).filter(looked_at=None)
        due = rows.select_related("case__authority", "asked__insurer").filter(pk=key).first()
        if due is None:
            return False  # another worker has it
        is_open = is_still_due(due)
        if is_open:
            _tell(due)
        due.looked_at = timezone.now()
        due.save(update_fields=["looked_at"])
    return is_open


def is_still_due(due: InsuranceDue) -> bool:
    """Whether what was due is not done yet."""
    case = due.case
    if case.steps.filter(step__in=ENDED).exists():
        return False
    if due.what == What.SEND:
        return not case.steps.filter(step=Step.SENT).exists()
    if due.what == What.OFFER:
        # The day it was said counts, whenever an officer came to note it.
        return not case.answers.filter(answer__in=SAID, answered_on__lte=case.offer_by).exists()
    if due.what == What.ANSWER and due.asked is not None:
        return not answers_to(due.asked, by=due.asked.answer_by).exists()
    return True


def answers_to(asked: InsurerAsked, *, by: datetime.date | None = None) -> QuerySet[InsurerAnswer]:
    """Yes or no of an insurer from the day it was asked on, until a day."""
    rows = InsurerAnswer.objects.filter(case=asked.case_id, insurer=asked.insurer_id, answer__in=SAID)
    found = rows.filter(answered_on__gte=asked.asked_on)
    return found.filter(answered_on__lte=by) if by else found


def clear_late(answer: InsurerAnswer) -> bool:
    """An answer that came in time and was noted after the timer had looked: whoever seemed late was not."""
    late = InsurerLate.objects.counted().filter(
        asked__case=answer.case_id,
        asked__insurer=answer.insurer_id,
        asked__asked_on__lte=answer.answered_on,
        asked__answer_by__gte=answer.answered_on,
    )
    rows = [LateCleared(late=one, answer=answer) for one in late] if answer.answer in SAID else []
    LateCleared.objects.bulk_create(rows)
    return bool(rows)


def _tell(due: InsuranceDue) -> None:
    case = due.case
    about = {
        "subject": f"insurance:{case.pk}", "by": BY_TIMER, "authority": case.authority.division_id,
        "number": case.number,
    }  # fmt: skip
    if due.asked is None:
        kind = events.URGENT if due.what == What.URGENT else events.LIMIT_PASSED
        kind.record(**about, what=f"insurance-due-{due.what}")
        return
    InsurerLate.objects.create(asked=due.asked, breaks=due.asked.pledge)
    events.LATE.record(**about, insurer=due.asked.insurer.name)
    if due.asked.pledge_id is not None:
        events.BROKEN.record(**about, insurer=due.asked.insurer.name)
