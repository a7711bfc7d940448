"""What a page shows to whoever types a number and a code: the doors of people without an account."""

from __future__ import annotations

from typing import Any

from accounts.authorities import Division
from hotline.care.applying import Asked, apply
from hotline.care.models import Programme
from hotline.chain.models import Demand
from hotline.insurance import actions as insurance
from hotline.tickets.models import Ticket
from licensing.applications.models.application import Submission
from licensing.applications.tracking import tracking_code
from licensing.certificates.models import Certificate
from supervision.officers.models import EnforcementCertificate
from tests.hotline.insurance.conftest import truck

Asking = tuple[str, dict[str, Any]]


def asked_by_code() -> dict[str, Asking]:
    """Name of the page -> method, and what is typed there, of what stands in the world."""
    ticket, demand = Ticket.objects.select_related("caller").earliest("pk"), Demand.objects.earliest("pk")
    receipt = Submission.objects.earliest("pk").receipt_number
    certificate = Certificate.objects.filter(kind="licence").latest("pk")
    officer = EnforcementCertificate.objects.earliest("pk")
    return {
        "hear:follow": ("POST", {"number": ticket.number, "code": ticket.caller.code}),
        "chain:follow": ("POST", {"number": demand.number, "code": demand.code}),
        "care:track": ("POST", {"code": _applied()}),
        "insurance:track": ("POST", {"code": insurance.report(truck(), authority=ticket.authority)[1]}),
        "applications:track": ("GET", {"receipt": receipt, "code": tracking_code(receipt)}),
        "verify:verify": ("GET", {"number": certificate.number, "code": certificate.check_code}),
        "officers:check": ("GET", {"number": officer.number}),
        "knowledge:answers": ("GET", {"q": "zq"}),
    }


def _applied() -> str:
    programme = Programme.objects.select_related("authority").earliest("pk")
    asked = Asked(
        name="钱顺风", id_number="410882197803120018", phone="13903910019",
        county=Division.objects.get(code="410802"), work="self", ground="illness", words="腰伤", has_consent=True,
    )  # fmt: skip
    return apply(programme, asked, origin="self")[1]
