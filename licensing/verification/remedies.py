"""What follows when a reconsideration or a court has spoken on one of our decisions; the decision's own rows stay.

Reconsideration Law 2023 arts. 63–69, Administrative Litigation Law arts. 69–78: an annulled grant ends its
certificates, an annulled end gives them back, an annulled refusal bars nobody any more.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from accounts.people import Person
from accounts.permissions import APPROVE_EXTENSIONS, DECIDE
from clock.working_days import add_calendar_days
from desk.refusals import NotNow
from licensing.applications.models.application import Application
from licensing.applications.models.credit import CreditEntry
from licensing.certificates.ends import HOLDING, RestsOnIt
from licensing.certificates.models import Certificate, CertificateState, State
from licensing.decisions.models.letters import DECIDES, Letter, letter_kind
from licensing.verification.models import End, RemedyOutcome
from licensing.verification.rules import WhatEnds, what_ends

Outcome = RemedyOutcome.Outcome
GRANT, REFUSAL = letter_kind("grant"), letter_kind("refusal")
ENDS = frozenset(letter_kind(end) for end in End.values)
NO_GRANT = frozenset({REFUSAL, letter_kind("non-acceptance"), letter_kind("termination")})
WAYS = {RemedyOutcome.Way.RECONSIDERATION: "行政复议", RemedyOutcome.Way.SUIT: "行政诉讼"}
"""Each way as a letter names it."""
UNDOING = frozenset({Outcome.ANNULLED, Outcome.ANEW})
CREDIT = {
    REFUSAL: (CreditEntry.Ground.FALSE_APPLICATION,),
    End.REVOCATION.value: (CreditEntry.Ground.DECEIT, CreditEntry.Ground.UNMENDED),
}
"""Which entries in the credit file a decision makes: they fall with it."""


@dataclass(frozen=True, kw_only=True)
class Told:
    """What the document of the body or court says: its number and day, the day it reached us, the outcome.

    `undoes`: what our decision did falls with it; `days` within which it is to be decided anew.
    """

    way: RemedyOutcome.Way
    body: str
    document: str
    dated: datetime.date
    received_on: datetime.date
    outcome: RemedyOutcome.Outcome
    words: str
    undoes: bool
    days: int | None = None


@dataclass(frozen=True, kw_only=True)
class Return:
    """A certificate and the state it had before the decision that is undone."""

    certificate: Certificate
    before: CertificateState

    @property
    def state(self) -> State:
        return State(self.before.state)


@dataclass(frozen=True, kw_only=True)
class Follows:
    """What undoing a decision does: what ends (of a grant), what comes back (of an end), what counts no more."""

    ends: WhatEnds | None = None
    returns: tuple[Return, ...] = ()
    lifted: tuple[CreditEntry, ...] = ()

    @property
    def ended_numbers(self) -> str:
        ended = self.ends.ended if self.ends else [r.certificate for r in self.returns if r.state not in HOLDING]
        return _numbers(ended)

    @property
    def restored_numbers(self) -> str:
        given_back = [certificate for certificate, _state in self.ends.restored] if self.ends else []
        return _numbers([*given_back, *(r.certificate for r in self.returns if r.state in HOLDING)])


def _numbers(certificates: list[Certificate]) -> str:
    in_order = sorted(certificates, key=lambda certificate: certificate.pk)
    return "、".join(dict.fromkeys(certificate.number for certificate in in_order))


def attackable(letters: Iterable[Letter]) -> list[Letter]:
    """The letters among those of a case that decide something."""
    return [letter for letter in letters if letter.kind in DECIDES]


def whose_record(application: Application, person: Person) -> bool:
    """Who enters an outcome: whoever decides, or the head."""
    return person.has_perm(DECIDE) or person.has_perm(APPROVE_EXTENSIONS)


def is_anothers(letters: Iterable[Letter], person: Person) -> bool:
    """Whether a decision of the case was made by somebody else: nobody enters what became of their own (四眼)."""
    return any(letter.written_by_id != person.pk for letter in attackable(letters))


def why_out_of_order(attacked: Letter, told: Told) -> str:
    """Why the days cannot be right; "" when they can."""
    if attacked.dated <= told.dated <= told.received_on:
        return ""
    return _("The decision comes first, then the outcome, then the day it reached us.")


def why_not_recorded(attacked: Letter, told: Told, *, by: Person) -> str:
    """Why an outcome is not entered; "" when nothing speaks against it."""
    earlier = list(RemedyOutcome.objects.filter(attacked=attacked))
    if attacked.kind not in DECIDES:
        return _("This letter decides nothing: there is no remedy against it.")
    if attacked.written_by_id == by.pk:
        return _("You made this decision: another person enters what became of it.")
    if why := why_out_of_order(attacked, told):
        return why
    if any(one.document == told.document for one in earlier):
        return _("This document has already been entered.")
    if told.undoes and any(one.undoes for one in earlier):
        return _("The decision was undone already: nothing of it is left.")
    if (told.outcome == Outcome.ANEW) != bool(told.days):
        return _("Enter the days for the new decision if one is ordered; otherwise leave this empty.")
    if told.outcome != Outcome.CHANGED and told.undoes != (told.outcome in UNDOING):
        return _("Only what was annulled or changed is undone.")
    return ""


def what_follows(attacked: Letter, *, undoes: bool) -> Follows:
    """What undoing a decision would do now. Raises NotNow when something later has to be undone first."""
    if not undoes:
        return Follows()
    application = attacked.application
    lifted = tuple(
        CreditEntry.objects.filter(
            application=application, ground__in=CREDIT.get(attacked.kind, ()), lifted__isnull=True
        )
    )
    if attacked.kind == GRANT:
        return Follows(ends=_what_a_grant_leaves(application), lifted=lifted)
    returns = _what_came_of(attacked) if attacked.kind in ENDS else []
    # What has to make room goes first.
    return Follows(returns=tuple(sorted(returns, key=lambda one: one.state in HOLDING)), lifted=lifted)


def _what_a_grant_leaves(application: Application) -> WhatEnds:
    try:
        return what_ends(application, End.REVOCATION)
    except RestsOnIt as later:
        raise NotNow(_("A later version rests on this grant: undo that one first.")) from later


def _what_came_of(attacked: Letter) -> list[Return]:
    touched = Certificate.objects.filter(states__letter=attacked).distinct().order_by("pk")
    return [_return(certificate, attacked) for certificate in touched]


def _return(certificate: Certificate, attacked: Letter) -> Return:
    states = list(certificate.states.order_by("id"))
    at = next(n for n, state in enumerate(states) if state.letter_id == attacked.pk)
    since = [state for state in states[at + 1 :] if state.letter_id != attacked.pk]
    # A striking off that followed only closed the entry: it falls with what it followed.
    if any(state.state != State.STRUCK_OFF for state in since):
        raise NotNow(
            _("Certificate %(number)s was changed since: what came later has to be undone first.")
            % {"number": certificate.number}
        )
    return Return(certificate=certificate, before=states[at - 1])


def anew_by(received_on: datetime.date, days: int | None) -> datetime.date | None:
    """The day by which it is decided anew, from the day the document reached us. Raises CalendarUnknown."""
    return add_calendar_days(received_on, days) if days else None


def due_anew(*, on: datetime.date) -> QuerySet[RemedyOutcome]:
    """What was to be decided anew and is overdue."""
    rows = RemedyOutcome.objects.filter(anew_by__lt=on, decided__isnull=True)
    return rows.select_related("application__authority")


def new_decisions(remedy: RemedyOutcome) -> QuerySet[Letter]:
    """What may have decided it anew: later decisions for the same company, by this case or another one."""
    rows = Letter.objects.filter(application__company=remedy.application.company, kind__in=DECIDES)
    return rows.filter(written_at__gt=remedy.recorded_at, application__authority=remedy.application.authority)


def open_anew(application: Application) -> RemedyOutcome | None:
    """What is still to be decided anew."""
    rows = RemedyOutcome.objects.filter(application=application, anew_by__isnull=False, decided__isnull=True)
    return rows.order_by("pk").first()
