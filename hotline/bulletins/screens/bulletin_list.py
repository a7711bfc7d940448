"""Bulletins as a list, the newest first."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.permissions import LEAD_UNIT, READ_TICKETS, SEE_HOTLINE
from hotline.bulletins.looks import STATES
from hotline.bulletins.models import Bulletin, Kind
from hotline.bulletins.states import state_of
from pages.lists.definition import Column, List, by
from pages.lists.filters import Day, ListFilters, OneOf, Words
from pages.looks import badge


class BulletinFilters(ListFilters):
    q = Words(field_name="release__number", lookup_expr="contains", label=_("Bulletin number"))
    kind = OneOf(choices=Kind.choices, label=_("Kind of bulletin"))
    since = Day(field_name="until", lookup_expr="gte", label=_("From"))

    def every(self) -> QuerySet[Any]:
        return Bulletin.objects.visible_to(self.person)


BULLETINS: List[Any] = List(
    name="bulletins",
    title=_("Bulletins of the hotline"),
    address="bulletins:list",
    permissions=(SEE_HOTLINE, READ_TICKETS, LEAD_UNIT),
    filters=BulletinFilters,
    order="-made",
    columns=(
        Column(
            name="period",
            title=_("Period"),
            cell=lambda row: f"{row.since:%Y-%m-%d} – {row.until:%Y-%m-%d}",
            key=by("since"),
            css="numeric",
        ),
        Column(name="kind", title=_("Kind of bulletin"), cell=lambda row: str(row.get_kind_display()), key=by("kind")),
        Column(name="edition", title=_("Edition"), cell=lambda row: row.edition, css="numeric text-end"),
        Column(name="number", title=_("Bulletin number"), cell=lambda row: row.number or "–", lang="zh-Hans"),
        Column(
            name="made",
            title=_("Made at"),
            cell=lambda row: f"{timezone.localtime(row.made_at):%Y-%m-%d %H:%M}",
            key=by("made_at"),
            css="numeric",
        ),
        Column(
            name="state",
            title=_("State"),
            cell=lambda row: badge(STATES[state_of(row)]),
            told=lambda row: str(STATES[state_of(row)].label),
        ),
    ),
    link=lambda row: reverse("bulletins:bulletin", args=[row.pk]),
    nothing=_("No bulletin yet"),
    hint=_("They are made by themselves: every morning, every Monday, and on the first of a month."),
)
