"""A check on site by two officers, and the second one's own word on it."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.people import Person
from desk.fields import PastDay, Photos
from licensing.casework.acts.forms.case_form import CaseForm
from licensing.decisions.visits import second_officers, why_not_seen_on


class ConfirmVisitForm(CaseForm):
    agrees = forms.ChoiceField(
        label=_("Was it as written?"),
        choices=[("yes", _("Yes, I confirm it")), ("no", _("No, it has to be rewritten"))],
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label=_("What was different"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("agrees") == "no" and not cleaned.get("words"):
            self.add_error("words", _("Say what was different, so that the report can be rewritten."))
        return cleaned


class SiteCheckForm(CaseForm):
    checked_on = PastDay(label=_("Day of the check"))
    second = forms.ModelChoiceField(label=_("Second officer"), queryset=Person.objects.none())
    passed = forms.ChoiceField(
        label=_("Result"), choices=[("yes", _("Passed")), ("no", _("Not passed"))], widget=forms.RadioSelect
    )
    findings = forms.CharField(label=_("What was seen"), max_length=4000, widget=forms.Textarea(attrs={"rows": 4}))
    photos = Photos(label=_("Photos"), required=False, is_evidence=True)

    def clean_checked_on(self) -> datetime.date:
        day: datetime.date = self.cleaned_data["checked_on"]
        if self.application and (why := why_not_seen_on(self.application, day)):
            raise forms.ValidationError(why)
        return day

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.by is not None:
            self.fields["second"].queryset = second_officers(self.by)  # type: ignore[attr-defined]
