"""The door for telephone exchanges: POST /hotline/calls/<exchange>, signed, idempotent (docs/hotline.md)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from accounts.authorities import Authority
from hotline.channels.exchange.signed import Signed
from hotline.channels.exchange.sources import exchange_of
from hotline.channels.exchange.views import HttpTold, through_the_door
from hotline.telephone.taking import receive


# No cookie speaks for a machine: its signature does, so there is nothing a foreign page could borrow.
@csrf_exempt
@require_POST
def calls(request: HttpRequest, exchange: str) -> HttpResponse:
    """Write down what an exchange tells of a call; the same message again is answered the same."""

    def take(sent: Signed, authority: Authority) -> HttpTold:
        return receive(exchange, sent, authority=authority)

    return through_the_door(request, exchange, exchange_of(exchange), take)
