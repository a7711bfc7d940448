"""What somebody writes of an answer."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.db.models.fields import BLANK_CHOICE_DASH
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.authorities import Authority
from accounts.people import Person
from accounts.permissions import KEEP_KNOWLEDGE
from accounts.roles import on_duty_at
from accounts.versions import Difference
from desk.fields import OneOf, offer
from hotline.knowledge.actions import Written
from hotline.knowledge.models import AnswerVersion
from hotline.knowledge.topics import TOPIC_CHOICES
from pages.days import CountableDay


class AnswerForm(forms.Form):
    """A version of an answer; `authority` is whose people may own it."""

    use_required_attribute = False
    question = forms.CharField(label=_("Question"), max_length=200)
    also_asked = forms.CharField(
        label=_("The same as people say it, one a line"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    answer = forms.CharField(
        label=_("What is answered"),
        help_text=_("As you would say it to a caller: short, with what to do next."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    basis = forms.CharField(label=_("Basis: law and article, or whose word"), max_length=300)
    to_confirm = forms.CharField(
        label=_("What of the basis a lawyer has still to confirm"),
        help_text=_("Only officials see it; empty it when it is confirmed."),
        required=False,
        max_length=300,
    )
    valid_to = CountableDay(label=_("Valid until"))
    owner = OneOf(label=_("Keeper of the answer"), help_text=_("Who is reminded before its last day."))

    def __init__(self, *args: Any, authority: Authority, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = on_duty_at(authority.pk, KEEP_KNOWLEDGE).distinct().order_by("name")
        offer(self.fields["owner"], people, named=lambda person: person.name)

    def clean_valid_to(self) -> datetime.date:
        day: datetime.date = self.cleaned_data["valid_to"]
        if day <= timezone.localdate():
            raise forms.ValidationError(_("An answer must be valid at least until tomorrow."))
        return day

    def written(self) -> Written:
        names = ("question", "also_asked", "answer", "basis", "to_confirm", "valid_to", "owner")
        return Written(**{name: self.cleaned_data[name] for name in names})

    def differences(self, stored: AnswerVersion) -> list[Difference]:
        """What a version written meanwhile says differently."""
        found = []
        for name, mine in vars(self.written()).items():
            theirs = getattr(stored, name)
            if str(theirs) != str(mine):
                found.append(Difference(label=str(self.fields[name].label), theirs=_said(theirs), mine=_said(mine)))
        return found


def _said(value: object) -> str:
    return value.name if isinstance(value, Person) else str(value)


class NewAnswerForm(AnswerForm):
    code = forms.SlugField(
        label=_("Code"), help_text=_("Short, in lower case: it stays the same when the words change."), max_length=40
    )
    topic = forms.ChoiceField(label=_("Topic"), choices=[*BLANK_CHOICE_DASH, *TOPIC_CHOICES])

    field_order = ("code", "topic")


class RetireForm(forms.Form):
    use_required_attribute = False
    reason = forms.CharField(label=_("Why it is no longer answered"), max_length=300)
