"""A table that waits for an answer of the person who handed it in."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Sequence
from typing import Any

from django.db import models
from django.utils import timezone

from accounts.people import Person
from accounts.sealing import SealedJSONField
from materials.tables.reading import Sheet, as_data, of_data

KEPT_FOR = datetime.timedelta(days=1)


class HeldTable(models.Model):
    """A table as it was read, sealed, for one person and purpose; forgotten after a day, or when it was taken in."""

    key = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    purpose = models.CharField(max_length=120, help_text="where its rows would go")
    name = models.CharField(max_length=120, blank=True, help_text="of the file")
    content = SealedJSONField(default=list)
    held_for = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    held_at = models.DateTimeField(default=timezone.now, db_index=True)

    def __str__(self) -> str:
        return f"{self.purpose} {self.key}"

    @property
    def sheets(self) -> tuple[Sheet, ...]:
        return of_data(self.content)


def hold(sheets: Sequence[Sheet], *, purpose: str, name: str, by: Person) -> HeldTable:
    """Keep the visible sheets of a table until its questions are answered; what is older than a day goes."""
    HeldTable.objects.filter(held_at__lt=timezone.now() - KEPT_FOR).delete()
    content = as_data(sheet for sheet in sheets if sheet.visible)
    return HeldTable.objects.create(purpose=purpose, name=name[:120], content=content, held_for=by)


def held(key: Any, *, purpose: str, by: Person) -> HeldTable | None:
    """The table of this key, if it waits for this person and purpose."""
    return HeldTable.objects.filter(pk=key, purpose=purpose, held_for=by).first()
