"""Holder and office write to each other about a case or certificate; nothing is lost, doubled or overwritten."""

import datetime

import pytest
import time_machine
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from accounts.represented.companies import Membership
from accounts.represented.delegations import delegate, end_delegation
from licensing.applications.models.application import Application
from licensing.applications.models.attachments import Attachment
from licensing.certificates.models import Certificate
from licensing.moving.progress import limits_of
from licensing.talking import actions
from licensing.talking.models import TalkFile
from licensing.talking.rules import Matter
from materials.uploads.actions import accept
from post.talks.actions import MayNotClose, close
from post.talks.models import Side, Talk, TalkMessage, TalkReading, TalkTurn
from post.telling import tail
from post.telling.models import Channel, Delivery, Message
from tests.conftest import SHUNDA
from tests.factories import applicant, company_of, draft, granted, picture, principal_of, staff, submitted
from trail.append_only import AppendOnlyViolated
from trail.models import Event

pytestmark = pytest.mark.django_db
SECRET = "张某身份证号410802199001010010"


@pytest.fixture
def case(taihang, clerk):
    return submitted(taihang)


def outside(case):
    return reverse("talks:own", args=[f"case-{case.key}"])


def inside(case):
    return reverse("talks:office", args=[f"case-{case.key}"])


def wrote(case, words, *, side=Side.HOLDER, by=None, **more):
    by = by or principal_of(case.company)
    return actions.say(Matter(application=case), words, side=side, by=by, **more)


def once_acted_for(company, person):
    """Before they became an official they acted for the company."""
    kind = Membership.Kind.HANDLER
    Membership.objects.create(company=company, person=person, kind=kind, since="2020-01-01", ended_at=timezone.now())


def test_a_question_is_answered_and_each_side_sees_that_it_was_read(case, clerk, sign_in):
    holder, official = sign_in(principal_of(case.company)), sign_in(clerk)
    holder.post(outside(case), {"act": "say", "words": "请问还缺什么材料？"})

    asked = official.get(inside(case)).content.decode()
    official.post(inside(case), {"act": "say", "words": "材料已齐全。"})
    answered = holder.get(outside(case)).content.decode()
    seen = official.get(inside(case)).content.decode()

    assert "请问还缺什么材料？" in asked
    assert principal_of(case.company).name in asked
    assert "材料已齐全。" in answered
    assert f"Read by {case.authority.name_en}" in answered
    assert f"Read by {principal_of(case.company).name}" in seen


def test_outside_an_official_speaks_for_the_authority_and_has_no_name(case, clerk, sign_in):
    wrote(case, "您好", side=Side.OFFICE, by=clerk)
    wrote(case, "收到")
    sign_in(clerk).get(inside(case))

    page = sign_in(principal_of(case.company)).get(outside(case)).content.decode()

    assert case.authority.name_en in page
    assert clerk.name not in page


def test_what_was_written_is_sealed_and_cannot_be_changed(case):
    message = wrote(case, SECRET)

    with connection.cursor() as cursor:
        cursor.execute("SELECT words FROM post_talkmessage WHERE id = %s", [message.pk])
        (stored,) = cursor.fetchone()
    assert "410802" not in stored
    assert TalkMessage.objects.get(pk=message.pk).words == SECRET
    with pytest.raises(AppendOnlyViolated):
        message.save()
    for table in (TalkMessage, Talk):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {table._meta.db_table}")  # noqa: S608  the name of a model's table


def test_nothing_that_was_written_gets_into_trail_message_or_mail(case, clerk):
    wrote(case, SECRET)
    wrote(case, f"{SECRET}答", side=Side.OFFICE, by=clerk)

    tail.listen()

    kept = [str(event.values) for event in Event.objects.all()] + [str(m.words) for m in Message.objects.all()]
    assert Message.objects.filter(text="talk-from-office").exists()
    assert not [text for text in kept if "410802199001010010" in text or "张某" in text]


def test_the_same_message_from_two_tabs_is_one(case, sign_in):
    holder = sign_in(principal_of(case.company))
    form = {"act": "say", "words": "请问？", "after": "0"}

    holder.post(outside(case), form)
    again = holder.post(outside(case), form, follow=True).content.decode()

    assert TalkMessage.objects.count() == 1
    assert "has already been sent" in again


def test_other_words_from_a_stale_tab_are_another_message_and_overwrite_nothing(case, sign_in):
    holder = sign_in(principal_of(case.company))

    for words in ("第一条", "第二条"):
        holder.post(outside(case), {"act": "say", "words": words, "after": "0"})

    assert [message.words for message in TalkMessage.objects.order_by("pk")] == ["第一条", "第二条"]


def test_the_same_words_may_be_written_again_later(case):
    first = wrote(case, "请问？")

    wrote(case, "请问？", after=first.pk)

    assert TalkMessage.objects.count() == 2


