"""Who may open an encounter, which ways are open from it, and what stands against not punishing (F-9.18, F-9.20)."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.people import Person
from accounts.permissions import INSPECT
from accounts.represented.companies import Company
from accounts.roles import works_at
from accounts.sealing import blind_index
from clock.months import months_later
from supervision.credit.subjects.models import Sector, Subject
from supervision.encounters.follow_up_models import ClueAnswer
from supervision.encounters.models import Encounter, Found, Outcome, Way
from supervision.encounters.no_penalty.reading import LOOK_BACK, Entry, NoPenaltyList
from supervision.encounters.pledges.actions import valid_pledges
from supervision.officers.models import EnforcementCertificate
from supervision.officers.queries import is_valid, kept_from

HAZARDOUS, REPEATED = "hazardous", "repeated"
WAYS: Mapping[str, tuple[Way, ...]] = {
    Found.VALID: (Way.RELEASED, Way.SPARED, Way.ORDINARY),
    Found.CURABLE: (Way.CURING, Way.SPARED, Way.ORDINARY),
    Found.LAPSED: (Way.SPARED, Way.ORDINARY),
    Found.UNKNOWN: (Way.NOTED, Way.SPARED, Way.ORDINARY),
    Found.SILENT: (Way.NOTED, Way.SPARED, Way.ORDINARY),
}
"""What is found → how it may end. Where nothing or nobody answered, nobody is held without a certificate."""


def vehicle_index(plate: str, colour: str) -> str:
    return blind_index(f"vehicle={plate}/{colour}")


def driver_index(id_number: str) -> str:
    return blind_index(f"driver={id_number}") if id_number else ""


def ways_of(encounter: Encounter) -> tuple[Way, ...]:
    """The ways open from an encounter that has not ended: an excluded one goes the ordinary way alone."""
    return (Way.ORDINARY,) if encounter.excluded else WAYS[encounter.found]


def may_handle(person: Person, encounter: Encounter) -> bool:
    """Whether somebody is one of its two officers who still may; where neither may any more, any officer is."""
    two = (encounter.first.person, encounter.second.person)
    barred = kept_from_it(encounter)
    if not _may_still(person, encounter, barred):
        return False
    return person in two or not any(_may_still(one, encounter, barred) for one in two)


def kept_from_it(encounter: Encounter) -> frozenset[int]:
    """Who is kept from its company today, by grid, interest or counter: asked again at every step (F-9.15).

    Nobody, once it is forgotten whom it met.
    """
    met = getattr(encounter, "met", None)
    return kept_from([met.company_id])[met.company_id] if met is not None and met.company_id else frozenset()


def _may_still(person: Person, encounter: Encounter, barred: frozenset[int]) -> bool:
    return person.pk not in barred and inspects_for(person, encounter.authority_id)


def inspects_for(person: Person, authority: int) -> bool:
    """Whether somebody is an officer of an authority today."""
    return person.is_active and person.has_perm(INSPECT) and works_at(person, authority)


@dataclass(frozen=True, kw_only=True)
class Obstacle:
    """What keeps two officers from meeting a vehicle: its code, the words for who wanted to, where it was typed."""

    code: str
    words: str
    field: str = ""


def obstacles_to_meeting(
    officers: Sequence[EnforcementCertificate],
    company: Company | None,
    *,
    excluded: Sequence[str],
    by_list: NoPenaltyList,
    on: datetime.date,
) -> Iterator[Obstacle]:
    """What keeps two officers from meeting a vehicle, as of the day it is met: certificates, pledges, what connects
    them with its company, and an exclusion the list in force does not know.
    """
    if len({one.person_id for one in officers}) != 2 or len({one.authority_id for one in officers}) != 1:
        yield Obstacle(code="two-officers", words=_("Two different officers of one authority are needed."))
    held = valid_pledges([one.person_id for one in officers], on=on)
    near = kept_from([company.pk], on=on)[company.pk] if company is not None else frozenset()
    for one in officers:
        name = {"name": one.person.name}
        if not is_valid(one, on=on):
            told = _("The enforcement certificate of %(name)s is not valid.")
            yield Obstacle(code="certificate", words=told % name)
        if one.person_id not in held:
            told = _("%(name)s has not signed this year's pledge of flexible enforcement.")
            yield Obstacle(code="pledge", words=told % name)
        if one.person_id in near:
            told = _("%(name)s is barred from this company by its grid or an interest.")
            yield Obstacle(code="kept-from", words=told % name)
    if any(by_list.exclusion(code) is None for code in excluded):
        words = _("The list in force does not have this exclusion.")
        yield Obstacle(code="edition", words=words, field="excluded")


def is_hazardous(company: Company | None) -> bool:
    """Whether a company carries hazardous goods."""
    if company is None:
        return False
    return Subject.objects.filter(company=company, sector=Sector.HAZARDOUS, is_active=True).exists()


def earlier(encounter: Encounter, entry: Entry, *, driver: str) -> int:
    """How often this vehicle, or this driver, had been met for the same act within the entry's months (“first time”).

    What counts is when it was met: what was met later is no earlier time, whichever ended first. Our own rows tell of
    what was met with this portal and of nothing else: none of them is no proof; the officer shows what else was asked.
    """
    since = months_later(timezone.localdate(encounter.opened_at), -entry.look_back_months)
    same = Q(encounter__met__vehicle_index=encounter.met.vehicle_index)
    if driver:
        same |= Q(said__driver_index=driver)
    rows = Outcome.objects.filter(same, entry=entry.code, way__in=[Way.SPARED, Way.ORDINARY])
    rows = rows.exclude(follow_up__answer__reason=ClueAnswer.Reason.GROUNDLESS)
    before = {"encounter__opened_at__date__gte": since, "encounter__opened_at__lte": encounter.opened_at}
    return rows.filter(**before).exclude(encounter=encounter).count()


def obstacles_to_sparing(
    encounter: Encounter,
    entry: Entry,
    found: NoPenaltyList,
    *,
    answers: Mapping[str, tuple[bool, str]],
    excluded: Sequence[str],
    driver: str,
) -> Iterator[tuple[str, str]]:
    """Field → why the act is not spared: an exclusion, a condition answered no, or one without what shows it."""
    for code in excluded:
        told = found.exclusion(code)
        name = told.name if told is not None else code
        yield "excluded", _("Not applicable: %(what)s. The ordinary procedure is outside this portal.") % {"what": name}
    if is_hazardous(encounter.met.company):
        yield "entry", _("The company carries hazardous goods: flexible enforcement does not apply.")
    for condition in entry.conditions:
        if condition.by == LOOK_BACK and (count := earlier(encounter, entry, driver=driver)):
            yield (
                "entry",
                _("It is not the first time: %(count)s in the last %(months)s months.")
                % {
                    "count": count,
                    "months": entry.look_back_months,
                },
            )
        holds, shown = answers.get(condition.code, (False, ""))
        field = f"{entry.code}--{condition.code}"
        if not holds:
            yield field, _("Every condition has to be met; otherwise the act cannot go unpunished.")
        elif not shown.strip():
            yield f"{field}--shown", _("Enter the number of what proves it.")
