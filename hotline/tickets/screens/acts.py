"""What is done with a ticket: rows of one table, run by the desk."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.people import Person
from accounts.permissions import (
    CALL_BACK,
    DISPATCH_TICKETS,
    HANDLE_TICKETS,
    LEAD_UNIT,
    REVIEW_REPLIES,
    SUPERVISE_TICKETS,
    TAKE_CALLS,
)
from desk.acts import Act, Values, filled_in
from hotline.tickets.doing import calling_back, ending, handling, reviewing, sorting, transferring
from hotline.tickets.doing.handling import AFTER_A_REVIEW
from hotline.tickets.doing.refused import NotDone
from hotline.tickets.duplicates import like_it
from hotline.tickets.models import Ticket
from hotline.tickets.rules import (
    belongs_to_handlers,
    is_kept,
    may_handle,
    may_lead,
    newest_reply,
    promise_of,
    was_given_back,
    works_at_centre,
    wrote_a_reply,
)
from hotline.tickets.screens import forms
from hotline.tickets.screens.correcting_acts import CORRECTING
from hotline.tickets.step_models import Extension, Sorted
from hotline.tickets.supervising import answering

OPEN = frozenset({"sort", "transfer", "sign", "reply", "review", *AFTER_A_REVIEW, "joined"})
ForWhom = Callable[[Ticket, Person, str], bool]


def _yes(values: Values, name: str = "answer") -> bool:
    return bool(values[name] == "yes")


def _at_centre(ticket: Ticket, person: Person, _node: str) -> bool:
    return works_at_centre(person, ticket)


def _at_desk(ticket: Ticket, person: Person, _node: str) -> bool:
    return may_handle(person, ticket)


def _leads(ticket: Ticket, person: Person, _node: str) -> bool:
    return may_lead(person, ticket)


def _other_eyes(ticket: Ticket, person: Person, _node: str) -> bool:
    return works_at_centre(person, ticket) and not wrote_a_reply(person, ticket)


def _calls(ticket: Ticket, person: Person, node: str) -> bool:
    return _other_eyes(ticket, person, node) and not belongs_to_handlers(person, ticket)


def _tells(ticket: Ticket, person: Person) -> bool:
    return may_handle(person, ticket) or (person.has_perm(CALL_BACK) and works_at_centre(person, ticket))


def _answers_supervision(ticket: Ticket, person: Person) -> bool:
    found = answering.waiting(ticket)
    return found is not None and answering.may_answer(person, found)


def _has_like(ticket: Ticket) -> bool:
    rows = like_it(ticket)
    return not hasattr(ticket, "joined_to") and rows.exists()


def _asks_for_time(ticket: Ticket) -> bool:
    return Extension.objects.filter(ticket=ticket, answer__isnull=True).exists()


def _has_promise(ticket: Ticket) -> bool:
    found = promise_of(ticket)
    return found is not None and not is_kept(found)


def _no_extension(ticket: Ticket) -> bool:
    return not Extension.objects.filter(ticket=ticket).exists() and ticket.redos.count() == 0


def _refusal(outcome: Sorted.Outcome) -> Callable[[Ticket, Values], object]:
    def letter(ticket: Ticket, values: Values) -> object:
        told = {name: values.get(name, "") for name in ("reason", "body", "words")}
        return sorting.refusal_paper(ticket, outcome, **told)

    return letter


def _reply_letter(ticket: Ticket, values: Values) -> object:
    if not _yes(values):
        raise NotDone(_("What is sent back has no letter."))
    found = newest_reply(ticket)
    assert found is not None  # noqa: S101 - the flow is at the step after a reply
    return reviewing.reply_paper(ticket, found)


def _row(name: str, title: Any, explained: Any, done: Any, permission: str, *nodes: str, **more: Any) -> Act[Ticket]:
    return Act(
        name=name, title=title, explained=explained, done=done, permission=permission, nodes=frozenset(nodes), **more
    )


ACTS: tuple[Act[Ticket], ...] = (
    _row(
        "accept", _("Accept it"), _("It waits to be transferred; a driver's within two hours, also at night."),
        _("The ticket is accepted."), TAKE_CALLS, "sort", form=forms.NothingForm, is_for=_at_centre, is_main=True,
        perform=lambda ticket, values, by: sorting.accept(ticket, by=by),
    ),
    _row(
        "answer", _("Answer at once"), _("The question is answered in the call, and the ticket is over."),
        _("The ticket is answered."), TAKE_CALLS, "sort", form=forms.AnswerForm, is_for=_at_centre,
        is_open=lambda ticket: ticket.kind != "complaint",
        perform=lambda ticket, values, by: sorting.answer_at_once(ticket, words=values["words"], by=by),
    ),
    _row(
        "refuse", _("Do not accept it"), _("For a coded reason; the caller is told at once and the ticket is kept."),
        _("The caller is told of the refusal."), TAKE_CALLS, "sort", form=forms.RefuseForm, is_for=_at_centre,
        letter=_refusal(Sorted.Outcome.REFUSED),
        perform=filled_in(sorting.refuse),
    ),
    _row(
        "refer", _("Refer it to another body"), _("It is another body's: name it."),
        _("The caller is told of the referral."), TAKE_CALLS, "sort", form=forms.ReferForm, is_for=_at_centre,
        letter=_refusal(Sorted.Outcome.REFERRED),
        perform=filled_in(sorting.refer),
    ),
    _row(
        "divert", _("Divert a petition"), _("What is a petition (信访) leaves the hotline by its own door."),
        _("The petition is diverted."), TAKE_CALLS, "sort", form=forms.ReferForm, is_for=_at_centre,
        letter=_refusal(Sorted.Outcome.PETITION),
        perform=filled_in(sorting.divert),
    ),
    _row(
        "transfer", _("Transfer it"), _("One desk handles it and others may help; the caller is named to nobody."),
        _("The ticket is transferred."), DISPATCH_TICKETS, "transfer", "joined", form=forms.TransferForm,
        is_for=_at_centre, is_main=True,
        letter=lambda ticket, values: transferring.transfer_paper(ticket, values["to"], note=values["note"]),
        perform=filled_in(transferring.transfer),
    ),
    _row(
        "join", _("Join it to another"),
        _("It is joined to a main ticket; its own caller is answered and called back, too."),
        _("The ticket is joined."), DISPATCH_TICKETS, "transfer", form=forms.JoinForm, is_for=_at_centre,
        is_open=_has_like,
        perform=lambda ticket, values, by: transferring.join(ticket, to=values["to"], by=by),
    ),
    _row(
        "sign", _("Sign for it"), _("From now on you answer for it by name."),
        _("You have signed for the ticket."), HANDLE_TICKETS, "sign", form=forms.NothingForm, is_for=_at_desk,
        is_main=True, perform=lambda ticket, values, by: transferring.sign(ticket, by=by),
    ),
    _row(
        "give-back", _("Give it back"), _("Once, with the right body named; the limits run on."),
        _("The ticket is given back."), HANDLE_TICKETS, "sign", form=forms.GiveBackForm, is_for=_at_desk,
        is_open=lambda ticket: not was_given_back(ticket),
        perform=filled_in(transferring.give_back),
    ),
    _row(
        "reply", _("Reply"), _("Facts, steps, basis and result. Someone else reviews it before it goes out."),
        _("The reply waits for review."), HANDLE_TICKETS, "reply", form=forms.ReplyForm, is_for=_at_desk, is_main=True,
        perform=filled_in(handling.reply),
    ),
    _row(
        "progress", _("Note progress"), _("A driver hears about progress within two working days."),
        _("The progress is noted."), HANDLE_TICKETS, "reply", form=forms.WordsForm, is_for=_at_desk,
        perform=lambda ticket, values, by: handling.note_progress(ticket, words=values["words"], by=by),
    ),
    _row(
        "contact", _("Note a contact"), _("Whether the caller was reached, and what was said."),
        _("The contact is noted."), HANDLE_TICKETS, "sign", "reply", "review", form=forms.ReachedForm, is_for=_at_desk,
        perform=lambda ticket, values, by: handling.note_contact(
            ticket, reached=_yes(values, "reached"), words=values["words"], by=by
        ),
    ),
    _row(
        "extend", _("Ask for more time"), _("Once, before the reply is due, with reasons the caller is told."),
        _("The head has been asked."), HANDLE_TICKETS, "reply", form=forms.ExtensionForm, is_for=_at_desk,
        is_open=_no_extension,
        perform=filled_in(handling.ask_extension),
    ),
    _row(
        "grant", _("Answer the request for more time"), _("If granted, the caller is told why it takes longer."),
        _("The request is answered."), LEAD_UNIT, "reply", form=forms.DecideForm, is_for=_leads, is_open=_asks_for_time,
        perform=lambda ticket, values, by: handling.answer_extension(
            ticket, granted=_yes(values), words=values["words"], by=by
        ),
    ),
    _row(
        "review", _("Review the reply"), _("It goes out as a letter, or back to the desk with reasons."),
        _("The reply is reviewed."), REVIEW_REPLIES, "review", form=forms.ReviewForm, is_for=_other_eyes, is_main=True,
        letter=_reply_letter,
        perform=lambda ticket, values, by: reviewing.review(ticket, agrees=_yes(values), words=values["words"], by=by),
    ),
    _row(
        "call-back", _("Note the call-back"), _("Ask everything. If the caller is not satisfied it is redone, once."),
        _("The call-back is noted."), CALL_BACK, "call_back", form=forms.CallBackForm, is_for=_calls, is_main=True,
        perform=lambda ticket, values, by: calling_back.call_back(
            ticket, responded=_yes(values, "responded"), solved=values["solved"], stars=values["stars"],
            words=values["words"], by=by,
        ),
    ),
    _row(
        "try", _("Nobody answered"), _("Each try counts with its hour."), _("The try is noted."),
        CALL_BACK, "call_back",
        form=forms.OptionalWordsForm, is_for=_calls,
        perform=lambda ticket, values, by: calling_back.note_try(ticket, words=values["words"], by=by),
    ),
    _row(
        "give-up", _("Not reachable"), _("After three tries on two days at different hours."),
        _("The caller counts as not reachable."), CALL_BACK, "call_back", form=forms.NothingForm, is_for=_calls,
        is_open=lambda ticket: ticket.tries.exists(),
        perform=lambda ticket, values, by: calling_back.give_up(ticket, by=by),
    ),
    _row(
        "told", _("Note that the caller was told the answer"), _("Or that nobody was reached."), _("It is noted."),
        HANDLE_TICKETS, *AFTER_A_REVIEW, form=forms.ReachedForm, whose=_tells,
        perform=lambda ticket, values, by: handling.note_told(
            ticket, reached=_yes(values, "reached"), words=values["words"], by=by
        ),
    ),
    _row(
        "final", _("Final answer"), _("Redone once and still not satisfied: the head closes it with reasons."),
        _("The final answer is given; the caller still has to be told."), LEAD_UNIT, "final_answer",
        form=forms.FinalForm, is_for=_leads, is_main=True, signs=True,
        letter=lambda ticket, values: calling_back.final_paper(ticket, values["reasons"]),
        perform=lambda ticket, values, by: calling_back.answer_finally(ticket, reasons=values["reasons"], by=by),
    ),
    _row(
        "strike-off", _("Strike it off"), _("Every condition above is met; this is your act, in your name."),
        _("The ticket is struck off."), SUPERVISE_TICKETS, "strike_off", "ledger", form=forms.NothingForm,
        is_for=_other_eyes, is_main=True, signs=True,
        letter=lambda ticket, values: ending.struck_off_paper(ticket),
        perform=lambda ticket, values, by: ending.strike_off(ticket, by=by),
    ),
    _row(
        "ledger", _("Put it on the ledger"), _("Only what was promised is still open: it stays here until its day."),
        _("The ticket is on the ledger."), SUPERVISE_TICKETS, "strike_off", form=forms.WordsForm, is_for=_other_eyes,
        is_open=_has_promise,
        perform=lambda ticket, values, by: ending.put_on_ledger(ticket, words=values["words"], by=by),
    ),
    _row(
        "kept", _("The promise is kept"), _("Say what was done, and how you know."), _("It is noted."),
        SUPERVISE_TICKETS, *AFTER_A_REVIEW, form=forms.WordsForm, is_for=_other_eyes, is_open=_has_promise,
        perform=lambda ticket, values, by: ending.keep_promise(ticket, words=values["words"], by=by),
    ),
    _row(
        "answer-supervision", _("Answer the supervision"), _("A reminder by the desk, a notice by its head."),
        _("The supervision is answered."), HANDLE_TICKETS, *OPEN, form=forms.WordsForm, whose=_answers_supervision,
        perform=lambda ticket, values, by: answering.answer(ticket, words=values["words"], by=by),
    ),
    _row(
        "supervise", _("Supervise it"), _("1 a reminder, 2 a notice to the head, 3 listed by the leader."),
        _("The letter is sent."), SUPERVISE_TICKETS, *OPEN, form=forms.SuperviseForm, is_for=_at_centre,
        perform=filled_in(answering.order),
    ),
    *CORRECTING,
)  # fmt: skip


def named(name: str) -> Act[Ticket] | None:
    """The act of a name."""
    return next((act for act in ACTS if act.name == name), None)
