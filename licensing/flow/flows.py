"""The procedure of a licence on one screen, in the order of the law.

Apply (Licensing Law art. 29) → formal check and acceptance (art. 32) → review, in the ordinary procedure
(art. 34) → decision (art. 38) → issue (art. 39) → publicity (art. 40). Until the decision the applicant may
withdraw. Which of the human steps an application goes through is data: the step list of its item for the
chosen procedure. What a step does is decided elsewhere (`decisions`, `certificates`); this page only says
the order. Names of nodes are stored in rows: renaming one needs a data migration.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from viewflow import this
from viewflow.workflow import flow, lock
from viewflow.workflow.activation import Activation

from licensing.applications.models import Application
from licensing.flow.models import LicensingProcess
from licensing.flow.nodes import Interruption
from licensing.flow.steps import has_review
from licensing.flow.task_address import open_case

ACCEPT = "accounts.accept_applications"
REVIEW = "accounts.review_applications"
DECIDE = "accounts.decide_applications"


class LicensingFlow(flow.Flow):
    """Application for a licence."""

    process_class = LicensingProcess
    process_title = _("Licence application")
    lock_impl = lock.select_for_update_lock

    apply = flow.StartHandle(this.start_process).Annotation(title=_("Apply")).Next(this.check)

    check = flow.View(open_case).Annotation(title=_("Check and accept")).Permission(ACCEPT).Next(this.needs_review)
    needs_review = (
        flow.If(this.item_has_review)
        .Annotation(title=_("Does the procedure have a review?"))
        .Then(this.review)
        .Else(this.decide)
    )
    review = flow.View(open_case).Annotation(title=_("Review")).Permission(REVIEW).Next(this.decide)
    decide = flow.View(open_case).Annotation(title=_("Decide")).Permission(DECIDE).Next(this.is_granted)

    is_granted = (
        flow.If(this.decision_grants).Annotation(title=_("Granted?")).Then(this.issue).Else(this.notify_refusal)
    )
    issue = flow.Handle().Annotation(title=_("Issue the certificates")).Next(this.publish)
    publish = flow.Handle().Annotation(title=_("Publicise")).Next(this.granted)
    granted = flow.End().Annotation(title=_("Granted"))

    notify_refusal = flow.Handle().Annotation(title=_("Send the refusal")).Next(this.refused)
    refused = flow.End().Annotation(title=_("Refused"))

    withdraw_before_acceptance = Interruption(this.check).Annotation(title=_("Withdraw")).Next(this.withdrawn)
    withdraw_in_review = Interruption(this.review).Annotation(title=_("Withdraw")).Next(this.withdrawn)
    withdraw_before_decision = Interruption(this.decide).Annotation(title=_("Withdraw")).Next(this.withdrawn)
    withdrawn = flow.End().Annotation(title=_("Withdrawn"))

    def start_process(self, activation: Activation, application: Application) -> LicensingProcess:
        activation.process.application = application
        return activation.process

    def item_has_review(self, activation: Activation) -> bool:
        return has_review(activation.process.application)

    def decision_grants(self, activation: Activation) -> bool:
        return activation.process.application.decision.is_granted
