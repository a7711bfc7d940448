"""A promise stays alive: asked again by night, the holder told first, then the verifier, and only then a fact."""

import datetime
import re

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from clock.working_days import add_working_days
from desk.refusals import MayNotHandle, NotNow
from licensing.applications.models.application import Application
from licensing.verification.statements import factual
from materials.lookups.contract import Outcome
from post.models import Message
from post.telling import tail
from supervision.credit.facts.models import CreditFact
from supervision.credit.scoring.reading import read_model, shipped_documents
from supervision.promises import asking
from supervision.promises.answering import INDICATOR, OverAlready, answer, explain
from supervision.promises.asking import ask_now, ask_those_due, tick
from supervision.promises.following import close_what_is_gone, follow, pass_on
from supervision.promises.living import LookUp, living, look_ups_of
from supervision.promises.models import Failing, FailingEnd, Probe
from supervision.promises.reading import count_promises, promised_by
from tests.conftest import SHUNDA
from tests.factories import company_of, onward, principal_of, retracted, staff, submitted

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("licensed_once")]


@pytest.fixture
def case(licensed_once, world):
    return Application.objects.get(pk=licensed_once)


@pytest.fixture
def verifier(catalogue):
    return staff("verifier-1", "verifier")


def night(days=1):
    """The moment of a night so many days from now, after the timers have woken."""
    return timezone.localtime().replace(hour=3, minute=0) + datetime.timedelta(days=days)


def ask(days=1):
    with time_machine.travel(night(days), tick=False):
        return ask_those_due(on=timezone.localdate())


def company_gone(world, case):
    """The business register shows the company as cancelled."""
    return world.telling("business-licence", {"uscc": case.company.uscc}, **{"entity-status": "注销"})


@pytest.fixture
def failing(case, world):
    "A promise of the case that is not confirmed by the register any more; the holder was told."
    with company_gone(world, case):
        ask()
    return Failing.objects.get(application=case, material="business-licence")


def after_the_grace(failing):
    return time_machine.travel(night((failing.mend_until - timezone.localdate()).days + 1), tick=False)


def told(person):
    tail.listen()
    return set(Message.objects.filter(person=person).values_list("text", flat=True))


def state_of(case, code):
    [promised] = promised_by(case.company)
    signed = factual(case.commitments.last().statements)
    return dict(zip([one["code"] for one in signed], [one.state for one in promised.promises], strict=True))[code]


def test_what_was_promised_is_asked_again_and_is_alive_only_when_every_look_up_bears_it_out(case):
    assert state_of(case, "drivers") == "unknown", "nobody asked yet"

    assert ask() > 0

    assert {state_of(case, code) for code in ("registered", "vehicles-own", "drivers")} == {"alive"}
    assert state_of(case, "safety") == "by-people"
    assert not Failing.objects.exists()
    assert not hasattr(Probe.objects.first(), "fields"), "what a record says is not kept"


def test_each_look_up_has_its_days_and_a_case_one_turn_a_night(case):
    first, again, next_night = ask(1), ask(1), ask(2)
    assert (first > 1, again, next_night) == (True, 0, 1)
    assert Probe.objects.last().registry == asking.OWN_REGISTER, "our own register every night"

    a_week_later = ask(9)

    assert 0 < a_week_later < first, "the register is asked weekly, vehicles and drivers monthly"


def test_a_registry_is_spared(case, settings):
    settings.PROMISE_LOOK_UPS = {"ps-driver": 1}

    ask()

    assert Probe.objects.filter(registry="ps-driver").count() == 1
    assert state_of(case, "drivers") == "alive" or Probe.objects.filter(material="driving-licence").count() == 1


