"""A register told something else than a certificate says: the holder gets a turn; nobody is asked for that alone."""

from __future__ import annotations

import datetime
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from accounts.represented.companies import Company
from licensing.applications.evidence.questions import ENTITY_MATERIAL, digest_of
from licensing.applications.models import Evidence
from licensing.certificates.models import Certificate
from licensing.offers.models import Turn
from licensing.offers.rules import BY_TIMER, Rule, rules
from licensing.register.models import Place
from materials.lookups.contract import Outcome


def is_otherwise(written: Any, told: Any) -> bool:
    """Whether what is told is another name or address than what is written, not another way to write it.

    A register often writes the province before an address. Nothing told is nothing known.
    """
    one, other = _plain(written), _plain(told)
    return bool(one and other) and not (one.endswith(other) or other.endswith(one))


def _plain(text: Any) -> str:
    return "".join(unicodedata.normalize("NFKC", str(text or "")).split()).casefold()


def notice(company: Company, fields: Mapping[str, Any], *, on: datetime.date) -> int:
    """What the business register said of a company just now: a turn for each rule it occasions; returns how many."""
    return give(_turns(company.pk, fields, on=on))


def notice_since(moment: datetime.datetime, *, on: datetime.date) -> int:
    """The same for what it answered since a moment in any case, of the applicant itself.

    What was asked to make an offer is no new occasion: it would be asked again each night.
    """
    rows = Evidence.objects.filter(material=ENTITY_MATERIAL, outcome=Outcome.FOUND, answered_at__gte=moment)
    rows = rows.exclude(triggered_by=BY_TIMER)
    newest = {}
    for row in rows.select_related("application__company").order_by("pk").iterator(chunk_size=500):
        company = row.application.company
        if row.key_digest == digest_of({"uscc": company.uscc}):
            newest[company.pk] = row.fields
    return give(turn for company, fields in newest.items() for turn in _turns(company, fields, on=on))


def _turns(company: int, fields: Mapping[str, Any], *, on: datetime.date) -> Iterator[Turn]:
    for rule in rules(on=on):
        if rule.is_told and _is_overtaken(company, rule, fields, on=on):
            yield Turn(company_id=company, rule=rule.name, look_on=on)


def _is_overtaken(company: int, rule: Rule, fields: Mapping[str, Any], *, on: datetime.date) -> bool:
    """Whether a licence in force says something else than the register of businesses."""
    for place in Place.objects.filter(company=company, licence=rule.licence, valid_to__gte=on):
        issued = Certificate.objects.filter(number=place.number, version=place.version).first()
        says = {"name": place.holder_name, "address": issued.particulars.get("address") if issued else ""}
        if any(is_otherwise(says.get(kind), fields.get(kind)) for kind in rule.kinds):
            return True
    return False


def give(turns: Iterable[Turn]) -> int:
    """A turn for each; who has one gets it on the newer day. Returns how many."""
    found = list(turns)
    Turn.objects.bulk_create(found, update_conflicts=True, unique_fields=["company", "rule"], update_fields=["look_on"])
    return len(found)
