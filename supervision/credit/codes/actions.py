"""A code is suggested, proposed, confirmed, dropped, bettered, put in force: each in one transaction with its event."""

from __future__ import annotations

import datetime
from functools import partial

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.people import Person
from accounts.permissions import CONFIRM_CREDIT, HANDLE_CREDIT
from desk.refusals import MayNotHandle, NotNow, NotYours, TooLate
from pages.one_by_one import one_by_one
from supervision import events
from supervision.credit.codes import rules
from supervision.credit.codes.assessing import Weighed, weigh
from supervision.credit.codes.models import (
    Assessment,
    CodeChange,
    Confirmation,
    Drop,
    Proposal,
    TakenEffect,
)
from supervision.credit.codes.notice import days_of_notice, notice
from supervision.credit.letters.writing import Draft, write
from supervision.credit.scoring.model import Colour
from supervision.credit.subjects.models import Subject
from supervision.serving.actions import served_as_agreed
from trail.events import EventKind


class MayNotConfirm(NotYours):
    """Who proposed does not confirm."""


class SettledAlready(TooLate):
    """The change was confirmed or dropped meanwhile."""

    def __str__(self) -> str:
        return _("This change has already been confirmed or dropped.")


def alone_with(subject: Subject | int) -> Subject:
    """Wait until nobody else changes this code; held to the end of the transaction."""
    key = subject if isinstance(subject, int) else subject.pk
    return Subject.objects.select_for_update(of=("self",)).select_related("company", "authority").get(pk=key)


def tell(kind: EventKind, subject: Subject, *, by: Person | str, **values: object) -> None:
    kind.record(
        subject=f"company:{subject.company_id}",
        by=by,
        authority=subject.authority.division_id,
        sector=f"sector-{subject.sector}",
        **values,
    )


def follow(weighed: Weighed, *, occasion: Assessment.Occasion, by_test_only: bool = False) -> rules.Move:
    """Write an assessment down and do what follows from it: suggest a worse code, give a better one.

    `by_test_only`: at night only vetoes and triggers suggest, and only what was repaired or removed betters.
    """
    with transaction.atomic():
        subject = alone_with(weighed.subject)
        row = weighed.as_row(occasion)
        if Assessment.objects.filter(subject=subject, on=row.on, occasion=occasion).exists():
            return rules.Move.STAYS  # another worker was quicker
        row.save()
        gone = rules.ground_is_gone(rules.change_in_force(subject))
        move = rules.move_of(subject, weighed.found, on=weighed.found.on, ground_is_gone=gone)
        tested = any(reason.kind in ("veto", "trigger") for reason in weighed.found.reasons)
        if by_test_only and ((move is rules.Move.WORSE and not tested) or (move is rules.Move.BETTER and not gone)):
            move = rules.Move.STAYS
        if move is rules.Move.WORSE and rules.is_on_its_way(subject, weighed.found.colour):
            return rules.Move.STAYS
        waiting = rules.open_change(subject)
        if waiting is not None and not hasattr(waiting, "proposal") and not by_test_only:
            _overtaken(waiting)
        if move is rules.Move.WORSE:
            _suggest(subject, row)
        elif move is rules.Move.BETTER:
            _better(subject, row, weighed)
    return move


def _overtaken(change: CodeChange) -> None:
    """The model does not suggest it any more, and nobody had taken it up."""
    Drop.objects.create(change=change, words="", by=None)
    tell(events.DROPPED, change.subject, by="credit", becomes=f"code-{change.becomes}")


def _suggest(subject: Subject, row: Assessment) -> CodeChange:
    change = CodeChange.objects.create(
        subject=subject, was=subject.colour, becomes=row.colour, assessment=row, by_rule=False
    )
    tell(
        events.SUGGESTED,
        subject,
        by="credit",
        was=f"code-{change.was}",
        becomes=f"code-{change.becomes}",
        score=str(row.score),
    )
    return change


def _better(subject: Subject, row: Assessment, weighed: Weighed) -> CodeChange:
    change = CodeChange.objects.create(
        subject=subject, was=subject.colour, becomes=row.colour, assessment=row, by_rule=True
    )
    TakenEffect.objects.create(change=change, on=row.on)
    subject.colour, subject.colour_since = row.colour, row.on
    subject.stay_until = _stay(weighed, weighed.found.colour, row.on)
    subject.save(update_fields=["colour", "colour_since", "stay_until"])
    tell(events.BETTERED, subject, by="credit", becomes=f"code-{change.becomes}", score=str(row.score))
    return change


def _stay(weighed: Weighed, colour: Colour, since: datetime.date) -> datetime.date | None:
    days = weighed.by.content.stay_days.get(colour)
    return since + datetime.timedelta(days=days) if days else None


def _guard(subject: Subject, by: Person, permission: str) -> None:
    if not by.has_perm(permission) or not rules.may_see(by, subject):
        raise MayNotHandle


