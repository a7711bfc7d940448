"""What happens at the roadside, by F-9.18 to F-9.21: shown, cured, noted, spared, or elsewhere; and never a fact."""

import dataclasses
import datetime
import uuid

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.people import Person
from desk.refusals import MayNotHandle
from papers.documents import PassingDocument
from supervision.credit.facts.models import CreditFact
from supervision.encounters import actions, following, opening, ruling
from supervision.encounters.actions import EndedAlready
from supervision.encounters.follow_up_models import ClueAnswer, ClueReference, FollowUp
from supervision.encounters.following import NotFollowed, look_again
from supervision.encounters.forgetting import anonymise_old
from supervision.encounters.letters.models import EncounterLetter, LetterWords
from supervision.encounters.letters.writing import letter_document
from supervision.encounters.models import Encounter, Met, Outcome, Proof, Said
from supervision.encounters.opening import NotMet
from supervision.encounters.pledges.actions import NotPledged, sign_pledge
from supervision.encounters.queries import letter_by_code, stands
from supervision.encounters.ruling import NotDecided
from supervision.officers.actions import declare_interest
from supervision.reviews.following import follow_register
from supervision.reviews.models import ReviewedVehicle
from tests.factories import staff
from tests.supervision.conftest import subject_of
from tests.supervision.encounters.captured import record_of, sent
from tests.supervision.encounters.conftest import DRIVER, head, met, registered, spared, sparing
from trail.append_only import AppendOnlyViolated
from trail.models import Event

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("licensed_once")]
How = FollowUp.How


def later(days, hour=9):
    """A morning so many days from now."""
    day = timezone.localdate() + datetime.timedelta(days=days)
    return time_machine.travel(timezone.make_aware(datetime.datetime.combine(day, datetime.time(hour))), tick=False)


def words_of(kind, number):
    letter = EncounterLetter.objects.get(about=number, kind=kind)
    return "".join(letter.paragraphs)


class TestShown:
    def test_a_certificate_in_force_is_shown_guided_and_released_in_minutes(self, team, truck):
        with time_machine.travel(timezone.now(), tick=False) as clock:
            found = met(team, *truck)
            clock.shift(datetime.timedelta(minutes=7, seconds=30))
            outcome = actions.release(found, DRIVER, by=team[0].person)

        assert found.found == "valid"
        assert (outcome.way, outcome.minutes, outcome.due_on) == ("released", 7, None)
        note = words_of("meet-guidance", found.number)
        assert "电子证照" in note
        assert "不记入信用记录" in note
        assert "王海已阅读并确认" in note

    def test_a_note_tells_of_an_e_certificate_only_where_there_was_one_to_show(self, team):
        """What another register answers is in force, but nobody here can have shown its e-certificate."""
        registered("豫H31001", days=400)
        found = met(team, "豫H31001", "yellow")

        actions.release(found, DRIVER, by=team[0].person)

        note = words_of("meet-guidance", found.number)
        assert found.found == "valid"
        assert "已当场出示电子证照" not in note
        assert "已按登记信息核对" in note

    def test_a_driver_who_does_not_confirm_goes_all_the_same(self, team, truck):
        found = met(team, *truck)

        actions.release(found, dataclasses.replace(DRIVER, is_signed=False), by=team[1].person)

        assert "不愿确认，不影响放行" in words_of("meet-guidance", found.number)

    def test_sent_twice_it_is_one(self, team, truck):
        key = uuid.uuid4()

        assert met(team, *truck, key=key).pk == met(team, *truck, key=key).pk
        assert Encounter.objects.count() == 1

    def test_it_ends_once(self, team, truck):
        found = met(team, *truck)
        actions.release(found, DRIVER, by=team[0].person)

        with pytest.raises(EndedAlready):
            actions.refer(found, reference="案1", entry="", by=team[0].person)


