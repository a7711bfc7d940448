"""The worker is a real process and is killed in the middle, three times: nothing is left out and nothing is doubled."""

import os
import signal
import subprocess
import sys
import time

import pytest
from django.conf import settings
from django.core.files.storage import default_storage
from django.db import connection

from licensing.certificates.packing import OF_A_COMPANY, about_company
from pages.jobs import actions
from pages.jobs.models import Job, Part, State
from tests.factories import principal_of
from tests.pages.jobs.test_long_work import assert_complete
from trail.models import Event

pytestmark = pytest.mark.django_db(transaction=True)

LEASE = 1.0
PATIENCE = 120.0


def same_database():
    """The address of the test's own database, for another process."""
    told = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{told['NAME']}"
    return "postgresql://{USER}:{PASSWORD}@{HOST}:{PORT}/{NAME}".format_map(told).replace(":@", "@")


def start_worker():
    env = os.environ | {
        "DJANGO_SETTINGS_MODULE": "portal.settings_test",
        "DATABASE_URL": same_database(),
        "VAR_DIR": str(settings.PRIVATE_DIR.parent),
        "LONG_WORK_LEASE_SECONDS": str(LEASE),
        "LONG_WORK_STRETCH_SECONDS": "0.05",
    }
    command = [sys.executable, "manage.py", "worker", "--interval", "0.05"]
    return subprocess.Popen(command, cwd=settings.BASE_DIR, env=env, stdout=subprocess.DEVNULL)


def wait_until(fits, job, worker):
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        assert worker.poll() is None, "the worker ended by itself"
        now = Job.objects.get(pk=job.pk)
        if fits(now):
            return now
        time.sleep(0.02)
    raise AssertionError(f"still {now.state}, {now.done} parts, after {PATIENCE} s")


def test_another_process_finds_the_files_where_the_settings_say():
    assert default_storage.path("x") == str(settings.PRIVATE_DIR / "x")


def test_a_killed_worker_leaves_nothing_out_and_does_nothing_twice(taihang, many, monkeypatch):
    certificates = many(400)
    job = actions.ask(OF_A_COMPANY, about_company(taihang), by=principal_of(taihang))

    reached = []
    for _time in range(3):
        worker = start_worker()
        try:
            seen = reached[-1] if reached else 0
            wait_until(lambda now, seen=seen: now.done > seen + 2, job, worker)
        finally:
            worker.send_signal(signal.SIGKILL)
            worker.wait()
        reached.append(Job.objects.get(pk=job.pk).done)
        time.sleep(LEASE)
    worker = start_worker()
    try:
        ended = wait_until(lambda now: now.state == State.DONE, job, worker)
    finally:
        worker.terminate()
        worker.wait()

    assert 0 < reached[0] < reached[1] < reached[2] < len(ended.plan)
    assert_complete(ended, certificates)
    numbers = list(Part.objects.filter(job=job).values_list("number", flat=True))
    assert numbers == list(range(len(ended.plan) + 2))
    assert ended.units_done == ended.units == len(certificates)
    assert Event.objects.filter(subject=job.subject, kind="work.done").count() == 1
