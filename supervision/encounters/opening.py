"""Two officers meet a vehicle: certificates, pledges and interests are asked, then it is looked up (F-9.18)."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.people import Person
from accounts.permissions import INSPECT
from desk.refusals import MayNotHandle, NotNow
from papers.numbers import draw
from supervision.encounters import events
from supervision.encounters.asking import Standing, look
from supervision.encounters.models import Encounter, LookUp, Met
from supervision.encounters.no_penalty.editions import list_in_force
from supervision.encounters.pledges.actions import valid_pledges
from supervision.encounters.rules import Obstacle, obstacles_to_meeting, vehicle_index
from supervision.officers.models import EnforcementCertificate
from supervision.officers.queries import own_certificate
from trail.events import EventKind


class NotMet(NotNow):
    """The encounter cannot be opened, or not end like this; the message says why. `field` says where it was typed."""

    def __init__(self, words: str, *, field: str = "") -> None:
        super().__init__(words)
        self.field = field


@dataclass(frozen=True, kw_only=True)
class Meeting:
    """A vehicle met at a place: by the list of an edition, at a moment, looked up then or afterwards."""

    plate: str
    colour: str
    place: str
    excluded: Sequence[str]
    key: uuid.UUID
    edition: int
    at: datetime.datetime
    occasion: LookUp.Occasion = LookUp.Occasion.ROADSIDE


def meet(
    plate: str,
    colour: str,
    *,
    place: str,
    second: EnforcementCertificate,
    excluded: Sequence[str],
    key: uuid.UUID,
    by: Person,
) -> Encounter:
    """Open an encounter: both officers have shown their certificates, and the vehicle is looked up.

    Sent twice it is the first one. Raises NotMet, MayNotHandle.
    """
    if not by.has_perm(INSPECT) or by.authority is None:
        raise MayNotHandle
    if (known := Encounter.objects.filter(key=key, opened_by=by).first()) is not None:
        return known
    today = timezone.localdate()
    first = own_certificate(by, on=today)
    if first is None:
        raise NotMet(_("You hold no valid enforcement certificate of this authority."))
    officers = [first, second]
    _check(obstacles_to_meeting(officers, None, on=today))  # before any registry is troubled
    held = list_in_force(on=today)
    days = held.content.days["curable"].days
    standing = look(plate, colour, curable_days=days, case=f"encounter:{key}", by=f"person:{by.pk}")
    _check(obstacles_to_meeting(officers, standing.company, on=today))
    unknown = [code for code in excluded if held.content.exclusion(code) is None]
    if unknown:
        raise NotMet(_("The list in force does not know this exclusion."), field="excluded")
    meeting = Meeting(
        plate=plate,
        colour=colour,
        place=place,
        excluded=excluded,
        key=key,
        edition=held.number,
        at=timezone.now(),
    )
    try:
        with transaction.atomic():
            return enter(meeting, standing, officers, by=by)
    except IntegrityError:
        # The same form sent twice in one moment: the first one counts.
        return Encounter.objects.get(key=key, opened_by=by)


def _check(obstacles: Iterable[Obstacle]) -> None:
    if found := [one.words for one in obstacles]:
        raise NotMet(" ".join(found))


def enter(meeting: Meeting, standing: Standing, officers: Sequence[EnforcementCertificate], *, by: Person) -> Encounter:
    """The rows of an encounter, in the caller's transaction; whoever enters has asked what stands against it."""
    authority, year = officers[0].authority, timezone.localdate().year
    pledges = valid_pledges([one.person_id for one in officers], on=timezone.localtime(meeting.at).date())
    made: Encounter = Encounter.objects.create(
        number=f"{authority.division_id}-L{year}-{draw(authority, 'encounter', year=year):04d}",
        key=meeting.key,
        authority=authority,
        first=officers[0],
        second=officers[1],
        first_pledge=pledges[officers[0].person_id],
        second_pledge=pledges[officers[1].person_id],
        edition=meeting.edition,
        found=standing.found,
        days_over=standing.days_over,
        excluded=list(dict.fromkeys(meeting.excluded)),
        opened_by=by,
        opened_at=meeting.at,
    )
    asked = [{**answer, "over": standing.over} for answer in standing.answers]
    made.met = Met.objects.create(
        encounter=made,
        plate=meeting.plate,
        plate_colour=meeting.colour,
        vehicle_index=vehicle_index(meeting.plate, meeting.colour),
        company=standing.company,
        holder=standing.holder,
        certificate=standing.number,
        place=meeting.place.strip()[:200],
        answers={"asked": asked},
    )
    note_look_up(made, standing, meeting.occasion)
    kind = events.OPENED if meeting.occasion == LookUp.Occasion.ROADSIDE else events.TAKEN_IN
    tell(kind, made, by=by, found=f"met-{made.found}")
    return made


def note_look_up(encounter: Encounter, standing: Standing, occasion: LookUp.Occasion) -> None:
    """Write down whom was asked, and how they answered."""
    LookUp.objects.bulk_create(
        LookUp(
            encounter=encounter,
            occasion=occasion,
            registry=str(one["registry"]),
            outcome=str(one["outcome"]),
            reason=str(one["reason"])[:60],
        )
        for one in standing.answers
    )


def tell(kind: EventKind, encounter: Encounter, *, by: Person | str, **values: object) -> None:
    kind.record(
        subject=f"encounter:{encounter.number}",
        by=by,
        authority=encounter.authority.division_id,
        number=encounter.number,
        **values,
    )
