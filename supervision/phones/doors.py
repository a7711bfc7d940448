"""The doors phones come to: who is signed in, the worker that keeps a page, and to take in what is sent.

Answers are JSON, also to whoever is not signed in: the page keeps what it has, asks to sign in again, and sends then.
"""

from __future__ import annotations

import base64
import binascii
import datetime
import hashlib
import json
import uuid
from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any, Protocol

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
from accounts.people import Person
from accounts.signing_in.throttle import attempt
from supervision.phones.asides import AsideItem
from supervision.phones.items import Item, TryLater
from supervision.phones.left_out import LeftOut
from supervision.phones.limits import limits
from supervision.phones.records import LONGEST_RECORD, MOST_FILES, Unreadable, moment, seal_of

LARGEST = 10 * 1024 * 1024
"""Bytes of one sending; a phone sends one item at a time and makes its photos smaller before."""
MOST_ITEMS = 20
KEPT = (
    "bootstrap/css/bootstrap.min.css",
    "portal/theme.css",
    "portal/icon.svg",
    "portal/js/first-colours.js",
    "portal/js/pen.js",
    "portal/js/phone/capture.js",
    "portal/js/phone/page.js",
    "portal/js/phone/sealing.js",
    "portal/js/phone/store.js",
    "portal/js/phone/sync.js",
)
"""What every such page needs without network; each adds its own."""

Receipt = dict[str, Any]
Receive = Callable[[Item, datetime.datetime, Person], Receipt]
View = Callable[[HttpRequest], HttpResponseBase]


class Received(Protocol):
    """A record that was taken in: when, by both clocks, and which files were not kept."""

    at: datetime.datetime
    received_at: datetime.datetime
    clock_off: int

    @property
    def files_left_out(self) -> Sequence[LeftOut]: ...


class _Refused(Exception):
    """The whole of what was sent cannot be read."""

    def __init__(self, status: int, words: str) -> None:
        super().__init__(words)
        self.status = status


