"""An inspection from draft to second look, and every hard rule of F-9.15 on the way."""

import datetime

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.editions.actions import release, write
from desk.refusals import MayNotHandle, NotYourTask
from supervision.credit.facts.models import CreditFact
from supervision.credit.letters.writing import letter_document
from supervision.inspections.doing import planning, telling, visiting
from supervision.inspections.doing.planning import NotInspected
from supervision.inspections.flow.open_steps import step_name
from supervision.inspections.letters.models import InspectionLetter
from supervision.inspections.models import (
    Approval,
    ChosenItem,
    CompanyInspection,
    Ending,
    Entry,
)
from supervision.inspections.programme.editions import PROGRAMME, programme_in_force
from supervision.inspections.programme.models import ProgrammeRelease
from supervision.inspections.programme.reading import BadProgramme, read_programme, shipped_document
from supervision.inspections.result_models import (
    Record,
    RecordAnswer,
    Result,
)
from supervision.limits.actions import LimitReached
from supervision.limits.models import YearlyPlace
from supervision.officers.actions import declare_interest, end_certificate
from tests.factories import principal_of, staff
from tests.supervision.conftest import subject_of
from tests.supervision.inspecting import (
    answers,
    approved,
    drafted,
    entered,
    ordered,
    recorded,
)
from trail.append_only import AppendOnlyViolated

pytestmark = pytest.mark.django_db


def kinds_of(inspection):
    rows = InspectionLetter.objects.filter(about=inspection.number)
    return list(rows.values_list("kind", flat=True))


class TestTheWholeWay:
    def test_approved_notified_entered_recorded_told_put_right_and_looked_at_again(self, yellow, team, head):
        inspection = ordered(yellow, team, head)
        telling.report_rectified(inspection, words="已安装地磅。", by=principal_of(yellow.company))
        telling.recheck(inspection, passed=True, words="现场核查属实。", by=team[1].person)

        assert step_name(inspection) == "mended"
        assert kinds_of(inspection) == [
            "inspect-approval",
            "inspect-notice",
            "inspect-record",
            "inspect-order",
            "inspect-recheck",
        ]
        assert not CreditFact.objects.filter(company=yellow.company).exists()

    def test_nothing_found_closes_it(self, yellow, team, head):
        inspection = recorded(entered(yellow, team, head), team)

        telling.tell_result(inspection, Result.Outcome.CLEAN, rectify_by=None, words="", by=team[0].person)

        assert step_name(inspection) == "closed"
        assert kinds_of(inspection)[-1] == "inspect-result"

    def test_an_order_nobody_answers_is_a_fact_until_the_second_look(self, yellow, team, head):
        inspection = ordered(yellow, team, head)
        result = Result.objects.get(inspection=inspection)

        with time_machine.travel(timezone.now() + datetime.timedelta(days=31)):
            assert telling.time_passed() == 1
            assert telling.time_passed() == 0
            fact = CreditFact.objects.get(company=yellow.company)
            telling.recheck(inspection, passed=True, words="已整改。", by=team[1].person)

        assert fact.indicator == "orders-overdue"
        assert fact.happened_on == result.rectify_by + datetime.timedelta(days=1)
        assert CreditFact.objects.get(pk=fact.pk).end.kind == "ended"

    def test_what_is_not_mended_is_a_fact_that_stays(self, yellow, team, head):
        inspection = ordered(yellow, team, head)
        telling.report_rectified(inspection, words="已整改。", by=principal_of(yellow.company))

        with time_machine.travel(timezone.now() + datetime.timedelta(days=31)):
            telling.recheck(inspection, passed=False, words="仍未称重。", by=team[1].person)

        assert step_name(inspection) == "unmended"
        assert not hasattr(CreditFact.objects.get(company=yellow.company), "end")

    def test_who_reported_early_keeps_the_last_day_of_the_order(self, yellow, team, head):
        inspection = ordered(yellow, team, head)
        telling.report_rectified(inspection, words="已整改。", by=principal_of(yellow.company))
        result = Result.objects.get(inspection=inspection)

        with time_machine.travel(timezone.make_aware(datetime.datetime.combine(result.rectify_by, datetime.time(16)))):
            with pytest.raises(planning.NotInspected, match=result.rectify_by.isoformat()):
                telling.recheck(inspection, passed=False, words="仍未称重。", by=team[1].person)
            assert not CreditFact.objects.filter(company=yellow.company).exists()
            telling.recheck(inspection, passed=True, words="已整改。", by=team[1].person)

        assert step_name(inspection) == "mended"
        assert not CreditFact.objects.filter(company=yellow.company).exists()

    def test_several_items_are_one_visit_and_take_one_place_of_the_year(self, yellow, team, head):
        items = ["source-overload", "vehicle-technical", "dynamic-monitoring"]

        inspection = approved(yellow, team, head, items=items, joint="公安交管部门")

        assert YearlyPlace.objects.filter(company=yellow.company).count() == 1
        notice = InspectionLetter.objects.get(about=inspection.number, kind="inspect-notice")
        assert any("综合查一次" in text and "公安交管部门" in text for text in notice.paragraphs)
        assert len(visiting.checklist(inspection)) == 6

    def test_the_notice_says_items_officers_count_limit_rights_and_prohibitions(self, yellow, team, head):
        inspection = approved(yellow, team, head, source="plan", words="年度计划")

        text = "".join(InspectionLetter.objects.get(about=inspection.number, kind="inspect-notice").paragraphs)

        assert all(officer.number in text for officer in team[:2])
        assert "连同本次为1次，频次上限1次" in text
        assert "申请回避" in text
        assert "五个严禁" in text

    def test_its_papers_are_signed_documents(self, yellow, team, head):
        inspection = approved(yellow, team, head)

        document = letter_document(InspectionLetter.objects.get(about=inspection.number, kind="inspect-notice"))

        with document.file.open("rb") as file:
            assert file.read(5) == b"%PDF-"


