"""A mail that came back after it was taken: the delivery has failed, its address is doubtful, its owner is told."""

import datetime
import mailbox
import re

import pytest
import time_machine
from django.urls import reverse

from accounts.represented.delegations import delegate
from post.addresses.actions import ask, prove
from post.channels import returned
from post.channels.returned import message_id, understood
from post.channels.sms import Report
from post.failures.actions import retry
from post.sending.bounces import collect, look
from post.sending.reports import _note as note_report
from post.sending.rounds import send_round
from post.telling import tail
from post.telling.doubts import DoubtfulAddress
from post.telling.models import Channel, Delivery, Message
from registry.mail import report
from tests.conftest import SHUNDA
from tests.factories import applicant, company_of, principal_of, staff, submitted
from tests.post.imap_server import imap
from tests.post.test_sending import NOON, message_to
from trail.models import Event

pytestmark = pytest.mark.django_db
State = Delivery.State


@pytest.fixture(autouse=True)
def noon():
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


@pytest.fixture
def gone(catalogue):
    """Somebody whose mail is taken and comes back."""
    return applicant(username="gone", phone="13903910001", email="gone-owner@tongban.example")


@pytest.fixture
def box(settings, tmp_path, mail):
    """The mailbox mail comes back to."""
    settings.POST_BOUNCES = f"maildir://{tmp_path}/returned"
    mail.returned_to = tmp_path / "returned"
    return mail.returned_to


def test_a_mail_that_bounces_after_it_was_taken_fails_with_its_reason(gone, box):
    message = message_to(gone, Channel.EMAIL)

    send_round()
    taken = message.deliveries.get().state
    collect()

    delivery = message.deliveries.get()
    assert (taken, delivery.state, delivery.reason) == (State.SENT, State.FAILED, "bounce-5.1.1")
    assert [step.state for step in delivery.steps.all()] == ["queued", "sent", "failed"]


def test_the_owner_is_told_in_the_portal_and_by_the_other_way(gone, box):
    message_to(gone, Channel.EMAIL)
    send_round()
    collect()

    tail.listen()

    told = Message.objects.get(text="mail-doubted")
    assert told.person == gone
    assert told.address == reverse("post:address", kwargs={"channel": "email"})
    assert {delivery.channel for delivery in told.deliveries.all()} == {Channel.INBOX, Channel.SMS}
    assert "gone-owner" not in str(told.words) + str([event.values for event in Event.objects.all()])


def test_a_bounce_stands_in_the_queue_of_failures(gone, box, sign_in):
    message_to(gone, Channel.EMAIL)
    send_round()
    collect()

    window = sign_in(staff("supervisor", "supervisor"))
    page = window.get(reverse("post:failures"), {"why": "returned"}).content.decode()
    others = window.get(reverse("post:failures"), {"why": "refused"}).context["list"]

    assert not others.lines
    assert "the mail came back" in page
    assert "bounce-5.1.1" in page
    assert "gone-owner" not in page


def test_a_report_read_twice_counts_once_and_a_kill_in_between_loses_nothing(gone, box, monkeypatch):
    message_to(gone, Channel.EMAIL)
    send_round()
    kept = returned.Maildir.note

    def killed(self, place):
        raise KeyboardInterrupt

    monkeypatch.setattr(returned.Maildir, "note", killed)
    with pytest.raises(KeyboardInterrupt):
        collect()
    monkeypatch.setattr(returned.Maildir, "note", kept)
    again = collect()

    assert again == 0
    assert Delivery.objects.get().steps.filter(state=State.FAILED).count() == 1
    assert DoubtfulAddress.objects.count() == 1
    assert all(message.get_subdir() == "cur" for message in mailbox.Maildir(box, factory=None))


def told_by_mail(person, case):
    """Whether what is not obligatory about a case was also sent by e-mail."""
    tail.listen()
    message = Message.objects.get(person=person, matter=case.subject, text="submitted")
    return message.deliveries.filter(channel=Channel.EMAIL).exists()


def test_what_is_not_obligatory_leaves_out_an_address_at_which_nothing_arrives(gone, box, taihang):
    other = company_of(SHUNDA)
    for company in (taihang, other):
        delegate(company, to=gone, until=datetime.date(2099, 1, 1), by=principal_of(company))
    before = told_by_mail(gone, submitted(taihang))
    message_to(gone, Channel.EMAIL, number=0)
    send_round()
    collect()

    after = told_by_mail(gone, submitted(other))

    assert (before, after) == (True, False)


def test_a_forged_report_changes_nothing(gone, box):
    message = message_to(gone, Channel.EMAIL)
    send_round()
    delivery = message.deliveries.get()
    for number in (f"delivery-{delivery.pk}", f"delivery-{delivery.pk}.0123456789abcdef"):
        assert understood(report(f"Message-ID: <{number}@portal>\r\n\r\n".encode(), "x@y")) is None


def test_a_delay_is_no_failure_and_a_receipt_is_a_delivery(gone):
    head = f"Message-ID: {message_id('delivery-7', 'portal')}\r\n\r\n".encode()

    assert understood(report(head, "x@y", action="delayed", status="4.4.1")) is None
    assert understood(report(head, "x@y", action="delivered", status="2.0.0")).is_delivered
    assert understood(report(head, "x@y", status="5.2.2")).reason == "bounce-5.2.2"


