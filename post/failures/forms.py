"""Why a message is given up."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class GiveUpForm(forms.Form):
    """One of many on a page: the row's number is in its ids."""

    use_required_attribute = False
    reason = forms.CharField(label=_("Reason for giving it up"), max_length=200)

    def __init__(self, *args: Any, row: int, **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "auto_id": f"%s-{row}"})
