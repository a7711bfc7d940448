"""Writing a later version of a message's text, in the languages it is written in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.texts.forms import VersionForm, check_names
from post.wording.texts import LINK, PARTS, WRITTEN, Said, Text, set_of

_LABELS = {
    "subject": gettext_lazy("Subject"),
    "body": gettext_lazy("Message"),
    "sms": gettext_lazy("Text message"),
}
_LONGEST = {"subject": 60, "body": 600, "sms": 200}


class TextForm(VersionForm):
    """Subject, message and text message in each language, and the day from which they are used."""

    def __init__(self, *args: Any, name: str, current: Text, **kwargs: Any) -> None:
        super().__init__(*args, name=name, **kwargs)
        languages = dict(settings.LANGUAGES)
        for language in WRITTEN:
            for part in PARTS:
                self.fields[f"{language}-{part}"] = forms.CharField(
                    label=f"{_LABELS[part]} · {languages[language]}",
                    max_length=_LONGEST[part],
                    initial=current.words[language][part],
                    widget=forms.TextInput if part == "subject" else forms.Textarea(attrs={"rows": 3}),
                )
        self.order_fields([field for field in self.fields if field != "in_force_from"])

    @property
    def words(self) -> Said:
        """What was written, language by language."""
        return {
            language: {part: self.cleaned_data[f"{language}-{part}"].replace("\r", "") for part in PARTS}
            for language in WRITTEN
        }

    def clean(self) -> dict[str, Any]:
        for language in WRITTEN:
            for part in PARTS:
                self._check(f"{language}-{part}", part)
        return self.cleaned_data

    def _check(self, field: str, part: str) -> None:
        if field not in self.cleaned_data:
            return
        words = self.cleaned_data[field]
        try:
            check_names(words, {*set_of(self.name).names, LINK})
        except ValidationError as wrong:
            self.add_error(field, wrong)
        if (f"{{{LINK}}}" in words) != (part == "sms"):
            self.add_error(field, _("The link belongs into the text message, and nowhere else: {link}."))
