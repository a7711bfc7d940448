"""Who tells something is protected: sealed, masked, shown with a reason, never to the accused without consent."""

from __future__ import annotations

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from accounts.people import Person
from desk.refusals import MayNotHandle
from hotline.tickets import rules
from hotline.tickets.doing import calling_back, ending, handling, recording, reviewing, transferring
from hotline.tickets.doing.recording import Told, record
from hotline.tickets.doing.refused import NotDone
from hotline.tickets.end_models import StrikeOff
from hotline.tickets.letters.models import TicketLetter
from hotline.tickets.models import Caller, Disclosure, Ticket
from hotline.tickets.voices import checked_file
from materials.uploads.rules import RefusedUpload
from tests.factories import picture, staff
from tests.hotline.crew import PHONE, Crew
from trail.models import Event

pytestmark = pytest.mark.django_db


@pytest.fixture
def crew():
    return Crew()


def test_nothing_of_the_caller_lies_open_in_the_database(crew):
    ticket = crew.reviewed()
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, phone, plate, code FROM hotline_caller")
        kept = " ".join(cursor.fetchone())

    assert not any(word in kept for word in ("马师傅", PHONE, "豫H12345", ticket.caller.code))
    told = [str(event.values) for event in Event.objects.filter(subject=f"ticket:{ticket.number}")]
    papers = [str(letter.paragraphs) + letter.addressee for letter in TicketLetter.objects.all()]
    assert not any("马师傅" in one or PHONE in one or "豫H12345" in one for one in [*told, *papers])


def test_a_paper_that_caller_and_platform_read_names_nobody_of_the_hotline(crew):
    """The strike-off paper tells which condition holds by whose office; the rows of the acts tell who it was."""
    later = timezone.localdate() + datetime.timedelta(days=5)
    ticket = crew.replied(reply={"promised": "增设候车区", "promised_on": later})
    reviewing.review(ticket, agrees=True, words="", by=crew.reviewer)
    crew.call_back(ticket)
    ending.keep_promise(ticket, words="已经建成，到场看过。", by=crew.supervisor)
    crew.strike_off(ticket)

    papers = ["".join(letter.paragraphs) + letter.addressee for letter in TicketLetter.objects.all()]
    staff_here = set(Person.objects.values_list("name", flat=True)) | set(
        Person.objects.values_list("username", flat=True)
    )
    assert "答复审核" in papers[-1]
    assert "回访" in papers[-1]
    assert not [(name, one) for name in staff_here for one in papers if name in one]
    struck = StrikeOff.objects.get(ticket=ticket)
    assert struck.by == crew.supervisor
    assert not any(name in str(struck.conditions) for name in staff_here)


def test_the_accused_and_platforms_see_nobody_without_consent(crew):
    about_platform = {"platform": crew.platform, "against": "platform", "to": crew.platform.desk, "by": crew.outside}
    hidden, open_one = crew.signed(**about_platform), crew.signed(**about_platform, consent=True)
    of_bureau = crew.signed(consent=False)

    for ticket, person in ((hidden, crew.outside), (of_bureau, crew.outside), (of_bureau, crew.reviewer)):
        with pytest.raises(MayNotHandle):
            handling.disclose(ticket, purpose="核实", by=person)
    for ticket, person in ((open_one, crew.outside), (of_bureau, crew.handler), (hidden, crew.caller_back)):
        handling.disclose(ticket, purpose="核实", by=person)
    with pytest.raises(NotDone):
        handling.disclose(of_bureau, purpose=" ", by=crew.handler)
    assert Disclosure.objects.count() == 3
    assert Event.objects.filter(kind="ticket.disclosed").count() == 3


def test_the_same_number_is_known_again_however_it_is_written():
    assert recording.phone_digest("+86 138-3911-2233") == recording.phone_digest(PHONE) != ""
    assert recording.phone_digest("") == ""


def test_nobody_reviews_calls_back_or_strikes_off_an_own_reply(crew):
    both = staff("both", "ticket-handler", "reply-reviewer", "caller-back", "ticket-supervisor")
    from hotline.desks.actions import seat

    seat(crew.bureau, both, role="handler", by=crew.dispatcher)
    ticket = crew.replied(by=both)
    with pytest.raises(MayNotHandle):
        reviewing.review(ticket, agrees=True, words="", by=both)
    reviewing.review(ticket, agrees=True, words="", by=crew.reviewer)
    with pytest.raises(MayNotHandle):
        calling_back.call_back(ticket, responded=True, solved="yes", stars=5, words="", by=both)
    crew.call_back(ticket)
    with pytest.raises(MayNotHandle):
        ending.strike_off(ticket, by=both)


