"""Acts of other apps tell here that somebody was served; who was served is asked how it was.

Called in the transaction of the act: what was not served cannot be rated. Knows no case and no ticket.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.authorities import Authority
from accounts.people import Person
from accounts.represented.companies import Company
from post.questions.asking import ask
from rating import events
from rating.handling import dues
from rating.recording import tell
from rating.rules import rules_on
from rating.service_models import MOST_OF_A_MATTER, Invitation, Service, Settlement

WORDS = _("How were you served? Rate it at %(address)s with the code %(code)s. Do not share the code.")
"""What somebody without an account is sent: no word of what it was about."""


@dataclass(frozen=True, kw_only=True)
class Matter:
    """What a service was about: its subject of the trail, the number people know, item and authority."""

    subject: str
    reference: str
    item: str
    item_zh: str
    item_en: str
    authority: Authority
    company: Company | None = None


@transaction.atomic(savepoint=False)
def serve(matter: Matter, code: str, *, way: Service.Way, by: Person | None, is_over: bool = True) -> Service | None:
    """Write down that somebody was served, in the caller's transaction; None beyond the last number there is.

    `by` who served, None where it was a rule or the law. `is_over`: the decision of the matter is served with it.
    """
    if is_over:
        settle(matter.subject)
    number = Service.objects.filter(subject=matter.subject).count() + 1
    if number > MOST_OF_A_MATTER:
        return None
    made = Service.objects.create(
        subject=matter.subject,
        number=number,
        reference=matter.reference,
        code=code,
        way=way,
        edition=rules_on(timezone.localdate()).edition,
        item=matter.item,
        item_zh=matter.item_zh,
        item_en=matter.item_en,
        authority=matter.authority,
        served_by=by,
        company=matter.company,
    )
    tell(events.SERVED, made, by=by or "portal")
    return made


def settle(subject: str) -> None:
    """A matter is over: from now on officials may know how its services were rated."""
    if Settlement.objects.filter(subject=subject).exists():
        return
    Settlement.objects.bulk_create([Settlement(subject=subject)], ignore_conflicts=True)
    dues.settled(subject)


def invite(service: Service, *, phone: str = "") -> Invitation:
    """Ask somebody without an account by a code: sent to a telephone, or handed over on the spot."""
    with transaction.atomic():
        question = ask(phone=phone, words=WORDS, page="rating:code", until=service.rate_until())
        return Invitation.objects.create(service=service, question=question)
