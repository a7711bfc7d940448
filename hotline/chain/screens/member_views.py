"""The chain from inside: seats one is offered and has, demands that wait, one demand with what may be done."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import SignedInRequest, signed_in
from accounts.permissions import TAKE_CALLS
from desk.acts import Act, carry_out, forms_of, offered, run
from hotline.chain import moving, seats
from hotline.chain.models import Branch, ChainSeat, Demand
from hotline.chain.nodes import EDITIONS, chain_on
from hotline.chain.reading import demands_for, waits_for
from hotline.chain.screens.forms import AnswerForm, EnterForm, PassForm, PersonForm, seat_name
from hotline.chain.screens.shown import row_of, shown_to_chain
from pages.lists.paging import page
from pages.outcomes import outcome

SEATED = frozenset(node.code for chain in EDITIONS.all for node in chain.seated)
ACTS: tuple[Act[Demand], ...] = (
    Act(
        name="answer", title=gettext_lazy("Answer it"), permission=TAKE_CALLS, nodes=SEATED, form=AnswerForm,
        explained=gettext_lazy("The answer goes back down to the driver. Pass on what an office has to decide."),
        perform=lambda demand, values, by: moving.answer(demand, words=values["words"], by=by),
        done=gettext_lazy("The answer goes back down."), whose=waits_for,
    ),
    Act(
        name="pass", title=gettext_lazy("Pass it on"), permission=TAKE_CALLS, nodes=SEATED, form=PassForm,
        explained=gettext_lazy("It goes to the next node; at the regulator it becomes a ticket of the hotline."),
        perform=lambda demand, values, by: moving.pass_on(demand, note=values["note"], by=by),
        done=gettext_lazy("It is passed on."), whose=waits_for,
    ),
)  # fmt: skip


@require_safe
@signed_in
def mine(request: SignedInRequest) -> HttpResponse:
    """Seats one is offered or has, and the demands that came to them."""
    taken = list(seats.taken_by(request.user))
    found = page(request, demands_for(request.user))
    led = [seat.branch for seat in taken if seat.node == seats.SECRETARY and seat.branch]
    context = {
        "chain": chain_on(timezone.localdate()),
        "offered": [(seat, seat_name(seat)) for seat in ChainSeat.objects.offered_to(request.user)],
        "seats": [(seat, seat_name(seat)) for seat in taken],
        "led": [(branch, [(seat, seat.person.name) for seat in seats.members_of(branch)]) for branch in led],
        "member_form": PersonForm(auto_id="id_member_%s"),
        "page": found,
        "demands": [(row_of(one), waits_for(one, request.user)) for one in found.rows],
    }
    return render(request, "hotline/chain/mine.html", context)


@require_POST
@signed_in
def say(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """Say oneself whether one takes a seat."""
    seat = get_object_or_404(ChainSeat.objects.offered_to(request.user), pk=pk)
    agrees = request.POST.get("agrees") == "yes"
    carry_out(request, lambda: seats.consent(seat, agrees=agrees, by=request.user), _("It is noted."))
    return redirect("chain:mine")


@require_POST
@signed_in
def leave(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """Leave a seat, or take back one that was offered by oneself."""
    seat = seats.to_be_left_by(request.user, pk)
    if seat is None:
        raise Http404
    carry_out(request, lambda: seats.leave(seat, by=request.user), _("It is noted."))
    return redirect("chain:mine" if seat.node == seats.MEMBER or seat.person_id == request.user.pk else "chain:office")


@require_POST
@signed_in
def ask_member(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """The secretary asks somebody to sit for the members of the branch."""
    branch = get_object_or_404(Branch, pk=pk)
    if not seats.is_secretary(request.user, branch):
        raise Http404
    form = PersonForm(request.POST)
    if form.is_valid():
        person = form.cleaned_data["person"]
        offer = partial(seats.offer, branch.authority, node=seats.MEMBER, branch=branch, person=person, by=request.user)
        carry_out(request, offer, _("They have been asked. The seat is theirs once they agree."))
        return redirect("chain:mine")
    return render(request, "hotline/chain/ask.html", {"form": form, "branch": branch}, status=422)


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def enter_here(request: SignedInRequest) -> HttpResponseBase:
    """Enter a demand for a driver at one's own node."""
    taken = seats.taken_by(request.user)
    if not taken:
        raise PermissionDenied
    form = EnterForm(request.POST or None, branches=seats.branches_for(request.user), seats=taken)
    context: dict[str, Any] = {"form": form}
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        context["made"] = moving.enter(form.needed(), typed["branch"], node=typed["seat"].node, by=request.user)
        return outcome(request, "hotline/chain/enter.html", context)
    return render(request, "hotline/chain/enter.html", context, status=422 if form.errors else 200)


def _demand(request: SignedInRequest, number: str) -> Demand:
    return get_object_or_404(demands_for(request.user), number=number)


def _page(request: SignedInRequest, number: str, *, status: int = 200, **shown: Any) -> HttpResponse:
    found = _demand(request, number)
    context = {
        **shown_to_chain(found),
        "acts": forms_of(offered(ACTS, found, found.whereabouts.node, request.user), found, request, shown),
        "act_url": "chain:act",
        **shown,
    }
    return render(request, "hotline/chain/demand.html", context, status=status)


@require_safe
@signed_in
def demand(request: SignedInRequest, number: str) -> HttpResponse:
    """One demand: who told it, the way it went, and what may be done now."""
    return _page(request, number)


@require_POST
@signed_in
def act(request: SignedInRequest, number: str, name: str) -> HttpResponseBase:
    """Answer it or pass it on."""
    found = _demand(request, number)
    row = next((one for one in ACTS if one.name == name), None)
    if row is None:
        raise Http404
    back = reverse("chain:demand", args=[number])
    return run(request, row, found, node=found.whereabouts.node, page=partial(_page, request, number), back=back)
