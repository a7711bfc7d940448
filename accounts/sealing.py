"""Personal data at rest: AES-GCM for reading back, a keyed blind index for finding again.

PIPL art. 51: ID numbers are stored encrypted; whoever steals the database learns none of them. `DATA_KEY` seals,
`OLD_DATA_KEYS` still open until `manage.py reseal` has sealed everything anew (ASVS 5.0, 11.2.2).
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

MARK = "sealed:"
"""What every sealed text begins with; the name of its key follows, so that it is known which key opens it."""
FILE_MARK = b"tongban-sealed:"
NAME_LETTERS = 8
INDEX_LENGTH = 64


class KeyMissing(InvalidTag):
    """It was sealed under a key this installation does not have (any more)."""


@cache
def _derived(master: str, use: str) -> bytes:
    key = base64.b64decode(master)
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=use.encode()).derive(key)


@cache
def key_name(master: str) -> str:
    """By which a data key is known; tells nothing of the key."""
    return _derived(master, "name").hex()[:NAME_LETTERS]


def old_names() -> list[str]:
    """The names of the keys that open and do not seal any more."""
    return [key_name(master) for master in settings.OLD_DATA_KEYS]


def _named(name: str) -> str:
    masters = (settings.DATA_KEY, *settings.OLD_DATA_KEYS)
    found = next((master for master in masters if key_name(master) == name), None)
    if found is None:
        raise KeyMissing(f"sealed under the data key {name}, which is not among OLD_DATA_KEYS")
    return found


def seal(text: str) -> str:
    """Encrypt a text for storage; sealing the same text twice gives different results."""
    nonce = os.urandom(12)
    sealed = AESGCM(_derived(settings.DATA_KEY, "seal")).encrypt(nonce, text.encode(), None)
    return f"{MARK}{key_name(settings.DATA_KEY)}:{base64.b64encode(nonce + sealed).decode()}"


def unseal(sealed: str) -> str:
    """Decrypt what `seal` made. Raises cryptography's InvalidTag when it was tampered with, KeyMissing."""
    name, _colon, text = sealed.removeprefix(MARK).partition(":")
    raw = base64.b64decode(text)
    return AESGCM(_derived(_named(name), "seal")).decrypt(raw[:12], raw[12:], None).decode()


def seal_bytes(content: bytes, *, bound_to: str) -> bytes:
    """Encrypt a file; it can be opened only where it belongs."""
    nonce = os.urandom(12)
    sealed = AESGCM(_derived(settings.DATA_KEY, "files")).encrypt(nonce, content, bound_to.encode())
    return FILE_MARK + key_name(settings.DATA_KEY).encode() + nonce + sealed


def unseal_bytes(sealed: bytes, *, bound_to: str) -> bytes:
    """Decrypt what `seal_bytes` made. Raises InvalidTag when it was tampered with, or lies where it does not belong."""
    name = key_of_file(sealed)
    if not name:
        raise InvalidTag
    raw = sealed[len(FILE_MARK) + NAME_LETTERS :]
    return AESGCM(_derived(_named(name), "files")).decrypt(raw[:12], raw[12:], bound_to.encode())


def key_of_file(start: bytes) -> str:
    """The name of the key a file was sealed under, by its first bytes; "" for one that is not sealed."""
    name = start[len(FILE_MARK) :][:NAME_LETTERS]
    return name.decode("ascii", "replace") if start.startswith(FILE_MARK) else ""


def index_keys() -> list[bytes]:
    """The keys of blind indexes, the oldest first: each is a link of one chain (docs/decisions/0086)."""
    return list(_links(tuple(settings.INDEX_KEYS), (*reversed(settings.OLD_DATA_KEYS), settings.DATA_KEY)))


@cache
def _links(kept: tuple[str, ...], masters: tuple[str, ...]) -> tuple[bytes, ...]:
    derived = (_derived(master, "index") for master in masters)
    return tuple(dict.fromkeys([*(base64.b64decode(key) for key in kept), *derived]))


def blind_index(text: str) -> str:
    """A keyed digest (64 characters) that finds an equal text again without revealing it; for a `BlindIndexField`."""
    return linked_on(lasting_index(text))


def lasting_index(text: str) -> str:
    """The same (64 hex digits) for what no command can change later: a code on somebody's paper, a cookie."""
    return _digest(index_keys()[0], text)


def linked_on(index: str) -> str:
    """A blind index as it is under the newest key, from what it was under an earlier one; nobody needs the text."""
    for number, key in list(enumerate(index_keys(), 1))[link_of(index) :]:
        # Which link it is stands before it, so that what is to be linked on is found.
        index = f"{number}.{_digest(key, index)}"[:INDEX_LENGTH]
    return index


def link_of(index: str) -> int:
    """How many keys of the chain an index has gone through."""
    number, dot, _rest = index.partition(".")
    return int(number) if dot else 1


def _digest(key: bytes, text: str) -> str:
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()


class BlindIndexField(models.CharField[str, str]):
    """What `blind_index` made."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"max_length": INDEX_LENGTH, **kwargs})


class SealedTextField(models.TextField[str, str]):
    """A text that is encrypted in the database and plain in Python."""

    def from_db_value(self, value: str | None, *_: object) -> str | None:
        return unseal(value) if value else value

    def get_prep_value(self, value: object) -> Any:
        return seal(str(value)) if value else value


class SealedJSONField(models.TextField[Any, Any]):
    """Plain values (JSON) that are encrypted in the database as one piece."""

    _pyi_private_set_type: Any
    _pyi_private_get_type: Any

    def from_db_value(self, value: str | None, *_: object) -> Any:
        return json.loads(unseal(value)) if value else {}

    def to_python(self, value: object) -> Any:
        return value

    def get_prep_value(self, value: object) -> str:
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
