"""The form of a mark."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from licensing.casework.marking.marks import LONGEST_WORDS
from licensing.casework.marking.models import CaseMark
from pages.days import CountableDay

IDS = "id_mark_%s"
"""Other forms stand on the page, too."""


class MarkForm(forms.Form):
    flag = forms.ChoiceField(label=_("Flag"), choices=[("", _("none")), *CaseMark.Flag.choices], required=False)
    follow_on = CountableDay(label=_("Remind me on"), required=False)
    words = forms.CharField(label=_("Note to myself"), max_length=LONGEST_WORDS, required=False)

    @property
    def told(self) -> str:
        """What the mark says, in a line; nothing where there is none."""
        flag = CaseMark.Flag(self.initial["flag"]).label if self.initial.get("flag") else ""
        return " · ".join(str(one) for one in (flag, self.initial.get("follow_on"), self.initial.get("words")) if one)

    @classmethod
    def of(cls, mark: CaseMark | None) -> MarkForm:
        """The form as it stands."""
        names = ("flag", "follow_on", "words")
        initial: dict[str, Any] = {name: getattr(mark, name) for name in names} if mark else {}
        return cls(initial=initial, auto_id=IDS)
