"""A message is taken in or kept, and what was kept is settled by somebody."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.authorities import Authority
from accounts.people import Person
from accounts.typed.identifiers import normalise_mobile
from desk.refusals import MayNotHandle
from hotline.channels import events
from hotline.channels.exchange.messages import NotUnderstood, digest_of, known_to, understood
from hotline.channels.exchange.signed import Signed
from hotline.channels.models import Settled, Unclear
from hotline.channels.rules import may_settle
from hotline.tickets.doing.drafting import draft_of, is_begun, save_draft
from hotline.tickets.doing.refused import NotDone, said
from hotline.tickets.doing.relaying import AnotherText, Outcome, take_notice
from hotline.tickets.models import Ticket
from hotline.tickets.step_models import OwedAnswer


@dataclass(frozen=True, kw_only=True)
class Taken:
    """The ticket of a message, and what the message did."""

    ticket: Ticket
    outcome: Outcome


class Kept(Exception):
    """It made no ticket: kept for a person, with the reasons."""

    def __init__(self, row: Unclear) -> None:
        super().__init__("kept")
        self.row = row


def receive(source: str, sent: Signed, *, authority: Authority) -> Taken:
    """Take a signed message in. Raises Kept."""
    if sent.said is None:
        raise Kept(keep(source, sent, [{"pointer": "", "code": "not-json"}], authority))
    try:
        ticket, outcome = take_notice(understood(source, sent.said, known=known_to(authority)), authority=authority)
    except NotUnderstood as why:
        raise Kept(keep(source, sent, why.reasons, authority)) from why
    except AnotherText as why:
        raise Kept(keep(source, sent, [{"pointer": "/version", "code": "told-otherwise-before"}], authority)) from why
    except NotDone as why:
        raise Kept(keep(source, sent, [{"pointer": "", "code": "not-recorded"}], authority)) from why
    return Taken(ticket=ticket, outcome=outcome)


def keep(source: str, sent: Signed, reasons: list[dict[str, str]], authority: Authority) -> Unclear:
    """Keep a message nobody can use, once, for a person."""
    digest = hashlib.sha256(sent.body).hexdigest() if sent.said is None else digest_of(sent.said)
    external = (sent.said or {}).get("external")
    with transaction.atomic():
        row, is_new = Unclear.objects.get_or_create(
            source=source,
            digest=digest,
            defaults={
                "authority": authority,
                "external": external[:60] if isinstance(external, str) and external.isprintable() else "",
                "body": sent.body.decode("utf-8", "replace"),
                "reasons": reasons,
            },
        )
        if is_new:
            events.KEPT.record(
                subject=f"message:{row.pk}", by="hotline", authority=authority.division_id, channel=source
            )
    return row


def said_in(row: Unclear) -> dict[str, Any]:
    """What can be read of a message that was kept; {} when nothing can."""
    try:
        told = json.loads(row.body)
    except (ValueError, RecursionError):
        return {}
    return told if isinstance(told, dict) else {}


OF_THE_FORM = {
    "type": "kind", "theme": "theme", "urgency": "urgency", "plate": "plate", "certificate": "certificate",
    "division": "division", "place": "place", "happened_on": "happened_on", "against": "against",
    "object": "object_name", "facts": "facts", "wish": "wish", "amount": "amount", "recording": "recording",
}  # fmt: skip
"""Field of a message → field of the operator's intake."""


def take_up(row: Unclear, *, by: Person) -> None:
    """Put what can be read into the intake of whoever takes it up, who completes it. Raises MayNotHandle, NotDone.

    What they have typed of another caller stays: it is recorded or emptied first.
    """
    if not may_settle(by, row):
        raise MayNotHandle
    told = said_in(row)
    typed: dict[str, object] = {
        field: told[name] for name, field in OF_THE_FORM.items() if isinstance(told.get(name), str | int)
    }
    caller = told.get("caller") if isinstance(told.get("caller"), dict) else {}
    assert isinstance(caller, dict)  # noqa: S101 - for the type checker
    if isinstance(caller.get("name"), str):
        typed["name"] = caller["name"]
    if isinstance(caller.get("phone"), str):
        typed["phone"] = normalise_mobile(caller["phone"])
    typed |= {"channel": row.source, "external": row.external, "is_driver": "on" if told.get("driver", True) else ""}
    held = draft_of(by)
    is_same = (held.get("channel"), held.get("external")) == (row.source, row.external)
    if is_begun(held) and not is_same:
        raise NotDone(
            _("You have begun to write down another call. Record it, or empty its fields, then take this up.")
        )
    with transaction.atomic():
        save_draft(by, typed | held if is_same else typed)
        events.TAKEN_UP.record(
            subject=f"message:{row.pk}", by=by, authority=row.authority.division_id, channel=row.source
        )


def settle(row: Unclear, *, words: str, by: Person) -> Settled:
    """Say what became of a message that made no ticket. Raises NotDone, MayNotHandle."""
    words = said(words, _("Say what happened to it."), most=300)
    with transaction.atomic():
        Unclear.objects.select_for_update().get(pk=row.pk)
        if not may_settle(by, row):
            raise MayNotHandle
        if Settled.objects.filter(unclear=row).exists():
            raise NotDone(_("Someone has already settled it."))
        made = Settled.objects.create(unclear=row, words=words, by=by)
        events.SETTLED.record(
            subject=f"message:{row.pk}", by=by, authority=row.authority.division_id, channel=row.source
        )
    return made


def send_again(answer: OwedAnswer, *, by: Person) -> None:
    """Have an answer that waits or was refused go out with the next round. Raises NotDone."""
    with transaction.atomic():
        row = OwedAnswer.objects.select_for_update().select_related("ticket__authority").get(pk=answer.pk)
        if row.state == OwedAnswer.State.TOLD:
            raise NotDone(_("The sender already has it."))
        row.state, row.due_at = OwedAnswer.State.WAITING, timezone.now()
        row.save(update_fields=["state", "due_at"])
        ticket = row.ticket
        events.SENT_AGAIN.record(
            subject=f"ticket:{ticket.number}",
            by=by,
            authority=ticket.authority.division_id,
            channel=ticket.channel,
            number=ticket.number,
            says=f"ticket-says-{row.says}",
        )
