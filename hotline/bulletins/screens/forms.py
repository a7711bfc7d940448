"""What is filled in about bulletins and tasks."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models.fields import BLANK_CHOICE_DASH
from django.utils.translation import gettext_lazy as _

from accounts.authorities import Authority
from hotline.bulletins.models import TaskStep
from hotline.desks.models import DeskSeat
from pages.days import CountableDay


class ReleaseForm(forms.Form):
    """Cases that are told as examples."""

    use_required_attribute = False
    good = forms.CharField(
        label=_("A case that went well"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Do not name anyone who called."),
    )
    bad = forms.CharField(
        label=_("A case that went badly"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Do not name anyone who called."),
    )


class RestateForm(forms.Form):
    """Why."""

    use_required_attribute = False
    reason = forms.CharField(
        label=_("Why it is counted again"), max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )


class SeatChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.desk.name} · {obj.person.name}"


class DecideForm(forms.Form):
    """A root cause, what is done about it, who does it, until when."""

    use_required_attribute = False
    cause = forms.CharField(label=_("Root cause"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}))
    words = forms.CharField(label=_("What is done about it"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))
    seat = SeatChoice(label=_("Who is responsible"), queryset=DeskSeat.objects.none())
    due = CountableDay(label=_("To be done by"))

    def __init__(self, *args: Any, authority: Authority, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        seats = DeskSeat.objects.filled().filter(desk__authority=authority, desk__end__isnull=True)
        field: Any = self.fields["seat"]
        field.queryset = seats.select_related("desk", "person").order_by("desk__name", "pk")

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or {}
        seat = told.pop("seat", None)
        if seat is not None:
            told |= {"desk": seat.desk, "owner": seat.person}
        return told


class TaskStepForm(forms.Form):
    """How far it is."""

    use_required_attribute = False
    state = forms.ChoiceField(label=_("Progress so far"), choices=[*BLANK_CHOICE_DASH, *TaskStep.State.choices])
    words = forms.CharField(label=_("What was done"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))
