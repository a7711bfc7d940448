"""The answers of the hotline as a list: what they say, whose they are, how long they are valid."""

from __future__ import annotations

import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.permissions import KEEP_KNOWLEDGE, READ_TICKETS
from accounts.typed.searching import holding
from hotline.knowledge.looks import ANSWERS
from hotline.knowledge.models import WARNED_DAYS, AnswerVersion
from hotline.knowledge.reading import newest
from hotline.knowledge.searching import suggest
from hotline.knowledge.topics import TOPIC_CHOICES
from pages.lists.definition import Column, List, by, state
from pages.lists.filters import ListFilters, OneOf, Words
from pages.looks import Look


class AnswerFilters(ListFilters):
    q = Words(method="asked", label=_("Words of the question"))
    topic = OneOf(field_name="entry__topic", choices=TOPIC_CHOICES, label=_("Topic"))
    state = OneOf(
        choices=[
            ("draft", _("draft: waits for a second person")),
            ("due", _("due for review or lapsed")),
            ("to-confirm", _("basis to be confirmed by a lawyer")),
            ("retired", _("retired")),
        ],
        method="standing",
        label=_("State"),
    )
    whose = OneOf(choices=[("mine", _("mine"))], method="owned", label=_("Whose"))

    def every(self) -> QuerySet[Any]:
        return newest()

    def asked(self, rows: QuerySet[Any], _name: str, text: str) -> QuerySet[Any]:
        """What is in force is found by its words in any spelling; a draft by what stands in its question."""
        found = [one.version.entry_id for one in suggest(text, most=50)]
        return rows.filter(Q(entry__in=found) | holding(text, "question__icontains"))

    def standing(self, rows: QuerySet[Any], _name: str, state: str) -> QuerySet[Any]:
        if state == "retired":
            return rows.filter(entry__retired__isnull=False)
        rows = rows.filter(entry__retired__isnull=True)
        if state == "draft":
            return rows.filter(release__isnull=True)
        if state == "to-confirm":
            return rows.exclude(to_confirm="")
        last = timezone.localdate() + datetime.timedelta(days=WARNED_DAYS)
        return rows.filter(release__isnull=False, valid_to__lte=last)

    def owned(self, rows: QuerySet[Any], _name: str, _value: str) -> QuerySet[Any]:
        return rows.filter(owner=self.person)


def _look(row: AnswerVersion) -> Look:
    return ANSWERS[row.state(on=timezone.localdate())]


ANSWER_LIST: List[Any] = List(
    name="knowledge",
    title=_("Knowledge of the hotline"),
    address="knowledge:list",
    permissions=(KEEP_KNOWLEDGE, READ_TICKETS),
    filters=AnswerFilters,
    order="until",
    columns=(
        Column(
            name="question",
            speaks=True,
            title=_("Question"),
            cell=lambda row: row.question,
            key=by("question"),
            lang="zh-Hans",
        ),
        Column(name="topic", speaks=True, title=_("Topic"), cell=lambda row: str(row.entry.get_topic_display())),
        Column(name="owner", title=_("Keeper of the answer"), cell=lambda row: row.owner.name, lang="zh-Hans"),
        Column(
            name="until",
            title=_("Valid until"),
            cell=lambda row: f"{row.valid_to:%Y-%m-%d}",
            told=lambda row: row.valid_to,
            key=by("valid_to"),
            css="numeric",
        ),
        state("state", _("State"), _look),
    ),
    link=lambda row: reverse("knowledge:entry", args=[row.entry_id]),
    nothing=_("No answers yet"),
    hint=_("Write the first answer; a second person releases it."),
)