def as_json(
    permission: str, *, page: str
) -> Callable[[Callable[[SignedInRequest], HttpResponse]], Callable[[HttpRequest], HttpResponseBase]]:
    """For who may; others learn in JSON that they have to sign in (401), or that it is not theirs (403)."""

    def guard(view: Callable[[SignedInRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponseBase]:
        @wraps(view)
        def guarded(request: HttpRequest) -> HttpResponseBase:
            if not request.user.is_authenticated:
                where = f"{reverse('account_login')}?next={reverse(page)}"
                return JsonResponse({"sign_in": where, "words": _("Sign in again: nothing has been lost.")}, status=401)
            return requires(permission)(view)(request)

        return guarded

    return guard


def page_of(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    """A page that works without network, with what its scripts are told. The browser keeps it: it names nobody."""
    told = {"language": get_language(), "most_photos": MOST_FILES - 1, "limits": limits()}
    return render(request, template, {**told, **context})


def worker_of(name: str, permission: str, *, page: str, files: Sequence[str]) -> View:
    """The service worker of a page: what it needs by name, then the script itself. A new version is a new list."""

    @require_safe
    @requires(permission)
    def worker(_request: SignedInRequest) -> HttpResponse:
        shell = [reverse(page), *(static(file) for file in (*KEPT, *files))]
        told = f"self.NAME = {json.dumps(name)};\nself.SHELL = {json.dumps(shell)};\n"
        text = f"{told}importScripts({json.dumps(static('portal/js/phone/worker.js'))});\n"
        return HttpResponse(text, content_type="text/javascript; charset=utf-8")

    return worker


def session_of(permission: str, *, page: str) -> View:
    """Who is signed in, and the token with which they may send; our time."""

    @require_safe
    @as_json(permission, page=page)
    def session(request: SignedInRequest) -> HttpResponse:
        told = {"person": request.user.pk, "name": request.user.name, "token": get_token(request)}
        return JsonResponse({**told, "now": timezone.now().isoformat()})

    return session


def day_for(request: SignedInRequest, **more: Any) -> HttpResponse:
    """What a phone keeps for the day, for whom and as of when."""
    now = timezone.localtime()
    day = {"day": now.date().isoformat(), "now": now.isoformat(), "person": request.user.pk, "name": request.user.name}
    return JsonResponse({**day, **more})


def sync_of(permission: str, *, throttle: str, page: str, receive: Receive) -> View:
    """Take in what a phone sends; a receipt for each item, whatever became of the others."""

    @require_POST
    @as_json(permission, page=page)
    def sync(request: SignedInRequest) -> HttpResponse:
        attempt(throttle, person=request.user)
        return _taken_in(request, receive)

    return sync


def received(row: Received, **more: Any) -> Receipt:
    """The receipt of what was taken in. No name and no plate: it stays on the phone."""
    lost = [{"reason": one.why} for one in row.files_left_out]
    clocks = {"received": ours(row.received_at), "said": ours(row.at), "clock_off": row.clock_off}
    return {"state": "received", **clocks, "left_out": lost, **more}


def refused(aside: AsideItem, words: str, **more: Any) -> Receipt:
    """The receipt of what is kept for a person instead, in words that name its `reason`."""
    told = words % {"reason": aside.get_reason_display()}  # type: ignore[attr-defined]
    return {"state": "refused", "reason": aside.reason, "received": ours(aside.received_at), "words": told, **more}  # type: ignore[attr-defined]


def _taken_in(request: SignedInRequest, receive: Receive) -> HttpResponse:
    try:
        sent_at, items = _sent(request)
    except _Refused as why:
        return JsonResponse({"words": str(why)}, status=why.status)
    receipts = [_receipt(one, sent_at, receive, request.user) for one in items]
    is_any_taken = any(receipt["state"] != "unreadable" for receipt in receipts)
    return JsonResponse({"receipts": receipts}, status=200 if is_any_taken else 422)


def _receipt(told: object, sent_at: datetime.datetime, receive: Receive, by: Person) -> Receipt:
    try:
        item = _item(told)
    except Unreadable:
        key = told.get("key") if isinstance(told, dict) else None
        words = _("This item cannot be read, so it was not accepted.")
        return {"key": key if _is_key(key) else None, "state": "unreadable", "words": words}
    try:
        return {"key": str(item.key), "seal": item.seal, **receive(item, sent_at, by)}
    except TryLater:
        words = _("The virus check is not responding; it will be sent again later.")
        return {"key": str(item.key), "seal": item.seal, "state": "later", "words": words}


def ours(at: datetime.datetime) -> str:
    """A moment as our clocks write it, whatever zone it was written in: a receipt is the same to the letter."""
    return timezone.localtime(at).isoformat(timespec="seconds")


def _sent(request: HttpRequest) -> tuple[datetime.datetime, list[Any]]:
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isascii() or not length.isdigit() or int(length[:12]) > LARGEST:
        raise _Refused(413, _("This is more than can be accepted at once."))
    body = request.read(LARGEST + 1)
    if len(body) > LARGEST:
        raise _Refused(413, _("This is more than can be accepted at once."))
    try:
        told = json.loads(body.decode())
        items = told.get("items") if isinstance(told, dict) else None
        if not isinstance(items, list) or not 1 <= len(items) <= MOST_ITEMS:
            raise Unreadable("items")
        return moment(told.get("sent_at"), "sent_at"), items
    except (ValueError, RecursionError, Unreadable) as broken:
        raise _Refused(400, _("This cannot be read.")) from broken


def _is_key(key: object) -> bool:
    try:
        return isinstance(key, str) and str(uuid.UUID(key)) == key
    except ValueError:
        return False


def _item(told: object) -> Item:
    """An item as it was sent. Raises Unreadable where not even its key, seal and text can be told."""
    if not isinstance(told, dict) or not _is_key(told.get("key")):
        raise Unreadable("key")
    seal, record = told.get("seal"), told.get("record")
    if not isinstance(seal, str) or not isinstance(record, str) or len(record) > LONGEST_RECORD:
        raise Unreadable("record")
    if len(seal) != len(seal_of(record)) or not seal.isascii() or not seal.isalnum():
        raise Unreadable("seal")
    return Item(key=uuid.UUID(told["key"]), seal=seal, record=record, files=_files(told.get("files", [])))


def _files(told: object) -> dict[str, bytes]:
    """The bytes of files by their own digest: one that is not what it says is as if it had not been sent."""
    if not isinstance(told, list) or len(told) > MOST_FILES:
        raise Unreadable("files")
    contents = [_bytes(one) for one in told]
    return {hashlib.sha256(content).hexdigest(): content for content in contents}


def _bytes(told: object) -> bytes:
    try:
        return base64.b64decode(told, validate=True) if isinstance(told, str) else b""
    except (binascii.Error, ValueError):
        return b""
