"""`python -m bench.scale.tickets 1000 100000 [--only WORD] [--slowest N]`: what the hotline's lists cost the database.

A world is the demo's hotline with so many tickets more, all but the newest of them over, and as many calls.
"""

# ruff: noqa: S608  statements are made of our own models' names and of formulas written here

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator, Mapping
from typing import Any

from bench.scale.cluster import World, drop, make, rename, running, worlds
from bench.scale.worlds import MAKING, SERVER, schema, set_up, step_into

MOST_OPEN = 1_000
"""What an office has open does not grow with what is over."""
MOST_WAITING = 100
"""So many calls have no ticket yet."""
OBJECTS = 200
"""Each object was complained of so many times."""


def main() -> None:
    from bench.scale.__main__ import print_costs
    from bench.scale.reading import cost_of, listening

    wanted = argparse.ArgumentParser(description="What grows with the number of tickets and calls.")
    wanted.add_argument("tickets", type=int, nargs="*", default=[1_000, 100_000])
    wanted.add_argument("--only", default="", help="only what has this in its name")
    wanted.add_argument("--slowest", type=int, default=0, help="print so many of the slowest statements of each page")
    told = wanted.parse_args()
    costs: dict[str, Any] = {}
    with running():
        set_up()
        for size in told.tickets:
            step_into(_made(size))
            for name, work in _readings():
                if told.only not in name:
                    continue
                costs.setdefault(name, []).append(cost_of(work))
                print(f"{size:,} {name}: {costs[name][-1].database_ms:.1f} ms", file=sys.stderr, flush=True)
                with listening() as heard:
                    work()
                for sql, params, seconds in sorted(heard.statements, key=lambda one: -one[2])[: told.slowest]:
                    print(f"{size:,} {name}: {seconds * 1000:.1f} ms: {sql} {params}\n")
        print_costs(told.tickets, costs)


def _made(tickets: int) -> World:
    """A world of so many tickets; one of this schema is taken as it stands."""
    world = World(name=f"tickets_{tickets}_{schema()[:12]}")
    if world.name not in worlds():
        for name in worlds():
            if name.startswith(f"tickets_{tickets}_"):
                drop(World(name=name))
        started = time.monotonic()
        make(MAKING)
        step_into(MAKING)
        _fill(tickets)
        step_into(SERVER)
        rename(MAKING, world)
        print(f"{tickets:,} tickets in {time.monotonic() - started:.0f} s", file=sys.stderr)
    return world


def _fill(tickets: int) -> None:
    from django.core.management import call_command

    from accounts.authorities import Authority
    from accounts.demo.companies import seed_people
    from accounts.roles import sync_groups
    from bench.hotline import closed
    from bench.scale.pages import person_of
    from bench.scale.settling import go_on_counting, without_indexes
    from hotline.demo import seed

    for command in ("migrate", "load_authorities"):
        call_command(command, verbosity=0)
    sync_groups()
    seed_people()
    seed()
    authority = Authority.objects.get(division="410800")
    (like,) = closed(authority, 1)
    with without_indexes():
        write_tickets(like, tickets, by=person_of("dispatcher"))
        write_calls(authority, tickets, by=person_of("operator"))
    go_on_counting()


