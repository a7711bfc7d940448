"""Five years after a ticket is over nothing tells who called and what they said; what figures are made of stays."""

import datetime
import json
import os

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from accounts.sealed_files import SealedStorage
from desk.refusals import NotNow
from hotline.calls.models import Call
from hotline.channels.models import Settled, Unclear
from hotline.keeping import going
from hotline.keeping.columns import GONE, OF_A_TICKET
from hotline.keeping.editions import EDITIONS
from hotline.keeping.models import CallForgotten, TicketForgotten
from hotline.tickets.doing import handling
from hotline.tickets.end_models import Joining
from hotline.tickets.letters.models import TicketLetter
from hotline.tickets.letters.writing import letter_document
from hotline.tickets.models import Caller, Ticket, TicketFile
from hotline.tickets.voices import checked_file, keep_file
from papers.documents import PassingDocument
from portal.operating import left_files
from tests.factories import picture
from tests.hotline.crew import PHONE, Crew
from trail.append_only import AppendOnlyModel
from trail.models import Event
from trail.triggers import lets_change, missing

pytestmark = pytest.mark.django_db
OVER = datetime.datetime(2026, 11, 25, 9, 30, tzinfo=timezone.get_default_timezone())
TOLD = ("马师傅", PHONE, "豫H12345", "压车费", "物流园", "当日装货", "等待属实")


@pytest.fixture
def crew():
    return Crew()


def struck_off(crew, **told):
    with time_machine.travel(OVER, tick=True):
        ticket = crew.reviewed(**told)
        crew.call_back(ticket, words="等了很久，谢谢")
        crew.strike_off(ticket)
        for letter in TicketLetter.objects.filter(about=ticket.number):
            letter_document(letter)
    return Ticket.objects.get(pk=ticket.pk)


def everything_about(ticket):
    """Every text the database has of it, sealed or not, as a reader of the portal would get it."""
    return json.dumps([list(one.rows(ticket).values_list()) for one in OF_A_TICKET], default=str, ensure_ascii=False)


def on(day):
    return time_machine.travel(datetime.datetime.fromisoformat(f"{day}T03:00:00+08:00"), tick=False)


def test_every_edition_says_where_its_years_come_from():
    assert all(one.source and one.ticket_years >= 5 and one.call_months >= 6 for one in EDITIONS.all)


def test_a_ticket_is_kept_whole_for_five_years_after_it_was_over_and_not_a_day_longer(crew):
    ticket = struck_off(crew)

    with on("2031-11-25"):
        assert going.tick() == 0
    assert all(word in everything_about(ticket) for word in TOLD)
    with on("2031-11-26"):
        assert going.tick() == 1
        assert going.tick() == 0

    assert not [word for word in (*TOLD, "谢谢") if word in everything_about(ticket)]
    assert TicketForgotten.objects.get().over_on == datetime.date(2026, 11, 25)


def test_what_figures_and_the_trail_are_made_of_is_as_it_was(crew):
    ticket = struck_off(crew)
    kept = ("number", "authority_id", "received_at", "kind", "theme", "channel", "urgency", "against", "is_driver")
    before = Ticket.objects.values(*kept).get(pk=ticket.pk)
    events = list(Event.objects.values())
    result, stars = ticket.replies.get().result, ticket.callbacks.get().stars

    with on("2032-01-05"):
        going.tick()

    ticket = Ticket.objects.get(pk=ticket.pk)
    assert Ticket.objects.values(*kept).get(pk=ticket.pk) == before
    assert list(Event.objects.values())[: len(events)] == events
    assert (ticket.replies.get().result, ticket.callbacks.get().stars) == (result, stars)
    assert Event.objects.filter(kind="ticket.forgotten", subject=f"ticket:{ticket.number}").count() == 1
    assert missing() == {}


def test_a_ticket_that_goes_on_forgets_nothing_however_old_it_is(crew):
    with time_machine.travel(OVER, tick=True):
        ticket = crew.signed()

    with on("2040-01-05"):
        assert going.tick() == 0
        with pytest.raises(DatabaseError, match="forgets nothing"), transaction.atomic():
            TicketForgotten.objects.create(ticket=ticket, edition="2026", over_on="2026-11-25", on="2040-01-05")

    assert ticket.caller.name == "马师傅"


