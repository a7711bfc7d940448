"""A code from the fact to the letter, the objection, the repair and the better colour."""

import datetime

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.utils import timezone

from clock.working_days import add_working_days
from desk.refusals import MayNotHandle, NotNow, Refusal
from supervision.credit.codes.actions import confirm, drop, propose, take_effect
from supervision.credit.codes.models import Assessment, CodeChange, Confirmation, Round
from supervision.credit.codes.objecting import (
    MayNotDecide,
    NoObjection,
    decide_objection,
    object_to_change,
    object_to_fact,
)
from supervision.credit.codes.rules import Move, may_object_to, open_change
from supervision.credit.facts.models import CreditFact, FactEnd
from supervision.credit.letters.models import CreditLetter
from supervision.credit.letters.writing import letter_document
from supervision.credit.repairs.actions import (
    AnsweredAlready,
    NotRepairable,
    answer_repair,
    ask_for_repair,
    decide_repair,
    extend_repair,
)
from supervision.credit.repairs.models import Repair
from supervision.credit.running.rounds import monthly, nightly, tick
from supervision.figures.counting import repaired_in_time
from tests.factories import principal_of, staff
from tests.supervision.conftest import happened, run, subject_of

pytestmark = pytest.mark.django_db


def red(subject, officer, confirmer):
    """The subject with a confirmed red code in force."""
    happened(subject, "deaths", magnitude=3)
    run(subject, occasion=Assessment.Occasion.NIGHTLY)
    change = open_change(subject)
    propose(change, words="", by=officer)
    confirm(change, by=confirmer)
    with time_machine.travel(timezone.now() + datetime.timedelta(days=5), tick=False):
        take_effect(on=timezone.localdate())
    subject.refresh_from_db()
    return CodeChange.objects.get(pk=change.pk)


def test_a_good_company_becomes_green_by_itself(subject):
    assert run(subject) is Move.BETTER

    assert subject.colour == "green"
    assert CodeChange.objects.get(subject=subject).by_rule


def test_silence_and_a_short_history_change_nothing(taihang):
    young = subject_of(taihang, since=timezone.localdate() - datetime.timedelta(days=60))
    unknown = subject_of(taihang, sector="hazardous", vehicles=None, colour="yellow")

    assert run(young) is Move.STAYS
    assert run(unknown) is Move.STAYS
    assert (young.colour, unknown.colour) == ("none", "yellow")


def test_a_worse_code_needs_two_people_and_comes_with_a_letter(subject, officer, confirmer):
    run(subject)
    happened(subject, "deaths", magnitude=1)
    run(subject, occasion=Assessment.Occasion.NIGHTLY)
    change = open_change(subject)
    assert (change.was, change.becomes, change.state) == ("green", "yellow", "suggested")
    assert subject.colour == "green", "a suggestion changes nothing"
    with pytest.raises(NotNow):
        confirm(change, by=confirmer)
    propose(change, words="事故认定书已核。", by=officer)

    confirmation = confirm(change, by=confirmer)

    subject.refresh_from_db()
    today = timezone.localdate()
    assert subject.colour == "green", "in force from the next working day"
    assert confirmation.in_force_on == add_working_days(today, 1)
    assert confirmation.object_by == add_working_days(today, 10)
    assert take_effect(on=today) == 0
    assert take_effect(on=confirmation.in_force_on) == 1
    assert take_effect(on=confirmation.in_force_on) == 0
    subject.refresh_from_db()
    assert (subject.colour, subject.stay_until) == ("yellow", confirmation.in_force_on + datetime.timedelta(days=30))
    told = "\n".join([*confirmation.letter.paragraphs, *(f"{a} {b}" for a, b in confirmation.letter.table)])
    assert "《普通货物运输企业信用评价模型》（第1版）" in told, "by its name, not by its code"
    assert "责任事故死亡" in told
    assert "《道路运输条例》第七十五条" in told
    assert "失效" in told
    assert "异议" in told
    assert letter_document(confirmation.letter).content().startswith(b"%PDF")


def test_nobody_confirms_what_they_proposed(subject, officer):
    both = staff("both", "credit-officer", "credit-confirmer")
    happened(subject, "deaths", magnitude=3)
    run(subject)
    change = open_change(subject)
    propose(change, words="", by=both)

    with pytest.raises(MayNotHandle):
        confirm(change, by=officer)
    with pytest.raises(Refusal, match="someone else"):
        confirm(change, by=both)

    assert not Confirmation.objects.exists()


