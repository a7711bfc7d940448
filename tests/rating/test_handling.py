"""A bad rating is looked into within its days, mended, answered and called back – never by who was rated."""

import datetime

import pytest
import time_machine
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from desk.refusals import MayNotHandle, NotNow
from licensing.decisions.served import matter_of
from licensing.moving import cases as flow
from post.telling import tail
from post.telling.models import Message
from rating.giving import rate
from rating.handling import acting as handling
from rating.handling.models import HandlingStep, RatingDue
from rating.handling.states import Kind, following, is_over, state_of, steps_of
from rating.handling.timer import tick
from rating.reading import to_rater
from rating.service_models import Rating, Service
from rating.serving import serve
from tests.factories import staff, submitted
from trail.models import Event

pytestmark = pytest.mark.django_db
PC = Rating.Channel.PC


def fresh(rating):
    return Rating.objects.select_related("service__authority").get(pk=rating.pk)


def state(rating):
    return state_of(steps_of(fresh(rating)))


def checked(rating, officer, *, finding="true", proof=""):
    handling.assign(rating, handler=officer, words="请核实", by=officer)
    return handling.check(rating, finding=finding, proof=proof, words="已核实", by=officer)


def answered(rating, officer):
    checked(rating, officer)
    handling.mend(rating, words="增开窗口", by=officer)
    handling.answer(rating, words="已增开窗口", by=officer)


def test_it_goes_its_way_to_the_end(bad, officer):
    answered(bad, officer)
    handling.call_back(bad, reached="content", words="认可", by=officer)
    handling.close(bad, words="办结", by=officer)

    assert [step.kind for step in steps_of(bad)] == [
        "assigned", "checked", "mended", "answered", "called-back", "closed",
    ]  # fmt: skip
    assert is_over(fresh(bad))
    assert following(fresh(bad), steps_of(bad)) == frozenset()
    assert not RatingDue.objects.running().exists()


