"""What is filled in about a problem."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.people import Person
from hotline.bulletins.screens.forms import SeatChoice
from hotline.desks.models import DeskSeat
from hotline.problems.models import Problem
from hotline.problems.rules import rules_of
from pages.days import CountableDay


class ProblemForm(forms.Form):
    """Words; what else there is stands before them."""

    use_required_attribute = False
    words = forms.CharField(label=_("What was done"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, subject: Problem, by: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.subject = subject


class TakeUpForm(ProblemForm):
    """Who answers for it, what is done, until when."""

    seat = SeatChoice(label=_("Who answers for it"), queryset=DeskSeat.objects.none())
    due = CountableDay(label=_("To be done by"))
    field_order = ("seat", "words", "due")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].label = _("Measure")
        seats = DeskSeat.objects.filled().filter(desk__authority=self.subject.authority_id, desk__end__isnull=True)
        field: Any = self.fields["seat"]
        field.queryset = seats.select_related("desk", "person").order_by("desk__name", "pk")

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or {}
        seat = told.pop("seat", None)
        return told | ({"desk": seat.desk, "owner": seat.person} if seat is not None else {})


class CloseForm(ProblemForm):
    """What was changed, and which one exactly."""

    change = forms.ChoiceField(label=_("What was changed"))
    reference = forms.CharField(label=_("Which one: number, edition, road, rule"), max_length=200)
    field_order = ("change", "reference", "words")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rules = rules_of(self.subject)
        self.fields["change"].choices = [(code, rules.change(code)) for code in rules.changes]  # type: ignore[attr-defined]


class DropForm(ProblemForm):
    """Why there is no common root."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].label = _("Reason")