def test_one_that_cannot_be_forgotten_keeps_no_other_from_it_and_has_its_turn_again(crew, monkeypatch):
    first, second = struck_off(crew), struck_off(crew, name="李师傅", phone="13839119999", object_name="别的物流园")
    paper_away = going.forget_document

    def fails(letter):
        if letter.about == first.number:
            raise OSError
        paper_away(letter)

    monkeypatch.setattr(going, "forget_document", fails)
    with on("2032-01-05"):
        assert going.tick() == 1
        assert TicketForgotten.objects.get().ticket == second
        assert first.caller.name in everything_about(first)
        monkeypatch.undo()
        assert going.tick() == 1


def test_joined_tickets_are_forgotten_when_the_last_of_them_is_over_long_enough(crew):
    """The answer to the mother is the answer to each that rests with her."""
    mother = struck_off(crew)
    with on("2027-02-01"):
        child = crew.record(name="李师傅", phone="13839119999")
        Joining.objects.create(ticket=child, mother=mother, by=crew.dispatcher)

    with on("2040-01-05"):
        assert going.tick() == 0


@pytest.mark.parametrize("row", [one for one in OF_A_TICKET if one.model in (Ticket, Caller, TicketLetter)])
def test_the_database_lets_no_word_of_a_kept_ticket_go_and_changes_none_of_a_forgotten_one(crew, row):
    ticket = struck_off(crew)
    table, column = row.model._meta.db_table, row.model._meta.get_field(row.columns[0]).column
    empty = row.left()[column]

    def change(to):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f'UPDATE "{table}" SET "{column}" = {to}')  # noqa: S608

    with pytest.raises(DatabaseError, match="append-only"):
        change(empty)
    with on("2032-01-05"):
        going.forget(ticket, on=timezone.localdate())
    with pytest.raises(DatabaseError, match="append-only"):
        change("'{}'")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f'DELETE FROM "{table}"')  # noqa: S608
    change(empty)


@pytest.mark.django_db(transaction=True)
def test_files_and_papers_go_from_the_disk_but_one_another_ticket_keeps(crew, settings, tmp_path):
    settings.PRIVATE_DIR = tmp_path
    old = struck_off(crew)
    with on("2031-06-01"):
        young = crew.signed()
    content = picture().read()
    for ticket, also in ((old, b""), (young, b"")):
        keep_file(ticket, checked_file(SimpleUploadedFile("a.png", content + also, "image/png")))
    own = keep_file(old, checked_file(SimpleUploadedFile("b.ogg", b"OggS" + b"0" * 40, "audio/ogg"))).file.name
    shared = TicketFile.objects.filter(ticket=young).get().file.name
    assert PassingDocument.objects.exists()
    for name in (own, shared):
        os.utime(tmp_path / name, (0, 0))

    with on("2032-01-05"):
        going.tick()
    assert SealedStorage().exists(own), "the same may be coming in with another ticket in this very moment"
    for days in (3, 36):
        with time_machine.travel(timezone.now() + datetime.timedelta(days=days), tick=False):
            left_files.set_aside()

    assert [path.name for path in tmp_path.rglob("*.*") if path.is_file()] == [shared.split("/")[-1]]
    assert set(old.files.values_list("file", "original_name")) == {("", GONE)}
    about = TicketLetter.objects.filter(about=old.number)
    assert about.exists()
    assert not about.exclude(paragraphs=[]).exists()
    assert not PassingDocument.objects.filter(made_at__year=2026).exists()


def test_its_page_says_so_and_shows_nobody_the_caller(crew, sign_in):
    ticket = struck_off(crew)
    with on("2032-01-05"):
        going.tick()
        ticket = Ticket.objects.get(pk=ticket.pk)
        page = sign_in(crew.supervisor).get(reverse("tickets:ticket", args=[ticket.number])).text
        letter = TicketLetter.objects.filter(about=ticket.number).first()
        paper = sign_in(crew.supervisor).get(reverse("tickets:letter", args=[ticket.number, letter.pk]))
        with pytest.raises(NotNow, match="deleted"):
            handling.disclose(ticket, purpose="核实", by=crew.dispatcher)

    assert "were deleted on 2032-01-05" in page
    assert f'<p lang="zh-Hans">{GONE}</p>' not in page
    assert f'<p class="mb-1" lang="zh-Hans">{GONE}</p>' not in page
    assert paper.status_code == 404


