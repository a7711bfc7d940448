"""The acts after a grant: at which step, whose duty, what to fill in, which letter, whether the password signs."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from accounts.people import Person
from licensing.applications.models import Application, CreditEntry
from licensing.applications.rules import unrepaired_entry
from licensing.decisions.letters import Draft
from licensing.flow import after_grant_actions as actions
from licensing.flow import after_grant_forms as forms
from licensing.flow.act import Act, Values
from licensing.flow.after_grant import VERIFY
from licensing.flow.flows import DECIDE
from licensing.flow.forms import HearingForm
from licensing.verification import actions as verifying
from licensing.verification.models import End, Inspection
from licensing.verification.rules import hearing_is_owed, open_inquiry

ANYWHERE = frozenset({"", "verify", "rectify"})


def _owed_hearing(application: Application) -> bool:
    inquiry = open_inquiry(application)
    return inquiry is not None and hearing_is_owed(inquiry)


def _may_end(application: Application) -> bool:
    return not verifying.has_ended(application) and open_inquiry(application) is None


def _decided(application: Application, values: Values) -> Draft:
    inquiry = open_inquiry(application)
    assert inquiry is not None  # noqa: S101 - the act is offered at this step only
    end = End(inquiry.end)
    return verifying.end_letter(application, end, reasons=inquiry.reasons, articles=inquiry.articles, inquiry=inquiry)


def _repair(application: Application, values: Values, by: Person) -> object:
    entry = CreditEntry.objects.get(pk=unrepaired_entry(application.company).pk)  # type: ignore[union-attr]
    return verifying.repair_credit(entry, reasons=values["reasons"], by=by)


AFTER_ACTS: tuple[Act, ...] = (
    Act(
        name="inspect",
        title=_("File the verification"),
        explained=_("Check each statement that was affirmed, by data or on site as ordered, and say what you found."),
        permission=VERIFY,
        nodes=frozenset({"verify"}),
        form=forms.InspectionForm,
        perform=lambda a, v, by: actions.inspect(
            a,
            results=v["results"],
            outcome=Inspection.Outcome(v["outcome"]),
            notes=v["notes"],
            by=by,
            second=v.get("second"),
            photos=v["photos"],
        ),
        done=_("The verification is in the file."),
        is_main=True,
    ),
    Act(
        name="hold-hearing",
        title=_("File the minutes of the hearing"),
        explained=_("The holder asked for it; the decision rests on the minutes (art. 48)."),
        permission=DECIDE,
        nodes=frozenset({"decide_end"}),
        form=HearingForm,
        perform=lambda a, v, by: actions.record_hearing(a, held_on=v["held_on"], minutes=v["minutes"], by=by),
        done=_("The minutes are in the file; the decision can be made."),
        is_main=True,
        is_open=_owed_hearing,
    ),
    Act(
        name="decide",
        title=_("Decide"),
        explained=_("Register, certificates and credit file follow at once. Who found the ground cannot decide."),
        permission=DECIDE,
        nodes=frozenset({"decide_end"}),
        form=forms.InquiryDecisionForm,
        perform=lambda a, v, by: actions.decide_inquiry(a, ends=v["ends"] == "yes", reasons=v["reasons"], by=by),
        done=_("The decision is in the file; the holder is told."),
        letter=_decided,
        is_main=True,
        signs=True,
        is_open=lambda a: not _owed_hearing(a),
    ),
    Act(
        name="open-proceedings",
        title=_("Revoke or cancel: open proceedings"),
        explained=_("The holder is told what is intended and why, and is heard before anybody decides."),
        permission=VERIFY,
        nodes=ANYWHERE,
        form=forms.ProceedingsForm,
        perform=lambda a, v, by: actions.open_proceedings(
            a,
            End(v["end"]),
            reasons=v["letter_reasons"],
            articles=v["letter_articles"],
            is_untrue=v["is_untrue"],
            by=by,
        ),
        done=_("The holder is told and may state their case."),
        letter=lambda a, v: verifying.defence_letter(
            a, End(v["end"]), reasons=v["letter_reasons"], articles=v["letter_articles"]
        ),
        is_open=_may_end,
    ),
    Act(
        name="end",
        title=_("Withdraw or strike off"),
        explained=_("Law or facts have changed, the licence expired, or the holder has ended: nobody is blamed."),
        permission=DECIDE,
        nodes=ANYWHERE,
        form=forms.DirectEndForm,
        perform=lambda a, v, by: verifying.end_directly(
            a,
            End(v["end"]),
            reasons=v["letter_reasons"],
            articles=v["letter_articles"],
            compensation=v["compensation"],
            by=by,
        ),
        done=_("The licence has ended; register and certificates follow."),
        letter=lambda a, v: verifying.end_letter(
            a, End(v["end"]), reasons=v["letter_reasons"], articles=v["letter_articles"]
        ),
        signs=True,
        is_open=lambda a: open_inquiry(a) is None,
    ),
    Act(
        name="repair-credit",
        title=_("Enter the repair of credit"),
        explained=_("The commitment opens again to the company."),
        permission=DECIDE,
        nodes=ANYWHERE,
        form=forms.RepairForm,
        perform=_repair,
        done=_("The repair is in the credit file."),
        is_open=lambda a: unrepaired_entry(a.company) is not None,
    ),
)
BY_NAME = {act.name: act for act in AFTER_ACTS}


def offered(application: Application, node: str, person: Person) -> list[Act]:
    """The acts open to a person now."""
    return [act for act in AFTER_ACTS if act.is_offered(application, node, person)]
