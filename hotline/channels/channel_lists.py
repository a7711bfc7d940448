"""Messages that could not be understood, and answers that wait to go back, as lists."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.permissions import DISPATCH_TICKETS
from accounts.typed.searching import holding
from hotline.channels.looks import KEPT, OWED, REASONS, WHY_NOT_TOLD
from hotline.channels.models import Unclear
from hotline.channels.queries import owed_for, unclear_for
from hotline.rulebook.reading import EDITIONS
from hotline.tickets.step_models import OwedAnswer
from pages.lists.definition import Column, List, RowAct, by, state
from pages.lists.filters import ListFilters, OneOf, Words
from pages.sentences import labelled
from trail.events import said

_CHANNELS = EDITIONS.newest.terms["channels"]


def _sources() -> list[tuple[str, str]]:
    return [(code, _CHANNELS[code].name) for code in settings.HOTLINE_SOURCES if code in _CHANNELS]


def _senders() -> list[tuple[str, str]]:
    return [*_sources(), ("phone", _CHANNELS["phone"].name)]


def channel_name(code: str) -> str:
    """A channel in the reader's language."""
    return _CHANNELS[code].name if code in _CHANNELS else code


def reasons_of(row: Unclear) -> list[str]:
    """What is wrong with a message, a line for each field."""
    return [labelled(one["pointer"] or "–", REASONS.get(one["code"], one["code"])) for one in row.reasons]


def why_not_told(row: OwedAnswer) -> str:
    """Why an answer is not there yet."""
    return str(WHY_NOT_TOLD.get(row.reason, row.reason)) or "–"


def _at(moment: Any) -> str:
    return f"{timezone.localtime(moment):%Y-%m-%d %H:%M}" if moment else "–"


class UnclearFilters(ListFilters):
    q = Words(method="found", label=_("Number of the sender"))
    source = OneOf(choices=_senders, label=_("Channel"))
    stands = OneOf(choices=[(code, shown.label) for code, shown in KEPT.items()], label=_("State"))

    def every(self) -> QuerySet[Any]:
        return unclear_for(self.person)

    def found(self, rows: QuerySet[Any], _name: str, text: str) -> QuerySet[Any]:
        return rows.filter(holding(text, "external__icontains"))


UNCLEAR: List[Any] = List(
    name="unclear",
    title=_("Messages that could not be understood"),
    address="channels:unclear",
    permissions=(DISPATCH_TICKETS,),
    filters=UnclearFilters,
    order="-at",
    columns=(
        Column(name="at", title=_("Received at"), cell=lambda row: _at(row.at), key=by("at"), css="numeric"),
        Column(name="source", title=_("Channel"), cell=lambda row: channel_name(row.source), key=by("source")),
        Column(name="external", title=_("Number of the sender"), cell=lambda row: row.external or "–", css="numeric"),
        Column(name="why", title=_("What is wrong"), cell=lambda row: "; ".join(reasons_of(row))),
        state("stands", _("State"), lambda row: KEPT[row.stands]),
    ),
    link=lambda row: reverse("channels:message", args=[row.pk]),
    nothing=_("No messages that could not be understood"),
    hint=_("Messages from another hotline that nobody can read are kept here with the reason."),
)


class OwedFilters(ListFilters):
    q = Words(method="found", label=_("Number of the ticket or of the sender"))
    source = OneOf(choices=_sources, field_name="ticket__channel", label=_("Channel"))
    state = OneOf(choices=[(code, shown.label) for code, shown in OWED.items()], label=_("State"))

    def every(self) -> QuerySet[Any]:
        return owed_for(self.person)

    def found(self, rows: QuerySet[Any], _name: str, text: str) -> QuerySet[Any]:
        return rows.filter(holding(text, "ticket__number__icontains", "ticket__external__icontains"))


def _again(row: OwedAnswer) -> RowAct | None:
    if row.state == OwedAnswer.State.TOLD:
        return None
    return RowAct(title=_("Send again"), address=reverse("channels:send_again", args=[row.pk]))


ANSWERS: List[Any] = List(
    name="owed",
    title=_("Answers to other hotlines"),
    address="channels:owed",
    permissions=(DISPATCH_TICKETS,),
    filters=OwedFilters,
    order="-at",
    columns=(
        Column(name="ticket", title=_("Ticket"), cell=lambda row: row.ticket.number, css="numeric"),
        Column(
            name="source",
            title=_("Channel"),
            cell=lambda row: channel_name(row.ticket.channel),
            key=by("ticket__channel"),
        ),
        Column(name="external", title=_("Number of the sender"), cell=lambda row: row.ticket.external, css="numeric"),
        Column(name="says", title=_("What it says"), cell=lambda row: str(said(f"ticket-says-{row.says}"))),
        Column(name="at", title=_("Happened at"), cell=lambda row: _at(row.at), key=by("at"), css="numeric"),
        state("state", _("State"), lambda row: OWED[row.state], key=by("state")),
        Column(name="tries", title=_("Tries"), cell=lambda row: row.tries, css="numeric text-end"),
        Column(name="why", title=_("Why it has not arrived"), cell=why_not_told),
    ),
    link=lambda row: reverse("tickets:ticket", args=[row.ticket.number]),
    row_act=_again,
    nothing=_("No answers are owed"),
    hint=_(
        "Every act on a ticket from another hotline is reported to its sender. "
        "The reports are listed here and sent until they arrive."
    ),
)
