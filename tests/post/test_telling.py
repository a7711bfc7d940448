"""People are told of what happens to their matters, because the post reads the trail: no act has to remember it."""

import datetime
import json

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from accounts.choices.choice import CHANNELS, choice_of, choose
from accounts.people import Person
from accounts.represented.companies import Company, Membership
from accounts.represented.delegations import end_delegation
from desk.models import OpenStep
from licensing import events
from licensing.applications.models.application import Application
from licensing.moving import cases as flow
from licensing.moving.timers import escalate
from licensing.telling.models import Forewarning
from licensing.telling.warnings import warn
from post.contract import rules
from post.telling import tail
from post.telling.models import Channel, Cursor, Delivery, Message, Missed
from post.telling.timing import moment
from post.wording.models import PostText
from post.wording.texts import NAME, SHORTEST_TELEPHONE, fill_in, names_of_texts, set_of, shipped, text_in_force
from tests.factories import accepted, applicant, granted, principal_of, staff, submitted
from trail.events import _kinds
from trail.models import Event

pytestmark = pytest.mark.django_db
POINT = {"section": "", "row": -1, "field": "", "material": "id-principal", "label": "身份证", "words": "请补交。"}


def asked_to_correct(company, clerk):
    case = submitted(company)
    flow.ask_for_correction(case, [POINT], by=clerk)
    return Application.objects.get(pk=case.pk)


def told(person, text):
    return Message.objects.filter(person=person, text=text)


def test_who_applied_is_told_of_a_correction_without_any_act_knowing(taihang, clerk):
    case = asked_to_correct(taihang, clerk)

    tail.listen()

    message = told(principal_of(taihang), "correction-asked").get()
    due = case.correction.answer_by
    assert f"{due.year}年{due.month}月{due.day}日" in message.words["zh-hans"]["body"]
    assert message.address == reverse("applications:correct", kwargs={"key": case.key})
    assert {d.channel for d in message.deliveries.all()} == {Channel.INBOX, Channel.SMS}  # there is no e-mail address


def test_a_grant_and_its_certificates_are_told_once(taihang, clerk):
    granted(taihang, clerk=clerk)

    tail.listen()
    tail.listen()

    assert told(principal_of(taihang), "granted").count() == 1
    assert told(principal_of(taihang), "ready").count() == 1


def test_nothing_is_told_twice_however_often_the_trail_is_read_again(taihang, clerk):
    granted(taihang, clerk=clerk)
    tail.listen()
    before = Message.objects.count(), Delivery.objects.count()

    Cursor.objects.update(settled=0, mark=0)
    tail.listen()

    assert before == (Message.objects.count(), Delivery.objects.count())
    assert before[0] > 0


def test_the_database_refuses_a_second_message_of_one_event(taihang, clerk):
    asked_to_correct(taihang, clerk)
    tail.listen()
    message = Message.objects.first()

    message.pk, message._state.adding = None, True
    with pytest.raises(IntegrityError), transaction.atomic():
        message.save()


def test_what_cannot_be_told_is_kept_and_does_not_stop_what_comes_after(taihang, clerk, monkeypatch):
    asked_to_correct(taihang, clerk)
    event = events.CORRECTION_ASKED.record(subject="application:not-a-number", by="timer")

    tail.listen()

    assert Missed.objects.get().event == event
    assert told(principal_of(taihang), "correction-asked").exists()


def test_what_could_not_be_told_is_told_later_and_once(taihang, clerk, monkeypatch, caplog):
    case = asked_to_correct(taihang, clerk)
    event = Event.objects.get(kind=events.CORRECTION_ASKED.code)
    with monkeypatch.context() as broken:
        broken.setattr(tail, "write", lambda happened: 1 / 0)
        tail.listen()
        Cursor.objects.update(settled=0, mark=0)  # the stretch is walked again, as while a transaction is open
        tail.listen()
    missed = Missed.objects.get(event=event)
    early = tail.listen()

    with time_machine.travel(missed.next_try_at + datetime.timedelta(seconds=1)):
        tail.listen()
        tail.listen()

    assert len([record for record in caplog.records if f"event {event.pk} " in record.getMessage()]) == 1
    assert (missed.tries, missed.error, early) == (1, "ZeroDivisionError", 0)
    assert not Missed.objects.filter(event=event).exists()
    assert told(principal_of(taihang), "correction-asked").filter(event=event, matter=case.subject).count() == 1


def test_what_cannot_be_told_again_either_waits_longer_each_time(catalogue):
    events.CORRECTION_ASKED.record(subject="application:not-a-number", by="timer")
    tail.listen()
    waits = []

    for _time in range(3):
        missed = Missed.objects.get()
        with time_machine.travel(missed.next_try_at, tick=False):
            tail.listen()
            waits.append(Missed.objects.get().next_try_at - timezone.now())

    assert waits == [tail.TRY_AGAIN * tries for tries in (2, 3, 4)]


