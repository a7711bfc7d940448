"""What arrives later is judged by the day the vehicle was met: what changed since changes nothing, and what was then,
is."""

import datetime
import uuid

import pytest
import time_machine
from django.utils import timezone

from licensing.certificates.models import Certificate, CertificateState, State
from supervision.encounters import actions
from supervision.encounters.actions import Driver
from supervision.encounters.models import Encounter, Met
from supervision.encounters.opening import Hindered, Meeting, NotMet, enter, looked_up, meet
from supervision.encounters.queries import shown_certificate
from supervision.figures.definitions import FIGURES
from supervision.officers.actions import declare_interest, end_certificate, end_interest
from supervision.officers.queries import kept_from
from supervision.reviews.following import follow_register
from supervision.reviews.models import ReviewedVehicle, ReviewRequest, ReviewResult
from tests.factories import staff
from tests.supervision.encounters.captured import record_of, sent
from tests.supervision.encounters.conftest import DRIVER, met, registered, spared, sparing
from tests.supervision.inspecting import certified

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("licensed_once")]
GONE = Driver(name="王海", is_signed=False, was_there=False)


@pytest.fixture
def officer(team):
    return team[0].person


@pytest.fixture
def days_later():
    """Five days later, the clock standing still."""
    with time_machine.travel(timezone.now() + datetime.timedelta(days=5), tick=False) as clock:
        clock.shift(datetime.timedelta(days=-5))
        yield lambda days=5: clock.shift(datetime.timedelta(days=days))


class TestTheVehicle:
    def test_a_certificate_revoked_since_was_in_force_and_is_shown_to_nobody_any_more(
        self, team, officer, truck, days_later
    ):
        text = record_of(team, truck[0], colour=truck[1])
        days_later()
        certificate = Certificate.objects.get(plate=truck[0])
        CertificateState.objects.create(certificate=certificate, state=State.REVOKED)

        found = sent(text, by=officer).encounter

        assert found.found == "valid"
        assert shown_certificate(found) is None

    def test_a_certificate_issued_since_was_none_that_day(self, team, officer, truck):
        with time_machine.travel(timezone.now() + datetime.timedelta(days=2)):
            before = timezone.localtime() - datetime.timedelta(days=3)
            signed_then = record_of(team, truck[0], colour=truck[1], at=before)
            taken = sent(signed_then, by=officer)

        assert taken.aside.reason == "pledge"  # nobody had signed, and the register had nothing
        assert not Encounter.objects.exists()

    def test_a_review_passed_since_was_overdue_that_day(self, team, officer, truck, days_later):
        follow_register()
        due = timezone.localdate() - datetime.timedelta(days=12)
        ReviewedVehicle.objects.filter(plate=truck[0]).update(due_on=due)
        text = record_of(team, truck[0], colour=truck[1])
        days_later()
        vehicle = ReviewedVehicle.objects.get(plate=truck[0])
        asked = ReviewRequest.objects.create(vehicle=vehicle, due_on=due, asked_by=officer)
        ReviewResult.objects.create(request=asked, outcome="passed")
        ReviewedVehicle.objects.filter(pk=vehicle.pk).update(due_on=due + datetime.timedelta(days=365))

        found = sent(text, by=officer).encounter

        assert (found.found, found.days_over) == ("curable", 12)