def test_the_holder_is_told_first_and_has_time(failing, case, verifier, officer):
    today = failing.found_on
    assert failing.mend_until == add_working_days(today, 15)
    assert set(failing.statements) == {"registered"}
    assert "promise-failing" in told(principal_of(case.company))
    assert "promise-to-verify" not in told(verifier)
    assert not CreditFact.objects.filter(indicator=INDICATOR).exists()
    with pytest.raises(NotNow):
        answer(failing, stands=False, words="未见改正。", by=verifier)
    assert pass_on(on=failing.mend_until) == 0, "the last day is the holder's"


def test_silence_says_nothing_about_a_promise(case, world):
    ask()
    world.fail("down")
    ask(40)

    assert Probe.objects.filter(outcome=Outcome.UNAVAILABLE).exists()
    assert not Failing.objects.exists()
    assert state_of(case, "registered") == "alive", "what was known stays known"
    assert ask(41) > 0, "who was silent is asked again the next night"


def test_silence_from_the_beginning_is_not_known(case, world):
    world.fail("down")
    ask()

    assert state_of(case, "registered") == "unknown"


def test_not_found_is_a_failing_only_where_it_was_found_before(case, world):
    keys = {"uscc": case.company.uscc}
    with world.forgetting("business-licence", keys):
        ask()
    assert Failing.objects.filter(material="business-licence").exists(), "it was found at the grant"

    strange = LookUp(
        material="practitioner-cert", key_digest="f" * 64, label="*", statements=("drivers",), question=None
    )
    probe = Probe.objects.create(
        application=case,
        material=strange.material,
        registry="bureau-driver",
        key_digest=strange.key_digest,
        label="*",
        outcome=Outcome.NOT_FOUND.value,
        asked_by="test",
    )
    assert follow(case, probe, strange, on=timezone.localdate()) is None


def test_an_inspection_that_ran_out_breaks_the_promise_though_the_record_stands(case, world):
    plate = case.vehicles.first()
    keys = {"plate": plate.plate, "plate-colour": plate.plate_colour}
    with world.telling("vehicle-licence", keys, **{"inspection-valid-to": "2026-01-31"}):
        ask()

    failing = Failing.objects.get(material="vehicle-licence")
    assert failing.probe.reason == asking.RAN_OUT
    assert failing.label == plate.plate


def test_mended_in_time_it_is_over_and_the_verifier_never_heard_of_it(failing, case, verifier, sign_in):
    holder = sign_in(principal_of(case.company))
    page = holder.get(reverse("promises:own")).content.decode()
    assert failing.mend_until.isoformat() in page

    holder.post(reverse("promises:ask", args=[failing.pk]))

    assert Failing.objects.get(pk=failing.pk).state == "mended"
    assert "promise-mended" in told(principal_of(case.company))
    assert "promise-to-verify" not in told(verifier)
    assert sum(row["mended"] for row in count_promises(authorities=[case.authority_id])) == 1


def test_words_about_what_ended_meanwhile_are_shown_to_be_copied(failing, case, sign_in):
    boss = sign_in(principal_of(case.company))
    empty = boss.post(reverse("promises:reply", args=[failing.pk]), {"words": " "})
    assert empty.status_code == 422
    ask_now(case, failing.key, by="test")

    late = boss.post(reverse("promises:reply", args=[failing.pk]), {"words": "登记正在恢复。"})

    assert late.status_code == 422
    assert "登记正在恢复。" in late.content.decode()
    assert "already been put right or answered" in late.content.decode()


def test_several_promises_to_mend_have_a_field_each(case, world, sign_in):
    plates = [{"plate": one.plate, "plate-colour": one.plate_colour} for one in case.vehicles.all()[:2]]
    with (
        world.telling("vehicle-licence", plates[0], **{"inspection-valid-to": "2026-01-31"}),
        company_gone(world, case),
    ):
        ask()

    page = sign_in(principal_of(case.company)).get(reverse("promises:own")).content.decode()

    ids = re.findall(r'\bid="([^"]+)"', page)
    assert page.count('name="words"') == 2
    assert len(ids) == len(set(ids))
    number = next(n for n, one in enumerate(case.commitments.last().statements, start=1) if one["code"] == "drivers")
    assert f"<span>{number}. " in page, "the number of the paper that was signed"


