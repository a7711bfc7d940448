"""An entry of the credit file is made good."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from desk.fields import PastDay
from licensing.casework.acts.forms.case_form import CaseForm


class RepairForm(CaseForm):
    """The decision on repair, of the credit office or of 信用中国: its conditions were checked there (F-9.7)."""

    document = forms.CharField(
        label=_("Number of the decision on repair"),
        max_length=60,
        help_text=_("Of our credit office, or of Credit China (信用中国)."),
    )
    dated = PastDay(label=_("Date of the decision on repair"))
    reasons = forms.CharField(label=_("What was put right"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))
