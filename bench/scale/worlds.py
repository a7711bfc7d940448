"""Worlds of N cases in the real schema: a demo world of a few lived cases, migrated and made once, cloned in SQL."""

from __future__ import annotations

import datetime
import os
import sys
import tempfile
import time
from pathlib import Path

from bench.scale.cluster import SERVER, World, drop, make, rename, worlds

ROOT = Path(__file__).parent.parent.parent
MAKING = World(name="making")
"""A world gets its name when it is complete."""
OPEN_SHARE = 0.1
DONE_DAYS = 5 * 365.0
"""Done cases were begun over so many days before today."""
OPEN_DAYS = 0.8
"""Open ones within a day: nothing is due."""


def set_up() -> None:
    """Make Django ready to work in a world of the server."""
    sys.path.insert(0, str(ROOT))
    os.environ.update(
        DJANGO_SETTINGS_MODULE="portal.settings",
        DEMO="1",
        DATABASE_URL=SERVER.address,
        VAR_DIR=tempfile.mkdtemp(prefix="tongban-scale-"),
    )
    import django
    from django.conf import settings

    # Pages are drawn, not served: nobody collects static files for it.
    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    django.setup()


def step_into(world: World) -> None:
    """Read and write this world from now on."""
    from django.core.cache import cache
    from django.db import connection

    from clock.working_days import forget_calendar

    connection.close()  # PostgreSQL copies and renames only what nobody is connected to
    connection.settings_dict["NAME"] = world.name
    forget_calendar()
    cache.close()


def world_of(cases: int, *, of_lists: bool = False) -> World:
    kind = "lists" if of_lists else "cases"
    return World(name=f"{kind}_{cases}_{schema()[:12]}_{datetime.datetime.now(tz=datetime.UTC):%Y%m%d}")


def schema() -> str:
    """Which migrations the worlds were made by: others make them anew."""
    import hashlib

    told = hashlib.sha256()
    for path in sorted(ROOT.glob("*/migrations/0*.py")):
        told.update(path.name.encode() + path.read_bytes())
    return told.hexdigest()


def made(cases: int, *, of_lists: bool = False) -> World:
    """A world of so many cases; one of today and of this schema is taken as it stands.

    `of_lists`: only what lists, searches and figures read, a third of the disk (`leaving_out.LEFT_OUT`).
    """
    world = world_of(cases, of_lists=of_lists)
    if world.name not in worlds():
        for name in worlds():
            if name.startswith(world.name.rsplit("_", 2)[0] + "_"):
                drop(World(name=name))
        started = time.monotonic()
        if broken := _make(MAKING, cases, of_lists=of_lists):
            raise AssertionError(f"keys that point to nothing: {broken}")
        step_into(SERVER)
        rename(MAKING, world)
        print(f"{cases:,} cases in {time.monotonic() - started:.0f} s", file=sys.stderr)
    return world


def _lived() -> World:
    """The world of a few lived cases."""
    from django.core.management import call_command

    from portal.operating.pulse import run_timers

    world = World(name=f"lived_{schema()[:12]}_{datetime.datetime.now(tz=datetime.UTC):%Y%m%d}")
    if world.name not in worlds():
        for name in worlds():
            if name.startswith("lived_"):
                drop(World(name=name))
        make(MAKING)
        step_into(MAKING)
        for command in ("migrate", "load_authorities", "load_catalogue", "demo"):
            call_command(command, verbosity=0)
        # Each open step is looked at once, and then on its day.
        run_timers()
        _let_limits_pass()
        step_into(SERVER)
        rename(MAKING, world)
    return world


def _let_limits_pass() -> None:
    """Of some decided cases a limit passed without its act: open ones are too young for it."""
    from licensing.decisions.models.ends import Decision
    from licensing.decisions.models.limits import Escalation

    for decision in Decision.objects.order_by("pk")[:2]:
        due = decision.decided_at.date() - datetime.timedelta(days=1)
        Escalation.objects.get_or_create(application=decision.application, limit="promise", due=due)


def _make(world: World, cases: int, *, of_lists: bool) -> list[str]:
    from bench.scale.cloning import Cloner, Stretch, rows_of
    from bench.scale.leaving_out import left_out
    from bench.scale.settling import broken_keys, go_on_counting, without_indexes

    like = _lived()
    step_into(SERVER)
    make(world, like=like)
    step_into(world)
    done, still_open = _cases()
    openly = int(cases * OPEN_SHARE)
    first = _clones(cases - openly, done)
    cloner = Cloner(authorities=_authorities(), company=_a_company())
    without = left_out() if of_lists else frozenset()
    # Found while the tables are small and their indexes there.
    lived, waiting = rows_of(done, without=without), rows_of(still_open, without=without)
    last = first + _clones(openly, still_open)
    with without_indexes():
        cloner.write(Stretch(rows=lived, first=1, last=first, oldest_days=DONE_DAYS, newest_days=1))
        cloner.write(Stretch(rows=waiting, first=first + 1, last=last, oldest_days=OPEN_DAYS))
    go_on_counting()
    return broken_keys()


def _clones(cases: int, of: list[int]) -> int:
    return max(cases // len(of), 1)


def _cases() -> tuple[list[int], list[int]]:
    """The lived cases without an open step, and those with one; items of a bundle are left out."""
    from viewflow.workflow.models import Task

    from licensing.applications.models.application import Application

    alone = Application.objects.submitted().filter(parent=None, item__bundle=None).order_by("pk")
    waiting = Task.objects.filter(status__in=["NEW", "ASSIGNED", "STARTED"])
    still_open = alone.filter(process__task__in=waiting) | alone.filter(aftergrantprocess__task__in=waiting)
    keys = set(still_open.values_list("pk", flat=True))
    return [pk for pk in alone.values_list("pk", flat=True) if pk not in keys], sorted(keys)


def _authorities() -> list[tuple[int, str]]:
    """The authority of the demo's officials first."""
    from accounts.authorities import Authority

    found = list(Authority.objects.order_by("pk").values_list("pk", "division_id"))
    return sorted(found, key=lambda one: one[1] != "410802")


def _a_company() -> int:
    from accounts.represented.companies import Company

    return Company.objects.order_by("pk").values_list("pk", flat=True)[0]
