"""What the page of a kept message shows of it: what can be read, never who called (F-10.7)."""

from __future__ import annotations

import json
import re

from accounts.sealing import mask_phone
from hotline.channels.actions import said_in
from hotline.channels.models import Unclear
from hotline.tickets.events import TOLD
from pages.sentences import labelled

HIDDEN = ("caller", "plate", "certificate")
NOT_SHOWN = ("nonce", "timestamp", "external", "version", "source")
"""How it travelled, and what stands at the head of the page."""
MOST = 2000
_LONG_NUMBER = re.compile(r"(?<![\d-])(?!\d{4}-\d\d-\d\d(?!\d))\d(?:[ -]?\d){6,}")
"""A number of seven digits or more, however it is spaced, that is no day."""


def fields_of(row: Unclear) -> list[tuple[str, str]]:
    """Name and value of every field; none of what is no JSON."""
    return [
        (str(TOLD.get(name, name)), "***" if name in HIDDEN else _masked(_plain(value)[:MOST]))
        for name, value in said_in(row).items()
        if name not in NOT_SHOWN
    ]


def text_of(row: Unclear) -> str:
    """What has no fields, as it came, its long numbers masked."""
    return "" if said_in(row) else _masked(row.body[:MOST])


def _plain(value: object) -> str:
    if isinstance(value, dict):
        return " · ".join(labelled(name, _plain(one)) for name, one in value.items())
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _masked(text: str) -> str:
    return _LONG_NUMBER.sub(lambda found: mask_phone(re.sub("[ -]", "", found.group())), text)
