"""An inspection on one screen: approve – notify – carry out – record – tell (国办发〔2024〕54号; domain F-9.3, F-9.15).

Every inspection is approved first by the head, also one from a complaint or a transfer; only an urgent one begins
before, is approved within two working days, and has no effect otherwise. Two officers enter, one writes the record, the
other confirms it; the result is told; what was ordered is put right, or not, and looked at again.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from viewflow import this
from viewflow.workflow import flow
from viewflow.workflow.activation import Activation

from accounts.permissions import APPROVE_INSPECTIONS, FILE, INSPECT
from desk.gates import End, If, StartHandle, Switch
from desk.nodes import HumanStep, Message
from desk.tasks import one_act_at_a_time
from supervision.inspections.flow.models import InspectionProcess
from supervision.inspections.flow.task_address import open_inspection
from supervision.inspections.models import CompanyInspection
from supervision.inspections.result_models import (
    Recheck,
    Record,
    RecordAnswer,
    Result,
)
from supervision.inspections.rules import is_approved


class InspectionFlow(flow.Flow):
    """One inspection of a company."""

    process_class = InspectionProcess
    process_title = _("Inspection")
    lock_impl = one_act_at_a_time

    draft = StartHandle(this.start_process).Annotation(title=_("Drafted")).Next(this.approve)
    approve = HumanStep(open_inspection).Annotation(title=_("Approve before it begins")).Permission(APPROVE_INSPECTIONS)
    approve.Next(this.was_it_approved)
    was_it_approved = If(this.has_approval).Annotation(title=_("Approved?")).Then(this.enter).Else(this.refused)
    refused = End().Annotation(title=_("Not approved"))

    enter = HumanStep(open_inspection).Annotation(title=_("Show certificates and begin")).Permission(INSPECT)
    enter.Next(this.record)
    enter_urgently = StartHandle(this.start_process).Annotation(title=_("Begun in urgency")).Next(this.record)
    record = HumanStep(open_inspection).Annotation(title=_("Write the record")).Permission(INSPECT).Next(this.confirm)
    confirm = HumanStep(open_inspection).Annotation(title=_("The other officer confirms")).Permission(INSPECT)
    confirm.Next(this.does_it_stand)
    does_it_stand = (
        Switch()
        .Annotation(title=_("Confirmed, and approved?"))
        .Case(this.record, this.was_sent_back)
        .Case(this.tell_result, this.has_approval)
        .Default(this.approve_afterwards)
    )
    approve_afterwards = (
        HumanStep(open_inspection).Annotation(title=_("Approve afterwards")).Permission(APPROVE_INSPECTIONS)
    )
    approve_afterwards.Next(this.was_it_approved_afterwards)
    was_it_approved_afterwards = (
        If(this.has_approval).Annotation(title=_("Approved afterwards?")).Then(this.tell_result).Else(this.void)
    )
    miss_approval = Message().Annotation(title=_("Not approved in time")).Next(this.void)
    give_up = Message().Annotation(title=_("Officers left before the record")).Next(this.void)
    void = End().Annotation(title=_("Without effect"))

    tell_result = HumanStep(open_inspection).Annotation(title=_("Tell the result")).Permission(INSPECT)
    tell_result.Next(this.what_follows)
    what_follows = If(this.has_order).Annotation(title=_("To be put right?")).Then(this.rectify).Else(this.closed)
    closed = End().Annotation(title=_("Closed"))

    rectify = HumanStep(open_inspection).Annotation(title=_("Put it right and report")).Permission(FILE)
    rectify.Next(this.recheck)
    miss_rectification = Message().Annotation(title=_("Not reported in time")).Next(this.recheck)
    recheck = (
        HumanStep(open_inspection).Annotation(title=_("Inspect again")).Permission(INSPECT).Next(this.is_it_mended)
    )
    is_it_mended = If(this.passed).Annotation(title=_("Mended?")).Then(this.mended).Else(this.unmended)
    mended = End().Annotation(title=_("Mended"))
    unmended = End().Annotation(title=_("Not put right: ordinary procedure"))

    cancel = Message().Annotation(title=_("Cancelled before it began")).Next(this.cancelled)
    cancelled = End().Annotation(title=_("Cancelled"))

    def start_process(self, activation: Activation, inspection: CompanyInspection) -> InspectionProcess:
        activation.process.inspection = inspection
        return activation.process

    def has_approval(self, activation: Activation) -> bool:
        return is_approved(activation.process.inspection)

    def was_sent_back(self, activation: Activation) -> bool:
        newest = Record.objects.filter(inspection=activation.process.inspection).latest("pk")
        return not RecordAnswer.objects.get(record=newest).agrees

    def has_order(self, activation: Activation) -> bool:
        found = Result.objects.get(inspection=activation.process.inspection)
        return found.outcome == Result.Outcome.RECTIFY

    def passed(self, activation: Activation) -> bool:
        return Recheck.objects.get(result__inspection=activation.process.inspection).passed
