"""The desk: which steps wait for whom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from accounts.people import Person
from accounts.permissions import ACCEPT, APPROVE_EXTENSIONS, DECIDE, REVIEW
from accounts.roles import visible_authorities
from accounts.staffing.absence import Absence
from accounts.typed.text import code, spellings
from desk.tasks import OPEN, STATUS, Task
from licensing.applications.models import Application
from licensing.certificates.checking.spelling import FEWEST_DIGITS, digits_of
from licensing.decisions.models import ExtensionRequest
from licensing.decisions.rules import OTHER_EYES, who_gave_opinions
from licensing.flow.bundle_flow import BundleFlow
from licensing.flow.flows import LicensingFlow
from licensing.flow.steps import STEPS
from licensing.moving.progress import Limits, limits_of
from materials.identifiers import normalise_plate

NODES = {step.name: getattr(LicensingFlow, step.name) for step in STEPS}
"""The nodes of the human steps, in the order of the law."""
HANDLERS = (ACCEPT, REVIEW, DECIDE)


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """A step on the desk."""

    task: Task
    application: Application
    limits: Limits

    @property
    def pk(self) -> int:
        return self.task.pk

    @property
    def name(self) -> str:
        return str(self.task.flow_task.name)

    @property
    def title(self) -> str:
        return str(self.task.flow_task.task_title)


def tasks_for(person: Person, *, box: str = "", search: str = "", step: str = "") -> Any:
    """Open human steps of a person's authority, oldest first.

    `box`: mine, queue (nobody's yet) or "" for all; `step`: a name of `STEPS`; `search`: see `cases_found_by`.
    """
    rows = Task.objects.filter(
        flow_task__in=list(NODES.values()),
        status__in=[STATUS.NEW, STATUS.ASSIGNED, STATUS.STARTED],
        process__licensingprocess__application__authority__in=visible_authorities(person),
    )
    if box == "mine":
        rows = rows.filter(owner=person)
    elif box == "queue":
        rows = rows.filter(owner__isnull=True, owner_permission__in=[p for p in HANDLERS if person.has_perm(p)])
    if step in NODES:
        rows = rows.filter(flow_task=NODES[step])
    if search:
        rows = rows.filter(process__licensingprocess__application__in=cases_found_by(search))
    return rows.select_related("owner", "process__licensingprocess").order_by("pk")


def cases_found_by(text: str) -> Any:
    """The keys of the cases a search means: by receipt, company, code, plate, or a certificate its company holds."""
    every = Application.objects.order_by().values("pk")
    written, digits = code(text), digits_of(text)
    found = [
        every.filter(company__uscc=written),
        every.filter(vehicles__plate=normalise_plate(text)),
        *[every.filter(company__name__icontains=name) for name in spellings(text)],
    ]
    if digits:
        found.append(every.filter(submission__receipt_number__startswith=digits))
    if len(digits) >= FEWEST_DIGITS:
        found.append(every.filter(company__certificates__number__contains=digits))
    return found[0].union(*found[1:])


def waiting(tasks: list[Task]) -> list[Waiting]:
    """The tasks of one page with their cases; two queries whatever their number."""
    applications = {
        a.process.pk: a
        for a in Application.objects.filter(process__in=[t.process_id for t in tasks])
        .select_related(
            "item",
            "company",
            "submission",
            "acceptance",
            "correction",
            "amendment",
            "extension",
            "process",
            "authority",
        )
        .prefetch_related("pauses__resumption")
    }
    return [
        Waiting(task=task, application=applications[task.process_id], limits=limits_of(applications[task.process_id]))
        for task in tasks
    ]


def counts(person: Person) -> dict[str, int]:
    """How many steps stand in each box; one query for all three."""
    mine_to_take = Q(owner__isnull=True, owner_permission__in=[p for p in HANDLERS if person.has_perm(p)])
    found: dict[str, int] = tasks_for(person).aggregate(
        mine=Count("pk", filter=Q(owner=person)), queue=Count("pk", filter=mine_to_take), all=Count("pk")
    )
    return {"mine": found["mine"], "queue": found["queue"], "": found["all"]}


AUTOMATIC = (LicensingFlow.issue, LicensingFlow.publish, LicensingFlow.notify_refusal)
"""The steps of a decided case that the worker takes."""


def stuck(person: Person) -> QuerySet[Application]:
    """Decided cases whose automatic steps are not done: being worked on, or waiting for the worker."""
    waiting_for_worker = Task.objects.filter(flow_task__in=AUTOMATIC, status__in=[*OPEN, STATUS.ERROR])
    return (
        Application.objects.filter(
            authority__in=visible_authorities(person),
            decision__isnull=False,
            process__in=waiting_for_worker.values("process"),
        )
        .select_related("company", "submission", "decision__issue_order")
        .order_by("pk")[:50]
    )


def bundle_deliveries(person: Person) -> Any:
    """One-thing applications whose items are all decided and whose papers wait to be handed over."""
    return (
        Application.objects.filter(
            authority__in=visible_authorities(person),
            bundle_process__task__flow_task=BundleFlow.deliver,
            bundle_process__task__status__in=[STATUS.NEW, STATUS.ASSIGNED],
        )
        .select_related("company", "submission", "item")
        .order_by("pk")[:50]
    )


def extensions_to_approve(person: Person) -> Any:
    """The extensions a head is asked for, oldest first."""
    if not person.has_perm(APPROVE_EXTENSIONS):
        return ExtensionRequest.objects.none()
    rows = ExtensionRequest.objects.filter(
        application__authority__in=visible_authorities(person),
        application__decision__isnull=True,
        application__withdrawal__isnull=True,
        denial__isnull=True,
        extension__isnull=True,
    )
    return rows.exclude(asked_by=person).select_related("application__company", "application__submission", "asked_by")


def colleagues(task: Task, person: Person, *, application: Application | None = None) -> list[Person]:
    """Who else of the case's authority may do this step now; a few queries whatever their number."""
    case = application or task.process.coerced.application
    app, codename = task.owner_permission.split(".")
    found = (
        Person.objects.filter(
            authority=case.authority_id,
            is_active=True,
            groups__permissions__codename=codename,
            groups__permissions__content_type__app_label=app,
        )
        .exclude(pk__in=[pk for pk in (person.pk, task.owner_id, case.started_by_id) if pk])
        .exclude(memberships__company=case.company_id)
        .exclude(pk__in=Absence.objects.on(timezone.localdate()).values("person"))
    )
    if task.flow_task.name in OTHER_EYES:
        found = found.exclude(pk__in=who_gave_opinions(case))
    return list(found.distinct().order_by("name"))
