"""What officials do with an inspection: rows of one table, run by the desk."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from accounts.people import Person
from accounts.permissions import APPROVE_INSPECTIONS, INSPECT
from desk.acts import Act, Values
from desk.fields import ActForm
from desk.serving.forms import done, on_paper
from supervision.credit.screens.forms import says_yes
from supervision.inspections.doing import planning, telling, visiting
from supervision.inspections.letters.models import InspectionLetter
from supervision.inspections.models import CompanyInspection
from supervision.inspections.papers_of import about_the_visit, recheck_paper, result_paper
from supervision.inspections.result_models import Result
from supervision.inspections.rules import (
    is_without_record,
    may_approve,
    may_confirm,
    may_handle,
    may_record,
    may_tell,
    officers_now,
)
from supervision.inspections.screens.forms import (
    ApproveForm,
    CancelForm,
    ConfirmForm,
    OrderServedForm,
    RecheckForm,
    RecordForm,
    ResultForm,
)


def _approves(inspection: CompanyInspection, person: Person, _node: str) -> bool:
    return may_approve(person, inspection)


def _goes(inspection: CompanyInspection, person: Person, _node: str) -> bool:
    return person.pk in {one.person_id for one in officers_now(inspection)}


def _came(inspection: CompanyInspection, person: Person, _node: str) -> bool:
    return may_record(person, inspection)


def _is_the_other(inspection: CompanyInspection, person: Person, _node: str) -> bool:
    return may_confirm(person, inspection, writer=telling.newest_record(inspection).by_id)


def _tells(inspection: CompanyInspection, person: Person, _node: str) -> bool:
    return may_tell(person, inspection)


def _all_left(inspection: CompanyInspection, person: Person, _node: str) -> bool:
    return is_without_record(inspection) and may_handle(person, inspection)


def _works_here(inspection: CompanyInspection, person: Person, _node: str) -> bool:
    return may_handle(person, inspection)


def _approve(inspection: CompanyInspection, values: Values, by: Person) -> object:
    return planning.approve(inspection, granted=says_yes(values), words=values["reasons"], by=by)


def _approve_afterwards(inspection: CompanyInspection, values: Values, by: Person) -> object:
    return planning.approve_afterwards(inspection, granted=says_yes(values), words=values["reasons"], by=by)


def _notice(inspection: CompanyInspection, values: Values) -> object:
    if not says_yes(values):
        raise planning.NotInspected(_("An inspection that is not approved has no notice."))
    return about_the_visit(InspectionLetter.Kind.NOTICE, inspection)


def _cancel(inspection: CompanyInspection, values: Values, by: Person) -> object:
    return planning.cancel(inspection, words=values["words"], by=by)


def _give_up(inspection: CompanyInspection, values: Values, by: Person) -> object:
    return visiting.give_up(inspection, words=values["words"], by=by)


def _enter(inspection: CompanyInspection, _values: Values, by: Person) -> object:
    return visiting.enter(inspection, by=by)


def _record(inspection: CompanyInspection, values: Values, by: Person) -> object:
    return visiting.record(
        inspection,
        answers=values["answers"],
        statement=values["statement"],
        signed=values["signed"],
        signed_words=values["signed_words"],
        files=values["files"],
        by=by,
    )


def _confirm(inspection: CompanyInspection, values: Values, by: Person) -> object:
    return visiting.confirm(inspection, agrees=says_yes(values), words=values["reasons"], by=by)


def _tell(inspection: CompanyInspection, values: Values, by: Person) -> object:
    return telling.tell_result(
        inspection, values["outcome"], rectify_by=values.get("rectify_by"), words=values["words"], by=by
    )


def _result(inspection: CompanyInspection, values: Values) -> object:
    day = telling.last_day(values.get("rectify_by")) if values["outcome"] == Result.Outcome.RECTIFY else None
    record = telling.newest_record(inspection)
    return result_paper(inspection, record, values["outcome"], rectify_by=day, words=values["words"])


def _recheck(inspection: CompanyInspection, values: Values, by: Person) -> object:
    return telling.recheck(inspection, passed=says_yes(values), words=values["reasons"], by=by)


def _second_look(inspection: CompanyInspection, values: Values) -> object:
    telling.check_recheck(inspection.result, passed=says_yes(values))
    return recheck_paper(inspection.result, passed=says_yes(values), words=values["reasons"])


def _order_waits(inspection: CompanyInspection) -> bool:
    return inspection.result.letter.is_unserved


def _serve(inspection: CompanyInspection, values: Values, by: Person) -> None:
    telling.record_service(inspection, by=by, **on_paper(values))


ACTS: tuple[Act[CompanyInspection], ...] = (
    Act(
        name="approve",
        title=_("Approve, or not"),
        explained=_(
            "Every inspection is approved first. Once approved, it counts towards the "
            "company's inspections of the year."
        ),
        permission=APPROVE_INSPECTIONS,
        nodes=frozenset({"approve"}),
        form=ApproveForm,
        letter=_notice,
        signs=True,
        perform=_approve,
        is_for=_approves,
        done=_("The decision is recorded."),
        is_main=True,
    ),
    Act(
        name="enter",
        title=_("Show certificates and begin"),
        explained=_("Both officers show their certificates at the door. Every rule is checked again."),
        permission=INSPECT,
        nodes=frozenset({"enter"}),
        form=ActForm,
        perform=_enter,
        is_for=_goes,
        done=_("The inspection has begun."),
        is_main=True,
    ),
    Act(
        name="record",
        title=_("Write the record"),
        explained=_("Each line of the checklist, what the company says and who signed. The other officer confirms it."),
        permission=INSPECT,
        nodes=frozenset({"record"}),
        form=RecordForm,
        perform=_record,
        is_for=_came,
        signs=True,
        done=_("The record is written; the other officer has to confirm it."),
        is_main=True,
    ),
    Act(
        name="confirm",
        title=_("Confirm the record"),
        explained=_(
            "In your own name: it matches what you saw. Otherwise say what is wrong. If the other officer has left, "
            "say what you rely on."
        ),
        permission=INSPECT,
        nodes=frozenset({"confirm"}),
        form=ConfirmForm,
        perform=_confirm,
        is_for=_is_the_other,
        signs=True,
        done=_("The record is answered."),
        is_main=True,
    ),
    Act(
        name="approve-afterwards",
        title=_("Approve afterwards, or not"),
        explained=_("It was urgent and has begun. If not approved, it has no effect."),
        permission=APPROVE_INSPECTIONS,
        nodes=frozenset({"approve_afterwards"}),
        form=ApproveForm,
        perform=_approve_afterwards,
        is_for=_approves,
        signs=True,
        done=_("The decision is recorded."),
        is_main=True,
    ),
    Act(
        name="tell",
        title=_("Tell the result"),
        explained=_("The result follows from the record. An order to rectify needs a date."),
        permission=INSPECT,
        nodes=frozenset({"tell_result"}),
        form=ResultForm,
        letter=_result,
        signs=True,
        perform=_tell,
        is_for=_tells,
        done=_("The company is told the result, and its paper is written."),
        is_main=True,
    ),
    Act(
        name="record-service",
        title=_("Record how the order was served"),
        explained=_(
            "The company has not opened it. Its days run from the day it was served; until then none is missed."
        ),
        permission=INSPECT,
        nodes=frozenset({"rectify"}),
        is_open=_order_waits,
        form=OrderServedForm,
        perform=_serve,
        is_for=_works_here,
        done=done,
    ),
    Act(
        name="recheck",
        title=_("Inspect again"),
        explained=_(
            "If put right, nothing enters the credit code. If not, it counts as an overdue order: "
            "that can be told only after the last day of the order."
        ),
        permission=INSPECT,
        nodes=frozenset({"recheck"}),
        form=RecheckForm,
        letter=_second_look,
        signs=True,
        perform=_recheck,
        is_for=_works_here,
        done=_("The company is told the result of the second inspection."),
        is_main=True,
    ),
    Act(
        name="cancel",
        title=_("Cancel it"),
        explained=_("It has not begun, so its place in the year's limit is free again."),
        permission=INSPECT,
        nodes=frozenset({"approve", "enter"}),
        form=CancelForm,
        perform=_cancel,
        is_for=_works_here,
        is_rare=True,
        done=_("The inspection is cancelled."),
    ),
    Act(
        name="give-up",
        title=_("End it without a record"),
        explained=_("Both officers who were there have left, and nobody else writes what they saw. It has no effect."),
        permission=INSPECT,
        nodes=frozenset({"record"}),
        form=CancelForm,
        perform=_give_up,
        is_for=_all_left,
        done=_("The inspection has ended without effect."),
    ),
)


def named(name: str) -> Act[CompanyInspection] | None:
    """A row of the table by its name."""
    return next((act for act in ACTS if act.name == name), None)
