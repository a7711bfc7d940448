"""An offer: everything is known, it is read, affirmed and signed on one page."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import CompanyRequest, applicant_required
from accounts.represented.delegations import is_principal_of
from accounts.signing_in.reauthentication import confirmed
from licensing.applicant.reach import own
from licensing.applications.actions.drafting import AlreadySubmitted, CommitmentClosed
from licensing.applications.actions.handing_in import NotComplete
from licensing.applications.answers.reading import topics_of
from licensing.applications.models.application import Application
from licensing.applications.notice import materials_told
from licensing.applications.sheet import sheet_of
from licensing.offers.ending import AlreadyOver, end
from licensing.offers.models import Offer, OfferEnd
from licensing.offers.rules import Rule, still_in_force
from licensing.offers.signing import NotAffirmed, NotThePrincipal, OfferStale, offer_of, opened, sign
from materials.catalogue.queries import notice_for


@require_http_methods(["GET", "HEAD", "POST"])
@applicant_required
def offer(request: CompanyRequest, key: str) -> HttpResponseBase:
    """What is known, the notice, each statement by itself, one signature. POST `act`: sign, by-hand."""
    application = own(request, key)
    found = offer_of(application)
    if found is None and application.prepared_at is not None and not application.is_submitted:
        raise Http404  # of the night's work, and nobody's yet
    if application.is_submitted or found is None:
        return redirect("applications:overview", key=key)
    rule = still_in_force(found.rule, found.edition, on=timezone.localdate())
    if request.method == "POST":
        by_hand = request.POST.get("act") == "by-hand"
        return _by_hand(request, application) if by_hand else _sign(request, application, found, rule)
    if request.method == "GET" and is_principal_of(request.user, request.company):
        opened(application)
    return _page(request, application, found, rule)


def _by_hand(request: CompanyRequest, application: Application) -> HttpResponseBase:
    with suppress(AlreadyOver):
        end(application, OfferEnd.How.BY_HAND, by=request.user)
    messages.info(request, _("This is now your draft: change what you want and hand it in as usual."))
    return redirect("applications:overview", key=application.key)


def _sign(request: CompanyRequest, application: Application, found: Offer, rule: Rule | None) -> HttpResponseBase:
    affirmed = set(request.POST.getlist("affirm"))
    errors: dict[str, str] = {}
    if not confirmed(request, request.POST.get("password", "")):
        errors["password"] = _("The password is wrong.")
    try:
        if not errors:
            sign(application, affirmed, by=request.user)
            return redirect("applications:submitted", key=application.key)
    except NotAffirmed as left:
        errors = {code: _("Affirm this statement.") for code in left.codes}
    except NotThePrincipal:
        errors["password"] = _("The principal of the company signs this.")
    except OfferStale as stale:
        told = _(
            "It was not handed in: %(why)s The offer has ended, but you can apply yourself with everything filled in."
        )
        messages.warning(request, told % {"why": str(stale)})
        return redirect("applications:new", code=application.item.code)
    except (AlreadyOver, AlreadySubmitted):
        return redirect("applications:overview", key=application.key)
    except (NotComplete, CommitmentClosed) as why:
        messages.error(request, str(why))
        return redirect("mine")
    return _page(request, application, found, rule, affirmed=affirmed, errors=errors)


def _page(
    request: CompanyRequest, application: Application, found: Offer, rule: Rule | None, **sent: Any
) -> HttpResponseBase:
    sheet = sheet_of(application)
    notice = notice_for(application.item) if application.item.commitment_applies else None
    context = {
        "application": application,
        "offer": found,
        "rule": rule,
        "own": [(f"own-{number}", one.text) for number, one in enumerate(rule.affirms if rule else ())],
        "notice": notice,
        "told": materials_told(notice) if notice else None,
        "topics": topics_of(sheet),
        "may_sign": rule is not None and is_principal_of(request.user, request.company),
        "affirmed": sent.get("affirmed", set()),
        "errors": sent.get("errors", {}),
    }
    status = 422 if sent.get("errors") else 200
    return render(request, "licensing/applicant/offer.html", context, status=status)
