"""A ticket on one screen: recorded – transferred – signed – answered – reviewed – called back – struck off (F-10.9).

Answered at once, not accepted, referred and diverted petitions end at the first step, and are tickets all the same.
A ticket is given back once. Who is not satisfied has it redone once; after that the head of the unit closes it with
reasons. A ticket whose promise is not due stays on the ledger. One that is joined waits for its mother's answer, and
its caller is called back like everybody. Nothing ends by a timer.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from viewflow import this
from viewflow.workflow import flow
from viewflow.workflow.activation import Activation

from accounts.permissions import (
    CALL_BACK,
    DISPATCH_TICKETS,
    HANDLE_TICKETS,
    LEAD_UNIT,
    REVIEW_REPLIES,
    SUPERVISE_TICKETS,
    TAKE_CALLS,
)
from desk.nodes import HumanStep, Message
from desk.tasks import one_act_at_a_time
from hotline.tickets.end_models import CallBack, FinalAnswer, StrikeOff
from hotline.tickets.flow.models import TicketProcess
from hotline.tickets.flow.task_address import open_ticket
from hotline.tickets.models import Ticket
from hotline.tickets.rules import needs_call_back, newest_reply, round_of, transfer_of
from hotline.tickets.step_models import Sorted


class TicketFlow(flow.Flow):
    """One ticket of the hotline."""

    process_class = TicketProcess
    process_title = _("Ticket")
    lock_impl = one_act_at_a_time

    record = flow.StartHandle(this.start_process).Annotation(title=_("Recorded")).Next(this.sort)
    sort = HumanStep(open_ticket).Annotation(title=_("Answer at once, accept or refuse")).Permission(TAKE_CALLS)
    sort.Next(this.what_becomes_of_it)
    what_becomes_of_it = (
        flow.Switch()
        .Annotation(title=_("Accepted?"))
        .Case(this.transfer, this.is_accepted)
        .Case(this.answered, this.is_answered)
        .Case(this.diverted, this.is_petition)
        .Default(this.refused)
    )
    answered = flow.End().Annotation(title=_("Answered at once"))
    refused = flow.End().Annotation(title=_("Not accepted, or referred"))
    diverted = flow.End().Annotation(title=_("Petition: diverted"))

    transfer = HumanStep(open_ticket).Annotation(title=_("Transfer to who handles it")).Permission(DISPATCH_TICKETS)
    transfer.Next(this.sign)
    sign = HumanStep(open_ticket).Annotation(title=_("Sign for it, or give it back")).Permission(HANDLE_TICKETS)
    sign.Next(this.was_it_signed)
    was_it_signed = flow.If(this.is_signed).Annotation(title=_("Signed for?")).Then(this.reply).Else(this.transfer)
    reply = HumanStep(open_ticket).Annotation(title=_("Handle and reply")).Permission(HANDLE_TICKETS).Next(this.review)
    review = HumanStep(open_ticket).Annotation(title=_("Review by somebody else")).Permission(REVIEW_REPLIES)
    review.Next(this.does_it_stand)
    does_it_stand = (
        flow.If(this.has_agreed_reply).Annotation(title=_("Agreed?")).Then(this.is_anybody_called).Else(this.reply)
    )

    is_anybody_called = (
        flow.If(this.is_called_back)
        .Annotation(title=_("To be called back?"))
        .Then(this.call_back)
        .Else(this.strike_off)
    )
    call_back = HumanStep(open_ticket).Annotation(title=_("Call back")).Permission(CALL_BACK)
    call_back.Next(this.how_is_it)
    how_is_it = (
        flow.Switch()
        .Annotation(title=_("Satisfied?"))
        .Case(this.reply, this.is_to_be_redone)
        .Case(this.final_answer, this.is_still_unsatisfied)
        .Default(this.strike_off)
    )
    final_answer = HumanStep(open_ticket).Annotation(title=_("Final answer of the head")).Permission(LEAD_UNIT)
    final_answer.Next(this.strike_off)
    strike_off = HumanStep(open_ticket).Annotation(title=_("Strike off")).Permission(SUPERVISE_TICKETS)
    strike_off.Next(this.is_it_done)
    is_it_done = flow.If(this.is_struck_off).Annotation(title=_("All done?")).Then(this.struck_off).Else(this.ledger)
    ledger = HumanStep(open_ticket).Annotation(title=_("On the ledger")).Permission(SUPERVISE_TICKETS)
    ledger.Next(this.struck_off)
    struck_off = flow.End().Annotation(title=_("Ticket struck off"))

    join = Message().Annotation(title=_("Joined to another ticket")).Next(this.joined)
    joined = HumanStep(open_ticket).Annotation(title=_("Waits for the main ticket")).Permission(DISPATCH_TICKETS)
    joined.Next(this.sign)
    mother_answered = Message().Annotation(title=_("The main ticket is answered")).Next(this.is_anybody_called)

    def start_process(self, activation: Activation, ticket: Ticket) -> TicketProcess:
        activation.process.ticket = ticket
        return activation.process

    def is_accepted(self, activation: Activation) -> bool:
        return _sorted(activation) == Sorted.Outcome.ACCEPTED

    def is_answered(self, activation: Activation) -> bool:
        return _sorted(activation) == Sorted.Outcome.ANSWERED

    def is_petition(self, activation: Activation) -> bool:
        return _sorted(activation) == Sorted.Outcome.PETITION

    def is_signed(self, activation: Activation) -> bool:
        found = transfer_of(activation.process.ticket)
        return found is not None and found.answer.signed

    def has_agreed_reply(self, activation: Activation) -> bool:
        found = newest_reply(activation.process.ticket)
        return found is not None and found.review.agrees

    def is_called_back(self, activation: Activation) -> bool:
        return needs_call_back(activation.process.ticket)

    def is_to_be_redone(self, activation: Activation) -> bool:
        """The redo is written with the call-back that asks for it."""
        newest = _callback(activation)
        return newest.is_unsatisfied and newest.round < round_of(activation.process.ticket)

    def is_still_unsatisfied(self, activation: Activation) -> bool:
        ticket = activation.process.ticket
        return _callback(activation).is_unsatisfied and not FinalAnswer.objects.filter(ticket=ticket).exists()

    def is_struck_off(self, activation: Activation) -> bool:
        return StrikeOff.objects.filter(ticket=activation.process.ticket).exists()


def _sorted(activation: Activation) -> str:
    return Sorted.objects.get(ticket=activation.process.ticket).outcome


def _callback(activation: Activation) -> CallBack:
    return CallBack.objects.filter(ticket=activation.process.ticket).latest("round")
