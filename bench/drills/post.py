"""The post under fire: a thousand events, the worker and the gateway killed, the gateway slow, wrong and duplicating.

Run beside a portal, with its settings, as `python -m bench.drills.post`: `events N` has N things happen to cases of the
demo, one of them in a transaction that ends long after later ones; `count` prints what became of them, as JSON.
"""

from __future__ import annotations

import json
import sys
import threading
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path
from typing import Any

import httpx

from bench.drills.served import Served, kill

MODES: tuple[dict[str, Any], ...] = (
    {"mode": "slow", "seconds": 0.3},
    {"mode": "wrong"},
    {"mode": "duplicating"},
    {"mode": "flapping"},
    {"mode": "garbage"},
    {"mode": "down"},
)
TURN_SECONDS = 5.0
LONGEST_SECONDS = 600.0
LATE_SECONDS = 8.0
EVENTS = 1000


def drill(portal: Served) -> tuple[str, float, tuple[str, ...]]:
    "What was reported, how long it took after the last fault, and what was wrong with it."
    registry = portal.env["EXCHANGE_URL"]
    portal.manage("skip", module="bench.drills.post")
    happening = threading.Thread(target=portal.manage, args=["events", str(EVENTS)], kwargs={"module": __name__})
    happening.start()
    for mode in MODES:
        with suppress(httpx.HTTPError):
            httpx.post(f"{registry}/control/gateway", json=mode, timeout=5)
        time.sleep(TURN_SECONDS)
        kill(*portal.processes("manage.py worker"))
        if mode["mode"] in ("slow", "duplicating", "garbage"):
            kill(*portal.processes("-m registry"))
            time.sleep(1)
    happening.join()
    portal.wait_until_it_answers()
    with suppress(httpx.HTTPError):
        httpx.post(f"{registry}/control/gateway", json={"mode": "duplicating"}, timeout=5)
    began = time.monotonic()
    counted = _count(portal)
    while time.monotonic() - began < LONGEST_SECONDS and not _is_settled(counted):
        time.sleep(3)
        counted = _count(portal)
    took = time.monotonic() - began
    return _told(counted), took, tuple(_wrong(counted))


def _is_settled(counted: dict[str, Any]) -> bool:
    return bool(counted["events"] == counted["told"] and not counted["waiting"] and not counted["unreported"])


def _told(counted: dict[str, Any]) -> str:
    return (
        f"{counted['events']} events, {counted['messages']} messages; text messages {counted['sms']} sent, "
        f"{counted['taken']} taken, {counted['reported']} reported delivered; mails {counted['email']} sent, "
        f"{counted['boxes']} in the boxes, {counted['copies']} second copies under the same Message-ID"
    )


def _wrong(counted: dict[str, Any]) -> list[str]:
    rules = {
        "events told to nobody": counted["events"] - counted["told"],
        "people told twice": counted["doubled"],
        "deliveries still waiting": counted["waiting"],
        "text messages lost": counted["sms"] - counted["taken"],
        "text messages nobody ordered": max(counted["taken"] - counted["sms"], 0),
        "text messages without a report": counted["unreported"],
        "mails lost": counted["email"] - counted["boxes"],
        "deliveries failed": counted["failed"],
    }
    return [f"{number} {what}" for what, number in rules.items() if number]


def _count(portal: Served) -> dict[str, Any]:
    counted: dict[str, Any] = json.loads(portal.manage("count", module=__name__))
    kept = Path(portal.env["POST_KEPT"])
    # A Message-ID carries a seal behind its number.
    mails = [json.loads(line)["id"].partition(".")[0] for line in _lines(kept / "mail.jsonl")]
    drilled = set(counted.pop("mail_ids"))
    copies = Counter(mail for mail in mails if mail in drilled)
    taken = {json.loads(line)["id"] for line in _lines(kept / "gateway.jsonl")}
    return counted | {
        "taken": len(taken & set(counted.pop("sms_ids"))),
        "boxes": len(copies),
        "copies": sum(copies.values()) - len(copies),
    }


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines() if path.exists() else []


KIND = "decision.granted"


def events(number: int) -> str:
    """Things that happen to the cases of the demo; one of them is committed long after later ones."""
    from django.db import connection, transaction

    from licensing import events as kinds
    from licensing.applications.models.application import Application

    cases = list(Application.objects.submitted().exclude(company__memberships__person__email=""))
    late = threading.Event()

    def lag() -> None:
        with transaction.atomic():
            kinds.GRANTED.record(subject=cases[0].subject, by="drill", authority="410802", letter="late")
            late.set()
            # SQLite has one writer at a time: whoever waits there waits for everybody.
            time.sleep(LATE_SECONDS if connection.vendor == "postgresql" else 0.1)
        connection.close()

    behind = threading.Thread(target=lag)
    behind.start()
    late.wait()
    for count in range(number - 1):
        case = cases[count % len(cases)]
        kinds.GRANTED.record(subject=case.subject, by="drill", authority="410802", letter=str(count))
    behind.join()
    return f"{number} events"


def count() -> str:
    """How many events were told to whom, and what became of each message."""
    from django.db.models import Count

    from post.telling.models import Delivery, Message
    from trail.models import Event

    happened = Event.objects.filter(kind=KIND, by="drill")
    messages = Message.objects.filter(event__in=happened)
    deliveries = Delivery.objects.filter(message__in=messages)
    sms, email = (deliveries.filter(channel=channel) for channel in ("sms", "email"))
    doubled = messages.values("event", "person").annotate(times=Count("pk")).filter(times__gt=1)
    return json.dumps(
        {
            "events": happened.count(),
            "told": messages.values("event").distinct().count(),
            "messages": messages.count(),
            "doubled": doubled.count(),
            "waiting": deliveries.filter(state="queued").count(),
            "failed": deliveries.filter(state__in=["failed", "given-up"]).count(),
            "sms": sms.exclude(state="queued").count(),
            "reported": sms.filter(state="delivered").count(),
            "unreported": sms.filter(state="sent").count(),
            "email": email.exclude(state="queued").count(),
            "sms_ids": [f"delivery-{pk}" for pk in sms.values_list("pk", flat=True)],
            "mail_ids": [f"<delivery-{pk}" for pk in email.values_list("pk", flat=True)],
        }
    )


def skip() -> str:
    """What happened before the drill is told by nobody: its own events are what counts."""
    from post.telling import tail

    tail.skip()
    return "from now on"


if __name__ == "__main__":
    import django

    django.setup()
    what, *more = sys.argv[1:]
    sys.stdout.write({"events": lambda: events(int(more[0])), "count": count, "skip": skip}[what]())
