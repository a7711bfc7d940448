"""The public list as a file: what the page shows, row by row, and nothing that is not public."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from licensing.certificates.looks import STATES
from licensing.certificates.models import Publication
from licensing.certificates.publicity.states import state_of
from pages.lists.order import Order, in_batches

HEAD: tuple[Promise, ...] = (
    _("Operator"),
    _("Unified social credit code"),
    _("Document number"),
    _("Service"),
    _("Content"),
    _("Certificates"),
    _("Decided on"),
    _("Valid from"),
    _("Valid to"),
    _("Authority"),
    _("State today"),
    _("Commitment"),
    _("Undone:"),
)
_OF_THE_ENTRY = ("holder", "uscc", "document", "item", "content")
_DAYS = ("decided_on", "valid_from", "valid_to", "authority")


def lines_of(rows: Any) -> Iterator[Sequence[Any]]:
    """The titles, and a line for each row; memory holds a batch of them."""
    yield [str(title) for title in HEAD]
    for batch in in_batches(rows, Order(is_descending=True), size=500):
        for row in batch:
            yield _line(row)


def _line(row: Publication) -> list[Any]:
    entry, state = row.entry, state_of(row)
    promised = row.verified_as or _("by commitment, not verified yet") if entry.get("procedure") == "commitment" else ""
    return [
        *(entry.get(name, "") for name in _OF_THE_ENTRY),
        "、".join(entry.get("certificates", ())),
        *(entry.get(name, "") for name in _DAYS),
        str(STATES[state].label) if state else "",
        str(promised),
        row.undone_by,
    ]