def test_a_return_in_plain_words_counts_and_a_holiday_note_does_not(gone):
    ours = message_id("delivery-7", "portal")
    plain = f"Return-Path: <>\nContent-Type: text/plain\n\nSorry, no such box.\n\nMessage-ID: {ours}\n".encode()
    holiday = (
        f"Return-Path: <>\nAuto-Submitted: auto-replied\nIn-Reply-To: {ours}\nContent-Type: text/plain\n\nI am away.\n"
    ).encode()

    assert understood(plain).reason == "bounce-5.0.0"
    assert understood(holiday) is None


def test_a_holiday_note_that_says_it_is_nothing_of_the_kind_counts_as_little(gone):
    ours = message_id("delivery-7", "portal")
    for said in ("", "Auto-Submitted: auto-generated\n"):
        note = f"Return-Path: <>\n{said}In-Reply-To: {ours}\nReferences: {ours}\n\nI am away until Monday.\n"
        assert understood(note.encode()) is None


BROKEN_HEADS = [
    b"Message-ID: <\n\nx",
    b"Message-ID: <a@[\n\n",
    b"Content-Type: text/plain; a*\n\n",
    b"Auto-Submitted: \xff\n",
]
"""Each of them stops `email.policy.default`."""


@pytest.mark.parametrize(
    "raw", [b"", b"\xff\xfe\x00", b"Content-Type: multipart/report\n\n--x", b"A" * 10_000, *BROKEN_HEADS]
)
def test_whatever_lies_in_the_mailbox_the_reader_goes_on(raw, box, gone):
    mailbox.Maildir(box, factory=None, create=True)
    (box / "new" / "0.first").write_bytes(raw)  # as a mail server delivers it
    message_to(gone, Channel.EMAIL)
    send_round()

    assert collect() == 1
    assert not list((box / "new").iterdir())


def test_a_bounce_of_what_was_sent_again_since_is_old_news(gone, box):
    message = message_to(gone, Channel.EMAIL)
    send_round()
    collect()
    retry(message.deliveries.get(), by=staff("supervisor", "supervisor"))
    mailbox.Maildir(box, factory=None).add(
        report(f"Message-ID: {message_id(f'delivery-{message.deliveries.get().pk}', 'portal')}\r\n\r\n".encode(), "x@y")
    )

    assert collect() == 0
    assert message.deliveries.get().state == State.QUEUED


def test_a_bounce_of_the_address_before_says_nothing_of_the_one_that_was_proved_since(gone, box, mail, noon):
    message = message_to(gone, Channel.EMAIL)
    send_round()
    noon.shift(60)
    change = ask(gone, Channel.EMAIL, "here@tongban.example")
    prove(gone, Channel.EMAIL, re.search(r"[0-9]{6}", mail.mails[-1]["text"])[0], change=change.pk)

    collect()

    assert message.deliveries.get().state == State.FAILED
    assert not DoubtfulAddress.objects.exists()


def test_the_mailbox_is_read_every_five_minutes_and_by_one_worker(gone, box, noon):
    first, second = look(), look()
    noon.shift(301)

    assert (first, second, look()) == (True, False, True)


def test_the_mailbox_may_be_read_over_imap(gone, mail, settings):
    message = message_to(gone, Channel.EMAIL)
    send_round()
    ours = message_id(f"delivery-{message.deliveries.get().pk}", "portal")
    with imap() as server:
        settings.POST_BOUNCES = f"imap://returned:se%20cret@127.0.0.1:{server.server_address[1]}/INBOX"
        server.mails = {3: b"Subject: spam\r\n\r\nbuy", 7: report(f"Message-ID: {ours}\r\n\r\n".encode(), "x@y")}

        changed, again = collect(), collect()

    assert (changed, again) == (1, 0)
    assert server.seen == {3, 7}
    assert message.deliveries.get().reason == "bounce-5.1.1"


def test_a_mailbox_with_a_wrong_password_stops_nothing_and_is_not_told_in_the_log(gone, settings, caplog):
    with imap() as server:
        settings.POST_BOUNCES = f"imap://returned:wrong-word@127.0.0.1:{server.server_address[1]}/INBOX"

        assert collect() == 0

    assert "could not be read" in caplog.text
    assert "wrong-word" not in caplog.text


def test_a_mailbox_that_does_not_answer_stops_nothing(settings):
    settings.POST_BOUNCES = "imap://user:secret@127.0.0.1:9/INBOX"

    assert collect() == 0


def test_a_late_report_that_a_number_takes_nothing_makes_it_doubtful(gone):
    delivery = message_to(gone, Channel.SMS).deliveries.get()
    Delivery.objects.update(state=State.SENT)

    note_report(Report(at=1, number=f"delivery-{delivery.pk}", is_delivered=False, reason="no-such-number"))
    tail.listen()

    assert Delivery.objects.get(pk=delivery.pk).state == State.FAILED
    assert Message.objects.get(text="mobile-doubted").person == gone


def test_a_telephone_that_is_switched_off_is_no_reason_to_doubt_its_number(gone):
    delivery = message_to(gone, Channel.SMS).deliveries.get()
    Delivery.objects.update(state=State.SENT)

    note_report(Report(at=1, number=f"delivery-{delivery.pk}", is_delivered=False, reason="switched-off"))

    assert not DoubtfulAddress.objects.exists()
