"""What officials do with a change, an objection, a request for repair: rows of three tables, run by the desk."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.people import Person
from accounts.permissions import CONFIRM_CREDIT, DECIDE_OBJECTIONS, HANDLE_CREDIT
from desk.acts import Act, Values
from desk.fields import ActForm
from desk.serving.forms import done, on_paper
from supervision.credit.codes.actions import confirm, drop, preview_notice, propose
from supervision.credit.codes.models import CodeChange, Objection
from supervision.credit.codes.objecting import decide_objection, decision_letter
from supervision.credit.codes.rules import is_unserved
from supervision.credit.repairs import actions as repairing
from supervision.credit.repairs.models import Repair
from supervision.credit.screens.forms import (
    NoticeServedForm,
    ObjectionDecisionForm,
    ReasonsForm,
    RepairAnswerForm,
    RepairDecisionForm,
    WordsForm,
    says_yes,
)
from supervision.serving.actions import record_service

OPEN = frozenset({"suggested", "proposed"})


def _propose(change: CodeChange, values: Values, by: Person) -> object:
    return propose(change, words=values["words"], by=by)


def _confirm(change: CodeChange, values: Values, by: Person) -> object:
    return confirm(change, by=by)


def _notice(change: CodeChange, values: Values) -> object:
    return preview_notice(change)


def _drop(change: CodeChange, values: Values, by: Person) -> object:
    return drop(change, words=values["words"], by=by)


def _may_drop(change: CodeChange, person: Person) -> bool:
    return person.has_perm(HANDLE_CREDIT) or person.has_perm(CONFIRM_CREDIT)


def _may_be_dropped(change: CodeChange) -> bool:
    """A confirmed change only as long as its notice reached nobody."""
    return change.state in OPEN or is_unserved(change)


def _serve(change: CodeChange, values: Values, by: Person) -> None:
    record_service(change.confirmation.letter, by=by, **on_paper(values))


CHANGE_ACTS: tuple[Act[CodeChange], ...] = (
    Act(
        name="propose",
        title=_("Propose the change"),
        explained=_("You have checked the grounds. Nothing changes until a second person confirms."),
        permission=HANDLE_CREDIT,
        nodes=frozenset({"suggested"}),
        form=WordsForm,
        perform=_propose,
        done=_("The change is proposed; a second person has to confirm it."),
        is_main=True,
    ),
    Act(
        name="confirm",
        title=_("Confirm and write the notice"),
        explained=_(
            "The code is in force from the working day after the notice was served: today, where the company agreed to "
            "be served electronically; otherwise when it opens the notice, or as it is recorded on paper."
        ),
        permission=CONFIRM_CREDIT,
        nodes=frozenset({"proposed"}),
        form=ActForm,
        letter=_notice,
        signs=True,
        perform=_confirm,
        done=_("The change is confirmed and the notice written."),
        is_main=True,
    ),
    Act(
        name="record-service",
        title=_("Record how the notice was served"),
        explained=_("The company has not opened it. Until it was served, the code stays as it was and no limit runs."),
        permission=HANDLE_CREDIT,
        whose=_may_drop,
        nodes=frozenset({"confirmed"}),
        is_open=is_unserved,
        form=NoticeServedForm,
        perform=_serve,
        done=done,
    ),
    Act(
        name="drop",
        title=_("Do not make the change"),
        explained=_("The code stays as it is; the reason is kept."),
        permission=HANDLE_CREDIT,
        whose=_may_drop,
        nodes=OPEN | {"confirmed"},
        is_open=_may_be_dropped,
        form=ReasonsForm,
        perform=_drop,
        done=_("The change is not made."),
    ),
)


def _decide(objection: Objection, values: Values, by: Person) -> object:
    return decide_objection(objection, upheld=says_yes(values), reasons=values["reasons"], by=by)


def _decision(objection: Objection, values: Values) -> object:
    return decision_letter(objection, upheld=says_yes(values), reasons=values["reasons"])


OBJECTION_ACTS: tuple[Act[Objection], ...] = (
    Act(
        name="decide",
        title=_("Decide the objection"),
        explained=_(
            "If upheld, a change of code is void from the start and a fact is removed. "
            "Whoever was involved cannot decide."
        ),
        permission=DECIDE_OBJECTIONS,
        nodes=frozenset({"open"}),
        form=ObjectionDecisionForm,
        letter=_decision,
        signs=True,
        perform=_decide,
        done=_("The objection is decided and the letter written."),
        is_main=True,
    ),
)


def _answer(repair: Repair, values: Values, by: Person) -> object:
    return repairing.answer_repair(repair, accepted=says_yes(values), words=values["reasons"], by=by)


def _answer_letter(repair: Repair, values: Values) -> object:
    return repairing.acceptance_letter(repair, accepted=says_yes(values), words=values["reasons"])


def _repair(repair: Repair, values: Values, by: Person) -> object:
    return repairing.decide_repair(repair, repaired=says_yes(values), reasons=values["reasons"], by=by)


def _repair_letter(repair: Repair, values: Values) -> object:
    return repairing.decision_letter(repair, repaired=says_yes(values), reasons=values["reasons"])


def _extend(repair: Repair, values: Values, by: Person) -> object:
    return repairing.extend_repair(repair, reasons=values["words"], by=by)


def _extension_letter(repair: Repair, values: Values) -> object:
    return repairing.extension_letter(repair, reasons=values["words"])


def _had_no_longer_time(repair: Repair) -> bool:
    return not hasattr(repair, "extension")


REPAIR_ACTS: tuple[Act[Repair], ...] = (
    Act(
        name="answer",
        title=_("Answer the request"),
        explained=_("Within three working days: accepted, or not accepted with reasons."),
        permission=HANDLE_CREDIT,
        nodes=frozenset({"asked"}),
        form=RepairAnswerForm,
        letter=_answer_letter,
        signs=True,
        perform=_answer,
        done=_("The request is answered and the letter written."),
        is_main=True,
    ),
    Act(
        name="decide",
        title=_("Decide on the repair"),
        explained=_("Within ten working days. If repaired, publicity, use and measures end at once."),
        permission=HANDLE_CREDIT,
        nodes=frozenset({"accepted"}),
        form=RepairDecisionForm,
        letter=_repair_letter,
        signs=True,
        perform=_repair,
        done=_("The repair is decided and the letter written."),
        is_main=True,
    ),
    Act(
        name="extend",
        title=_("Extend the time limit"),
        explained=_("Once, before the limit ends, with reasons; the company is told the new day."),
        permission=HANDLE_CREDIT,
        is_open=_had_no_longer_time,
        nodes=frozenset({"accepted"}),
        form=ReasonsForm,
        letter=_extension_letter,
        signs=True,
        perform=_extend,
        done=_("The extension is noted and the letter written."),
    ),
)


def named(acts: tuple[Act[Any], ...], name: str) -> Act[Any] | None:
    """A row of a table by its name."""
    return next((act for act in acts if act.name == name), None)
