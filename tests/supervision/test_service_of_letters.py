"""A letter of supervision begins its limit when it has reached the company, as one of a case does (0082)."""

import datetime

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from clock.working_days import add_calendar_days, add_working_days
from desk.refusals import NotNow
from licensing.decisions.models.letters import Letter
from pages.errands import Whom, told_by
from papers.letters.texts import letter_sets
from papers.serving.rows import Way
from supervision.credit.codes.actions import SettledAlready, confirm, drop, propose, take_effect
from supervision.credit.codes.models import CodeChange, Confirmation
from supervision.credit.codes.rules import may_object_to, open_change
from supervision.credit.facts.models import CreditFact
from supervision.credit.letters.models import CreditLetter
from supervision.errands import KINDS
from supervision.inspections.doing import telling
from supervision.inspections.letters.models import InspectionLetter
from supervision.serving.actions import record_service, say_of_service
from tests.factories import picture, principal_of, staff
from tests.supervision.conftest import happened, run
from tests.supervision.inspecting import officers, ordered
from trail.append_only import AppendOnlyViolated

pytestmark = pytest.mark.django_db
MONDAY = "2026-03-02 10:00+08:00"
LONG_AFTER = "2026-05-18 10:00+08:00"
IN_PERSON = {"way": Way.IN_PERSON, "proof": "本人签收"}


def at(when):
    return time_machine.travel(datetime.datetime.fromisoformat(when), tick=False)


@pytest.fixture
def on_paper(subject):
    """A company that took back what it had agreed to."""
    say_of_service(subject.company, agrees=False, by=principal_of(subject.company))
    return subject


def worse(subject, officer, confirmer):
    """A worse code that two people confirmed."""
    subject.licensed_since = datetime.date(2022, 1, 1)
    run(subject)
    happened(subject, "deaths", magnitude=1)
    run(subject, on=timezone.localdate() + datetime.timedelta(days=1))
    change = open_change(subject)
    propose(change, words="", by=officer)
    confirm(change, by=confirmer)
    return CodeChange.objects.get(pk=change.pk)


def ordered_by(subject):
    subject.colour = "yellow"
    subject.save()
    head = staff("head-1", "head")
    return ordered(subject, officers(2), head)


def test_a_worse_code_nobody_was_told_of_does_not_stand_and_its_days_do_not_run(on_paper, officer, confirmer, sign_in):
    with at(MONDAY):
        change = worse(on_paper, officer, confirmer)
    with at(LONG_AFTER):
        nothing = take_effect(on=timezone.localdate())
        waiting = sign_in(officer).get(reverse("serving:unserved")).text
        whom = Whom(company=on_paper.company, person=None, on=timezone.localdate())
        due = [one.due for one in told_by(KINDS, whom) if "notice" in one.title]
        may_still = may_object_to(change, on=timezone.localdate())
        page = sign_in(principal_of(on_paper.company)).get(reverse("credit:own"))
        told = Confirmation.objects.get(change=change)

    assert nothing == 0
    assert change.confirmation.letter.number in waiting
    assert due == [told.object_by]
    assert may_still
    assert page.status_code == 200
    assert told.letter.service.way == Way.OPENED
    opened_on = datetime.date(2026, 5, 18)
    assert told.takes_effect_on == add_working_days(opened_on, 1)
    assert told.runs_until == add_working_days(opened_on, 10)
    assert (take_effect(on=opened_on), take_effect(on=told.takes_effect_on)) == (0, 1)
    on_paper.refresh_from_db()
    assert on_paper.colour_since == told.takes_effect_on
    assert on_paper.stay_until == told.stay_until + (told.takes_effect_on - told.in_force_on)


