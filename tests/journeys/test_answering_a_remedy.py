"""The authority answers whoever reviews its decision, within its days; the applicant may read the answer (复议答复)."""

import datetime

import pytest
import time_machine
from django.urls import reverse

from desk.refusals import MayNotHandle
from licensing.applications.models.application import Application
from licensing.moving import cases
from licensing.moving.finish import finish
from licensing.verification.models import RemedyOutcome, RemedyReply
from licensing.verification.replying import Asked, answer
from tests.factories import PASSWORD, accepted, staff
from trail.events import tell
from trail.models import Event

pytestmark = pytest.mark.django_db
WAY = RemedyOutcome.Way
NOTICE = "焦解政复答〔2026〕3号"


@pytest.fixture(autouse=True)
def on_a_working_day():
    with time_machine.travel(datetime.datetime.fromisoformat("2026-03-02 10:00+08:00"), tick=True):
        yield


@pytest.fixture
def refused(taihang, clerk):
    """A case that was refused, as it stands afterwards."""
    case = accepted(taihang, clerk=clerk)
    cases.decide(case, "refused", by=clerk, reasons="材料虚假。", articles="《道路运输条例》第二十一条")
    finish(Application.objects.get(pk=case.pk))
    return Application.objects.get(pk=case.pk)


def typed(letter, **more):
    asked = {"attacked": letter.pk, "way": "reconsideration", "body": "焦作市解放区人民政府", "document": NOTICE}
    return {**asked, "received_on": "2026-03-02", "words": "原决定事实清楚、依据正确。", "act": "do", **more}


def test_the_answer_goes_to_who_asked_and_the_applicant_may_read_it(refused, chen, sign_in):
    refusal = refused.letters.get(kind="refusal")
    address = reverse("desk:act", args=[refused.key, "remedy-reply"])
    desk = sign_in(staff("head", "head"))

    preview = desk.post(address, typed(refusal, act="preview")).content.decode()
    unsigned = desk.post(address, typed(refusal)).status_code
    signed = desk.post(address, typed(refusal, password=PASSWORD)).status_code

    reply = RemedyReply.objects.get()
    words = "\n".join(reply.letter.paragraphs)
    assert (unsigned, signed) == (422, 302)
    assert "第四十八条" in preview
    assert (reply.letter.addressee, reply.letter.title) == ("焦作市解放区人民政府", "行政复议答复书")
    assert all(part in words for part in (refusal.number, NOTICE, "原决定事实清楚、依据正确。"))
    assert reply.letter.number in tell(Event.objects.get(kind="remedy.answered"))
    progress = sign_in(chen).get(reverse("applications:progress", args=[refused.key])).content.decode()
    assert reply.letter.number in progress


@pytest.mark.parametrize(("way", "last_day"), [(WAY.RECONSIDERATION, "2026-03-16"), (WAY.SUIT, "2026-03-17")])
def test_a_reconsideration_counts_working_days_and_a_court_days(way, last_day):
    asked = Asked(way=way, body="", document=NOTICE, received_on=datetime.date(2026, 3, 2))

    assert asked.answer_by.isoformat() == last_day


def test_what_was_answered_is_not_answered_twice_nor_a_notice_at_all(refused, clerk, sign_in):
    refusal, receipt = refused.letters.get(kind="refusal"), refused.letters.get(kind="receipt")
    asked = Asked(way=WAY.SUIT, body="法院", document=NOTICE, received_on=datetime.date(2026, 3, 2))
    answer(refusal, asked, words="原决定合法。", by=clerk)
    desk, address = sign_in(clerk), reverse("desk:act", args=[refused.key, "remedy-reply"])

    again = desk.post(address, typed(refusal, password=PASSWORD))
    notice = desk.post(address, typed(receipt, document="另一号", password=PASSWORD))

    assert "already been answered" in again.content.decode()
    assert (again.status_code, notice.status_code) == (422, 422)
    assert RemedyReply.objects.count() == 1


def test_an_answer_after_its_last_day_is_sent_and_said_to_be_late(refused, sign_in):
    refusal = refused.letters.get(kind="refusal")
    address = reverse("desk:act", args=[refused.key, "remedy-reply"])

    with time_machine.travel("2026-03-17 10:00+08:00", tick=True):
        page = sign_in(staff("head", "head")).post(address, typed(refusal, password=PASSWORD), follow=True)

    assert "Its last day was 2026-03-16" in page.content.decode()
    assert RemedyReply.objects.count() == 1


def test_nobody_asks_to_answer_for_a_decision_before_it_is_made(refused, sign_in):
    address = reverse("desk:act", args=[refused.key, "remedy-reply"])
    early = typed(refused.letters.get(kind="refusal"), received_on="2026-03-01", password=PASSWORD)

    page = sign_in(staff("head", "head")).post(address, early)

    assert page.status_code == 422
    assert "The decision comes first" in page.content.decode()
    assert NOTICE in page.content.decode(), "what was typed stays"
    assert not RemedyReply.objects.exists()


def test_another_authority_answers_for_nothing_of_ours(refused):
    asked = Asked(way=WAY.SUIT, body="法院", document=NOTICE, received_on=datetime.date(2026, 3, 2))

    with pytest.raises(MayNotHandle):
        answer(refused.letters.get(kind="refusal"), asked, words="。", by=staff("other", "decider", division="410811"))
