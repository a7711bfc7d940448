"""The provider that answers from the authority's own registers in our database (内部查询)."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import DatabaseError, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.sealing import blind_index
from materials.lookups.contract import Answer, Outcome, Question, answered, unavailable
from materials.lookups.models import LedgerKey, LedgerRecord
from materials.lookups.validity import why_invalid
from pages.statements import Asked, Statement


def enter(
    *, material: str, keys: Mapping[str, str], fields: Mapping[str, str], source: str, as_of: datetime.datetime
) -> LedgerRecord:
    """Enter a record; from now on it answers for its keys."""
    return enter_all([Entry(material=material, keys=keys, fields=fields, source=source, as_of=as_of)])[0]


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A record as it is to be entered, and the keys it will answer for."""

    material: str
    keys: Mapping[str, str]
    fields: Mapping[str, str]
    source: str
    as_of: datetime.datetime

    def record(self) -> LedgerRecord:
        return LedgerRecord(material=self.material, fields=dict(self.fields), source=self.source, as_of=self.as_of)

    def keys_of(self, record: LedgerRecord) -> Iterator[LedgerKey]:
        for name, value in self.keys.items():
            yield LedgerKey(record=record, material=self.material, name=name, digest=_digest(name, value))


def enter_all(entries: Sequence[Entry]) -> list[LedgerRecord]:
    """Enter many records at once, all or none."""
    with transaction.atomic(savepoint=False):
        records = LedgerRecord.objects.bulk_create([entry.record() for entry in entries])
        kept = zip(entries, records, strict=True)
        LedgerKey.objects.bulk_create([key for entry, record in kept for key in entry.keys_of(record)])
    return records


def _digest(name: str, value: str) -> str:
    return blind_index(f"{name}={value.strip().upper()}")


def newest(material: str, keys: Mapping[str, str]) -> LedgerRecord | None:
    """The newest record that carries all these keys."""
    if not keys:
        return None
    digests = [_digest(name, value) for name, value in keys.items()]
    return next(iter(_NEWEST(material=material, names=list(keys), digests=digests)), None)


def _newest(names: Sequence[Asked], digests: Sequence[Asked]) -> QuerySet[LedgerRecord]:
    rows = LedgerRecord.objects.filter(material=Asked("material"))
    for name, digest in zip(names, digests, strict=True):
        found = LedgerKey.objects.filter(material=Asked("material"), name=name, digest=digest)
        rows = rows.filter(pk__in=found.values("record"))
    return rows.order_by("-pk")[:1]


_NEWEST = Statement(_newest)


_RECORDS = Statement(lambda keys: LedgerRecord.objects.filter(pk__in=keys))
Key = frozenset[tuple[str, str]]


def newest_of_each(wanted: Mapping[str, Iterable[Mapping[str, str]]]) -> dict[tuple[str, Key], LedgerRecord]:
    """The same for many keys of some materials at once: material and `key_of` the keys → record, where there is one."""
    digests = {
        (material, key_of(keys)): {(name, _digest(name, value)) for name, value in keys.items()}
        for material, each in wanted.items()
        for keys in each
        if keys
    }
    carried = _keys_of_records(digests)
    found = {
        asked: max(fitting)
        for asked, keys in digests.items()
        if (fitting := [record for (of, record), carries in carried.items() if of == asked[0] and keys <= carries])
    }
    records = {record.pk: record for record in _RECORDS(keys=sorted(set(found.values())))}
    return {asked: records[record] for asked, record in found.items()}


def key_of(keys: Mapping[str, str]) -> Key:
    """Keys as a name for what is found under them."""
    return frozenset(keys.items())


Carried = dict[tuple[str, int], set[tuple[str, str]]]
"""Material and record → the keys it carries, as name and digest."""


def _keys_of_records(asked: Mapping[tuple[str, Key], set[tuple[str, str]]]) -> Carried:
    """The keys of the records that carry at least one of those asked for; one statement."""
    by_name: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for (material, _key), keys in asked.items():
        for name, digest in keys:
            by_name[material][name].add(digest)
    if not by_name:
        return {}
    told_apart: dict[str, Any] = {}
    for material, names in sorted(by_name.items()):
        # The name with the most values is the one that tells vehicles apart: a colour alone is every second one's.
        name, digests = max(names.items(), key=lambda one: len(one[1]))
        told_apart[f"digests{len(told_apart)}"] = [material, name, *sorted(digests)]
    carried: Carried = defaultdict(set)
    for row in _CARRIED(**told_apart):
        carried[row.material, row.record_id].add((row.name, row.digest))
    return carried


def _carried(**told_apart: Sequence[Asked]) -> QuerySet[LedgerKey]:
    """The keys of records found by some keys: of each kind of record a material, a name, and its values."""
    wanted = Q()
    for material, name, *digests in told_apart.values():
        wanted |= Q(material=material, name=name, digest__in=digests)
    return LedgerKey.objects.filter(record__in=LedgerKey.objects.filter(wanted).values("record"))


_CARRIED = Statement(_carried)


class Ledger:
    kind = "ledger"
    local = True

    def ask(self, question: Question, *, seconds: float) -> Answer:
        requested_at = timezone.now()
        try:
            record = newest(question.material, question.keys)
        except DatabaseError:
            return unavailable(question, "database", requested_at=requested_at)
        if record is None:
            return answered(question, Outcome.NOT_FOUND, requested_at=requested_at)
        reason = why_invalid(record.fields, on=timezone.localdate())
        return answered(
            question,
            Outcome.CONFLICT if reason else Outcome.FOUND,
            requested_at=requested_at,
            fields=record.fields,
            source_version=f"{record.source}#{record.pk}",
            as_of=record.as_of,
            reason=reason,
        )