class TestWhoMayMeet:
    def test_no_encounter_without_this_years_pledge_of_both(self, team, truck):
        with pytest.raises(NotMet, match="pledge"):
            opening.meet(*truck, place="路口", second=team[2], excluded=(), key=uuid.uuid4(), by=team[0].person)
        with later(366), pytest.raises(NotMet):
            met(team, *truck)

    def test_a_pledge_is_signed_once_a_day_and_for_a_year(self, team):
        with pytest.raises(NotPledged, match="already signed the pledge today"):
            sign_pledge(by=team[0].person)
        with later(200):
            renewed = sign_pledge(by=team[0].person)

        assert (renewed.valid_to - renewed.signed_on).days in (364, 365)
        assert "柔性执法" in renewed.letter.title

    def test_two_different_officers_neither_kept_from_the_company(self, team, truck, taihang):
        with pytest.raises(NotMet, match="different"):
            opening.meet(*truck, place="路口", second=team[0], excluded=(), key=uuid.uuid4(), by=team[0].person)
        declare_interest(taihang, words="亲属", by=team[1].person)
        with pytest.raises(NotMet, match="barred from"):
            met(team, *truck)

    def test_only_its_two_officers_end_it(self, team, truck):
        found = met(team, *truck)

        with pytest.raises(MayNotHandle):
            actions.release(found, DRIVER, by=team[2].person)

    def test_who_declares_an_interest_later_steps_back_from_every_later_step(self, team, truck, taihang):
        found = met(team, *truck)
        declare_interest(taihang, words="亲属", by=team[0].person)

        with pytest.raises(MayNotHandle, match="kept from this company"):
            actions.release(found, DRIVER, by=team[0].person)
        with pytest.raises(MayNotHandle, match="two officers"):
            actions.release(found, DRIVER, by=team[2].person)
        assert actions.release(found, DRIVER, by=team[1].person).way == "released"
        assert [following.may_follow(one.person, found) for one in team] == [False, True, True]

    def test_where_both_step_back_another_officer_ends_it(self, team, truck, taihang):
        found = met(team, *truck)
        for one in team[:2]:
            declare_interest(taihang, words="亲属", by=one.person)

        assert actions.release(found, DRIVER, by=team[2].person).way == "released"


class TestCured:
    def test_thirty_days_over_is_cured_on_the_spot_and_more_is_not(self, team, catalogue):
        registered("豫H71001", days=-30)
        registered("豫H71002", days=-31)
        registered("豫H71003", days=-3, status="注销")

        assert [met(team, f"豫H7100{n}").found for n in (1, 2, 3)] == ["curable", "lapsed", "lapsed"]
        assert Encounter.objects.earliest("pk").days_over == 30

    def test_an_overdue_review_of_our_own_register_is_cured_by_a_review(self, team, truck):
        follow_register()
        due = timezone.localdate() - datetime.timedelta(days=12)
        ReviewedVehicle.objects.filter(plate=truck[0]).update(due_on=due)

        found = met(team, *truck)
        actions.cure(found, DRIVER, receipt="SY-1", by=team[0].person)

        assert (found.found, found.days_over) == ("curable", 12)
        assert "年度审验逾期12日" in words_of("meet-guidance", found.number)

    def test_finished_in_time_it_is_closed_by_itself(self, team):
        registered("豫H71001", days=-5)
        outcome = actions.cure(met(team, "豫H71001"), DRIVER, receipt="YZ-1", by=team[0].person)
        registered("豫H71001", days=365)

        with later(1):
            assert following.tick() == 1
            assert following.tick() == 0

        assert outcome.follow_up.how == How.KEPT
        assert not outcome.follow_up.is_clue

    def test_its_day_missed_is_a_clue_but_not_a_day_sooner_nor_while_nobody_answers(self, team, no_answer):
        registered("豫H71001", days=-5)
        outcome = actions.cure(met(team, "豫H71001"), DRIVER, receipt="YZ-1", by=team[0].person)
        over = (outcome.due_on - timezone.localdate()).days

        with later(over):
            assert look_again(outcome) is None
        with later(over + 1):
            no_answer()
            assert look_again(outcome) is None
            no_answer(is_silent=False)
            follow_up = look_again(outcome)

        assert follow_up.how == How.MISSED
        assert stands(Encounter.objects.get()) == "clue"

    def test_without_a_receipt_it_is_not_released(self, team):
        registered("豫H71001", days=-5)

        with pytest.raises(NotMet) as why:
            actions.cure(met(team, "豫H71001"), DRIVER, receipt=" ", by=team[0].person)

        assert why.value.field == "receipt"


