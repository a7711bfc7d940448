"""What a clerk fills in when somebody comes to the counter: only what their right needs."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.authorities import Division
from accounts.typed.identifiers import (
    normalise_citizen_id,
    normalise_mobile,
    normalise_uscc,
    validate_citizen_id,
    validate_mobile,
    validate_uscc,
)
from accounts.typed.text import code
from desk.fields import ScanField
from licensing.applications.counter.forms import SignatureField
from licensing.applications.counter.models import CounterVisit
from licensing.applications.counter.rules import LONGEST_DELEGATION
from pages.days import CountableDay

Right = CounterVisit.Right
_CODE = {"autocapitalize": "characters", "autocomplete": "off", "spellcheck": "false"}
_OFF = {"autocomplete": "off"}

NEEDS: dict[Right, tuple[str, ...]] = {
    Right.REPRESENTATIVE: ("uscc",),
    Right.PAPER: ("uscc", "delegation", "delegated_until", "matter"),
    Right.TABLET: ("uscc", "delegator_id_number", "delegation", "delegated_until", "matter"),
    Right.ONESELF: ("division",),
}
"""What is asked besides who stands there."""


class ReceiveForm(forms.Form):
    """Who stands at the counter, by their card, and the right they show."""

    use_required_attribute = False
    name = forms.CharField(label=gettext_lazy("Name on the card"), max_length=80, widget=forms.TextInput(attrs=_OFF))
    id_number = forms.CharField(
        label=gettext_lazy("ID number on the card"),
        help_text=gettext_lazy("Stored encrypted."),
        widget=forms.TextInput(attrs=_CODE),
        max_length=40,
        validators=[validate_citizen_id],
    )
    phone = forms.CharField(
        label=gettext_lazy("Mobile number"),
        max_length=40,
        required=False,
        validators=[validate_mobile],
        help_text=gettext_lazy("Only if they want to be told by text message. A telephone is not required."),
        widget=forms.TextInput(attrs={**_OFF, "inputmode": "tel"}),
    )
    uscc = forms.CharField(
        label=gettext_lazy("Unified social credit code"),
        max_length=40,
        validators=[validate_uscc],
        help_text=gettext_lazy("Of the company they act for. The business register gives the rest."),
        widget=forms.TextInput(attrs=_CODE),
    )
    division = forms.ModelChoiceField(
        label=gettext_lazy("Where they live"),
        queryset=Division.objects.filter(authority__is_active=True).order_by("code"),
    )
    delegator_id_number = forms.CharField(
        label=gettext_lazy("ID number on the card of the legal representative"),
        help_text=gettext_lazy("Compared with the business register and not kept."),
        widget=forms.TextInput(attrs=_CODE),
        max_length=40,
        validators=[validate_citizen_id],
    )
    delegation = ScanField(
        label=gettext_lazy("The delegation, signed and sealed, scanned or photographed"),
    )
    delegated_until = CountableDay(label=gettext_lazy("Delegated until"))
    matter = forms.CharField(
        label=gettext_lazy("Receipt number of a case the delegation names"),
        max_length=40,
        required=False,
        help_text=gettext_lazy("Needed for withdrawing and answering. Without it the delegation is only for applying."),
        widget=forms.TextInput(attrs=_CODE),
    )
    seen = forms.BooleanField(
        label=gettext_lazy("They are here in person, have shown the original identity card, and match it.")
    )

    def __init__(self, right: Right, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.right = right
        for name in {needed for some in NEEDS.values() for needed in some} - set(NEEDS[right]):
            del self.fields[name]
        if right == Right.TABLET:
            self.fields["delegation"] = SignatureField(
                label=_("Signature of the legal representative"),
                help_text=_(
                    "“I delegate this visitor to apply for the company in my name, and to act in the case named below "
                    "where one is named, until the day below.”"
                ),
            )

    def clean_id_number(self) -> str:
        return normalise_citizen_id(self.cleaned_data["id_number"])

    def clean_delegator_id_number(self) -> str:
        return normalise_citizen_id(self.cleaned_data["delegator_id_number"])

    def clean_phone(self) -> str:
        return normalise_mobile(self.cleaned_data["phone"]) if self.cleaned_data["phone"] else ""

    def clean_uscc(self) -> str:
        return normalise_uscc(self.cleaned_data["uscc"])

    def clean_matter(self) -> str:
        return code(self.cleaned_data["matter"])

    def clean_delegated_until(self) -> datetime.date:
        day: datetime.date = self.cleaned_data["delegated_until"]
        if not timezone.localdate() <= day <= timezone.localdate() + LONGEST_DELEGATION:
            raise ValidationError(_("A delegation can last from today to one year from now."))
        return day
