"""Where a task is worked on: the case page. Viewflow only needs to know the address."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect


def open_case(request: HttpRequest, **kwargs: object) -> HttpResponse:
    """Lead from a task to the page of its case."""
    return redirect("desk:case", key=request.activation.process.application.key)  # type: ignore[attr-defined]
