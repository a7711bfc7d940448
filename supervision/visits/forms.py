"""What is filled in about a need, and for which grid visits are planned."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class AnswerForm(forms.Form):
    """What a company was told about what it needs."""

    use_required_attribute = False
    words = forms.CharField(
        label=_("What the company was told"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )
    reference = forms.CharField(label=_("Ticket or file it was taken up in, if any"), max_length=40, required=False)


class PlanForm(forms.Form):
    """For which grid visits are planned now; all of one's own where none is named."""

    grid = forms.CharField(max_length=20, required=False)
