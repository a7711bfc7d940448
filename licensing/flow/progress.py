"""Where a case stands, told to the applicant: what happened, what is next and by when."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _
from viewflow.workflow.models import Task
from viewflow.workflow.status import STATUS

from licensing.applications.models import Application, Procedure
from licensing.clock.working_days import CalendarUnknown, add_working_days, working_days_between
from licensing.flow.steps import has_review


@dataclass(frozen=True, kw_only=True)
class Stage:
    """A stage of the procedure: `at` when it was passed, `is_now` where the case stands."""

    name: str
    at: datetime.datetime | None = None
    is_now: bool = False
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Limits:
    """The days by which the decision is promised and due by law; None while the calendar cannot tell."""

    promised: datetime.date | None
    statutory: datetime.date | None
    days_left: int | None

    @property
    def light(self) -> str:
        """green, yellow (the last promised day) or red (overdue)."""
        if self.days_left is None or self.days_left > 0:
            return "green"
        return "yellow" if self.days_left == 0 else "red"


def limits_of(application: Application, *, on: datetime.date | None = None) -> Limits:
    """Counted in working days from acceptance, or from receipt while not accepted (Licensing Law arts. 42, 82)."""
    today = on or timezone.localdate()
    acceptance = getattr(application, "acceptance", None)
    start = timezone.localdate(acceptance.accepted_at if acceptance else application.submission.submitted_at)
    try:
        promised = add_working_days(start, max(application.item.promised_days, 1))
        statutory = add_working_days(start, application.item.statutory_days)
        left = working_days_between(today, promised) if today <= promised else -working_days_between(promised, today)
    except CalendarUnknown:
        return Limits(promised=None, statutory=None, days_left=None)
    return Limits(promised=promised, statutory=statutory, days_left=left)


def open_node(application: Application) -> str:
    """The name of the open step; "" when the procedure has ended."""
    tasks = Task.objects.filter(
        process__licensingprocess__application=application,
        status__in=[STATUS.NEW, STATUS.ASSIGNED, STATUS.STARTED, STATUS.ERROR],
    )
    names = [task.flow_task.name for task in tasks]
    return next((name for name in names if not name.startswith("withdraw_")), "")


def stages_of(application: Application) -> list[Stage]:
    """The stages in the order of the law; those ahead have no time yet."""
    now = open_node(application)
    acceptance = getattr(application, "acceptance", None)
    decision = getattr(application, "decision", None)
    withdrawal = getattr(application, "withdrawal", None)
    stages = [Stage(name=_("Received"), at=application.submission.submitted_at, note=application.receipt_number)]
    accepted_at = acceptance.accepted_at if acceptance else None
    stages.append(Stage(name=_("Accepted"), at=accepted_at, is_now=now == "check"))
    if has_review(application):
        review = getattr(application, "review", None)
        stages.append(Stage(name=_("Reviewed"), at=review.reviewed_at if review else None, is_now=now == "review"))
    if withdrawal:
        kept = [stage for stage in stages if stage.at]
        return [*kept, Stage(name=_("Withdrawn"), at=withdrawal.withdrawn_at)]
    decided = _("Decided") if decision is None else decision.get_outcome_display()
    stages.append(Stage(name=str(decided), at=decision.decided_at if decision else None, is_now=now == "decide"))
    if decision is None or decision.is_granted:
        order = getattr(decision, "issue_order", None)
        late = _("The certificates are being made. If this takes long, it is tried again by itself.")
        issued_at = order.completed_at if order else None
        making = now in ("issue", "publish")
        stages.append(
            Stage(name=_("Certificates issued"), at=issued_at, is_now=making, note=str(late) if making else "")
        )
        publication = getattr(decision, "publication", None)
        stages.append(Stage(name=_("Made public"), at=publication.published_at if publication else None))
    return stages


def by_commitment(application: Application) -> bool:
    return application.procedure == Procedure.COMMITMENT
