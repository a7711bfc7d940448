"""An encounter ends once: released, helped, noted, proposed not to be punished, or elsewhere (F-9.18).

Nothing here enters a credit fact, and no import of it could (F-9.21).
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.people import Person
from desk.refusals import MayNotHandle, TooLate
from supervision.credit.letters.writing import Draft
from supervision.encounters import events, papers_of
from supervision.encounters.captures.models import Capture
from supervision.encounters.letters.models import EncounterLetter
from supervision.encounters.letters.writing import keep
from supervision.encounters.models import (
    Encounter,
    Outcome,
    Proof,
    Said,
    Way,
)
from supervision.encounters.no_penalty.editions import act_not_punished, list_of
from supervision.encounters.no_penalty.reading import LOOK_BACK, Entry
from supervision.encounters.opening import NotMet, hold_encounter, tell
from supervision.encounters.rules import (
    driver_index,
    kept_from_it,
    may_handle,
    obstacles_to_sparing,
    ways_of,
)
from supervision.phones.clock import differs


class EndedAlready(TooLate):
    """The encounter ended meanwhile."""

    def __str__(self) -> str:
        return _("This encounter has already ended.")


@dataclass(frozen=True, kw_only=True)
class Driver:
    """Who drove: a name, an ID number where it was shown, and whether what was read was confirmed.

    Who had driven on before a paper was written has confirmed nothing, nor declined to.
    """

    name: str
    id_number: str = ""
    is_signed: bool = True
    was_there: bool = True


@dataclass(frozen=True, kw_only=True)
class Sparing:
    """What the officer answered for an entry: condition → (holds, what shows it)."""

    entry: str
    answers: Mapping[str, tuple[bool, str]]
    excluded: Sequence[str] = field(default=())
    education: str = ""


def guidance(encounter: Encounter, way: Way, driver: Driver, *, due: datetime.date | None, receipt: str = "") -> Draft:
    """The guidance note for a driver, as it would be kept."""
    return papers_of.guidance(
        encounter,
        way,
        driver=driver.name,
        is_signed=driver.is_signed,
        was_there=driver.was_there,
        due=due,
        receipt=receipt,
    )


def release(encounter: Encounter, driver: Driver, *, by: Person) -> Outcome:
    """In force: the e-certificate was shown, guidance given, and the driver goes. Raises NotMet, EndedAlready."""
    paper = guidance(encounter, Way.RELEASED, driver, due=None)
    return _end(encounter, Way.RELEASED, driver, guidance=paper, by=by)


def due_of(encounter: Encounter, what: str) -> datetime.date:
    """Until when to finish, or to check. Raises CalendarUnknown."""
    return list_of(encounter.edition).days[what].after(timezone.localdate())


def cure(encounter: Encounter, driver: Driver, *, receipt: str, by: Person) -> Outcome:
    """Run out a short time ago: helped to apply on the spot. Raises NotMet, EndedAlready, CalendarUnknown."""
    if not receipt.strip():
        raise NotMet(_("Enter the receipt number of what was applied for."), field="receipt")
    due = due_of(encounter, "finish")
    paper = guidance(encounter, Way.CURING, driver, due=due, receipt=receipt.strip())
    return _end(encounter, Way.CURING, driver, guidance=paper, due=due, receipt=receipt.strip(), by=by)


def note(encounter: Encounter, driver: Driver, *, by: Person) -> Outcome:
    """Not found, or nobody answered: noted, released, checked in time. Raises NotMet, EndedAlready, CalendarUnknown."""
    due = due_of(encounter, "check")
    paper = guidance(encounter, Way.NOTED, driver, due=due)
    return _end(encounter, Way.NOTED, driver, guidance=paper, due=due, by=by)


def spare(encounter: Encounter, driver: Driver, sparing: Sparing, *, by: Person) -> Outcome:
    """An act on the list, every condition proved, promised and signed: the head is asked not to punish it.

    Raises NotMet, EndedAlready, CalendarUnknown.
    """
    entry = check_sparing(encounter, driver, sparing)
    evidence = {code: shown.strip() for code, (_holds, shown) in sparing.answers.items() if shown.strip()}
    asked = {one.code for one in entry.conditions}
    due = due_of(encounter, "decide")
    return _end(
        encounter,
        Way.SPARED,
        driver,
        entry=entry,
        promise=papers_of.promise(encounter, entry, driver=driver.name, due=due),
        due=due,
        evidence={code: shown for code, shown in evidence.items() if code in asked},
        words=sparing.education.strip(),
        sparing=sparing,
        by=by,
    )


def check_sparing(encounter: Encounter, driver: Driver, sparing: Sparing) -> Entry:
    """The entry, when everything it wants is there. Raises NotMet."""
    listed = act_not_punished(encounter.edition, sparing.entry, on=timezone.localdate())
    if listed is None:
        raise NotMet(_("This act is not on the no-penalty list."), field="entry")
    entry = listed.entry
    if not driver.is_signed or not driver.name.strip():
        raise NotMet(_("Without the signed promise the act cannot go unpunished."), field="is_signed")
    if not sparing.education.strip():
        raise NotMet(_("Say how the driver was educated."), field="education")
    against = obstacles_to_sparing(
        encounter,
        entry,
        list_of(encounter.edition),
        answers=sparing.answers,
        excluded=sparing.excluded,
        driver=driver_index(driver.id_number),
    )
    if (first := next(against, None)) is not None:
        raise NotMet(first[1], field=first[0])
    return entry


def refer(encounter: Encounter, *, reference: str, entry: str, by: Person) -> Outcome:
    """The ordinary procedure outside this portal; only its reference is kept. Raises NotMet, EndedAlready."""
    if not reference.strip():
        raise NotMet(_("Enter the reference of the case."), field="reference")
    act = list_of(encounter.edition).entry(entry) if entry else None
    if entry and act is None:
        raise NotMet(_("This act is not on the list."), field="entry")
    return _end(encounter, Way.ORDINARY, Driver(name="", is_signed=False), entry=act, reference=reference, by=by)


def _end(
    encounter: Encounter,
    way: Way,
    driver: Driver,
    *,
    entry: Entry | None = None,
    guidance: Draft | None = None,
    promise: Draft | None = None,
    due: datetime.date | None = None,
    receipt: str = "",
    reference: str = "",
    evidence: Mapping[str, str] | None = None,
    words: str = "",
    sparing: Sparing | None = None,
    by: Person,
) -> Outcome:
    """The rows of an end, under the lock of the encounter."""
    with transaction.atomic():
        hold_encounter(encounter)
        if by.pk in kept_from_it(encounter):
            raise MayNotHandle(_("You are kept from this company by its grid or an interest: somebody else ends it."))
        if not may_handle(by, encounter):
            raise MayNotHandle(_("Only its two officers can end an encounter."))
        if Outcome.objects.filter(encounter=encounter).exists():
            raise EndedAlready
        if way not in ways_of(encounter):
            raise NotMet(_("This encounter cannot be ended in this way."))
        if sparing is not None:
            check_sparing(encounter, driver, sparing)

        def kept(paper: Draft | None) -> EncounterLetter | None:
            return keep(paper, encounter.authority, about=encounter.number, by=by) if paper is not None else None

        made = Outcome.objects.create(
            encounter=encounter,
            way=way,
            found=encounter.found,
            is_excluded=bool(encounter.excluded),
            entry=entry.code if entry is not None else "",
            conditions=len(entry.conditions) if entry is not None else 0,
            due_on=due,
            minutes=_minutes(encounter),
            is_signed=driver.is_signed,
            guidance=kept(guidance),
            promise=kept(promise),
            by=by,
        )
        made.said = Said.objects.create(
            outcome=made,
            driver=driver.name.strip()[:60],
            driver_index=driver_index(driver.id_number),
            receipt=receipt,
            reference=reference.strip()[:60],
            evidence=dict(evidence or {}),
            words=words[:500],
        )
        if way == Way.SPARED and entry is not None:
            Proof.objects.bulk_create(
                Proof(outcome=made, code=one.code, by_look_back=one.by == LOOK_BACK) for one in entry.conditions
            )
        tell(events.ENDED, encounter, by=by, way=f"met-{way}")
    return made


def _minutes(encounter: Encounter) -> int | None:
    """How long the driver stood: to the end, or until the phone sealed what was taken down without network.

    None where the phone's clock was not ours when it was sent: nobody knows whether it was moved in between.
    """
    capture: Capture | None = getattr(encounter, "capture", None)
    if capture is None:
        return int((timezone.now() - encounter.opened_at).total_seconds() // 60)
    return None if differs(capture.clock_off) else capture.minutes
