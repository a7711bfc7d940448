"""Where a page begins, as it stands in an address: a number in the open, every other key sealed.

A key may be a name, and a name has no place in an address, a history or a log. What cannot be opened is no place:
the list is shown from its start.
"""

from __future__ import annotations

import base64
import binascii
import datetime
import decimal
import json
import os
from functools import cache
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from pages.lists.order import Place

MOST_DIGITS = 18


def number(typed: str) -> int:
    """A row's number as it stands in a request; 0, which no row has, when it is none."""
    return int(typed) if typed.isdecimal() and len(typed) <= MOST_DIGITS else 0


def written(place: Place, *, about: str) -> str:
    """A place for an address. `about` names list and order: it opens nowhere else."""
    if len(place) == 1:
        return str(place[0])
    nonce = os.urandom(12)
    content = json.dumps([_plain(key) for key in place]).encode()
    return base64.urlsafe_b64encode(nonce + _cipher().encrypt(nonce, content, about.encode())).decode().rstrip("=")


def read(typed: str, *, about: str, keys: int) -> Place | None:
    """The place that stands in an address, None where there is none. `keys`: how many the order has."""
    if not typed:
        return None
    if not keys:
        return (found,) if (found := number(typed)) else None
    try:
        raw = base64.urlsafe_b64decode(typed + "=" * (-len(typed) % 4))
        opened = json.loads(_cipher().decrypt(raw[:12], raw[12:], about.encode()))
    except (binascii.Error, InvalidTag, ValueError):
        return None
    return tuple(_key(key) for key in opened)


def _plain(key: object) -> Any:
    sign = next((sign for sign, (kind, _read) in _SIGNS.items() if isinstance(key, kind)), "")
    return [sign, str(key)] if sign else key


def _key(plain: object) -> Any:
    if not isinstance(plain, list):
        return plain
    sign, text = plain
    return _SIGNS[sign][1](text)


_SIGNS: dict[str, tuple[type, Any]] = {
    "t": (datetime.datetime, datetime.datetime.fromisoformat),
    "d": (datetime.date, datetime.date.fromisoformat),
    "n": (decimal.Decimal, decimal.Decimal),
}
"""Keys JSON does not know, and how they are read; a moment is a day, too, and comes first."""


@cache
def _derived(secret: str) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=b"places in lists").derive(secret.encode())


def _cipher() -> AESGCM:
    return AESGCM(_derived(settings.SECRET_KEY))
