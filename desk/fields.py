"""What the forms of acts are made of: the form that knows its subject, days that have come, photos."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.people import Person
from materials.uploads.rules import ACCEPTED, Checked, RefusedUpload, checked
from pages.days import CountableDay
from pages.sentences import labelled


class ActForm(forms.Form):
    """What an act asks for; told what it is about and who acts."""

    use_required_attribute = False

    def __init__(self, *args: Any, subject: Any = None, by: Person | None = None, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.subject, self.by = subject, by


class PastDay(CountableDay):
    """A day that has come: what is recorded has happened."""

    def clean(self, value: object) -> Any:
        day = super().clean(value)
        if day and day > timezone.localdate():
            raise forms.ValidationError(_("The date cannot be in the future."))
        return day


class OneOf(forms.TypedChoiceField):
    """One of some rows that were read already: `offer` says which."""

    default_error_messages = {"invalid_choice": forms.ModelChoiceField.default_error_messages["invalid_choice"]}


class SomeOf(forms.TypedMultipleChoiceField):
    """Some of the rows that were read already: `offer` says which."""


def offer(field: forms.Field, rows: Iterable[Model], *, named: Callable[[Any], str] = str) -> None:
    """Let a form's `OneOf` or `SomeOf` be chosen among rows, each as it is named; what is chosen is the row."""
    assert isinstance(field, OneOf | SomeOf)  # noqa: S101 - only these can be offered rows
    by_key = {str(row.pk): row for row in rows}
    none = [("", "---------")] if isinstance(field, OneOf) else []
    field.choices = [*none, *((key, named(row)) for key, row in by_key.items())]
    field.coerce = by_key.__getitem__


class ScanField(forms.FileField):
    """One file, checked by its content; its value is what was checked."""

    widget = forms.FileInput(attrs={"accept": ACCEPTED})

    def clean(self, data: object, initial: object = None) -> Any:
        file = super().clean(data, initial)
        if not file:
            return None
        try:
            return checked(file)
        except RefusedUpload as why:
            raise forms.ValidationError(str(why), code="refused") from why


class ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


MOST_FILES = 20
MOST_MEGABYTES = 60


class Photos(forms.FileField):
    """Pictures and papers, straight from a phone's camera; told on the field when one cannot be taken in.

    Checked here, before anybody holds a lock: what an act is given is what is kept.
    """

    widget = ManyFiles(attrs={"accept": ACCEPTED, "multiple": True})

    def __init__(self, *, is_evidence: bool = False, **options: Any) -> None:
        """`is_evidence`: where and when an official took a photo belongs to what it proves, and is kept in it."""
        super().__init__(**options)
        self.is_evidence = is_evidence

    def clean(self, value: Any, initial: Any = None) -> list[Checked]:
        files = [super(Photos, self).clean(one, initial) for one in value or [] if one]
        if len(files) > MOST_FILES:
            raise forms.ValidationError(_("At most %(count)s files at once.") % {"count": MOST_FILES})
        if sum(file.size or 0 for file in files) > MOST_MEGABYTES * 1024 * 1024:
            told = _("All files together are larger than %(mb)s MB. Scan them at a lower resolution or upload fewer.")
            raise forms.ValidationError(told % {"mb": MOST_MEGABYTES})
        return [_checked(file, is_evidence=self.is_evidence) for file in files]


def _checked(file: UploadedFile, *, is_evidence: bool) -> Checked:
    try:
        return checked(file, is_evidence=is_evidence)
    except RefusedUpload as why:
        raise forms.ValidationError(labelled(file.name, why)) from why
