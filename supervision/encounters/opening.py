"""Two officers meet a vehicle: certificates, pledges and interests are asked, then it is looked up (F-9.18)."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.editions.series import InForce
from accounts.people import Person
from accounts.permissions import INSPECT
from accounts.represented.companies import Company
from clock.working_days import CalendarUnknown
from desk.refusals import MayNotHandle, NotNow
from pages.sentences import in_a_row
from papers.numbers import draw
from supervision.encounters import events
from supervision.encounters.asking import Standing, look
from supervision.encounters.models import Encounter, LookUp, Met
from supervision.encounters.no_penalty.editions import list_in_force
from supervision.encounters.no_penalty.reading import NoPenaltyList
from supervision.encounters.pledges.actions import valid_pledges
from supervision.encounters.rules import Obstacle, obstacles_to_meeting, vehicle_index
from supervision.officers.models import EnforcementCertificate
from supervision.officers.queries import hold, own_certificate
from trail.events import EventKind


class NotMet(NotNow):
    """The encounter cannot be opened, or not end like this; the message says why. `field` says where it was typed."""

    def __init__(self, words: str, *, field: str = "") -> None:
        super().__init__(words)
        self.field = field


class Hindered(NotMet):
    """Something stands against two officers meeting a vehicle: `code` is that of the first obstacle."""

    def __init__(self, obstacles: Sequence[Obstacle]) -> None:
        first = obstacles[0]
        super().__init__(in_a_row(one.words for one in obstacles), field=first.field)
        self.code = first.code


@dataclass(frozen=True, kw_only=True)
class Meeting:
    """A vehicle met at a place: by the list of an edition, at a moment, looked up then or afterwards.

    `officers` are the certificates of the two, first of who opens it.
    """

    plate: str
    colour: str
    place: str
    excluded: Sequence[str]
    key: uuid.UUID
    officers: Sequence[EnforcementCertificate]
    at: datetime.datetime
    occasion: LookUp.Occasion = LookUp.Occasion.ROADSIDE

    @property
    def on(self) -> datetime.date:
        """The day that counts."""
        return timezone.localdate(self.at)


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
    meeting = Meeting(
        plate=plate,
        colour=colour,
        place=place,
        excluded=excluded,
        key=key,
        officers=[first, second],
        at=timezone.now(),
    )
    standing = looked_up(meeting, by=by)
    try:
        with transaction.atomic():
            return enter(meeting, standing, by=by)
    except IntegrityError:
        # The same form sent twice in one moment: the first one counts.
        return Encounter.objects.get(key=key, opened_by=by)


def looked_up(meeting: Meeting, *, by: Person) -> Standing:
    """How the vehicle stood on the day it was met, before anything is locked. Raises Hindered before it is asked."""
    held = check(meeting, meeting.officers, None)
    return look(
        meeting.plate,
        meeting.colour,
        curable_days=held.content.days["curable"].days,
        case=f"encounter:{meeting.key}",
        by=f"person:{by.pk}",
        on=meeting.on,
    )


def check(
    meeting: Meeting, officers: Sequence[EnforcementCertificate], company: Company | None
) -> InForce[NoPenaltyList]:
    """The list in force that day, when nothing stands against two officers meeting a vehicle. Raises Hindered."""
    held = list_in_force(on=meeting.on)
    against = list(
        obstacles_to_meeting(officers, company, excluded=meeting.excluded, by_list=held.content, on=meeting.on)
    )
    if against:
        raise Hindered(against)
    return held


def held_by(pk: int) -> EnforcementCertificate | None:
    """A certificate as it stands now, with who holds it."""
    return EnforcementCertificate.objects.select_related("person", "authority", "end").filter(pk=pk).first()


def _locked(officers: Sequence[EnforcementCertificate]) -> list[EnforcementCertificate]:
    """The certificates as they stand now, in their order; nobody ends one meanwhile."""
    wanted = [one.pk for one in officers]
    list(EnforcementCertificate.objects.select_for_update().filter(pk__in=wanted).order_by("pk"))
    return [one for pk in wanted if (one := held_by(pk)) is not None]


def hold_encounter(encounter: Encounter) -> None:
    """Nobody else ends or follows an encounter meanwhile, and who is kept from its company stays as it is."""
    Encounter.objects.select_for_update().get(pk=encounter.pk)
    if (met := getattr(encounter, "met", None)) is not None and met.company_id:
        hold(met.company_id)


def enter(meeting: Meeting, standing: Standing, *, by: Person) -> Encounter:
    """The rows of an encounter, in the caller's transaction: everything it wants is asked again. Raises Hindered."""
    if standing.company is not None:
        hold(standing.company)
    officers = _locked(meeting.officers)
    held = check(meeting, officers, standing.company)
    authority, year = officers[0].authority, timezone.localdate().year
    pledges = valid_pledges([one.person_id for one in officers], on=meeting.on)
    made: Encounter = Encounter.objects.create(
        number=f"{authority.division_id}-L{year}-{draw(authority, 'encounter', year=year):04d}",
        key=meeting.key,
        authority=authority,
        first=officers[0],
        second=officers[1],
        first_pledge=pledges[officers[0].person_id],
        second_pledge=pledges[officers[1].person_id],
        edition=held.number,
        found=standing.found,
        days_over=standing.days_over,
        excluded=list(dict.fromkeys(meeting.excluded)),
        opened_by=by,
        opened_at=meeting.at,
        end_by=_end_by(held.content),
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


def _end_by(held: NoPenaltyList) -> datetime.date | None:
    """Until when its officers end it: counted from the day it is here, whenever it was met."""
    try:
        return held.days["end"].after(timezone.localdate())
    except CalendarUnknown:
        return None


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