def test_asking_again_before_it_is_mended_changes_nothing(failing, case, world, sign_in):
    with company_gone(world, case):
        answer_ = sign_in(principal_of(case.company)).post(reverse("promises:ask", args=[failing.pk]), follow=True)

    assert "does not confirm it yet" in answer_.content.decode()
    assert Failing.objects.count() == 1
    assert failing.state == "told"


def test_after_the_grace_the_verifier_is_told_and_answers_with_the_holders_words_in_view(
    failing, case, verifier, sign_in
):
    explain(failing, words="登记机关正在办理恢复。", by=principal_of(case.company))
    with after_the_grace(failing):
        assert (pass_on(on=timezone.localdate()), pass_on(on=timezone.localdate())) == (1, 0)
        assert "promise-to-verify" in told(verifier)
        page = sign_in(verifier).get(reverse("promises:failing", args=[failing.pk])).content.decode()
        assert "登记机关正在办理恢复。" in page
        unsaid = sign_in(verifier).post(reverse("promises:answer", args=[failing.pk]), {"stands": "no", "words": ""})
        assert unsaid.status_code == 422

        sign_in(verifier).post(
            reverse("promises:answer", args=[failing.pk]), {"stands": "no", "words": "实地核查，企业已停业。"}
        )

        fact = CreditFact.objects.get(indicator=INDICATOR)
        assert (fact.company, fact.source) == (case.company, "own")
        assert "实地核查，企业已停业。" in fact.words
        assert "promise-broken" in told(principal_of(case.company))
        with pytest.raises(OverAlready):
            answer(failing, stands=True, words="重复。", by=verifier)


def test_a_promise_the_verifier_cleared_is_not_found_failing_again_for_the_same_answer(failing, case, world, verifier):
    with after_the_grace(failing):
        pass_on(on=timezone.localdate())
        answer(failing, stands=True, words="登记系统滞后，已核对原件。", by=verifier)
        with company_gone(world, case):
            ask_those_due(on=timezone.localdate())
        assert Failing.objects.count() == 1
        assert not CreditFact.objects.filter(indicator=INDICATOR).exists()


def test_borne_out_and_broken_anew_it_is_another_failing_with_its_own_time(failing, case, world):
    assert ask_now(case, failing.key, by="test").outcome == Outcome.FOUND

    with company_gone(world, case):
        ask(30)

    assert [(row.nth, row.state) for row in Failing.objects.order_by("nth")] == [(1, "mended"), (2, "told")]


def test_who_has_no_business_neither_answers_nor_explains(failing, verifier):
    with after_the_grace(failing):
        pass_on(on=timezone.localdate())
        elsewhere = staff("verifier-2", "verifier", division="410821")
        with pytest.raises(MayNotHandle):
            answer(failing, stands=True, words="无。", by=elsewhere)
        with pytest.raises(MayNotHandle):
            answer(failing, stands=True, words="无。", by=staff("clerk-9", "counter-clerk"))
        with pytest.raises(MayNotHandle):
            explain(failing, words="不是我。", by=verifier)


def test_a_licence_that_ended_has_no_promise_any_more(failing, case, clerk):
    retracted(case, by=clerk)

    assert not living(on=timezone.localdate()).filter(pk=case.pk).exists()
    assert close_what_is_gone(on=timezone.localdate()) == 1
    assert Failing.objects.get(pk=failing.pk).state == FailingEnd.How.GONE
    assert ask_now(case, failing.key, by="test") is None


def test_the_timer_sleeps_in_the_first_hours_of_the_night(case, settings):
    with time_machine.travel(timezone.localtime().replace(hour=1) + datetime.timedelta(days=1), tick=False):
        assert tick() == 0
    with time_machine.travel(night(), tick=False):
        assert tick() > 0


