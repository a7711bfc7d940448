"""What the public enters to verify a certificate."""

from __future__ import annotations

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

LARGEST_FILE = 5 * 1024 * 1024
"""Bytes; our own certificates stay below 200 kB."""


class NumberForm(forms.Form):
    """Certificate number and check code, as printed beside the QR code."""

    number = forms.CharField(label=_("Certificate number"), max_length=60)
    code = forms.CharField(label=_("Check code"), max_length=20)


class FileForm(forms.Form):
    """The PDF of a certificate."""

    file = forms.FileField(label=_("Certificate file (PDF)"))

    def clean_file(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > LARGEST_FILE:
            raise forms.ValidationError(_("The file is larger than 5 MB and was not checked: our papers are smaller."))
        start = file.read(5)
        file.seek(0)
        if start != b"%PDF-":
            raise forms.ValidationError(_("This is not a PDF file."))
        return file
