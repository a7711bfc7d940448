"""What follows a grant on one screen: the promise is verified, mended, or the licence revoked, withdrawn or cancelled.

Verify the commitment by its due day (国办发〔2020〕42号) → kept; or an order to rectify, answered and verified again;
or untrue: the holder is told what is intended and may state their case, with a hearing where asked for (Licensing
Law arts. 7, 46, 69), then another person decides. An official who finds a ground without a promise opens the same
proceedings from the side. What each step does is decided in `verification`; this page only says the order.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from viewflow import this
from viewflow.workflow import flow
from viewflow.workflow.activation import Activation

from accounts.permissions import DECIDE, FILE, VERIFY
from desk.gates import End, If, StartHandle, Switch
from desk.nodes import HumanStep, Message
from desk.tasks import one_act_at_a_time
from licensing.applications.models.application import Application
from licensing.flow.models import AfterGrantProcess
from licensing.flow.task_address import open_after_grant, open_progress
from licensing.verification.models import Inquiry, Inspection


class AfterGrantFlow(flow.Flow):
    """Verification of a commitment, and proceedings to end a licence."""

    process_class = AfterGrantProcess
    process_title = _("After the grant")
    lock_impl = one_act_at_a_time

    promise = StartHandle(this.start_process).Annotation(title=_("Granted under commitment")).Next(this.verify)
    verify = (
        HumanStep(open_after_grant)
        .Annotation(title=_("Verify the commitment"))
        .Permission(VERIFY)
        .Next(this.how_was_it)
    )
    how_was_it = (
        Switch()
        .Annotation(title=_("Was the promise kept?"))
        .Case(this.kept, this.was_kept)
        .Case(this.rectify, this.is_mendable)
        .Default(this.defend)
    )
    kept = End().Annotation(title=_("Kept"))
    rectify = HumanStep(open_progress).Annotation(title=_("Rectify within the time set")).Permission(FILE)
    rectify.Next(this.verify)
    miss_rectification = Message().Annotation(title=_("Not rectified in time")).Next(this.verify)

    find_ground = StartHandle(this.start_process).Annotation(title=_("A ground is found")).Next(this.defend)
    defend = HumanStep(open_progress).Annotation(title=_("State your case")).Permission(FILE).Next(this.decide_end)
    miss_defence = Message().Annotation(title=_("Not answered in time")).Next(this.decide_end)
    decide_end = (
        HumanStep(open_after_grant)
        .Annotation(title=_("Decide on the end of the licence"))
        .Permission(DECIDE)
        .Next(this.does_it_end)
    )
    does_it_end = If(this.was_ended).Annotation(title=_("Ended?")).Then(this.ended).Else(this.dropped)
    ended = End().Annotation(title=_("Revoked, withdrawn or cancelled"))
    dropped = End().Annotation(title=_("Dropped"))

    def start_process(self, activation: Activation, application: Application) -> AfterGrantProcess:
        activation.process.application = application
        return activation.process

    def _last_inspection(self, activation: Activation) -> Inspection:
        application = activation.process.application
        return Inspection.objects.filter(verification__application=application).latest("pk")

    def was_kept(self, activation: Activation) -> bool:
        return self._last_inspection(activation).outcome == Inspection.Outcome.KEPT

    def is_mendable(self, activation: Activation) -> bool:
        return self._last_inspection(activation).outcome == Inspection.Outcome.RECTIFY

    def was_ended(self, activation: Activation) -> bool:
        inquiry = Inquiry.objects.filter(application=activation.process.application).latest("pk")
        return inquiry.decision.ends
