"""Issuing, once, whatever crashes: numbers and rows in one transaction, files made from the rows again and again.

A grant writes an `IssueOrder` in its own transaction. The worker takes the order: `register` draws the numbers
and stores the certificates (a unique constraint per decision and subject lets it happen once), `produce_files`
makes the PDFs (same paper, same document), `publish` enters the grant in the public list. Every step may be
run again and changes nothing the second time. Knows nothing of the flow that calls it.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.authorities import Authority
from accounts.people import Person
from licensing import events
from licensing.applications.agreements.carried import keep_agreements
from licensing.applications.models.application import Application
from licensing.applications.sheet import Sheet, sheet_of
from licensing.certificates.effects import carry_out, refresh_holder
from licensing.certificates.ends import LEDGER_STATUS, change_state, claim_of, ledger_entry, ledger_material
from licensing.certificates.foresight import draw_number, key_of, serial_of, serials_of
from licensing.certificates.granted.grants import Grant, grants
from licensing.certificates.granted.identifiers import certificate_identifier, type_of
from licensing.certificates.models import (
    Certificate,
    CertificateCopy,
    CertificateState,
    IssueOrder,
    Publication,
    State,
)
from licensing.certificates.papers import licence_among, papers_of
from licensing.decisions.models.ends import Decision
from licensing.decisions.models.letters import Letter
from licensing.register.actions import hold_all
from licensing.register.models import Place
from materials.lookups.ledger import Entry, enter_all
from papers.documents import Document
from papers.numbers import draw_each
from papers.produce import alone, produce
from trail.events import write_down

CHECK_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""Without what is easily misread."""


def order_issue(decision: Decision, *, numbers: Mapping[str, str] | None = None) -> IssueOrder:
    """Promise the certificates of a grant under the numbers its letter tells; called in the decision's transaction."""
    return IssueOrder.objects.create(decision=decision, numbers=dict(numbers or {}))


def enter(
    decision: Decision, sheet: Sheet, *, numbers: Mapping[str, str], serials: Mapping[str, int]
) -> list[Certificate]:
    """Promise and register the certificates of a grant in the decision's own transaction; nothing of it is there yet.

    `numbers` and `serials` as they were drawn for its letter (see `foresee`).
    Raises PlaceTaken: then there is no grant either.
    """
    IssueOrder.objects.create(decision=decision, numbers=dict(numbers), registered_at=timezone.now())
    return _register(decision, sheet, numbers, held=[], serials=serials)


def register(decision: Decision) -> list[Certificate]:
    """Draw the numbers and store the certificates of a grant; what is stored already stays as it is.

    Raises PlaceTaken when the register has no place for one of them: then none of them is stored.
    """
    # What is registered is never taken back: only who finds it still owed has to be alone with it.
    if decision.issue_order.registered_at is not None:
        return _issued(decision)
    with transaction.atomic():
        # One issuer at a time for a decision: the second waits here and then finds everything done.
        order = IssueOrder.objects.select_for_update().get(decision=decision)
        held = _issued(decision)
        if order.registered_at is not None:
            return held
        _register(decision, sheet_of(decision.application), order.numbers, held=held)
        order.registered_at = timezone.now()
        order.save(update_fields=["registered_at"])
        return _issued(decision)


def _issued(decision: Decision) -> list[Certificate]:
    """The certificates of a grant, with their files."""
    held = list(Certificate.objects.filter(decision=decision).prefetch_related("copies"))
    for certificate in held:
        certificate.decision, certificate.authority = decision, decision.application.authority
    return held


def _register(
    decision: Decision,
    sheet: Sheet,
    numbers: Mapping[str, str],
    *,
    held: Sequence[Certificate],
    serials: Mapping[str, int] | None = None,
) -> list[Certificate]:
    """Store what is not stored yet, and carry out what the grant does besides; `sheet` as it was decided."""
    refresh_holder(decision)
    known = {(certificate.kind, certificate.subject) for certificate in held}
    new = [grant for grant in grants(decision, sheet) if (grant.kind.value, grant.subject) not in known]
    name, letter = decision.application.item.name_zh, decision.letter
    issued = issue(decision, new, numbers, letter=letter, why="准予行政许可", replaced=name, serials=serials)
    keep_agreements(sheet, granted={one.subject for one in issued if one.kind == Certificate.Kind.VEHICLE})
    carry_out(decision)
    return [*held, *issued]


def nothing_more_to_enter(application: Application) -> None:
    """A grant that ends before it could be entered in the register is never entered: the worker only finishes it."""
    IssueOrder.objects.filter(decision__application=application, registered_at__isnull=True).update(
        registered_at=timezone.now()
    )


def issue(
    decision: Decision,
    planned: Sequence[Grant],
    kept: Mapping[str, str],
    *,
    letter: Letter,
    why: str,
    replaced: str,
    serials: Mapping[str, int] | None = None,
) -> list[Certificate]:
    """Store certificates and enter them in the register, all or none; the caller guards that it happens once.

    `why` they are in force, `replaced` why those before them are not any more, both by the `letter`. Raises PlaceTaken.
    """
    serials = serials if serials is not None else _serials(decision.application.authority, planned)
    certificates = Certificate.objects.bulk_create(
        _certificate(decision, grant, number=grant.number or kept.get(key_of(grant), ""), serial=serials[key_of(grant)])
        for grant in planned
    )
    CertificateState.objects.bulk_create(
        CertificateState(certificate=one, state=State.IN_FORCE, reason=why, letter=letter) for one in certificates
    )
    _make_room(decision, certificates)
    for one in certificates:
        if one.replaces:
            change_state([one.replaces], State.SUPERSEDED, reason=replaced, letter=letter, superseded_by=one)
    hold_all([claim_of(one) for one in certificates])
    enter_all([entry for one in certificates if (entry := _entry_in_ledger(one))])
    write_down(
        events.ISSUED.happened(
            subject=f"certificate:{one.pk}",
            by="issue",
            authority=decision.application.authority.division_id,
            number=one.number,
            application=decision.application_id,
        )
        for one in certificates
    )
    return certificates


