"""Divisions and authorities come from data, checked when they are loaded."""

from __future__ import annotations

import json
from pathlib import Path

from django.db import transaction

from accounts.authorities import Authority, Division
from accounts.typed.identifiers import is_valid_uscc

DATA = Path(__file__).parent / "data" / "authorities.json"


class BrokenAuthorityData(Exception):
    """The file of authorities cannot be right; nothing of it was loaded."""


@transaction.atomic
def load_authorities(path: Path = DATA) -> int:
    """Make divisions and authorities say what the file says; returns how many. Loading twice changes nothing.

    Authorities the file no longer names stay as they are: cases may belong to them. Raises BrokenAuthorityData.
    """
    entries = json.loads(path.read_text(encoding="utf-8"))
    # A city comes before its counties, which point at it.
    for entry in sorted(entries, key=lambda entry: entry["division"]["city"] is not None):
        division, authority = entry["division"], entry["authority"]
        if not is_valid_uscc(authority["code"]):
            raise BrokenAuthorityData(f"{authority['name_zh']}: {authority['code']}")
        Division.objects.update_or_create(
            code=division["code"],
            defaults={
                "name_zh": division["name_zh"],
                "name_en": division["name_en"],
                "city_id": division["city"],
            },
        )
        Authority.objects.update_or_create(division_id=division["code"], defaults=authority)
    return len(entries)
