"""A decision not to punish reaches the driver by the link of the promise, or on paper (Penalty Law art. 61).

How it was served stands in a row that names nobody: who signed for it is on the paper in the file.
"""

from __future__ import annotations

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.people import Person
from accounts.roles import is_staff_member
from desk.refusals import MayNotHandle, NotNow
from desk.serving.following import OVERDUE, Standing, standing_of, tell_once
from papers.serving.reaching import reached
from papers.serving.rows import Way
from supervision.encounters import events
from supervision.encounters.follow_up_models import FollowUp
from supervision.encounters.letters.models import EncounterLetter
from supervision.encounters.models import Encounter
from supervision.encounters.opening import hold_encounter, tell
from supervision.encounters.rules import inspects_for

HANDED = (Way.IN_PERSON, Way.POST, Way.LEFT)
"""How it is served on paper: a public notice would name whoever was met."""


def opened_by_link(letter: EncounterLetter | None, *, by: object) -> None:
    """Whoever has the link is the driver, unless an official looks at it."""
    if letter is not None and letter.is_unserved and not is_staff_member(by):
        reached(letter, way=Way.OPENED, served_on=timezone.localdate(), by=None)


def decision_of(encounter: Encounter) -> EncounterLetter | None:
    """The decision not to punish, where there is one."""
    row = FollowUp.objects.filter(outcome__encounter=encounter).select_related("decision__service").first()
    return row.decision if row else None


def is_unserved(encounter: Encounter) -> bool:
    """Whether the decision waits to be served."""
    found = decision_of(encounter)
    return found is not None and found.is_unserved


def record_service(encounter: Encounter, *, way: Way, served_on: datetime.date, by: Person) -> None:
    """Take down how it was served on paper; the acknowledgement is in the file. Raises MayNotHandle, NotNow."""
    with transaction.atomic():
        hold_encounter(encounter)
        if not inspects_for(by, encounter.authority_id):
            raise MayNotHandle
        letter = decision_of(encounter)
        if letter is None or not letter.is_unserved or way not in HANDED:
            raise NotNow(_("How this letter was served has already been recorded."))
        if not letter.dated <= served_on <= timezone.localdate():
            raise NotNow(_("A letter is served between its date and today."))
        reached(letter, way=way, served_on=served_on, by=by, proof=f"送达回证存{encounter.number}卷内")
        day = served_on.isoformat()
        tell(events.DECISION_SERVED, encounter, by=by, letter=letter.number, way=f"served-{way.value}", day=day)


def tell_unserved() -> int:
    """Timer: decisions nobody was served; the officers are told, then who supervises. Harmless to repeat."""
    rows = EncounterLetter.objects.filter(
        kind__in=EncounterLetter.must_be_served(), service__isnull=True, said__isnull=False
    )
    return tell_once(standing_of(rows.order_by("pk"), on=timezone.localdate()), _tell)


def _tell(standing: Standing[EncounterLetter], what: str) -> None:
    letter = standing.letter
    encounter = Encounter.objects.select_related("authority").get(number=letter.about)
    kind = events.DECISION_LATE if what == OVERDUE else events.DECISION_WAITS
    day = standing.due.isoformat() if standing.due else ""
    tell(kind, encounter, by="timer", letter=letter.number, day=day)
