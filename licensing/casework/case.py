"""The case page as one value: everything an official needs to act."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import prefetch_related_objects

from accounts.people import Person
from accounts.roles import keys_of_visible_authorities
from desk.serving.following import Standing
from desk.tasks import STATUS, Task
from licensing.applications.answers.reading import Topic, with_proofs
from licensing.applications.counter.queries import AtCounter, at_counter
from licensing.applications.evidence.differences import Difference
from licensing.applications.evidence.resolution import Resolved, Tally, tally
from licensing.applications.models.application import Application, TakeOver
from licensing.applications.models.evidence import Evidence, FactCheck
from licensing.applications.models.promises import Commitment
from licensing.applications.rules import credit_evidence
from licensing.applications.sheet import Sheet
from licensing.casework.case_file import CaseFile
from licensing.casework.seeing.reasons import Reasons, reasons_of
from licensing.casework.seeing.similar import Similar, most_similar
from licensing.casework.seeing.since import Since, since_last_look
from licensing.certificates.queries import certificates_of
from licensing.decisions.by_rule import Ground, grounds_of
from licensing.decisions.limits import Turn, history
from licensing.decisions.models.checking import Review, VisitReport
from licensing.decisions.models.letters import Letter
from licensing.decisions.rules import may_handle, objections, why_other_eyes
from licensing.decisions.visits import open_report
from licensing.decisions.weighing.weigh import Obstacle, weigh
from licensing.flow.steps import BY_NAME, OFFICIAL, nodes_of
from licensing.moving.progress import Limits, Stage, limits_of, stages_of
from trail.models import Event


@dataclass(frozen=True, kw_only=True)
class Case:
    """`task` is the open human step, `may_act` whether this person may do it now."""

    sheet: Sheet
    node: str
    task: Task | None
    may_take: bool
    may_act: bool
    is_mine: bool
    is_barred: bool
    other_eyes: str
    may_hand_over: bool
    topics: tuple[Topic, ...]
    resolved: Sequence[Resolved]
    tally: Tally
    grounds: list[Ground]
    commitment: Commitment | None
    at_counter: list[AtCounter]
    credit: Evidence | None
    commitment_closed: str
    stages: list[Stage]
    turns: list[Turn]
    reviews: list[Review]
    on_the_spot: bool
    limits: Limits
    reasons: Reasons
    obstacles: list[Obstacle]
    is_discretionary: bool
    similar: list[Similar]
    objections: list[str]
    visit: VisitReport | None
    checks: list[FactCheck]
    differences: Sequence[Difference]
    takeovers: list[TakeOver]
    since: Since
    others: list[Application]
    letters: list[Letter]
    unserved: Sequence[Standing[Letter]]
    certificates: Any

    @property
    def now(self) -> str:
        """The stage the case is at."""
        return next((stage.name for stage in self.stages if stage.is_now), "")


def case_of(file: CaseFile, *, person: Person) -> Case:
    """Collect a case for one reader."""
    application, sheet, task, node = file.application, file.sheet, file.task, file.node
    prefetch_related_objects([application], "reviews__reviewed_by")  # only here: an act reads opinions under its lock
    barred = not may_handle(person, application, has_acted=getattr(application, "has_acted", None))
    is_mine = task is not None and task.owner_id == person.pk
    permitted = task is not None and not barred and person.has_perm(task.owner_permission)
    other_eyes = why_other_eyes(person, application, node) if permitted else ""
    permitted = permitted and not other_eyes
    may_take = permitted and task is not None and task.status == STATUS.NEW
    commitment = (
        application.commitments.select_related("notice", "signed_by", "cosigned__request__asked_by", "by_hand")
        .order_by("-pk")
        .first()
    )
    weighed = weigh(sheet) if node in OFFICIAL else []
    is_discretionary = node == "decide" and bool(nodes_of(application))
    return Case(
        sheet=sheet,
        node=node,
        task=task,
        may_take=may_take,
        may_act=permitted and (is_mine or may_take),
        is_mine=is_mine,
        is_barred=barred,
        other_eyes=other_eyes,
        may_hand_over=task is not None
        and not barred
        and (is_mine or (task.owner_id is None and person.has_perm(task.owner_permission))),
        topics=with_proofs(sheet),
        resolved=sheet.resolved,
        tally=tally(sheet.resolved),
        grounds=grounds_of(application),
        commitment=commitment,
        at_counter=at_counter(application) if getattr(application, "was_typed", True) else [],
        credit=credit_evidence(sheet),
        commitment_closed=sheet.closed,
        stages=stages_of(application, now=node),
        limits=limits_of(application),
        turns=history(application),
        reviews=list(application.reviews.all()),
        on_the_spot=not nodes_of(application),
        reasons=reasons_of(application, weighed, commitment),
        obstacles=[one.obstacle for one in weighed if one.obstacle is not None],
        is_discretionary=is_discretionary,
        similar=most_similar(application, at=keys_of_visible_authorities(person)) if is_discretionary else [],
        objections=objections(application) if node == "decide" else [],
        visit=open_report(application, VisitReport.Step.SITE_CHECK) if node == "site_check" else None,
        differences=sheet.differences if node in BY_NAME else [],
        # The application names the newest: without one there was none.
        takeovers=list(application.takeovers.select_related("taken_by")) if application.taken_over_id else [],
        checks=list(sheet.rows.checks),
        since=since_last_look(list(Event.objects.filter(subject=application.subject).order_by("pk")), person=person),
        others=list(
            Application.objects.submitted()
            .filter(company=application.company, authority=application.authority)
            .exclude(pk=application.pk)
            .select_related("item", "submission", "standing")[:20]
        ),
        letters=file.letters,
        unserved=file.unserved,
        certificates=certificates_of([application]) if hasattr(application, "decision") else [],
    )
