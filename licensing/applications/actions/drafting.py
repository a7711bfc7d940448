"""A draft: begun, filled in, put away. Each act writes its event in the same transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.people import Person
from accounts.represented.companies import Company
from accounts.versions import Stale
from licensing import events
from licensing.applications import drafts, rules
from licensing.applications.answers.doubts import standing_doubts
from licensing.applications.answers.given import Answers
from licensing.applications.answers.identity import is_principal
from licensing.applications.drafts import Page
from licensing.applications.evidence.prefill import only_inputs
from licensing.applications.models.application import Application, Procedure
from licensing.applications.sheet import sheet_of
from licensing.applications.standing.bars import bar_on, words_of
from materials.catalogue.models.items import ServiceItem
from pages.lists.beside import locked
from trail.events import EventKind


class CannotStart(Exception):
    """The application cannot be begun; the message tells the applicant why."""


class AlreadySubmitted(Exception):
    """The application was handed in before; it is not changed any more."""


class CommitmentClosed(Exception):
    """The commitment is not open to this applicant; the message is the reason."""


def open_draft(application: Application) -> Application:
    """The draft, locked for change. Raises AlreadySubmitted."""
    draft = locked(Application.objects.whole().select_for_update(of=("self",)), pk=application.pk)
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
    application.draft = Answers(fields=from_account(application, by)).stored()
    application.save(update_fields=["draft"])
    told.record(
        subject=application.subject,
        by=teller,
        authority=authority.division_id,
        item=item.name_zh,
        company=company.name,
    )
    return application


def from_account(application: Application, by: Person) -> dict[str, Any]:
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
