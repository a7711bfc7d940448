"""What is asked for to draw a sample."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

LARGEST = 1000


class SampleForm(forms.Form):
    """How many, what for, and a seed where somebody draws again or was given one."""

    use_required_attribute = False
    filters = forms.CharField(required=False, max_length=300, widget=forms.HiddenInput())
    size = forms.IntegerField(label=_("How many cases"), min_value=1, max_value=LARGEST, initial=20)
    purpose = forms.CharField(label=_("Purpose"), max_length=80)
    seed = forms.CharField(
        label=_("Seed"),
        required=False,
        max_length=64,
        help_text=_("Leave it empty to have one generated that nobody can choose. The same seed draws the same cases."),
    )
