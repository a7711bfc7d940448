"""The acts after a grant: at which step, whose duty, what to fill in, which letter, whether the password signs."""

from __future__ import annotations

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.people import Person
from accounts.permissions import DECIDE, VERIFY
from desk.acts import Values
from desk.refusals import NotNow
from licensing.applications.rules import unrepaired_entry
from licensing.casework.acts.case_act import CaseAct
from licensing.casework.acts.forms.inquiring import (
    DirectEndForm,
    InquiryDecisionForm,
    InquiryHearingForm,
    InquirySummonsForm,
    ProceedingsForm,
    of_the_end,
)
from licensing.casework.acts.forms.inspecting import InspectionForm
from licensing.casework.acts.forms.repair import RepairForm
from licensing.casework.acts.visit_acts import confirm_visit
from licensing.casework.case_file import CaseFile
from licensing.decisions.models.checking import VisitReport
from licensing.decisions.writing.letters import Draft
from licensing.moving import promises as actions
from licensing.verification import ending, proceedings
from licensing.verification.models import End, Inquiry, Inspection
from licensing.verification.rules import announced_for, found_by, has_ended, hearing_is_owed, open_inquiry

ANYWHERE = frozenset({"", "verify", "rectify"})


def _owed_hearing(case: CaseFile) -> bool:
    inquiry = open_inquiry(case.application)
    return inquiry is not None and hearing_is_owed(inquiry)


def _inquiry(case: CaseFile) -> Inquiry:
    inquiry = open_inquiry(case.application)
    assert inquiry is not None  # noqa: S101 - the act is offered at this step only
    return inquiry


def _may_decide(case: CaseFile, person: Person, node: str) -> bool:
    inquiry = open_inquiry(case.application)
    return inquiry is None or person.pk not in found_by(inquiry)


def _may_end(case: CaseFile) -> bool:
    return not has_ended(case.application) and open_inquiry(case.application) is None


def _decided(case: CaseFile, values: Values) -> Draft:
    inquiry = _inquiry(case)
    end = End(inquiry.end)
    return ending.end_letter(
        case.application,
        end,
        reasons=inquiry.reasons,
        articles=inquiry.articles,
        inquiry=inquiry,
        compensation=values.get("compensation", ""),
    )


def _repair(case: CaseFile, values: Values, by: Person) -> object:
    entry = unrepaired_entry(case.application.company)
    if entry is None:
        raise NotNow(gettext("The entry has already been repaired."))
    return ending.repair_credit(
        entry, document=values["document"], dated=values["dated"], reasons=values["reasons"], by=by
    )


AFTER_ACTS: tuple[CaseAct, ...] = (
    CaseAct(
        name="inspect",
        title=_("File the verification"),
        explained=_("Check each statement, by data or on site as ordered, and say what you found."),
        permission=VERIFY,
        nodes=frozenset({"verify"}),
        form=InspectionForm,
        perform=lambda case, v, by: actions.inspect(
            case.application,
            results=v["results"],
            outcome=Inspection.Outcome(v["outcome"]),
            notes=v["notes"],
            by=by,
            second=v.get("second"),
            photos=v["photos"],
        ),
        done=_("The verification is in the file. On site it counts once the second officer confirms it."),
        is_main=True,
    ),
    confirm_visit(VisitReport.Step.VERIFY, actions.confirm_inspection),
    CaseAct(
        name="announce-hearing",
        title=_("Announce the day and place of the hearing"),
        explained=_("Seven working days before, to the holder (art. 48)."),
        permission=DECIDE,
        nodes=frozenset({"decide_end"}),
        form=InquirySummonsForm,
        perform=lambda case, v, by: actions.announce_hearing(
            case.application, held_on=v["held_on"], time=v["time"], place=v["place"], chair=v["chair"], by=by
        ),
        done=_("Everyone concerned has been told."),
        letter=lambda case, v: proceedings.hearing_letter(
            _inquiry(case), held_on=v["held_on"], time=v["time"], place=v["place"], chair=v["chair"]
        ),
        is_main=True,
        is_open=_owed_hearing,
    ),
    CaseAct(
        name="hold-hearing",
        title=_("File the minutes of the hearing"),
        explained=_("The holder asked for it; the decision is based on the minutes (art. 48)."),
        permission=DECIDE,
        nodes=frozenset({"decide_end"}),
        form=InquiryHearingForm,
        perform=lambda case, v, by: actions.record_hearing(
            case.application, held_on=v["held_on"], minutes=v["minutes"], by=by
        ),
        done=_("The minutes are in the file; the decision can be made."),
        is_main=True,
        is_open=lambda case: _owed_hearing(case) and announced_for(_inquiry(case)) is not None,
    ),
    CaseAct(
        name="decide",
        title=_("Decide"),
        explained=_("Register, certificates and credit file follow at once. Whoever found the ground cannot decide."),
        permission=DECIDE,
        nodes=frozenset({"decide_end"}),
        form=InquiryDecisionForm,
        perform=lambda case, v, by: actions.decide_inquiry(
            case.application, ends=v["ends"] == "yes", reasons=v["reasons"], by=by, **of_the_end(v)
        ),
        done=_("The decision is in the file; the holder is told."),
        letter=_decided,
        is_main=True,
        signs=True,
        is_open=lambda case: not _owed_hearing(case),
        is_for=_may_decide,
    ),
    CaseAct(
        name="open-proceedings",
        title=_("Revoke, withdraw or cancel: open proceedings"),
        explained=_("The holder is told what is intended and why, and is heard before anything is decided."),
        permission=VERIFY,
        nodes=ANYWHERE,
        form=ProceedingsForm,
        perform=lambda case, v, by: actions.open_proceedings(
            case.application,
            End(v["end"]),
            reasons=v["letter_reasons"],
            articles=v["letter_articles"],
            finding=v["reasons"],
            is_untrue=v["is_untrue"],
            by=by,
        ),
        done=_("The holder is told and may state their case."),
        letter=lambda case, v: proceedings.defence_letter(
            case.application, End(v["end"]), reasons=v["letter_reasons"], articles=v["letter_articles"]
        ),
        is_open=_may_end,
    ),
    CaseAct(
        name="end",
        title=_("Strike the licence off"),
        explained=_("The licence expired, the holder has ended, or another end took it: nobody is blamed."),
        permission=DECIDE,
        nodes=ANYWHERE,
        form=DirectEndForm,
        perform=lambda case, v, by: ending.end_directly(
            case.application,
            End.STRIKING_OFF,
            reasons=v["letter_reasons"],
            articles=v["letter_articles"],
            grounds=v["standard"],
            by=by,
        ),
        done=_("The licence has ended. Register and certificates follow."),
        letter=lambda case, v: ending.end_letter(
            case.application, End.STRIKING_OFF, reasons=v["letter_reasons"], articles=v["letter_articles"]
        ),
        signs=True,
        is_open=lambda case: open_inquiry(case.application) is None,
    ),
    CaseAct(
        name="repair-credit",
        title=_("Enter the repair of credit"),
        explained=_("It rests on a decision on credit repair. The company can use the commitment again."),
        permission=DECIDE,
        nodes=ANYWHERE,
        form=RepairForm,
        perform=_repair,
        done=_("The repair is in the credit file."),
        is_open=lambda case: unrepaired_entry(case.application.company) is not None,
    ),
)
BY_NAME = {act.name: act for act in AFTER_ACTS}
