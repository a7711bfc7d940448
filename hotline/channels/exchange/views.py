"""The door for other hotlines: POST /hotline/inbox/<source>, signed, idempotent (domain F-13.8; docs/hotline.md)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from accounts.authorities import Authority
from accounts.signing_in.throttle import TooOften, attempt
from hotline.channels.actions import Kept, receive
from hotline.channels.exchange import signed
from hotline.channels.exchange.sources import Source, source_of
from hotline.tickets.doing.relaying import Outcome

TITLES = {
    "signature": "The signature is not right.",
    "timestamp": "The timestamp is missing or too far from now.",
    "not-json-type": "The content type is application/json.",
    "too-large": "A message has at most 64 KiB.",
    "unknown-source": "Nobody agreed with this source on a secret.",
    "too-often": "Too many messages; try again later.",
    "https-only": "Send it over https",
    "another-source": "The message names another source than the address.",
    "not-open": "This hotline is not open yet.",
    "not-json": "The body is no JSON object; it is kept for a person.",
    "not-understood": "The message could not be understood; it is kept for a person.",
}
"""For the technician of the other side, in one language: the codes are what programs read."""


HttpTold = tuple[int, dict[str, Any]]
"""Status and body of an answer."""


def _problem(status: int, code: str, *, nonce: bytes = b"", secret: str = "", **more: object) -> HttpResponse:
    """RFC 9457: what is wrong, by a code for programs and a sentence for people."""
    told = {"type": "about:blank", "title": TITLES[code], "status": status, "code": code, **more}
    return signed.answer(told, status=status, nonce=nonce, secret=secret)


def through_the_door(
    request: HttpRequest, code: str, known: Source | None, take: Callable[[signed.Signed, Authority], HttpTold]
) -> HttpResponse:
    """Have a machine's message taken: signed, in time, by a sender with whom a secret was agreed; else say why not.

    A browser that comes without TLS is led on to it; a program is refused, or it would go on sending in the clear.
    """
    if settings.HTTPS and not request.is_secure():
        return _problem(403, "https-only")
    try:
        attempt("hotline-inbox", request=request)
    except TooOften:
        response = _problem(429, "too-often")
        response["Retry-After"] = "600"
        return response
    if known is None:
        return _problem(404, "unknown-source")
    try:
        sent = signed.read(request, known.secret)
    except signed.Refused as why:
        return _problem(why.status, why.code)
    nonce, secret = sent.nonce, known.secret
    if sent.said is not None and sent.said.get("source", code) != code:
        return _problem(403, "another-source")
    authority = known.authority
    if authority is None:
        return _problem(503, "not-open", nonce=nonce, secret=secret)
    try:
        status, told = take(sent, authority)
    except Kept as why:
        wrong, named = (400, "not-json") if sent.said is None else (422, "not-understood")
        return _problem(wrong, named, nonce=nonce, secret=secret, kept=why.row.pk, errors=why.row.reasons)
    return signed.answer(told, status=status, nonce=nonce, secret=secret)


# No cookie speaks for a machine: its signature does, so there is nothing a foreign page could borrow.
@csrf_exempt
@require_POST
def inbox(request: HttpRequest, source: str) -> HttpResponse:
    """Take a ticket of another hotline in; the same message again is answered the same."""

    def take(sent: signed.Signed, authority: Authority) -> HttpTold:
        taken = receive(source, sent, authority=authority)
        told = {"number": taken.ticket.number, "external": taken.ticket.external, "outcome": taken.outcome.value}
        return 201 if taken.outcome == Outcome.TAKEN else 200, told

    return through_the_door(request, source, source_of(source), take)
