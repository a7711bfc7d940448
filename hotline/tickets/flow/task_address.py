"""Where a task of the engine leads: to the page of its ticket."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect


def open_ticket(request: HttpRequest, **kwargs: object) -> HttpResponse:
    """Lead from a task to the page of its ticket."""
    return redirect("tickets:ticket", number=request.activation.process.ticket.number)  # type: ignore[attr-defined]
