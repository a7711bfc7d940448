"""What is filled in about a need and about an item that was not taken in."""

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


class SettleForm(forms.Form):
    """What was done with a stuck item."""

    use_required_attribute = False
    words = forms.CharField(label=_("What was done with it"), max_length=400, widget=forms.Textarea(attrs={"rows": 2}))


class PlanForm(forms.Form):
    """For which grid visits are planned now; all of one's own where none is named."""

    grid = forms.CharField(max_length=20, required=False)
