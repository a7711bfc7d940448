"""Tickets as a list, and one ticket with what may be done; the caller is shown only with a reason, and written down."""

from __future__ import annotations

from functools import partial
from http import HTTPStatus
from typing import Any

from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.access import SignedInRequest, requires
from accounts.permissions import (
    CALL_BACK,
    DISPATCH_TICKETS,
    HANDLE_TICKETS,
    LEAD_UNIT,
    READ_TICKETS,
    REVIEW_REPLIES,
    SUPERVISE_TICKETS,
    TAKE_CALLS,
)
from desk.acts import carry_out, forms_of, offered, run
from hotline.tickets.doing import handling
from hotline.tickets.flow.open_steps import step_name
from hotline.tickets.letters.writing import letter_document
from hotline.tickets.models import Ticket
from hotline.tickets.queries import files_for, letters_about, letters_for, ticket_for
from hotline.tickets.rules import may_see_caller
from hotline.tickets.screens.acts import ACTS, named
from hotline.tickets.screens.calling import in_progress
from hotline.tickets.screens.forms import DiscloseForm
from hotline.tickets.screens.shown import shown_of
from hotline.tickets.screens.ticket_list import TICKETS
from pages.lists.beside import spare, telling
from pages.lists.shown import show
from pages.once import read_once
from papers.responses import download

ACTING = (
    TAKE_CALLS, DISPATCH_TICKETS, HANDLE_TICKETS, REVIEW_REPLIES, CALL_BACK, LEAD_UNIT, SUPERVISE_TICKETS,
)  # fmt: skip

MOSTLY_NONE = (
    "transfers", "replies", "contacts", "tries", "callbacks", "redos", "supervisions", "files", "notices", "owed",
    "corrections", "objects_not_found", "joined",
)  # fmt: skip
"""What stands beside a ticket, and is not asked for where nothing does."""


@require_safe
@requires(READ_TICKETS, HANDLE_TICKETS)
def tickets(request: SignedInRequest) -> HttpResponseBase:
    """The tickets somebody reads: of the hotline, or of one's own desk."""
    at = request.user.authority if request.user.has_perm(TAKE_CALLS) else None
    more = {"may_take": at is not None, "panel": in_progress(request.user, at) if at else None}
    return show(request, TICKETS, "hotline/tickets/tickets.html", more=lambda _listed: more)


def _ticket(request: SignedInRequest, number: str) -> Ticket:
    return get_object_or_404(ticket_for(request.user, number))


def _page(request: SignedInRequest, number: str, *, status: int = 200, **shown: Any) -> HttpResponse:
    rows = telling(ticket_for(request.user, number).select_related("joined_to__mother", "forgotten"), *MOSTLY_NONE)
    found = get_object_or_404(rows)
    spare([found], *MOSTLY_NONE)
    step = step_name(found)
    with read_once():
        context = {
            "ticket": found,
            "application": found,
            "step": step,
            **shown_of(found, step, request.user),
            "letters": letters_about(found),
            "acts": forms_of(offered(ACTS, found, step, request.user), found, request, shown),
            "act_url": "tickets:act",
            "disclose_form": DiscloseForm()
            if may_see_caller(request.user, found) and not hasattr(found, "forgotten")
            else None,
            **shown,
        }
        return render(request, "hotline/tickets/ticket.html", context, status=status)


@require_safe
@requires(READ_TICKETS, HANDLE_TICKETS)
def ticket(request: SignedInRequest, number: str) -> HttpResponse:
    """One ticket: what was told and done, its limits and papers, and what may be done now."""
    return _page(request, number)


@require_POST
@requires(*ACTING)
def act(request: SignedInRequest, number: str, name: str) -> HttpResponseBase:
    """Carry out an act."""
    found, row = _ticket(request, number), named(name)
    if row is None:
        raise Http404
    back = reverse("tickets:ticket", args=[number])
    answer = run(request, row, found, node=step_name(found), page=partial(_page, request, number), back=back)
    # Who gave it back, or on to another desk, does not read it any more.
    is_gone = answer.status_code == HTTPStatus.FOUND and not ticket_for(request.user, number).exists()
    return redirect("tickets:list") if is_gone else answer


@require_POST
@requires(READ_TICKETS, HANDLE_TICKETS)
def disclose(request: SignedInRequest, number: str) -> HttpResponseBase:
    """Show who called, once, after writing down who asked and what for."""
    found, form = _ticket(request, number), DiscloseForm(request.POST)
    if not form.is_valid():
        return _page(request, number, status=422, disclose_form=form)
    purpose = form.cleaned_data["purpose"]
    show_it = partial(handling.disclose, found, purpose=purpose, by=request.user)
    if carry_out(request, show_it, _("It is recorded that you were shown the caller.")):
        return _page(request, number, caller=found.caller)
    return redirect("tickets:ticket", number=number)


@require_safe
@requires(READ_TICKETS, HANDLE_TICKETS)
def letter(request: SignedInRequest, number: str, pk: int) -> HttpResponseBase:
    """A paper of a ticket, as it was signed."""
    found = get_object_or_404(letters_for(request.user, number).exclude(paragraphs=[]), pk=pk)
    return download(letter_document(found), f"{found.title}-{found.number}.pdf")


@require_safe
@requires(READ_TICKETS, HANDLE_TICKETS)
def file(request: SignedInRequest, number: str, pk: int) -> HttpResponseBase:
    """A file of a ticket; a voice tells who speaks and is for those who may see the caller."""
    kept = files_for(request.user, number).exclude(file="")
    found = get_object_or_404(kept.select_related("ticket__caller"), pk=pk)
    if found.is_voice and not may_see_caller(request.user, found.ticket):
        raise Http404
    answer = FileResponse(found.file.open(), content_type=found.kind, filename=f"{found.pk}{found.suffix}")
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "sandbox; frame-ancestors 'none'"
    return answer
