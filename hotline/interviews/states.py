"""Where an interview stands, by its last row, and what may follow."""

from __future__ import annotations

from hotline.interviews.models import Interview, InterviewStep

Kind = InterviewStep.Kind
PROPOSED = "proposed"
NEXT: dict[str, tuple[Kind, ...]] = {
    PROPOSED: (Kind.APPROVED, Kind.TURNED_DOWN),
    Kind.APPROVED: (Kind.SERVED,),
    Kind.SERVED: (Kind.HELD,),
    Kind.HELD: (Kind.RELEASED, Kind.ESCALATED),
    **dict.fromkeys(InterviewStep.OVER, ()),
}


def state_of(interview: Interview) -> str:
    steps = list(interview.steps.all())
    return steps[-1].kind if steps else PROPOSED
