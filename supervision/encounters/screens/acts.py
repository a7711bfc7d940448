"""What officers do with an encounter: rows of one table, run by the desk. To spare an act has a page of its own."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.translation import gettext_lazy as _

from accounts.people import Person
from accounts.permissions import APPROVE_INSPECTIONS, INSPECT
from desk.acts import Act, Values
from desk.fields import ActForm
from supervision.encounters import actions, following, ruling
from supervision.encounters.follow_up_models import FollowUp
from supervision.encounters.models import Encounter, Found, Way
from supervision.encounters.queries import PROPOSED
from supervision.encounters.rules import may_handle
from supervision.encounters.screens.forms import (
    ClueForm,
    CureForm,
    DecisionServedForm,
    DeclineForm,
    DriverForm,
    ReferForm,
    SettleForm,
    driver_of,
)
from supervision.encounters.serving import decisions as serving


def _met_it(encounter: Encounter, person: Person, _node: str) -> bool:
    return may_handle(person, encounter)


def _works_here(encounter: Encounter, person: Person, _node: str) -> bool:
    return following.may_follow(person, encounter)


def _heads_it(encounter: Encounter, person: Person, _node: str) -> bool:
    return ruling.may_decide(person, encounter)


def _note_of(way: Way, limit: str = "") -> Callable[[Encounter, Values], object]:
    def paper(encounter: Encounter, values: Values) -> object:
        due = actions.due_of(encounter, limit) if limit else None
        return actions.guidance(encounter, way, driver_of(values), due=due, receipt=values.get("receipt", ""))

    return paper


ACTS: tuple[Act[Encounter], ...] = (
    Act(
        name="release",
        title=_("Show it, give guidance, release"),
        explained=_(
            "The certificate is in force: show it or have it scanned. No case is opened and nothing is counted."
        ),
        permission=INSPECT,
        nodes=frozenset({Found.VALID.value}),
        form=DriverForm,
        letter=_note_of(Way.RELEASED),
        perform=lambda encounter, values, by: actions.release(encounter, driver_of(values), by=by),
        is_for=_met_it,
        done=_("Released. The guidance note is written."),
        is_main=True,
    ),
    Act(
        name="cure",
        title=_("Help to apply, release"),
        explained=_(
            "It expired a short time ago: apply together now and note the receipt number. "
            "If done in time, it is closed."
        ),
        permission=INSPECT,
        nodes=frozenset({Found.CURABLE.value}),
        form=CureForm,
        letter=_note_of(Way.CURING, "finish"),
        perform=lambda encounter, values, by: actions.cure(
            encounter, driver_of(values), receipt=values["receipt"], by=by
        ),
        is_for=_met_it,
        done=_("Released. The receipt and the day to finish are noted."),
        is_main=True,
    ),
    Act(
        name="note",
        title=_("Record it, release, check later"),
        explained=_("“Not found” or no answer proves nothing: note it and release; it is looked up again."),
        permission=INSPECT,
        nodes=frozenset({Found.UNKNOWN.value, Found.SILENT.value}),
        form=DriverForm,
        letter=_note_of(Way.NOTED, "check"),
        perform=lambda encounter, values, by: actions.note(encounter, driver_of(values), by=by),
        is_for=_met_it,
        done=_("Released. It is looked up again."),
        is_main=True,
    ),
    Act(
        name="refer",
        title=_("Ordinary procedure elsewhere"),
        explained=_("The case is kept in the case system; only its reference is noted here."),
        permission=INSPECT,
        nodes=frozenset({*(one.value for one in Found), "excluded"}),
        form=ReferForm,
        perform=lambda encounter, values, by: actions.refer(
            encounter, reference=values["reference"], entry=values["entry"], by=by
        ),
        is_for=_met_it,
        done=_("The reference is noted; the encounter is closed here."),
        is_last_resort=True,
    ),
    Act(
        name="look-again",
        title=_("Look it up again now"),
        explained=_("An answer of a registry settles it; silence settles nothing."),
        permission=INSPECT,
        nodes=frozenset({Way.CURING.value, Way.NOTED.value}),
        form=ActForm,
        perform=lambda encounter, _values, by: following.look_again(encounter.outcome, by=by),
        is_for=_works_here,
        done=_("It was looked up again. See the current state."),
        is_main=True,
    ),
    Act(
        name="settle",
        title=_("Settle it by hand"),
        explained=_("If no registry answers, enter the result and how it is known."),
        permission=INSPECT,
        nodes=frozenset({Way.CURING.value, Way.NOTED.value}),
        form=SettleForm,
        perform=lambda encounter, values, by: following.settle(
            encounter.outcome, values["how"], values["known_by"], by=by
        ),
        is_for=_works_here,
        done=_("It is settled."),
    ),
    Act(
        name="confirm",
        title=_("Decide not to punish"),
        explained=_(
            "The officers propose it: read what proves each condition. "
            "The decision is yours (Penalty Law, article 57); it is signed with your password."
        ),
        permission=APPROVE_INSPECTIONS,
        nodes=frozenset({PROPOSED}),
        form=ActForm,
        letter=lambda encounter, _values: ruling.decision(encounter.outcome),
        perform=lambda encounter, _values, by: ruling.confirm(encounter.outcome, by=by),
        is_for=_heads_it,
        done=_("Not punished. The decision is written; the driver reads it by the link of the promise."),
        is_main=True,
        signs=True,
    ),
    Act(
        name="decline",
        title=_("Do not confirm it"),
        explained=_("It becomes a clue: the officers take it up in the ordinary procedure, or set it aside."),
        permission=APPROVE_INSPECTIONS,
        nodes=frozenset({PROPOSED}),
        form=DeclineForm,
        perform=lambda encounter, values, by: ruling.decline(encounter.outcome, reasons=values["reasons"], by=by),
        is_for=_heads_it,
        done=_("Not confirmed. The officers are told that a clue waits."),
    ),
    Act(
        name="record-service",
        title=_("Record how the decision was served"),
        explained=_("The driver has not opened the link. Within seven working days it is handed over or sent by post."),
        permission=INSPECT,
        nodes=frozenset({FollowUp.How.SPARED.value}),
        is_open=serving.is_unserved,
        form=DecisionServedForm,
        perform=lambda encounter, values, by: serving.record_service(
            encounter, way=values["way"], served_on=values["served_on"], by=by
        ),
        is_for=_works_here,
        done=_("It is recorded."),
    ),
    Act(
        name="clue",
        title=_("Answer the clue"),
        explained=_("A clue is not a finding: take it up as an inspection or case of its own, or set it aside."),
        permission=INSPECT,
        nodes=frozenset({"clue"}),
        form=ClueForm,
        perform=lambda encounter, values, by: following.answer_clue(
            encounter.outcome.follow_up, values["reason"], reference=values["reference"], by=by
        ),
        is_for=_works_here,
        done=_("The clue is answered."),
        is_main=True,
    ),
)


def named(name: str) -> Act[Encounter] | None:
    """A row of the table by its name."""
    return next((act for act in ACTS if act.name == name), None)
