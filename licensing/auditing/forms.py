"""What the address of the supervisor's page may choose."""

from __future__ import annotations

from django import forms

from licensing.decisions.models import LIMITS


class PassedForm(forms.Form):
    """Which limits that passed; what is no day or no limit is not chosen."""

    limit = forms.ChoiceField(choices=list(LIMITS.items()), required=False)
    since = forms.DateField(required=False)
    until = forms.DateField(required=False)
