"""Where a case stands, told to the applicant: what happened, what is next and by when."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from clock.limits import Limit
from licensing.applications.models.application import Application
from licensing.decisions import limits
from licensing.decisions.models.checking import Acceptance
from licensing.decisions.models.ends import Decision
from licensing.flow.open_steps import node_of, unfinished
from licensing.flow.steps import is_delivered_electronically, steps_of


@dataclass(frozen=True, kw_only=True)
class Stage:
    """A stage of the procedure: `at` when it was passed, `is_now` where the case stands."""

    name: str
    at: datetime.datetime | None = None
    is_now: bool = False
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Limits:
    """Where the limits of a case stand: told to the applicant, counted on the desk.

    `running` is the one that counts now: completeness before acceptance, then the promised day of the decision.
    """

    running: Limit
    promised: datetime.date | None
    statutory: datetime.date | None

    @property
    def days_left(self) -> int | None:
        return self.running.left

    @property
    def is_stopped(self) -> bool:
        return self.running.is_stopped

    @property
    def light(self) -> str:
        """green, yellow (the last promised day, or stopped) or red (overdue)."""
        return self.running.light


def limits_of(application: Application, *, on: datetime.date | None = None) -> Limits:
    """Counted in working days (Licensing Law arts. 32, 42, 45, 82); None while the calendar cannot tell."""
    today = on or timezone.localdate()
    promised = limits.promised_limit(application, on=today)
    accepted = getattr(application, "acceptance", None) is not None
    running = promised
    correction = getattr(application, "correction", None)
    if correction is not None and getattr(application, "amendment", None) is None and not accepted:
        running = limits.until(correction.last_day, since=correction.asked_at, on=today)
    elif not accepted:
        completeness = limits.completeness_limit(application, on=today)
        if completeness.due and promised.due and completeness.due < promised.due:
            running = completeness
    return Limits(running=running, promised=promised.due, statutory=limits.statutory_limit(application, on=today).due)


def open_node(application: Application) -> str:
    """The name of the open step; "" when the procedure has ended."""
    return node_of(unfinished(application))


def _named(at: datetime.datetime | None, done: object, ahead: object) -> str:
    return str(done if at else ahead)


def stages_of(application: Application, *, now: str | None = None) -> list[Stage]:
    """The stages in the order of the law; those ahead have no time yet. `now`: the open step, where it is known."""
    now = open_node(application) if now is None else now
    stages = [Stage(name=_("Received"), at=application.submission.submitted_at, note=application.receipt_number)]
    if correction := getattr(application, "correction", None):
        amendment = getattr(application, "amendment", None)
        note = "" if amendment else _("Answer by %(day)s") % {"day": correction.last_day.isoformat()}
        corrected_at = amendment.made_at if amendment else None
        name = _named(corrected_at, _("Corrected"), _("To be corrected"))
        stages.append(Stage(name=name, at=corrected_at, is_now=now == "correct", note=note))
    acceptance = getattr(application, "acceptance", None)
    note = _how_accepted(acceptance)
    accepted_at = acceptance.accepted_at if acceptance else None
    name = _named(accepted_at, _("Accepted"), _("To be accepted"))
    stages.append(Stage(name=name, at=accepted_at, is_now=now == "check", note=note))
    for step in steps_of(application):
        at = step.done_at(application) if step.done_at else None
        stages.append(Stage(name=_named(at, step.passed, step.ahead), at=at, is_now=now == step.name))
    if offer := getattr(application, "hearing_offer", None):
        record = getattr(offer, "record", None)
        answer = getattr(offer, "answer", None)
        at = record.recorded_at if record else None
        note = (
            "" if record or not answer or not answer.wants_hearing else _("Hold by %(day)s") % {"day": answer.hold_by}
        )
        if (summons := offer.summons.last()) and not record:
            told = {"day": summons.held_on, "time": f"{summons.time:%H:%M}", "place": summons.place}
            note = _("Announced for %(day)s, %(time)s, %(place)s") % told
        name = _named(at, _("Hearing held"), _("Hearing"))
        stages.append(Stage(name=name, at=at, is_now=now == "hearing", note=note))
    if end := _ended_otherwise(application):
        return [*(stage for stage in stages if stage.at), end]
    decision = getattr(application, "decision", None)
    decided = _("To be decided") if decision is None else decision.outcome_label
    note = _("Granted by law: undecided at expiry") if decision and decision.is_deemed else ""
    stages.append(
        Stage(name=str(decided), at=decision.decided_at if decision else None, is_now=now == "decide", note=note)
    )
    if decision is None or decision.is_granted:
        stages += _after_grant(application, decision, now)
    return stages


def _how_accepted(acceptance: Acceptance | None) -> str:
    if acceptance is None:
        return ""
    if acceptance.is_deemed:
        return _("Deemed accepted by law")
    return _("At once, by rule: nothing needed a person") if acceptance.is_by_rule else ""


def _ended_otherwise(application: Application) -> Stage | None:
    if withdrawal := getattr(application, "withdrawal", None):
        return Stage(name=_("Withdrawn"), at=withdrawal.withdrawn_at)
    if ending := getattr(application, "ending", None):
        return Stage(name=str(ending.get_kind_display()), at=ending.ended_at)
    return None


def _after_grant(application: Application, decision: Decision | None, now: str) -> list[Stage]:
    making = now in ("issue", "publish")
    late = _("The certificates are being made. If this takes long, it is retried automatically.") if making else ""
    publication = getattr(decision, "publication", None)
    # Made public in the moment all of them were made; a corrected certificate is made later, under the same grant.
    issued_at = published_at = publication.published_at if publication else None
    issued = _named(issued_at, _("Certificates issued"), _("Certificates to be issued"))
    published = _named(published_at, _("Made public"), _("To be made public"))
    stages = [
        Stage(name=issued, at=issued_at, is_now=making, note=str(late)),
        Stage(name=published, at=published_at),
    ]
    if not is_delivered_electronically(application):
        delivery = getattr(application, "delivery", None)
        delivered_at = delivery.delivered_at if delivery else None
        name = _named(delivered_at, _("Delivered"), _("To be delivered"))
        stages.append(Stage(name=name, at=delivered_at, is_now=now == "deliver"))
    return stages
