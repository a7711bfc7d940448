"""What is read of encounters: by officials of the authority, and by the driver through a link."""

from __future__ import annotations

import datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit

from django.conf import settings
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from accounts.people import Person
from accounts.roles import visible_authorities
from accounts.typed.text import code
from licensing.certificates.checking.spelling import same_number
from licensing.certificates.models import Certificate, State
from supervision.encounters.asking import own_certificate, state_on
from supervision.encounters.follow_up_models import FollowUp
from supervision.encounters.letters.models import EncounterLetter
from supervision.encounters.models import Encounter, Outcome, Way

RELATED = (
    "authority",
    "first__person",
    "second__person",
    "opened_by",
    "met__company",
    "outcome__said",
    "outcome__guidance",
    "outcome__promise",
    "outcome__follow_up__decision",
    "outcome__follow_up__reasons",
    "outcome__follow_up__answer__said",
    "outcome__follow_up__by",
    "anonymised",
    "capture__said",
)

PROPOSED = "proposed"
"""Where an encounter stands that officers propose not to punish, until the head decides."""
FORGOTTEN = "forgotten"
"""The same when its time was over before the head decided: nothing is left to decide, and nothing was decided."""


def encounters_for(person: Person) -> QuerySet[Encounter]:
    """Those of the authorities a person's roles reach."""
    return Encounter.objects.visible_to(person).select_related(*RELATED)


def stands(encounter: Encounter) -> str:
    """Where an encounter stands, by its rows: a key of the table of looks."""
    outcome = getattr(encounter, "outcome", None)
    if outcome is None:
        return "open"
    follow_up = getattr(outcome, "follow_up", None)
    if follow_up is None:
        if outcome.way != Way.SPARED:
            return str(outcome.way)
        return PROPOSED if hasattr(outcome, "said") else FORGOTTEN
    if not follow_up.is_clue:
        return str(follow_up.how)
    return "answered" if hasattr(follow_up, "answer") else "clue"


def standing_at(rows: Any, stand: str) -> Any:
    """Of some encounters those that stand so."""
    if stand == "open":
        return rows.open()
    if stand in (FollowUp.How.KEPT, FollowUp.How.CLEARED, FollowUp.How.SPARED):
        return rows.filter(outcome__follow_up__how=stand)
    if stand in (PROPOSED, FORGOTTEN):
        undecided = rows.filter(outcome__way=Way.SPARED, outcome__follow_up__isnull=True)
        return undecided.filter(outcome__said__isnull=stand == FORGOTTEN)
    if stand in ("clue", "answered"):
        clues = rows.filter(outcome__follow_up__how__in=FollowUp.CLUES)
        return clues.filter(outcome__follow_up__answer__isnull=stand == "clue")
    rows = rows.filter(outcome__way=stand)
    return rows.filter(outcome__follow_up__isnull=True) if stand in (Way.CURING, Way.NOTED) else rows


def node_of(encounter: Encounter) -> str:
    """The step an encounter stands at, for its acts: what was found while it is open."""
    stand = stands(encounter)
    if stand != "open":
        return stand
    return "excluded" if encounter.excluded else str(encounter.found)


def overdue_checks(person: Person, *, on: datetime.date) -> int:
    """How many promises, checks and proposals of one's authorities are past their day and settled by nobody."""
    rows = Outcome.objects.filter(encounter__authority__in=visible_authorities(person))
    forgotten = Q(way=Way.SPARED, said__isnull=True)
    return rows.filter(follow_up__isnull=True, due_on__lt=on).exclude(forgotten).count()


def proposed(person: Person) -> int:
    """How many proposals not to punish wait for the head."""
    return standing_at(encounters_for(person), PROPOSED).count()


def mine_open(person: Person) -> int:
    """How many of one's own encounters are not ended."""
    found: int = Encounter.objects.visible_to(person).open().owned_by(person).count()
    return found


def open_late(person: Person, *, on: datetime.date) -> int:
    """How many of one's authorities' are open past their day, whoever has them."""
    found: int = Encounter.objects.visible_to(person).late(on=on).count()
    return found


def open_clues(person: Person) -> int:
    """How many clues wait for an answer."""
    rows = FollowUp.objects.filter(outcome__encounter__authority__in=visible_authorities(person))
    return rows.filter(how__in=FollowUp.CLUES, answer__isnull=True).count()


def letters_about(encounter: Encounter) -> list[EncounterLetter]:
    """The papers of an encounter that are still kept."""
    return list(EncounterLetter.objects.filter(about=encounter.number, said__isnull=False).select_related("said"))


def letters_for(person: Person) -> QuerySet[EncounterLetter]:
    """The papers of the authorities a person's roles reach, while they are kept."""
    rows = EncounterLetter.objects.filter(authority__in=visible_authorities(person), said__isnull=False)
    return rows.select_related("authority__division", "said")


def letter_by_code(typed: str) -> EncounterLetter | None:
    """The paper a driver has the link to."""
    rows = EncounterLetter.objects.filter(said__code=typed).exclude(kind=EncounterLetter.Kind.PLEDGE)
    return rows.select_related("authority__division", "said").first()


def link_of(letter: EncounterLetter) -> str:
    """The address under which the driver reads a paper on his own phone."""
    return f"{settings.PUBLIC_URL}{reverse('encounters:paper', args=[letter.said.code])}"


def decided_after(promise: EncounterLetter) -> dict[str, Any]:
    """What became of a promise, for the driver: until when it is decided, and the decision or that there is none."""
    outcome = Outcome.objects.filter(promise=promise).select_related("follow_up__decision__said").get()
    follow_up = getattr(outcome, "follow_up", None)
    decision = follow_up.decision if follow_up is not None else None
    return {
        "due": outcome.due_on,
        "is_decided": follow_up is not None,
        "decision": decision,
        "link": link_of(decision) if decision is not None else "",
    }


def certificate_scanned(text: str) -> Certificate | None:
    """The certificate whose QR code was scanned or whose address was pasted; None when it is none of ours."""
    try:
        asked = parse_qs(urlsplit(text.strip()).query)
    except ValueError:  # what a camera read is no address at all
        return None
    return certificate_of(asked.get("number", [""])[0], asked.get("code", [""])[0])


def certificate_of(number: str, typed: str) -> Certificate | None:
    """The newest version of the certificate with a number and check code."""
    check_code = code(typed)
    if not number or not check_code:
        return None
    rows = Certificate.objects.filter(check_code=check_code).order_by("-version")
    return next((one for one in rows[:20] if same_number(number, one.number)), None)


def shown_certificate(encounter: Encounter) -> Certificate | None:
    """The e-certificate to be shown to the driver: of this register, in force."""
    if not hasattr(encounter, "met") or encounter.found != "valid":
        return None
    today = timezone.localdate()
    found = own_certificate(encounter.met.plate, encounter.met.plate_colour, on=today)
    return found if found is not None and state_on(found, on=today) == State.IN_FORCE else None