def test_the_database_refuses_one_person_twice(subject, officer, confirmer):
    change = red(subject, officer, confirmer)
    other = CodeChange.objects.create(
        subject=subject, was="red", becomes="yellow", assessment=change.assessment, by_rule=False
    )
    letter = CreditLetter.objects.create(
        company=subject.company, authority=subject.authority, kind="credit-notice", number="x", title="x",
        addressee="x", dated=timezone.localdate(), written_by=officer,
    )  # fmt: skip

    with pytest.raises(IntegrityError), transaction.atomic():
        Confirmation.objects.create(
            change=other, proposed_by=officer, by=officer, letter=letter, in_force_on=timezone.localdate(),
            stay_until=timezone.localdate(), object_by=timezone.localdate(),
        )  # fmt: skip


def test_an_officer_of_another_authority_has_no_say(subject):
    stranger = staff("far", "credit-officer", division="410821")
    happened(subject, "deaths", magnitude=3)
    run(subject)

    with pytest.raises(MayNotHandle):
        propose(open_change(subject), words="", by=stranger)


def test_what_the_facts_do_not_bear_any_more_is_not_confirmed(subject, officer, confirmer):
    fact = happened(subject, "deaths", magnitude=3)
    run(subject)
    change = open_change(subject)
    propose(change, words="", by=officer)
    FactEnd.objects.create(fact=fact, kind=FactEnd.Kind.REMOVED)

    with pytest.raises(NotNow, match="no longer support"):
        confirm(change, by=confirmer)

    drop(change, words="事故认定已撤销。", by=confirmer)
    assert CodeChange.objects.get(pk=change.pk).state == "dropped"


def test_a_suggestion_nobody_took_up_is_overtaken_by_the_next_run(subject):
    fact = happened(subject, "deaths", magnitude=3)
    run(subject)
    first = open_change(subject)
    FactEnd.objects.create(fact=fact, kind=FactEnd.Kind.REMOVED)

    run(subject, on=timezone.localdate() + datetime.timedelta(days=30))

    assert CodeChange.objects.get(pk=first.pk).state == "dropped"
    assert subject.colour == "green"


def test_the_same_suggestion_is_made_once(subject):
    happened(subject, "deaths", magnitude=3)

    run(subject)
    run(subject, occasion=Assessment.Occasion.NIGHTLY)

    assert CodeChange.objects.filter(subject=subject).count() == 1


def test_a_confirmed_code_is_not_suggested_again_before_its_day(subject, officer, confirmer):
    run(subject)
    happened(subject, "deaths", magnitude=3)
    run(subject, occasion=Assessment.Occasion.NIGHTLY)
    change = open_change(subject)
    propose(change, words="", by=officer)
    confirm(change, by=confirmer)

    assert run(subject, on=timezone.localdate() + datetime.timedelta(days=1)) is Move.STAYS

    assert open_change(subject) is None


@pytest.mark.parametrize(("colour", "days"), [("red", 90), ("yellow", 30)])
def test_the_stay_ends_on_its_day_and_not_the_day_before(subject, colour, days):
    today = timezone.localdate()
    subject.colour, subject.stay_until = colour, today + datetime.timedelta(days=days)
    subject.save()

    assert run(subject, on=subject.stay_until - datetime.timedelta(days=1)) is Move.STAYS
    assert run(subject, on=subject.stay_until) is Move.BETTER


def test_a_better_code_waits_for_the_end_of_the_stay(subject, officer, confirmer):
    change = red(subject, officer, confirmer)
    fact = CreditFact.objects.get(company=subject.company)
    later = fact.happened_on.replace(year=fact.happened_on.year + 1) + datetime.timedelta(days=10)
    soon = change.confirmation.stay_until - datetime.timedelta(days=1)

    assert run(subject, on=soon) is Move.STAYS
    assert run(subject, on=later) is Move.BETTER
    assert subject.colour == "green"


def test_an_upheld_objection_makes_a_code_void_from_the_start(subject, officer, confirmer, decider_of_objections):
    run(subject)
    change = red(subject, officer, confirmer)
    objection = object_to_change(change, words="事故认定书已撤销。", proofs=[], by=principal_of(subject.company))
    assert objection.due == add_working_days(timezone.localdate(), 10)

    decision = decide_objection(objection, upheld=True, reasons="复核决定已撤销原认定。", by=decider_of_objections)

    subject.refresh_from_db()
    assert subject.colour == "green"
    assert CodeChange.objects.get(pk=change.pk).state == "void"
    assert any("自始无效" in paragraph for paragraph in decision.letter.paragraphs)


