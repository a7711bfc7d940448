"""An answer is written by one, released by another, told until its last day, and found in the words people use."""

import datetime
import json
from pathlib import Path

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from desk.refusals import MayNotHandle, NotNow
from hotline.knowledge import demo
from hotline.knowledge.actions import (
    OverSoon,
    RetiredAlready,
    Written,
    WrittenMeanwhile,
    open_entry,
    release,
    retire,
    rewrite,
)
from hotline.knowledge.models import AnswerRelease, AnswerVersion, Gram
from hotline.knowledge.searching import suggest
from hotline.knowledge.warning import tick
from post.models import Message
from post.telling import tail
from tests.factories import staff
from trail.append_only import AppendOnlyViolated

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parents[3]
TODAY = timezone.localdate


@pytest.fixture
def writer(catalogue):
    return staff("dispatcher", "hotline-dispatcher", division="410800")


@pytest.fixture
def second(catalogue):
    return staff("reply-reviewer", "reply-reviewer", division="410800")


def written(owner, **more):
    told = {
        "question": "运费被拖欠怎么办？",
        "also_asked": "货主不给钱",
        "answer": "先保存运单，再拨12328。",
        "basis": "《民法典》第八百零九条",
        "valid_to": TODAY() + datetime.timedelta(days=100),
        "owner": owner,
    }
    return Written(**{**told, **more})


def opened(writer, **more):
    return open_entry(
        "freight-unpaid", topic="pay", authority=writer.authority, written=written(writer, **more), by=writer
    )


def found(words):
    return [one.version.entry.code for one in suggest(words)]


def test_a_draft_is_told_nobody_until_a_second_person_released_it(writer, second):
    version = opened(writer)

    assert suggest("运费被拖欠") == []
    with pytest.raises(NotNow):
        release(version, by=writer)
    release(version, by=second)

    assert found("运费被拖欠") == ["freight-unpaid"]


def test_the_database_refuses_a_writer_who_releases(writer):
    version = opened(writer)

    with pytest.raises(IntegrityError), transaction.atomic():
        AnswerRelease.objects.create(version=version, written_by=writer, by=writer)


def test_a_version_is_never_written_over_and_the_one_in_force_stays_until_the_next_is_released(writer, second):
    first = opened(writer)
    release(first, by=second)
    later = rewrite(first.entry, after=1, written=written(second, answer="新的答复"), by=second)

    with pytest.raises(AppendOnlyViolated):
        first.save()
    [told] = suggest("运费被拖欠")
    assert told.version == first
    release(later, by=writer)

    [told] = suggest("运费被拖欠")
    assert told.version == later
    assert first.state(on=TODAY()) == "replaced"


def test_two_who_write_after_the_same_version_do_not_overwrite_each_other(writer, second):
    first = opened(writer)
    rewrite(first.entry, after=1, written=written(writer), by=writer)

    with pytest.raises(WrittenMeanwhile):
        rewrite(first.entry, after=1, written=written(second), by=second)
    with pytest.raises(WrittenMeanwhile):
        release(first, by=second)


def test_nobody_of_another_authority_writes_or_releases(writer, second):
    version = opened(writer)
    elsewhere = staff("elsewhere", "hotline-dispatcher", division="410821")

    with pytest.raises(MayNotHandle):
        release(version, by=elsewhere)
    with pytest.raises(MayNotHandle):
        rewrite(version.entry, after=1, written=written(writer), by=elsewhere)
    with pytest.raises(MayNotHandle):
        retire(version.entry, reason="x", by=elsewhere)


def test_an_answer_is_told_on_its_last_day_and_not_after_it(writer, second, client):
    version = opened(writer, valid_to=TODAY() + datetime.timedelta(days=3))
    release(version, by=second)
    last = timezone.make_aware(datetime.datetime.combine(version.valid_to, datetime.time(1)))

    with time_machine.travel(last, tick=False):
        assert found("运费被拖欠") == ["freight-unpaid"]
        assert "运费被拖欠" in client.get(reverse("knowledge:answers")).text
    with time_machine.travel(last + datetime.timedelta(days=1), tick=False):
        assert suggest("运费被拖欠") == []
        assert "运费被拖欠" not in client.get(reverse("knowledge:answers")).text
        assert AnswerVersion.objects.get().state(on=TODAY()) == "lapsed"


def test_a_draft_that_lapsed_before_it_was_read_is_not_released(writer, second):
    version = opened(writer, valid_to=TODAY() + datetime.timedelta(days=1))
    after = timezone.make_aware(datetime.datetime.combine(version.valid_to, datetime.time(9)))

    with time_machine.travel(after, tick=False), pytest.raises(OverSoon):
        release(version, by=second)


