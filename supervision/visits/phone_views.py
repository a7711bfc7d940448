"""What a member's phone asks: the page it keeps, today's companies, whether it is signed in, and to take visits in.

Answers are JSON, also to whoever is not signed in: the page keeps what it has, asks to sign in again, and sends then.
"""

from __future__ import annotations

import base64
import binascii
import datetime
import hashlib
import json
import uuid
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.access import SignedInRequest, requires
from accounts.permissions import VISIT
from accounts.signing_in.throttle import attempt
from supervision.visits.actions import Item, Taken, TryLater, receive
from supervision.visits.models import Outcome, Purpose, Way
from supervision.visits.queries import OnThePhone, companies_for
from supervision.visits.records import LONGEST_RECORD, MOST_FILES, Unreadable, seal_of
from supervision.visits.reference import explained_topics, kinds_of_need

LARGEST = 10 * 1024 * 1024
"""Bytes of one sending; a phone sends one visit at a time and makes its photos smaller before."""
MOST_ITEMS = 20
KEPT = (
    "bootstrap/css/bootstrap.min.css",
    "portal/theme.css",
    "portal/icon.svg",
    "portal/js/first-colours.js",
    "portal/js/visits/page.js",
    "portal/js/visits/store.js",
    "portal/js/visits/sync.js",
    "portal/js/visits/form.js",
    "portal/js/pen.js",
    "portal/js/visits/sealing.js",
)
"""What the page needs without network."""


class _Refused(Exception):
    """The whole of what was sent cannot be read."""

    def __init__(self, status: int, words: str) -> None:
        super().__init__(words)
        self.status = status


