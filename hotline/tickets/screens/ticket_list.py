"""Tickets as a list: what waits first, by step, theme, level and desk; the caller stands in none."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.permissions import HANDLE_TICKETS, READ_TICKETS
from accounts.typed.searching import in_one_of
from hotline.rulebook.reading import EDITIONS
from hotline.tickets.dues import book_of
from hotline.tickets.looks import LEVELS, STEPS
from hotline.tickets.queries import tickets_for, with_related
from pages.lists.definition import Column, List, by, moment, state
from pages.lists.filters import ListFilters, OneOf, Since, Words
from pages.looks import badge

_NEWEST = EDITIONS.newest


def _themes() -> list[tuple[str, str]]:
    return [(term.code, term.name) for term in _NEWEST.terms["themes"].values()]


class TicketFilters(ListFilters):
    q = Words(method="found", label=_("Number or object"))
    stage = OneOf(choices=[("open", _("open")), ("over", _("over"))], method="open_or_over", label=_("Open or over"))
    step = OneOf(
        choices=[(code, shown.label) for code, shown in STEPS.items()], field_name="standing__node", label=_("Status")
    )
    theme = OneOf(choices=_themes, label=_("Theme"))
    level = OneOf(
        choices=[(code, shown.label) for code, shown in LEVELS.items()],
        field_name="standing__level",
        label=_("Supervision of tickets"),
    )
    late = OneOf(choices=[("yes", _("overdue"))], method="overdue", label=_("Limit"))
    since = Since(field_name="received_at", label=_("From"))

    def every(self) -> QuerySet[Any]:
        # Each ticket has one: said so that the database may begin with it, in its order.
        return tickets_for(self.person).select_related(None).filter(standing__isnull=False)

    def found(self, rows: QuerySet[Any], _name: str, text: str) -> QuerySet[Any]:
        of_sender = Q(external__in=[text.strip(), text.strip().upper()])
        return rows.filter(in_one_of(["number", "object_name"], text, also=of_sender))

    def open_or_over(self, rows: QuerySet[Any], _name: str, which: str) -> QuerySet[Any]:
        return rows.filter(standing__is_over=which == "over")

    def overdue(self, rows: QuerySet[Any], _name: str, _which: str) -> QuerySet[Any]:
        return rows.filter(standing__is_over=False, standing__due_at__lt=timezone.now())


def _due(row: Any) -> str:
    at = row.standing.due_at
    return f"{timezone.localtime(at):%Y-%m-%d %H:%M}" if at else "–"


TICKETS: List[Any] = List(
    name="tickets",
    title=_("Tickets"),
    address="tickets:list",
    permissions=(READ_TICKETS, HANDLE_TICKETS),
    filters=TicketFilters,
    prepared=with_related,
    order="due",
    counted_in="-number",
    columns=(
        Column(name="number", title=_("Ticket"), cell=lambda row: row.number, key=by("pk"), css="numeric"),
        moment("received", _("Received at"), lambda row: row.received_at, to_the_minute=True, key=by("received_at")),
        Column(
            name="theme",
            speaks=True,
            title=_("Theme"),
            cell=lambda row: book_of(row).term("themes", row.theme).name,
        ),
        Column(
            name="object", title=_("Who or what it is about"), cell=lambda row: row.object_name or "–", lang="zh-Hans"
        ),
        Column(
            name="desk",
            title=_("Desk"),
            cell=lambda row: row.standing.desk.name if row.standing.desk else "–",
            lang="zh-Hans",
        ),
        Column(name="due", title=_("Due next"), cell=_due, key=by("standing__due_at", is_nullable=True), css="numeric"),
        state("step", _("Status"), lambda row: STEPS[row.standing.node]),
        Column(
            name="level",
            speaks=True,
            title=_("Supervision of tickets"),
            cell=lambda row: badge(LEVELS[str(row.standing.level)]) if row.standing.level else "–",
            told=lambda row: row.standing.level,
            key=by("standing__level"),
        ),
    ),
    link=lambda row: reverse("tickets:ticket", args=[row.number]),
    nothing=_("No ticket yet"),
    hint=_("Operators record tickets; drivers can also report on their own page."),
)
