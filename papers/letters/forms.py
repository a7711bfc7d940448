"""Writing a later version of a letter's text."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy

from accounts.texts.forms import VersionForm
from papers.letters.texts import check_text


class TextForm(VersionForm):
    """Title, paragraphs, and the day from which it is used."""

    title = forms.CharField(label=gettext_lazy("Title"), max_length=80)
    body = forms.CharField(
        label=gettext_lazy("Text, one paragraph a line"),
        max_length=6000,
        widget=forms.Textarea(attrs={"rows": 12, "spellcheck": "false"}),
    )
    field_order = ("title", "body", "in_force_from")

    def clean_body(self) -> str:
        body = str(self.cleaned_data["body"]).replace("\r", "")
        check_text(self.name, body)
        return body
