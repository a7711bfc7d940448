"""What the demo's answers are found by: the words of drivers, one word or a whole sentence."""

import datetime
import json
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import timezone

from hotline.knowledge import demo
from hotline.knowledge.models import AnswerVersion
from hotline.knowledge.searching import suggest
from tests.factories import staff

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate
ASKED = json.loads((Path(__file__).parent / "asked.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def written(written_once):
    """The demo's answers, released; who writes and who releases."""
    people = [staff(name, role, division="410800") for name, role in WRITERS.items()]
    assert demo.seed() == 21
    return people


WRITERS = {"dispatcher": "hotline-dispatcher", "reply-reviewer": "reply-reviewer"}


@pytest.fixture
def known(written, catalogue):
    """The people; what a test changes of the answers is put back."""
    return written


def found(words):
    return [one.version.entry.code for one in suggest(words)]


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


def test_what_was_typed_stays_when_the_code_is_taken(known, client):
    writer = known[0]
    client.force_login(writer)
    values = {
        "code": "driver-age", "topic": "licence", "question": "问", "answer": "打字很多很多", "basis": "法",
        "valid_to": (TODAY() + datetime.timedelta(days=9)).isoformat(), "owner": writer.pk,
    }  # fmt: skip

    answer = client.post(reverse("knowledge:write"), values)

    assert answer.status_code == 422
    assert "打字很多很多" in answer.text


def test_who_wrote_it_is_not_offered_to_release_it(known, client):
    writer, second = known
    waits = AnswerVersion.objects.get(entry__code="check-up", number=2)
    address = reverse("knowledge:entry", args=[waits.entry_id])

    client.force_login(writer)
    assert reverse("knowledge:release", args=[waits.entry_id, 2]) not in client.get(address).text
    client.force_login(second)
    assert reverse("knowledge:release", args=[waits.entry_id, 2]) in client.get(address).text
    client.post(reverse("knowledge:release", args=[waits.entry_id, 2]))

    assert AnswerVersion.objects.get(pk=waits.pk).release.by == second
