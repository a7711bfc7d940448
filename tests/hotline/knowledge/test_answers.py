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


@pytest.mark.parametrize("gone", ["left", "without the role"])
def test_an_answer_whose_owner_is_gone_is_everybodys_who_looks_after_answers(writer, second, gone):
    owner = staff("third", "reply-reviewer", division="410800")
    soon = written(owner, valid_to=TODAY() + datetime.timedelta(days=3))
    release(open_entry("freight-unpaid", topic="pay", authority=writer.authority, written=soon, by=writer), by=second)
    if gone == "left":
        owner.is_active = False
        owner.save()
    else:
        owner.groups.clear()

    tick()
    tail.listen()

    told = Message.objects.filter(text="knowledge-due").values_list("person", flat=True)
    assert set(told) == {writer.pk, second.pk}


def test_a_stale_page_shows_both_and_replaces_only_on_purpose(writer, second, sign_in):
    first = opened(writer)
    tab, address = sign_in(second), reverse("knowledge:rewrite", args=[first.entry_id])
    rewrite(first.entry, after=1, written=written(writer, answer="先写的答复。"), by=writer)
    typed = {**vars(written(second.pk, answer="后写的答复。")), "stands-on": "1"}

    stale = tab.post(address, typed)
    before = first.entry.versions.count()
    done = tab.post(address, {**typed, "anyway": "2"})

    assert (stale.status_code, before) == (422, 2)
    assert "先写的答复。" in stale.content.decode()
    assert "后写的答复。" in stale.content.decode()
    assert (done.status_code, first.entry.versions.latest("number").answer) == (302, "后写的答复。")


def test_no_number_is_left_out(writer):
    first = opened(writer)

    with pytest.raises(WrittenMeanwhile):
        rewrite(first.entry, after=7, written=written(writer), by=writer)
