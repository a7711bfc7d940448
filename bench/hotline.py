"""CPU time at the hotline: what stands beside a call that is typed, and the list of tickets, among many closed ones."""

from __future__ import annotations

from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.authorities import Authority
from accounts.demo.companies import seed_people
from accounts.people import Person
from accounts.roles import sync_groups
from bench.cases import BACKEND
from bench.measuring import Row, side_by_side
from hotline.demo import seed
from hotline.rulebook.reading import EDITIONS
from hotline.tickets.models import Caller, Standing, Ticket

FEW, MANY = 1_000, 50_000
OBJECTS = 500
TYPED = {
    "phone": "13839110001",
    "kind": "complaint",
    "theme": "detention",
    "urgency": "ordinary",
    "against": "station",
    "object_name": "物流园7",
    "channel": "phone",
    "facts": "装货等待八小时，不支付压车费，从业资格证到期怎么换证？",
}


def rows() -> list[Row]:
    """Beside the page of one ticket, which is found by its number."""
    sync_groups()
    seed_people()
    seed()
    authority = Authority.objects.get(division="410800")
    client = Client()
    client.force_login(Person.objects.get(username="operator"), backend=BACKEND)
    closed(authority, FEW)
    tickets = reverse("tickets:list")
    page = reverse("tickets:ticket", args=[Ticket.objects.filter(process__isnull=False).latest("pk").number])
    (few,) = side_by_side(lambda: client.get(tickets))
    closed(authority, MANY - FEW)
    many, beside, one = side_by_side(
        lambda: client.get(tickets),
        lambda: client.post(reverse("tickets:beside"), TYPED),
        lambda: client.get(page),
    )
    return [
        (
            f"duplicates, caller and answers while a call is typed, among {MANY:,} tickets",
            "the page of one ticket",
            f"{beside / one:.1f}",
            "≤ 2",
        ),
        (f"list of tickets among {MANY:,}", f"among {FEW:,}", f"{many / few:.1f}", "≤ 1.5"),
    ]


def closed(authority: Authority, count: int) -> list[Ticket]:
    """So many tickets more that are over."""
    first, now = Ticket.objects.count(), timezone.now()
    common: dict[str, Any] = {
        "authority": authority, "edition": EDITIONS.newest.edition, "channel": "phone", "kind": "complaint",
        "area": "road-transport", "theme": "detention", "urgency": "ordinary", "against": "station", "facts": "压车。",
        "received_at": now,
    }  # fmt: skip
    made = Ticket.objects.bulk_create(
        [
            Ticket(
                number=f"410800-12328-20200101-{nth:06d}",
                object_name=f"物流园{nth % OBJECTS}",
                object_key=f"station:物流园{nth % OBJECTS}",
                **common,
            )
            for nth in range(first, first + count)
        ],
        batch_size=1_000,
    )
    Caller.objects.bulk_create(
        [Caller(ticket=one, is_anonymous=True, code="-", code_digest=one.number) for one in made], batch_size=1_000
    )
    Standing.objects.bulk_create(
        [Standing(ticket=one, authority=authority, node="struck_off", is_over=True) for one in made], batch_size=1_000
    )
    return made
