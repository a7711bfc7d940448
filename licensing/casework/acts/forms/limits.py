"""The limit stands still, goes on, or is extended."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from licensing.casework.acts.forms.case_form import CaseForm


class PauseForm(CaseForm):
    days = forms.IntegerField(label=_("Expected length, working days"), min_value=1, max_value=120)


class ResultForm(CaseForm):
    result = forms.CharField(label=_("Result"), max_length=4000, widget=forms.Textarea(attrs={"rows": 4}))


class ExtensionAnswerForm(CaseForm):
    approves = forms.ChoiceField(
        label=_("Extension by ten working days"),
        choices=[("yes", _("I approve it")), ("no", _("I do not approve it"))],
        widget=forms.RadioSelect,
    )
    words = forms.CharField(label=_("Remark"), required=False, max_length=1000)


class ExtensionForm(CaseForm):
    reasons = forms.CharField(
        label=_("Reasons, as they are told to the applicant"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
