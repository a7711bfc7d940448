"""Writing a later version of a letter's text."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from papers.letters.texts import check_text


class TextForm(forms.Form):
    """Title, paragraphs, and the day from which it is used."""

    use_required_attribute = False
    title = forms.CharField(label=gettext_lazy("Title"), max_length=80)
    body = forms.CharField(
        label=gettext_lazy("Text, one paragraph a line"),
        max_length=6000,
        widget=forms.Textarea(attrs={"rows": 12, "spellcheck": "false"}),
    )
    in_force_from = forms.DateField(label=gettext_lazy("In force from"), widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, *args: Any, name: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.name = name

    def clean_body(self) -> str:
        body = str(self.cleaned_data["body"]).replace("\r", "")
        check_text(self.name, body)
        return body

    def clean_in_force_from(self) -> Any:
        day = self.cleaned_data["in_force_from"]
        if day < timezone.localdate():
            raise ValidationError(_("A text cannot come into force in the past."))
        return day