def test_an_error_keeps_what_was_typed(case, sign_in):
    holder = sign_in(principal_of(case.company))
    bad = picture("坏.png")
    bad.file.seek(0)
    bad.file.write(b"MZ")
    bad.file.seek(0)

    answer = holder.post(outside(case), {"act": "say", "words": "我写了很久的话", "attached": bad})

    assert answer.status_code == 422
    assert "我写了很久的话" in answer.content.decode()
    assert not TalkMessage.objects.exists()


def test_a_file_comes_with_a_message_and_only_the_two_sides_see_it(case, clerk, sign_in):
    holder, official = sign_in(principal_of(case.company)), sign_in(clerk)

    holder.post(outside(case), {"act": "say", "words": "", "attached": picture()})
    file = TalkFile.objects.get()

    assert official.get(reverse("talks:office_file", args=[f"case-{case.key}", file.pk])).status_code == 200
    assert holder.get(reverse("talks:own_file", args=[f"case-{case.key}", file.pk])).status_code == 200
    other = sign_in(principal_of(company_of(SHUNDA)))
    assert other.get(reverse("talks:own_file", args=[f"case-{case.key}", file.pk])).status_code == 404


def test_a_file_of_one_conversation_does_not_open_in_another(case, clerk, sign_in):
    message = wrote(case, "见附件")
    elsewhere = submitted(company_of(SHUNDA))
    file = TalkFile.objects.create(message=message, upload=accept(picture(), by=principal_of(case.company)))

    assert sign_in(clerk).get(reverse("talks:office_file", args=[f"case-{elsewhere.key}", file.pk])).status_code == 404


def test_a_message_is_no_material_and_stops_no_limit(case, sign_in):
    before = (limits_of(case), Attachment.objects.count())
    page = sign_in(principal_of(case.company))

    page.post(outside(case), {"act": "say", "words": "请暂停办理", "attached": picture()})

    fresh = Application.objects.get(pk=case.pk)
    assert (limits_of(fresh), Attachment.objects.count()) == before
    told = page.get(outside(case)).content.decode()
    assert "not part of the application" in told
    assert "stops no time limit" in told


def test_the_office_closes_and_the_holder_opens_again_in_time(case, clerk, sign_in, settings):
    settings.TALK_REOPEN_DAYS = 30
    holder, official = sign_in(principal_of(case.company)), sign_in(clerk)
    message = wrote(case, "谢谢")

    official.post(inside(case), {"act": "close", "stands-on": str(message.pk)})
    refused = holder.post(outside(case), {"act": "say", "words": "还有一事"})
    holder.post(outside(case), {"act": "reopen"})
    holder.post(outside(case), {"act": "say", "words": "还有一事", "after": str(message.pk)})

    assert refused.status_code == 409
    assert "还有一事" in refused.content.decode()
    assert [turn.is_open for turn in TalkTurn.objects.order_by("pk")] == [False, True]
    assert TalkMessage.objects.count() == 2


def test_after_the_days_only_the_office_opens_again(case, clerk, sign_in, settings):
    settings.TALK_REOPEN_DAYS = 30
    message = wrote(case, "谢谢")
    sign_in(clerk).post(inside(case), {"act": "close", "stands-on": str(message.pk)})

    with time_machine.travel(timezone.now() + datetime.timedelta(days=31), tick=False):
        late = sign_in(principal_of(case.company)).post(outside(case), {"act": "reopen"})
        sign_in(clerk).post(inside(case), {"act": "reopen"})

    assert late.status_code == 409
    assert list(TalkTurn.objects.order_by("pk").values_list("is_open", "side")) == [
        (False, Side.OFFICE),
        (True, Side.OFFICE),
    ]


def test_the_holder_closes_nothing(case, sign_in):
    message = wrote(case, "谢谢")

    owner = principal_of(case.company)
    answer = sign_in(owner).post(outside(case), {"act": "close", "stands-on": str(message.pk)})
    with pytest.raises(MayNotClose):
        close(actions.speaking(Matter(application=case), side=Side.HOLDER, by=owner), seen=message.pk)

    assert answer.status_code == 409
    assert not TalkTurn.objects.exists()


def test_a_page_that_missed_a_message_does_not_close(case, clerk, sign_in):
    seen = wrote(case, "第一条")
    wrote(case, "第二条")

    for stands_on in (str(seen.pk), "", "9" * 5000, "x"):
        answer = sign_in(clerk).post(inside(case), {"act": "close", "stands-on": stands_on})
        assert answer.status_code == 409
        assert "第二条" in answer.content.decode()
    assert not TalkTurn.objects.exists()