def test_who_acted_is_not_told_what_they_did(taihang):
    case = submitted(taihang)

    tail.listen()

    assert not told(case.started_by, "submitted").exists()


def test_a_handler_whose_delegation_ended_hears_nothing_more(taihang, clerk):
    handler = applicant(username="handler")
    owner = principal_of(taihang)
    membership = Membership.objects.create(company=taihang, person=handler, kind="handler", granted_by=owner)
    end_delegation(membership, by=owner)
    asked_to_correct(taihang, clerk)

    tail.listen()

    assert not Message.objects.filter(person=handler).exists()


def test_who_is_on_duty_is_told_of_a_new_case(taihang, clerk):
    submitted(taihang)

    tail.listen()

    assert told(clerk, "new-step").exists()


def test_a_choice_switches_off_what_is_not_obligatory_and_nothing_else(taihang, clerk):
    owner = principal_of(taihang)
    owner.email = "owner@example.com"
    owner.save()
    choose(owner, CHANNELS, {"case": []})
    granted(taihang, clerk=clerk)

    tail.listen()

    assert [d.channel for d in told(owner, "ready").get().deliveries.all()] == [Channel.INBOX]
    assert told(owner, "granted").get().deliveries.count() == 3


def test_no_message_says_anything_personal(taihang, clerk):
    granted(taihang, clerk=clerk)
    Cursor.objects.update(settled=0, mark=0)
    tail.listen()

    written = json.dumps(list(Message.objects.values("words", "about", "address")), ensure_ascii=False)

    personal = {value for person in Person.objects.all() for value in (person.name, person.phone, person.id_number)}
    personal |= {value for c in Company.objects.all() for value in (c.name, c.uscc, c.legal_rep)}
    personal |= {"豫H"}
    assert Message.objects.count() >= 3
    assert [value for value in personal if value and value in written] == []


def test_every_rule_speaks_of_an_event_and_a_text_there_is():
    for rule in rules():
        assert rule.event in _kinds, rule
        assert rule.text in names_of_texts(), rule
        assert set(rule.channels) <= set(Channel.values), rule
        assert rule.channels[0] == Channel.INBOX, rule


def test_every_text_that_ships_is_used_and_fills_in_only_what_is_offered():
    used = {rule.text for rule in rules()}
    for name in names_of_texts():
        post_set = set_of(name)
        text = shipped(post_set)[name]
        assert name in used
        for words in text.words.values():
            for part, sentence in words.items():
                assert set(NAME.findall(sentence)) <= {*post_set.names, "link"}, (name, part)
            assert "{link}" in words["sms"]
            assert "{link}" not in words["body"]
        said = fill_in(text, post_set.names)
        assert len(said["zh-hans"]["sms"].replace("{link}", "")) <= SHORTEST_TELEPHONE, name


def test_traditional_characters_come_from_the_simplified_text():
    text = text_in_force("granted", on=timezone.localdate())

    assert "許可" in fill_in(text, {})["zh-hant"]["subject"]


@pytest.mark.parametrize(
    ("timing", "digest", "at", "leaves"),
    [
        ("at-once", False, "2026-11-25T23:10", "2026-11-25T23:10"),
        ("daytime", False, "2026-11-25T12:10", "2026-11-25T12:10"),
        ("daytime", False, "2026-11-25T23:10", "2026-11-26T08:00"),
        ("daytime", False, "2026-11-25T05:10", "2026-11-25T08:00"),
        ("working-hours", False, "2026-11-27T18:10", "2026-11-30T09:00"),
        ("working-hours", True, "2026-11-25T10:10", "2026-11-26T09:00"),
        ("working-hours", True, "2026-11-25T07:10", "2026-11-25T09:00"),
    ],
)
def test_nobody_is_woken_and_work_waits_for_the_office(timing, digest, at, leaves):
    now = timezone.make_aware(datetime.datetime.fromisoformat(at))

    assert moment(timing, now=now, is_digest=digest) == timezone.make_aware(datetime.datetime.fromisoformat(leaves))


def test_a_correction_is_warned_of_before_its_time_ends_and_once(taihang, clerk):
    case = asked_to_correct(taihang, clerk)
    eve = case.correction.answer_by - datetime.timedelta(days=3)

    with time_machine.travel(timezone.make_aware(datetime.datetime.combine(eve, datetime.time(9)))):
        warned = warn()
        again = warn()
        tail.listen()

    assert (warned, again) == (1, 0)
    message = told(principal_of(taihang), "warn-correction").get()
    assert "3" in message.words["en"]["body"]


def test_who_answered_is_not_warned(taihang, clerk):
    case = accepted(taihang, clerk=clerk)

    with time_machine.travel(timezone.now() + datetime.timedelta(days=10)):
        warn()

    assert not Forewarning.objects.filter(application=case, limit="correction").exists()


