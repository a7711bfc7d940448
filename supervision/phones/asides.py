"""What phones sent and was not taken in: kept as it came with every file, for a person who says what was done with it.

Each kind of record has rows of its own; what they are, what is done with them, and when they go, stands here once.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from django.db import models, transaction
from django.db.models import Case, QuerySet, When
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.people import Person
from accounts.sealing import SealedTextField
from desk.refusals import NotNow, TooLate
from pages.days import midnight
from pages.lists.order import Order
from supervision.personal import PersonalModel
from supervision.phones.files import KeptFile, forget_files, keep
from supervision.phones.items import Files, Item, looked_at
from supervision.phones.left_out import LeavesOut
from supervision.phones.limits import limits
from supervision.phones.records import NamedFile
from trail.events import EventKind

WAITING_FIRST = Order(fields=("waits",), is_descending=True)
AT_ONCE = 50
"""So many are taken away in one go."""


class _Record(Protocol):
    """What a record of any kind says of its files."""

    @property
    def files(self) -> Sequence[NamedFile]: ...


class SettledAlready(TooLate):
    """Somebody looked at it meanwhile."""

    words = ""


class AsideItem(PersonalModel, LeavesOut):
    """Something that was sent and not taken in; its app adds `reason` and its files."""

    key = models.UUIDField()
    seal = models.CharField(max_length=64)
    record = SealedTextField()
    sender = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    received_at = models.DateTimeField(default=timezone.now)

    class Meta:
        abstract = True


class AsideSettled(PersonalModel):
    """Somebody looked at it and says what was done; its app adds the `item`."""

    words = SealedTextField()
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True


@dataclass(frozen=True, kw_only=True)
class Asides:
    """The rows of one kind, how they are called in the trail, and its events."""

    items: type[Any]
    files: type[Any]
    settled: type[Any]
    contents_of: Callable[[str], _Record | None]
    subject: str
    set_aside_event: EventKind
    settled_event: EventKind
    words: str
    """Before the reason, among the words of events."""

    def waiting_first(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """With everything a page shows of them (WAITING_FIRST)."""
        rows = rows.annotate(waits=Case(When(settled__isnull=True, then=1), default=0))
        return rows.select_related("sender", "settled__by").prefetch_related("files")

    def set_aside(self, item: Item, reason: str, *, by: Person) -> Any:
        """The row of something that was not taken in, with its files. The same again is one. Raises TryLater."""
        files = self._all_of(item)
        with transaction.atomic():
            aside, is_new = self.items.objects.get_or_create(
                key=item.key,
                seal=item.seal,
                sender=by,
                defaults={"record": item.record, "reason": reason, "left_out": files.left_out},
            )
            if is_new:
                keep(files.good, lambda: self.files(item=aside))
                told = f"{self.words}{reason}"
                self.set_aside_event.record(subject=f"{self.subject}:{item.key}", by=by, authority=by.at, reason=told)
        return aside

    def _all_of(self, item: Item) -> Files:
        """Every file that was sent, also those no readable record names: they are called photos. Raises TryLater."""
        record = self.contents_of(item.record)
        named = record.files if record is not None else ()
        known = {one.digest for one in named}
        more = [NamedFile(digest=one, kind=KeptFile.What.PHOTO) for one in item.files if one not in known]
        return looked_at([*named, *more], item.files)

    def settle(self, aside: Any, words: str, *, by: Person) -> Any:
        """Write down what was done with it. Raises SettledAlready, NotNow."""
        with transaction.atomic():
            found = self.items.objects.select_for_update().get(pk=aside.pk)
            if self.settled.objects.filter(item=found).exists():
                raise SettledAlready(_("Someone has already looked at this item."))
            if not words.strip():
                raise NotNow(_("Say what was done with it."))
            settled = self.settled.objects.create(item=found, words=words.strip()[:400], by=by)
            self.settled_event.record(subject=f"{self.subject}:{found.key}", by=by, authority=found.sender.at)
        return settled

    def settled_long_ago(self) -> QuerySet[Any]:
        """What somebody looked at so long ago that nobody comes back to it; what waits for a person stays."""
        first_kept = timezone.localdate() - datetime.timedelta(days=limits().settled_days)
        found: QuerySet[Any] = self.items.objects.filter(settled__at__lt=midnight(first_kept))
        return found

    def forget(self, items: QuerySet[Any]) -> int:
        """Take the first of some items away with their files; returns how many."""
        gone = list(items.order_by("pk").values_list("pk", flat=True)[:AT_ONCE])
        with transaction.atomic():
            forget_files(self.files.objects.filter(item__in=gone))
            self.settled.objects.filter(item__in=gone).delete()
            self.items.objects.filter(pk__in=gone).delete()
        return len(gone)