def test_the_owner_is_told_once_a_month_before_the_last_day(writer, second):
    version = opened(writer)
    release(version, by=second)
    assert tick() == 0
    near = timezone.make_aware(
        datetime.datetime.combine(version.valid_to - datetime.timedelta(days=30), datetime.time(10))
    )

    with time_machine.travel(near, tick=False):
        assert (tick(), tick()) == (1, 0)
        tail.listen()

    assert Message.objects.filter(person=writer, text="knowledge-due").count() == 1
    assert not Message.objects.filter(person=second, text="knowledge-due").exists()


def test_what_is_retired_is_told_nobody_and_not_written_again(writer, second):
    version = opened(writer)
    release(version, by=second)

    retire(version.entry, reason="规则已变", by=second)

    assert suggest("运费被拖欠") == []
    assert not Gram.objects.exists()
    with pytest.raises(RetiredAlready):
        rewrite(version.entry, after=1, written=written(writer), by=writer)


@pytest.fixture
def known(writer, second):
    """The demo's answers, released."""
    assert demo.seed() == 21


ASKED = json.loads((Path(__file__).parent / "asked.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("words", "code"), [(one["words"], one["code"]) for one in ASKED["first"]])
def test_an_everyday_question_finds_its_answer_first(known, words, code):
    assert found(words)[:1] == [code]


def test_nine_in_ten_everyday_questions_are_answered_among_the_first_three(known):
    asked = [*ASKED["first"], *ASKED["hard"]]
    hits = [code in found(words)[:3] for words, code in ((one["words"], one["code"]) for one in asked)]

    assert sum(hits) / len(hits) >= 0.9


@pytest.mark.parametrize("words", ["", "?!…", "今天天气真好", "xyzzy", "的了吗"])
def test_words_about_nothing_that_is_known_find_nothing(known, words):
    assert found(words) == []


def test_a_suggestion_costs_at_most_three_queries(known, django_assert_max_num_queries):
    with django_assert_max_num_queries(3):
        assert suggest("司机投诉多久有结果" * 20)


def test_the_public_page_finds_by_words_and_shows_what_it_rests_on(known, client):
    page = client.get(reverse("knowledge:answers"), {"q": "保險公司拒保"}).text

    assert page.index("保险公司拒绝给新能源货车上交强险怎么办") < page.index("货车司机投诉多久有结果")
    assert "第三十八条" in page


def test_what_was_typed_stays_when_the_code_is_taken(known, client, writer):
    client.force_login(writer)
    values = {
        "code": "driver-age", "topic": "licence", "question": "问", "answer": "打字很多很多", "basis": "法",
        "valid_to": (TODAY() + datetime.timedelta(days=9)).isoformat(), "owner": writer.pk,
    }  # fmt: skip

    answer = client.post(reverse("knowledge:write"), values)

    assert answer.status_code == 422
    assert "打字很多很多" in answer.text


def test_who_wrote_it_is_not_offered_to_release_it(known, client, writer, second):
    waits = AnswerVersion.objects.get(entry__code="check-up", number=2)
    address = reverse("knowledge:entry", args=[waits.entry_id])

    client.force_login(writer)
    assert reverse("knowledge:release", args=[waits.entry_id, 2]) not in client.get(address).text
    client.force_login(second)
    assert reverse("knowledge:release", args=[waits.entry_id, 2]) in client.get(address).text
    client.post(reverse("knowledge:release", args=[waits.entry_id, 2]))

    assert AnswerVersion.objects.get(pk=waits.pk).release.by == second


def shipped():
    return json.loads((ROOT / "hotline/knowledge/data/answers.json").read_text(encoding="utf-8"))


def test_what_a_lawyer_has_to_confirm_is_part_of_a_basis_and_stands_in_the_map_of_the_law():
    law = (ROOT / "docs/law.md").read_text(encoding="utf-8")

    marked = [(one["code"], basis, one["basis"]) for one in shipped() for basis in one.get("to_confirm", [])]

    assert marked
    for code, basis, whole in marked:
        assert basis in whole, code
        assert f"| `{code}` | {basis} |" in law, code


def test_only_officials_see_that_a_basis_is_to_be_confirmed(client, writer, second):
    version = opened(writer, to_confirm="《民法典》第八百零九条")
    release(version, by=second)

    public = client.get("/hotline/knowledge/answers/").content.decode()
    client.force_login(writer)
    entry = client.get(f"/hotline/knowledge/{version.entry_id}/").content.decode()
    waiting = client.get("/hotline/knowledge/?state=to-confirm").content.decode()

    assert "运费被拖欠怎么办？" in public
    assert "待法律人员确认" not in public
    assert "待法律人员确认" in entry
    assert "运费被拖欠怎么办？" in waiting


def test_a_basis_that_is_confirmed_is_marked_no_more(client, writer, second):
    version = opened(writer, to_confirm="《民法典》第八百零九条")
    release(version, by=second)

    later = rewrite(version.entry, after=1, written=written(second), by=second)

    assert (version.to_confirm, later.to_confirm) == ("《民法典》第八百零九条", "")
