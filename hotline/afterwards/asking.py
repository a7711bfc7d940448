"""Timer: who is asked today, and the text message that asks. The code is typed on a page, it is in no address."""

from __future__ import annotations

import datetime
import secrets

from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts.sealing import blind_index
from accounts.typed.text import code as plain_code
from hotline.afterwards import events
from hotline.afterwards.models import Questionnaire, QuestionnairePost
from hotline.afterwards.rules import Rules, rules_on
from hotline.tickets.doing.refused import tell
from hotline.tickets.end_models import StrikeOff
from hotline.tickets.models import Ticket
from post.channels.contract import Outgoing, Refused, Send, Unreachable

MOST = 100
LEASE = datetime.timedelta(minutes=2)
PAUSES = (1, 5, 30, 120, 360)
"""Minutes until the next try; the last one again and again, until the answer is not taken any more."""
_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
State = QuestionnairePost.State


def code_digest(code: str) -> str:
    """By which the code of a questionnaire is found."""
    return blind_index(f"questionnaire:{plain_code(code)}")


def tick() -> int:
    """Ask, and send what waits; returns how many callers were asked. Harmless to repeat."""
    rules = rules_on(timezone.localdate())
    asked = sum(_ask(ticket, rules) for ticket in _due(rules)) if rules else 0
    _send_waiting()
    return asked


def _due(rules: Rules) -> list[Ticket]:
    """Tickets struck off so many days ago whose caller can be reached and was not asked yet."""
    until = timezone.localdate() - datetime.timedelta(days=rules.after_days)
    since = until - datetime.timedelta(days=rules.look_back_days)
    rows = StrikeOff.objects.filter(on__gte=since, on__lte=until, ticket__questionnaire__isnull=True)
    rows = rows.exclude(ticket__caller__phone_digest="").select_related("ticket__authority", "ticket__caller")
    return [row.ticket for row in rows.order_by("on", "pk")[:MOST]]


def _ask(ticket: Ticket, rules: Rules) -> bool:
    code = "".join(secrets.choice(_LETTERS) for _place in range(8))
    try:
        with transaction.atomic():
            made = Questionnaire.objects.create(
                ticket=ticket, edition=rules.edition, code=code, code_digest=code_digest(code)
            )
            QuestionnairePost.objects.create(questionnaire=made)
            tell(events.ASKED, ticket, by="hotline")
    except IntegrityError:
        return False  # another worker was quicker
    return True


def _send_waiting() -> None:
    """Outside any transaction: a gateway is asked. While there is none it waits, and nobody is said to be asked."""
    if "sms" not in settings.POST_CHANNELS:
        return
    send: Send = import_string(settings.POST_CHANNELS["sms"])
    for _turn in range(MOST):
        found = _claim()
        if found is None:
            return
        _send(found, send)


def _claim() -> QuestionnairePost | None:
    with transaction.atomic():
        rows = QuestionnairePost.objects.filter(state=State.WAITING, due_at__lte=timezone.now())
        found = rows.select_for_update(skip_locked=True).order_by("due_at").first()
        if found is not None:
            found.tries += 1
            found.due_at = timezone.now() + LEASE
            found.save(update_fields=["tries", "due_at"])
    return found


def _send(found: QuestionnairePost, send: Send) -> None:
    asked = Questionnaire.objects.select_related("ticket__caller").get(pk=found.questionnaire_id)
    outgoing = Outgoing(
        number=f"questionnaire-{asked.pk}", to=asked.ticket.caller.phone, subject="", words=words_of(asked)
    )
    waiting = QuestionnairePost.objects.filter(pk=found.pk, state=State.WAITING)
    try:
        send(outgoing)
    except Refused:
        waiting.update(state=State.REFUSED)
    except Unreachable:
        pause = PAUSES[min(found.tries, len(PAUSES)) - 1]
        waiting.update(due_at=timezone.now() + datetime.timedelta(minutes=pause))
    else:
        waiting.update(state=State.SENT)


def words_of(asked: Questionnaire) -> str:
    """What the caller is sent: no word of what it was about."""
    with override("zh-hans"):
        told = _("12328: is it still solved? Answer at %(address)s with the code %(code)s. Tell it to nobody.")
        return told % {"address": f"{settings.PUBLIC_URL}{reverse('afterwards:answer')}", "code": asked.code}
