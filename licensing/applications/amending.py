"""What an applicant may still do once the application is handed in: answer a correction, leave the commitment.

Whether it is the time for it is the caller's business; the submission itself stays as it was.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.people import Person
from licensing import events
from licensing.applications.actions.asking import look_up
from licensing.applications.actions.attaching import keep_proof
from licensing.applications.actions.handing_in import NotComplete, name_vehicles
from licensing.applications.actions.sparing import keep_waivers
from licensing.applications.answers.given import Answers
from licensing.applications.drafts import refuse_too_large, written
from licensing.applications.evidence.prefill import only_inputs
from licensing.applications.evidence.resolution import Resolved, Treatment
from licensing.applications.files import refuse_too_many_files
from licensing.applications.models.application import Amendment, Application, Procedure, ProcedureChange
from licensing.applications.models.attachments import Attachment
from licensing.applications.rules import Missing
from licensing.applications.sheet import corrected, sheet_of
from materials.uploads.actions import checked


class AlreadyAmended(Exception):
    """The correction was answered before."""


class NothingToChange(Exception):
    """The application is in the ordinary procedure already."""


def save_correction(
    application: Application,
    read: Callable[[Application], tuple[Mapping[str, Any], Mapping[str, list[dict[str, Any]]]]],
    *,
    refuse: Callable[[Application], None] = lambda held: None,
) -> Application:
    """Keep what was typed in answer to a correction request, complete or not.

    `read` puts it on top of what is stored when the lock is held, `refuse` may raise Stale.
    Raises DraftTooLarge.
    """
    with transaction.atomic():
        held = Application.objects.select_for_update().get(pk=application.pk)
        refuse(held)
        fields, rows = only_inputs(sheet_of(held), *read(held))
        answers = Answers.of(held.draft).with_section(fields=fields, rows=rows, doubts={})
        refuse_too_large(answers)
        held.draft = written(held.draft, answers)
        held.saved_at = timezone.now()
        held.save(update_fields=["draft", "saved_at"])
    return held


def add_proof(application: Application, material: str, file: UploadedFile, *, by: Person) -> Attachment:
    """Add an upload to a submitted application, which counts with what it has. Raises RefusedUpload."""
    found = checked(file)
    with transaction.atomic():
        refuse_too_many_files(Application.objects.select_for_update().get(pk=application.pk), file)
        return keep_proof(application, material, found, by=by)


def look_up_correction(application: Application, *, by: Person) -> None:
    """Ask every registry anew, what it said may have been the mistake; never inside a transaction."""
    look_up(application, by=f"person:{by.pk}", anew=True, sheet=corrected(application))


def amend(application: Application, *, by: Person) -> Amendment:
    """Freeze the corrected form with its new waivers and digest; `look_up_correction` comes before.

    Raises AlreadyAmended.
    """
    answers = corrected(application).filled
    try:
        with transaction.atomic():
            amendment = Amendment.objects.create(
                application=application, made_by=by, answers=answers.stored(), answers_digest=answers.digest()
            )
            application.refresh_from_db()
            name_vehicles(application, answers)
            keep_waivers(application, sheet_of(application).resolved, by=by)
            events.AMENDED.record(subject=application.subject, by=by, authority=application.authority.division_id)
    except IntegrityError as race:
        raise AlreadyAmended from race
    return amendment


def missing_in_ordinary(application: Application) -> list[Resolved]:
    """What the applicant would have to bring if the ordinary procedure were taken."""
    return [row for row in sheet_of(application).in_ordinary().resolved if row.treatment == Treatment.MISSING]


def change_to_ordinary(application: Application, *, by: Person) -> ProcedureChange:
    """Leave the commitment for the ordinary procedure (domain F-3.3). Raises NothingToChange, NotComplete."""
    with transaction.atomic():
        held = Application.objects.select_for_update().get(pk=application.pk)
        if held.procedure == Procedure.ORDINARY:
            raise NothingToChange
        if missing := missing_in_ordinary(held):
            raise NotComplete([Missing(page="materials", section="", message=row.material.name) for row in missing])
        change = ProcedureChange.objects.create(application=held, to=Procedure.ORDINARY, changed_by=by)
        held.procedure = Procedure.ORDINARY
        held.save(update_fields=["procedure"])
        events.PROCEDURE_CHANGED.record(
            subject=held.subject, by=by, authority=held.authority.division_id, procedure=Procedure.ORDINARY.value
        )
    return change
