"""The hotline in figures: the ministry's rates, one definition each, and the tickets behind every number."""

import csv
import datetime
import html
import io
import re

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from accounts.roles import visible_authorities
from hotline.bulletins.models import Bulletin, BulletinFigure
from hotline.figures.definitions import FIGURES
from hotline.figures.numbers import numbers, vehicles_in_service
from hotline.figures.press import press
from hotline.measures.reading import Measured, figure_of
from hotline.tickets.doing import handling, reviewing, sorting, transferring
from pages.counted.figure import count
from tests.factories import staff
from tests.hotline.crew import Crew
from trail.models import Event

pytestmark = pytest.mark.django_db


@pytest.fixture
def crew(catalogue):
    return Crew()


@pytest.fixture
def analyst(catalogue):
    return staff("analyst", "hotline-analyst")


def counted(code, person):
    today = timezone.localdate()
    found = count(FIGURES[code], person, today.replace(month=1, day=1), today)
    return found.number, found.of


def numbers_on(page):
    found = re.findall(r'href="(/hotline/figures/[^"]+)"[^>]*>\s*(\d+)\s*</a>', page)
    return {html.unescape(address): int(number) for address, number in found}


def rows_of(client, address):
    text = b"".join(client.get(f"{address}&as=csv").streaming_content).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))[1:]


def test_two_hours_are_two_hours(crew, analyst):
    with time_machine.travel("2026-11-25 09:00:00+08:00", tick=False) as clock:
        quick, slow = crew.accepted(), crew.accepted(object_name="另一物流园")
        clock.shift(datetime.timedelta(hours=2))
        transferring.transfer(quick, to=crew.bureau, by=crew.dispatcher)
        clock.shift(datetime.timedelta(seconds=1))
        transferring.transfer(slow, to=crew.bureau, by=crew.dispatcher)

        assert counted("transfer-in-time", analyst) == (1, 2)


def test_a_ticket_nobody_sorted_is_transferred_late_and_one_whose_two_hours_run_is_not_counted_yet(crew, analyst):
    with time_machine.travel("2026-11-25 09:00:00+08:00", tick=False) as clock:
        crew.record()
        mother = crew.transferred(object_name="物流园")
        joined = crew.accepted(object_name="物流园")
        transferring.join(joined, to=mother, by=crew.dispatcher)
        refused = crew.record(object_name="铁路")
        sorting.refuse(refused, reason="own-number", body="铁路12306", words="", by=crew.operator)
        running = counted("transfer-in-time", analyst)
        clock.shift(datetime.timedelta(hours=2, seconds=1))

        assert running == (2, 2)
        assert counted("transfer-in-time", analyst) == (2, 3)


def test_told_again_is_told_after_the_first_was_closed_and_not_while_it_is_open(crew, analyst):
    with time_machine.travel("2026-11-23 09:00:00+08:00", tick=False) as clock:
        first = crew.reviewed()
        clock.shift(datetime.timedelta(hours=1))
        crew.record()
        clock.shift(datetime.timedelta(hours=1))
        crew.call_back(first)
        crew.strike_off(first)
        while_open = counted("repeats", analyst)
        clock.shift(datetime.timedelta(days=1))
        crew.record()

        assert (while_open, counted("repeats", analyst)) == ((0, 2), (1, 3))


def test_a_joined_complaint_was_reviewed_with_its_mother(crew, analyst):
    mother = crew.signed(object_name="物流园")
    joined = crew.accepted(object_name="物流园")
    transferring.join(joined, to=mother, by=crew.dispatcher)
    crew.reply(mother)
    reviewing.review(mother, agrees=True, words="", by=crew.reviewer)
    for one in (joined, mother):
        crew.call_back(one)
        crew.strike_off(one)

    assert counted("reviewed", analyst) == (2, 2)


def test_a_question_answered_in_the_call_is_answered_at_once_and_no_complaint_is(crew, analyst):
    for words in ("怎么换证？", "年审要多久？"):
        crew.record(kind="consultation", theme="licence", facts=words)
    answered = crew.record(kind="consultation", theme="licence", facts="证丢了怎么办？")
    sorting.answer_at_once(answered, words="网上申请补发，不收费。", by=crew.operator)
    crew.record()

    assert counted("at-once", analyst) == (1, 3)


def test_who_was_not_reached_is_neither_satisfied_nor_unsatisfied(crew, analyst):
    crew.call_back(crew.reviewed(), stars=5)
    crew.call_back(crew.reviewed(object_name="甲"), stars=3, solved="partly")
    crew.reviewed(object_name="乙")

    assert counted("satisfied", analyst) == (1, 2)
    assert counted("solved", analyst) == (2, 2)
    assert counted("solved-partly", analyst) == (1, 2)
    assert counted("responded", analyst) == (2, 2)


def test_a_reply_counts_when_its_day_has_come_and_not_while_it_runs(crew, analyst):
    with time_machine.travel("2026-11-16 09:00:00+08:00", tick=False) as clock:
        crew.reviewed()
        crew.signed(object_name="甲")
        before = counted("complaints-on-time", analyst)
        clock.shift(datetime.timedelta(days=14))

        assert before == (0, 0)
        assert counted("complaints-on-time", analyst) == (1, 2)