def test_service_on_paper_is_recorded_on_the_page_of_the_change_with_its_scan(on_paper, officer, confirmer, sign_in):
    with at(MONDAY):
        change = worse(on_paper, officer, confirmer)
        form = {
            "act": "do",
            "way": "left",
            "served_on": "2026-03-02",
            "proof": "见证人张三",
            "acknowledgement": picture(),
        }
        done = sign_in(officer).post(reverse("codes:change_act", args=[change.pk, "record-service"]), form, follow=True)
        letter = CreditLetter.objects.get(kind=CreditLetter.Kind.NOTICE)
        owner = sign_in(principal_of(on_paper.company))
        own = owner.get(reverse("credit:own")).text
        scanned = owner.get(reverse("serving:our_acknowledgement", args=[letter.service.acknowledgement_id]))

    assert "The limit runs from that day" in done.text
    assert (letter.service.way, letter.service.served_on) == (Way.LEFT, letter.dated)
    assert reverse("serving:our_acknowledgement", args=[letter.service.acknowledgement_id]) in own
    assert (scanned.status_code, scanned["Content-Type"]) == (200, "image/png")
    with pytest.raises(NotNow, match="already been recorded"):
        record_service(letter, served_on=letter.dated, by=officer, **IN_PERSON)
    with pytest.raises(AppendOnlyViolated):
        letter.service.delete()


def test_a_confirmed_change_may_be_dropped_until_its_notice_reached_the_company(on_paper, officer, confirmer):
    with at(MONDAY):
        change = worse(on_paper, officer, confirmer)
        drop(change, words="事故认定已撤销。", by=confirmer)
        record_service(change.confirmation.letter, served_on=timezone.localdate(), by=officer, **IN_PERSON)
        with pytest.raises(SettledAlready):
            drop(change, words="再次。", by=confirmer)

    assert take_effect(on=datetime.date(2026, 5, 18)) == 0
    assert CodeChange.objects.get(pk=change.pk).state == "dropped"


def test_an_order_nobody_received_is_never_missed_and_its_thirty_days_run_from_service(on_paper, world):
    with at(MONDAY):
        inspection = ordered_by(on_paper)
        letter = inspection.result.letter
        given = inspection.result.rectify_by - letter.dated
    with at(LONG_AFTER):
        nothing = telling.time_passed()
        served_on = timezone.localdate()
        telling.record_service(inspection, served_on=served_on, by=inspection.first.person, **IN_PERSON)
    last_day = add_calendar_days(served_on, given.days)
    with at(f"{last_day} 23:00+08:00"):
        on_the_last_day = telling.time_passed()
    with at(f"{last_day + datetime.timedelta(days=1)} 00:30+08:00"):
        then = telling.time_passed()

    assert (nothing, on_the_last_day, then) == (0, 0, 1)
    overdue = CreditFact.objects.get(indicator="orders-overdue")
    assert overdue.happened_on == last_day + datetime.timedelta(days=1)


def test_the_company_agrees_on_its_page_for_letters_from_then_on(on_paper, world, sign_in):
    client = sign_in(principal_of(on_paper.company))
    page = client.get(reverse("inspections:ours")).text
    said = client.post(reverse("serving:agree"), {"agrees": "yes", "from": "inspections"}, follow=True).text
    with at(MONDAY):
        inspection = ordered_by(on_paper)

    assert "Agree to be served electronically" in page
    assert "as agreed on" in said
    assert inspection.result.letter.service.way == Way.AGREED


def test_a_letter_that_sets_the_addressee_a_day_must_be_served_or_its_article_says_why_not():
    """Whoever adds a letter that names a day decides here whether somebody's silence counts from it."""
    days = {"answer_by", "object_by", "rectify_by", "ask_by", "reply_by", "sign_by", "due", "extended_to", "meets_at"}
    named = {kind for one in letter_sets() for kind, names in one.needed.items() if names & days}
    served = {Letter, CreditLetter, InspectionLetter}
    must = {str(kind) for model in served for kind in model.BEGINS_A_LIMIT} | {"interview-notice"}
    within_the_house = {"ticket-transfer", "ticket-redo", "ticket-reminder", "ticket-notice", "ticket-listed"}
    the_offices_own = {"credit-extend", "ticket-extension"}
    signed_on_the_spot = {"meet-promise"}

    assert named == must | within_the_house | the_offices_own | signed_on_the_spot


def test_of_what_somebody_may_not_read_nobody_is_told_that_nothing_waits(officer, sign_in):
    of_codes = sign_in(officer).get(reverse("serving:unserved")).context
    of_inspections = sign_in(staff("road-1", "enforcement-officer")).get(reverse("serving:unserved")).context

    assert of_codes["waiting"] == {"credit": [], "inspections": None}
    assert of_inspections["waiting"] == {"credit": None, "inspections": []}
