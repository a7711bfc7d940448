"""What an officer fills in to freeze a list, or to have somebody replaced."""

from __future__ import annotations

from django import forms
from django.db.models.fields import BLANK_CHOICE_DASH
from django.utils.translation import gettext_lazy as _

from supervision.credit.subjects.models import Sector
from supervision.draws.models import Replacement

MOST_WANTED = 500


class FreezeForm(forms.Form):
    use_required_attribute = False
    sector = forms.ChoiceField(label=_("Sector"), choices=Sector.choices)
    wanted = forms.IntegerField(label=_("How many companies"), min_value=1, max_value=MOST_WANTED, initial=5)
    purpose = forms.CharField(label=_("What they are inspected for"), max_length=200)
    on_site = forms.BooleanField(
        label=_("Routine visits on site"),
        required=False,
        initial=True,
        help_text=_(
            "Companies exempt by a green code, or that have had their inspections of the year, "
            "stay on the list with weight 0."
        ),
    )


class PlatformNumberForm(forms.Form):
    use_required_attribute = False
    number = forms.CharField(
        label=_("Number at the other platform"),
        max_length=50,
        help_text=_("What the platform that took the task calls it. It leaves with the results, beside our number."),
    )


class ReplaceForm(forms.Form):
    use_required_attribute = False
    reason = forms.ChoiceField(label=_("Why"), choices=[*BLANK_CHOICE_DASH, *Replacement.Reason.choices])
    words = forms.CharField(label=_("What happened there"), max_length=300)

    def clean_reason(self) -> Replacement.Reason:
        return Replacement.Reason(self.cleaned_data["reason"])
