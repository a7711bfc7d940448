"""Where a task of the engine leads: to the page of its inspection."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect


def open_inspection(request: HttpRequest, **kwargs: object) -> HttpResponse:
    """Lead from a task to the page of its inspection."""
    return redirect("inspections:inspection", number=request.activation.process.inspection.number)  # type: ignore[attr-defined]
