"""A record as a phone sealed it: read strictly, kept as it came.

What is hashed is the text itself, so that whoever has it recomputes the seal with any SHA-256; no two programs have to
agree on how to write the same values.
"""

from __future__ import annotations

import datetime
import hashlib
import json
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from accounts.typed.text import one_line, visible
from pages.days import read_moment

LONGEST_RECORD = 32 * 1024
MOST_FILES = 6
WORDS = 2000
_DIGEST = re.compile(r"[0-9a-f]{64}\Z")


class Unreadable(Exception):
    """A record that is none: its text says which part."""


@dataclass(frozen=True, kw_only=True)
class NamedFile:
    """A file a record names by its digest."""

    digest: str
    kind: str


def seal_of(text: str) -> str:
    """SHA-256 of a record's text. Raises Unreadable for text no file can hold."""
    try:
        return hashlib.sha256(text.encode()).hexdigest()
    except UnicodeEncodeError as broken:
        raise Unreadable("text") from broken


class Values:
    """What a record says, value by value. Every method raises Unreadable."""

    def __init__(self, told: object, *, of: str = "record") -> None:
        if not isinstance(told, dict):
            raise Unreadable(of)
        self._told: Mapping[str, Any] = told

    @classmethod
    def of_text(cls, text: str, *, version: int) -> Values:
        """The values of a whole record."""
        if len(text) > LONGEST_RECORD:
            raise Unreadable("length")
        try:
            told = json.loads(text)
        except (ValueError, RecursionError) as broken:
            raise Unreadable("json") from broken
        if not isinstance(told, dict) or told.get("v") != version:
            raise Unreadable("version")
        return cls(told)

    def number(self, name: str, *, most: int) -> int | None:
        value = self._told.get(name)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= most:
            raise Unreadable(name)
        return value

    def text(self, name: str, most: int = WORDS) -> str:
        value = self._told.get(name, "")
        if not isinstance(value, str) or len(value) > most:
            raise Unreadable(name)
        return visible(value).strip()

    def line(self, name: str, most: int) -> str:
        return one_line(self.text(name, most))

    def one_of(self, name: str, known: Collection[str]) -> str:
        value = self._told.get(name)
        if not isinstance(value, str) or value not in known:
            raise Unreadable(name)
        return value

    def some_of(self, name: str, known: Collection[str]) -> tuple[str, ...]:
        """Codes, each once and all known."""
        found = self.rows(name, len(known))
        if any(not isinstance(code, str) or code not in known for code in found):
            raise Unreadable(name)
        return tuple(dict.fromkeys(found))

    def codes(self, name: str, most: int) -> tuple[str, ...]:
        """Codes somebody else has to know: each once."""
        found = self.rows(name, most)
        if any(not isinstance(code, str) or not 1 <= len(code) <= 40 for code in found):
            raise Unreadable(name)
        return tuple(dict.fromkeys(one_line(visible(code)) for code in found))

    def rows(self, name: str, most: int) -> list[Any]:
        value = self._told.get(name, [])
        if not isinstance(value, list) or len(value) > most:
            raise Unreadable(name)
        return value

    def moment(self, name: str) -> datetime.datetime:
        return moment(self._told.get(name), name)

    def coordinate(self, name: str, most: int) -> Decimal | None:
        """Degrees as text, to a metre."""
        value = self._told.get(name)
        if value is None:
            return None
        if not isinstance(value, str) or not re.fullmatch(r"-?\d{1,3}(\.\d{1,12})?", value, re.ASCII):
            raise Unreadable(name)
        try:
            degrees = Decimal(value).quantize(Decimal("0.00001"))
        except InvalidOperation as broken:
            raise Unreadable(name) from broken
        if abs(degrees) > most:
            raise Unreadable(name)
        return degrees

    def files(self, kinds: Sequence[str]) -> tuple[NamedFile, ...]:
        return tuple(_file(one, kinds) for one in self.rows("files", MOST_FILES))


def _file(told: object, kinds: Sequence[str]) -> NamedFile:
    values = Values(told, of="files")
    digest = values.text("digest", 64)
    if not _DIGEST.match(digest):
        raise Unreadable("files")
    return NamedFile(digest=digest, kind=values.one_of("kind", kinds))


def moment(text: object, name: str) -> datetime.datetime:
    """A moment with its zone. Raises Unreadable."""
    if (at := read_moment(str(text))) is None:
        raise Unreadable(name)
    return at
