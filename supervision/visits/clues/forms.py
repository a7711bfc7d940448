"""What is passed on, and what becomes of it, as it is typed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from supervision.visits.clues.models import VisitClue, VisitClueAnswer
from supervision.visits.clues.queries import inspection_for


class GiveForm(forms.Form):
    """What was seen or told."""

    use_required_attribute = False
    words = forms.CharField(
        label=_("What you saw or were told"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("What, where and when, in your own words. Do not judge, and take no photo of it."),
    )


class AnswerForm(forms.Form):
    """What becomes of a clue."""

    use_required_attribute = False
    reason = forms.ChoiceField(
        label=_("What becomes of the clue"),
        choices=VisitClueAnswer.Reason.choices,
        widget=forms.RadioSelect,
    )
    inspection = forms.CharField(
        label=_("Number of the inspection that takes it up"),
        max_length=30,
        required=False,
        help_text=_("Draft it first. The head approves it like any other."),
    )

    def __init__(self, *args: Any, clue: VisitClue, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.clue = clue

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        is_taken_up = cleaned.get("reason") == VisitClueAnswer.Reason.TAKEN_UP
        if is_taken_up and inspection_for(self.clue, cleaned.get("inspection", "")) is None:
            told = gettext(
                "Enter the number of an inspection of this company that was drafted after the clue was given."
            )
            self.add_error("inspection", told)
        return cleaned

    def clean_reason(self) -> VisitClueAnswer.Reason:
        return VisitClueAnswer.Reason(self.cleaned_data["reason"])
