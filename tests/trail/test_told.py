"""What happened is told in words: whoever acted, and whichever app declared it."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from trail.events import actor
from trail.teaching import read_all_events

OURS = ("accounts", "clock", "desk", "hotline", "licensing", "materials", "pages", "papers", "portal", "post", "rating")
ACTS = re.compile(r'\bby="([a-z:_-]+)"|\bBY_TIMER = "([a-z:_-]+)"')


def automatic_actors():
    root = Path(settings.BASE_DIR)
    for room in (*OURS, "supervision"):
        for file in (root / room).rglob("*.py"):
            yield from (first or second for first, second in ACTS.findall(file.read_text(encoding="utf-8")))


@pytest.mark.parametrize("by", sorted(set(automatic_actors())))
def test_no_timer_or_step_is_named_by_its_code(by):
    assert str(actor(by)) != by


def test_the_events_of_every_app_can_be_read(caplog):
    read_all_events.cache_clear()

    read_all_events()

    assert [record.message for record in caplog.records] == []


def test_a_command_tells_of_apps_it_has_not_imported():
    told = (
        "import django, sys; django.setup(); from trail.events import tell; from trail.models import Event;"
        "assert 'supervision.figures.events' not in sys.modules;"
        "told = dict(rows=1, figure='x', since='a', until='b');"
        "print(tell(Event(kind='figure.taken', by='timer:promises', values=told)))"
    )
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert "figure.taken" not in done.stdout
    assert done.stdout.strip()
