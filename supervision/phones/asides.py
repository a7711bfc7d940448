"""What phones sent and was not taken in: kept as it came with every file, for a person who says what was done with it.

Each kind of record has rows of its own; what they are, and what is done with them, stands here once.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models, transaction
from django.db.models import Case, QuerySet, When
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.people import Person
from accounts.sealing import SealedTextField
from desk.refusals import NotNow, TooLate
from pages.lists.order import Order
from supervision.phones.items import Files, Item, looked_at
from supervision.phones.records import NamedFile
from trail.events import EventKind

WAITING_FIRST = Order(fields=("waits",), is_descending=True)


class SettledAlready(TooLate):
    """Somebody looked at it meanwhile."""

    words = ""


class AsideItem(models.Model):
    """Something that was sent and not taken in; its app adds `reason`, how it is kept, and its files."""

    key = models.UUIDField()
    seal = models.CharField(max_length=64)
    record = SealedTextField()
    sender = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    received_at = models.DateTimeField(default=timezone.now)
    left_out: models.JSONField[Any, Any] = models.JSONField(
        default=list, help_text="files that could not be kept: digest, kind and reason"
    )

    class Meta:
        abstract = True


class AsideSettled(models.Model):
    """Somebody looked at it and says what was done; its app adds the `item`."""

    words = SealedTextField()
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True


def all_of(item: Item, named: Sequence[NamedFile], *, otherwise: str) -> Files:
    """Every file that was sent, also those no readable record names: they are called `otherwise`. Raises TryLater."""
    known = {one.digest for one in named}
    more = [NamedFile(digest=digest, kind=otherwise) for digest in item.files if digest not in known]
    return looked_at([*named, *more], item.files)


@dataclass(frozen=True, kw_only=True)
class Asides:
    """The rows of one kind, how they are called in the trail, and its events."""

    items: type[Any]
    settled: type[Any]
    subject: str
    set_aside_event: EventKind
    settled_event: EventKind
    words: str
    """Before the reason, among the words of events."""

    def waiting_first(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """With everything a page shows of them (WAITING_FIRST)."""
        rows = rows.annotate(waits=Case(When(settled__isnull=True, then=1), default=0))
        return rows.select_related("sender", "settled__by").prefetch_related("files")

    def set_aside(self, item: Item, reason: str, files: Files, *, keep: Callable[[Any], None], by: Person) -> Any:
        """The row of something that was not taken in; `keep` stores the good files with it. The same again is one."""
        with transaction.atomic():
            aside, is_new = self.items.objects.get_or_create(
                key=item.key,
                seal=item.seal,
                sender=by,
                defaults={"record": item.record, "reason": reason, "left_out": files.left_out},
            )
            if is_new:
                keep(aside)
                told = f"{self.words}{reason}"
                self.set_aside_event.record(subject=f"{self.subject}:{item.key}", by=by, authority=by.at, reason=told)
        return aside

    def settle(self, aside: Any, words: str, *, by: Person) -> Any:
        """Write down what was done with it. Raises SettledAlready, NotNow."""
        with transaction.atomic():
            found = self.items.objects.select_for_update().get(pk=aside.pk)
            if self.settled.objects.filter(item=found).exists():
                raise SettledAlready(_("Somebody has looked at this item already."))
            if not words.strip():
                raise NotNow(_("Say what was done with it."))
            settled = self.settled.objects.create(item=found, words=words.strip()[:400], by=by)
            self.settled_event.record(subject=f"{self.subject}:{found.key}", by=by, authority=found.sender.at)
        return settled
