"""A grid with a company, its members, and visits as a phone writes them."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import uuid

import pytest
from django.conf import settings
from django.utils import timezone
from PIL import Image

from supervision.grids import actions as grids
from supervision.grids.following import follow_register
from supervision.grids.models import Seat
from supervision.phones.items import Item
from supervision.visits.actions import receive
from tests.factories import open_grid, staff
from tests.supervision.grids.test_grids import licensed


@pytest.fixture
def chief(catalogue):
    return staff("chief", "grid-chief", division="410800")


@pytest.fixture
def member(catalogue):
    return staff("member", "grid-member", division="410802")


@pytest.fixture
def street(taihang):
    """The grid in which the company stands."""
    grid = open_grid("410802-P-001", "塔南路")
    licensed(taihang)
    follow_register()
    return grid


@pytest.fixture
def seat(street, member, chief):
    return grids.seat(street, member, role=Seat.Role.MEMBER, origin=Seat.Origin.TOWN, by=chief)


def photo(colour="white"):
    content = io.BytesIO()
    Image.new("RGB", (40, 30), colour).save(content, "PNG")
    return content.getvalue()


def digest(content):
    return hashlib.sha256(content).hexdigest()


SIGNED = photo("black")


def files_kept(folder):
    """Names of the files on the disk that phones sent for one kind of record."""
    return {one.name for one in (settings.PRIVATE_DIR / folder).glob("*")}


def record_of(company, grid, *, at=None, files=(), **more):
    """The text a phone seals."""
    told = {
        "v": 1,
        "company": company.pk,
        "grid": grid.code,
        "planned": None,
        "at": (at or timezone.localtime()).isoformat(),
        "way": "on-site",
        "minutes": 25,
        "place": "塔南路18号",
        "lat": "35.24123",
        "lon": "113.22712",
        "topics": ["annual-review"],
        "explained": "年审可网上办理。",
        "needs": [],
        "outcome": "unsigned",
        "signer": "",
        "files": [{"digest": digest(content), "kind": kind} for kind, content in files],
    }
    return json.dumps({**told, **more}, ensure_ascii=False)


def signed_record(company, grid, **more):
    return record_of(company, grid, files=[("signature", SIGNED)], outcome="signed", signer="王经理", **more)


def item_of(text, *, key=None, files=()):
    """An item as the portal reads it."""
    return Item(
        key=key or uuid.uuid4(),
        seal=hashlib.sha256(text.encode()).hexdigest(),
        record=text,
        files={digest(content): content for content in files},
    )


def sent(text, *, by, key=None, files=(), sent_at=None):
    return receive(item_of(text, key=key, files=files), sent_at=sent_at or timezone.now(), by=by)


def as_json(item):
    """The same as the phone sends it."""
    return {
        "key": str(item.key),
        "seal": item.seal,
        "record": item.record,
        "files": [base64.b64encode(content).decode() for content in item.files.values()],
    }


def body(*items, sent_at=None):
    told = {"sent_at": (sent_at or timezone.now()).isoformat(), "items": list(items)}
    return json.dumps(told)
