"""The application as it stands, as one value: made once per request or act, handed on, asked by every rule.

Answers, evidence, materials and what follows from them belong together: whoever reads one of them at another moment
than the rest reads two applications. A sheet is never stored and never changed; what it is asked for it works out
once. “What would it be if …” is another sheet (`with_draft`, `in_ordinary`). Under the lock of an act a fresh one is
made. Knows no law of its own: the rules beside it do.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from accounts.authorities import Authority
from licensing.applications import rules
from licensing.applications.agreements.rules import Used, vehicles_of_others
from licensing.applications.answers.given import Answers
from licensing.applications.answers.identity import of_account
from licensing.applications.evidence.certainty import Fact, facts_of
from licensing.applications.evidence.differences import Difference, Seat, differences, moved_to
from licensing.applications.evidence.newest import Newest, newest_answers
from licensing.applications.evidence.prefill import filled_in
from licensing.applications.evidence.resolution import Resolved, resolve
from licensing.applications.models.application import Application, Procedure
from licensing.applications.models.attachments import Attachment
from licensing.applications.models.credit import CreditEntry
from licensing.applications.models.evidence import Evidence, FactCheck
from licensing.applications.models.promises import Commitment
from licensing.applications.standing.conflict import Conflict
from licensing.applications.standing.records import Entered, asked_of_our_register, in_our_register, places_about
from licensing.applications.standing.standing import conflicts
from licensing.register.models import Place
from materials.catalogue.forms import SectionForm, form_for
from pages.lists.beside import has_none
from pages.statements import Asked, Statement

_TOLD = Statement(lambda: Evidence.objects.filter(application=Asked("application")).order_by("id"))
_FILES: Statement[Attachment] = Statement(
    lambda: Attachment.objects.filter(application=Asked("application")).standing().select_related("upload")
)
_CHECKS = Statement(lambda: FactCheck.objects.filter(application=Asked("application")).select_related("checked_by"))
_CREDIT = Statement(
    lambda: (
        CreditEntry.objects.filter(company=Asked("company"), lifted__isnull=True)
        .select_related("repair", "application__item__bundle")
        .order_by("-pk")
    )
)


@dataclass(frozen=True, kw_only=True, eq=False)
class Rows:
    """What is stored beside an application, read once when it is first needed, and shared by sheets that differ."""

    application: Application

    @cached_property
    def told(self) -> tuple[Evidence, ...]:
        """Every answer of a registry, the oldest first."""
        told = _TOLD(application=self.application.pk)
        for row in told:
            row.application = self.application
        return tuple(told)

    @cached_property
    def attachments(self) -> tuple[Attachment, ...]:
        """The files that count."""
        if has_none(self.application, "attachments"):
            return ()
        return tuple(_FILES(application=self.application.pk))

    @cached_property
    def checks(self) -> tuple[FactCheck, ...]:
        """What officials have checked themselves."""
        if has_none(self.application, "fact_checks"):
            return ()
        return tuple(_CHECKS(application=self.application.pk))

    @cached_property
    def credit(self) -> tuple[CreditEntry, ...]:
        """What counts in this portal's credit file of the company, repaired or not; the newest first."""
        return tuple(_CREDIT(company=self.application.company_id))


@dataclass(frozen=True, kw_only=True, eq=False)
class Sheet:
    """An application as it stands; `answers` as they were typed, handed in, amended or taken over."""

    application: Application
    form: tuple[SectionForm, ...]
    answers: Answers
    procedure: str
    rows: Rows = field(repr=False)

    def with_draft(self, answers: Answers) -> Sheet:
        """The same application with other answers; nothing is stored."""
        return replace(self, answers=answers)

    def in_ordinary(self) -> Sheet:
        """The same application in the ordinary procedure."""
        return replace(self, procedure=Procedure.ORDINARY)

    @cached_property
    def evidence(self) -> Newest:
        """What stands of what registries said, by material and key."""
        return newest_answers(self.rows.told)

    def asked_since(self, moment: datetime.datetime) -> Newest:
        """What registries answered to questions asked since a moment: who is silent now says nothing here."""
        return newest_answers(row for row in self.rows.told if row.requested_at >= moment)

    def newest_of(self, *materials: str) -> Evidence | None:
        """The newest answer about some materials, whomever it is about."""
        found = [row for (material, _digest), row in self.evidence.items() if material in materials]
        return max(found, key=lambda row: row.pk, default=None)

    @cached_property
    def filled(self) -> Answers:
        """The answers with every known value in its place."""
        return filled_in(self)

    @property
    def stated(self) -> Answers:
        """What counts as said: while it is drafted the filled-in form, once handed in what was handed in."""
        return self.answers if self.application.is_submitted else self.filled

    @cached_property
    def resolved(self) -> tuple[Resolved, ...]:
        """Every material that is asked for, with what became of it."""
        return tuple(resolve(self))

    @cached_property
    def missing(self) -> tuple[rules.Missing, ...]:
        """Everything that still has to be done before it can be handed in."""
        return tuple(rules.missing_before_submission(self))

    @cached_property
    def closed(self) -> str:
        """Why the commitment is not open, "" when it is."""
        return rules.why_commitment_is_closed(self)

    @cached_property
    def signed(self) -> Commitment | None:
        """The commitment, when it was signed over these very answers."""
        return rules.standing_commitment(self)

    @cached_property
    def places(self) -> tuple[Place, ...]:
        """What the company holds in the register, and who holds the vehicles that are named."""
        return tuple(places_about(self))

    @cached_property
    def asked_of_our_register(self) -> Mapping[str, Sequence[Mapping[str, str]]]:
        """Material → the keys under which the bureau's own register is asked about it."""
        return asked_of_our_register(self)

    @cached_property
    def in_our_register(self) -> Entered:
        """What the bureau's own register holds of them."""
        return in_our_register(self)

    @cached_property
    def of_others(self) -> tuple[Used, ...]:
        """The vehicles it names that no registry shows to be the applicant's own."""
        return tuple(vehicles_of_others(self))

    @cached_property
    def conflicts(self) -> tuple[Conflict, ...]:
        """What stands against it in the register."""
        return tuple(conflicts(self))

    @cached_property
    def facts(self) -> tuple[Fact, ...]:
        """Every fact a decision would rest on, certain or not."""
        return tuple(facts_of(self))

    @cached_property
    def differences(self) -> tuple[Difference, ...]:
        """Where the newest answers of registries differ from what was handed in."""
        return tuple(differences(self))

    @cached_property
    def moved(self) -> Seat | None:
        """Where the seat is by now, when it left the county of the account."""
        return moved_to(self)

    @cached_property
    def competent(self) -> Authority | None:
        """The authority of this portal that is competent for the seat as it is by now."""
        seat = self.moved.division if self.moved and self.moved.division else self.application.company.division
        return rules.authority_at(self.application.item, seat, known=self.application.authority)


def sheet_of(application: Application) -> Sheet:
    """The sheet of an application as it is stored now."""
    return Sheet(
        application=application,
        form=form_for(application.item),
        answers=application.answers,
        procedure=application.procedure,
        rows=Rows(application=application),
    )


def corrected(application: Application, *, typed: Answers | None = None) -> Sheet:
    """The sheet as it would stand with the answer to a correction request; `typed` instead of what is kept of it."""
    sheet = sheet_of(application)
    if hasattr(application, "amendment"):
        return sheet
    answers = typed or Answers.of(application.draft)
    return sheet.with_draft(answers.with_section(fields=of_account(application), rows={}, doubts={}))
