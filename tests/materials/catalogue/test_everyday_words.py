"""People find their way in their own words; what nobody could answer is counted, and nothing that may name somebody."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.editions.actions import release, write
from accounts.editions.series import BadDocument
from materials.catalogue.finding.counting import MOST_A_DAY, is_safe
from materials.catalogue.finding.editions import WORDS, WRITING, newest_written, with_words
from materials.catalogue.finding.models import UnfoundWords
from materials.catalogue.finding.reading import BadWords, read_words, shipped_document, shipped_words
from materials.catalogue.finding.search import index_of
from materials.catalogue.queries import catalogue_in_force, known_services
from tests.factories import staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def index(catalogue):
    return index_of(catalogue_in_force())


def first(found):
    """What stands first of each kind."""
    kinds = (found.bundles, found.items, found.places, found.neighbours)
    return {one.code for hits in kinds for one in hits[:1]}


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ("年检", "vehicle-inspection"), ("年检", "vehicle-annual-review"), ("冷链", "freight-licence-scope"),
        ("换老板", "change-freight-company"), ("換老闆", "change-freight-company"), ("货拉拉", "hotline"),
        ("投诉", "hotline"), ("１２３２８", "hotline"), ("加车", "add-freight-vehicles"),
        ("加車", "add-freight-vehicles"),
        ("我的证丢了怎么办", "reissue-freight-certificates"), ("我要跑货运", "start-freight-company"),
        ("换法人", "change-freight-company"), ("公司搬家", "change-freight-company"), ("过户", "vehicle-permit-change"),
        ("危险品", "hazmat-licence-establish"), ("大件", "oversize-permit"), ("网约货运", "network-freight-licence"),
        ("网络货运", "network-freight-licence"), ("從業資格證", "driver-qual-road"), ("营运证", "vehicle-permit-issue"),
        ("停业", "close-freight-company"), ("查真假", "verify"), ("办到哪了", "track"), ("驾照过期", "driving-licence"),
        ("拒保", "insurance"), ("发票", "tax"), ("lost licences", "reissue-freight-certificates"),
        ("lostlicence", "reissue-freight-certificates"), ("How do I add trucks", "add-freight-vehicles"),
        ("ＥＴＣ", "etc"), ("ride-hailing", "ridehail-vehicle-permit"), ("complaints", "hotline"),
        ("QR code", "verify"),
        ("cold chain", "freight-licence-scope"), ("违章", "traffic-fines"), ("信用修复", "my-code"),
    ],
)  # fmt: skip
def test_everyday_words_lead_to_who_does_it(index, asked, code):
    found = index.find(asked)

    assert found.is_sure
    assert code in first(found)


@pytest.mark.parametrize("asked", ["advance", "天气预报", "zzzz qqq", "？？", ""])
def test_a_word_within_another_is_no_answer(index, asked):
    assert not index.find(asked).is_sure


def test_what_ships_is_said_well(catalogue):
    words = shipped_words()

    assert sum(len(group.words) for group in words.groups) >= 150
    assert words.services <= known_services()
    assert all(one.url for one in words.places.values())


@pytest.mark.parametrize(
    "typed",
    [
        "410802199001010010", "4108 0219 9001", "13800001111", "138-0000-1111", "豫H12345", "豫 h·12345", "张伟",
        "欧阳建国", "李师傅", "我叫张三", "焦作顺达运输有限公司", "a@example.org", "Zhang Wei", "https://example.org",
        "天气 张伟", "李保国", "王运来", "找王建国老板",
    ],
)  # fmt: skip
def test_what_may_name_somebody_is_kept_nowhere(catalogue, client, typed):
    client.get(reverse("services:list"), {"q": typed})

    assert not is_safe(typed)
    assert not UnfoundWords.objects.exists()


def test_what_nothing_answers_is_counted_by_day(catalogue, client):
    for asked in ("天气预报", "天氣預報", "加车", "充电桩补贴" * 5):
        assert client.get(reverse("services:list"), {"q": asked}).status_code == 200

    counted = {row.words: (row.day, row.times) for row in UnfoundWords.objects.all()}
    assert counted["天气预报"] == (timezone.localdate(), 2)
    assert "加车" not in counted
    assert all(len(words) <= 20 for words in counted)


def test_who_types_at_random_fills_no_table(catalogue, client):
    UnfoundWords.objects.bulk_create(
        UnfoundWords(day=timezone.localdate(), words=f"w{n}", times=1) for n in range(MOST_A_DAY)
    )

    client.get(reverse("services:list"), {"q": "天气预报"})

    assert UnfoundWords.objects.count() == MOST_A_DAY


def test_words_added_by_one_and_released_by_another_answer_from_their_day(catalogue, client, sign_in):
    administrator, second = staff("adds", "administrator"), staff("releases", "administrator")
    UnfoundWords.objects.create(day=timezone.localdate(), words="天气预报", times=3)
    desk = sign_in(administrator)

    listed = desk.get(reverse("words:list"))
    added = desk.post(
        reverse("words:add"),
        {"words": "天气预报，路况", "to": "page:hotline", "in_force_from": timezone.localdate().isoformat()},
    )
    edition = WORDS.rows().get()
    of_oneself = desk.post(reverse("words:release", args=[edition.pk]), follow=True)

    assert "天气预报" in listed.content.decode()
    assert added.status_code == 302
    assert not WORDS.rows().released().exists(), of_oneself
    sign_in(second).post(reverse("words:release", args=[edition.pk]))
    assert "hotline" in first(index_of(catalogue_in_force()).find("路况"))


def test_what_waits_for_release_is_not_lost_by_the_next_addition(catalogue):
    one, two = staff("one", "administrator"), staff("two", "administrator")
    today = timezone.localdate()
    write(WRITING, with_words(newest_written(), ["路况"], "page:hotline"), note="1", in_force_from=today, by=one)
    later = write(
        WRITING, with_words(newest_written(), ["天气"], "page:answers"), note="2", in_force_from=today, by=one
    )

    release(WRITING, later, by=two)

    find = index_of(catalogue_in_force()).find
    assert find("路况").is_sure
    assert find("天气").is_sure


@pytest.mark.parametrize(
    ("words", "to"),
    [(["年检"], "page:hotline"), (["路况"], "page:nowhere"), (["路况"], "no-such-service")],
)
def test_an_edition_leads_no_word_nowhere_or_twice(catalogue, words, to):
    with pytest.raises(BadDocument):
        write(
            WRITING,
            with_words(shipped_document(), words, to),
            note="x",
            in_force_from=datetime.date(2026, 12, 1),
            by=staff("writes", "administrator"),
        )


def test_a_page_that_is_none_is_refused():
    document = {**shipped_document(), "places": [{**shipped_document()["places"][0], "address": "no:where"}]}

    with pytest.raises(BadWords):
        read_words(document)
