"""A signature by hand as the field of a form: drawn on the tablet, or the signed sheet as a file."""

from __future__ import annotations

import io

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from PIL import Image

from desk.fields import ScanField
from materials.uploads.models import Upload
from materials.uploads.rules import Checked


class SignatureField(ScanField):
    """A signature by hand; a picture of one colour is none."""

    is_by_hand = True
    default_error_messages = {
        "required": gettext_lazy("A signature by hand is needed: on the tablet, or on the printed sheet, as a file.")
    }

    def clean(self, data: object, initial: object = None) -> Checked | None:
        found: Checked | None = super().clean(data, initial)
        if found is not None and _is_blank(found):
            raise ValidationError(_("The signature is empty. Please sign."), code="blank")
        return found


def _is_blank(found: Checked) -> bool:
    if found.kind == Upload.Kind.PDF:
        return False
    with Image.open(io.BytesIO(found.content)) as picture:
        picture.draft("L", (picture.width // 8, picture.height // 8))  # of a very large one the whole is not needed
        darkest, lightest = picture.convert("L").getextrema()
    return bool(darkest == lightest)


class ByHandForm(forms.Form):
    """Under what was shown on the same page."""

    use_required_attribute = False
    visit = forms.IntegerField(widget=forms.HiddenInput)
    signature = SignatureField(label=gettext_lazy("Signature of the visitor"))
