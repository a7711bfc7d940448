"""The inbox: messages, one message, reading, choosing how they come, and the link of a message."""

from __future__ import annotations

from functools import partial

from django.contrib import messages as told
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import SignedInRequest, signed_in
from accounts.versions import Stale, seen_version
from pages.lists.paging import page
from post.addresses.queries import addresses_of
from post.inbox import actions
from post.inbox.forms import ChoicesForm
from post.inbox.queries import messages_of, show, shown, ways_of
from post.sending import links


def _language() -> str:
    return get_language() or "zh-hans"


@require_safe
@signed_in
def messages(request: SignedInRequest) -> HttpResponseBase:
    """What the reader was told, newest first; `matter` and `unread` narrow it."""
    matter, unread = request.GET.get("matter", ""), bool(request.GET.get("unread"))
    cut = page(request, messages_of(request.user, matter=matter, unread=unread))
    context = {
        "page": cut,
        "rows": shown(cut.rows, language=_language()),
        "matter": matter,
        "unread": unread,
        "waiting": messages_of(request.user, unread=True).count(),
    }
    return render(request, "post/inbox.html", context)


@require_safe
@signed_in
def message(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """One message with its way to the matter and what became of it; opened, it counts as read."""
    found = get_object_or_404(messages_of(request.user), pk=pk)
    actions.mark_read(found)
    context = {"shown": show(found, language=_language()), "ways": ways_of(found)}
    return render(request, "post/message.html", context)


@require_POST
@signed_in
def read(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """Mark one as read without opening it."""
    actions.mark_read(get_object_or_404(messages_of(request.user), pk=pk))
    return redirect("post:inbox")


@require_POST
@signed_in
def read_all(request: SignedInRequest) -> HttpResponseBase:
    """Mark everything as read."""
    marked = actions.mark_all_read(request.user)
    told.success(request, ngettext("%(n)s message is read.", "%(n)s messages are read.", marked) % {"n": marked})
    return redirect("post:inbox")


@require_http_methods(["GET", "POST"])
@signed_in
def choices(request: SignedInRequest) -> HttpResponseBase:
    """By which ways messages come, and in which language."""
    form = ChoicesForm(request.POST or None, person=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            actions.choose_channels(
                request.user,
                form.channels,
                language=form.cleaned_data["language"],
                refuse=partial(form.refuse_stale, seen_version(request.POST)),
            )
        except Stale as meanwhile:
            return _choices(request, form, stale=meanwhile, status=409)
        told.success(request, _("Your choice is kept."))
        return redirect("post:choices")
    return _choices(request, form, status=422 if form.errors else 200)


def _choices(request: SignedInRequest, form: ChoicesForm, *, status: int, stale: Stale | None = None) -> HttpResponse:
    stands_on = request.POST.get("stands-on", "") if request.method == "POST" else form.version
    context = {"form": form, "addresses": addresses_of(request.user), "stale": stale, "stands_on": stands_on}
    return render(request, "post/choices.html", context, status=status)


@require_safe
@signed_in
def follow(request: SignedInRequest, code: str) -> HttpResponseBase:
    """The link of an e-mail or text message: to its matter the first time, to the message afterwards."""
    delivery = links.delivery_of(code, person=request.user)
    if links.use(delivery):
        actions.mark_read(delivery.message)
        return redirect("post:inbox") if delivery.carries.exists() else redirect(delivery.message.address)
    told.info(request, _("This link has already been used. Open the matter from this message."))
    return redirect("post:message", pk=delivery.message_id)
