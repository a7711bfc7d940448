"""The acts that carry a case through the steps every case has: correction, acceptance, review, decision."""

from __future__ import annotations

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.people import Person
from accounts.permissions import ACCEPT, DECIDE, REVIEW
from desk.acts import Values
from licensing.casework.acts.case_act import CaseAct
from licensing.casework.acts.forms.case_form import CaseForm
from licensing.casework.acts.forms.correcting import CorrectionForm
from licensing.casework.acts.forms.deciding import DecisionForm, ReviewForm
from licensing.casework.case_file import CaseFile
from licensing.certificates.foresight import foresee
from licensing.decisions.actions.accepting import acceptance_letter
from licensing.decisions.models.checking import Review
from licensing.decisions.models.ends import Decision
from licensing.decisions.procedure import correction_letter
from licensing.decisions.writing.letters import Draft, of_decision
from licensing.flow.steps import nodes_of
from licensing.moving import cases


def _decision_letter(case: CaseFile, v: Values) -> Draft:
    outcome = Decision.Outcome(v["decided"])
    rows = foresee(case.sheet, keep=False).rows if outcome == Decision.Outcome.GRANTED else ()
    return of_decision(
        case.application,
        outcome,
        dated=timezone.localdate(),
        reasons=v["letter_reasons"],
        articles=v["letter_articles"],
        rows=rows,
        is_for_falsehood=v["is_for_falsehood"],
    )


def _decide(case: CaseFile, v: Values, by: Person) -> None:
    cases.decide(
        case.application,
        Decision.Outcome(v["decided"]),
        by=by,
        reasons=v["letter_reasons"],
        articles=v["letter_articles"],
        is_for_falsehood=v["is_for_falsehood"],
    )


def _decided(case: CaseFile, v: Values) -> Promise:
    if v["decided"] != Decision.Outcome.GRANTED:
        return _("The application is refused; the letter is on its way.")
    if case.application.item.type != "licence":
        return _("It is entered; what the applicant gets is made now and appears here in a moment.")
    return _("The licence is granted. The certificates are made now and appear here in a moment.")


def _decision(name: str, node: str, title: Promise, template: str, *, at_once: bool) -> CaseAct:
    """The decision: at its own step, or in one step with the acceptance where nothing lies between (domain F-3.5)."""
    return CaseAct(
        name=name,
        title=title,
        explained=_(
            "A grant issues the licence and the vehicle certificates at once and is made public. A refusal sends a "
            "letter with reasons and remedies. Neither can be undone here."
        ),
        permission=DECIDE,
        nodes=frozenset({node}),
        form=DecisionForm,
        perform=_decide,
        done=_decided,
        letter=_decision_letter,
        is_main=True,
        signs=True,
        sent_as="decide",
        template=template,
        is_open=lambda case: not at_once or not nodes_of(case.application),
    )


STEP_ACTS: tuple[CaseAct, ...] = (
    CaseAct(
        name="accept",
        title=_("Accept"),
        explained=_(
            "Check that the form is complete and in legal form (Administrative Licensing Law art. 32), then accept."
        ),
        permission=ACCEPT,
        nodes=frozenset({"check"}),
        form=CaseForm,
        perform=lambda case, v, by: cases.accept(case.application, by=by),
        done=_("The application is accepted; the letter is in the file."),
        letter=lambda case, v: acceptance_letter(case.application),
        is_main=True,
        in_bulk=True,
        sent_as="accept",
    ),
    CaseAct(
        name="ask-correction",
        title=_("Ask for correction"),
        explained=_(
            "List everything that is missing or wrong: the law allows one request (Administrative "
            "Licensing Law art. 32)."
        ),
        permission=ACCEPT,
        nodes=frozenset({"check"}),
        form=CorrectionForm,
        perform=lambda case, v, by: cases.ask_for_correction(case.application, v["points"], by=by),
        done=_("The applicant is told everything that is missing."),
        letter=lambda case, v: correction_letter(case.application, v["points"]),
        is_main=True,
        has_own_page=True,
        is_open=lambda case: not hasattr(case.application, "correction"),
    ),
    _decision(
        "decide-at-once",
        "check",
        _("Accept and decide in one step"),
        "licensing/casework/_decide_at_once.html",
        at_once=True,
    ),
    CaseAct(
        name="review",
        title=_("File the review"),
        explained=_("Your opinion goes into the file for whoever decides."),
        permission=REVIEW,
        nodes=frozenset({"review"}),
        form=ReviewForm,
        perform=lambda case, v, by: cases.review(
            case.application, recommendation=Review.Recommendation(v["recommendation"]), opinion=v["opinion"], by=by
        ),
        done=_("The review is in the file."),
        is_main=True,
    ),
    _decision("decide", "decide", _("Decide"), "licensing/casework/_decide.html", at_once=False),
)
