"""The verifier's desk: which steps after a grant wait for whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.permissions import VERIFY
from clock.limits import Limit
from clock.looks import mark_of_limit
from desk.models import OpenStep
from desk.tasks import Task
from licensing.applications.columns import company, receipt, service
from licensing.applications.models.application import Application
from licensing.casework.queue import authorities_of
from licensing.casework.reach import HANDLERS
from licensing.certificates.checking.cases import cases_found_by
from licensing.flow.after_grant import AfterGrantFlow
from licensing.flow.steps import STEPS_AFTER_GRANT
from licensing.verification.looks import STANDINGS, mark_of_standing, words_of_standing
from licensing.verification.rules import limit_of
from pages.lists.definition import BulkAct, Column, List, by
from pages.lists.filters import ListFilters, OneOf, Words

NODES = {step.name: getattr(AfterGrantFlow, step.name) for step in STEPS_AFTER_GRANT}


@dataclass(frozen=True, kw_only=True)
class Due:
    """A step after the grant on the desk."""

    task: Task
    application: Application
    limit: Limit | None

    @property
    def pk(self) -> int:
        return self.task.pk

    @property
    def title(self) -> str:
        return str(self.task.flow_task.task_title)


ABOUT = "task__process__aftergrantprocess__application"
"""The way from an open step to its case."""


class VerificationFilters(ListFilters):
    q = Words(method="found", label=_("Receipt number or company"))
    step = OneOf(choices=[(step.name, step.title) for step in STEPS_AFTER_GRANT], field_name="node", label=_("Step"))
    standing = OneOf(
        choices=[*((code, shown.label) for code, shown in STANDINGS.items()), ("unknown", _("not known"))],
        method="standing_at",
        label=_("Credit standing"),
    )

    def every(self) -> QuerySet[OpenStep]:
        """Open steps after the grant of the reader's authorities."""
        rows = OpenStep.objects.at("AfterGrantFlow", *NODES).filter(authority__in=authorities_of(self.person))
        return rows.select_related("task__owner", "task__process__aftergrantprocess")

    def found(self, rows: QuerySet[OpenStep], _name: str, text: str) -> QuerySet[OpenStep]:
        return rows.filter(cases_found_by(text, of=ABOUT))

    def standing_at(self, rows: QuerySet[OpenStep], _name: str, standing: str) -> QuerySet[OpenStep]:
        return rows.filter(**{f"{ABOUT}__verification__standing": "" if standing == "unknown" else standing})


def due(steps: Sequence[OpenStep]) -> list[Due]:
    """The steps of one page with their cases; one query whatever their number."""
    tasks = [step.task for step in steps]
    ids = {task.process.aftergrantprocess.application_id for task in tasks}
    cases = (
        Application.objects.filter(pk__in=ids)
        .select_related("item", "company", "submission", "verification", "authority__division")
        .in_bulk()
    )
    today = timezone.localdate()
    rows = []
    for task in tasks:
        application = cases[task.process.aftergrantprocess.application_id]
        verification = getattr(application, "verification", None)
        rows.append(
            Due(task=task, application=application, limit=limit_of(verification, on=today) if verification else None)
        )
    return rows


def _case(row: Due) -> Application:
    return row.application


def _method(row: Due) -> str:
    verification = getattr(row.application, "verification", None)
    return str(verification.get_method_display()) if verification else ""


def _standing(row: Due) -> str:
    verification = getattr(row.application, "verification", None)
    return str(verification.standing) if verification else ""


def _bulk(person: Any) -> list[BulkAct]:
    return [BulkAct(name="by-data", title=_("Verify by data"))] if person.has_perm(VERIFY) else []


VERIFICATIONS: List[Due] = List(
    name="verifications",
    title=_("After the grant"),
    address="desk:verifications",
    permissions=HANDLERS,
    filters=VerificationFilters,
    prepared=due,
    columns=(
        receipt(_case),
        company(_case),
        Column(
            name="district",
            speaks=True,
            title=_("District"),
            cell=lambda row: row.application.authority.division.name,
        ),
        service(_case),
        Column(
            name="standing",
            title=_("Credit standing"),
            cell=lambda row: mark_of_standing(_standing(row)),
            told=lambda row: words_of_standing(_standing(row)),
        ),
        Column(name="how", title=_("How"), cell=lambda row: _method(row) or "–"),
        Column(name="step", speaks=True, title=_("Step"), cell=lambda row: row.title, css="word"),
        Column(
            name="due",
            title=_("Due"),
            cell=lambda row: mark_of_limit(row.limit),
            told=lambda row: row.limit.due if row.limit else None,
            key=by("due"),
            css="numeric",
        ),
    ),
    bulk=_bulk,
    bulk_at="desk:by_data",
    link=lambda row: reverse("desk:after_grant", args=[row.application.key]),
    nothing=_("Nothing waits here"),
    hint=_("Grants under commitment appear as soon as they are decided."),
)
