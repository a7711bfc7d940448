"""Every further act an official has on the case page: at which step, whose duty, what to fill in, which letter.

The page draws them from this table; a new act is a form and a line here.
"""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.people import Person
from accounts.permissions import ACCEPT, APPROVE_EXTENSIONS, DECIDE, REVIEW
from desk.acts import Values
from licensing.casework.acts.case_act import CaseAct, ends_step
from licensing.casework.acts.checking_acts import CHECKING_ACTS
from licensing.casework.acts.correcting_acts import CORRECTING_ACTS
from licensing.casework.acts.forms.deciding import ReviewForm
from licensing.casework.acts.forms.ends import DeliveryForm, EndingForm, GoneForm, TerminationForm
from licensing.casework.acts.forms.hearings import HearingForm, HearingOfferForm, PartyAnswerForm, SummonsForm
from licensing.casework.acts.forms.limits import ExtensionAnswerForm, ExtensionForm, PauseForm, ResultForm
from licensing.casework.acts.forms.visits import SiteCheckForm
from licensing.casework.acts.remedy_acts import REMEDY_ACTS
from licensing.casework.acts.serving_acts import SERVING_ACTS
from licensing.casework.acts.step_acts import STEP_ACTS
from licensing.casework.acts.visit_acts import confirm_visit
from licensing.casework.case_file import CaseFile
from licensing.decisions import hearings, procedure
from licensing.decisions.actions import ending
from licensing.decisions.ends.terminating import may_be_gone, termination_letter
from licensing.decisions.models.checking import Review, VisitReport
from licensing.decisions.models.ends import Ending
from licensing.decisions.models.limits import Pause
from licensing.decisions.rules import announced_for, hearing_is_owed, open_extension_request, unanswered_parties
from licensing.decisions.writing.letters import Draft
from licensing.flow.steps import BEFORE_DECISION, IN_HAND
from licensing.moving import cases


def _ended(case: CaseFile, v: Values) -> Draft:
    kind = Ending.Kind(v["kind"])
    words = {"reasons": v["letter_reasons"], "articles": v["letter_articles"], "competent_body": v["competent_body"]}
    return ending.ending_letter(case.application, kind, **words)


def _expert_review_runs(case: CaseFile) -> bool:
    return case.application.pauses.filter(resumption__isnull=True, ground=Pause.Ground.EXPERT_REVIEW).exists()


def _may_be_extended(case: CaseFile) -> bool:
    return hasattr(case.application, "acceptance") and not hasattr(case.application, "extension")


def _extension_is_asked(case: CaseFile) -> bool:
    return open_extension_request(case.application) is not None


def _reasons_asked(case: CaseFile) -> str:
    request = open_extension_request(case.application)
    return request.reasons if request else ""


def _opinion(name: str, node: str, title: Promise, explained: Promise) -> CaseAct:
    def perform(case: CaseFile, values: Values, by: Person) -> None:
        recommendation = Review.Recommendation(values["recommendation"])
        cases.review(case.application, recommendation=recommendation, opinion=values["opinion"], by=by, node=node)

    return CaseAct(
        name=name,
        title=title,
        explained=explained,
        permission=REVIEW,
        nodes=frozenset({node}),
        form=ReviewForm,
        perform=perform,
        done=_("The opinion is in the file."),
        is_main=True,
    )


