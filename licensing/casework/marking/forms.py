"""The form of a mark."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from licensing.casework.marking.marks import LONGEST_WORDS
from licensing.casework.marking.models import CaseMark

IDS = "id_mark_%s"
"""Other forms stand on the page, too."""


class MarkForm(forms.Form):
    flag = forms.ChoiceField(label=_("Flag"), choices=[("", _("none")), *CaseMark.Flag.choices], required=False)
    follow_on = forms.DateField(
        label=_("Put before me again on"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    words = forms.CharField(label=_("A line for myself"), max_length=LONGEST_WORDS, required=False)

    @classmethod
    def of(cls, mark: CaseMark | None) -> MarkForm:
        """The form as it stands."""
        names = ("flag", "follow_on", "words")
        initial: dict[str, Any] = {name: getattr(mark, name) for name in names} if mark else {}
        if initial.get("follow_on"):
            initial["follow_on"] = initial["follow_on"].isoformat()
        return cls(initial=initial, auto_id=IDS)