class TestApproval:
    @pytest.mark.parametrize("who", ["drafter", "first", "second"])
    def test_who_drafts_or_inspects_does_not_approve(self, yellow, team, who):
        both = staff("both", "head", "enforcement-officer")
        drafter = both if who == "drafter" else team[2].person
        inspection = drafted(yellow, team, by=drafter)
        concerned = both if who == "drafter" else inspection.first.person
        if who != "drafter":
            people = {"first": inspection.first.person, "second": inspection.second.person}
            concerned = people[who]
            staff_role(concerned)

        with pytest.raises(MayNotHandle):
            planning.approve(inspection, granted=True, words="", by=concerned)
        with pytest.raises(IntegrityError), transaction.atomic():
            Approval.objects.create(
                inspection=inspection,
                granted=True,
                first=inspection.first.person,
                second=inspection.second.person,
                drafted_by=drafter,
                by=concerned,
            )

    def test_nobody_enters_before_the_head_has_approved(self, yellow, team):
        inspection = drafted(yellow, team)

        with pytest.raises(NotYourTask):
            visiting.enter(inspection, by=team[0].person)
        with pytest.raises(IntegrityError), transaction.atomic():
            Entry.objects.create(inspection=inspection, first=team[0], second=team[1], by=team[0].person)

    def test_not_approved_it_ends_with_the_reason_and_takes_no_place(self, yellow, team, head):
        inspection = drafted(yellow, team)

        planning.approve(inspection, granted=False, words="线索不清。", by=head)

        assert step_name(inspection) == "refused"
        assert not YearlyPlace.objects.exists()

    def test_the_rules_are_asked_again_when_it_is_approved(self, yellow, team, head):
        inspection = drafted(yellow, team)
        declare_interest(yellow.company, words="亲属", by=team[1].person)

        with pytest.raises(NotInspected, match="with an interest"):
            planning.approve(inspection, granted=True, words="", by=head)

        assert step_name(inspection) == "approve"

    def test_and_at_the_door(self, yellow, team, head):
        inspection = approved(yellow, team, head)
        end_certificate(team[0], reason="收回", by=head)

        with pytest.raises(NotInspected, match="no certificate"):
            visiting.enter(inspection, by=team[1].person)

    def test_a_cancelled_one_gives_its_place_of_the_year_back(self, yellow, team, head):
        inspection = approved(yellow, team, head, source="plan")

        planning.cancel(inspection, words="企业停业。", by=team[0].person)

        assert step_name(inspection) == "cancelled"
        assert approved(yellow, team, head, source="plan")


