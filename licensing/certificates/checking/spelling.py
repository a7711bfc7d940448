"""Certificates found by what people type from paper: any spelling of a number, a plate, a name, a code, a receipt."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import unquote

from accounts.typed.text import code, spellings
from licensing.certificates.models import Certificate
from materials.characters import simplified
from materials.identifiers import normalise_plate

_FULL_WIDTH = str.maketrans("０１２３４５６７８９", "0123456789")
FEWEST_DIGITS = 6
"""So many digits of a number say which it is; fewer are a year, or a piece of a plate."""


def digits_of(number: str) -> str:
    """The digits of a certificate number: what survives a reader, a keyboard and a telephone call."""
    text = number
    while "%" in text and unquote(text) != text:
        text = unquote(text)
    # Not NFKC: ¹ in letters a reader mangled is no 1.
    return "".join(re.findall(r"[0-9]+", text.translate(_FULL_WIDTH)))


def same_number(typed: str, number: str) -> bool:
    """Whether what was typed, or what a reader of QR codes left of it, is this number."""
    written = digits_of(typed)
    return len(written) >= FEWEST_DIGITS and written == digits_of(number)


def key_of(number: str) -> str:
    """A number as the register writes it: simplified, without spaces and dots, brackets of the usual width."""
    return code(simplified(number))


def found_by(text: str) -> Any:
    """The keys of the certificates a search means; each part uses an index of its own."""
    every = Certificate.objects.order_by().values("pk")
    written = code(text)
    digits = digits_of(text)
    found = [
        every.filter(plate=normalise_plate(text)),
        every.filter(company__uscc=written),
        every.filter(decision__application__submission__receipt_number=written),
        every.filter(number__contains=digits if len(digits) >= FEWEST_DIGITS else key_of(text)),
    ]
    found += [every.filter(holder_name__icontains=name) for name in spellings(text)]
    return found[0].union(*found[1:])
