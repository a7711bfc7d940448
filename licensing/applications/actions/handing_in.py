"""An application is handed in, exactly once: answers frozen, receipt number drawn, waivers written down."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.authorities import Authority
from accounts.people import Person
from licensing import events
from licensing.applications import rules
from licensing.applications.actions.drafting import AlreadySubmitted, from_account
from licensing.applications.actions.sparing import keep_waivers
from licensing.applications.answers.given import Answers
from licensing.applications.checked import refuse_unseen
from licensing.applications.evidence.effort import seconds_to, typed_in
from licensing.applications.models.application import Application, Submission, SubmittedVehicle
from licensing.applications.sheet import Sheet, sheet_of
from pages.lists.beside import locked, spare, telling
from pages.statements import Asked, Statement
from papers.numbers import draw


class NotComplete(Exception):
    """Something is missing; `missing` lists all of it."""

    def __init__(self, missing: Sequence[rules.Missing]) -> None:
        super().__init__("; ".join(m.message for m in missing))
        self.missing = missing


_OPEN_AND_ALONE = Statement(
    lambda: telling(
        Application.objects.whole().select_for_update(of=("self", "company"), no_key=True), "attachments"
    ).filter(pk=Asked("pk"))
)


def _open_and_alone(application: Application) -> Application:
    """The draft as it is handed in: nobody changes it meanwhile, and nobody decides for its company."""
    draft = locked(_OPEN_AND_ALONE, pk=application.pk)
    spare([draft], "attachments")
    if draft.is_submitted:
        raise AlreadySubmitted
    return draft


def follow_the_seat(sheet: Sheet) -> None:
    """Give a draft to the authority of the seat as the business register has it now (domain F-1.3).

    The company's county moves with it, and so do its later cases.
    """
    draft, moved = sheet.application, sheet.moved
    if moved is None or moved.division is None:
        return
    draft.company.division = moved.division
    draft.company.save(update_fields=["division"])
    authority = rules.competent_authority(draft.item, draft.company)
    if authority is None or authority.pk == draft.authority_id:
        return
    draft.authority = authority
    draft.save(update_fields=["authority"])
    events.SEAT_FOLLOWED.record(
        subject=draft.subject, by="registry", authority=authority.division_id, place=moved.name, to=authority.name_zh
    )


def submit(
    application: Application, *, by: Person, seen: str = "", also: Callable[[Sheet, Submission], None] | None = None
) -> Sheet:
    """Hand the application in, exactly once; returns the sheet that was handed in.

    The answers are frozen as they stand, every waiver is written down with its evidence, and the receipt
    number is drawn, all in one transaction. `seen`: what was looked at; nothing else is handed in.
    `also`: what has to hold besides and is kept with the submission, at the counter say; what it raises undoes all.
    Raises AlreadySubmitted, NotComplete, Stale.
    """
    with transaction.atomic(savepoint=False):
        draft = _open_and_alone(application)
        sheet = sheet_of(draft)
        refuse_unseen(sheet, seen)
        if sheet.missing:
            raise NotComplete(sheet.missing)
        follow_the_seat(sheet)
        answers = sheet.filled
        now = timezone.now()
        authority = draft.authority
        receipt = draw_receipt(authority, on=timezone.localdate(now))
        try:
            submission = Submission.objects.create(
                application=draft,
                receipt_number=receipt,
                submitted_at=now,
                submitted_by=by,
                answers=answers.stored(),
                answers_digest=answers.digest(),
                typed=typed_in(sheet, given=from_account(draft, by)),
                seconds=seconds_to(now, sheet),
            )
        except IntegrityError as race:
            raise AlreadySubmitted from race
        if also is not None:
            also(sheet, draft.submission)
        if draft.item.bundle_id is None:
            name_vehicles(draft, answers, is_first=True)
        submitted = events.SUBMITTED.happened(
            subject=draft.subject, by=by, authority=authority.division_id, receipt=submission.receipt_number
        )
        keep_waivers(draft, sheet.resolved, by=by, is_first=True, and_then=[submitted])
    return sheet


def draw_receipt(authority: Authority, *, on: datetime.date) -> str:
    """The next receipt number of an authority: its division, the year, six digits. Caller: in a transaction."""
    return f"{authority.division_id}{on:%Y}{draw(authority, 'receipt', year=on.year):06d}"


def name_vehicles(application: Application, answers: Answers, *, is_first: bool = False) -> None:
    """Enter the vehicles an application names, those that are not entered yet; at the first time none is."""
    held = set() if is_first else set(application.vehicles.values_list("plate", "plate_colour", "vin"))
    rows = answers.of_section("vehicle")
    named = [(row.get("plate", ""), row.get("plate-colour", ""), row.get("vin", "")) for row in rows]
    SubmittedVehicle.objects.bulk_create(
        SubmittedVehicle(application=application, plate=plate, plate_colour=colour, vin=vin)
        for plate, colour, vin in dict.fromkeys(named)
        if (plate, colour, vin) not in held
    )
