"""Taking and leaving places; the unique key lets one certificate win, whoever asks at the same time."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.represented.companies import Company
from licensing.register.models import Place


class PlaceTaken(Exception):
    """Another certificate holds what only one may hold; `key` names it, `number` the other certificate."""

    def __init__(self, key: str, number: str) -> None:
        super().__init__(key)
        self.key, self.number = key, number


@dataclass(frozen=True, kw_only=True)
class Claim:
    """A certificate and every place it holds while it stands."""

    number: str
    version: int
    licence: str
    keys: Sequence[str]
    company: Company
    holder_name: str
    valid_to: datetime.date


def hold(claim: Claim, *, suspended: bool = False) -> None:
    """Take the places of a certificate, or write down that it is suspended or back. Raises PlaceTaken.

    What a certificate held that has expired by now is free again.
    """
    today = timezone.localdate()
    with transaction.atomic():
        held = {place.key: place for place in Place.objects.select_for_update().filter(key__in=claim.keys)}
        for key in dict.fromkeys(claim.keys):
            place = held.get(key)
            if place and (place.number, place.version) != (claim.number, claim.version):
                if not place.has_expired(on=today):
                    raise PlaceTaken(key, place.number)
                place.delete()
                place = None
            if place is None:
                _take(claim, key, suspended=suspended)
            elif place.is_suspended != suspended:
                place.is_suspended = suspended
                place.save(update_fields=["is_suspended"])


def _take(claim: Claim, key: str, *, suspended: bool) -> None:
    try:
        with transaction.atomic():
            Place.objects.create(
                key=key,
                licence=claim.licence,
                company=claim.company,
                holder_name=claim.holder_name,
                number=claim.number,
                version=claim.version,
                valid_to=claim.valid_to,
                is_suspended=suspended,
            )
    except IntegrityError as race:
        raise PlaceTaken(key, "") from race


def leave(number: str, version: int) -> None:
    """Give back every place of a certificate that ended or was superseded."""
    Place.objects.filter(number=number, version=version).delete()


def alone_with(company: Company) -> None:
    """Wait until nobody else decides for or ends a licence of this company; held to the end of the transaction.

    Rows that only point to the company are written meanwhile, so nobody is kept from typing.
    """
    Company.objects.select_for_update(no_key=True).get(pk=company.pk)