class TestNoted:
    def test_a_registry_that_is_down_is_never_nothing(self, team, no_answer):
        no_answer()
        found = met(team, "豫H72001")
        outcome = actions.note(found, DRIVER, by=team[0].person)

        assert found.found == "silent"
        assert "不等于没有证照" in words_of("meet-guidance", found.number)
        with later(20):
            assert look_again(outcome) is None
            no_answer(is_silent=False)
            registered("豫H72001", days=300)
            assert look_again(outcome).how == How.CLEARED

    def test_not_found_is_released_checked_and_only_then_a_clue_somebody_answers(self, team):
        found = met(team, "豫H72001")
        outcome = actions.note(found, DRIVER, by=team[0].person)

        follow_up = look_again(outcome)
        with pytest.raises(NotFollowed, match="number"):
            following.answer_clue(follow_up, ClueAnswer.Reason.TAKEN_UP, reference="", by=team[2].person)
        following.answer_clue(follow_up, ClueAnswer.Reason.TAKEN_UP, reference="410802-J2026-009", by=team[2].person)

        assert (found.found, follow_up.how) == ("unknown", How.MISSING)
        assert stands(Encounter.objects.get()) == "answered"

    def test_a_person_settles_what_no_registry_does_and_says_how_it_is_known(self, team, no_answer):
        no_answer()
        outcome = actions.note(met(team, "豫H72001"), DRIVER, by=team[0].person)

        with pytest.raises(NotFollowed, match="follow"):
            following.settle(outcome, How.KEPT, FollowUp.By.PHONE, by=team[2].person)
        with pytest.raises(NotFollowed, match="registry"):
            following.settle(outcome, How.CLEARED, FollowUp.By.REGISTRY, by=team[2].person)
        assert following.settle(outcome, How.CLEARED, FollowUp.By.PAPER, by=team[2].person).how == How.CLEARED


