"""A new address with the password of its owner, and the code that was sent there."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.typed.text import code
from post.telling.models import Channel
from post.telling.writing import MOBILE


class EmailForm(forms.Form):
    use_required_attribute = False
    address = forms.EmailField(
        label=gettext_lazy("E-mail address"), max_length=200, widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )


class MobileForm(forms.Form):
    use_required_attribute = False
    address = forms.CharField(
        label=gettext_lazy("Mobile number"),
        max_length=30,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "tel-national"}),
    )

    def clean_address(self) -> str:
        typed = code(self.cleaned_data["address"])
        if not MOBILE.fullmatch(typed):
            raise forms.ValidationError(_("Enter a mobile number of eleven digits."))
        return typed


class CodeForm(forms.Form):
    """The code; `change` says for which address the page was drawn."""

    use_required_attribute = False
    code = forms.CharField(
        label=gettext_lazy("Code that was sent there"),
        max_length=12,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
    )
    change = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def clean_code(self) -> str:
        return code(self.cleaned_data["code"])


def address_form(channel: str, *args: Any, **kwargs: Any) -> EmailForm | MobileForm:
    """The form of a channel's address."""
    return (EmailForm if channel == Channel.EMAIL else MobileForm)(*args, **kwargs)
