"""A figure is of this moment while it is cheap; once it is dear the worker counts it, and its page says when."""

from __future__ import annotations

import datetime

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from licensing.auditing import lived
from pages import figures
from pages.figures import count_again, figure
from pages.models import KeptFigure

pytestmark = pytest.mark.django_db


@pytest.fixture
def all_dear(monkeypatch):
    monkeypatch.setattr(figures, "CHEAP_MS", 0.0)


def test_a_cheap_figure_is_counted_whenever_somebody_looks(monkeypatch):
    monkeypatch.setattr(figures, "CHEAP_MS", 60_000.0)

    found = figure("in-force")

    assert (found.value, found.counted_at) == (0, None)
    assert not KeptFigure.objects.exists()


def test_a_dear_figure_is_kept_and_counted_again_by_the_worker_when_it_has_rested(all_dear):
    figure("in-force")
    KeptFigure.objects.update(value=7)

    kept = figure("in-force")
    again = count_again()
    with time_machine.travel(timezone.now() + datetime.timedelta(hours=1), tick=False):
        later = count_again()

    assert kept.value == 7
    assert kept.counted_at is not None
    assert again == 0
    assert later >= 1
    assert figure("in-force").value == 0


def test_what_nobody_looks_at_any_more_is_forgotten(all_dear):
    figure("supervised", authorities=[])
    KeptFigure.objects.update(asked_on=timezone.localdate() - datetime.timedelta(days=8))

    count_again()

    assert not KeptFigure.objects.filter(name="supervised").exists()


def test_what_would_be_dear_is_left_to_the_worker_and_never_counted_while_somebody_waits(
    catalogue, client, monkeypatch
):
    asked = {"since": "2024-01-01", "until": "2024-12-31"}
    monkeypatch.setattr(lived, "MOST_COUNTED_AT_ONCE", -1)
    waiting = client.get(reverse("statistics"), asked, HTTP_ACCEPT_LANGUAGE="en").content.decode()
    for year in range(2001, 2001 + figures.MOST_CHOSEN + 5):
        client.get(reverse("statistics"), {"since": f"{year}-01-01", "until": f"{year}-12-31"})
    kept = KeptFigure.objects.filter(name="chosen-period", value__isnull=True).count()

    count_again()
    told = client.get(reverse("statistics"), asked, HTTP_ACCEPT_LANGUAGE="en").content.decode()

    assert "Look again in a few minutes" in waiting
    assert "By month" not in waiting
    assert kept == figures.MOST_CHOSEN
    assert "Look again in a few minutes" not in told
    assert "No case was decided in this period." in told


def test_the_page_says_when_its_figures_were_counted(all_dear, catalogue, client):
    client.get(reverse("statistics"))

    page = client.get(reverse("statistics"), HTTP_ACCEPT_LANGUAGE="en").content.decode()

    assert f"As counted on {timezone.localdate():%Y-%m-%d} at " in page


def test_whoever_reads_a_page_of_cheap_figures_writes_nothing(monkeypatch, client):
    """A reading page works while the database is locked or its disk full."""
    monkeypatch.setattr(figures, "CHEAP_MS", 60_000.0)

    with CaptureQueriesContext(connection) as seen:
        assert client.get(reverse("statistics")).status_code == 200

    assert not [query["sql"] for query in seen if not query["sql"].startswith("SELECT")]
