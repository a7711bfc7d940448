"""Encounters as an officer's phone writes and sends them."""

from __future__ import annotations

import json

from django.utils import timezone

from supervision.encounters.captures.taking_in import receive
from tests.supervision.encounters.conftest import YELLOW
from tests.supervision.visits.conftest import SIGNED, digest, item_of


def record_of(team, plate, *, at=None, files=(), **more):
    """A vehicle met by the first officer with the second, who took down that its certificate was missing."""
    at = (at or timezone.localtime()).isoformat(timespec="seconds")
    told = {
        "v": 1,
        "at": at,
        "begun": at,
        "plate": plate,
        "colour": YELLOW,
        "scanned": "",
        "place": "丰收路货场出口",
        "lat": None,
        "lon": None,
        "second": team[1].pk,
        "excluded": [],
        "missing": ["permit"],
        "explained": "电子证照可在手机上出示。",
        "driver": "王海",
        "outcome": "declined",
        "files": [{"digest": digest(content), "kind": kind} for kind, content in files],
    }
    return json.dumps({**told, **more}, ensure_ascii=False)


def signed_record(team, plate, **more):
    return record_of(team, plate, files=[("signature", SIGNED)], outcome="signed", **more)


def sent(text, *, by, key=None, files=(), sent_at=None):
    return receive(item_of(text, key=key, files=files), sent_at=sent_at or timezone.now(), by=by)
