"""What a holder fills in after a grant."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from desk.fields import ManyFiles, Photos


class RectificationForm(forms.Form):
    """What was mended, with proofs."""

    use_required_attribute = False
    words = forms.CharField(label=_("What you have mended"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))
    proofs = Photos(label=_("Photos or papers"), required=False, widget=ManyFiles(attrs={"multiple": True}))


class DefenceForm(forms.Form):
    """Statement and defence."""

    use_required_attribute = False
    words = forms.CharField(label=_("Your statement"), max_length=4000, widget=forms.Textarea(attrs={"rows": 5}))
    wants_hearing = forms.BooleanField(label=_("I ask for a hearing"), required=False)
    proofs = Photos(label=_("Photos or papers"), required=False, widget=ManyFiles(attrs={"multiple": True}))
