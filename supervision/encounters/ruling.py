"""What officers propose not to punish the head of the authority decides: by a decision, or not, with reasons.

Penalty Law art. 57: whether to punish is decided by the head, who was not one of the two officers (art. 42).
"""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.people import Person
from accounts.permissions import APPROVE_INSPECTIONS
from accounts.roles import works_at
from desk.refusals import MayNotHandle, NotNow
from supervision.credit.letters.writing import Draft
from supervision.encounters import events, papers_of
from supervision.encounters.follow_up_models import FollowUp, HeadReasons
from supervision.encounters.letters.writing import keep
from supervision.encounters.models import Encounter, Outcome, Said, Way
from supervision.encounters.no_penalty.editions import act_not_punished
from supervision.encounters.no_penalty.reading import LOOK_BACK, Entry
from supervision.encounters.opening import hold_encounter, tell
from supervision.encounters.rules import earlier, is_hazardous, kept_from_it

How = FollowUp.How


class NotDecided(NotNow):
    """The head cannot decide like this; the message says why."""


def may_decide(person: Person, encounter: Encounter) -> bool:
    """Whether somebody heads its authority, was neither of its officers, and nothing keeps them from its company."""
    if person.pk in (encounter.first.person_id, encounter.second.person_id) or person.pk in kept_from_it(encounter):
        return False
    return person.is_active and person.has_perm(APPROVE_INSPECTIONS) and works_at(person, encounter.authority_id)


def decision(outcome: Outcome) -> Draft:
    """不予行政处罚决定书, as it would be signed. Raises NotDecided."""
    said = _proposal(outcome)
    return papers_of.decision(
        outcome.encounter, _entry(outcome), driver=said.driver, evidence=said.evidence, education=said.words
    )


def confirm(outcome: Outcome, *, by: Person) -> FollowUp:
    """Not punished. What our own rows tell is asked again. Raises MayNotHandle, NotDecided."""
    with transaction.atomic():
        _hold(outcome, by=by)
        _still(outcome)
        paper = keep(decision(outcome), outcome.encounter.authority, about=outcome.encounter.number, by=by)
        made = FollowUp.objects.create(
            outcome=outcome, how=How.SPARED, known_by=FollowUp.By.HEAD, decision=paper, by=by
        )
        tell(events.FOLLOWED, outcome.encounter, by=by, how="met-confirmed")
    return made


def decline(outcome: Outcome, *, reasons: str, by: Person) -> FollowUp:
    """Not confirmed: a clue for the officers, with why. Raises MayNotHandle, NotDecided."""
    if not reasons.strip():
        raise NotDecided(_("Say why it is not confirmed."))
    with transaction.atomic():
        _hold(outcome, by=by)
        made = FollowUp.objects.create(outcome=outcome, how=How.DECLINED, known_by=FollowUp.By.HEAD, by=by)
        made.reasons = HeadReasons.objects.create(follow_up=made, words=reasons.strip()[:500])
        tell(events.FOLLOWED, outcome.encounter, by=by, how="met-declined")
    return made


def _hold(outcome: Outcome, *, by: Person) -> None:
    """Lock the encounter of a proposal nobody has decided. Raises MayNotHandle, NotDecided."""
    hold_encounter(outcome.encounter)
    if not may_decide(by, outcome.encounter):
        raise MayNotHandle(_("The head of the authority decides, who was neither of the two officers."))
    _proposal(outcome)
    if FollowUp.objects.filter(outcome=outcome).exists():
        raise NotDecided(_("It has already been settled."))


def _proposal(outcome: Outcome) -> Said:
    """What the officers wrote of it, as long as it is kept. Raises NotDecided."""
    if outcome.way != Way.SPARED or not hasattr(outcome, "said"):
        raise NotDecided(_("Nothing is proposed here."))
    return outcome.said


def _still(outcome: Outcome) -> None:
    """What was taken down without network may have come since. Raises NotDecided."""
    entry, encounter = _entry(outcome), outcome.encounter
    if is_hazardous(encounter.met.company):
        raise NotDecided(_("The company carries hazardous goods: flexible enforcement does not apply."))
    asks = any(one.by == LOOK_BACK for one in entry.conditions)
    if asks and earlier(encounter, entry, driver=outcome.said.driver_index):
        raise NotDecided(_("It is not the first time: an earlier encounter arrived since."))


def _entry(outcome: Outcome) -> Entry:
    found = act_not_punished(outcome.encounter.edition, outcome.entry, on=timezone.localdate())
    if found is None:
        raise NotDecided(_("This act is not on the list."))
    return found.entry