def staff_role(person):
    from django.contrib.auth.models import Group

    person.groups.add(Group.objects.get(name="head"))
    for cached in ("_perm_cache", "_group_perm_cache", "_user_perm_cache", "_held"):
        person.__dict__.pop(cached, None)


class TestUrgent:
    def test_it_begins_at_once_and_is_approved_afterwards(self, yellow, team, head):
        inspection = urgent(yellow, team)
        recorded(inspection, team)

        planning.approve_afterwards(inspection, granted=True, words="", by=head)

        assert step_name(inspection) == "tell_result"
        assert Approval.objects.get(inspection=inspection).afterwards

    def test_not_approved_within_the_days_it_has_no_effect(self, yellow, team, head):
        inspection = urgent(yellow, team)

        with time_machine.travel(timezone.now() + datetime.timedelta(days=10)):
            assert telling.time_passed() == 1

        assert step_name(inspection) == "void"
        assert Ending.objects.get(inspection=inspection).kind == "void"
        with pytest.raises(NotYourTask):
            telling.tell_result(inspection, Result.Outcome.CLEAN, rectify_by=None, words="", by=team[0].person)

    def test_refused_afterwards_it_has_no_effect_either(self, yellow, team, head):
        inspection = urgent(yellow, team)
        recorded(inspection, team)

        planning.approve_afterwards(inspection, granted=False, words="并非紧急。", by=head)

        assert step_name(inspection) == "void"

    def test_a_routine_inspection_is_never_urgent(self, yellow, team):
        with pytest.raises(NotInspected, match="never urgent"):
            urgent(yellow, team, source="plan")


def urgent(subject, team, **more):
    told = {"items": ["source-overload"], "source": "accident", "words": "事故。", "officers": team[:2], **more}
    return visiting.enter_urgently(subject, by=team[0].person, **told)


class TestHardRules:
    def test_an_item_nobody_published_is_refused_and_the_database_knows_none_before_its_day(self, yellow, team, head):
        with pytest.raises(NotInspected, match="not published"):
            drafted(yellow, team, items=["fire-safety"])

        inspection = drafted(yellow, team)
        today = timezone.localdate()
        with pytest.raises(IntegrityError), transaction.atomic():
            ChosenItem.objects.create(
                inspection=inspection, code="x", published_on=today + datetime.timedelta(days=1), chosen_on=today
            )

    def test_green_is_exempt_from_routine_on_site_only(self, taihang, team, head):
        green = subject_of(taihang, colour="green")

        with pytest.raises(NotInspected, match="green code exempts"):
            drafted(green, team, source="plan")
        assert drafted(green, team, source="plan", on_site=False)
        assert approved(green, team, head, source="complaint")

    def test_one_officer_is_none(self, yellow, team):
        with pytest.raises(NotInspected, match="needs two officers"):
            drafted(yellow, team, officers=[team[0], team[0]])
        with pytest.raises(NotInspected, match="needs two officers"):
            drafted(yellow, team, officers=[team[0]])
        inspection = drafted(yellow, team)
        with pytest.raises(IntegrityError), transaction.atomic():
            Entry.objects.create(
                inspection=inspection,
                urgent=True,
                approve_by=timezone.localdate(),
                first=team[0],
                second=team[0],
                by=team[0].person,
            )

    def test_the_limit_of_the_year_holds_for_routine_ones(self, yellow, team, head):
        approved(yellow, team, head, source="plan")

        with pytest.raises(LimitReached, match="1 of 1"):
            approved(yellow, team, head, source="plan")
        assert approved(yellow, team, head, source="complaint")
        with pytest.raises(IntegrityError), transaction.atomic():
            YearlyPlace.objects.create(
                company=yellow.company, year=timezone.localdate().year, turn=3, limit=1, about="x"
            )

    def test_the_record_is_written_by_one_and_confirmed_by_the_other(self, yellow, team, head):
        inspection = entered(yellow, team, head)
        sent = {"answers": answers(inspection), "statement": "", "signed": Record.Signed.REFUSED}
        with pytest.raises(MayNotHandle):
            visiting.record(inspection, signed_words="拒签", by=team[2].person, **sent)
        with pytest.raises(NotInspected, match="who signed"):
            visiting.record(inspection, signed_words=" ", by=team[0].person, **sent)
        written = visiting.record(inspection, signed_words="拒绝签字", by=team[0].person, **sent)

        with pytest.raises(MayNotHandle):
            visiting.confirm(inspection, agrees=True, words="", by=team[0].person)
        with pytest.raises(IntegrityError), transaction.atomic():
            RecordAnswer.objects.create(record=written, agrees=True, written_by=written.by, by=written.by)

    def test_a_record_sent_back_is_written_anew_and_both_stay(self, yellow, team, head):
        inspection = entered(yellow, team, head)
        sent = {"answers": answers(inspection), "statement": "", "signed": Record.Signed.SIGNED, "signed_words": "陈"}
        visiting.record(inspection, by=team[0].person, **sent)

        visiting.confirm(inspection, agrees=False, words="第二项有误。", by=team[1].person)
        visiting.record(inspection, by=team[1].person, **sent)

        assert step_name(inspection) == "confirm"
        assert Record.objects.filter(inspection=inspection).count() == 2

    def test_the_result_follows_from_the_record(self, yellow, team, head):
        inspection = recorded(entered(yellow, team, head), team, weighed="未称重")

        with pytest.raises(NotInspected, match="does not match"):
            telling.tell_result(inspection, Result.Outcome.CLEAN, rectify_by=None, words="", by=team[0].person)
        with pytest.raises(NotInspected, match="a day in the future"):
            telling.tell_result(
                inspection,
                Result.Outcome.RECTIFY,
                rectify_by=timezone.localdate(),
                words="",
                by=team[0].person,
            )

    def test_rows_are_never_changed(self, yellow, team, head):
        inspection = ordered(yellow, team, head)
        for row in (inspection, inspection.approval, inspection.entry, inspection.result):
            with pytest.raises(AppendOnlyViolated):
                row.save()


