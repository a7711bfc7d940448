"""What is filled in with an act of the holder."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from desk.fields import Photos


class WithdrawalForm(forms.Form):
    """Why it is taken back; nobody has to say."""

    use_required_attribute = False
    reason = forms.CharField(label=_("Reason"), max_length=300, required=False)  # its name stands in what is signed


class HearingForm(forms.Form):
    """The answer to the offer of a hearing."""

    use_required_attribute = False
    wants = forms.ChoiceField(
        label=_("Your answer about the hearing"),
        choices=[("yes", _("Ask for a hearing")), ("no", _("No hearing"))],
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label=_("What you want to say"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class RectificationForm(forms.Form):
    """What was mended, with proofs."""

    use_required_attribute = False
    words = forms.CharField(
        label=_("What you have put right"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )
    proofs = Photos(label=_("Photos or documents"), required=False)


class DefenceForm(forms.Form):
    """Statement and defence."""

    use_required_attribute = False
    words = forms.CharField(label=_("Your statement"), max_length=4000, widget=forms.Textarea(attrs={"rows": 5}))
    wants_hearing = forms.BooleanField(label=_("I ask for a hearing"), required=False)
    proofs = Photos(label=_("Photos or documents"), required=False)

    def __init__(self, *args: Any, is_late: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_late:  # the right to a hearing lapsed, the right to be heard did not
            del self.fields["wants_hearing"]
