"""The desk as a list: which steps of the procedure wait, whose they are, and what can be done to many of them."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from clock.looks import mark_of_limit
from desk.models import OpenStep
from licensing.applications.columns import company, receipt, service
from licensing.applications.models.application import Application
from licensing.casework.boxes import BOXES, BY_NAME, CASE
from licensing.casework.bulk import bulk_acts
from licensing.casework.marking.looks import FLAGS
from licensing.casework.marking.marks import flag_of, flagged
from licensing.casework.marking.models import CaseMark
from licensing.casework.queue import Waiting, authorities_of, open_steps, waiting
from licensing.casework.reach import HANDLERS
from licensing.certificates.checking.cases import cases_found_by
from licensing.flow.steps import STEPS
from pages.lists.definition import BulkAct, Column, List, RowAct, by
from pages.lists.filters import ListFilters, OneOf, Tab, Words
from pages.looks import badge


class DeskFilters(ListFilters):
    box = Tab(choices=[(box.name, box.title) for box in BOXES if box.name], method="within")
    q = Words(method="found", label=_("Receipt, company, code, plate or certificate"))
    step = OneOf(choices=[(step.name, step.title) for step in STEPS], field_name="node", label=_("Step"))
    flag = OneOf(choices=CaseMark.Flag.choices, method="with_flag", label=_("My flag"))

    @cached_property
    def authorities(self) -> list[int]:
        return authorities_of(self.person)

    def every(self) -> QuerySet[OpenStep]:
        rows = open_steps(at=self.authorities).select_related("task__owner", "task__process__licensingprocess")
        return rows.annotate(my_flag=flag_of(self.person, CASE))

    def within(self, rows: QuerySet[OpenStep], _name: str, box: str) -> QuerySet[OpenStep]:
        return BY_NAME[box].within(rows, self.person)

    def with_flag(self, rows: QuerySet[OpenStep], _name: str, flag: str) -> QuerySet[OpenStep]:
        return rows.filter(**{f"{CASE}__in": flagged(self.person, flag=flag).values("application")})

    def found(self, rows: QuerySet[OpenStep], _name: str, text: str) -> QuerySet[OpenStep]:
        return rows.filter(cases_found_by(text, of=CASE))


def _case(row: Waiting) -> Application:
    return row.application


def _holder(row: Waiting) -> str:
    if row.task.owner:
        return str(row.task.owner.name)
    return gettext("the applicant") if row.name == "correct" else ""


def _flag(row: Waiting) -> SafeString | str:
    return badge(FLAGS[row.flag]) if row.flag else ""


def _take(row: Waiting) -> RowAct | None:
    is_free = row.task.owner is None and row.name != "correct"
    return RowAct(title=_("Take"), address=reverse("desk:take", args=[row.application.key])) if is_free else None


def _bulk(person: Any) -> list[BulkAct]:
    return [BulkAct(name=act.name, title=act.title) for act in bulk_acts(person)]


DESK: List[Waiting] = List(
    name="desk",
    title=_("Desk"),
    address="desk:queue",
    permissions=HANDLERS,
    filters=DeskFilters,
    prepared=waiting,
    columns=(
        receipt(_case),
        company(_case),
        service(_case),
        Column(
            name="procedure",
            speaks=True,
            title=_("Procedure"),
            cell=lambda row: row.application.get_procedure_display(),
            css="word",
        ),
        Column(name="step", speaks=True, title=_("Step"), cell=lambda row: row.title, key=by("node"), css="word"),
        Column(
            name="due",
            title=_("Due"),
            cell=lambda row: mark_of_limit(row.limits.running, counts_days=True),
            told=lambda row: row.limits.running.due if row.limits.running else None,
            key=by("due"),
            css="numeric",
        ),
        Column(name="flag", title=_("My flag"), cell=_flag),
        Column(name="who", title=_("Who"), cell=_holder, lang="zh-Hans"),
    ),
    link=lambda row: reverse("desk:case", args=[row.application.key]),
    row_act=_take,
    bulk=_bulk,
    bulk_at="desk:chosen",
    nothing=_("Nothing waits here"),
    hint=_("New applications of your authority appear as soon as they are handed in."),
)