class TestProgramme:
    def test_an_edition_is_released_by_a_second_person_and_counts_from_its_day(self, yellow, team, head):
        document = {**shipped_document(), "items": shipped_document()["items"][:1], "plan": []}
        edition = write(PROGRAMME, document, note="只查许可", in_force_from=timezone.localdate(), by=team[0].person)

        assert drafted(yellow, team)
        release(PROGRAMME, edition, by=head)

        with pytest.raises(NotInspected, match="not published"):
            drafted(yellow, team)
        with pytest.raises(IntegrityError), transaction.atomic():
            ProgrammeRelease.objects.create(edition=edition, written_by=head, by=head)

    @pytest.mark.parametrize("missing", ["items", "exceptions", "days", "plan", "source"])
    def test_what_is_no_programme_is_refused(self, missing):
        document = {name: value for name, value in shipped_document().items() if name != missing}

        with pytest.raises(BadProgramme):
            read_programme(document)

    @pytest.mark.parametrize(
        "wrong",
        [
            {"plan": [{"items": ["licence-scope"], "sector": "air", "months": [1], "method": "draw"}]},
            {"plan": [{"items": [["licence-scope"]], "sector": "freight", "months": [1], "method": "draw"}]},
            {"days": {**shipped_document()["days"], "rectify": {"days": "many", "unit": "day", "source": "F-9.3"}}},
            {"days": {**shipped_document()["days"], "rectify": {"days": 30, "unit": "week", "source": "F-9.3"}}},
            {"days": {**shipped_document()["days"], "rectify": {"days": 10**9, "unit": "day", "source": "F-9.3"}}},
            {"exceptions": [7]},
            {"items": "all"},
        ],
    )
    def test_what_nobody_could_read_or_reckon_with_is_refused_before_it_is_kept(self, wrong):
        with pytest.raises(BadProgramme, match=r"cannot be read|is not valid"):
            read_programme({**shipped_document(), **wrong})

    def test_it_counts_from_the_day_it_was_written_for_whatever_its_document_says(self, team, head):
        today = timezone.localdate()
        edition = write(PROGRAMME, shipped_document(), note="重发", in_force_from=today, by=team[0].person)
        release(PROGRAMME, edition, by=head)

        assert programme_in_force(on=today).since == today

    def test_every_item_has_basis_source_and_day(self):
        programme = read_programme(shipped_document())

        assert all(item.basis and item.source and item.published_on for item in programme.items)
        assert CompanyInspection.Source.PLAN not in {one.code for one in programme.exceptions}
