"""A draft nobody works on is kept so long, its company is told before, and then it goes with its look-ups."""

import datetime

import pytest
import time_machine
from django.db import DatabaseError, transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from licensing.applications.actions.drafting import discard
from licensing.applications.keeping import going
from licensing.applications.keeping.editions import EDITIONS, retention_on
from licensing.applications.keeping.going import forget_look_ups
from licensing.applications.models.application import Application
from licensing.applications.models.evidence import Evidence
from licensing.telling import kept_drafts
from licensing.telling.kept_drafts import let_go, tick
from licensing.telling.warnings import warn
from post.telling import tail
from post.telling.models import Message
from tests.factories import draft, principal_of, staff, submitted
from trail.models import Event

pytestmark = pytest.mark.django_db
BEGUN = datetime.datetime.fromisoformat("2026-03-02T10:00:00+08:00")
RULE = retention_on(BEGUN.date())
ENDS = BEGUN.date() + datetime.timedelta(days=RULE.draft_days)


def on(day, hour=9):
    return time_machine.travel(timezone.make_aware(datetime.datetime.combine(day, datetime.time(hour))), tick=False)


def days(count):
    return datetime.timedelta(days=count)


def warned(*when):
    for day in when:
        with on(day):
            warn()
            tail.listen()


def begun(company):
    with time_machine.travel(BEGUN, tick=False):
        return draft(company)


def fresh(case):
    return Application.objects.get(pk=case.pk)


def test_it_is_told_until_when_it_is_kept_warned_of_and_gone_the_night_after(taihang, sign_in):
    case = begun(taihang)
    with time_machine.travel(BEGUN, tick=False):
        client = sign_in(principal_of(taihang))
        pages = [
            client.get(reverse("applications:overview", args=[case.key])),
            client.get(reverse("applications:list")),
        ]
    warned(ENDS - days(15), ENDS - days(14), ENDS - days(3), ENDS)
    with on(ENDS, hour=2):
        on_the_last_day = tick()
    with on(ENDS + days(1), hour=2):
        gone = tick()
        tail.listen()

    assert all(ENDS.isoformat() in page.text for page in pages)
    assert (on_the_last_day, gone) == (0, 1)
    put_away = fresh(case)
    assert put_away.discarded_at is not None
    assert put_away.draft == {}
    texts = Message.objects.filter(person=principal_of(taihang)).order_by("pk").values_list("text", flat=True)
    assert list(texts) == ["draft-ends", "draft-ends", "draft-ended"]


def test_whoever_comes_back_to_it_keeps_it_as_long_again(taihang):
    case = begun(taihang)
    warned(ENDS - days(14), ENDS - days(3))
    with on(ENDS - days(1)):
        Application.objects.filter(pk=case.pk).update(saved_at=timezone.now())

    assert let_go(on=ENDS + days(1)) == 0
    assert fresh(case).kept_until == ENDS - days(1) + days(RULE.draft_days)


def test_nothing_goes_that_was_not_told_before_however_long_the_worker_stood_still(taihang):
    case = begun(taihang)
    late = ENDS + days(100)
    with on(late, hour=2):
        untold = tick()
    warned(late)
    told = late + days(RULE.told_days)

    assert untold == 0
    assert (let_go(on=told), let_go(on=told + days(1))) == (0, 1)
    assert fresh(case).discarded_at is not None


def test_what_was_handed_in_is_never_touched(taihang):
    with time_machine.travel(BEGUN, tick=False):
        case = submitted(taihang)
    warned(ENDS - days(14), ENDS)

    assert let_go(on=ENDS + days(400)) == 0
    assert forget_look_ups(on=ENDS + days(400)) == 0
    assert Evidence.objects.filter(application=case).exists()


def test_look_ups_of_a_discarded_draft_go_after_the_auditors_month_and_their_events_stay(taihang, sign_in):
    case = begun(taihang)
    count = Evidence.objects.filter(application=case).count()
    events = Event.objects.filter(subject=case.subject)
    with time_machine.travel(BEGUN, tick=False):
        discard(case, by=principal_of(taihang))
        before = events.count()
    early = forget_look_ups(on=BEGUN.date() + days(RULE.look_up_days))
    with on(BEGUN.date() + days(RULE.look_up_days + 1)):
        gone = forget_look_ups(on=timezone.localdate())
        page = sign_in(staff("audit-1", "auditor")).get(reverse("register:look_ups")).text

    assert count > 0
    assert (early, gone) == (0, count)
    assert not Evidence.objects.filter(application=case).exists()
    assert events.count() == before + 1
    assert f"Answers of registries of discarded drafts: {count}" in page


def test_the_database_lets_go_of_these_look_ups_and_of_no_other(taihang):
    running, handed_in = begun(taihang), submitted(taihang)
    for case in (running, handed_in):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            QuerySet(Evidence).filter(application=case)._raw_delete("default")
    Application.objects.filter(pk=handed_in.pk).update(discarded_at=timezone.now())
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        QuerySet(Evidence).filter(application=handed_in)._raw_delete("default")

    discard(running, by=principal_of(taihang))
    assert QuerySet(Evidence).filter(application=running)._raw_delete("default")


def test_what_was_saved_while_the_timer_ran_stays(taihang, monkeypatch):
    """The timer read who was told; meanwhile somebody came back."""
    with on(ENDS + days(30)):
        begun = draft(taihang)
        monkeypatch.setattr(kept_drafts, "_told_days", lambda: {begun.pk: ENDS})

        assert let_go(on=timezone.localdate()) == 0


def test_however_much_was_put_away_it_goes_in_one_night(taihang, monkeypatch):
    monkeypatch.setattr(going, "MOST_AT_ONCE", 1)
    with time_machine.travel(BEGUN, tick=False):
        for _one in range(2):
            discard(draft(taihang), by=principal_of(taihang))
    assert Evidence.objects.values("application").distinct().count() == 2

    with on(BEGUN.date() + days(RULE.look_up_days + 2), hour=2):
        tick()

    assert not Evidence.objects.exists()


def test_every_edition_has_its_source_and_tells_before_it_deletes():
    for one in EDITIONS.all:
        assert "个人信息保护法" in one.source
        assert 0 < one.told_days < one.draft_days
        assert one.look_up_days >= 30, "so many days the auditor watches look-ups by account"
