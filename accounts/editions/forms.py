"""An edition as a document: what changes, from when, and the whole of it."""

from __future__ import annotations

import json
from typing import Any

from django import forms
from django.forms.fields import InvalidJSONInput
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.editions.series import BadDocument
from accounts.typed.text import visible
from pages.days import CountableDay


class Indented(json.JSONEncoder):
    """A document as people read it: one value a line."""

    def __init__(self, **told: Any) -> None:
        super().__init__(**{**told, "indent": 1})


class DocumentField(forms.JSONField):
    """A document as JSON; every text in it as it may be stored, whatever escapes it was written with."""

    def to_python(self, value: object) -> Any:
        try:
            found = super().to_python(value)
            json.dumps(found, allow_nan=False)
            return _stored(found)
        except (RecursionError, ValueError) as wrong:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid", params={"value": ""}) from wrong

    def bound_data(self, data: object, initial: object) -> Any:
        try:
            found = super().bound_data(data, initial)
        except RecursionError:
            return InvalidJSONInput(data)
        return found if isinstance(found, InvalidJSONInput) else _stored(found)


def _stored(value: object) -> Any:
    """The value without what cannot be seen: no database keeps NUL, and nobody reads half a character."""
    if isinstance(value, str):
        return visible(value)
    if isinstance(value, list):
        return [_stored(one) for one in value]
    if isinstance(value, dict):
        return {visible(name): _stored(one) for name, one in value.items()}
    return value


class NextEditionForm(forms.Form):
    """What changes and from when; what the edition says is its app's own form, in `cleaned_data["document"]`."""

    use_required_attribute = False
    note = forms.CharField(label=_("What changes, and why"), max_length=300)
    in_force_from = CountableDay(label=_("In force from"))

    def __init__(self, *args: Any, document: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {"document": document, "in_force_from": timezone.localdate()}

    def refuse(self, wrong: BadDocument) -> None:
        """Say what is wrong with what was written."""
        self.add_error("document" if "document" in self.fields else None, str(wrong))


class EditionForm(NextEditionForm):
    """The next edition, beginning with the one before."""

    document = DocumentField(
        label=_("The whole edition (JSON)"),
        encoder=Indented,
        widget=forms.Textarea(attrs={"rows": 24, "class": "font-monospace", "spellcheck": "false"}),
    )
