"""User names nobody can mistake for another: two that look the same are the same, or are refused."""

from __future__ import annotations

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

_ALLOWED = re.compile(r"[a-z0-9._@+\-\u3007\u3400-\u4dbf\u4e00-\u9fff]+")
"""ASCII and Chinese characters: no other script has letters that look like these (сlerk with a Cyrillic с)."""


def normalise_username(text: str) -> str:
    """A name as it is stored: usual width, small letters. Raises ValidationError for letters of other scripts."""
    name = unicodedata.normalize("NFKC", text).strip().lower()
    if not _ALLOWED.fullmatch(name):
        raise ValidationError(
            _("A user name may only contain letters a–z, digits, Chinese characters and . _ @ + -."), code="letters"
        )
    return name
