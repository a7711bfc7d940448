"""A day of the hotline under fire: another hotline's tickets come twice and in disorder, fifty operators take calls.

Run beside a portal, with its settings, as `python -m bench.drills.hotline`: `operators N` makes so many and prints a
session of each; `accept N` has so many tickets of the other hotline accepted, which owes it answers; `count` prints
what is stored, as JSON.
"""

from __future__ import annotations

import json
import queue
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from http.client import HTTPException
from typing import Any

import httpx

from bench.drills.operators import AGAIN, ELSEWHERE, GONE, UNTRUE, Operator
from bench.drills.served import Served, kill
from registry.hotline import Sender, message

TICKETS, COPIES, SENDERS = 1000, 2, 6
OPERATORS, CALLS = 50, 4
KILLS = 9
BETWEEN_SECONDS = 4.0
OWED = 200
LONGEST_SECONDS = 900.0
PREFIX = "DRILL"
KillOne = Callable[[str, int], None]


class _Day:
    """What was sent and said to be saved; the answers people met."""

    def __init__(self, portal: Served, sessions: list[str]) -> None:
        self.portal, self.sessions = portal, sessions
        self.waiting: queue.SimpleQueue[dict[str, Any]] = queue.SimpleQueue()
        numbers = [f"{PREFIX}{serial:05d}" for serial in range(1, TICKETS + 1)]
        for number in [*numbers[::-1], *numbers] * (COPIES // 2):
            self.waiting.put(message(number, 1))
        self.met: Counter[str] = Counter()
        self.taken: set[str] = set()
        self.saved: set[str] = set()
        self.waits: list[float] = []
        self._lock = threading.Lock()
        self.threads = [threading.Thread(target=self._send, daemon=True) for _one in range(SENDERS)]
        self.threads += [threading.Thread(target=self._take, args=pair, daemon=True) for pair in enumerate(sessions)]

    def _met(self, what: str) -> None:
        with self._lock:
            self.met[what] += 1

    def _send(self) -> None:
        sender = Sender(portal=self.portal.address, source="12345", secret="demo-exchange-secret")  # noqa: S106
        while True:
            try:
                told = self.waiting.get_nowait()
            except queue.Empty:
                return
            while (status := _status(sender, told)) not in (200, 201):
                self._met(str(status or "broken"))
                time.sleep(0.5)
            self._met(str(status))
            with self._lock:
                self.taken.add(told["external"])

    def _take(self, number: int, session: str) -> None:
        client = httpx.Client(base_url=self.portal.address, timeout=60, headers={"Accept-Language": "en"})
        client.cookies.set("sessionid", session)
        operator = Operator(partial(self._ask, client), self._met)
        for serial in range(CALLS):
            began, facts = time.monotonic(), f"{PREFIX}-{number:02d}-{serial}"
            operator.take(facts)
            with self._lock:
                self.saved.add(facts)
                self.waits.append(time.monotonic() - began)

    def _ask(self, client: httpx.Client, method: str, address: str, sent: dict[str, str]) -> httpx.Response | None:
        """An answer somebody can go on with; None: it broke or was busy, and a moment has passed."""
        try:
            answer = client.request(method, address, data=sent or None)
        except httpx.HTTPError:
            self._met("broken")
            time.sleep(0.5)
            return None
        self._met(str(answer.status_code))
        # A form, or what was typed and is kept now, is a page; only recording leads anywhere.
        if answer.status_code not in ((200, 302) if "act" in sent else (200,)):
            time.sleep(0.5)
            return None
        return answer


def _status(sender: Sender, told: dict[str, Any]) -> int:
    """Of the answer; 0 where the connection broke before there was a whole one."""
    try:
        status, _answer = sender.send(told)
    except (OSError, ValueError, HTTPException):
        return 0
    return status


def drill(portal: Served, kill_one: KillOne) -> tuple[str, float, tuple[str, ...]]:
    """What came in, how long it took after the last kill, and what was wrong with it."""
    sessions = json.loads(portal.manage("operators", str(OPERATORS), module=__name__))
    day = _Day(portal, sessions)
    for one in day.threads:
        one.start()
    for number in range(KILLS):
        time.sleep(BETWEEN_SECONDS)
        _kill(portal, kill_one, number)
    began = time.monotonic()
    for one in day.threads:
        one.join(LONGEST_SECONDS)
    took = time.monotonic() - began
    answers = _answers(portal)
    counted = json.loads(portal.manage("count", module=__name__))
    return _told(day, counted, answers), took, tuple(_wrong(day, counted, answers))


def _kill(portal: Served, kill_one: KillOne, number: int) -> None:
    """In turn a web process and the worker, once the whole web server."""
    if number % 2:
        kill(*portal.processes("manage.py worker"))
    else:
        kill_one("gunicorn", 0 if number == KILLS // 2 else -1)


def _answers(portal: Served) -> dict[str, int]:
    """Have the other hotline told what it is owed while the worker is killed; how many it took, how many twice."""
    portal.manage("accept", str(OWED), module=__name__)
    told: dict[str, Any] = {"answers": [], "copies": 0}
    began = time.monotonic()
    for number in range(int(LONGEST_SECONDS)):
        with suppress(httpx.HTTPError):
            told = httpx.get(f"{portal.env['EXCHANGE_URL']}/hotline/answers", timeout=10).json()
        ours = [one for one in told["answers"] if str(one["external"]).startswith(PREFIX)]
        if len(ours) >= OWED or time.monotonic() - began > LONGEST_SECONDS:
            return {"answers": len(ours), "copies": told["copies"]}
        if number in (5, 10, 15):
            kill(*portal.processes("manage.py worker"))
        time.sleep(1)
    return {"answers": 0, "copies": 0}


def _told(day: _Day, counted: dict[str, int], answers: dict[str, int]) -> str:
    waits = sorted(day.waits)
    return (
        f"{counted['external']} tickets of 12345, each told {COPIES} times, {counted['notices']} kept; {OPERATORS} "
        f"operators recorded {counted['calls']}, median {waits[len(waits) // 2]:.1f} s from the first key; "
        f"{day.met[AGAIN]} typed again, {day.met['broken']} broken connections, {day.met['503']} “try again”, "
        f"{day.met['500']} × 500; "
        f"{answers['answers']} answers owed and there, {answers['copies']} sent a second time and taken once"
    )


def _wrong(day: _Day, counted: dict[str, int], answers: dict[str, int]) -> list[str]:
    rules = {
        "tickets of 12345 lost": TICKETS - counted["external"],
        "of them never answered": TICKETS - len(day.taken),
        "told once, kept twice": counted["notices"] - counted["external"],
        "calls lost": len(day.saved) - counted["calls"],
        "calls recorded twice": counted["doubled"],
        "calls nobody finished": OPERATORS * CALLS - len(day.saved),
        "tickets without a step": counted["stuck"],
        "answers lost": OWED - answers["answers"],
        "answers that led elsewhere": day.met[ELSEWHERE],
        "drafts gone without a ticket": day.met[GONE],
        "calls said to be recorded that were not": day.met[UNTRUE],
        "× 500": day.met["500"],
    }
    return [f"{number} {what}" for what, number in rules.items() if number]


def operators(number: int) -> str:
    """So many more people who take calls, each with a session."""
    from django.test import Client

    from tests.factories import staff

    made = []
    for serial in range(number):
        client = Client()
        client.force_login(
            staff(f"drill-operator-{serial}", "hotline-operator", division="410800"),
            backend="accounts.signing_in.backend.Backend",
        )
        made.append(client.cookies["sessionid"].value)
    return json.dumps(made)


def accept(number: int) -> str:
    """Accept so many tickets of the other hotline: each owes it an answer."""
    from accounts.people import Person
    from hotline.tickets.doing import sorting
    from hotline.tickets.models import Ticket

    by = Person.objects.get(username="drill-operator-0")
    rows = Ticket.objects.filter(external__startswith=PREFIX).order_by("pk")[:number]
    for ticket in rows:
        sorting.accept(ticket, by=by)
    return f"{len(rows)} accepted"


def count() -> str:
    """What is stored of the day."""
    from hotline.tickets.models import Standing, Ticket
    from hotline.tickets.step_models import SourceNotice

    facts = Counter(Ticket.objects.filter(object_name__startswith=f"{PREFIX}-").values_list("object_name", flat=True))
    return json.dumps(
        {
            "external": Ticket.objects.filter(external__startswith=PREFIX).count(),
            "notices": SourceNotice.objects.filter(ticket__external__startswith=PREFIX).count(),
            "calls": len(facts),
            "doubled": sum(times - 1 for times in facts.values()),
            "stuck": Ticket.objects.exclude(pk__in=Standing.objects.values("ticket")).count(),
        }
    )


if __name__ == "__main__":
    import django

    django.setup()
    what, *more = sys.argv[1:]
    does: dict[str, Callable[[], str]] = {
        "operators": lambda: operators(int(more[0])), "accept": lambda: accept(int(more[0])), "count": count,
    }  # fmt: skip
    sys.stdout.write(does[what]())
