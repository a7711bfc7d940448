"""What everybody may see and fetch of a draw, and where a company finds itself on a list."""

from __future__ import annotations

import inspect

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.access import CompanyRequest, applicant_required
from materials.tables.writing import saved
from pages.lists.paging import page
from supervision.draws import recompute
from supervision.draws.models import Draw
from supervision.draws.queries import draws as every_draw
from supervision.draws.queries import lines_of, listed_of, result_of
from trail.models import Checkpoint


@require_safe
def draws(request: HttpRequest) -> HttpResponse:
    """Every draw of every authority."""
    found = page(request, every_draw())
    return render(request, "supervision/draws/draws.html", {"page": found, "rows": found.rows})


def _draw(number: str) -> Draw:
    found: Draw = get_object_or_404(Draw.objects.select_related("authority"), number=number)
    return found


@require_safe
def draw(request: HttpRequest, number: str) -> HttpResponse:
    """One draw: its list, its seed, whom it chose by key; everything to recompute it."""
    found = _draw(number)
    result = result_of(found)
    lines = lines_of(found, result, with_companies=False) if result else []
    return render(request, "supervision/draws/draw.html", {"draw": found, "result": result, "lines": lines})


@require_safe
def frozen(request: HttpRequest, number: str) -> HttpResponse:
    """The list, byte for byte as its digest was published."""
    found = _draw(number)
    return saved(found.listed.encode(), f"{found.number}-list.json", kind="application/json; charset=utf-8")


@require_safe
def result(request: HttpRequest, number: str) -> HttpResponse:
    """Seed, checkpoint and result; before the draw, that it waits."""
    found = _draw(number)
    made = result_of(found)
    told: dict[str, object] = {"draw": found.number, "list": found.digest, "frozen_at": found.frozen_at.isoformat()}
    if made is not None:
        told |= {"checkpoint": made.checkpoint.number, "seed": made.seed, "drawn": made.drawn}
    return JsonResponse(told, json_dumps_params={"indent": 1})


@require_safe
def script(request: HttpRequest) -> HttpResponse:
    """The algorithm: the very file by which the portal draws."""
    return saved(inspect.getsource(recompute).encode(), "recompute.py", kind="text/x-python; charset=utf-8")


@require_safe
def checkpoints(request: HttpRequest) -> HttpResponse:
    """The checkpoints of the trail: whoever notes one can tell later that nothing before it was changed."""
    found = page(request, Checkpoint.objects.order_by("-number"))
    return render(request, "supervision/draws/checkpoints.html", {"page": found, "rows": found.rows})


@require_safe
@applicant_required
def ours(request: CompanyRequest) -> HttpResponse:
    """On which lists the company stands, under which key and with which weight: its own, and nobody else's."""
    found = page(request, listed_of(request.company))
    return render(request, "supervision/draws/ours.html", {"page": found, "rows": found.rows})
