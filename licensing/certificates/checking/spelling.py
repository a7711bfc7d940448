"""Certificates found by what people type from paper: any spelling of a number, a plate, a name, a code, a receipt."""

from __future__ import annotations

import re
from urllib.parse import unquote

from django.db.models import Q

from accounts.typed.searching import holding
from accounts.typed.text import code
from licensing.certificates.models import Certificate
from materials.identifiers import normalise_plate
from pages.characters import simplified

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


_LIGHT = re.compile(r"[1-8][0-9]{5}0{6}")


def stands_for_light(typed: str) -> bool:
    """Whether a number is what platforms report for vehicles that need no certificate: the division and six zeros.

    No certificate has it: each division counts from 1 (ministry's reporting rules of platforms; domain F-13.11).
    """
    return _LIGHT.fullmatch(digits_of(typed)) is not None


def key_of(number: str) -> str:
    """A number as the register writes it: simplified, without spaces and dots, brackets of the usual width."""
    return code(simplified(number))


MOST_FOUND = 1000
"""Whoever finds more by a number, code or plate has to write more of it."""


def found_by(text: str) -> Q:
    """Which certificates a search means; each part has an index of its own."""
    of_holders = holding(text, "holder_name__has_text")
    written, digits = code(text), digits_of(text)
    if not written:
        return of_holders  # signs alone are no key: many have no plate, and every number begins with nothing
    every = Certificate.objects.order_by().values("pk")
    found = [
        every.filter(plate=normalise_plate(text)),
        every.filter(company__uscc=written),
        every.filter(decision__application__submission__receipt_number=written),
        every.filter(number__has_digits=digits)
        if len(digits) >= FEWEST_DIGITS
        else every.filter(number__startswith=key_of(text)),
    ]
    keys = found[0].union(*found[1:]).values_list("pk", flat=True)[:MOST_FOUND]
    # A word of most names is no key: the list is read in its order then, and the database chooses.
    return of_holders | Q(pk__in=list(keys))
