"""Why a message is given up."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class GiveUpForm(forms.Form):
    """The reason stays with the message."""

    use_required_attribute = False
    reason = forms.CharField(label=_("Reason for giving up"), max_length=200)
