"""The provider that answers from the authority's own registers in our database (内部查询)."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from django.db import DatabaseError, transaction
from django.utils import timezone

from accounts.sealing import blind_index
from materials.lookups.contract import Answer, Outcome, Question, answered, unavailable
from materials.lookups.models import LedgerKey, LedgerRecord
from materials.lookups.validity import why_invalid


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
    rows = LedgerRecord.objects.filter(material=material)
    for name, value in keys.items():
        found = LedgerKey.objects.filter(material=material, name=name, digest=_digest(name, value))
        rows = rows.filter(pk__in=found.values("record"))
    return rows.order_by("-pk").first() if keys else None


Key = frozenset[tuple[str, str]]


def newest_of_each(material: str, wanted: Iterable[Mapping[str, str]]) -> dict[Key, LedgerRecord]:
    """The same for many keys at once: `key_of` the keys → record, for those that have one."""
    digests = {key_of(keys): {(name, _digest(name, value)) for name, value in keys.items()} for keys in wanted if keys}
    carried = _keys_of_records(material, digests.values())
    found = {
        keys: max(fitting)
        for keys, asked in digests.items()
        if (fitting := [record for record, carries in carried.items() if asked <= carries])
    }
    records = {record.pk: record for record in LedgerRecord.objects.filter(pk__in=set(found.values()))}
    return {keys: records[record] for keys, record in found.items()}


def key_of(keys: Mapping[str, str]) -> Key:
    """Keys as a name for what is found under them."""
    return frozenset(keys.items())


def _keys_of_records(material: str, asked: Iterable[set[tuple[str, str]]]) -> dict[int, set[tuple[str, str]]]:
    """Record → the keys it carries, for the records that carry at least one key of each kind that was asked for."""
    by_name: dict[str, set[str]] = defaultdict(set)
    for name, digest in chain.from_iterable(asked):
        by_name[name].add(digest)
    if not by_name:
        return {}
    # The name with the most values is the one that tells vehicles apart: a colour alone is every second one's.
    name, digests = max(by_name.items(), key=lambda one: len(one[1]))
    told_apart = LedgerKey.objects.filter(material=material, name=name, digest__in=digests).values("record")
    carried: dict[int, set[tuple[str, str]]] = defaultdict(set)
    for record, key, digest in LedgerKey.objects.filter(record__in=told_apart).values_list("record", "name", "digest"):
        carried[record].add((key, digest))
    return carried


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