def write_tickets(like: Any, tickets: int, *, by: Any) -> None:
    """Tickets of five years, each transferred once; `like` is one that is over."""
    from hotline.desks.models import Desk
    from hotline.rulebook.reading import EDITIONS
    from hotline.tickets.looks import STEPS
    from hotline.tickets.models import Caller, Due, Standing, Ticket
    from hotline.tickets.step_models import Transfer

    first, last = like.pk + 1, like.pk + tickets
    is_open = f"k > {last - min(MOST_OPEN, tickets // 10)}"
    received = f"now() - make_interval(secs => ({last} - k) * {5 * 365 * 86400 / tickets})"
    desks = _one_of([str(pk) for pk in Desk.objects.order_by("pk").values_list("pk", flat=True)])
    steps = _one_of([f"'{name}'" for name in STEPS if name in ("transfer", "sign", "reply", "review", "call_back")])
    _clone(
        Ticket,
        like.pk,
        first,
        last,
        {
            "id": "k",
            "number": "'410800-12328-20200101-' || lpad(k::text, 7, '0')",
            "object_name": f"'物流园' || k % {max(tickets // OBJECTS, 5)}",
            "object_key": f"'station:物流园' || k % {max(tickets // OBJECTS, 5)}",
            "theme": _one_of([f"'{code}'" for code in EDITIONS.newest.terms["themes"]]),
            "received_at": received,
        },
    )
    own = {"ticket_id": "k"}
    digests = {"code_digest": "md5(k::text)", "phone_digest": f"md5((k % {max(tickets // 3, 5)})::text)"}
    _clone(Caller, like.caller.pk, first, last, {**own, "id": "k", **digests, "is_anonymous": "false"})
    _clone(
        Standing,
        like.pk,
        first,
        last,
        {
            **own,
            "desk_id": desks,
            "is_over": f"NOT ({is_open})",
            "node": f"CASE WHEN {is_open} THEN {steps} ELSE 'struck_off' END",
            "due_at": f"CASE WHEN {is_open} THEN now() + (k % 200 - 50) * interval '1 hour' END",
            "level": f"CASE WHEN {is_open} AND k % 20 = 0 THEN 1 + k / 20 % 3 ELSE 0 END",
        },
    )
    given = Transfer.objects.create(ticket=like, turn=1, desk=Desk.objects.all()[0], by=by)
    _clone(Transfer, given.pk, first, last, {**own, "id": "k", "desk_id": desks, "at": received})
    due = Due.objects.create(ticket=like, step="reply", began_at=like.received_at, amount=5, unit="working_days")
    moments = {"began_at": received, "due_at": f"{received} + interval '7 days'"}
    met = f"CASE WHEN NOT ({is_open}) THEN {received} + interval '3 days' END"
    _clone(Due, due.pk, first, last, {**own, "id": f"k + {due.pk}", **moments, "met_at": met})


def write_calls(authority: Any, calls: int, *, by: Any) -> None:
    """As many calls: nine of ten have a ticket, the others were settled, the newest wait."""
    from django.utils import timezone

    from hotline.calls.models import Call, CallSettled, CallStanding, CallWord
    from hotline.tickets.models import Ticket, TicketCall

    like = Call.objects.create(authority=authority, exchange="exchange", reference="S", started_at=timezone.now())
    first, last = like.pk + 1, like.pk + calls
    started = f"now() - interval '5 hours' - make_interval(secs => ({last} - k) * {5 * 365 * 86400 / calls})"
    waits = f"k > {last - min(MOST_WAITING, calls // 10)}"
    settled = f"NOT ({waits}) AND k % 10 = 0"
    numbers = {"reference": "'S' || lpad(k::text, 8, '0')", "number_digest": f"md5((k % {max(calls // 3, 5)})::text)"}
    _clone(Call, like.pk, first, last, {"id": "k", **numbers, "started_at": started, "line": "(12328 + k % 3)::text"})
    for kind, seconds in (("started", 0), ("answered", 5), ("ended", 90)):
        agent = by if kind == "answered" else None
        word = CallWord.objects.create(call=like, kind=kind, at=like.started_at, agent=agent, digest=kind)
        told = {"call_id": "k", "at": f"{started} + interval '{seconds} seconds'", "digest": f"'{kind}' || k"}
        _clone(CallWord, word.pk, first, last, told, where=f"'{kind}' <> 'answered' OR NOT ({waits}) OR k % 2 = 0")
    CallStanding.objects.create(call=like)
    outcome = f"CASE WHEN {waits} THEN '' WHEN {settled} THEN 'settled' ELSE 'ticket' END"
    _clone(CallStanding, like.pk, first, last, {"call_id": "k", "outcome": outcome})
    done = CallSettled.objects.create(call=like, words="打错了。", by=by)
    _clone(CallSettled, done.pk, first, last, {"id": f"k + {done.pk}", "call_id": "k"}, where=settled)
    tie = TicketCall.objects.create(ticket=Ticket.objects.latest("pk"), call=like)
    of = f"{Ticket.objects.latest('pk').pk} - {last} + k"
    told = {"id": f"k + {tie.pk}", "call_id": "k", "ticket_id": of}
    _clone(TicketCall, tie.pk, first, last, told, where=f"NOT ({waits}) AND k % 10 > 0")


