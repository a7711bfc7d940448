"""Undelivered messages as a list: which channel, why, whose matter; what came back is one choice of it."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.permissions import SEE_POST
from accounts.typed.searching import holding
from pages.lists.definition import Column, List, RowAct, by
from pages.lists.filters import ListFilters, OneOf, Since, Words
from post.failures.queries import Failure, failed_deliveries, shown
from post.telling.models import Channel, Delivery

WHY = {
    "returned": (("bounce", "no-such-number"), _("came back: there is no such address")),
    "refused": (("bad-", "no-address", "blocked", "text", "smtp", "http"), _("refused at once")),
    "unreached": (("timeout", "no-connection", "switched-off", "SMTP", "untrustworthy"), _("not reached")),
}
"""Name → how the kept words begin, and what it is called."""


class FailureFilters(ListFilters):
    q = Words(method="about", label=_("Matter"))
    why = OneOf(choices=[(name, title) for name, (_words, title) in WHY.items()], method="because", label=_("Reason"))
    channel = OneOf(choices=[one for one in Channel.choices if one[0] != Channel.INBOX], label=_("Channel"))
    since = Since(field_name="message__at", label=_("Written from"))

    def every(self) -> QuerySet[Delivery]:
        return failed_deliveries(self.person)

    def about(self, rows: QuerySet[Delivery], _name: str, text: str) -> QuerySet[Delivery]:
        return rows.filter(holding(text, "message__about__zh-hans__icontains", "message__about__en__icontains"))

    def because(self, rows: QuerySet[Delivery], _name: str, why: str) -> QuerySet[Delivery]:
        wanted = Q()
        for word in WHY[why][0]:
            wanted |= Q(reason__startswith=word)
        return rows.filter(wanted)


def _told(rows: Sequence[Delivery]) -> list[Failure]:
    language = get_language() or "zh-hans"
    return [shown(row, language=language) for row in rows]


FAILURES: List[Failure] = List(
    name="undelivered",
    title=_("Undelivered messages"),
    address="post:failures",
    permissions=(SEE_POST,),
    filters=FailureFilters,
    prepared=_told,
    order="-pk",
    columns=(
        Column(name="message", title=_("Message"), cell=lambda row: row.subject),
        Column(name="about", title=_("Matter"), cell=lambda row: row.matter),
        Column(
            name="at",
            title=_("When"),
            cell=lambda row: row.at,
            key=by("message__at"),
            css="numeric text-nowrap",
        ),
        Column(name="to", title=_("To"), cell=lambda row: row.name, lang="zh-Hans"),
        Column(name="channel", title=_("Channel"), cell=lambda row: row.channel),
        Column(name="address", title=_("Address"), cell=lambda row: row.address, css="numeric"),
        Column(
            name="why",
            title=_("Reason"),
            cell=lambda row: format_html(
                '{}<br><code class="small text-body-secondary">{}</code>', row.reason, row.word
            ),
            told=lambda row: f"{row.reason} ({row.word})",
        ),
    ),
    link=lambda row: reverse("post:failure", args=[row.pk]),
    row_act=lambda row: RowAct(title=_("Send again"), address=reverse("post:retry", args=[row.pk])),
    nothing=_("Everything was delivered"),
    hint=_("Nothing is waiting for a decision."),
)
