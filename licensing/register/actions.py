"""Taking and leaving places; the unique key lets one certificate win, whoever asks at the same time."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils import timezone

from accounts.represented.companies import Company
from licensing.register.models import Place
from pages.statements import Statement


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
    vehicle_type: str = ""


def hold(claim: Claim, *, suspended: bool = False) -> None:
    """Take the places of a certificate, or write down that it is suspended or back. Raises PlaceTaken.

    What a certificate held that has expired by now is free again.
    """
    hold_all([claim], suspended=suspended)


_NAMED = Statement(lambda keys: Place.objects.filter(key__in=keys))
_HELD = Statement(lambda keys: Place.objects.filter(key__in=keys).select_for_update())


def hold_all(claims: Sequence[Claim], *, suspended: bool = False) -> None:
    """The same for all certificates of a grant at once: all of them have their places, or none. Raises PlaceTaken.

    Called in the transaction of the act, which PlaceTaken takes back.
    """
    wanted = {key: claim for claim in claims for key in claim.keys}
    if sum(len(set(claim.keys)) for claim in claims) > len(wanted):
        raise PlaceTaken(*_wanted_twice(claims))
    today = timezone.localdate()
    held = {place.key: place for place in _HELD(keys=list(wanted))}
    gone, own = [], []
    for key, place in held.items():
        claim = wanted[key]
        if (place.number, place.version) == (claim.number, claim.version):
            own.append(place)
        elif place.has_expired(on=today):
            gone.append(place)
        else:
            raise PlaceTaken(key, place.number)
    if gone:
        Place.objects.filter(pk__in=[place.pk for place in gone]).delete()
    if changed := [place.pk for place in own if place.is_suspended != suspended]:
        Place.objects.filter(pk__in=changed).update(is_suspended=suspended)
    kept = {place.key for place in own}
    _take({key: claim for key, claim in wanted.items() if key not in kept}, suspended=suspended)


def _wanted_twice(claims: Sequence[Claim]) -> tuple[str, str]:
    """The place that two certificates of the same grant want, and the number of the first of them."""
    first: dict[str, str] = {}
    for claim in claims:
        for key in claim.keys:
            if first.setdefault(key, claim.number) != claim.number:
                return key, first[key]
    raise AssertionError("no place is wanted twice")


def _take(wanted: Mapping[str, Claim], *, suspended: bool) -> None:
    if not wanted:
        return
    # Who takes a place at the same moment is waited for, and not overwritten: then it is theirs.
    places = [_place(key, claim, suspended=suspended) for key, claim in wanted.items()]
    Place.objects.bulk_create(places, ignore_conflicts=True)
    holders = {place.key: (place.number, place.version) for place in _NAMED(keys=list(wanted))}
    for key, claim in wanted.items():
        if holders.get(key) != (claim.number, claim.version):
            raise PlaceTaken(key, holders.get(key, ("", 0))[0])


def _place(key: str, claim: Claim, *, suspended: bool) -> Place:
    return Place(
        key=key,
        licence=claim.licence,
        company=claim.company,
        holder_name=claim.holder_name,
        number=claim.number,
        version=claim.version,
        valid_to=claim.valid_to,
        is_suspended=suspended,
        vehicle_type=claim.vehicle_type,
    )


def leave(number: str, version: int) -> None:
    """Give back every place of a certificate that ended or was superseded."""
    Place.objects.filter(number=number, version=version).delete()


def alone_with(company: Company) -> None:
    """Wait until nobody else decides for or ends a licence of this company; held to the end of the transaction.

    Rows that only point to the company are written meanwhile, so nobody is kept from typing.
    """
    Company.objects.select_for_update(no_key=True).get(pk=company.pk)