def test_who_was_rated_handles_nothing_and_is_given_nothing(bad, officer, clerk):
    clerk.groups.add(officer.groups.get())
    rated = type(clerk).objects.get(pk=clerk.pk)
    with pytest.raises(MayNotHandle):
        handling.assign(bad, handler=officer, words="我来", by=rated)
    with pytest.raises(NotNow):
        handling.assign(bad, handler=rated, words="请核实", by=officer)
    for told in ({"by": rated, "kind": "closed"}, {"by": officer, "handler": rated, "kind": "assigned"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            HandlingStep.objects.create(rating=bad, nth=1, words="x", rated=rated, **told)


def test_another_authority_and_other_duties_do_not_handle_it(bad, officer):
    for other in (staff("xw", "rating-officer", division="410821"), staff("decides", "decider")):
        with pytest.raises(MayNotHandle):
            handling.assign(bad, handler=officer, words="请核实", by=other)


def test_only_who_it_was_given_to_looks_into_it(bad, officer, second):
    handling.assign(bad, handler=officer, words="请核实", by=second)
    with pytest.raises(MayNotHandle):
        handling.check(bad, finding="true", proof="", words="已核实", by=second)


def test_mistaken_and_malicious_take_proof(bad, officer):
    handling.assign(bad, handler=officer, words="请核实", by=officer)
    for finding in ("mistaken", "malicious"):
        with pytest.raises(NotNow):
            handling.check(bad, finding=finding, proof=" ", words="已核实", by=officer)
        with pytest.raises(IntegrityError), transaction.atomic():
            HandlingStep.objects.create(rating=bad, nth=2, kind="checked", finding=finding, words="x", by=officer)


def test_no_step_is_left_out(bad, officer):
    for act, told in (
        (handling.mend, {"words": "x"}),
        (handling.answer, {"words": "x"}),
        (handling.call_back, {"words": "x", "reached": "content"}),
        (handling.close, {"words": "x"}),
    ):
        with pytest.raises(NotNow):
            act(bad, by=officer, **told)
    checked(bad, officer)
    with pytest.raises(NotNow):
        handling.answer(bad, words="没有整改", by=officer)


def test_who_was_rated_disputes_once_and_somebody_else_looks_again(bad, officer, second, clerk):
    checked(bad, officer)
    handling.dispute(bad, words="当日系统故障", by=clerk)
    with pytest.raises(NotNow):
        handling.assign(bad, handler=officer, words="复核", by=officer)
    handling.assign(bad, handler=second, words="复核", by=officer)
    handling.check(bad, finding="true", proof="", words="属实", by=second)

    with pytest.raises(NotNow):
        handling.dispute(bad, words="再次", by=clerk)


def test_who_rated_disputes_that_it_is_malicious_without_being_named(bad, officer, chen):
    checked(bad, officer, finding="malicious", proof="叫号记录显示等候4分钟")
    handling.answer(bad, words="核实为不实", by=officer)
    assert to_rater(fresh(bad)).may_dispute
    handling.dispute(bad, words="确实等了", by=chen)

    assert state(bad) == Kind.DISPUTED
    assert steps_of(bad)[-1].by is None
    assert chen.name not in str([(one.by_name, one.values) for one in Event.objects.filter(kind="rating.stepped")])


def test_who_is_not_content_has_it_mended_again(bad, officer, chen):
    answered(bad, officer)
    handling.say_whether_content(bad, reached="not-content", words="", by=chen)

    assert following(fresh(bad), steps_of(bad)) == {Kind.MENDED}
    assert RatingDue.objects.running().get().step == "mend"


def test_who_is_not_reached_is_tried_as_often_as_the_rules_say(bad, officer):
    answered(bad, officer)
    for _try in range(bad.service.rules.call_tries):
        with pytest.raises(NotNow):
            handling.close(bad, words="办结", by=officer)
        handling.call_back(bad, reached="not-reached", words="无人接听", by=officer)
    handling.close(bad, words="三次未接通", by=officer)

    assert is_over(fresh(bad))


def test_a_good_one_is_answered_and_nothing_is_due(service, chen, officer):
    good = rate(service, grade="satisfied", words="很快", channel=PC, by=chen)
    handling.answer(good, words="谢谢", by=officer)

    assert is_over(fresh(good))
    assert not RatingDue.objects.exists()


def test_the_limits_count_working_days_and_what_passed_is_told_once(taihang, clerk, chen, officer):
    supervisor = staff("watch", "supervisor")
    with time_machine.travel("2026-11-26 10:00:00+08:00", tick=False):  # a Thursday
        waiting = submitted(taihang)
        visit = serve(matter_of(waiting), "counter", way=Service.Way.COUNTER, by=clerk, is_over=False)
        bad = rate(visit, grade="dissatisfied", channel=PC, by=chen)
        unknown = RatingDue.objects.exists()
        flow.withdraw(waiting, by=chen)
        due = RatingDue.objects.get()
    with time_machine.travel("2026-11-27 23:59:00+08:00", tick=False):
        early = tick()
    with time_machine.travel("2026-11-28 00:01:00+08:00", tick=False):
        passed = tick(), tick()
        handling.assign(bad, handler=officer, words="请核实", by=officer)
        tail.listen()

    assert not unknown, "the time to handle begins when officials may know"
    assert (due.step, timezone.localdate(due.due_at)) == ("assign", datetime.date(2026, 11, 27))
    assert (early, passed) == (0, (1, 0))
    assert Message.objects.filter(event__kind="rating.overdue", person=supervisor).exists()
    assert not Message.objects.filter(event__subject=f"service:{visit.pk}", person=clerk).exists()
    assert timezone.localdate(RatingDue.objects.running().get().due_at) == datetime.date(2026, 12, 18)


def test_no_name_of_who_rated_is_on_any_page_of_officials(bad, officer, chen, clerk, sign_in):
    pages = [
        sign_in(person).get(address).text
        for person in (officer, clerk)
        for address in (reverse("rating:list"), reverse("rating:rating", args=[bad.pk]))
    ]

    assert all(chen.name not in page and "13839110001" not in page for page in pages)
    assert "等了三小时" in pages[1]


def test_who_was_rated_reads_it_and_is_offered_no_act(bad, clerk, sign_in):
    browser = sign_in(clerk)
    page = browser.get(reverse("rating:rating", args=[bad.pk]))
    refused = browser.post(reverse("rating:act", args=[bad.pk, "assigned"]), {"words": "x", "handler": clerk.pk})

    assert page.status_code == 200
    assert "/assigned/" not in page.text
    assert refused.status_code == 403


def test_it_is_handled_on_its_page_and_the_rater_reads_the_answer(bad, officer, chen, sign_in):
    browser, rater = sign_in(officer), sign_in(chen)
    for name, told in (
        ("assigned", {"handler": officer.pk, "words": "请核实"}),
        ("checked", {"finding": "true", "words": "内部核实记录"}),
        ("mended", {"words": "增开窗口"}),
        ("answered", {"words": "已增开窗口，抱歉。"}),
    ):
        browser.post(reverse("rating:act", args=[bad.pk, name]), told)
    own = reverse("rating:give", args=[bad.service_id])
    page = rater.get(own).text
    too_long = rater.post(reverse("rating:reply", args=[bad.service_id]), {"reached": "content", "words": "谢" * 501})
    assert (too_long.status_code, "谢" * 501 in too_long.text) == (422, True), "nothing typed is lost"
    rater.post(reverse("rating:reply", args=[bad.service_id]), {"reached": "content", "words": ""})

    assert "已增开窗口，抱歉。" in page
    assert "内部核实记录" not in page
    assert "13839110001" not in browser.get(reverse("rating:rating", args=[bad.pk])).text
    assert state(bad) == Kind.CALLED_BACK
    assert reverse("rating:reply", args=[bad.service_id]) not in rater.get(own).text


def test_the_number_is_shown_to_who_calls_back_and_only_then(bad, officer, sign_in):
    browser, address = sign_in(officer), reverse("rating:rating", args=[bad.pk])
    before = browser.get(address).text
    answered(bad, officer)

    assert "13839110001" not in before
    assert "13839110001" in browser.get(address).text


def test_the_list_is_narrowed_by_number_grade_and_what_is_overdue(bad, officer, sign_in):
    browser, address = sign_in(officer), reverse("rating:list")

    def found(**chosen):
        return bad.service.reference in browser.get(address, chosen).text.partition("<table")[2]

    assert found(q=bad.service.reference, grade="bad", stands="open")
    assert not found(q="没有")
    assert not found(grade="satisfied")
    assert not found(stands="overdue")
    RatingDue.objects.update(due_at=timezone.now() - datetime.timedelta(hours=1))
    assert found(stands="overdue")


def test_steps_are_never_changed_in_the_database(bad, officer):
    handling.assign(bad, handler=officer, words="请核实", by=officer)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE rating_handlingstep SET finding = 'true'")
