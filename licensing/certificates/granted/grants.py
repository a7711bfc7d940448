"""What a decision grants, as values: every certificate it issues, each with its particulars and its term."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from licensing.applications.agreements.carried import ends_with, particulars_of
from licensing.applications.agreements.rules import agreements_by_plate
from licensing.applications.agreements.stated import Agreement
from licensing.applications.answers.ages import last_day_to_drive
from licensing.applications.answers.facts import is_light
from licensing.applications.models.application import Application
from licensing.applications.rules import holder_id
from licensing.applications.sheet import Sheet
from licensing.certificates.granted.held import from_paper, newest_by_plate, on_paper, standing, standing_vehicles
from licensing.certificates.granted.particulars import of_licence, of_result, of_vehicle
from licensing.certificates.granted.terms import day_of, term_of
from licensing.certificates.models import Certificate
from licensing.decisions.models.ends import Decision


@dataclass(frozen=True, kw_only=True)
class Grant:
    """One certificate to be issued: `subject` tells it from the others of the same decision.

    `replaces` is the version it supersedes; `number` one that is kept though no version is here (issued on paper).
    """

    kind: Certificate.Kind
    subject: str
    plate: str
    particulars: dict[str, Any]
    valid_from: datetime.date
    valid_to: datetime.date
    replaces: Certificate | None = None
    number: str = ""


def grants(decision: Decision, sheet: Sheet) -> Iterator[Grant]:
    """Every certificate the item issues for this decision, as its catalogue entry says."""
    application = decision.application
    kinds = application.item.certificates
    if Certificate.Kind.LICENCE in kinds:
        yield _licence_grant(decision, sheet)
    if Certificate.Kind.VEHICLE in kinds:
        yield from _vehicle_grants(decision, sheet)
    if Certificate.Kind.RESULT in kinds:
        yield _result_grant(decision, sheet)


def _replaces(application: Application) -> bool:
    return bool(application.item.effect.get("act") == "replace")


def _licence_grant(decision: Decision, sheet: Sheet) -> Grant:
    application = decision.application
    held = standing(application, Certificate.Kind.LICENCE, "licence") if _replaces(application) else None
    paper = on_paper(sheet, "road-transport-licence") if _replaces(application) else {}
    valid_from, valid_to = term_of(decision, sheet, held.valid_to if held else day_of(paper.get("valid-to")))
    earlier = held.particulars if held else from_paper(paper)
    return Grant(
        kind=Certificate.Kind.LICENCE,
        subject="licence",
        plate="",
        particulars=of_licence(application, sheet.answers, earlier, on=timezone.localdate(decision.decided_at)),
        valid_from=valid_from,
        valid_to=valid_to,
        replaces=held,
        number=_kept_number(application, held, paper),
    )


def _vehicle_grants(decision: Decision, sheet: Sheet) -> Iterator[Grant]:
    application = decision.application
    replaces, effect = _replaces(application), application.item.effect
    # Ordinary freight vehicles up to 4,500 kg need no certificate (Road Transport Regulation art. 24).
    named = sheet.answers.of_section("vehicle")
    rows = [row for row in named if not (effect.get("light_exempt") and is_light(row))]
    registered, graded = newest_by_plate(sheet, "vehicle-licence"), newest_by_plate(sheet, "vehicle-tech-grade")
    papers = newest_by_plate(sheet, "vehicle-operation-permit") if replaces else {}
    agreements = agreements_by_plate(sheet)
    for row, held in zip(rows, standing_vehicles(sheet, rows), strict=True):
        if held is not None and held.decision_id != decision.pk and not replaces:
            continue  # the same vehicle was granted with the licence just now: one certificate is enough
        paper = dict(papers.get(row["plate"], {}))
        if effect.get("moves") and paper.get("holder-name") not in ("", None, application.company.name):
            paper = {}  # it came from another holder: its number stays with them
        told = {**registered.get(row["plate"], {}), **_filled(graded.get(row["plate"], {}))}
        agreement = agreements.get((row["plate"], row["plate-colour"]))
        yield _vehicle_grant(
            decision, sheet, row, told, held=held if replaces else None, paper=paper, agreement=agreement
        )


def _filled(record: Mapping[str, str]) -> dict[str, str]:
    return {code: value for code, value in record.items() if value}


def _vehicle_grant(
    decision: Decision,
    sheet: Sheet,
    row: dict[str, Any],
    told: Mapping[str, str],
    *,
    held: Certificate | None,
    paper: dict[str, str],
    agreement: Agreement | None,
) -> Grant:
    application = decision.application
    valid_from, valid_to = term_of(decision, sheet, held.valid_to if held else day_of(paper.get("valid-to")))
    earlier = held.particulars if held else {**paper, "scope": from_paper(paper)["scope"]}
    return Grant(
        kind=Certificate.Kind.VEHICLE,
        subject=f"{row['plate']}/{row['plate-colour']}",
        plate=row["plate"],
        particulars=of_vehicle(sheet, row, told, earlier) | {"agreement": particulars_of(agreement, earlier)},
        valid_from=valid_from,
        valid_to=ends_with(valid_to, agreement),
        replaces=held,
        number=_kept_number(application, held, paper),
    )


def _result_grant(decision: Decision, sheet: Sheet) -> Grant:
    application = decision.application
    item = application.item
    held = standing(application, Certificate.Kind.RESULT, item.result_zh) if _replaces(application) else None
    paper = on_paper(sheet, item.effect.get("enters", "")) if _replaces(application) else {}
    valid_from, valid_to = term_of(decision, sheet, held.valid_to if held else day_of(paper.get("valid-to")))
    if item.effect.get("ends_at_age") and (number := holder_id(sheet)):
        # A driver's certificate ends on the birthday of the age limit (Road Transport Regulation art. 22).
        valid_to = min(valid_to, last_day_to_drive(number, on=valid_from))
    return Grant(
        kind=Certificate.Kind.RESULT,
        subject=item.result_zh,
        plate="",
        particulars=of_result(application, sheet.answers, held.particulars if held else {}),
        valid_from=valid_from,
        valid_to=valid_to,
        replaces=held,
        number=_kept_number(application, held, paper),
    )


def _kept_number(application: Application, held: Certificate | None, paper: dict[str, str]) -> str:
    """The number a new version keeps; a certificate of another county gets one of this county's series (F-1.6)."""
    if held is None:
        return paper.get("cert-number", "")
    return held.number if held.authority_id == application.authority_id else ""
