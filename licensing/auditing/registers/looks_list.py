"""Who looked at a case file or took something out: for whoever watches those who may see everything (domain F-8.1)."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.authorities import Authority
from accounts.people import Person
from accounts.permissions import READ_EVENTS, READ_PERSONAL
from accounts.roles import visible_authorities
from accounts.sealing import mask_name
from accounts.typed.text import code, spellings
from licensing.applications.models.application import Application
from licensing.auditing.dossier import subjects_of
from licensing.auditing.registers.columns import file_of
from licensing.certificates.models import Certificate
from pages.days import since, until
from pages.lists.definition import Column, List, moment
from pages.lists.filters import Day, ListFilters, OneOf, Words
from trail.events import actor, tell
from trail.models import LOOKS, Event

KINDS = {
    "case.seen": _("viewed a case to handle it"),
    "dossier.seen": _("viewed a case file"),
    "document.downloaded": _("downloaded a document"),
    "list.exported": _("exported a list"),
    "work.downloaded": _("downloaded the result of a background task"),
    "figure.taken": _("exported the rows behind a figure"),
    "finding.taken": _("exported the rows behind a finding"),
    "report.taken": _("exported a table for another platform"),
    "grants.taken": _("exported the table of grants"),
    "dashboard.taken": _("exported the figures of licensing"),
    "sample.drawn": _("drew a sample"),
}
MOST_NAMED = 50
"""So many people of one name are looked for."""


class LookFilters(ListFilters):
    q = Words(method="found", label=_("Name of a person, or receipt number"))
    kind = OneOf(choices=list(KINDS.items()), field_name="kind", label=_("What"))
    since = Day(method="at_since", label=_("From"))
    until = Day(method="at_until", label=_("To"))

    def every(self) -> QuerySet[Event]:
        at = Authority.objects.filter(pk__in=visible_authorities(self.person).values("pk"))
        codes = list(at.values_list("division_id", flat=True))
        return Event.objects.filter(kind__in=LOOKS, authority__in=codes)

    def found(self, rows: QuerySet[Event], _name: str, text: str) -> QuerySet[Event]:
        named = Person.objects.filter(name__in=spellings(text)).values_list("pk", flat=True)[:MOST_NAMED]
        case = Application.objects.filter(submission__receipt_number=code(text)).first()
        of_case = Q(subject__in=subjects_of(case)) if case else Q(pk=None)
        return rows.filter(Q(by__in=[f"person:{pk}" for pk in named]) | of_case)

    def at_since(self, rows: QuerySet[Event], _name: str, day: datetime.date) -> QuerySet[Event]:
        return since(rows, "at", day)

    def at_until(self, rows: QuerySet[Event], _name: str, day: datetime.date) -> QuerySet[Event]:
        return until(rows, "at", day)


@dataclass(frozen=True, kw_only=True)
class Look:
    """A look with the case it was at, where it was one."""

    event: Event
    case: Application | None
    is_official: bool

    @property
    def pk(self) -> int:
        return self.event.pk


def looks(events: Sequence[Event]) -> list[Look]:
    """The looks of one page with their cases; a few queries whatever their number."""
    of_certificates = {pk for event in events if (pk := _named(event.subject, "certificate"))}
    held = Certificate.objects.filter(pk__in=of_certificates).values_list("pk", "decision__application")
    behind = dict(held) if of_certificates else {}
    wanted = {event.pk: _case_of(event, behind) for event in events}
    rows = Application.objects.submitted().select_related("submission").defer("draft", "submission__answers")
    cases = rows.in_bulk({key for key in wanted.values() if key})
    people = {pk for event in events if (pk := _named(event.by, "person"))}
    officials = set(Person.objects.filter(pk__in=people, authority__isnull=False).values_list("pk", flat=True))
    return [
        Look(
            event=event,
            case=cases.get(wanted[event.pk]),
            is_official=_named(event.by, "person") in officials,
        )
        for event in events
    ]


def _case_of(event: Event, behind: Mapping[int, int]) -> int:
    return _named(event.subject, "application") or behind.get(_named(event.subject, "certificate"), 0)


def _named(subject: str, noun: str) -> int:
    """The key of what a subject names, where it is of a kind; 0 where it is not."""
    kind, _sign, pk = subject.partition(":")
    return int(pk) if kind == noun and pk.isdecimal() else 0


def _who_masked(row: Look) -> str:
    """An official acts in public; of anybody else the family name."""
    name = row.event.by_name
    return name if row.is_official else mask_name(name)


def _told_masked(row: Look) -> str:
    """The sentence without names; of a document, whose name may hold one, only that it was downloaded."""
    event = row.event
    if event.kind == "document.downloaded":
        return str(KINDS[event.kind])
    return tell(Event(kind=event.kind, by=event.by, by_name=_who_masked(row), values=event.values))


WATCHED: List[Look] = List(
    name="looks",
    title=_("Who looked, and what was exported"),
    address="register:looks",
    permissions=(READ_EVENTS,),
    filters=LookFilters,
    prepared=looks,
    order="-pk",
    columns=(
        moment("at", _("Day and time"), lambda row: row.event.at, to_the_minute=True),
        Column(
            name="who",
            title=_("Person"),
            cell=lambda row: row.event.by_name or actor(row.event.by),
            personal=READ_PERSONAL,
            masked=_who_masked,
            lang="zh-Hans",
        ),
        Column(name="what", title=_("What"), cell=lambda row: str(KINDS.get(row.event.kind, row.event.kind))),
        Column(
            name="case",
            title=_("Case file"),
            cell=lambda row: row.case.receipt_number if row.case else "–",
            told=lambda row: row.case.receipt_number if row.case else "",
            css="numeric",
        ),
        Column(
            name="words",
            title=_("What happened"),
            cell=lambda row: tell(row.event),
            personal=READ_PERSONAL,
            masked=_told_masked,
        ),
    ),
    link=lambda row: file_of(row.case) if row.case else "",
    nothing=_("Nobody has looked yet"),
    hint=_("Every look at a case file and every export at the authorities you cover appears here."),
)