@pytest.mark.parametrize("written", [{"words": "我正在写的话"}, {"words": "", "attached": picture("附件.png")}])
def test_who_closes_while_words_wait_to_be_sent_loses_none(case, clerk, sign_in, written):
    seen = wrote(case, "第一条")

    answer = sign_in(clerk).post(inside(case), {"act": "close", "stands-on": str(seen.pk), **written})

    assert answer.status_code == 409
    assert written["words"] in answer.content.decode()
    assert "not sent" in answer.content.decode()
    assert not TalkTurn.objects.exists()


def test_who_may_act_no_more_neither_reads_nor_writes(case, sign_in):
    owner = principal_of(case.company)
    handler = applicant(username="handler")
    given = delegate(case.company, to=handler, until=timezone.localdate(), by=owner)
    client = sign_in(handler)
    client.post(outside(case), {"act": "say", "words": "我是经办人"})

    end_delegation(given, by=owner)

    assert client.get(outside(case)).status_code != 200
    with pytest.raises(actions.MayNotHandle):
        wrote(case, "还想说", by=handler)
    assert TalkMessage.objects.count() == 1


def test_an_official_on_the_applicants_side_is_no_official_of_the_case(case, sign_in):
    own = staff("cousin", "counter-clerk")
    once_acted_for(case.company, own)

    assert sign_in(own).get(inside(case)).status_code == 403
    with pytest.raises(actions.MayNotHandle):
        wrote(case, "内部", side=Side.OFFICE, by=own)


def test_a_draft_has_no_conversation(taihang, sign_in):
    begun = draft(taihang)

    assert sign_in(principal_of(taihang)).get(outside(begun)).status_code == 404


def test_unread_messages_stand_in_the_inbox_and_leave_it_by_being_read(case, clerk, sign_in):
    wrote(case, "您好", side=Side.OFFICE, by=clerk)
    tail.listen()
    owner = principal_of(case.company)
    mine = Delivery.objects.unread_by(owner.pk).filter(message__text="talk-from-office")
    before = mine.count()

    sign_in(owner).get(outside(case))

    assert (before, mine.count()) == (1, 0)
    assert Delivery.objects.filter(message__text="talk-from-office", channel=Channel.SMS).exists()


def test_who_has_read_a_message_is_not_told_of_it_afterwards(case, clerk, sign_in):
    wrote(case, "您好", side=Side.OFFICE, by=clerk)
    sign_in(principal_of(case.company)).get(outside(case))

    tail.listen()

    assert not Message.objects.filter(text="talk-from-office").exists()


def test_the_holders_message_reaches_whoever_has_the_case_and_leads_there(case, clerk):
    wrote(case, "请问？")

    tail.listen()

    message = Message.objects.get(text="talk-from-holder", person=clerk)
    assert message.address == inside(case)
    assert not Message.objects.filter(text="talk-from-holder").exclude(person__authority=case.authority).exists()


def test_reading_twice_leaves_one_mark(case, clerk, sign_in):
    wrote(case, "请问？")
    client = sign_in(clerk)

    client.get(inside(case))
    client.get(inside(case))

    assert TalkReading.objects.count() == 1


def test_a_certificate_is_talked_about_under_all_its_versions(taihang, clerk, sign_in):
    granted(taihang, clerk=clerk)
    licence = Certificate.objects.get(kind="licence")
    address = reverse("talks:own", args=[f"certificate-{licence.pk}"])
    holder = sign_in(principal_of(taihang))

    holder.post(address, {"act": "say", "words": "证件何时年审？"})
    tail.listen()

    assert Talk.objects.get().subject == f"certificate:{licence.pk}"
    office = reverse("talks:office", args=[f"certificate-{licence.pk}"])
    assert "证件何时年审？" in sign_in(clerk).get(office).content.decode()
    assert Message.objects.filter(text="talk-from-holder", address=office).exists()
    assert address in holder.get(reverse("certificates:wallet")).content.decode()


def test_a_long_conversation_is_read_in_pages(case, sign_in):
    newest = 0
    for number in range(103):
        newest = wrote(case, f"第{number}条", after=newest).pk
    client = sign_in(principal_of(case.company))

    page = client.get(outside(case)).content.decode()
    earlier = client.get(outside(case), {"before": TalkMessage.objects.order_by("pk")[3].pk}).content.decode()

    assert ("第102条" in page, "第2条" in page) == (True, False)
    assert ("第2条" in earlier, "第102条" in earlier) == (True, False)


def test_both_pages_of_the_case_count_what_is_new(case, clerk, sign_in):
    wrote(case, "请问？")
    wrote(case, "您好", side=Side.OFFICE, by=clerk)

    inner = sign_in(clerk).get(reverse("desk:case", args=[case.key])).content.decode()
    outer = sign_in(principal_of(case.company)).get(reverse("applications:progress", args=[case.key])).content.decode()

    assert "2 messages" in inner
    assert "1 new" in inner
    assert "1 new" in outer
