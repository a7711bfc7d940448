"""A ticket is recorded, whoever it comes from: one door for every channel (F-10.2)."""

from __future__ import annotations

import datetime
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.authorities import Authority, Division
from accounts.people import Person
from accounts.represented.companies import Company
from accounts.sealing import blind_index
from accounts.typed.identifiers import normalise_mobile
from accounts.typed.text import code as plain_code
from desk.refusals import MayNotHandle
from hotline.calls.following import TICKET, finish
from hotline.calls.models import Call
from hotline.calls.numbers import phone_digest
from hotline.desks.models import Desk
from hotline.platforms.models import Platform
from hotline.rulebook.reading import rulebook_in_force
from hotline.tickets import dues, events
from hotline.tickets.doing.drafting import may_write_down
from hotline.tickets.doing.refused import NotDone, tell
from hotline.tickets.duplicates import often
from hotline.tickets.flow.open_steps import begin
from hotline.tickets.flow.standing import follow
from hotline.tickets.models import Against, Caller, Ticket, TicketCall
from hotline.tickets.supervising.levels import raise_to
from hotline.tickets.voices import CheckedFile, keep_file
from papers.numbers import draw

_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
CODE_LENGTH = 10


@dataclass(frozen=True, kw_only=True)
class Told:
    """What somebody told the hotline, by whatever channel."""

    channel: str
    kind: str
    theme: str
    facts: str
    is_driver: bool = True
    area: str = "road-transport"
    urgency: str = "ordinary"
    external: str = ""
    division: Division | None = None
    place: str = ""
    happened_on: datetime.date | None = None
    against: str = Against.OTHER
    object_name: str = ""
    company: Company | None = None
    platform: Platform | None = None
    unit: Desk | None = None
    wish: str = ""
    amount: Decimal | None = None
    grave: bool = False
    recording: str = ""
    name: str = ""
    phone: str = ""
    plate: str = ""
    certificate: str = ""
    is_anonymous: bool = False
    consent: bool = False
    files: Sequence[CheckedFile] = field(default=())
    call: Call | None = None


def plate_digest(plate: str) -> str:
    number = plain_code(plate)
    return blind_index(f"plate:{number}") if number else ""


def code_digest(code: str) -> str:
    """By which the code a caller reads the answer with is found."""
    return blind_index(f"ticket-code:{plain_code(code)}")


def object_key(told: Told) -> str:
    """By which the same object is known again: what it is linked to, else its name."""
    for kind, row in (("platform", told.platform), ("company", told.company), ("unit", told.unit)):
        if row is not None:
            return f"{kind}:{row.pk}"
    name = plain_code(told.object_name).casefold()
    return f"{told.against}:{name}"[:140] if name else ""


def object_name(told: Told) -> str:
    """What it is called: as it was told, else by what it is linked to."""
    linked = told.platform or told.unit
    return (told.object_name or (linked.name if linked else "") or (told.company.name if told.company else ""))[:120]


def record(told: Told, *, authority: Authority, by: Person | None) -> Ticket:
    """Record a ticket; the same external number of a channel is one ticket. Raises NotDone, MayNotHandle."""
    if not told.facts.strip():
        raise NotDone(_("Write down what happened."))
    now = timezone.now()
    book = rulebook_in_force(on=timezone.localdate(now))
    for kind, code in (("channels", told.channel), ("types", told.kind), ("themes", told.theme)):
        if code not in book.terms[kind]:
            raise NotDone(_("The rulebook does not have “%(code)s”.") % {"code": code})
    try:
        with transaction.atomic():
            ticket = _written(told, authority=authority, edition=book.edition, now=now, by=by)
            _caller(told, ticket)
            if told.call is not None:
                if by is None or not may_write_down(by, told.call):
                    raise MayNotHandle
                link(told.call, ticket, by=by)
            for file in told.files:
                keep_file(ticket, file)
            tell(
                events.RECORDED, ticket, by=by or "hotline", theme=ticket.theme, channel=ticket.channel,
            )  # fmt: skip
            dues.begin(ticket, "sort", at=now)
            begin(ticket)
            _raise_at_once(ticket)
    except IntegrityError as again:
        if found := known_external(authority, told.channel, told.external):
            return found
        raise again
    return ticket


def link(call: Call, ticket: Ticket, *, by: Person | None) -> None:
    """A call is about a ticket: kept with it for good. Raises NotDone."""
    if call.authority_id != ticket.authority_id:
        raise NotDone(_("The call is another hotline's."))
    TicketCall.objects.get_or_create(call=call, ticket=ticket, defaults={"by": by})
    finish(call, outcome=TICKET)


def _raise_at_once(ticket: Ticket) -> None:
    """Injury, crowd or media, and the same object again and again, are the leader's from the first minute (F-10.11)."""
    ground = "grave" if ticket.grave else "often" if often(ticket) else ""
    if ground:
        raise_to(ticket, 3, ground=ground)
        follow(ticket)


def known_external(authority: Authority, channel: str, external: str) -> Ticket | None:
    """The ticket that has an external number already."""
    rows = Ticket.objects.filter(authority=authority, channel=channel, external=external)
    return rows.select_related("authority").first() if external else None


def _written(told: Told, *, authority: Authority, edition: str, now: datetime.datetime, by: Person | None) -> Ticket:
    day = timezone.localdate(now)
    serial = draw(authority, f"ticket-{day:%Y%m%d}", year=day.year)
    return Ticket.objects.create(
        number=f"{authority.division_id}-12328-{day:%Y%m%d}-{serial:04d}",
        authority=authority,
        edition=edition,
        channel=told.channel,
        external=told.external.strip()[:60],
        received_at=now,
        kind=told.kind,
        area=told.area,
        theme=told.theme,
        urgency=told.urgency,
        is_driver=told.is_driver,
        division=told.division,
        place=told.place.strip()[:200],
        happened_on=told.happened_on,
        against=told.against,
        object_name=object_name(told),
        object_key=object_key(told),
        company=told.company,
        platform=told.platform,
        unit=told.unit,
        facts=told.facts.strip(),
        wish=told.wish.strip()[:500],
        amount=told.amount,
        grave=told.grave,
        recording=told.recording.strip()[:80],
        taken_by=by,
    )


def _caller(told: Told, ticket: Ticket) -> Caller:
    """Who is anonymous gives no name and cannot consent; without a number nobody can be called back."""
    hidden = told.is_anonymous or not (told.name.strip() or told.phone.strip())
    code = "".join(secrets.choice(_LETTERS) for _place in range(CODE_LENGTH))
    return Caller.objects.create(
        ticket=ticket,
        is_anonymous=hidden,
        name="" if hidden else told.name.strip()[:80],
        phone="" if hidden else normalise_mobile(told.phone)[:20],
        phone_digest="" if hidden else phone_digest(told.phone),
        plate="" if hidden else told.plate.strip()[:20],
        plate_digest="" if hidden else plate_digest(told.plate),
        certificate="" if hidden else told.certificate.strip()[:40],
        consent=told.consent and not hidden,
        code=code,
        code_digest=code_digest(code),
    )
