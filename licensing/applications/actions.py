"""What an applicant does, one function per act; each writes its event in the same transaction."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.db.models import CharField, Model, Value
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.people import Person
from accounts.represented.companies import Company
from accounts.versions import Stale
from licensing import events
from licensing.applications import drafts, rules
from licensing.applications.answers.doubts import standing_doubts
from licensing.applications.answers.facts import is_exempt
from licensing.applications.answers.given import Answers
from licensing.applications.answers.identity import is_principal
from licensing.applications.checked import refuse_unseen
from licensing.applications.drafts import Page
from licensing.applications.evidence.certainty import STANDING_HOURS, hours_of, wanted_needs
from licensing.applications.evidence.effort import seconds_to, typed_in
from licensing.applications.evidence.prefill import only_inputs
from licensing.applications.evidence.questions import Need, digest_of
from licensing.applications.evidence.resolution import Resolved, Treatment
from licensing.applications.files import refuse_too_many_files
from licensing.applications.models.application import Application, Procedure, Submission, SubmittedVehicle
from licensing.applications.models.attachments import Attachment
from licensing.applications.models.evidence import Evidence, Found, Waiver
from licensing.applications.models.promises import Commitment, Promised
from licensing.applications.notice import told
from licensing.applications.sheet import Sheet, sheet_of
from licensing.applications.standing.bars import bar_on, words_of
from materials.catalogue.models import Notice, ServiceItem
from materials.catalogue.queries import name_zh, notice_for
from materials.lookups.ask import ask_all
from materials.lookups.contract import Answer, Outcome
from materials.uploads.actions import checked, keep
from pages.lists.beside import locked, spare, telling
from pages.statements import Asked, Statement
from papers.numbers import draw
from trail.events import EventKind, write_down
from trail.models import Event


class CannotStart(Exception):
    """The application cannot be begun; the message tells the applicant why."""


class AlreadySubmitted(Exception):
    """The application was handed in before; it is not changed any more."""


class NotComplete(Exception):
    """Something is missing; `missing` lists all of it."""

    def __init__(self, missing: Sequence[rules.Missing]) -> None:
        super().__init__("; ".join(m.message for m in missing))
        self.missing = missing


class NotAllAffirmed(Exception):
    """A statement of the commitment was not affirmed; `codes` names which."""

    def __init__(self, codes: list[str]) -> None:
        super().__init__(", ".join(codes))
        self.codes = codes


class CommitmentClosed(Exception):
    """The commitment is not open to this applicant; the message is the reason."""


def open_draft(application: Application) -> Application:
    """The draft, locked for change. Raises AlreadySubmitted."""
    draft = locked(Application.objects.whole().select_for_update(of=("self",)), pk=application.pk)
    if draft.is_submitted:
        raise AlreadySubmitted
    return draft


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


def start(item: ServiceItem, company: Company, *, by: Person) -> Application:
    """Begin a draft; what the account already knows is filled in. Raises CannotStart with the reason."""
    return _begun(item, company, by=by, told=events.STARTED, teller=by)


def prepare(item: ServiceItem, company: Company, *, for_whom: Person, by: str) -> Application:
    """Begin what the portal prepares for somebody to sign; nobody has applied for anything yet. Raises CannotStart."""
    now = timezone.now()
    return _begun(item, company, by=for_whom, told=events.PREPARED, teller=by, prepared_at=now)


@transaction.atomic
def _begun(
    item: ServiceItem, company: Company, *, by: Person, told: EventKind, teller: Person | str, **more: Any
) -> Application:
    if not rules.may_apply(item, company):
        raise CannotStart(_("This service is not open to this type of applicant."))
    if entry := bar_on(item, company, on=timezone.localdate()):
        raise CannotStart(words_of(entry))
    authority = rules.competent_authority(item, company)
    if authority is None:
        raise CannotStart(
            _("No authority on this portal is competent for %(address)s.")
            % {"address": company.registered_address or company.division.name_zh}
        )
    procedure = Procedure.COMMITMENT if item.commitment_applies else Procedure.ORDINARY
    application = Application.objects.create(
        item=item, company=company, authority=authority, started_by=by, procedure=procedure, **more
    )
    application.draft = Answers(fields=_from_account(application, by)).stored()
    application.save(update_fields=["draft"])
    told.record(
        subject=application.subject,
        by=teller,
        authority=authority.division_id,
        item=item.name_zh,
        company=company.name,
    )
    return application


def _from_account(application: Application, by: Person) -> dict[str, Any]:
    """What a draft begins with, besides what the account settles for good (`identity`)."""
    company = application.company
    known: dict[str, Any] = {
        "contact-phone": company.phone or by.phone,
        "handling-route": application.procedure,
        "delivery-way": "electronic",
    }
    if company.is_individual or is_principal(company, by.id_number):
        known |= {"has-agent": False}
    else:
        known |= {"has-agent": True, "agent-name": by.name, "agent-id": by.id_number, "agent-phone": by.phone}
    return _on_the_form(application, known)


def _on_the_form(application: Application, known: dict[str, Any]) -> dict[str, Any]:
    codes = {spec.code for section in sheet_of(application).form for spec in section.fields}
    return {code: value for code, value in known.items() if code in codes and value not in ("", None)}


def save_section(
    application: Application,
    *,
    fields: Mapping[str, Any],
    rows: Mapping[str, list[dict[str, Any]]],
    doubts: Mapping[str, str],
    page: Page | None = None,
) -> Application:
    """Keep what was typed in one section. `page`: where it was typed. Raises as `save_sections`."""
    return save_sections(application, [drafts.Typed(fields=fields, rows=rows, doubts=doubts, page=page)])


def save_sections(application: Application, typed: Sequence[drafts.Typed]) -> Application:
    """Keep what was typed in some sections, complete or not; what is known anyway is ignored.

    A page that has not seen the newest answers of a section is refused there; its other sections are kept, so that
    whoever leaves the page for what is stored loses nothing else. What the page itself has replaced meanwhile is left:
    requests overtake each other. Raises AlreadySubmitted, Stale, DraftTooLarge.
    """
    stale: list[Stale] = []
    with transaction.atomic():
        draft = open_draft(application)
        sheet, before = sheet_of(draft), draft.draft
        for one in typed:
            fields, rows = only_inputs(sheet, one.fields, one.rows)
            answers = draft.answers.with_section(fields=fields, rows=rows, doubts=one.doubts)
            answers = replace(answers, doubts=standing_doubts(sheet.form, answers))
            drafts.refuse_too_large(answers)
            if one.page is not None:
                if drafts.is_older(before, one.page):
                    continue
                try:
                    drafts.refuse_stale(before, answers, one.page, when=draft.saved_at)
                except Stale as unseen:
                    stale.append(unseen)
                    continue
            draft.draft = drafts.written(draft.draft, answers, one.page)
            route = fields.get("handling-route")
            if route in Procedure.values:
                draft.procedure = route
        if len(stale) < len(typed):
            draft.saved_at = timezone.now()
            draft.save(update_fields=["draft", "saved_at", "procedure"])
    if stale:
        raise stale[0]
    return draft


def choose_procedure(application: Application, procedure: Procedure, *, by: Person) -> Application:
    """Choose commitment or ordinary; free until the decision (domain F-3.3). Raises CommitmentClosed."""
    with transaction.atomic():
        draft = open_draft(application)
        if procedure == Procedure.COMMITMENT and (closed := sheet_of(draft).closed):
            raise CommitmentClosed(closed)
        draft.procedure = procedure
        fields = {**draft.answers.fields, "handling-route": str(procedure)}
        draft.draft = drafts.written(draft.draft, draft.answers.with_section(fields=fields, rows={}, doubts={}))
        draft.save(update_fields=["procedure", "draft"])
        events.PROCEDURE_CHOSEN.record(
            subject=draft.subject, by=by, authority=draft.authority.division_id, procedure=procedure.value
        )
    return draft


def exempt(sheet: Sheet) -> bool:
    """Whether all vehicles named so far are light: then no licence is needed (art. 24)."""
    light_is_free = bool(sheet.application.item.effect.get("light_exempt"))
    return light_is_free and is_exempt(sheet.filled)


def discard(application: Application, *, by: Person) -> None:
    """Put a draft away: its row stays, no longer listed, what was typed in it does not. Raises AlreadySubmitted.

    What nobody handed in serves no purpose any more (Personal Information Protection Law arts. 19, 47). Its files are
    given up in the night (`files.forget_of_discarded`).
    """
    with transaction.atomic():
        draft = open_draft(application)
        draft.discarded_at, draft.draft = timezone.now(), {}
        draft.save(update_fields=["discarded_at", "draft"])
        events.DISCARDED.record(subject=draft.subject, by=by, authority=draft.authority.division_id)


def pending_needs(sheet: Sheet, *, by: str) -> list[Need]:
    """The look-ups that have no fresh answer yet."""
    return _wanted(sheet, by=by)


def _wanted(sheet: Sheet, *, by: str, anew: Collection[str] = ()) -> list[Need]:
    """The look-ups that have no fresh answer yet, or are asked again anyway."""
    hours = hours_of(sheet.application)

    def is_pending(need: Need) -> bool:
        row = sheet.evidence.get((need.question.material, need.key_digest))
        if row is None or row.outcome == Outcome.UNAVAILABLE:
            return True
        return not row.is_fresh(hours.get(need.question.material, STANDING_HOURS))

    return [need for need in wanted_needs(sheet, by=by) if need.question.material in anew or is_pending(need)]


def look_up(
    application: Application,
    *,
    by: str,
    only: Collection[str] | None = None,
    settled: Callable[[Evidence], None] | None = None,
    anew: bool | Collection[str] = False,
    sheet: Sheet | None = None,
) -> list[Evidence]:
    """Ask every registry still needed, side by side; each answer is stored as it arrives.

    `by` is "person:<id>" or the name of an automatic step; `only` limits to material codes; `anew` asks what was
    answered just now once more, all or some material codes. `sheet`: how it stands, where that is not how it is stored.
    """
    sheet = sheet or sheet_of(application)
    wanted = wanted_needs(sheet, by=by) if anew is True else _wanted(sheet, by=by, anew=anew or ())
    wanted = [need for need in wanted if only is None or need.question.material in only]
    kept: list[Evidence] = []

    def keep(index: int, answer: Answer) -> None:
        evidence = keep_answer(application, wanted[index], answer)
        kept.append(evidence)
        if settled:
            settled(evidence)

    ask_all([need.question for need in wanted], settled=keep)
    return kept


def keep_answer(application: Application, need: Need, answer: Answer) -> Evidence:
    """Keep what a registry answered, and say so in the trail (domain F-4.4)."""
    question = need.question
    with transaction.atomic(savepoint=False):
        evidence = Evidence.objects.create(
            application=application,
            material=question.material,
            registry=question.registry,
            subject_label=need.label[:200],
            key_digest=digest_of(question.keys),
            purpose={
                "item": question.purpose.item,
                "case": question.purpose.case,
                "legal_basis": question.purpose.legal_basis,
            },
            triggered_by=question.by,
            requested_at=answer.requested_at,
            answered_at=answer.answered_at,
            outcome=answer.outcome.value,
            reason=answer.reason,
            source_version=answer.source_version,
            as_of=answer.as_of,
            answer_digest=answer.digest,
            fields=dict(answer.fields),
        )
        events.LOOKED_UP.record(
            subject=application.subject,
            by=question.by,
            authority=application.authority.division_id,
            material=name_zh(question.material),
            registry=name_zh(question.registry),
            outcome=answer.outcome.value,
            evidence=evidence.number,
        )
    return evidence


def attach(application: Application, material: str, file: UploadedFile, *, by: Person) -> Attachment:
    """Add an upload as proof of a material. Raises RefusedUpload, AlreadySubmitted."""
    found = checked(file)
    with transaction.atomic():
        draft = open_draft(application)
        refuse_too_many_files(draft, file)
        upload = keep(found, by=by)
        attachment = Attachment.objects.create(application=draft, material=material, upload=upload, added_by=by)
        events.ATTACHED.record(
            subject=draft.subject,
            by=by,
            authority=draft.authority.division_id,
            file=upload.original_name,
            material=name_zh(material),
        )
    return attachment


def detach(attachment: Attachment, *, by: Person) -> None:
    """Take an upload out of a draft; the file is kept. Raises AlreadySubmitted."""
    with transaction.atomic():
        draft = open_draft(attachment.application)
        attachment.removed_at = timezone.now()
        attachment.save(update_fields=["removed_at"])
        events.DETACHED.record(
            subject=draft.subject, by=by, authority=draft.authority.division_id, file=attachment.upload.original_name
        )


def sign_commitment(
    application: Application, affirmed: Mapping[str, datetime.datetime], *, by: Person, seen: str = ""
) -> Commitment:
    """Sign the notice in force under which the case began, statement by statement.

    `affirmed` is statement code -> when it was affirmed; `seen`: what was looked at, nothing else is signed.
    Raises NotAllAffirmed, CommitmentClosed, AlreadySubmitted, Stale.
    """
    with transaction.atomic():
        draft = open_draft(application)
        sheet = sheet_of(draft)
        refuse_unseen(sheet, seen)
        if closed := sheet.closed:
            raise CommitmentClosed(closed)
        notice = notice_for(draft.item)
        if notice is None:
            raise CommitmentClosed(_("This item has no notification-commitment procedure."))
        left = [s["code"] for s in notice.statements if s["code"] not in affirmed]
        if left:
            raise NotAllAffirmed(left)
        commitment = Commitment.objects.create(
            application=draft,
            notice=notice,
            statements=_affirmed_statements(notice, affirmed),
            notice_text=told(notice),
            answers_digest=draft.answers.digest(),
            signed_by=by,
        )
        events.COMMITTED.record(
            subject=draft.subject, by=by, authority=draft.authority.division_id, notice=notice.version_label
        )
    return commitment


def _affirmed_statements(notice: Notice, affirmed: Mapping[str, datetime.datetime]) -> list[dict[str, Any]]:
    return [
        {"order": s["order"], "code": s["code"], "zh": s["zh"], "affirmed_at": affirmed[s["code"]].isoformat()}
        for s in notice.statements
    ]


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
        day = timezone.localdate(now)
        authority = draft.authority
        serial = draw(authority, "receipt", year=day.year)
        try:
            submission = Submission.objects.create(
                application=draft,
                receipt_number=f"{authority.division_id}{day:%Y}{serial:06d}",
                submitted_at=now,
                submitted_by=by,
                answers=answers.stored(),
                answers_digest=answers.digest(),
                typed=typed_in(sheet, given=_from_account(draft, by)),
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


def keep_waivers(
    application: Application,
    resolved: Sequence[Resolved],
    *,
    by: Person,
    is_first: bool = False,
    and_then: Sequence[Event] = (),
) -> None:
    """Write down everything that was not asked for, with its proof, once each (domain F-4.3, F-4.4).

    What the catalogue waives, what a registry has shown besides, and what is promised instead: three things, never one.
    `and_then`: what happened right after, told with it.
    """
    held = {kind: set[int]() for kind in SPARED} if is_first else _kept_before(application)
    new = [row for row in resolved if row.treatment in held and row.requirement.pk not in held[row.treatment]]
    _keep_with_proof(application, Waiver, [row for row in new if row.treatment == Treatment.WAIVED])
    _keep_with_proof(application, Found, [row for row in new if row.treatment == Treatment.FOUND])
    promised = [row for row in new if row.treatment == Treatment.PROMISED]
    if promised:
        Promised.objects.bulk_create(Promised(application=application, requirement=row.requirement) for row in promised)
    write_down([*(_spared(application, row, by=by) for row in new if row.treatment != Treatment.PROMISED), *and_then])


SPARED = (Treatment.WAIVED, Treatment.FOUND, Treatment.PROMISED)
"""What nobody has to bring is written down."""


def _kept_before(application: Application) -> dict[Treatment, set[int]]:
    """Treatment → the requirements that were written down already, all three asked at once."""
    kinds = {
        Treatment.WAIVED: application.waivers,
        Treatment.FOUND: application.found,
        Treatment.PROMISED: application.promised,
    }
    one, *others = (
        kept.order_by().values_list(Value(treatment.value, output_field=CharField()), "requirement_id")
        for treatment, kept in kinds.items()
    )
    held: dict[Treatment, set[int]] = {treatment: set() for treatment in SPARED}
    for treatment, requirement in one.union(*others, all=True):
        held[Treatment(treatment)].add(requirement)
    return held


Kept = TypeVar("Kept", Waiver, Found)


def _keep_with_proof(application: Application, kind: type[Kept], rows: Sequence[Resolved]) -> None:
    if not rows:
        return
    kept = kind.objects.bulk_create(kind(application=application, requirement=row.requirement) for row in rows)
    proof: type[Model] = kind.evidence.through
    proof._default_manager.bulk_create(
        proof(**{f"{kind._meta.model_name}_id": one.pk, "evidence_id": evidence.pk})
        for one, row in zip(kept, rows, strict=True)
        for evidence in row.evidence
    )


def _spared(application: Application, row: Resolved, *, by: Person) -> Event:
    kind = events.WAIVED if row.treatment == Treatment.WAIVED else events.FOUND
    return kind.happened(
        subject=application.subject,
        by=by,
        authority=application.authority.division_id,
        material=row.material.name_zh,
        evidence=", ".join(e.number for e in row.evidence),
    )