def test_who_has_a_case_in_hand_is_told_before_its_limit_passes(taihang, clerk):
    case = accepted(taihang, clerk=clerk)
    escalate()  # the step was looked at, and its next day is known
    step = OpenStep.objects.get(task__process__licensingprocess__application=case)
    due = step.look_on - datetime.timedelta(days=1)
    eve = due - datetime.timedelta(days=2)
    supervisor = staff("supervisor", "supervisor")

    with time_machine.travel(timezone.make_aware(datetime.datetime.combine(eve, datetime.time(9)))):
        warn()
        warn()
        tail.listen()

    assert told(clerk, "due-soon").count() == 1
    assert told(supervisor, "due-soon").count() == 1
    assert not told(principal_of(taihang), "due-soon").exists()
    assert f"{due.year}年{due.month}月{due.day}日" in told(clerk, "due-soon").get().words["zh-hans"]["body"]


def test_a_licence_that_expires_soon_is_warned_of_in_time_to_renew(taihang, clerk):
    granted(taihang, clerk=clerk)
    licence = taihang.places.exclude(licence="vehicle").get()
    day = licence.valid_to - datetime.timedelta(days=80)

    with time_machine.travel(timezone.make_aware(datetime.datetime.combine(day, datetime.time(9)))):
        warn()
        warn()
        tail.listen()

    assert Forewarning.objects.get(limit="expiry").days == 90
    assert told(principal_of(taihang), "warn-expiry").get().address == reverse("certificates:wallet")


def test_vehicles_are_warned_of_their_yearly_review(taihang, clerk):
    granted(taihang, clerk=clerk)

    with time_machine.travel(timezone.localtime().replace(hour=9) + datetime.timedelta(days=350)):
        warn()
        tail.listen()

    assert told(principal_of(taihang), "warn-review").count() == 1


def test_the_inbox_counts_what_is_new_and_opening_reads_it(taihang, clerk, sign_in):
    asked_to_correct(taihang, clerk)
    tail.listen()
    owner = principal_of(taihang)
    client = sign_in(owner)
    message = told(owner, "correction-asked").get()

    page = client.get(reverse("post:inbox")).content.decode()
    client.get(reverse("post:message", args=[message.pk]))

    assert "Please correct your application" in page
    assert 'class="count">' in page
    assert Delivery.objects.get(message=message, channel=Channel.INBOX).state == Delivery.State.OPENED
    assert [s.state for s in message.deliveries.get(channel=Channel.INBOX).steps.all()] == ["delivered", "opened"]


def test_a_stranger_finds_no_message_of_others(taihang, clerk, sign_in):
    asked_to_correct(taihang, clerk)
    tail.listen()
    message = told(principal_of(taihang), "correction-asked").get()

    answer = sign_in(staff("other", "reviewer")).get(reverse("post:message", args=[message.pk]))

    assert answer.status_code == 404


def test_a_text_is_written_by_one_and_released_by_another(taihang, clerk, sign_in):
    first, second = staff("admin-1", "administrator"), staff("admin-2", "administrator")
    form = sign_in(first).get(reverse("post:text", args=["granted"])).context["form"]
    values = {name: form[name].value() for name in form.fields} | {"zh-hans-subject": "恭喜，准予许可", "act": "save"}

    sign_in(first).post(reverse("post:text", args=["granted"]), values)
    release = reverse("post:release", args=[PostText.objects.get().pk])
    sign_in(first).post(release)
    refused = text_in_force("granted", on=timezone.localdate()).version
    sign_in(second).post(release)

    assert refused == 1
    assert text_in_force("granted", on=timezone.localdate()).title == "恭喜，准予许可"


def test_a_text_cannot_fill_in_what_nobody_offers(sign_in, catalogue):
    admin = staff("admin-1", "administrator")
    form = sign_in(admin).get(reverse("post:text", args=["granted"])).context["form"]
    values = {name: form[name].value() for name in form.fields} | {"en-body": "Dear {name}", "act": "save"}

    answer = sign_in(admin).post(reverse("post:text", args=["granted"]), values)

    assert answer.status_code == 422
    assert "{name}" in answer.context["form"].errors["en-body"][0]


def test_two_tabs_that_choose_how_messages_come_show_each_other(taihang, sign_in):
    owner = principal_of(taihang)
    client, page = sign_in(owner), reverse("post:choices")
    first = client.get(page)
    topic = next(iter(first.context["form"].topics))
    stood_on = {"stands-on": first.context["stands_on"], "language": "zh-hans"}
    client.post(page, {**stood_on, topic: ["email"]})

    stale = client.post(page, {**stood_on, topic: ["sms"]})
    kept = choice_of(owner, CHANNELS, {})[topic]
    client.post(page, {**stood_on, topic: ["sms"], "anyway": stale.context["stale"].version})

    assert stale.status_code == 409
    assert len(stale.context["stale"].differences) == 1
    assert kept == ["email"]
    assert choice_of(owner, CHANNELS, {})[topic] == ["sms"]
