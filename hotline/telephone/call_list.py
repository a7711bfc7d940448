"""Calls as a list: what waits for a person, by state, line and day; numbers are masked and not looked for."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.permissions import READ_TICKETS
from hotline.calls.standing import said_length
from hotline.telephone.looks import CALLS, WAITING
from hotline.telephone.queries import among, calls_for, with_standing
from hotline.telephone.shown import shown_number
from pages.lists.definition import Column, List, by, state
from pages.lists.filters import ListFilters, OneOf, Since, Words


class CallFilters(ListFilters):
    q = Words(method="found", label=_("Number of the call"))
    waits = OneOf(choices=[("yes", _("waits for a person"))], method="waiting", label=_("Open or over"))
    stands = OneOf(choices=[(code, shown.label) for code, shown in CALLS.items()], method="standing", label=_("State"))
    since = Since(field_name="started_at", label=_("From"))

    def every(self) -> QuerySet[Any]:
        return calls_for(self.person)

    def found(self, rows: QuerySet[Any], _name: str, text: str) -> QuerySet[Any]:
        return rows.filter(reference__has_text=text)

    def waiting(self, rows: QuerySet[Any], _name: str, _which: str) -> QuerySet[Any]:
        return among(rows, *WAITING)

    def standing(self, rows: QuerySet[Any], _name: str, which: str) -> QuerySet[Any]:
        return among(rows, which)


def _who(row: Any) -> str:
    return row.agent or row.account or "–"


CALL_LIST: List[Any] = List(
    name="calls",
    title=_("Calls"),
    address="telephone:list",
    permissions=(READ_TICKETS,),
    filters=CallFilters,
    prepared=with_standing,
    order="-started",
    columns=(
        Column(
            name="started",
            title=_("Began at"),
            cell=lambda row: f"{timezone.localtime(row.started_at):%Y-%m-%d %H:%M:%S}",
            key=by("started_at"),
            css="numeric",
        ),
        Column(
            name="number",
            title=_("Caller's number"),
            cell=lambda row: shown_number(row),
            css="numeric",
        ),
        Column(name="line", title=_("Line called"), cell=lambda row: row.line or "–", css="numeric"),
        Column(name="agent", title=_("Answered by"), cell=_who),
        Column(name="length", title=_("Length"), cell=said_length, css="numeric"),
        state("stands", _("State"), lambda row: CALLS[row.stands]),
        Column(name="reference", title=_("Number of the call"), cell=lambda row: row.reference, css="numeric"),
    ),
    link=lambda row: reverse("telephone:call", args=[row.pk]),
    nothing=_("No call yet"),
    hint=_("The telephone exchange reports each call."),
)