def test_every_number_leads_to_the_very_tickets_it_counts_and_names_nobody(crew, analyst, sign_in):
    ticket = crew.reviewed()
    crew.call_back(ticket)
    crew.strike_off(ticket)
    crew.signed(object_name="甲")
    client = sign_in(analyst)

    page = client.get(reverse("hotline_figures:list")).content.decode()
    numbers = numbers_on(page)

    assert len(numbers) > 8
    for address, number in numbers.items():
        assert len(rows_of(client, address)) == number, address
        text = client.get(address).content.decode()
        assert "马师傅" not in text
        assert "孟州某物流园" not in text
    assert Event.objects.filter(kind="hotline.figure_taken").count() == len(numbers)


def test_who_reads_tickets_is_led_to_them_and_an_analyst_to_none(crew, analyst, sign_in):
    ticket = crew.record()
    rows = reverse("hotline_figures:rows", args=["theme-detention", "counted"])
    page = reverse("tickets:ticket", args=[ticket.number])

    assert page in sign_in(crew.supervisor).get(rows).content.decode()
    assert page not in sign_in(analyst).get(rows).content.decode()


def test_another_authority_s_tickets_are_not_counted(crew, sign_in):
    crew.record()
    elsewhere = staff("elsewhere", "hotline-analyst", division="410821")

    assert counted("theme-detention", elsewhere) == (0, 0)


def test_what_the_press_told_is_computed_and_never_typed(analyst, sign_in):
    told = press()
    page = sign_in(analyst).get(reverse("hotline_figures:list")).content.decode()

    assert (told.city_complaints, told.province_complaints) == (8, 1454)
    assert (told.percent_of_complaints, told.rounded_index) == (0.55, 0.061)
    assert all(str(number) in page for number in (1454, 0.55, 0.061))


@pytest.mark.parametrize("code", ["nothing", "satisfied"])
@pytest.mark.parametrize("part", ["of", "nothing"])
def test_a_figure_nobody_defined_is_no_page(analyst, sign_in, code, part):
    answer = sign_in(analyst).get(reverse("hotline_figures:rows", args=[code, part]))

    assert answer.status_code == (200 if (code, part) == ("satisfied", "of") else 404)


def test_the_measures_are_counted_from_the_tickets_a_reader_may_see(crew, analyst):
    done = crew.reviewed(channel="own-page")
    crew.call_back(done)
    crew.strike_off(done)
    crew.record()
    elsewhere = staff("elsewhere", "hotline-analyst", division="410821")

    assert figure_of("driver-entry", visible_authorities(analyst)) == Measured(value=1, of=2)
    assert figure_of("first-handler-kept", visible_authorities(analyst)) == Measured(value=1, of=1)
    assert figure_of("review-rate", visible_authorities(analyst)) == Measured(value=1, of=1)
    assert figure_of("received-by-channel", visible_authorities(elsewhere)) == Measured(value=0)


def test_money_is_counted_once_by_the_newest_reply_and_leads_to_its_tickets(crew, analyst, sign_in):
    with time_machine.travel("2026-11-25 09:00:00+08:00", tick=False) as clock:
        ticket = crew.reviewed(amount="8600.00", theme="freight-unpaid", reply={"recovered": "3000.00"})
        crew.reviewed(amount="500.00", theme="freight-unpaid", object_name="甲", reply={"recovered": "0.00"})
        crew.call_back(ticket, stars=1, solved="no")
        clock.shift(datetime.timedelta(days=1))
        crew.reply(ticket, recovered="8600.00")
        reviewing.review(ticket, agrees=True, words="", by=crew.reviewer)
        since, until = datetime.date(2026, 11, 1), datetime.date(2026, 11, 30)
        found = {one.code: one.value for one in numbers(analyst, since, until)}
        page = sign_in(analyst).get(reverse("hotline_figures:list"), {"since": since, "until": until}).text

        assert counted("recovered", analyst) == (1, 2)
        assert counted("solved-at-first", analyst) == (0, 1)
    assert found["recovered"] == "8600.00"
    assert ">8600.00</a>" in page


def test_hours_to_the_first_contact_are_told_of_ten_and_repeats_by_the_vehicles_of_the_month_ends(crew, analyst):
    with time_machine.travel("2026-11-25 09:00:00+08:00", tick=False) as clock:
        tickets = [crew.signed(object_name=f"物流园{number}") for number in range(9)]
        clock.shift(datetime.timedelta(hours=3))
        for ticket in tickets:
            handling.note_contact(ticket, reached=True, words="已联系", by=crew.handler)
        since, until = datetime.date(2026, 11, 1), datetime.date(2026, 11, 30)
        nine = {one.code: one.value for one in numbers(analyst, since, until)}
        late = crew.signed(object_name="末")
        clock.shift(datetime.timedelta(hours=25))
        handling.note_contact(late, reached=True, words="已联系", by=crew.handler)
        ten = {one.code: one.value for one in numbers(analyst, since, until)}

        assert counted("first-contact", analyst) == (9, 10)
    assert (nine["first-contact"], ten["first-contact"]) == (None, "3.0")
    for month, vehicles in ((10, 900), (11, 1100)):
        day = datetime.date(2026, month, 30)
        bulletin = Bulletin.objects.create(authority=analyst.authority, kind="monthly", since=day, until=day)
        BulletinFigure.objects.create(bulletin=bulletin, group="county", key="1", code="vehicles", number=vehicles)
    told = {one.code: one.value for one in numbers(analyst, datetime.date(2026, 11, 1), datetime.date(2026, 11, 30))}
    assert told["complaints"] == f"{10 * 1000 / 1100 * 365 / 30:.2f}"
    whose = visible_authorities(analyst)
    assert vehicles_in_service(whose, datetime.date(2026, 10, 1), datetime.date(2026, 11, 30)) == 1000
