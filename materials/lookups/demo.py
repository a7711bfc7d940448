"""Fills the authority's own registers with the demo's records; running it again changes nothing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from materials.lookups.ledger import enter
from materials.lookups.models import LedgerRecord

SOURCE = "demo"


@transaction.atomic
def load_demo_ledgers(path: Path) -> int:
    """Enter the `ledgers` of a world file once; returns how many records there were to enter."""
    if LedgerRecord.objects.filter(source=SOURCE).exists():
        return 0
    ledgers: dict[str, list[dict[str, Any]]] = json.loads(path.read_text(encoding="utf-8"))["ledgers"]
    now = timezone.now()
    for material, records in ledgers.items():
        for record in records:
            enter(material=material, keys=record["keys"], fields=record["fields"], source=SOURCE, as_of=now)
    return sum(len(records) for records in ledgers.values())
