"""The procedure of one item on one screen, in the order of the law.

Apply (Licensing Law art. 29) → accepted at once by rule when nothing needs a person; otherwise completeness: accept,
accept and decide in one step, ask for correction once, or refuse acceptance (art. 32) →
the steps its item asks for (review, consultation, check on site by two officers (art. 34), expert review (art. 45),
second review by other eyes) → decision (art. 38), a hearing before it where one is asked for (arts. 46–48) → issue
(art. 39), publicity (art. 40), delivery (art. 44). Until the decision the applicant may withdraw, or leave the
commitment for the ordinary procedure.

Which steps an item has is data: the step list of its catalogue entry for the chosen procedure. What a step does is
decided elsewhere (`decisions`, `certificates`); this page only says the order. Names of nodes are stored in rows:
renaming one needs a data migration.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from viewflow import this
from viewflow.workflow import flow
from viewflow.workflow.activation import Activation

from accounts.permissions import ACCEPT, DECIDE, FILE, REVIEW
from desk.gates import End, If, StartHandle, Switch
from desk.nodes import HumanStep, Message, WorkerStep
from desk.tasks import one_act_at_a_time
from licensing.applications.models.application import Application
from licensing.flow import steps
from licensing.flow.models import LicensingProcess
from licensing.flow.task_address import open_case, open_correction


class LicensingFlow(flow.Flow):
    """Application for one item."""

    process_class = LicensingProcess
    process_title = _("Application")
    lock_impl = one_act_at_a_time

    apply = StartHandle(this.start_process).Annotation(title=_("Apply")).Next(this.check)

    check = HumanStep(open_case).Annotation(title=_("Check completeness")).Permission(ACCEPT).Next(this.is_complete)
    is_complete = (
        Switch()
        .Annotation(title=_("Complete?"))
        .Case(this.is_granted, this.was_decided)
        .Case(this.next_step, this.was_accepted)
        .Case(this.correct, this.was_sent_back)
        .Default(this.notify_ending)
    )
    correct = HumanStep(open_correction).Annotation(title=_("Answer the correction request")).Permission(FILE)
    correct.Next(this.check)

    next_step = (
        Switch()
        .Annotation(title=_("Which step comes next?"))
        .Case(this.review, this.needs_review)
        .Case(this.consult, this.needs_consultation)
        .Case(this.site_check, this.needs_site_check)
        .Case(this.expert_review, this.needs_expert_review)
        .Case(this.second_review, this.needs_second_review)
        .Default(this.decide)
    )
    review = HumanStep(open_case).Annotation(title=_("Review")).Permission(REVIEW).Next(this.next_step)
    consult = HumanStep(open_case).Annotation(title=_("Hear other authorities")).Permission(REVIEW).Next(this.next_step)
    site_check = HumanStep(open_case).Annotation(title=_("Check on site (two officers)")).Permission(REVIEW)
    site_check.Next(this.next_step)
    expert_review = HumanStep(open_case).Annotation(title=_("Expert review or examination")).Permission(REVIEW)
    expert_review.Next(this.next_step)
    second_review = HumanStep(open_case).Annotation(title=_("Second review by somebody else")).Permission(REVIEW)
    second_review.Next(this.next_step)

    hearing = HumanStep(open_case).Annotation(title=_("Hearing")).Permission(DECIDE).Next(this.decide)
    decide = HumanStep(open_case).Annotation(title=_("Decide")).Permission(DECIDE).Next(this.is_granted)
    is_granted = If(this.decision_grants).Annotation(title=_("Granted?")).Then(this.issue).Else(this.notify_refusal)
    issue = WorkerStep().Annotation(title=_("Issue the certificates")).Next(this.publish)
    publish = WorkerStep().Annotation(title=_("Publicise")).Next(this.is_electronic)
    is_electronic = (
        If(this.wants_electronic).Annotation(title=_("Electronic delivery?")).Then(this.granted).Else(this.deliver)
    )
    deliver = HumanStep(open_case).Annotation(title=_("Deliver on paper")).Permission(ACCEPT).Next(this.granted)
    granted = End().Annotation(title=_("Granted"))

    notify_refusal = WorkerStep().Annotation(title=_("Send the refusal")).Next(this.refused)
    refused = End().Annotation(title=_("Refused"))

    notify_ending = WorkerStep().Annotation(title=_("Send the letter")).Next(this.ended)
    ended = End().Annotation(title=_("Not accepted or terminated"))

    accept_by_rule = Message().Annotation(title=_("Nothing needs a person: accepted by rule")).Next(this.next_step)
    deem_accepted = Message().Annotation(title=_("Not answered in time: deemed accepted")).Next(this.next_step)
    hear = Message().Annotation(title=_("Told of the right to a hearing")).Next(this.hearing)
    waive_hearing = Message().Annotation(title=_("No hearing asked for")).Next(this.decide)
    change_procedure = Message().Annotation(title=_("Ordinary procedure chosen")).Next(this.next_step)
    terminate = Message().Annotation(title=_("Terminated")).Next(this.notify_ending)
    pass_expiry = Message().Annotation(title=_("Licence expires undecided")).Next(this.is_granted)
    withdraw = Message().Annotation(title=_("Withdraw")).Next(this.withdrawn)
    withdrawn = End().Annotation(title=_("Withdrawn"))

    def start_process(self, activation: Activation, application: Application) -> LicensingProcess:
        activation.process.application = application
        return activation.process

    def was_decided(self, activation: Activation) -> bool:
        return hasattr(activation.process.application, "decision")

    def was_accepted(self, activation: Activation) -> bool:
        return hasattr(activation.process.application, "acceptance")

    def was_sent_back(self, activation: Activation) -> bool:
        application = activation.process.application
        return hasattr(application, "correction") and not hasattr(application, "ending")

    def needs_review(self, activation: Activation) -> bool:
        return steps.is_owed(activation.process.application, "review")

    def needs_consultation(self, activation: Activation) -> bool:
        return steps.is_owed(activation.process.application, "consult")

    def needs_site_check(self, activation: Activation) -> bool:
        return steps.is_owed(activation.process.application, "site_check")

    def needs_expert_review(self, activation: Activation) -> bool:
        return steps.is_owed(activation.process.application, "expert_review")

    def needs_second_review(self, activation: Activation) -> bool:
        return steps.is_owed(activation.process.application, "second_review")

    def decision_grants(self, activation: Activation) -> bool:
        return activation.process.application.decision.is_granted

    def wants_electronic(self, activation: Activation) -> bool:
        return steps.is_delivered_electronically(activation.process.application)
