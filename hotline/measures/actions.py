"""A measure goes a step on: open → under way → done → kept up, or is under way again."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.people import Person
from accounts.permissions import LEAD_HOTLINE
from desk.refusals import MayNotHandle, NotNow, TooLate
from hotline.measures import events
from hotline.measures.models import MeasureStep
from hotline.measures.reading import OPEN, numbers

State = MeasureStep.State
NEXT = {
    OPEN: (State.UNDER_WAY,),
    State.UNDER_WAY: (State.DONE,),
    State.DONE: (State.KEPT_UP, State.UNDER_WAY),
    State.KEPT_UP: (State.UNDER_WAY,),
}
"""What may follow; what was done and is not any more is under way again."""


class SteppedMeanwhile(TooLate):
    """Somebody noted a step meanwhile."""

    def __str__(self) -> str:
        return _("This has already been done.")


def next_states(state: str) -> list[tuple[str, str]]:
    """The states that may follow, with what they are called."""
    return [(one.value, str(one.label)) for one in NEXT[state]]


def take_step(measure: int, state: str, *, evidence: str, by: Person) -> MeasureStep:
    """Note that a measure went on, and on what that rests. Raises MayNotHandle, NotNow, SteppedMeanwhile."""
    if not by.has_perm(LEAD_HOTLINE):
        raise MayNotHandle
    if measure not in numbers() or not evidence.strip():
        raise NotNow(_("Say what this is based on."))
    try:
        with transaction.atomic():
            steps = MeasureStep.objects.filter(measure=measure)
            last = steps.order_by("-nth").first()
            if state not in NEXT[last.state if last else OPEN]:
                raise NotNow(_("This step cannot follow here."))
            done = MeasureStep.objects.create(
                measure=measure, nth=(last.nth if last else 0) + 1, state=state, evidence=evidence.strip(), by=by
            )
            events.STEPPED.record(
                subject=f"measure:{measure}",
                by=by,
                authority=by.at,
                measure=measure,
                state=f"measure-{state}",
            )
    except IntegrityError as twice:
        raise SteppedMeanwhile from twice
    return done