class TestSpared:
    def test_every_condition_proved_promised_and_decided(self, team):
        registered("豫H73001", days=100)

        outcome = spared(team, "豫H73001")
        ruling.confirm(outcome, by=head())

        decision = words_of("meet-decision", outcome.encounter.number)
        assert "第三十三条第一款、第五十七条第一款第二项" in decision
        assert "第三十三条第三款" in decision
        assert "12个月内无同类记录；执法办案系统或者信用中国的查询编号：记录仪first" in decision
        assert "记录仪cleaned" in decision
        assert "王海已阅读并签名" in words_of("meet-promise", outcome.encounter.number)
        assert Proof.objects.filter(outcome=outcome).count() == outcome.conditions == 4

    def test_only_the_head_decides_who_was_neither_of_its_officers(self, team, taihang):
        outcome = spared(team, "豫H73001")
        chief, both = head(), team[1].person
        both.groups.add(Group.objects.get(name="head"))
        elsewhere = staff("head-8", "head", division="410803")

        assert stands(outcome.encounter) == "proposed"
        assert not EncounterLetter.objects.filter(kind="meet-decision").exists()
        for one in (team[0].person, team[2].person, Person.objects.get(pk=both.pk), elsewhere):
            with pytest.raises(MayNotHandle):
                ruling.confirm(outcome, by=one)
        assert ruling.confirm(outcome, by=chief).how == How.SPARED
        with pytest.raises(NotDecided):
            ruling.decline(outcome, reasons="再看", by=chief)
        assert stands(Encounter.objects.get()) == "spared"

    def test_what_the_head_does_not_confirm_is_a_clue_and_a_groundless_one_is_no_earlier_time(self, team):
        outcome = spared(team, "豫H73001")
        follow_up = ruling.decline(outcome, reasons="证据不足", by=head())

        assert stands(Encounter.objects.get()) == "clue"
        with pytest.raises(NotMet, match="not the first time"):
            spared(team, "豫H73001")
        following.answer_clue(follow_up, ClueAnswer.Reason.GROUNDLESS, reference="", by=team[2].person)
        assert spared(team, "豫H73001").way == "spared"

    def test_an_earlier_time_that_arrives_late_is_no_first_time_for_the_head_either(self, team):
        registered("豫H73001", days=100)
        text = record_of(team, "豫H73001")
        with time_machine.travel(timezone.now() + datetime.timedelta(minutes=5)):
            outcome = spared(team, "豫H73001")
            late = sent(text, by=team[0].person).encounter
            actions.refer(late, reference="案1", entry="cargo-spill", by=team[0].person)

            with pytest.raises(NotDecided, match="not the first time"):
                ruling.confirm(outcome, by=head())

    def test_no_decision_not_to_punish_without_the_head_in_the_database_either(self, team):
        outcome = spared(team, "豫H73001")

        for wrong in ({"how": "spared", "known_by": "head"}, {"how": "declined", "known_by": "registry"}):
            with pytest.raises(IntegrityError), transaction.atomic():
                FollowUp.objects.create(outcome=outcome, by=team[0].person, **wrong)

    @pytest.mark.parametrize("code", ["first", "no-obstruction", "slight", "cleaned"])
    @pytest.mark.parametrize("answer", [(False, "记录仪1"), (True, "  ")])
    def test_one_condition_short_and_it_is_not_spared(self, team, code, answer):
        found = met(team, "豫H73001")
        short = sparing(answers={**sparing().answers, code: answer})

        with pytest.raises(NotMet) as why:
            actions.spare(found, DRIVER, short, by=team[0].person)

        assert why.value.field.startswith(f"cargo-spill--{code}")
        assert not EncounterLetter.objects.filter(about=found.number).exists()

    def test_without_the_signed_promise_or_education_it_is_not_spared(self, team):
        found = met(team, "豫H73001")
        unsigned = dataclasses.replace(DRIVER, is_signed=False)

        for driver, told in ((unsigned, sparing()), (DRIVER, sparing(education=""))):
            with pytest.raises(NotMet):
                actions.spare(found, driver, told, by=team[0].person)

    def test_the_second_time_within_its_months_is_no_first_time(self, team):
        spared(team, "豫H73001")

        with later(20):
            with pytest.raises(NotMet, match="not the first time"):
                spared(team, "豫H73001")
            assert spared(team, "豫H73002").way == "spared"

    def test_another_truck_of_the_same_driver_is_no_first_time_either(self, team):
        known = dataclasses.replace(DRIVER, id_number="410802199001011234")
        actions.spare(met(team, "豫H73001"), known, sparing(), by=team[0].person)

        with pytest.raises(NotMet, match="not the first time"):
            actions.spare(met(team, "豫H73002"), known, sparing(), by=team[0].person)
        assert "410802199001011234" not in str(Said.objects.values_list())

    @pytest.mark.parametrize("code", ["overload-danger", "forged", "monitoring-fraud", "hazardous", "repeated"])
    def test_what_is_excluded_goes_the_ordinary_way_alone(self, team, code):
        found = met(team, "豫H73001", excluded=[code])

        with pytest.raises(NotMet, match="cannot be ended"):
            actions.note(found, DRIVER, by=team[0].person)
        with pytest.raises(NotMet):
            actions.spare(found, DRIVER, sparing(), by=team[0].person)
        outcome = actions.refer(found, reference="案118", entry="", by=team[0].person)
        assert outcome.said.reference == "案118"
        with pytest.raises(NotMet, match="ordinary procedure"):
            actions.spare(met(team, "豫H73002"), DRIVER, sparing(excluded=[code]), by=team[0].person)

    def test_a_company_of_hazardous_goods_is_excluded_by_our_own_rows(self, team, truck, taihang):
        subject_of(taihang, sector="hazardous")

        with pytest.raises(NotMet, match="hazardous"):
            actions.spare(met(team, *truck), DRIVER, sparing(), by=team[0].person)

    def test_the_database_refuses_what_the_rules_refuse(self, team):
        found = met(team, "豫H73001", excluded=["forged"])
        told = {"encounter": found, "found": found.found, "minutes": 1, "is_signed": True, "by": team[0].person}

        for way in ({"way": "noted", "is_excluded": True}, {"way": "released"}, {"way": "spared", "entry": "x"}):
            with pytest.raises(IntegrityError), transaction.atomic():
                Outcome.objects.create(**told, **way)