class TestTheOfficers:
    def test_a_certificate_of_an_officer_ended_since_held_that_day(self, team, officer, days_later):
        text = record_of(team, "豫H39009")
        days_later(4)
        end_certificate(team[0], reason="换证", by=officer)
        end_certificate(team[1], reason="换证", by=officer)
        late = record_of(team, "豫H39008")
        days_later(1)

        assert sent(text, by=officer).encounter is not None
        assert sent(late, by=officer).aside.reason == "certificate"  # on the day it ends it holds no more

    def test_an_interest_declared_since_was_none_and_one_over_since_was_one(
        self, team, officer, truck, taihang, days_later
    ):
        other = staff("head-2", "head")
        held = declare_interest(taihang, words="亲属", by=team[2].person)
        text = record_of(team, truck[0], colour=truck[1])
        day = timezone.localdate()
        days_later()
        declare_interest(taihang, words="亲属", by=officer)
        end_interest(held, reason="已离职", by=other)

        assert sent(text, by=officer).encounter.met.company == taihang
        then, now = kept_from([taihang.pk], on=day)[taihang.pk], kept_from([taihang.pk])[taihang.pk]
        assert (then - now, now - then) == ({team[2].person_id}, {officer.pk})

    def test_two_of_different_authorities_do_not_meet_anybody(self, team, officer):
        stranger = certified("officer-city", division="410800")

        with pytest.raises(NotMet, match="one authority"):
            met([team[0], stranger], "豫H39009")
        assert sent(record_of([team[0], stranger], "豫H39009"), by=officer).aside.reason == "two-officers"

    def test_what_ended_while_the_registries_were_asked_is_found_under_the_lock(self, team, officer):
        meeting = Meeting(
            plate="豫H39009", colour="yellow", place="路口", excluded=(), key=uuid.uuid4(),
            officers=team[:2], at=timezone.now(),
        )  # fmt: skip
        standing = looked_up(meeting, by=officer)
        end_certificate(team[1], reason="换证", by=officer)

        with pytest.raises(Hindered) as why:
            enter(meeting, standing, by=officer)

        assert why.value.code == "certificate"
        assert not Met.objects.exists()

    def test_an_exclusion_the_list_does_not_know_is_told_on_its_field(self, team, officer):
        told = {"place": "路口", "second": team[1], "key": uuid.uuid4(), "by": officer}

        with pytest.raises(NotMet) as why:
            meet("豫H39009", "yellow", excluded=["nonsense"], **told)

        assert why.value.field == "excluded"


class TestTheFirstTime:
    def test_what_was_met_later_is_no_earlier_time_though_it_ended_first(self, team, officer, days_later):
        registered("豫H31001", days=400)
        text = record_of(team, "豫H31001")
        days_later()
        spared(team, "豫H31001")
        found = sent(text, by=officer).encounter

        outcome = actions.spare(found, DRIVER, sparing(), by=officer)

        assert outcome.way == "spared"
        with pytest.raises(NotMet, match="not the first time"):
            spared(team, "豫H31001")


class TestHowLongItTook:
    def test_where_the_phones_clock_was_not_ours_nobody_knows_and_it_counts_in_no_share(self, team, officer, truck):
        known = sent(record_of(team, truck[0], colour=truck[1]), by=officer).encounter
        moved = timezone.now() + datetime.timedelta(minutes=20)
        unknown = sent(record_of(team, truck[0], colour=truck[1], at=moved), by=officer, sent_at=moved).encounter

        told = [actions.release(one, GONE, by=officer).minutes for one in (known, unknown)]

        day = timezone.localdate()
        found = FIGURES["released-in-time"]
        supervisor = staff("supervisor-1", "head")
        assert told == [0, None]
        assert list(found.rows("counted", supervisor, day, day)) == [known]
        assert list(found.rows("of", supervisor, day, day)) == [known]


class TestWhoHasIt:
    def test_until_it_is_ended_it_is_on_the_list_of_its_officers_with_its_day(self, sign_in, team, officer):
        found = sent(record_of(team, "豫H39009"), by=officer).encounter
        pages = {one: sign_in(one.person).get("/encounters/?waits=mine").content.decode() for one in team}

        assert found.end_by > timezone.localdate()
        assert [found.number in pages[one] for one in team] == [True, True, False]
        assert found.end_by.isoformat() in pages[team[0]]
        assert found.number not in sign_in(officer).get("/encounters/?waits=late").content.decode()
        with time_machine.travel(timezone.now() + datetime.timedelta(days=20)):
            late = sign_in(staff("head-1", "head")).get("/encounters/?waits=late").content.decode()
        assert found.number in late

    def test_where_both_officers_have_left_another_one_ends_it(self, team, officer):
        found = sent(record_of(team, "豫H39009"), by=officer).encounter
        third = team[2].person
        for one in team[:2]:
            one.person.groups.clear()
        found = Encounter.objects.get(pk=found.pk)

        assert actions.note(found, GONE, by=third).way == "noted"