def _certificate(decision: Decision, grant: Grant, *, number: str, serial: int) -> Certificate:
    application = decision.application
    kind = type_of(grant.kind, grant.subject)
    return Certificate(
        kind=grant.kind,
        number=number or draw_number(application, grant.kind),
        version=_version(grant),
        replaces=grant.replaces,
        check_code="".join(secrets.choice(CHECK_ALPHABET) for _ in range(8)),
        identifier=certificate_identifier(application.authority.code, kind, serial, _version(grant)),
        decision=decision,
        subject=grant.subject,
        authority=application.authority,
        company=application.company,
        holder_name=application.company.name,
        plate=grant.plate,
        particulars=grant.particulars,
        issued_on=timezone.localdate(decision.decided_at),
        valid_from=grant.valid_from,
        valid_to=grant.valid_to,
    )


def _version(grant: Grant) -> int:
    return grant.replaces.version + 1 if grant.replaces else 1


def _serials(authority: Authority, planned: Sequence[Grant]) -> dict[str, int]:
    """The serials of the identifiers where none were drawn before."""
    drawn = {series: iter(numbers) for series, numbers in draw_each(authority, serials_of(planned)).items()}
    return {key_of(grant): next(drawn[serial_of(grant)]) for grant in planned}


def _make_room(decision: Decision, certificates: Sequence[Certificate]) -> None:
    """A vehicle that moved to a new registered owner loses the certificate its former holder still has."""
    if not decision.application.item.effect.get("moves"):
        return
    keys = [key for certificate in certificates for key in claim_of(certificate).keys]
    former = Place.objects.filter(key__in=keys).exclude(company=decision.application.company)
    for number, version in former.values_list("number", "version").distinct():
        held = Certificate.objects.get(number=number, version=version)
        change_state([held], State.STRUCK_OFF, reason="车辆已转移登记，原道路运输证注销")


def _entry_in_ledger(certificate: Certificate) -> Entry | None:
    """The authority's own register answers the next look-up: what is issued here is never asked for again."""
    material = ledger_material(certificate)
    if not material:
        return None
    keys, fields = ledger_entry(certificate)
    return Entry(
        material=material,
        keys=keys,
        fields={**fields, "cert-status": LEDGER_STATUS[State.IN_FORCE]},
        source=f"certificate:{certificate.pk}",
        as_of=certificate.issued_at,
    )


def produce_files(issued: Sequence[Certificate]) -> None:
    """Make and sign the PDFs of a grant's certificates; the same paper always leads to the same stored document."""
    for certificate in issued:
        held = {copy.copy for copy in certificate.copies.all()}
        for copy, paper in papers_of(certificate, among=issued).items():
            if copy not in held:
                _keep(certificate, copy, produce(paper, signer=certificate.authority.division_id))


def _keep(certificate: Certificate, copy: str, document: Document) -> None:
    try:
        with alone():
            CertificateCopy.objects.create(certificate=certificate, copy=copy, document=document)
    except IntegrityError:
        # Another worker was quicker with the same paper: its row says the same.
        CertificateCopy.objects.get(certificate=certificate, copy=copy)


def publish(decision: Decision, issued: Sequence[Certificate]) -> Publication:
    """Enter a grant in the public list (双公示); once, in the caller's transaction."""
    with transaction.atomic(savepoint=False):
        publication, created = Publication.objects.get_or_create(
            decision=decision, defaults={"entry": _public_entry(decision, issued)}
        )
        if created:
            events.PUBLISHED.record(
                subject=decision.application.subject,
                by="publish",
                authority=decision.application.authority.division_id,
            )
    return publication


def _public_entry(decision: Decision, issued: Sequence[Certificate]) -> dict[str, Any]:
    application = decision.application
    licence = licence_among(issued)
    return {
        "holder": application.company.public_name,
        "uscc": application.company.public_code,
        "document": decision.letter.number,
        "item": application.item.name_zh,
        "content": "、".join(licence.particulars["scope"]) if licence else application.item.result_zh,
        "certificates": [one.number for one in sorted(issued, key=lambda one: one.pk)],
        "decided_on": timezone.localdate(decision.decided_at).isoformat(),
        "valid_from": licence.valid_from.isoformat() if licence else "",
        "valid_to": licence.valid_to.isoformat() if licence else "",
        "authority": application.authority.name_zh,
        "procedure": application.procedure,
    }


def note_failure(order: IssueOrder, error: Exception) -> None:
    """Remember that issuing failed, for the desk; only the kind of error, never its data."""
    with transaction.atomic():
        order.refresh_from_db()
        order.attempts += 1
        order.last_attempt_at = timezone.now()
        order.last_error = type(error).__name__
        order.save(update_fields=["attempts", "last_attempt_at", "last_error"])
        events.ISSUE_FAILED.record(
            subject=order.decision.application.subject,
            by="issue",
            authority=order.decision.application.authority.division_id,
            error=order.last_error,
        )


def complete(order: IssueOrder) -> None:
    """Tick off an order whose certificates are all made."""
    order.completed_at = timezone.now()
    order.last_error = ""
    order.save(update_fields=["completed_at", "last_error"])


def note_download(document: str, *, subject: str, authority: str, by: Person) -> None:
    """Every download is recorded (house, 5.9; domain F-8.1)."""
    events.DOWNLOADED.record(subject=subject, by=by, authority=authority, document=document)
