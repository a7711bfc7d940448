"""`manage.py worker`: the background worker with its timers and its heartbeat, in one process."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker

from papers.pdf import warm_up
from portal.operating import pulse
from portal.operating.keys_in_use import KeysDoNotFit, stop_unless_they_fit
from portal.work import work


class Command(BaseCommand):
    help = "Run background work: issuing certificates, sending letters, timers. Stop it with Ctrl-C."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--interval", type=float, default=0.5, help="seconds between looks at an empty queue")
        parser.add_argument("--once", action="store_true", help="do what is waiting, run the timers once, and end")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            stop_unless_they_fit()
        except KeysDoNotFit as why:
            raise CommandError(str(why)) from why
        worker = Worker(
            queue_names=["*"],
            interval=options["interval"],
            batch=options["once"],
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=get_random_string(32),
            excluded_queue_names=[],
        )
        if options["once"]:
            pulse.run_timers()
            worker.run()
            return
        worker.configure_signals()
        stop = pulse.start(worker.worker_id)
        warm_up()
        self.stdout.write("worker: ready")
        try:
            work(worker, stop)
        finally:
            stop.set()
