"""What the public enters to verify a certificate."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from licensing.certificates.checking.scanned import NotOurs, number_and_code
from licensing.certificates.checking.spelling import stands_for_light
from materials.uploads.qr_codes import codes_of
from materials.uploads.rules import PICTURES, RefusedUpload, is_harmless_to_open

LARGEST_FILE = 5 * 1024 * 1024
"""Bytes; our own certificates stay below 200 kB."""


class NumberForm(forms.Form):
    """Certificate number and check code, as printed beside the QR code."""

    number = forms.CharField(label=_("Certificate number"), max_length=300)
    code = forms.CharField(label=_("Check code"), max_length=60)

    def __init__(self, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data)
        # What stands for “needs no certificate” has no check code.
        self.fields["code"].required = not stands_for_light(str((data or {}).get("number", "")))


class FileForm(forms.Form):
    """The PDF of a certificate."""

    file = forms.FileField(
        label=_("Certificate file (PDF)"), widget=forms.FileInput(attrs={"accept": "application/pdf,.pdf"})
    )

    def clean_file(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > LARGEST_FILE:
            raise forms.ValidationError(
                _("The file is larger than 5 MB and was not checked. Our documents are smaller.")
            )
        content = file.read()
        file.seek(0)
        if b"%PDF-" not in content[:1024]:
            raise forms.ValidationError(_("This is not a PDF file."))
        if not is_harmless_to_open(content):
            raise forms.ValidationError(_("The PDF is built so that it cannot be opened."))
        return file


class CodePicture(forms.FileField):
    """A picture of the QR code of a certificate: its number and check code are read while it is checked."""

    widget = forms.FileInput(attrs={"accept": PICTURES})

    def clean(self, data: object, initial: object = None) -> tuple[str, str] | None:
        file = super().clean(data, initial)
        if not file:
            return None
        try:
            return number_and_code(codes_of(file))
        except (RefusedUpload, NotOurs) as why:
            raise forms.ValidationError(str(why)) from why


class PictureForm(forms.Form):
    picture = CodePicture(
        label=_("Picture of the QR code"), help_text=_("Take one with a telephone, or choose one you were sent.")
    )
