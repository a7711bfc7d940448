"""One thing on one screen: one form, its items side by side, one delivery (国发〔2024〕3号).

Each item is a process of its own (`LicensingFlow`) with its own decision and letters, begun as soon as the steps it
depends on are done. One refused item does not lose the others. What other authorities do is tracked.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from viewflow import this
from viewflow.workflow import flow
from viewflow.workflow.activation import Activation

from accounts.permissions import ACCEPT
from desk.gates import End, If, StartHandle
from desk.nodes import HumanStep, Message, WorkerStep
from desk.tasks import one_act_at_a_time
from licensing.applications.models.application import Application
from licensing.flow import steps
from licensing.flow.models import BundleProcess
from licensing.flow.task_address import open_bundle


class BundleFlow(flow.Flow):
    """Everything a company needs at once."""

    process_class = BundleProcess
    process_title = _("One-thing services")
    lock_impl = one_act_at_a_time

    apply = StartHandle(this.start_process).Annotation(title=_("Apply once for everything")).Next(this.items)
    items = WorkerStep().Annotation(title=_("All items in parallel, each decided separately")).Next(this.is_electronic)
    is_electronic = (
        If(this.wants_electronic).Annotation(title=_("Electronic delivery?")).Then(this.done).Else(this.deliver)
    )
    deliver = HumanStep(open_bundle).Annotation(title=_("Deliver everything on paper, once")).Permission(ACCEPT)
    deliver.Next(this.done)
    done = End().Annotation(title=_("Done"))
    withdraw = Message().Annotation(title=_("Withdraw")).Next(this.withdrawn)
    withdrawn = End().Annotation(title=_("Withdrawn"))

    def start_process(self, activation: Activation, application: Application) -> BundleProcess:
        activation.process.application = application
        return activation.process

    def wants_electronic(self, activation: Activation) -> bool:
        application = activation.process.application
        granted = application.children.filter(decision__outcome="granted").exists()
        return not granted or steps.is_delivered_electronically(application)
