"""Models and their editions: what counts now, the next edition, its dry run, its release by a second person."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import SignedInRequest, requires
from accounts.editions.series import standings
from accounts.editions.views import written_on_page
from accounts.permissions import KEEP_CREDIT_MODELS, READ_CREDIT
from accounts.staffing.second_person import NotReleased
from supervision.credit.editions.actions import release_edition
from supervision.credit.editions.queries import (
    Counting,
    editions_written,
    model_in_force,
    models_in_force,
    models_of,
)
from supervision.credit.running.dry_run import try_edition
from supervision.credit.subjects.models import Sector


@require_safe
@requires(READ_CREDIT)
def models(request: SignedInRequest) -> HttpResponse:
    """The model of each sector as it counts today, and every edition written."""
    today = timezone.localdate()
    in_force = models_in_force(on=today)
    editions = list(editions_written())
    rows = [
        {
            "sector": Sector(sector),
            "by": by,
            "editions": standings((e for e in editions if e.sector == sector), in_force=by.number, on=today),
        }
        for sector, by in in_force.items()
    ]
    return render(request, "supervision/credit/models.html", {"rows": rows})


@require_safe
@requires(READ_CREDIT)
def in_force(request: SignedInRequest, sector: str) -> HttpResponse:
    """The model that counts today, readable: indicators, vetoes, triggers, colours, effects, each with its source."""
    if sector not in Sector.values:
        raise Http404
    by = model_in_force(sector, on=timezone.localdate())
    context = {"by": by, "model": by.content, "sector": Sector(sector), "edition": None}
    return render(request, "supervision/credit/model.html", context)


@require_safe
@requires(READ_CREDIT)
def edition(request: SignedInRequest, pk: int) -> HttpResponse:
    """An edition with its dry runs."""
    found = get_object_or_404(editions_written(), pk=pk)
    today = timezone.localdate()
    [(_row, state)] = standings([found], in_force=model_in_force(found.sector, on=today).number, on=today)
    context = {
        "by": Counting(content=found.model, number=found.number),
        "model": found.model,
        "sector": Sector(found.sector),
        "edition": found,
        "state": state,
        "dry_runs": found.dry_runs.select_related("made_by")[:5],
        "may_release": state == "draft",
    }
    return render(request, "supervision/credit/model.html", context)


@require_http_methods(["GET", "POST"])
@requires(KEEP_CREDIT_MODELS)
def write(request: SignedInRequest, sector: str) -> HttpResponseBase:
    """Write the next edition of a sector's model, beginning with the one in force."""
    if sector not in Sector.values:
        raise Http404
    return written_on_page(
        request,
        models_of(sector),
        {"sector": Sector(sector)},
        template="supervision/credit/write.html",
        told=_("The edition is written. Try it, then a second person releases it."),
        after=lambda written: redirect("codes:edition", pk=written.pk),
    )


@require_POST
@requires(KEEP_CREDIT_MODELS)
def try_out(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """Try an edition on everybody; nothing is changed."""
    found = get_object_or_404(editions_written(), pk=pk)
    tried = try_edition(found, by=request.user)
    told = _("Companies that would change colour: %(changing)s of %(count)s.")
    messages.success(request, told % {"changing": tried.changing, "count": tried.companies})
    return redirect("codes:edition", pk=pk)


@require_POST
@requires(KEEP_CREDIT_MODELS)
def release(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """Put an edition in force."""
    found = get_object_or_404(editions_written(), pk=pk)
    try:
        release_edition(found, by=request.user)
    except NotReleased as why:
        messages.error(request, str(why))
    else:
        messages.success(request, _("Edition %(n)s is released.") % {"n": found.number})
    return redirect("codes:edition", pk=pk)
