"""What a company brings for a review, and what an official writes."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from desk.fields import ManyFiles, Photos
from materials.uploads.rules import ACCEPTED
from supervision.reviews.models import ReviewResult


class AskForm(forms.Form):
    use_required_attribute = False
    report = Photos(
        label=_("Test report, only if the registry does not have it (PDF, JPG, PNG)"),
        required=False,
        widget=ManyFiles(attrs={"accept": ACCEPTED, "multiple": True}),
    )


class DecideForm(forms.Form):
    use_required_attribute = False
    outcome = forms.ChoiceField(label=_("Outcome"), choices=ReviewResult.Outcome.choices, widget=forms.RadioSelect)
    words = forms.CharField(label=_("Basis of your finding"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))
