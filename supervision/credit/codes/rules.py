"""When a code changes, and who may say so: to a worse one by two people, to a better one by itself."""

from __future__ import annotations

import datetime
from collections.abc import Collection
from enum import StrEnum

from django.utils.translation import gettext as _

from accounts.people import Person
from accounts.roles import visible_authorities
from accounts.signing_in.credentials import DEPENDENT, had_hands_on
from papers.serving.lasting import is_over
from supervision.credit.codes.models import CodeChange, Objection
from supervision.credit.facts.models import CreditFact, FactEnd
from supervision.credit.scoring.assess import Assessed
from supervision.credit.scoring.model import Colour
from supervision.credit.subjects.models import Subject


class Move(StrEnum):
    """What follows from an assessment."""

    STAYS = "stays"
    WORSE = "worse"
    BETTER = "better"


def move_of(subject: Subject, found: Assessed, *, on: datetime.date, ground_is_gone: bool) -> Move:
    """Whether the code is to change: silence and too short a history change nothing.

    A better colour waits for the end of the minimum stay, unless the ground was repaired or removed (domain F-9.11).
    """
    if found.colour is Colour.NONE or found.colour is subject.code:
        return Move.STAYS
    if found.colour.is_worse_than(subject.code):
        return Move.WORSE
    stays = subject.stay_until is not None and on < subject.stay_until
    return Move.STAYS if stays and not ground_is_gone else Move.BETTER


def change_in_force(subject: Subject) -> CodeChange | None:
    """The change by which the code stands: the newest in force that is not void."""
    rows = CodeChange.objects.filter(subject=subject, effect__isnull=False, void__isnull=True)
    return rows.select_related("effect", "assessment", "confirmation").order_by("effect__pk").last()


def ground_is_gone(change: CodeChange | None) -> bool:
    """Whether what a change rests on was repaired or removed.

    Of vetoes and triggers all of their facts; of a mere sum, one of its facts is enough for the sum to count anew.
    """
    if change is None:
        return False
    tests = [fact for test in change.assessment.told.get("tests", []) for fact in test["facts"]]
    asked = set(tests or change.assessment.told.get("counted", []))
    gone = FactEnd.objects.filter(fact__in=asked, kind__in=(FactEnd.Kind.REPAIRED, FactEnd.Kind.REMOVED))
    ended = set(gone.values_list("fact", flat=True))
    return bool(ended) and (asked <= ended if tests else True)


def open_change(subject: Subject) -> CodeChange | None:
    """The change to a worse colour that is neither confirmed nor dropped."""
    rows = CodeChange.objects.filter(subject=subject).open()
    return rows.select_related("proposal").order_by("pk").last()


def is_on_its_way(subject: Subject, colour: Colour) -> bool:
    """Whether a change to a colour is open, or confirmed for a day that has not come: it is not suggested again."""
    rows = CodeChange.objects.filter(subject=subject, becomes=colour.value)
    return rows.on_their_way().exists()


def may_see(person: Person, subject: Subject) -> bool:
    """Whether a person's roles reach the authority of a subject."""
    return visible_authorities(person).filter(pk=subject.authority_id).exists()


def why_not_second(by: Person, others: Collection[Person]) -> str:
    """Why a person is no second person beside those who acted before; "" when they are."""
    for other in others:
        if other.pk == by.pk:
            return _("Whoever proposed, confirmed or entered it cannot decide on it: someone else has to.")
        if had_hands_on(by, other):
            return str(DEPENDENT)
    return ""


def may_object_to(change: CodeChange, *, on: datetime.date) -> bool:
    """Whether the company may still object to a change: within its days from being served the notice, and once."""
    confirmation = getattr(change, "confirmation", None)
    if confirmation is None or hasattr(change, "void") or hasattr(change, "drop"):
        return False
    return not is_over(confirmation.runs_until, on=on) and not Objection.objects.filter(change=change).exists()


def is_unserved(change: CodeChange) -> bool:
    """Whether a confirmed change waits for its notice to reach the company: until then the code stays as it was."""
    return change.state == "confirmed" and change.confirmation.letter.is_unserved


def may_object_to_fact(fact: CreditFact) -> bool:
    """Whether the company may object to a fact: once, while it counts."""
    return not hasattr(fact, "end") and not fact.objections.all()


def who_acted(objection: Objection) -> dict[str, Person | None]:
    """Who proposed and confirmed what is objected to; of a fact, who entered it."""
    if objection.change is not None:
        proposal = getattr(objection.change, "proposal", None)
        confirmation = getattr(objection.change, "confirmation", None)
        return {
            "proposed_by": proposal.by if proposal else None,
            "confirmed_by": confirmation.by if confirmation else None,
        }
    assert objection.fact is not None  # noqa: S101 - a constraint of the database
    return {"proposed_by": objection.fact.entered_by, "confirmed_by": None}
