"""By which a telephone number is known again without being readable."""

from __future__ import annotations

from accounts.sealing import blind_index
from accounts.typed.identifiers import normalise_mobile


def phone_digest(phone: str) -> str:
    """By which a number is known again; "" for none."""
    number = normalise_mobile(phone)
    return blind_index(f"phone:{number}") if number else ""
