"""One function per fault: it happens, people go on using the portal, and what they were answered is counted."""

from __future__ import annotations

import json
import os
import socket
import sqlite3
import subprocess
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

import httpx

from bench.drills import databases, hotline, post, work
from bench.drills.databases import Database
from bench.drills.disk import full
from bench.drills.served import Served, kill
from bench.drills.visitors import Told, Visitors

FAULT_SECONDS = 10.0
MOST_SECONDS_TO_RECOVER = 60.0
HUGE = 1 << 30


@dataclass(frozen=True, kw_only=True)
class Finding:
    """What a drill found; `wrong` names what must not be, and is empty when all is well."""

    fault: str
    told: str
    recovered: float
    wrong: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Drill:
    portal: Served
    database: Database
    draft: str

    def during(self, fault: str, happen: Callable[[], object]) -> Finding:
        """Let something happen while people use the portal; afterwards everything said to be saved must be there."""
        visitors = Visitors(self.portal.address, self.draft).come()
        time.sleep(2)
        happen()
        recovered = self.portal.wait_until_it_answers("/health/", within=MOST_SECONDS_TO_RECOVER)
        time.sleep(2)
        told = visitors.leave()
        return Finding(fault=fault, told=str(told), recovered=recovered, wrong=self._wrong(visitors, told))

    def _wrong(self, visitors: Visitors, told: Told) -> tuple[str, ...]:
        wrong = [f"{told.errors} × 500"] if told.errors else []
        if told.saved and visitors.stored() not in (told.saved, told.sent):
            wrong.append(f"“saved” was not true: {told.saved}")
        return tuple(wrong)

    # --- processes ---------------------------------------------------------------------------
    def a_web_process_is_killed(self) -> Finding:
        return self.during("kill -9 of a web process", lambda: self._kill_one_of("gunicorn", -1))

    def the_web_server_is_killed(self) -> Finding:
        return self.during("kill -9 of gunicorn's master", lambda: self._kill_one_of("gunicorn", 0))

    def _kill_one_of(self, word: str, which: int) -> None:
        """Kill one of the processes, and wait until there are as many as before, without it."""
        before = self.portal.processes(word)
        kill(before[which])
        until = time.monotonic() + MOST_SECONDS_TO_RECOVER
        while time.monotonic() < until:
            now = self.portal.processes(word)
            if len(now) >= len(before) and before[which] not in now and (which or not set(before) & set(now)):
                return
            time.sleep(0.2)

    def the_worker_is_killed_while_it_issues(self) -> Finding:
        """Eight kills while the certificates of decided cases are made: each is made once, none is left behind."""
        self.portal.manage("cases", "8", module="bench.drills.prepare")
        for _time in range(8):
            time.sleep(3)
            kill(*self.portal.processes("manage.py worker"))
        began = time.monotonic()
        counted = self._count()
        while counted["open"] and time.monotonic() - began < 300:
            time.sleep(2)
            counted = self._count()
        again = self._count()
        wrong = [f"{counted['open']} orders never issued"] if counted["open"] else []
        if again["certificates"] != counted["certificates"]:
            wrong.append("certificates were made twice")
        if again["running"]:
            wrong.append(f"{again['running']} tasks left running")
        told = f"{counted['orders']} cases decided, {counted['certificates']} certificates, each once"
        fault = "8 × kill -9 of the worker while it issues"
        return Finding(fault=fault, told=told, recovered=time.monotonic() - began, wrong=tuple(wrong))

    def the_post_goes_through_everything(self) -> Finding:
        """1,000 events while worker and gateway are killed and the gateway is slow, wrong, duplicating, down."""
        told, recovered, wrong = post.drill(self.portal)
        fault = "post: 6 × kill -9 of the worker, 3 × of gateway and mail server, 6 faults of the gateway"
        return Finding(fault=fault, told=told, recovered=recovered, wrong=wrong)

    def a_thousand_certificates_are_packed(self) -> Finding:
        """The worker is killed six times while it packs them, then the disk is full: each is in the archive once."""
        told, recovered, wrong = work.drill(self.portal)
        fault = (
            f"{work.KILLS} × kill -9 of the worker while it packs {work.CERTIFICATES:,} certificates, then a full disk"
        )
        return Finding(fault=fault, told=told, recovered=recovered, wrong=wrong)

    def the_hotline_has_a_busy_day(self) -> Finding:
        """1,000 tickets of another hotline and fifty operators at once, while web and worker are killed."""
        told, recovered, wrong = hotline.drill(self.portal, self._kill_one_of)
        fault = f"{hotline.KILLS} × kill -9 of web and worker on a day of the hotline"
        return Finding(fault=fault, told=told, recovered=recovered, wrong=wrong)

    def _count(self) -> dict[str, int]:
        counted: dict[str, int] = json.loads(self.portal.manage("count", module="bench.drills.prepare"))
        return counted

    # --- database and folders ----------------------------------------------------------------
    def the_database_is_killed(self) -> Finding:
        def crash() -> None:
            databases.crash(self.database)
            time.sleep(FAULT_SECONDS / 2)
            databases.start(self.database)

        return self.during("kill -9 of PostgreSQL, 5 s away", crash)

    def the_database_is_locked(self) -> Finding:
        def lock() -> None:
            with sqlite3.connect(self.portal.env["VAR_DIR"] + "/db.sqlite3", isolation_level=None) as other:
                other.execute("BEGIN EXCLUSIVE")
                time.sleep(FAULT_SECONDS)
                other.execute("ROLLBACK")

        return self.during(f"locked database, {FAULT_SECONDS:.0f} s", lock)

    def the_disk_is_full(self) -> Finding:
        def fill() -> None:
            full(self.portal.env["VAR_DIR"], seconds=FAULT_SECONDS)

        return self.during(f"full disk, {FAULT_SECONDS:.0f} s", fill)

    def the_folder_cannot_be_written(self) -> Finding:
        def forbid() -> None:
            documents = self.portal.env["VAR_DIR"] + "/private"
            os.makedirs(documents, exist_ok=True)
            subprocess.run(["mount", "--bind", documents, documents], check=True)
            subprocess.run(["mount", "-o", "remount,ro,bind", documents], check=True)
            time.sleep(FAULT_SECONDS)
            subprocess.run(["umount", documents], check=True)

        return self.during(f"folder of the documents read-only, {FAULT_SECONDS:.0f} s", forbid)

    # --- bodies ------------------------------------------------------------------------------
    def bodies_are_slow(self) -> Finding:
        """Two hundred connections that send a byte now and then."""
        host, port = self.portal.address.removeprefix("http://").split(":")
        head = f"POST /verify/ HTTP/1.1\r\nHost: {host}:{port}\r\nContent-Length: 100000\r\n\r\n".encode()

        def dawdle() -> None:
            slow = [socket.create_connection((host, int(port))) for _ in range(200)]
            for connection in slow:
                connection.sendall(head)
            until = time.monotonic() + FAULT_SECONDS
            while time.monotonic() < until:
                for connection in slow:
                    with suppress(OSError):
                        connection.sendall(b"x")
                time.sleep(1)
            for connection in slow:
                connection.close()

        return self.during(f"200 slow bodies, {FAULT_SECONDS:.0f} s", dawdle)

    def a_body_is_huge(self) -> Finding:
        """A gigabyte sent to the public page: refused before it is written."""
        codes: list[int] = []

        def chunks() -> object:
            for _ in range(HUGE // 65536):
                yield b"0" * 65536

        def send() -> None:
            headers = {"Content-Type": "multipart/form-data; boundary=x", "Content-Length": str(HUGE)}
            with suppress(httpx.HTTPError):
                codes.append(
                    httpx.post(f"{self.portal.address}/verify/", content=chunks(), headers=headers).status_code
                )

        found = self.during("a body of 1 GB", send)
        wrong = found.wrong if codes in ([413], []) else (*found.wrong, f"answered {codes}")
        return Finding(fault=found.fault, told=found.told, recovered=found.recovered, wrong=wrong)


def drills(drill: Drill) -> list[Callable[[], Finding]]:
    """The drills of a database, the one that takes longest first."""
    of_database = [drill.the_database_is_killed] if drill.database.is_postgresql else [drill.the_database_is_locked]
    return [
        drill.the_worker_is_killed_while_it_issues,
        drill.the_post_goes_through_everything,
        drill.a_thousand_certificates_are_packed,
        drill.the_hotline_has_a_busy_day,
        drill.a_web_process_is_killed,
        drill.the_web_server_is_killed,
        *of_database,
        drill.the_disk_is_full,
        drill.the_folder_cannot_be_written,
        drill.bodies_are_slow,
        drill.a_body_is_huge,
    ]