def test_a_call_without_a_ticket_is_known_for_two_years_and_one_with_a_ticket_as_long_as_it(crew):
    ticket = struck_off(crew)
    rows = [
        Call.objects.create(
            authority=crew.operator.authority, exchange="pbx", reference=ref, number=PHONE, number_digest="d",
            started_at=OVER,
        )
        for ref in ("alone", "with")
    ]  # fmt: skip
    ticket.calls.create(call=rows[1], by=crew.operator)

    with on("2028-11-25"):
        assert going.tick() == 0
    with on("2028-11-26"):
        assert going.tick() == 1
    assert [one.number for one in Call.objects.order_by("pk")] == ["", PHONE]
    with on("2031-11-26"):
        going.tick()

    assert [one.number for one in Call.objects.order_by("pk")] == ["", ""]
    assert CallForgotten.objects.count() == 2


def test_every_text_of_a_ticket_is_in_the_table_of_what_goes_or_known_to_name_nobody():
    """A new column of words is decided about: it goes with the ticket, or a line here says why it stays."""
    from django.apps import apps
    from django.db.models import CharField, FileField, JSONField, TextField

    stays = {
        "number",
        "edition",
        "channel",
        "external",
        "kind",
        "area",
        "theme",
        "urgency",
        "against",
        "digest",
        "code_digest",
        "outcome",
        "reason",
        "body",
        "right_body",
        "basis",
        "result",
        "solved",
        "conditions",
        "ground",
        "step",
        "purpose",
        "changed",
        "handling_number",
        "title",
        "addressee",
        "about",
    }
    texts = (CharField, TextField, JSONField, FileField)
    tables = {model for model in apps.get_models() if issubclass(model, AppendOnlyModel) and _is_of_a_ticket(model)}
    lost = {(one.model, name) for one in OF_A_TICKET for name in one.columns}

    kept = {
        f"{model.__name__}.{field.name}"
        for model in tables
        for field in model._meta.local_concrete_fields
        if isinstance(field, texts) and (model, field.name) not in lost and field.name not in stays
    }

    assert kept == set()


def _is_of_a_ticket(model):
    """Its own room: rows of tickets, and papers."""
    return model.__module__.startswith("hotline.tickets.")


def test_a_message_nobody_could_read_is_kept_two_years_after_somebody_settled_it(crew):
    told = {"authority": crew.operator.authority, "source": "12345", "reasons": [], "body": f"来电人{PHONE}"}
    open_one = Unclear.objects.create(digest="1" * 64, at=OVER, **told)
    settled = Unclear.objects.create(digest="2" * 64, at=OVER, **told)
    Settled.objects.create(unclear=settled, words="已电话核实", at=OVER, by=crew.operator)

    with on("2028-11-25"):
        assert going.tick() == 0
    with on("2028-11-26"):
        assert going.tick() == 1

    assert Unclear.objects.get(pk=settled.pk).body == ""
    assert PHONE in Unclear.objects.get(pk=open_one.pk).body


def test_another_key_seals_callers_anew_and_the_trigger_is_back_as_it_was(crew):
    """`manage.py reseal` puts a narrower trigger in the place of this one for a moment (record 0086)."""
    ticket = struck_off(crew)

    def change(column, to):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"UPDATE hotline_caller SET {column} = {to} WHERE ticket_id = %s", [ticket.pk])  # noqa: S608

    with lets_change("hotline_caller", {"name": "NEW.name LIKE 'sealed:%'"}):
        change("name", "'sealed:x'")
        with pytest.raises(DatabaseError, match="append-only"):
            change("phone", "''")
    assert missing() == {}
    for column, to in (("name", "'sealed:y'"), ("phone", "''")):
        with pytest.raises(DatabaseError, match="append-only"):
            change(column, to)
    TicketForgotten.objects.create(ticket=ticket, edition="2026", over_on="2026-11-25", on="2031-11-26")
    change("phone", "''")
