"""What the public enters to verify a certificate."""

from __future__ import annotations

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from licensing.certificates.checking.scanned import NotOurs, number_and_code
from materials.uploads.qr_codes import codes_of
from materials.uploads.rules import RefusedUpload, is_harmless_to_open

LARGEST_FILE = 5 * 1024 * 1024
"""Bytes; our own certificates stay below 200 kB."""


class NumberForm(forms.Form):
    """Certificate number and check code, as printed beside the QR code."""

    number = forms.CharField(label=_("Certificate number"), max_length=300)
    code = forms.CharField(label=_("Check code"), max_length=60)


class FileForm(forms.Form):
    """The PDF of a certificate."""

    file = forms.FileField(
        label=_("Certificate file (PDF)"), widget=forms.FileInput(attrs={"accept": "application/pdf,.pdf"})
    )

    def clean_file(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > LARGEST_FILE:
            raise forms.ValidationError(_("The file is larger than 5 MB and was not checked: our papers are smaller."))
        content = file.read()
        file.seek(0)
        if b"%PDF-" not in content[:1024]:
            raise forms.ValidationError(_("This is not a PDF file."))
        if not is_harmless_to_open(content):
            raise forms.ValidationError(_("The PDF is built so that it cannot be opened."))
        return file


class PictureForm(forms.Form):
    """A picture of the QR code of a certificate; what it says is found while it is checked."""

    picture = forms.FileField(
        label=_("Picture of the QR code"),
        help_text=_("Take one with a telephone, or choose one you were sent."),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/heic,image/heif,.jpg,.jpeg,.png"}),
    )

    def clean_picture(self) -> tuple[str, str]:
        try:
            return number_and_code(codes_of(self.cleaned_data["picture"]))
        except (RefusedUpload, NotOurs) as why:
            raise forms.ValidationError(str(why)) from why
