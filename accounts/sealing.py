"""Personal data at rest: AES-GCM for reading back, a keyed blind index for finding again.

PIPL art. 51: ID numbers are stored encrypted; whoever steals the database learns none of them.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import os
import re
from functools import cache
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.db import models


@cache
def _derived(master: str, use: str) -> bytes:
    key = base64.b64decode(master)
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=use.encode()).derive(key)


def seal(text: str) -> str:
    """Encrypt a text for storage; sealing the same text twice gives different results."""
    nonce = os.urandom(12)
    sealed = AESGCM(_derived(settings.DATA_KEY, "seal")).encrypt(nonce, text.encode(), None)
    return "1:" + base64.b64encode(nonce + sealed).decode()


def unseal(sealed: str) -> str:
    """Decrypt what `seal` made. Raises cryptography's InvalidTag when it was tampered with."""
    raw = base64.b64decode(sealed.removeprefix("1:"))
    return AESGCM(_derived(settings.DATA_KEY, "seal")).decrypt(raw[:12], raw[12:], None).decode()


_SEALED_FILE = b"tongban-sealed-1\n"


def seal_bytes(content: bytes, *, bound_to: str) -> bytes:
    """Encrypt a file; it can be opened only where it belongs."""
    nonce = os.urandom(12)
    sealed = AESGCM(_derived(settings.DATA_KEY, "files")).encrypt(nonce, content, bound_to.encode())
    return _SEALED_FILE + nonce + sealed


def unseal_bytes(sealed: bytes, *, bound_to: str) -> bytes:
    """Decrypt what `seal_bytes` made. Raises InvalidTag when it was tampered with, or lies where it does not belong."""
    if not sealed.startswith(_SEALED_FILE):
        raise InvalidTag
    raw = sealed[len(_SEALED_FILE) :]
    return AESGCM(_derived(settings.DATA_KEY, "files")).decrypt(raw[:12], raw[12:], bound_to.encode())


def blind_index(text: str) -> str:
    """A keyed digest (64 hex digits) that finds an equal text again without revealing it."""
    return hmac.new(_derived(settings.DATA_KEY, "index"), text.encode(), hashlib.sha256).hexdigest()


class SealedTextField(models.TextField[str, str]):
    """A text that is encrypted in the database and plain in Python."""

    def from_db_value(self, value: str | None, *_: object) -> str | None:
        return unseal(value) if value else value

    def get_prep_value(self, value: Any) -> Any:
        return seal(str(value)) if value else value


class SealedJSONField(models.TextField[Any, Any]):
    """Plain values (JSON) that are encrypted in the database as one piece."""

    _pyi_private_set_type: Any
    _pyi_private_get_type: Any

    def from_db_value(self, value: str | None, *_: object) -> Any:
        return json.loads(unseal(value)) if value else {}

    def to_python(self, value: Any) -> Any:
        return value

    def get_prep_value(self, value: Any) -> str:
        return seal(json.dumps(value, ensure_ascii=False, sort_keys=True))


def mask(number: str) -> str:
    """An ID number as it may be shown: first 3 and last 4 (domain F-8.1)."""
    return number if len(number) < 8 else f"{number[:3]}{'*' * (len(number) - 7)}{number[-4:]}"


def mask_phone(number: str) -> str:
    """A telephone number as it may be shown: of whatever length, its middle is hidden."""
    first, last = (3, 4) if len(number) > 10 else (len(number) // 4,) * 2
    return f"{number[:first]}{'*' * (len(number) - first - last)}{number[len(number) - last :]}"


def mask_name(name: str) -> str:
    """A person's name as it may be shown before it belongs to a case: the family name alone."""
    return f"{name[:1]}{'*' * max(len(name) - 1, 1)}" if name else ""


def mask_if_id(text: str) -> str:
    """A text as it may be shown: whatever is an ID number is masked, also where it serves as another number.

    The number of a practitioner certificate is its holder's ID number (domain F-5.5).
    """
    return mask(text) if re.fullmatch(r"[1-9][0-9]{16}[0-9Xx]", text) else text
