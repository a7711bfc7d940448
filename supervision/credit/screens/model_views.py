"""Models and their editions: what counts now, the next edition, its dry run, its release by a second person."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import SignedInRequest, requires
from accounts.permissions import KEEP_CREDIT_MODELS, READ_CREDIT
from accounts.staffing.second_person import NotReleased
from supervision.credit.editions.actions import Overtaken, release_edition, write_edition
from supervision.credit.editions.models import ModelEdition
from supervision.credit.editions.queries import (
    InForce,
    document_in_force,
    editions_written,
    model_in_force,
    models_in_force,
)
from supervision.credit.running.dry_run import try_edition
from supervision.credit.scoring.reading import BadModel
from supervision.credit.screens.forms import EditionForm
from supervision.credit.subjects.models import Sector


@require_safe
@requires(READ_CREDIT)
def models(request: SignedInRequest) -> HttpResponse:
    """The model of each sector as it counts today, and every edition written."""
    in_force = models_in_force(on=timezone.localdate())
    editions = list(editions_written())
    rows = [
        {"sector": Sector(sector), "by": by, "editions": [_shown(e, by) for e in editions if e.sector == sector]}
        for sector, by in in_force.items()
    ]
    return render(request, "supervision/credit/models.html", {"rows": rows})


def _shown(edition: ModelEdition, by: InForce) -> dict[str, Any]:
    return {"edition": edition, "state": state_of(edition, by)}


def state_of(edition: ModelEdition, by: InForce) -> str:
    """Where an edition stands, beside the one in force."""
    if not hasattr(edition, "release"):
        return "waiting" if edition.edition > by.edition else "earlier"
    if edition.edition == by.edition:
        return "in-force"
    return "coming" if edition.in_force_from > timezone.localdate() else "earlier"


@require_safe
@requires(READ_CREDIT)
def in_force(request: SignedInRequest, sector: str) -> HttpResponse:
    """The model that counts today, readable: indicators, vetoes, triggers, colours, effects, each with its source."""
    if sector not in Sector.values:
        raise Http404
    by = model_in_force(sector, on=timezone.localdate())
    context = {"by": by, "model": by.model, "sector": Sector(sector), "edition": None}
    return render(request, "supervision/credit/model.html", context)


@require_safe
@requires(READ_CREDIT)
def edition(request: SignedInRequest, pk: int) -> HttpResponse:
    """An edition with its dry runs."""
    found = get_object_or_404(editions_written(), pk=pk)
    by = model_in_force(found.sector, on=timezone.localdate())
    context = {
        "by": InForce(model=found.model, edition=found.edition),
        "model": found.model,
        "sector": Sector(found.sector),
        "edition": found,
        "state": state_of(found, by),
        "dry_runs": found.dry_runs.select_related("made_by")[:5],
        "may_release": not hasattr(found, "release"),
    }
    return render(request, "supervision/credit/model.html", context)


@require_http_methods(["GET", "POST"])
@requires(KEEP_CREDIT_MODELS)
def write(request: SignedInRequest, sector: str) -> HttpResponseBase:
    """Write the next edition of a sector's model, beginning with the one in force."""
    if sector not in Sector.values:
        raise Http404
    today = timezone.localdate()
    begun = {"in_force_from": today.isoformat(), "document": document_in_force(sector, on=today)}
    form = EditionForm(request.POST or None, initial=begun)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            written = write_edition(
                sector, typed["document"], note=typed["note"], in_force_from=typed["in_force_from"], by=request.user
            )
        except BadModel as why:
            form.add_error("document", str(why))
        except Overtaken:
            form.add_error(None, _("Somebody else wrote an edition meanwhile: look at it first."))
        else:
            messages.success(
                request,
                _("Edition %(n)s is written: try it, then a second person releases it.") % {"n": written.edition},
            )
            return redirect("codes:edition", pk=written.pk)
    context = {"form": form, "sector": Sector(sector)}
    return render(request, "supervision/credit/write.html", context, status=422 if form.errors else 200)


@require_POST
@requires(KEEP_CREDIT_MODELS)
def try_out(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """Try an edition on everybody; nothing is changed."""
    found = get_object_or_404(editions_written(), pk=pk)
    tried = try_edition(found, by=request.user)
    told = _("%(changing)s of %(count)s companies would change colour.")
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
        messages.success(request, _("Edition %(n)s is released.") % {"n": found.edition})
    return redirect("codes:edition", pk=pk)
