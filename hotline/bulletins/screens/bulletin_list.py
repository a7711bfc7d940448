"""Bulletins as a list, the newest first."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.permissions import LEAD_UNIT, READ_TICKETS, SEE_HOTLINE
from hotline.bulletins.looks import STATES
from hotline.bulletins.models import Bulletin, Kind
from hotline.bulletins.states import state_of
from pages.lists.definition import Column, List, by, moment, state
from pages.lists.filters import Day, ListFilters, OneOf, Words


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
        Column(
            name="kind",
            speaks=True,
            title=_("Kind of bulletin"),
            cell=lambda row: str(row.get_kind_display()),
            key=by("kind"),
        ),
        Column(name="edition", title=_("Edition"), cell=lambda row: row.edition, css="numeric text-end"),
        Column(name="number", title=_("Bulletin number"), cell=lambda row: row.number or "–", lang="zh-Hans"),
        moment("made", _("Made at"), lambda row: row.made_at, to_the_minute=True, key=by("made_at")),
        state("state", _("State"), lambda row: STATES[state_of(row)]),
    ),
    link=lambda row: reverse("bulletins:bulletin", args=[row.pk]),
    nothing=_("No bulletin yet"),
    hint=_("They are made automatically: every morning, every Monday, and on the first of each month."),
)