def test_an_objection_upheld_before_the_day_keeps_the_code_from_coming(
    subject, officer, confirmer, decider_of_objections
):
    run(subject)
    happened(subject, "deaths", magnitude=3)
    run(subject, occasion=Assessment.Occasion.NIGHTLY)
    change = open_change(subject)
    propose(change, words="", by=officer)
    confirmation = confirm(change, by=confirmer)
    objection = object_to_change(change, words="不是我公司车辆。", proofs=[], by=principal_of(subject.company))

    decide_objection(objection, upheld=True, reasons="车辆不属该企业。", by=decider_of_objections)

    assert take_effect(on=confirmation.in_force_on) == 0
    subject.refresh_from_db()
    assert subject.colour == "green"


def test_a_rejected_objection_leaves_the_code_and_is_made_once(subject, officer, confirmer, decider_of_objections):
    change = red(subject, officer, confirmer)
    boss = principal_of(subject.company)
    objection = object_to_change(change, words="不同意。", proofs=[], by=boss)

    decide_objection(objection, upheld=False, reasons="事故认定书有效。", by=decider_of_objections)

    subject.refresh_from_db()
    assert subject.colour == "red"
    with pytest.raises(NoObjection):
        object_to_change(change, words="再次不同意。", proofs=[], by=boss)


def test_who_had_a_hand_in_it_does_not_decide_the_objection(subject, officer):
    everything = staff("all", "credit-confirmer", "objection-decider")
    change = red(subject, officer, everything)
    objection = object_to_change(change, words="不同意。", proofs=[], by=principal_of(subject.company))

    with pytest.raises(MayNotDecide):
        decide_objection(objection, upheld=False, reasons="维持。", by=everything)


def test_an_objection_is_heard_on_the_tenth_working_day_and_not_on_the_next(subject, officer, confirmer):
    change = red(subject, officer, confirmer)
    last = change.confirmation.object_by

    assert last == add_working_days(timezone.localdate(), 10)
    assert may_object_to(change, on=last)
    assert not may_object_to(change, on=last + datetime.timedelta(days=1))


def test_objections_end_with_their_days(subject, officer, confirmer):
    change = red(subject, officer, confirmer)
    boss = principal_of(subject.company)

    with (
        time_machine.travel(timezone.now() + datetime.timedelta(days=25), tick=False),
        pytest.raises(NoObjection),
    ):
        object_to_change(change, words="迟了。", proofs=[], by=boss)
    with pytest.raises(MayNotHandle):
        object_to_change(change, words="别人。", proofs=[], by=officer)


def test_a_fact_objected_to_does_not_count_until_it_is_decided(subject, officer, confirmer, decider_of_objections):
    fact = happened(subject, "deaths", magnitude=3)
    objection = object_to_fact(fact, subject, words="不是我公司车辆。", proofs=[], by=principal_of(subject.company))

    assert run(subject) is Move.BETTER
    assert subject.colour == "green"

    decide_objection(objection, upheld=False, reasons="车辆登记在该企业名下。", by=decider_of_objections)
    assert run(subject, occasion=Assessment.Occasion.NIGHTLY) is Move.WORSE


def test_repair_follows_the_national_rule(subject, officer):
    boss = principal_of(subject.company)
    fresh = happened(subject, "penalties", months=1, gravity="ordinary", source="own", ref="a")
    old = happened(subject, "penalties", months=4, gravity="ordinary", source="own", ref="b")
    slight = happened(subject, "penalties", months=0, gravity="slight", source="own", ref="c")
    with pytest.raises(NotRepairable, match="shortest time"):
        ask_for_repair(fresh, subject, mended="已缴罚款。", by=boss)
    repair = ask_for_repair(old, subject, mended="已缴罚款，已整改。", by=boss)
    assert repair.accept_by == add_working_days(timezone.localdate(), 3)
    assert "郑重承诺" in repair.promise
    with pytest.raises(NotRepairable, match="already"):
        ask_for_repair(old, subject, mended="又一次。", by=boss)
    ask_for_repair(slight, subject, mended="已改正。", by=boss)

    answer = answer_repair(repair, accepted=True, by=officer)
    decision = decide_repair(repair, repaired=True, by=officer)

    assert answer.decide_by == add_working_days(timezone.localdate(), 10)
    assert FactEnd.objects.get(fact=old).kind == "repaired"
    assert "予以修复" in "".join(decision.letter.paragraphs)
    assert letter_document(decision.letter).content().startswith(b"%PDF")