def every_kind(team, truck, no_answer):
    """One encounter of each kind, followed to its end."""
    actions.release(met(team, *truck), DRIVER, by=team[0].person)
    registered("豫H71001", days=-5)
    cured = actions.cure(met(team, "豫H71001"), DRIVER, receipt="YZ-1", by=team[0].person)
    noted = actions.note(met(team, "豫H72001"), DRIVER, by=team[0].person)
    look_again(noted)
    following.answer_clue(noted.follow_up, ClueAnswer.Reason.TAKEN_UP, reference="J-1", by=team[0].person)
    no_answer()
    actions.note(met(team, "豫H72002"), DRIVER, by=team[0].person)
    no_answer(is_silent=False)
    ruling.confirm(spared(team, "豫H73001"), by=head())
    actions.refer(met(team, "豫H73002", excluded=["forged"]), reference="案1", entry="", by=team[0].person)
    with later(40):
        look_again(cured)


class TestNoFact:
    def test_no_encounter_of_any_kind_is_ever_a_credit_fact(self, team, truck, no_answer):
        before = CreditFact.objects.count()

        every_kind(team, truck, no_answer)

        assert Encounter.objects.count() == 6
        assert CreditFact.objects.count() == before
        with pytest.raises(IntegrityError), transaction.atomic():
            CreditFact.objects.create(
                company=Met.objects.exclude(company=None).first().company,
                indicator="penalties",
                happened_on=timezone.localdate(),
                source="encounter",
                source_ref="410802-L2026-0001",
            )

    def test_no_event_names_whom_it_was_about(self, team, truck, no_answer, taihang):
        every_kind(team, truck, no_answer)

        told = str(list(Event.objects.filter(subject__startswith="encounter:").values_list("subject", "values")))
        assert taihang.name not in told
        assert truck[0] not in told
        assert "王海" not in told


class TestForgotten:
    def test_after_its_months_nothing_tells_who_was_met_and_the_figures_stay(self, team, truck, no_answer):
        every_kind(team, truck, no_answer)
        letter = EncounterLetter.objects.filter(kind="meet-decision").get()
        code, document = letter.said.code, letter_document(letter)
        pledges = EncounterLetter.objects.filter(kind="meet-pledge").count()
        counted = sorted(Outcome.objects.values_list("way", "entry", "minutes"))

        with later(700):
            assert anonymise_old() == 0
        with later(740):
            assert anonymise_old() == 6
            assert anonymise_old() == 0

        assert not Met.objects.exists()
        assert not Said.objects.exists()
        assert not ClueReference.objects.exists()
        assert LetterWords.objects.count() == pledges
        assert letter_by_code(code) is None
        assert not PassingDocument.objects.filter(pk=document.pk).exists()
        assert sorted(Outcome.objects.values_list("way", "entry", "minutes")) == counted
        assert Event.objects.filter(kind="encounter.anonymised").count() == 6

    def test_what_was_met_is_never_changed(self, team, truck):
        found = met(team, *truck).met
        found.holder = "别人"

        with pytest.raises(AppendOnlyViolated):
            found.save()