ACTS: tuple[CaseAct, ...] = (
    *STEP_ACTS,
    CaseAct(
        name="refuse-acceptance",
        title=_("Refuse acceptance"),
        explained=_(
            "No licence needed, another authority competent, or still incomplete after the correction (art. 32)."
        ),
        permission=ACCEPT,
        nodes=frozenset({"check"}),
        form=EndingForm,
        perform=lambda case, v, by: cases.refuse_acceptance(
            case.application,
            Ending.Kind(v["kind"]),
            by=by,
            reasons=v["letter_reasons"],
            articles=v["letter_articles"],
            competent_body=v["competent_body"],
        ),
        done=_("Acceptance is refused; the letter is on its way."),
        letter=_ended,
    ),
    CaseAct(
        name="terminate",
        title=_("Terminate the procedure"),
        explained=_("The correction request was not answered in time."),
        permission=ACCEPT,
        nodes=frozenset({"correct"}),
        form=TerminationForm,
        perform=lambda case, v, by: cases.terminate(
            case.application, Ending.Kind.UNANSWERED, reasons=v["reasons"], by=by
        ),
        done=_("The procedure is terminated; the letter is on its way."),
        letter=lambda case, v: termination_letter(case.application, Ending.Kind.UNANSWERED, reasons=v["reasons"]),
        is_main=True,
    ),
    CaseAct(
        name="terminate-gone",
        title=_("Terminate: the applicant is no more"),
        explained=_(
            "The applicant died, or came to its end by the business register: nobody is left to grant to. "
            "Ask the registries again first."
        ),
        permission=DECIDE,
        nodes=BEFORE_DECISION,
        form=GoneForm,
        perform=lambda case, v, by: cases.terminate(
            case.application, v["kind"], reasons=v["reasons"], shown=v["shown"], by=by
        ),
        done=_("The procedure is terminated; the letter is on its way."),
        letter=lambda case, v: termination_letter(case.application, v["kind"], reasons=v["reasons"], shown=v["shown"]),
        is_open=lambda case: may_be_gone(case.sheet),
        signs=True,
    ),
    _opinion(
        "consultation", "consult", _("Hear other authorities"), _("Write down who you asked and what they answered.")
    ),
    _opinion(
        "second-review",
        "second_review",
        _("Second review"),
        _("By someone else: whoever gave the first opinion cannot give this one."),
    ),
    CaseAct(
        name="site-check",
        title=_("Check on site"),
        explained=_("Two officers go and see (Administrative Licensing Law art. 34)."),
        permission=REVIEW,
        nodes=frozenset({"site_check"}),
        form=SiteCheckForm,
        perform=lambda case, v, by: cases.check_on_site(
            case.application,
            by=by,
            second=v["second"],
            checked_on=v["checked_on"],
            passed=v["passed"] == "yes",
            findings=v["findings"],
            photos=v["photos"],
        ),
        done=_("The report is in the file. It counts once the second officer confirms it."),
        is_main=True,
    ),
    confirm_visit(VisitReport.Step.SITE_CHECK, cases.confirm_site_check),
    CaseAct(
        name="begin-expert-review",
        title=_("Begin the expert review"),
        explained=_("The limit stops while it lasts; the expected length is told in writing (art. 45)."),
        permission=REVIEW,
        nodes=frozenset({"expert_review"}),
        form=PauseForm,
        perform=lambda case, v, by: cases.begin_expert_review(case.application, expected_days=v["days"], by=by),
        done=_("The limit is stopped; the applicant is told."),
        letter=lambda case, v: procedure.pause_letter(case.application, Pause.Ground.EXPERT_REVIEW, v["days"]),
        is_main=True,
        is_open=lambda case: not _expert_review_runs(case),
    ),
    CaseAct(
        name="end-expert-review",
        title=_("File the result of the expert review"),
        explained=_("The limit continues from the next day."),
        permission=REVIEW,
        nodes=frozenset({"expert_review"}),
        form=ResultForm,
        perform=ends_step("expert_review", procedure.run_on),
        done=_("The result is in the file; the limit continues."),
        is_main=True,
        is_open=_expert_review_runs,
    ),
    CaseAct(
        name="offer-hearing",
        title=_("Give notice of the right to a hearing"),
        explained=_(
            "Before a decision that seriously affects the applicant, who has five working days to ask for it (art. 47)."
        ),
        permission=DECIDE,
        nodes=frozenset({"decide"}),
        form=HearingOfferForm,
        perform=lambda case, v, by: cases.offer_hearing(
            case.application, reasons=v["reasons"], parties=v["parties"], by=by
        ),
        done=_("Notice of the right to a hearing is given; the decision waits for the answer."),
        letter=lambda case, v: hearings.hearing_letter(case.application, v["reasons"]),
        is_open=lambda case: not hasattr(case.application, "hearing_offer"),
    ),
    CaseAct(
        name="party-answer",
        title=_("Take down an interested party's answer"),
        explained=_("Interested parties may ask for the hearing as the applicant may (art. 47)."),
        permission=DECIDE,
        nodes=IN_HAND,
        form=PartyAnswerForm,
        perform=lambda case, v, by: cases.record_party_answer(
            case.application, v["party"], wants_hearing=v["wants"] == "yes", words=v["words"], by=by
        ),
        done=_("The answer is in the file."),
        is_open=lambda case: bool(unanswered_parties(case.application)),
    ),
    CaseAct(
        name="announce-hearing",
        title=_("Announce the day and place of the hearing"),
        explained=_("Seven working days before, to the applicant and every interested party (art. 48)."),
        permission=DECIDE,
        nodes=IN_HAND,
        form=SummonsForm,
        perform=lambda case, v, by: cases.announce_hearing(
            case.application, held_on=v["held_on"], time=v["time"], place=v["place"], chair=v["chair"], by=by
        ),
        done=_("Everyone concerned has been told."),
        letter=lambda case, v: hearings.summons_letter(
            case.application, held_on=v["held_on"], time=v["time"], place=v["place"], chair=v["chair"]
        ),
        is_main=True,
        is_open=lambda case: hearing_is_owed(case.application),
    ),
    CaseAct(
        name="hold-hearing",
        title=_("File the minutes of the hearing"),
        explained=_("The decision rests on the minutes (art. 48)."),
        permission=DECIDE,
        nodes=IN_HAND,
        form=HearingForm,
        perform=lambda case, v, by: cases.hold_hearing(
            case.application, held_on=v["held_on"], minutes=v["minutes"], by=by
        ),
        done=_("The minutes are in the file; the decision can be made."),
        is_main=True,
        is_open=lambda case: hearing_is_owed(case.application) and announced_for(case.application) is not None,
    ),
    CaseAct(
        name="extend",
        title=_("Ask the head to extend the limit"),
        explained=_("Ten more working days, with the head's approval; the applicant is told the reasons (art. 42)."),
        permission=DECIDE,
        nodes=IN_HAND,
        form=ExtensionForm,
        perform=lambda case, v, by: cases.ask_for_extension(case.application, reasons=v["reasons"], by=by),
        done=_("The head has been asked."),
        is_open=lambda case: _may_be_extended(case) and not _extension_is_asked(case),
    ),
    CaseAct(
        name="approve-extension",
        title=_("Approve the extension of the limit"),
        explained=_("As head of the authority: whoever asked cannot approve it (art. 42)."),
        permission=APPROVE_EXTENSIONS,
        nodes=IN_HAND,
        form=ExtensionAnswerForm,
        perform=lambda case, v, by: cases.answer_extension(
            case.application, approves=v["approves"] == "yes", words=v["words"], by=by
        ),
        done=_("Your answer is in the file; with an approval the applicant is told."),
        letter=lambda case, v: procedure.extension_letter(case.application, _reasons_asked(case)),
        is_open=lambda case: _may_be_extended(case) and open_extension_request(case.application) is not None,
    ),
    CaseAct(
        name="deliver",
        title=_("Record the delivery"),
        explained=_("Within ten working days of the decision (art. 44)."),
        permission=ACCEPT,
        nodes=frozenset({"deliver"}),
        form=DeliveryForm,
        perform=ends_step("deliver", procedure.deliver),
        done=_("The delivery is recorded."),
        is_main=True,
        in_bulk=True,
    ),
    *CHECKING_ACTS,
    *CORRECTING_ACTS,
    *REMEDY_ACTS,
    *SERVING_ACTS,
)
BY_NAME = {act.name: act for act in ACTS}
