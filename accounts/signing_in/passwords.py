"""What no password may be made of: the words everybody here knows (OWASP ASVS 5.0, 6.2.11)."""

from __future__ import annotations

import re
import unicodedata

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accounts.people import Person

_LEFT = 4
"""So many characters beside known words, years, digits and signs are a password's own; fewer are a guess."""
_TRIED_FIRST = re.compile(r"[\W\d_]+")


class KnownWordsValidator:
    """Refuses what is left of little once portal, city, hotline, roles and the account's own name are taken away."""

    def validate(self, password: str, user: Person | None = None) -> None:
        """Raises ValidationError."""
        own = getattr(user, "username", "") or ""
        left = unicodedata.normalize("NFKC", password).casefold()
        for word in sorted({*settings.KNOWN_WORDS, own.casefold()} - {""}, key=len, reverse=True):
            left = left.replace(word, "")
        if len(_TRIED_FIRST.sub("", left)) < _LEFT and left != password.casefold():
            raise ValidationError(
                _("This password is made of words and numbers everybody here knows. Choose others."), code="known-words"
            )

    def get_help_text(self) -> str:
        """What the form says of it."""
        return _("It must not be made of the portal’s, the city’s or your own name and a number.")