def _open(change: CodeChange, *, or_unserved: bool = False) -> CodeChange:
    """The change as it stands under the lock of its subject. Raises SettledAlready."""
    rows = CodeChange.objects.select_related(
        "proposal__by", "confirmation__letter__service", "drop", "subject__company"
    )
    found: CodeChange = rows.get(pk=change.pk)
    if found.state not in ("suggested", "proposed") and not (or_unserved and rules.is_unserved(found)):
        raise SettledAlready
    return found


def propose(change: CodeChange, *, words: str, by: Person) -> Proposal:
    """A first person proposes what the model suggests. Raises MayNotHandle, SettledAlready, NotNow."""
    with transaction.atomic():
        subject = alone_with(change.subject_id)
        _guard(subject, by, HANDLE_CREDIT)
        change = _open(change)
        if change.state == "proposed":
            raise SettledAlready
        _still(change, weigh(subject, on=timezone.localdate()))
        proposal = Proposal.objects.create(change=change, words=words, by=by)
        tell(events.PROPOSED, subject, by=by, becomes=f"code-{change.becomes}")
    return proposal


def _still(change: CodeChange, weighed: Weighed) -> None:
    """Refuse a change that the facts do not bear any more. Raises NotNow."""
    if weighed.found.colour is not change.new_colour:
        raise NotNow(_("The facts no longer support this colour: drop the change."))


def preview_notice(change: CodeChange) -> Draft:
    """The notice as it would be served today. Raises CalendarUnknown."""
    today = timezone.localdate()
    return notice(weigh(change.subject, on=today), was=Colour(change.was), dated=today)


def confirm(change: CodeChange, *, by: Person) -> Confirmation:
    """A second person confirms: the notice is written, and served at once where the company agreed to that.

    The code is in force from the working day after it was served. Raises MayNotHandle, MayNotConfirm,
    SettledAlready, NotNow, CalendarUnknown.
    """
    with transaction.atomic():
        subject = alone_with(change.subject_id)
        _guard(subject, by, CONFIRM_CREDIT)
        change = _open(change)
        if change.state != "proposed":
            raise NotNow(_("Nobody has proposed this change yet."))
        if why := rules.why_not_second(by, [change.proposal.by]):
            raise MayNotConfirm(why)
        today = timezone.localdate()
        weighed = weigh(subject, on=today)
        _still(change, weighed)
        weighed.as_row(Assessment.Occasion.CONFIRMING).save()
        in_force_on, object_by = days_of_notice(today)
        drafted = notice(weighed, was=Colour(change.was), dated=today)
        confirmation = Confirmation.objects.create(
            change=change,
            proposed_by=change.proposal.by,
            by=by,
            letter=served_as_agreed(write(drafted, subject.company, subject.authority, by=by)),
            in_force_on=in_force_on,
            stay_until=_stay(weighed, change.new_colour, in_force_on) or in_force_on,
            object_by=object_by,
        )
        letter = confirmation.letter.number
        tell(
            events.CONFIRMED,
            subject,
            by=by,
            becomes=f"code-{change.becomes}",
            day=in_force_on.isoformat(),
            letter=letter,
        )
    return confirmation


def drop(change: CodeChange, *, words: str, by: Person) -> Drop:
    """The change is not made, for a reason; a confirmed one as long as its notice reached nobody.

    Raises MayNotHandle, SettledAlready, NotNow.
    """
    with transaction.atomic():
        subject = alone_with(change.subject_id)
        _guard(subject, by, CONFIRM_CREDIT if by.has_perm(CONFIRM_CREDIT) else HANDLE_CREDIT)
        change = _open(change, or_unserved=True)
        if not words.strip():
            raise NotNow(_("Say why the change is not made."))
        dropped = Drop.objects.create(change=change, words=words, by=by)
        tell(events.DROPPED, subject, by=by, becomes=f"code-{change.becomes}")
    return dropped


def take_effect(*, on: datetime.date) -> int:
    """Timer: confirmed changes whose notice was served and whose day has come are in force; returns how many."""
    due = Confirmation.objects.filter(
        in_force_on__lte=on,
        letter__service__isnull=False,
        change__effect__isnull=True,
        change__drop__isnull=True,
        change__void__isnull=True,
    )
    changes = due.order_by("pk").values_list("change", flat=True)[:500]
    return one_by_one(changes, partial(_take_effect, on=on), what="taking effect")


def _take_effect(change_id: int, *, on: datetime.date) -> bool:
    with transaction.atomic():
        change = CodeChange.objects.select_related("confirmation").get(pk=change_id)
        subject = alone_with(change.subject_id)
        change = CodeChange.objects.select_related("confirmation__letter__service", "effect", "void").get(pk=change_id)
        begins = change.confirmation.takes_effect_on
        if change.state != "confirmed" or begins is None or begins > on:
            return False
        TakenEffect.objects.create(change=change, on=begins)
        subject.colour = change.becomes
        subject.colour_since = begins
        subject.stay_until = change.confirmation.stands_until
        subject.save(update_fields=["colour", "colour_since", "stay_until"])
        tell(events.IN_FORCE, subject, by="credit", becomes=f"code-{change.becomes}")
    return True