def _as_json(view: Callable[[SignedInRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponseBase]:
    """For who may visit; others learn in JSON that they have to sign in (401), or that it is not theirs (403)."""

    @wraps(view)
    def guarded(request: HttpRequest) -> HttpResponseBase:
        if not request.user.is_authenticated:
            where = f"{reverse('account_login')}?next={reverse('visits:phone')}"
            return JsonResponse({"sign_in": where, "words": _("Sign in again: nothing is lost.")}, status=401)
        return requires(VISIT)(view)(request)

    return guarded


@require_safe
@requires(VISIT)
def phone(request: SignedInRequest) -> HttpResponse:
    """The page that works without network. It names nobody: the browser keeps it, also after signing out."""
    context = {
        "topics": explained_topics(),
        "kinds": kinds_of_need(),
        "ways": Way.choices,
        "outcomes": Outcome.choices,
        "purposes": Purpose.choices,
        "language": get_language(),
        "most_photos": MOST_FILES - 1,
    }
    return render(request, "supervision/visits/phone.html", context)


@require_safe
@requires(VISIT)
def worker(_request: SignedInRequest) -> HttpResponse:
    """The service worker: what the page needs by name, then the script itself. A new version is a new list."""
    shell = [reverse("visits:phone"), *(static(name) for name in KEPT)]
    text = f"self.SHELL = {json.dumps(shell)};\nimportScripts({json.dumps(static('portal/js/visits/worker.js'))});\n"
    return HttpResponse(text, content_type="text/javascript; charset=utf-8")


@require_safe
@_as_json
def session(request: SignedInRequest) -> HttpResponse:
    """Who is signed in, and the token with which they may send; our time."""
    told = {"person": request.user.pk, "name": request.user.name, "token": get_token(request)}
    return JsonResponse({**told, "now": timezone.now().isoformat()})


@require_safe
@_as_json
def today(request: SignedInRequest) -> HttpResponse:
    """Today's companies: what helps to find them and to help, kept on the phone until the day is over."""
    now = timezone.localtime()
    rows = [_told(one) for one in companies_for(request.user)]
    day = {"day": now.date().isoformat(), "now": now.isoformat(), "person": request.user.pk, "name": request.user.name}
    return JsonResponse({**day, "companies": rows})


def _told(one: OnThePhone) -> dict[str, Any]:
    plan = one.planned
    return {
        "company": one.company,
        "name": one.name,
        "address": one.address,
        "grid": one.grid,
        "planned": plan.pk if plan else None,
        "purpose": plan.purpose if plan else "",
        "way": plan.way if plan else Way.ON_SITE.value,
        "due": plan.due_on.isoformat() if plan and plan.due_on else None,
        "last": one.last_met.isoformat() if one.last_met else None,
    }


@require_POST
@_as_json
def sync(request: SignedInRequest) -> HttpResponse:
    """Take in what a phone sends; a receipt for each item, whatever became of the others."""
    attempt("visits", person=request.user)
    try:
        sent_at, items = _sent(request)
    except _Refused as why:
        return JsonResponse({"words": str(why)}, status=why.status)
    receipts = [_receipt(one, sent_at, request) for one in items]
    is_any_taken = any(receipt["state"] != "unreadable" for receipt in receipts)
    return JsonResponse({"receipts": receipts}, status=200 if is_any_taken else 422)


def _sent(request: HttpRequest) -> tuple[datetime.datetime, list[Any]]:
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isascii() or not length.isdigit() or int(length[:12]) > LARGEST:
        raise _Refused(413, _("This is more than can be taken in at once."))
    body = request.read(LARGEST + 1)
    if len(body) > LARGEST:
        raise _Refused(413, _("This is more than can be taken in at once."))
    try:
        told = json.loads(body.decode())
    except (ValueError, RecursionError) as broken:
        raise _Refused(400, _("This cannot be read.")) from broken
    items = told.get("items") if isinstance(told, dict) else None
    if not isinstance(items, list) or not 1 <= len(items) <= MOST_ITEMS:
        raise _Refused(400, _("This cannot be read."))
    return _moment(told.get("sent_at")), items


def _moment(text: object) -> datetime.datetime:
    try:
        at = datetime.datetime.fromisoformat(str(text))
    except ValueError as broken:
        raise _Refused(400, _("This cannot be read.")) from broken
    if at.tzinfo is None or not 2000 <= at.year <= 2199:
        raise _Refused(400, _("This cannot be read."))
    return at


def _receipt(told: Any, sent_at: datetime.datetime, request: SignedInRequest) -> dict[str, Any]:
    try:
        item = _item(told)
    except Unreadable:
        key = told.get("key") if isinstance(told, dict) else None
        words = _("This item cannot be read, so it was not taken in.")
        return {"key": key if _is_key(key) else None, "state": "unreadable", "words": words}
    try:
        taken = receive(item, sent_at=sent_at, by=request.user)
    except TryLater:
        words = _("The virus check does not answer; it is sent again later.")
        return {"key": str(item.key), "seal": item.seal, "state": "later", "words": words}
    return _told_of(taken)


def _told_of(taken: Taken) -> dict[str, Any]:
    """The same words and values however often the same item comes."""
    base: dict[str, Any] = {"key": str(taken.item.key), "seal": taken.item.seal}
    if taken.visit is not None:
        visit = taken.visit
        return {
            **base,
            "state": "received",
            "number": visit.number,
            "day": visit.on.isoformat(),
            "received": _ours(visit.received_at),
            "said": _ours(visit.at),
            "clock_off": visit.clock_off,
            "left_out": visit.left_out,
            "words": _("Received: %(number)s") % {"number": visit.number},
        }
    aside = taken.aside
    assert aside is not None  # noqa: S101 - a taken item is one of the two
    words = _("Not taken in: %(reason)s. It is kept for your chief.") % {"reason": aside.get_reason_display()}
    return {
        **base,
        "state": "refused",
        "reason": aside.reason,
        "received": _ours(aside.received_at),
        "words": words,
    }


def _ours(at: datetime.datetime) -> str:
    """A moment as our clocks write it, whatever zone it was written in: a receipt is the same to the letter."""
    return timezone.localtime(at).isoformat(timespec="seconds")


def _is_key(key: object) -> bool:
    try:
        return isinstance(key, str) and str(uuid.UUID(key)) == key
    except ValueError:
        return False


def _item(told: Any) -> Item:
    """An item as it was sent. Raises Unreadable where not even its key, seal and text can be told."""
    if not isinstance(told, dict) or not _is_key(told.get("key")):
        raise Unreadable("key")
    seal, record = told.get("seal"), told.get("record")
    if not isinstance(seal, str) or not isinstance(record, str) or len(record) > LONGEST_RECORD:
        raise Unreadable("record")
    if len(seal) != len(seal_of(record)) or not seal.isascii() or not seal.isalnum():
        raise Unreadable("seal")
    return Item(key=uuid.UUID(told["key"]), seal=seal, record=record, files=_files(told.get("files", [])))


def _files(told: Any) -> dict[str, bytes]:
    """The bytes of files by their own digest: one that is not what it says is as if it had not been sent."""
    if not isinstance(told, list) or len(told) > MOST_FILES:
        raise Unreadable("files")
    contents = [_bytes(one) for one in told]
    return {_digest(content): content for content in contents}


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _bytes(told: Any) -> bytes:
    try:
        return base64.b64decode(told, validate=True) if isinstance(told, str) else b""
    except (binascii.Error, ValueError):
        return b""
