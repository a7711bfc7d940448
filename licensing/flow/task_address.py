"""Where a task of the engine leads: to the page of its case, or to what the applicant has to answer."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect


def open_case(request: HttpRequest, **kwargs: object) -> HttpResponse:
    """Lead from an official's task to the page of its case."""
    return redirect("desk:case", key=request.activation.process.application.key)  # type: ignore[attr-defined]


def open_correction(request: HttpRequest, **kwargs: object) -> HttpResponse:
    """Lead to the page where the applicant answers."""
    return redirect("applications:correct", key=request.activation.process.application.key)  # type: ignore[attr-defined]


def open_after_grant(request: HttpRequest, **kwargs: object) -> HttpResponse:
    """Lead to the page of what follows the grant."""
    return redirect("desk:after_grant", key=request.activation.process.application.key)  # type: ignore[attr-defined]


def open_progress(request: HttpRequest, **kwargs: object) -> HttpResponse:
    """Lead the holder to where they answer."""
    return redirect("applications:progress", key=request.activation.process.application.key)  # type: ignore[attr-defined]


def open_bundle(request: HttpRequest, **kwargs: object) -> HttpResponse:
    """Lead to the page of a one-thing application."""
    return redirect("desk:bundle", key=request.activation.process.application.key)  # type: ignore[attr-defined]
