"""What a phone sends: its key and seal, the sealed text, the bytes of its files – and which of these may be kept."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.core.files.uploadedfile import SimpleUploadedFile

from materials.uploads.rules import Checked, RefusedUpload, checked
from materials.uploads.scanner import ScannerSilent
from supervision.phones.left_out import NOT_SENT, left_out
from supervision.phones.records import NamedFile


class TryLater(Exception):
    """It is nobody's fault and passes: the virus check does not answer."""


@dataclass(frozen=True, kw_only=True)
class Item:
    """Something as it was sent: its key and seal drawn on the phone, the sealed text, the bytes of its files."""

    key: uuid.UUID
    seal: str
    record: str
    files: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Files:
    """Files that may be kept, and what a row keeps of those that may not."""

    good: list[tuple[str, Checked]]
    left_out: list[dict[str, str]]


def looked_at(named: Sequence[NamedFile], sent: Mapping[str, bytes]) -> Files:
    """Every file of a record through the door of all uploads. One that is refused stops nothing: it is named.

    Raises TryLater.
    """
    good, lost = [], []
    for one in named:
        content = sent.get(one.digest)
        if content is None:
            lost.append(left_out(one, NOT_SENT))
            continue
        try:
            good.append(
                (one.kind, checked(SimpleUploadedFile(f"{one.kind}-{one.digest[:8]}", content), is_evidence=True))
            )
        except RefusedUpload as why:
            if isinstance(why.__cause__, ScannerSilent):
                raise TryLater from why
            lost.append(left_out(one, why.code))
    return Files(good=good, left_out=lost)
