"""Certificates that rest on a hire or financing agreement end with it; the register keeps which it is."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any

from licensing.applications.agreements.models import VehicleAgreement
from licensing.applications.agreements.rules import MATERIAL, under_agreement
from licensing.applications.agreements.stated import KINDS, Agreement
from licensing.applications.evidence.questions import digest_of
from licensing.applications.standing.records import plate_key

if TYPE_CHECKING:
    from licensing.applications.sheet import Sheet


def ends_with(valid_to: datetime.date, agreement: Agreement | None) -> datetime.date:
    """The last day of a certificate: no later than that of the agreement it rests on."""
    return min(valid_to, agreement.ends) if agreement is not None and agreement.ends is not None else valid_to


def particulars_of(agreement: Agreement | None, earlier: Mapping[str, Any]) -> dict[str, str]:
    """What the certificate says of the agreement; a version that is only written anew keeps what it said before."""
    if agreement is None or agreement.ends is None:
        kept = earlier.get("agreement")
        return dict(kept) if isinstance(kept, Mapping) else {}
    return {"kind": agreement.kind, "lessor": agreement.lessor, "until": agreement.ends.isoformat()}


def remark_of(told: Mapping[str, str]) -> str:
    """The agreement as a certificate and a letter write it; "" for a vehicle of one's own."""
    if not told:
        return ""
    until = datetime.date.fromisoformat(told["until"])
    day = f"{until.year}年{until.month}月{until.day}日"
    return f"{KINDS[told['kind']]}车辆，出租人：{told['lessor']}，合同期至{day}"


def keep_agreements(sheet: Sheet, *, granted: Collection[str]) -> None:
    """Write down under which agreements certificates were granted; in the transaction that issues them.

    `granted` names the vehicles that got one, as plate/colour.
    """
    checks = {
        fact.need.key_digest: fact.check
        for fact in sheet.facts
        if fact.need.question.material == MATERIAL and fact.check is not None
    }
    rows = []
    for used in under_agreement(sheet):
        colour, agreement = str(used.row["plate-colour"]), used.agreement
        check = checks.get(digest_of(plate_key(used.row)))
        if f"{used.plate}/{colour}" not in granted or agreement is None or check is None:
            continue
        if agreement.starts is None or agreement.ends is None:
            continue  # `why_not` lets none through that does not say its term
        rows.append(
            VehicleAgreement(
                application=sheet.application,
                company=sheet.application.company,
                plate=used.plate,
                plate_colour=colour,
                kind=agreement.kind,
                lessor=agreement.lessor,
                starts_on=agreement.starts,
                ends_on=agreement.ends,
                check_by_hand=check,
            )
        )
    VehicleAgreement.objects.bulk_create(rows)