def test_who_acts_for_the_company_complained_of_does_nothing_with_it(crew, taihang):
    from accounts.represented.companies import Membership

    Membership.objects.create(company=taihang, person=crew.reviewer, kind="handler", since="2020-01-01")
    ticket = crew.replied(against="company", company=taihang)

    with pytest.raises(MayNotHandle):
        reviewing.review(ticket, agrees=True, words="", by=crew.reviewer)


def test_the_database_changes_no_ticket(crew):
    ticket = crew.record()

    for model in (Ticket, Caller):
        with pytest.raises(DatabaseError), transaction.atomic():
            model._base_manager.filter(pk=ticket.pk if model is Ticket else ticket.caller.pk).delete()
    assert not StrikeOff.objects.exists()


def test_the_same_external_number_is_one_ticket(crew):
    first = crew.record(channel="12345", external="JZ2026-1")

    again = record(
        Told(channel="12345", kind="complaint", theme="other", facts="again", external="JZ2026-1"),
        authority=crew.operator.authority,
        by=None,
    )

    assert again == first
    assert Ticket.objects.count() == 1


@pytest.mark.parametrize("brand", [b"mp42", b"isom", b"3gp4"])
def test_what_recorders_of_telephones_call_a_film_is_a_voice_note_when_it_has_sound_alone(brand):
    head = b"\x00\x00\x00\x20ftyp" + brand + b"0" * 20
    voice = SimpleUploadedFile("说.m4a", head + b"hdlr\0\0\0\0\0\0\0\0soun")
    film = SimpleUploadedFile("a.mp4", head + b"hdlr\0\0\0\0\0\0\0\0vide" + b"hdlr\0\0\0\0\0\0\0\0soun")

    assert checked_file(voice).kind == "audio/mp4"
    with pytest.raises(RefusedUpload):
        checked_file(film)


def test_a_voice_note_is_taken_by_what_it_begins_with(crew):
    voice = SimpleUploadedFile("说.m4a", b"\x00\x00\x00\x20ftypM4A " + b"0" * 50, "audio/mp4")
    ticket = crew.record(files=[checked_file(voice), checked_file(picture())])

    kept = list(ticket.files.all())
    assert [(file.kind, file.is_voice) for file in kept] == [("audio/mp4", True), ("image/png", False)]
    with kept[0].file.open() as content:
        assert content.read().startswith(b"\x00\x00\x00\x20ftypM4A")
    with pytest.raises(RefusedUpload):
        checked_file(SimpleUploadedFile("说.mp3", b"MZ" + b"0" * 40, "audio/mpeg"))


def test_who_answers_a_mother_ticket_reads_what_each_joined_caller_told_and_not_who_it_was(crew, sign_in):
    about = {"platform": crew.platform, "against": "platform"}
    mother = crew.transferred(to=crew.platform.desk, **about)
    joined = crew.accepted(facts="我也等了十小时，少付两千元。", phone="13839110009", name="李师傅", **about)
    transferring.join(joined, to=mother, by=crew.dispatcher)
    page = reverse("tickets:ticket", args=[joined.number])

    shown = sign_in(crew.outside).get(page)
    assert shown.status_code == 200
    assert "少付两千元" in shown.text
    assert "李师傅" not in shown.text
    assert "13839110009" not in shown.text
    assert page in sign_in(crew.outside).get(reverse("tickets:ticket", args=[mother.number])).text
    assert not rules.may_see_caller(crew.outside, joined)
    assert sign_in(crew.handler).get(page).status_code == 404, "no desk of this ticket"


def test_a_platform_reads_which_office_acted_and_never_who_of_it(crew, sign_in):
    ticket = crew.signed(platform=crew.platform, against="platform", to=crew.platform.desk, by=crew.outside)
    handling.reply(ticket, facts="扣款有误", steps="已退还", basis="", result="verified", by=crew.outside)
    reviewing.review(ticket, agrees=False, words="没有附凭证。", by=crew.reviewer)
    address = reverse("tickets:ticket", args=[ticket.number])

    outside, centre = sign_in(crew.outside).get(address).text, sign_in(crew.supervisor).get(address).text

    officials = {one.name for one in (crew.operator, crew.dispatcher, crew.reviewer)}
    assert not any(name in outside for name in officials)
    assert crew.outside.name in outside
    assert ticket.authority.name in outside
    assert {crew.dispatcher.name, crew.reviewer.name} <= {name for name in officials if name in centre}
