"""An edition as a document: what changes, from when, and the whole of it."""

from __future__ import annotations

import json
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Indented(json.JSONEncoder):
    """A document as people read it: one value a line."""

    def __init__(self, **told: Any) -> None:
        super().__init__(**{**told, "indent": 1})


class EditionForm(forms.Form):
    """The next edition, beginning with the one before."""

    use_required_attribute = False
    note = forms.CharField(label=_("What changes, and why"), max_length=300)
    in_force_from = forms.DateField(
        label=_("In force from"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )
    document = forms.JSONField(
        label=_("The whole edition (JSON)"),
        encoder=Indented,
        widget=forms.Textarea(attrs={"rows": 24, "class": "font-monospace", "spellcheck": "false"}),
    )

    def __init__(self, *args: Any, document: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {"document": document, "in_force_from": timezone.localdate()}
