"""Timer: who is asked today, by a text message whose code is typed on a page."""

from __future__ import annotations

import datetime
from functools import partial

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hotline.afterwards import events
from hotline.afterwards.models import Questionnaire
from hotline.afterwards.rules import Rules, rules_on
from hotline.tickets.doing.refused import tell
from hotline.tickets.end_models import StrikeOff
from hotline.tickets.models import Ticket
from hotline.tickets.step_models import Sorted
from pages.days import in_days
from pages.one_by_one import one_by_one
from post.questions.asking import ask

MOST = 100
ASKING = "asking a caller"
AT_ONCE = _("12328: was your question answered? Say so at %(address)s with the code %(code)s. Do not share the code.")
WORDS = _("12328: is it still solved? Answer at %(address)s with the code %(code)s. Do not share the code.")
"""What the caller is sent: no word of what it was about."""


def tick() -> int:
    """Ask; returns how many callers were asked. Harmless to repeat."""
    rules = rules_on(timezone.localdate())
    if rules is None:
        return 0
    asked = one_by_one(_struck_off(rules), partial(_ask, rules=rules, words=WORDS), what=ASKING)
    at_once = partial(_ask, rules=rules, words=AT_ONCE)
    return asked + one_by_one(_answered_at_once(rules), at_once, what=ASKING)


def _struck_off(rules: Rules) -> list[Ticket]:
    """Tickets struck off so many days ago whose caller can be reached and was not asked yet."""
    until = timezone.localdate() - datetime.timedelta(days=rules.after_days)
    since = until - datetime.timedelta(days=rules.look_back_days)
    rows = StrikeOff.objects.filter(on__gte=since, on__lte=until, ticket__questionnaire__isnull=True)
    rows = rows.exclude(ticket__caller__phone_digest="").select_related("ticket__authority", "ticket__caller")
    return [row.ticket for row in rows.order_by("on", "pk")[:MOST]]


def _answered_at_once(rules: Rules) -> list[Ticket]:
    """Tickets answered in the call so many days ago: nobody asked there how satisfied they are (即时答复满意率)."""
    until = timezone.localdate() - datetime.timedelta(days=rules.at_once_after_days)
    since = until - datetime.timedelta(days=rules.look_back_days)
    rows = in_days(Ticket.objects.filter(questionnaire__isnull=True), "received_at", since, until)
    rows = rows.filter(sorted__outcome=Sorted.Outcome.ANSWERED).exclude(caller__phone_digest="")
    return list(rows.select_related("authority", "caller").order_by("received_at", "pk")[:MOST])


def _ask(ticket: Ticket, *, rules: Rules, words: Promise) -> bool:
    try:
        with transaction.atomic():
            until = timezone.now() + datetime.timedelta(days=rules.open_days)
            question = ask(phone=ticket.caller.phone, words=words, page="afterwards:answer", until=until)
            Questionnaire.objects.create(ticket=ticket, edition=rules.edition, question=question)
            tell(events.ASKED, ticket, by="hotline")
    except IntegrityError:
        return False  # another worker was quicker
    return True