def test_figures_count_each_statement_and_lead_to_its_rows(failing, case, verifier, sign_in):
    rows = {row["code"]: row for row in count_promises(authorities=[case.authority_id])}
    assert (rows["registered"]["promised"], rows["registered"]["failing"], rows["registered"]["told"]) == (1, 1, 1)
    assert "liability" not in rows, "what is of the will alone cannot fail"
    assert rows["safety"]["by-people"] == 1
    assert all(
        row["promised"] == row["alive"] + row["failing"] + row["unknown"] + row["by-people"] for row in rows.values()
    )

    page = sign_in(verifier).get(reverse("promises:list"), {"statement": "registered", "state": "told"})

    assert case.company.name in page.content.decode()
    empty = sign_in(verifier).get(reverse("promises:list"), {"statement": "drivers", "state": "told"})
    assert case.company.name not in empty.content.decode()


def test_every_model_counts_what_a_verifier_confirms():
    for document in shipped_documents():
        assert read_model(document).indicator(INDICATOR) is not None


def shown_as(world, case, status):
    return world.telling("business-licence", {"uscc": case.company.uscc}, **{"entity-status": status})


@pytest.mark.parametrize("status", ["注销", "吊销"])
def test_whose_holder_the_register_shows_as_ended_the_verifier_is_told_at_once_and_once(case, world, verifier, status):
    with shown_as(world, case, status):
        ask(1)
        first = list(verifier_told(verifier))
        ask(2)

    assert len(first) == 1
    assert len(list(verifier_told(verifier))) == 1
    assert str(case.key) in first[0].address
    assert verifier_told(case.company.memberships.first().person).count() == 0


def test_a_holder_that_came_back_and_ended_again_is_told_again(case, world, verifier):
    with shown_as(world, case, "注销"):
        ask(1)
    ask(2)
    with shown_as(world, case, "注销"):
        ask(20)

    assert verifier_told(verifier).count() == 2


def test_a_silent_register_and_no_record_end_nobody(case, world, verifier):
    world.fail("down")
    ask(1)
    world.mend()
    with shown_as(world, case, "经营异常"):
        ask(2)

    assert not verifier_told(verifier).exists()


def test_a_holder_who_promised_nothing_is_asked_about_itself_alone_and_its_end_is_told(verifier, clerk, world):
    company = company_of(SHUNDA)
    others = [staff(f"reviewer-{n}", "reviewer") for n in (1, 2)]
    case = onward(submitted(company, procedure="ordinary"), clerk=clerk, others=others)
    with world.telling("business-licence", {"uscc": company.uscc}, **{"entity-status": "注销"}):
        ask(1)
        ask(1)

    probes = Probe.objects.filter(application=case)
    assert set(probes.values_list("material", flat=True)) == {"business-licence"}, "no driver, no vehicle"
    assert verifier_told(verifier).count() == 1
    assert not Failing.objects.filter(application=case).exists(), "nothing was promised, nothing is broken"
    assert not promised_by(company)


def verifier_told(person):
    while tail.listen():
        pass
    return Message.objects.filter(person=person, event__kind="promise.holder_ended")


def test_the_holder_and_the_verifier_read_why_it_is_not_borne_out(case, world, sign_in, verifier):
    """Two vehicles of one company are told apart, and who is to mend it reads what the register says."""
    question = next(one.question for one in look_ups_of(case, by="test") if one.material == "vehicle-licence")
    with world.telling("vehicle-licence", dict(question.keys), **{"inspection-valid-to": "2020-01-01"}):
        ask()
    failing = Failing.objects.get(application=case, material="vehicle-licence")
    holder = sign_in(principal_of(case.company))

    mending = holder.get(reverse("promises:own")).content.decode()
    todo = holder.get(reverse("mine")).content.decode()
    found = sign_in(verifier).get(reverse("promises:failing", args=[failing.pk])).content.decode()

    assert failing.probe.reason == "ran-out"
    assert "its time has run out" in mending
    assert "its time has run out" in found
    assert failing.label in todo
