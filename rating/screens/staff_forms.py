"""What is filled in about a rating by whoever handles it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.people import Person
from accounts.permissions import HANDLE_RATINGS
from accounts.roles import on_duty_at
from rating.handling.models import HandlingStep
from rating.service_models import Rating


class PersonChoice(forms.ModelChoiceField):
    """A colleague by name."""

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.name)


class StepForm(forms.Form):
    """Words; what else there is stands before them."""

    use_required_attribute = False
    words = forms.CharField(label=_("What was done"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, subject: Rating, by: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.subject = subject


class AssignForm(StepForm):
    """Who looks into it: never who was rated."""

    handler = PersonChoice(label=_("Who looks into it"), queryset=Person.objects.none())
    field_order = ("handler", "words")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].label = _("What is to be looked into")
        people = on_duty_at(self.subject.service.authority_id, HANDLE_RATINGS)
        people = people.exclude(pk=self.subject.service.served_by_id or 0).distinct().order_by("name", "pk")
        self.fields["handler"].queryset = people  # type: ignore[attr-defined]


class CheckForm(StepForm):
    """What was found; mistaken or malicious takes proof."""

    finding = forms.ChoiceField(
        label=_("What was found"), choices=HandlingStep.Finding.choices, widget=forms.RadioSelect
    )
    proof = forms.CharField(
        label=_("Proof"),
        max_length=1000,
        required=False,
        help_text=_("By what it is shown that the rating is mistaken or malicious: record, time, number."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    field_order = ("finding", "proof", "words")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].label = _("How it was looked into")

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or {}
        if told.get("finding") not in (None, HandlingStep.Finding.TRUE) and not told.get("proof", "").strip():
            self.add_error("proof", _("A rating can only be called mistaken or malicious with proof."))
        return told


class AnswerForm(StepForm):
    """What who rated it reads."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].label = _("Answer to who rated it")


class CallBackForm(StepForm):
    """How the call ended, and what was said."""

    reached = forms.ChoiceField(
        label=_("How the call ended"), choices=HandlingStep.Reached.choices, widget=forms.RadioSelect
    )
    field_order = ("reached", "words")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].label = _("What was said")


class ReasonForm(StepForm):
    """Why."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].label = _("Reason")
