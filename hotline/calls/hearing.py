"""What an exchange tells of a call is written down: once, in whatever order; nothing said before is overwritten."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from enum import StrEnum

from django.db import transaction

from accounts.authorities import Authority
from accounts.people import Person
from accounts.typed.identifiers import normalise_mobile
from hotline.calls.following import follow, got_through
from hotline.calls.models import Call, CallWord
from hotline.calls.numbers import phone_digest


class Outcome(StrEnum):
    """What a message did."""

    TAKEN = "taken"
    SAME = "same"


class ToldOtherwise(Exception):
    """The exchange said something else of the same call before; `pointer` names the field."""

    def __init__(self, pointer: str) -> None:
        super().__init__(pointer)
        self.pointer = pointer


@dataclass(frozen=True, kw_only=True)
class Heard:
    """A message of an exchange, understood. Each says everything of the call that never changes."""

    exchange: str
    reference: str
    kind: CallWord.Kind
    at: datetime.datetime
    started_at: datetime.datetime
    digest: str
    number: str = ""
    line: str = ""
    account: str = ""
    recording: str = ""


def hear(heard: Heard, *, authority: Authority) -> tuple[Call, Outcome]:
    """Write down what is told of a call. Raises ToldOtherwise."""
    number = normalise_mobile(heard.number)[:20]
    with transaction.atomic():
        found, _is_new = Call.objects.get_or_create(
            exchange=heard.exchange,
            reference=heard.reference,
            defaults={
                "authority": authority,
                "number": number,
                "number_digest": phone_digest(number),
                "line": heard.line,
                "started_at": heard.started_at,
            },
        )
        # Copies that come side by side wait here for each other.
        call = Call.objects.select_for_update().get(pk=found.pk)
        if pointer := _contradicts(call, heard, number, authority):
            raise ToldOtherwise(pointer)
        before = CallWord.objects.filter(call=call, kind=heard.kind)
        if heard.kind == CallWord.Kind.ANSWERED:
            before = before.filter(at=heard.at)
        if (told := before.first()) is not None:
            if told.digest != heard.digest:
                raise ToldOtherwise("/event")
            return call, Outcome.SAME
        CallWord.objects.create(
            call=call,
            kind=heard.kind,
            at=heard.at,
            agent=_agent(heard.account, authority),
            account=heard.account,
            recording=heard.recording,
            digest=heard.digest,
        )
        follow(call)
        if heard.kind == CallWord.Kind.ANSWERED:
            got_through(call)
    return call, Outcome.TAKEN


def _contradicts(call: Call, heard: Heard, number: str, authority: Authority) -> str:
    """What of a call that never changes is told otherwise than before; "" when nothing is."""
    told = {
        "/caller/phone": call.number == number,
        "/line": call.line == heard.line,
        "/started_at": call.started_at == heard.started_at and call.authority_id == authority.pk,
    }
    return next((pointer for pointer, is_same in told.items() if not is_same), "")


def _agent(account: str, authority: Authority) -> Person | None:
    """Whose account it is; nobody's is told as it was written, so that the call is not lost."""
    rows = Person.objects.filter(username=account, authority=authority, is_active=True)
    return rows.first() if account else None
