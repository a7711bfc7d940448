"""What a holder and a verifier write about a promise."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class ExplainForm(forms.Form):
    use_required_attribute = False
    words = forms.CharField(
        label=_("Explanation"),
        help_text=_("For example: the driver left the company; the registry has not followed yet."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class AnswerForm(forms.Form):
    use_required_attribute = False
    stands = forms.ChoiceField(
        label=_("What was found"),
        choices=[
            ("yes", _("The promise stands: the registry is wrong or behind")),
            ("no", _("The promise is not kept: a fact of the credit code")),
        ],
        widget=forms.RadioSelect,
    )
    words = forms.CharField(label=_("Basis of your finding"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))
