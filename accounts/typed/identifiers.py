"""Identifiers of people and companies, checked by their check digits and by nothing else.

Unified social credit code: GB 32100-2015. Citizen identity number: GB 11643-1999; only length, date and
check digit count, because the first six digits are the division at first registration, which may have
been renamed or may be younger than its holder.
"""

from __future__ import annotations

import datetime
import re

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.typed.text import code, latin_code

_USCC_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_USCC_WEIGHTS = [pow(3, place, 31) for place in range(17)]
_ID_WEIGHTS = [pow(2, 17 - place, 11) for place in range(17)]
_ID_CHECKS = "10X98765432"


def normalise_uscc(text: str) -> str:
    """The code as the register writes it: 18 capital characters, no spaces."""
    return latin_code(text)


def is_valid_uscc(text: str) -> bool:
    """Whether a unified social credit code is well-formed and its check character fits."""
    if len(text) != 18 or any(char not in _USCC_ALPHABET for char in text):
        return False
    total = sum(_USCC_ALPHABET.index(char) * weight for char, weight in zip(text, _USCC_WEIGHTS, strict=False))
    return _USCC_ALPHABET[-total % 31] == text[17]


def normalise_citizen_id(text: str) -> str:
    """The number as the register writes it; the sign of multiplication is typed for an X."""
    return latin_code(text).replace("×", "X")


def is_valid_citizen_id(text: str) -> bool:
    """Whether a citizen identity number has 18 places, a birth date that has been, and the right check digit."""
    if not re.fullmatch(r"[1-9][0-9]{16}[0-9X]", text, re.ASCII):
        return False
    try:
        born = birth_date(text)
    except ValueError:
        return False
    total = sum(int(char) * weight for char, weight in zip(text, _ID_WEIGHTS, strict=False))
    return datetime.date(1880, 1, 1) <= born <= timezone.localdate() and _ID_CHECKS[total % 11] == text[17]


def birth_date(id_number: str) -> datetime.date:
    """The birth date an identity number states. Raises ValueError when it is no date."""
    return datetime.date(int(id_number[6:10]), int(id_number[10:12]), int(id_number[12:14]))


def age_on(id_number: str, on: datetime.date) -> int:
    """Full years of the holder on a day; who is born on 29 February grows older on 1 March."""
    born = birth_date(id_number)
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def normalise_mobile(text: str) -> str:
    digits = re.sub(r"[()]", "", code(text))
    return re.sub(r"^(?:\+|00)?86", "", digits) if len(digits) > 11 else digits


def is_valid_mobile(text: str) -> bool:
    """Whether this is a mobile number of the mainland: eleven digits from 13 to 19."""
    return re.fullmatch(r"1[3-9][0-9]{9}", text, re.ASCII) is not None


def validate_uscc(text: str) -> None:
    if not is_valid_uscc(normalise_uscc(text)):
        raise ValidationError(
            _(
                "Check the unified social credit code: it must have 18 characters, and the last one "
                "(the check digit) must match."
            ),
            code="uscc",
        )


def validate_citizen_id(text: str) -> None:
    if not is_valid_citizen_id(normalise_citizen_id(text)):
        raise ValidationError(
            _("Check the ID number: it must have 18 characters, with a valid birth date and check digit."),
            code="citizen-id",
        )


def validate_mobile(text: str) -> None:
    if not is_valid_mobile(normalise_mobile(text)):
        raise ValidationError(_("Enter a mobile number of 11 digits."), code="mobile")
