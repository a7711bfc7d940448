"""The code with which a case is followed without an account: on the receipt, and nowhere else."""

from __future__ import annotations

import hmac

from accounts.sealing import lasting_index
from accounts.typed.text import code as as_written
from licensing.applications.models.application import Application

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""Without characters that are read for each other."""
LENGTH = 8


def tracking_code(receipt_number: str) -> str:
    """The code of a receipt number, e.g. "K7M2-9QRT"; nobody without the installation's key can work it out.

    It stands on paper, so it outlives a change of the data key.
    """
    number = int(lasting_index(f"tracking:{receipt_number}"), 16)
    letters = ""
    for _place in range(LENGTH):
        number, rest = divmod(number, len(ALPHABET))
        letters += ALPHABET[rest]
    return f"{letters[:4]}-{letters[4:]}"


def _digits(typed: str) -> str:
    """A receipt number as it is kept, whatever people write before it or between its digits."""
    return "".join(place for place in as_written(typed) if place.isascii() and place.isdigit())


def _letters(typed: str) -> str:
    """The code without what stands before it on the receipt, and without the dash."""
    return "".join(place for place in as_written(typed) if place in ALPHABET)[-LENGTH:]


def tracked(receipt_number: str, code: str) -> Application | None:
    """The submitted application of a receipt number, for whoever has its code."""
    number, typed = _digits(receipt_number), _letters(code)
    if not hmac.compare_digest(tracking_code(number).replace("-", "").encode(), typed.encode()):
        return None
    return (
        Application.objects.submitted()
        .filter(submission__receipt_number=number)
        .select_related("item", "authority", "submission", "company")
        .first()
    )
