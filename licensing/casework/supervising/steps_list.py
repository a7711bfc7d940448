"""The supervisor's list of open steps: who holds what, until when, and to whom it can be given."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.people import Person
from accounts.permissions import HAND_OVER
from accounts.roles import visible_authorities
from accounts.teams.models import Team, TeamQuerySet
from accounts.teams.queries import people_of
from clock.looks import mark_of_limit
from desk.models import OpenStep
from licensing.applications.columns import company, receipt, service
from licensing.applications.models.application import Application
from licensing.casework.boxes import CASE
from licensing.casework.queue import Waiting, authorities_of, colleagues_of, open_steps, waiting
from licensing.certificates.checking.cases import cases_found_by
from licensing.flow.steps import STEPS
from pages.lists.definition import Column, List, RowAct, by
from pages.lists.filters import Among, ListFilters, OneOf, Words

APPLICANTS = "correct"
"""The one step that is the applicant's, and nobody's to give away."""


@dataclass(frozen=True, kw_only=True)
class Held:
    """An open step, and who else may do it."""

    step: Waiting
    to: Sequence[Person]


def _teams(reader: Person) -> TeamQuerySet:
    return Team.objects.kept().at(visible_authorities(reader))


class OpenStepFilters(ListFilters):
    q = Words(method="found", label=_("Receipt, company, code, plate or certificate"))
    step = OneOf(choices=[(step.name, step.title) for step in STEPS], field_name="node", label=_("Step"))
    held = OneOf(
        choices=[("somebody", _("somebody")), ("nobody", _("nobody yet")), ("applicant", _("the applicant"))],
        method="held_by",
        label=_("Who holds it"),
    )

    team = Among(queryset=_teams, method="of_team", label=_("Team"))

    def every(self) -> QuerySet[OpenStep]:
        """Every open step of the authorities one supervises."""
        rows = open_steps(at=authorities_of(self.person))
        return rows.select_related("task__owner", "task__process__licensingprocess")

    def found(self, rows: QuerySet[OpenStep], _name: str, text: str) -> QuerySet[OpenStep]:
        return rows.filter(cases_found_by(text, of=CASE))

    def of_team(self, rows: QuerySet[OpenStep], _name: str, team: Team) -> QuerySet[OpenStep]:
        return rows.filter(owner__in=people_of(team.pk, on=timezone.localdate()))

    def held_by(self, rows: QuerySet[OpenStep], _name: str, who: str) -> QuerySet[OpenStep]:
        if who == "applicant":
            return rows.filter(node=APPLICANTS)
        return rows.exclude(node=APPLICANTS).filter(owner__isnull=who == "nobody")


def held(steps: Sequence[OpenStep]) -> list[Held]:
    """The steps of one page with who else may do each; a few queries whatever their number."""
    shown = waiting(steps)
    to = colleagues_of([(step.task, step.application) for step in shown])
    return [Held(step=step, to=to[step.pk]) for step in shown]


def _case(row: Held) -> Application:
    return row.step.application


def _holder(row: Held) -> str:
    if row.step.name == APPLICANTS:
        return gettext("the applicant")
    return str(row.step.task.owner.name) if row.step.task.owner else gettext("nobody yet")


def _hand_over(row: Held) -> RowAct | None:
    if not row.to or row.step.name == APPLICANTS:
        return None
    return RowAct(
        title=_("Hand over"),
        address=reverse("desk:hand_over_step", args=[row.step.pk]),
        asks=_("Hand over to"),
        choices=[(one.pk, one.name) for one in row.to],
    )


STEPS_LIST: List[Held] = List(
    name="steps",
    title=_("Open steps"),
    address="desk:steps",
    permissions=(HAND_OVER,),
    filters=OpenStepFilters,
    prepared=held,
    columns=(
        receipt(_case),
        company(_case),
        service(_case),
        Column(name="step", speaks=True, title=_("Step"), cell=lambda row: row.step.title, key=by("node"), css="word"),
        Column(
            name="due",
            title=_("Due"),
            cell=lambda row: mark_of_limit(row.step.limits.running, counts_days=True),
            told=lambda row: row.step.limits.running.due if row.step.limits.running else None,
            key=by("due"),
            css="numeric",
        ),
        Column(name="who", title=_("Who"), cell=_holder),
    ),
    link=lambda row: reverse("register:dossier", args=[row.step.application.key]),
    row_act=_hand_over,
    nothing=_("Nothing waits here"),
    hint=_("A step whose holder cannot continue goes back to the queue automatically."),
)
