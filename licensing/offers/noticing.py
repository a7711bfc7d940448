"""A register told something else than a certificate says: the holder gets a turn; nobody is asked for that alone."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from accounts.represented.companies import Company
from accounts.typed.text import bare
from licensing.applications.evidence.questions import ENTITY_MATERIAL, digest_of
from licensing.applications.models.evidence import Evidence
from licensing.certificates.models import Certificate
from licensing.offers.models import Turn
from licensing.offers.rules import BY_TIMER, Rule, rules
from licensing.register.models import Place
from materials.lookups.contract import Outcome

DIVISIONS = re.compile(r"(\w{1,10}?(省|自治区|市|州|盟|区|县|旗))+")
"""Province, city, county: what may stand before an address, or be left out."""


def is_otherwise(kind: str, written: object, told: object) -> bool:
    """Whether what is told is another name or address than what is written, not another way to write it.

    Of an address one may name the province, the city or the county and the other not; a name is the whole name.
    Nothing told is nothing known.
    """
    one, other = sorted((bare(written or ""), bare(told or "")), key=len)
    if not one or one == other:
        return False
    return not (kind == "address" and other.endswith(one) and DIVISIONS.fullmatch(other.removesuffix(one)))


def notice(company: Company, fields: Mapping[str, Any], *, on: datetime.date) -> int:
    """What the business register said of a company just now: a turn for each rule it occasions; returns how many."""
    return give(_turns({company.pk: fields}, on=on))


def notice_since(moment: datetime.datetime, *, on: datetime.date) -> int:
    """The same for what it answered since a moment in any case, of the applicant itself.

    What was asked to make an offer is no new occasion: it would be asked again each night.
    """
    rows = Evidence.objects.filter(material=ENTITY_MATERIAL, outcome=Outcome.FOUND, answered_at__gte=moment)
    rows = rows.exclude(triggered_by=BY_TIMER)
    newest: dict[int, Mapping[str, Any]] = {}
    for row in rows.select_related("application__company").order_by("pk").iterator(chunk_size=500):
        company = row.application.company
        if row.key_digest == digest_of({"uscc": company.uscc}):
            newest[company.pk] = row.fields
    return give(_turns(newest, on=on))


def _turns(told: Mapping[int, Mapping[str, Any]], *, on: datetime.date) -> Iterator[Turn]:
    """`told`: company → what the register said of it."""
    for rule in rules(on=on):
        if rule.is_told:
            yield from (Turn(company_id=one, rule=rule.name, look_on=on) for one in _overtaken(told, rule, on=on))


def _overtaken(told: Mapping[int, Mapping[str, Any]], rule: Rule, *, on: datetime.date) -> set[int]:
    """The companies whose licence in force says something else than the register of businesses."""
    places = list(Place.objects.filter(company__in=told, licence=rule.licence, valid_to__gte=on))
    issued = Certificate.objects.filter(company__in=told, number__in=[place.number for place in places])
    seats = {(one.number, one.version): one.particulars.get("address") for one in issued}
    found = set()
    for place in places:
        says = {"name": place.holder_name, "address": seats.get((place.number, place.version))}
        now = told[place.company_id]
        if any(is_otherwise(kind, says[kind], now.get(kind)) for kind in rule.kinds):
            found.add(place.company_id)
    return found


def give(turns: Iterable[Turn]) -> int:
    """A turn for each; who has one gets it on the newer day. Returns how many."""
    found = list(turns)
    Turn.objects.bulk_create(found, update_conflicts=True, unique_fields=["company", "rule"], update_fields=["look_on"])
    return len(found)