def test_a_complex_repair_takes_longer_once_before_its_day_and_the_company_is_told(subject, officer):
    fact = happened(subject, "penalties", months=5, gravity="ordinary", source="own")
    repair = ask_for_repair(fact, subject, mended="已履行。", by=principal_of(subject.company))
    with pytest.raises(NotNow, match="not accepted"):
        extend_repair(repair, reasons="需要核实。", by=officer)
    day = answer_repair(repair, accepted=True, by=officer).decide_by
    with pytest.raises(NotNow, match="Give reasons"):
        extend_repair(repair, reasons=" ", by=officer)
    with time_machine.travel(timezone.now() + datetime.timedelta(days=30), tick=False), pytest.raises(NotNow):
        extend_repair(repair, reasons="需要核实。", by=officer)

    longer = extend_repair(repair, reasons="需要向外省核实处罚履行情况。", by=officer)

    fresh = Repair.objects.get(pk=repair.pk)
    assert fresh.decide_by == longer.until == add_working_days(day, 10)
    assert "需要向外省核实" in "".join(longer.letter.paragraphs)
    assert "前（含当日）" in "".join(longer.letter.paragraphs)
    with pytest.raises(AnsweredAlready, match="once"):
        extend_repair(repair, reasons="再延长。", by=officer)
    with time_machine.travel(datetime.datetime.combine(longer.until, datetime.time(4), datetime.UTC), tick=False):
        decide_repair(repair, repaired=True, by=officer)
        assert repaired_in_time(officer, day, longer.until).count() == 1
    with pytest.raises(AnsweredAlready):
        extend_repair(repair, reasons="太晚了。", by=officer)


def test_what_was_repaired_betters_the_code_before_the_stay_ends(subject, officer, confirmer):
    fact = happened(subject, "serious-list", months=13, gravity="serious", source="credit-china")
    run(subject)
    change = open_change(subject)
    assert change.becomes == "red"
    propose(change, words="", by=officer)
    confirmation = confirm(change, by=confirmer)
    assert any("信用修复告知" in paragraph for paragraph in confirmation.letter.paragraphs)
    take_effect(on=confirmation.in_force_on)
    subject.refresh_from_db()
    repair = ask_for_repair(fact, subject, mended="已履行。", by=principal_of(subject.company))
    answer_repair(repair, accepted=True, by=officer)
    decide_repair(repair, repaired=True, by=officer)

    assert run(subject, occasion=Assessment.Occasion.NIGHTLY, on=confirmation.in_force_on) is Move.BETTER
    assert subject.colour == "green"


def test_publicity_ends_by_itself_at_its_longest_time(subject):
    fact = happened(subject, "penalties", months=12, gravity="ordinary", source="own")

    nightly(on=timezone.localdate())

    assert FactEnd.objects.get(fact=fact).kind == "expired"


def test_the_monthly_run_assesses_everybody_once_and_goes_on_where_it_stopped(subject, taihang, monkeypatch):
    from supervision.credit.running import rounds

    subject_of(taihang, sector="hazardous")
    subject_of(taihang, sector="charter")
    monkeypatch.setattr(rounds, "IN_ONE_TURN", 2)
    on = timezone.localdate().replace(day=3)

    turns = [monthly(on=on) for _turn in range(3)]

    assert turns == [2, 1, 0]
    assert Assessment.objects.filter(occasion="monthly").count() == 3
    assert Round.objects.get(kind="monthly").bettered == 3


def test_the_worker_runs_at_night_and_on_the_third(subject):
    with time_machine.travel(datetime.datetime(2026, 11, 2, 1, 0, tzinfo=timezone.get_current_timezone()), tick=False):
        assert tick() == 0
    with time_machine.travel(datetime.datetime(2026, 11, 3, 3, 0, tzinfo=timezone.get_current_timezone()), tick=False):
        tick()
        tick()

    assert sorted(Round.objects.values_list("kind", flat=True)) == ["monthly", "nightly"]


def test_a_trigger_is_followed_the_same_night_a_mere_score_is_not(subject, taihang):
    other = subject_of(taihang, sector="charter")
    run(subject)
    run(other)
    happened(subject, "deaths")
    for number in range(6):
        happened(other, "penalties", ref=f"p{number}", gravity="ordinary", source="own")
        happened(other, "overloads", ref=f"o{number}", source="overload-control")

    nightly(on=timezone.localdate() + datetime.timedelta(days=1))

    assert open_change(subject).becomes == "yellow"
    assert open_change(other) is None
