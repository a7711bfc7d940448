"""What is filled in about certificates and interests, and what somebody enters to check an officer."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.people import Person
from accounts.permissions import INSPECT, codename
from accounts.represented.companies import Company
from pages.days import CountableDay


class CertificateForm(forms.Form):
    use_required_attribute = False
    person = forms.ModelChoiceField(label=_("Officer"), queryset=Person.objects.none())
    number = forms.RegexField(
        r"^[0-9A-Za-z]{6,20}\Z",
        label=_("Number of the enforcement certificate"),
        error_messages={"invalid": _("Letters and digits only, six to twenty.")},
    )
    issuer = forms.CharField(label=_("Issued by"), max_length=80, initial="河南省人民政府")
    valid_from = CountableDay(label=_("Valid from"))
    valid_to = CountableDay(label=_("Valid to"))

    def __init__(self, *args: Any, by: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        officers = Person.objects.filter(
            authority=by.authority_id, is_active=True, groups__permissions__codename=codename(INSPECT)
        )
        self.fields["person"].queryset = officers.distinct().order_by("name", "pk")  # type: ignore[attr-defined]


class InterestForm(forms.Form):
    """Which company, by code or name; and why."""

    use_required_attribute = False
    uscc = forms.CharField(label=_("Company, or its social credit code"), max_length=100)
    words = forms.CharField(label=_("What connects you with it"), max_length=300)

    def clean_uscc(self) -> Company:
        found = Company.objects.called(self.cleaned_data["uscc"]).first()
        if found is None:
            raise forms.ValidationError(gettext("No company with this code or name is known here."))
        return found


class ReasonForm(forms.Form):
    use_required_attribute = False
    reason = forms.CharField(label=_("Why"), max_length=200)


class CheckForm(forms.Form):
    use_required_attribute = False
    number = forms.CharField(label=_("Number of the enforcement certificate"), max_length=40)