def _one_of(values: list[str]) -> str:
    return f"(ARRAY[{', '.join(values)}])[1 + k / 7 % {len(values)}]"


def _clone(model: Any, like: int, first: int, last: int, told: Mapping[str, str], *, where: str = "true") -> None:
    """A row for every number k of some, as one is; `told` says which columns are made of k."""
    from django.db import connection

    columns = [one.column for one in model._meta.local_concrete_fields if one.column != "id" or "id" in told]
    values = ", ".join(told.get(column, f's."{column}"') for column in columns)
    names = ", ".join(f'"{column}"' for column in columns)
    with connection.cursor() as cursor:
        # Keys are right by construction, and nobody is told of rows that are no ticket.
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(
            f'INSERT INTO "{model._meta.db_table}" ({names}) SELECT {values} FROM "{model._meta.db_table}" s, '
            f'generate_series({first}::int, {last}) k WHERE s."{model._meta.pk.column}" = {like} AND ({where})'
        )
        cursor.execute("SET session_replication_role = DEFAULT")


def _readings() -> Iterator[tuple[str, Any]]:
    from bench.hotline import TYPED
    from bench.scale.pages import Visitor, person_of
    from hotline.tickets.models import Ticket

    operator, handler, platform = (Visitor(person_of(name)) for name in ("operator", "handler", "platform"))
    tickets, calls = "/hotline/tickets/", "/hotline/telephone/"
    middle = Ticket.objects.order_by("pk")[Ticket.objects.count() // 2]
    lived = Ticket.objects.filter(process__isnull=False).latest("pk")
    yield "page of a ticket", operator.get(f"{tickets}{lived.number}/")
    yield "take a call", operator.get(f"{tickets}new/")
    yield "beside a call", operator.post(f"{tickets}new/beside/", {**TYPED, "object_name": middle.object_name})
    for name, chosen in (
        ("", {}),
        (", by due", {"sort": "due"}),
        (", by due, last first", {"sort": "-due"}),
        (", by due, beyond those that are due", {"sort": "due", "stage": "over"}),
        (", by day received", {"sort": "received"}),
        (", by level", {"sort": "-level"}),
        (", open", {"stage": "open"}),
        (", open, by due", {"stage": "open", "sort": "due"}),
        (", overdue", {"late": "yes"}),
        (", a step", {"step": "review"}),
        (", a level", {"level": "3"}),
        (", a theme", {"theme": middle.theme}),
        (", a theme, by due", {"theme": middle.theme, "sort": "due"}),
        (", an object", {"q": middle.object_name}),
        (", a number", {"q": middle.number[-7:]}),
        (", no hit", {"q": "龘龘龘"}),
        (", since a day", {"since": "2025-01-01"}),
    ):
        yield f"tickets{name}", operator.get(tickets, **chosen)
    for name, who in (("handler", handler), ("platform", platform)):
        yield f"tickets of a {name}", who.get(tickets)
        yield f"tickets of a {name}, by due", who.get(tickets, sort="due")
        yield f"tickets of a {name}, an object", who.get(tickets, q=middle.object_name)
    yield "calls", operator.get(calls)
    yield "calls that wait", operator.get(calls, waits="yes")
    for stands in ("ticket", "settled", "without", "missed", "talking", "through", "returned"):
        yield f"calls, {stands}", operator.get(calls, stands=stands)
    yield "calls, a reference", operator.get(calls, q=f"{middle.pk:07d}")
    yield "calls, since a day", operator.get(calls, since="2025-01-01")


if __name__ == "__main__":
    main()
