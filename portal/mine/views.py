"""“Mine”: what somebody sees first who acts for a company."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from accounts.access import CompanyRequest, applicant_required
from accounts.represented.delegations import is_principal_of
from licensing.applicant.home import holdings
from licensing.applicant.home.again import earlier_of
from licensing.applicant.home.errands import more_vehicles
from portal.mine.reading import people_of, to_do
from post.inbox.queries import messages_of, shown

MOST_MESSAGES, MOST_EARLIER = 4, 3


@require_safe
@applicant_required
def mine(request: CompanyRequest) -> HttpResponse:
    """What is to be done and by when, what runs, what was told, what there is."""
    company, person, today = request.company, request.user, timezone.localdate()
    told = messages_of(person)
    context = {
        "company": company,
        "to_do": to_do(company, person, on=today),
        "offers": holdings.offers(company, on=today),
        "running": holdings.running(company, on=today),
        "drafts": holdings.drafts(company),
        "earlier": earlier_of(company, most=MOST_EARLIER),
        "messages_told": shown(told[:MOST_MESSAGES], language=get_language() or "zh-hans"),
        "certificates": holdings.certificates(company),
        "more_vehicles": more_vehicles(),
        "fleet": holdings.fleet(company, on=today),
        "people": people_of(company),
        "is_principal": is_principal_of(person, company),
    }
    return render(request, "portal/mine/home.html", context)
